/* SPDX-License-Identifier: ISC */
/* The trials of a cross-validation, each in all splits. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/pool.h"
#include "lib/sweep/crossval_own.h"

#define BATCH_A_JOB 16

/* Trials that are run together. */
struct batch {
	struct bt_crossval_work		*w;
	const struct bt_job_part	*part;
	size_t				 room;
	struct bt_asked			*asked;
	const double			**point;
	enum bt_trial_status		*status;
	struct bt_crossval_pair		*pair;	/* splits a trial */
	size_t				 begin;	/* of the pool's pieces */
};

void
bt_crossval_ranges(struct bt_crossval_worker *own, const struct bt_folds *f,
    const bool *tested, bool train, size_t *n)
{
	*n = train ? bt_folds_train(f, tested, own->trial.reach, own->range) :
	    bt_folds_test(f, tested, own->range);
}

/* The objective of one side of a split; more is better. */
static int
score(struct bt_crossval_work *w, struct bt_crossval_worker *own,
    const bool *tested, bool train, double *x, struct bt_err *err)
{
	const struct bt_objective *o = &w->job->objective;
	struct bt_study_rule rule = w->rule;
	struct bt_study s;
	size_t i, n;

	rule.needs = w->needs;
	*x = (double)NAN;
	bt_crossval_ranges(own, w->folds, tested, train, &n);
	if (n == 0)
		return 0;
	if (bt_crossval_trial_study(&own->trial, own->range, n, &rule, &s,
	    err) == -1)
		return -1;
	for (i = 0; i < w->job->nmetrics; i++)
		if (w->used[i])
			own->metric[i] = bt_metric_value(w->job->metric[i],
			    &s);
	/* A constraint is for who chooses, not for how it turns out. */
	if (train && o->constraint != NULL &&
	    !(bt_formula_value(o->constraint, own->metric) > 0))
		return 0;
	*x = bt_formula_value(o->formula, own->metric);
	if (o->minimize)
		*x = -*x;
	return 0;
}

static int
try_trial(void *arg, size_t i, size_t worker, struct bt_err *err)
{
	struct batch *b = arg;
	struct bt_crossval_work *w = b->w;
	struct bt_crossval_worker *own = &w->worker[worker];
	const size_t at = b->begin + i;
	struct bt_crossval_pair *pair = b->pair + at * w->folds->splits;
	struct bt_bench_result r;
	size_t s;
	int rc;

	if ((rc = bt_crossval_trial_run(&own->trial, b->part->bench, worker,
	    b->asked[at].point, &r, err)) == -1)
		return -1;
	b->status[at] = r.status;
	for (s = 0; s < w->folds->splits; s++) {
		pair[s] = (struct bt_crossval_pair){ (double)NAN,
		    (double)NAN };
		if (rc == 0)
			continue;
		if (score(w, own, w->split[s].tested, true, &pair[s].train,
		    err) == -1 || score(w, own, w->split[s].tested, false,
		    &pair[s].test, err) == -1)
			return -1;
	}
	return 0;
}

static int
take_split(struct batch *b, size_t i, struct bt_crossval_split *s,
    const struct bt_crossval_pair *pair, struct bt_err *err)
{
	if (isnan(pair->train))
		return 0;
	s->valid++;
	if (isfinite(pair->train) && isfinite(pair->test)) {
		if (bt_grow(&s->pair, &s->cap, s->npairs, sizeof(*s->pair),
		    err) == -1)
			return -1;
		s->pair[s->npairs++] = *pair;
	}
	if (s->number > 0 && pair->train <= s->best.train)
		return 0;
	s->best = *pair;
	s->number = b->w->to->trials;
	s->space = &b->part->space;
	memcpy(s->point, b->asked[i].point,
	    s->space->ndims * sizeof(*s->point));
	return 0;
}

/* In the order of trials, whoever ran them. */
static int
take(struct batch *b, size_t n, struct bt_err *err)
{
	struct bt_crossval_work *w = b->w;
	size_t i, s, splits = w->folds->splits;

	for (i = 0; i < n; i++) {
		w->to->trials++;
		w->count[b->status[i]]++;
		for (s = 0; s < splits; s++)
			if (take_split(b, i, &w->split[s],
			    &b->pair[i * splits + s], err) == -1)
				return -1;
	}
	return 0;
}

/* As many at a time as the bench has room for. */
static int
run_batch(struct batch *b, size_t n, struct bt_err *err)
{
	size_t i, done;

	for (i = 0; i < n; i++)
		b->point[i] = b->asked[i].point;
	for (b->begin = 0; b->begin < n; b->begin += done)
		if (bt_bench_prepare(b->part->bench, b->point + b->begin,
		    n - b->begin, &done, err) == -1 ||
		    bt_pool_each(b->w->job->threads, done, try_trial, b,
		    err) == -1)
			return -1;
	return take(b, n, err);
}

static int
search_part(struct batch *b, struct bt_search *search, struct bt_err *err)
{
	struct bt_crossval_work *w = b->w;
	double *none;
	long n = 0;
	size_t i;
	int rc = 0;

	if ((none = bt_column(b->room, err)) == NULL)
		return -1;
	for (i = 0; i < b->room; i++)
		none[i] = (double)NAN;
	while (rc == 0 && w->to->status == BT_COMPLETED &&
	    (n = bt_search_ask(search, b->asked, b->room, err)) > 0) {
		rc = run_batch(b, (size_t)n, err);
		if (rc == 0)
			rc = bt_search_tell(search, none, (size_t)n, err);
		if (rc == 0 && w->ask->poll != NULL)
			w->to->status = w->ask->poll(w->ask->poll_arg,
			    w->to->trials);
	}
	free(none);
	return n == -1 ? -1 : rc;
}

static int
make_batch(struct batch *b, struct bt_err *err)
{
	const size_t ndims = b->w->job->head.ndims;
	struct bt_arena *a = b->w->to->arena;
	double *points;
	size_t i;

	b->room = BATCH_A_JOB * b->w->job->threads;
	b->asked = bt_arena_alloc(a, b->room, sizeof(*b->asked), err);
	b->point = bt_arena_alloc(a, b->room, sizeof(*b->point), err);
	b->status = bt_arena_alloc(a, b->room, sizeof(*b->status), err);
	b->pair = bt_arena_alloc(a, b->room * b->w->folds->splits,
	    sizeof(*b->pair), err);
	points = bt_arena_alloc(a, b->room * ndims, sizeof(*points), err);
	if (b->asked == NULL || b->point == NULL || b->status == NULL ||
	    b->pair == NULL || points == NULL)
		return -1;
	for (i = 0; i < b->room; i++)
		b->asked[i].point = points + i * ndims;
	return 0;
}

int
bt_crossval_search(struct bt_crossval_work *w, struct bt_err *err)
{
	struct batch b = { .w = w };
	struct bt_search *search;
	size_t i;
	int rc = make_batch(&b, err);

	for (i = 0; rc == 0 && i < w->job->nparts &&
	    w->to->status == BT_COMPLETED; i++) {
		b.part = &w->job->part[i];
		if ((search = bt_job_new_search(w->job, b.part, err)) == NULL)
			return -1;
		rc = search_part(&b, search, err);
		bt_search_free(search);
	}
	return rc;
}
