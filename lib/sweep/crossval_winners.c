/* SPDX-License-Identifier: ISC */
/* What became of the winners of a cross-validation. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/maths/rank.h"
#include "lib/sweep/crossval_own.h"

/* Where the winner stands in the test, and how far the two orders agree. */
static int
rank_split(struct bt_crossval_split *s, struct bt_err *err)
{
	const size_t n = s->npairs;
	double *work = bt_column(4 * n, err), *x = work, *rx = work + 2 * n;
	struct bt_rank *scratch = bt_calloc(n, sizeof(*scratch), err);
	size_t i, below = 0, equal = 0;

	s->rank = s->correlation = (double)NAN;
	for (i = 0; work != NULL && scratch != NULL && i < n; i++) {
		x[i] = s->pair[i].train;
		x[n + i] = s->pair[i].test;
		below += s->pair[i].test < s->best.test;
		equal += s->pair[i].test == s->best.test;
	}
	if (i == n && n > 1) {
		bt_rank_of(x, n, scratch, rx);
		bt_rank_of(x + n, n, scratch, rx + n);
		s->correlation = bt_rank_correlation(rx, rx + n, n);
	}
	/* Its mean rank less one, of the n - 1 others. */
	if (i == n && n > 1 && equal > 0)
		s->rank = ((double)below + ((double)equal - 1) / 2) /
		    (double)(n - 1);
	free(scratch);
	free(work);
	return i == n && work != NULL && scratch != NULL ? 0 : -1;
}

/* Returns of the test, one after another. */
static void
keep_returns(struct bt_crossval_worker *own, size_t n,
    struct bt_crossval_split *s)
{
	size_t i, k, at = 0;

	for (k = 0; k < n; k++)
		for (i = own->range[k].first; i < own->range[k].end; i++)
			s->ret[at++] = own->trial.ret[i];
}

static size_t
fold_size(const struct bt_folds *f, size_t i)
{
	return bt_folds_border(f, i + 1) - bt_folds_border(f, i);
}

/* How many steps are tested in the folds before this one. */
static size_t
tested_before(const struct bt_folds *f, const bool *tested, size_t fold)
{
	size_t i, n = 0;

	for (i = 0; i < fold; i++)
		n += tested[i] ? fold_size(f, i) : 0;
	return n;
}

/* Trades that a fold of the test has to itself: a path is made of folds. */
static int
keep_deals(struct bt_crossval_work *w, struct bt_crossval_split *s,
    struct bt_err *err)
{
	struct bt_crossval_trial *t = &w->worker[0].trial;
	struct bt_folds_range fold;
	size_t i, at = 0;

	s->deal = bt_arena_alloc(w->to->arena, t->ndeals, sizeof(*s->deal),
	    err);
	s->ndeals = bt_arena_alloc(w->to->arena, w->folds->folds,
	    sizeof(*s->ndeals), err);
	if (s->deal == NULL || s->ndeals == NULL)
		return -1;
	for (i = 0; i < w->folds->folds; i++) {
		if (!s->tested[i])
			continue;
		fold.first = bt_folds_border(w->folds, i);
		fold.end = bt_folds_border(w->folds, i + 1);
		if (bt_crossval_trial_deals(t, &fold, 1, &s->ndeals[i],
		    err) == -1)
			return -1;
		memcpy(s->deal + at, t->part_deal,
		    s->ndeals[i] * sizeof(*s->deal));
		at += s->ndeals[i];
	}
	return 0;
}

/* A split whose winner has just been run. */
static int
look(struct bt_crossval_work *w, struct bt_crossval_split *s,
    struct bt_err *err)
{
	struct bt_crossval_worker *own = &w->worker[0];
	struct bt_study study;
	size_t i, n;

	bt_crossval_ranges(own, w->folds, s->tested, true, &n);
	if (bt_crossval_trial_study(&own->trial, own->range, n, &w->rule,
	    &study, err) == -1)
		return -1;
	s->periods = study.perf.n;
	bt_crossval_ranges(own, w->folds, s->tested, false, &n);
	if (bt_crossval_trial_study(&own->trial, own->range, n, &w->rule,
	    &study, err) == -1)
		return -1;
	for (i = 0; i < w->job->nmetrics; i++)
		s->metric[i] = bt_crossval_metric(w->job->metric[i], &study);
	s->total = study.total;
	keep_returns(own, n, s);
	return keep_deals(w, s, err);
}

static int
run_winner(struct bt_crossval_work *w, const struct bt_crossval_split *s,
    struct bt_err *err)
{
	const struct bt_trial t = { .space = s->space };
	struct bt_bench *bench = bt_job_part_of(w->job, &t)->bench;
	const double *point = s->point;
	struct bt_bench_result r;
	size_t done;

	if (bt_bench_prepare(bench, &point, 1, &done, err) == -1 ||
	    bt_crossval_trial_run(&w->worker[0].trial, bench, 0, s->point,
	    &r, err) == -1)
		return -1;
	return 0;
}

