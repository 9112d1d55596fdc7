/* SPDX-License-Identifier: ISC */
#include "lib/sweep/crossval.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/maths/moments.h"
#include "lib/maths/quantile.h"
#include "lib/sweep/crossval_own.h"

/* What a piece of a run has not. */
#define LACK ((unsigned)BT_NEEDS_DATES | BT_NEEDS_MONEY | \
	BT_NEEDS_POSITIONS | BT_NEEDS_WHOLE | \
	(BT_NEEDS_MEAN_EQUITY & ~(unsigned)BT_NEEDS_CURVE))
#define REASON 256

double
bt_crossval_metric(const struct bt_metric *m, const struct bt_study *s)
{
	return (m->needs & LACK) != 0 ? (double)NAN : bt_metric_value(m, s);
}

/* Metrics by place: which of them formulas use. */
struct uses {
	const struct bt_job	*job;
	bool			*used;		/* or NULL */
	const struct bt_metric	*lacks;		/* one that pieces have not */
};

static void
use(void *arg, size_t place)
{
	struct uses *u = arg;

	if (u->used != NULL)
		u->used[place] = true;
	if ((u->job->metric[place]->needs & LACK) != 0)
		u->lacks = u->job->metric[place];
}

static void
find_uses(struct uses *u)
{
	bt_formula_each(u->job->objective.formula, use, u);
	if (u->job->objective.constraint != NULL)
		bt_formula_each(u->job->objective.constraint, use, u);
}

int
bt_crossval_check(const struct bt_job *job, struct bt_err *err)
{
	const struct bt_family *family = job->ask.sweep->method.family;
	struct uses u = { .job = job };

	if (bt_search_learns(family))
		return bt_err_set(err, BT_EUSAGE, "--cv: '%s' follows scores, "
		    "which have seen the tests; want a method that does not, "
		    "as grid or random", family->name);
	if (job->ask.sweep->patience > 0)
		return bt_err_set(err, BT_EUSAGE, "--cv: --patience cannot be "
		    "had: every split has a best of its own");
	find_uses(&u);
	if (u.lacks == NULL)
		return 0;
	return bt_err_set(err, BT_EUSAGE, "--cv: '%s' cannot be had from "
	    "pieces of a run%s", u.lacks->name,
	    bt_span_is(bt_span(u.lacks->name), "cagr") ?
	    "; annual_return can" : "");
}

static int
make_splits(struct bt_crossval_work *w, struct bt_err *err)
{
	struct bt_arena *a = w->to->arena;
	const size_t ndims = w->job->head.ndims;
	struct bt_crossval_split *s;
	size_t i;

	w->split = bt_arena_alloc(a, w->folds->splits, sizeof(*w->split),
	    err);
	for (i = 0; w->split != NULL && i < w->folds->splits; i++) {
		s = &w->split[i];
		s->tested = bt_arena_alloc(a, w->folds->folds,
		    sizeof(*s->tested), err);
		s->point = bt_arena_alloc(a, ndims, sizeof(*s->point), err);
		if (s->tested == NULL || s->point == NULL)
			return -1;
		bt_folds_split(w->folds, i, s->tested);
	}
	return w->split == NULL ? -1 : 0;
}

static int
make_workers(struct bt_crossval_work *w, struct bt_err *err)
{
	struct bt_crossval_worker *own;
	size_t i, n = w->job->nmetrics;

	w->worker = bt_calloc(w->job->threads, sizeof(*w->worker), err);
	for (i = 0; w->worker != NULL && i < w->job->threads; i++) {
		own = &w->worker[i];
		own->metric = bt_arena_alloc(w->to->arena, n,
		    sizeof(*own->metric), err);
		if (own->metric == NULL || bt_crossval_trial_init(
		    &own->trial, w->line, w->folds, err) == -1)
			return -1;
	}
	return w->worker == NULL ? -1 : 0;
}

static int
prepare(struct bt_crossval_work *w, struct bt_err *err)
{
	struct uses u = { .job = w->job };
	size_t i;

	if ((w->to->arena = bt_arena_new(err)) == NULL ||
	    (w->used = bt_arena_alloc(w->to->arena, w->job->nmetrics,
	    sizeof(*w->used), err)) == NULL)
		return -1;
	u.used = w->used;
	find_uses(&u);
	for (i = 0; i < w->job->nmetrics; i++)
		if (w->used[i])
			w->needs |= w->job->metric[i]->needs;
	return make_splits(w, err) == -1 ? -1 : make_workers(w, err);
}

/* Why a split has no winner. */
static void
say_why(const struct bt_crossval_work *w, char reason[REASON])
{
	const unsigned long long trials = w->to->trials,
	    failed = w->count[BT_TRIAL_FAILED],
	    bankrupt = w->count[BT_TRIAL_BANKRUPT];
	int n = snprintf(reason, REASON, "no valid trial of %llu", trials);

	if (failed > 0)
		n += snprintf(reason + n, REASON - (size_t)n,
		    ": %llu failed", failed);
	if (bankrupt > 0)
		(void)snprintf(reason + n, REASON - (size_t)n,
		    "%s %llu went bankrupt", failed > 0 ? "," : ":", bankrupt);
}