/* A trial that won several splits is run once. */
static int
follow(struct bt_crossval_work *w, size_t first, struct bt_err *err)
{
	struct bt_crossval_split *split = w->split;
	const uint64_t number = split[first].number;
	size_t i;

	if (number == 0)
		return 0;
	for (i = 0; i < first; i++)
		if (split[i].number == number)
			return 0;
	if (run_winner(w, &split[first], err) == -1)
		return -1;
	for (i = first; i < w->folds->splits; i++)
		if (split[i].number == number && look(w, &split[i],
		    err) == -1)
			return -1;
	return 0;
}

int
bt_crossval_winners(struct bt_crossval_work *w, struct bt_err *err)
{
	struct bt_arena *a = w->to->arena;
	struct bt_crossval_split *s;
	size_t i, k;

	for (i = 0; i < w->folds->splits; i++) {
		s = &w->split[i];
		s->metric = bt_arena_alloc(a, w->job->nmetrics,
		    sizeof(*s->metric), err);
		s->ret = bt_arena_alloc(a, tested_before(w->folds, s->tested,
		    w->folds->folds), sizeof(*s->ret), err);
		if (s->metric == NULL || s->ret == NULL ||
		    rank_split(s, err) == -1)
			return -1;
		for (k = 0; k < w->job->nmetrics; k++)
			s->metric[k] = (double)NAN;
		s->total = 0;
	}
	for (i = 0; i < w->folds->splits; i++)
		if (follow(w, i, err) == -1)
			return -1;
	return 0;
}

/* What is put together for a path: a step each, and trades. */
struct way {
	double		*ret;
	struct bt_deal	*deal;
	size_t		 ndeals, cap;
};

/* Of a fold: what its split's winner made of it. */
static int
add_fold(struct bt_crossval_work *w, const struct bt_crossval_split *s,
    size_t fold, struct way *way, struct bt_err *err)
{
	size_t i, before = 0;

	memcpy(way->ret + bt_folds_border(w->folds, fold), s->ret +
	    tested_before(w->folds, s->tested, fold),
	    fold_size(w->folds, fold) * sizeof(*way->ret));
	if (s->number == 0)
		return 0;
	for (i = 0; i < fold; i++)
		before += s->ndeals[i];
	for (i = 0; i < s->ndeals[fold]; i++) {
		if (bt_grow(&way->deal, &way->cap, way->ndeals,
		    sizeof(*way->deal), err) == -1)
			return -1;
		way->deal[way->ndeals++] = s->deal[before + i];
	}
	return 0;
}

static int
measure_path(struct bt_crossval_work *w, const size_t *at, struct way *way,
    struct bt_crossval_path *path, struct bt_err *err)
{
	struct bt_input in = { .curve = BT_CURVE_RETURN, .dated = true,
	    .date_only = w->worker[0].trial.whole.date_only,
	    .value = way->ret, .time = (int64_t *)w->line->time,
	    .n = w->line->steps, .base_time = BT_TIME_NONE,
	    .has_trades = true };
	struct bt_study s;
	size_t i;

	way->ndeals = 0;
	for (i = 0; i < w->folds->folds; i++)
		if (add_fold(w, &w->split[at[i]], i, way, err) == -1)
			return -1;
	in.deals = way->deal;
	in.ndeals = way->ndeals;
	if (bt_study_of(&in, &w->rule, &s, err) == -1)
		return -1;
	for (i = 0; i < w->job->nmetrics; i++)
		path->metric[i] = bt_metric_value(w->job->metric[i], &s);
	path->objective = bt_formula_value(w->job->objective.formula,
	    path->metric);
	path->gain = s.total;
	return 0;
}

int
bt_crossval_paths(struct bt_crossval_work *w, struct bt_err *err)
{
	struct bt_crossval *to = w->to;
	const size_t folds = w->folds->folds;
	struct way way = { .ret = bt_column(w->line->steps, err) };
	size_t *at = bt_calloc(w->folds->paths * folds, sizeof(*at), err);
	size_t i, lost = 0;
	int rc = way.ret == NULL || at == NULL ? -1 : 0;

	to->path = bt_arena_alloc(to->arena, w->folds->paths,
	    sizeof(*to->path), err);
	if (to->path == NULL)
		rc = -1;
	if (rc == 0)
		bt_folds_paths(w->folds, at);
	for (i = 0; rc == 0 && i < w->folds->paths; i++) {
		to->path[i].metric = bt_arena_alloc(to->arena,
		    w->job->nmetrics, sizeof(double), err);
		rc = to->path[i].metric == NULL ? -1 : measure_path(w,
		    at + i * folds, &way, &to->path[i], err);
		lost += to->path[i].gain < 0;
	}
	to->npaths = w->folds->paths;
	to->path_loss = (double)lost / (double)w->folds->paths;
	free(at);
	free(way.deal);
	free(way.ret);
	return rc;
}