/* The winner as a row of the sweep's table. */
static int
fill_winner(struct bt_crossval_work *w, const struct bt_crossval_split *s,
    struct bt_trials_row *row, double *value, struct bt_err *err)
{
	const double sign = w->job->objective.minimize ? -1 : 1;
	struct bt_trial t = { .number = s->number, .space = s->space,
	    .point = s->point, .share = 1, .metric = s->metric,
	    .value = sign * s->best.train, .objective = s->best.train };
	const struct bt_job_part *part = bt_job_part_of(w->job, &t);
	size_t i;

	for (i = 0; i < w->job->head.ndims; i++)
		value[i] = (double)NAN;
	for (i = 0; i < s->space->ndims; i++)
		if (s->space->dim[i].kind != BT_DIM_CHOICE)
			value[part->column[i]] = s->point[i];
	return bt_job_row(w->job, &t, row, err);
}

static int
tell_split(struct bt_crossval_work *w, size_t i, double *value,
    struct bt_err *err)
{
	const double sign = w->job->objective.minimize ? -1 : 1;
	const struct bt_crossval_split *s = &w->split[i];
	struct bt_crossval_row row = { .number = i + 1, .tested = s->tested,
	    .trials = w->to->trials, .valid = s->valid,
	    .periods = s->periods, .objective = (double)NAN,
	    .gain = (double)NAN, .metric = s->metric, .rank = (double)NAN,
	    .correlation = s->correlation };
	struct bt_trials_row winner;
	char reason[REASON];

	if (s->number > 0) {
		if (fill_winner(w, s, &winner, value, err) == -1)
			return -1;
		row.winner = &winner;
		row.value = value;
		row.objective = sign * s->best.test;
		row.gain = s->total;
		row.rank = s->rank;
	} else {
		say_why(w, reason);
		row.reason = reason;
	}
	return w->ask->row(w->ask->row_arg, &row, err);
}

static struct bt_crossval_spread
spread_of(double *x, size_t n)
{
	struct bt_moments m;

	bt_moments_of(x, n, &m);
	return (struct bt_crossval_spread){ n, m.mean, bt_moments_sd(&m),
		m.min, bt_quantile(x, n, 0.5), m.max };
}

/* Over the splits that have a winner, and a value of it. */
static void
sum_up(struct bt_crossval_work *w, double *x)
{
	const double sign = w->job->objective.minimize ? -1 : 1;
	const size_t splits = w->folds->splits;
	struct bt_crossval *to = w->to;
	size_t i, n = 0, below = 0, lost = 0, ranked = 0, related = 0;
	double sum = 0;

	for (i = 0; i < splits; i++)
		if (w->split[i].number > 0 && isfinite(w->split[i].best.train))
			x[n++] = sign * w->split[i].best.train;
	to->train = spread_of(x, n);
	for (i = 0, n = 0; i < splits; i++)
		if (w->split[i].number > 0 && isfinite(w->split[i].best.test))
			x[n++] = sign * w->split[i].best.test;
	to->test = spread_of(x, n);
	for (i = 0; i < splits; i++) {
		const struct bt_crossval_split *s = &w->split[i];

		to->chosen += s->number > 0;
		lost += s->number > 0 && s->total < 0;
		ranked += s->number > 0 && !isnan(s->rank);
		below += s->number > 0 && s->rank < 0.5;
		if (!isnan(s->correlation)) {
			related++;
			sum += s->correlation;
		}
	}
	to->loss = (double)lost / (double)to->chosen;
	to->below_median = (double)below / (double)ranked;
	to->correlation = sum / (double)related;
}

static int
conclude(struct bt_crossval_work *w, struct bt_err *err)
{
	const size_t n = w->folds->splits + w->job->head.ndims;
	double *x = bt_column(n, err);
	size_t i;
	int rc = x == NULL ? -1 : 0;

	if (rc == 0)
		rc = bt_crossval_winners(w, err);
	for (i = 0; rc == 0 && i < w->folds->splits; i++)
		rc = tell_split(w, i, x, err);
	if (rc == 0) {
		sum_up(w, x);
		rc = bt_crossval_paths(w, err);
	}
	w->to->splits = w->folds->splits;
	free(x);
	return rc;
}

static void
clean_up(struct bt_crossval_work *w)
{
	size_t i;

	for (i = 0; w->split != NULL && i < w->folds->splits; i++)
		free(w->split[i].pair);
	for (i = 0; w->worker != NULL && i < w->job->threads; i++)
		bt_crossval_trial_free(&w->worker[i].trial);
	free(w->worker);
}

int
bt_crossval_run(const struct bt_crossval_ask *ask, struct bt_crossval *to,
    struct bt_err *err)
{
	struct bt_crossval_work w = { .ask = ask, .job = ask->job,
	    .folds = ask->folds, .line = bt_job_timeline(ask->job),
	    .rule = ask->job->study, .to = to };
	int rc;

	*to = (struct bt_crossval){ .status = BT_COMPLETED };
	rc = prepare(&w, err);
	if (rc == 0)
		rc = bt_crossval_search(&w, err);
	if (rc == 0 && to->status == BT_COMPLETED)
		rc = conclude(&w, err);
	clean_up(&w);
	return rc;
}

void
bt_crossval_free(struct bt_crossval *cv)
{
	bt_arena_free(cv->arena);
	*cv = (struct bt_crossval){ .status = BT_FAILED };
}
