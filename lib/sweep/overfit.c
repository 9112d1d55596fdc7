/* SPDX-License-Identifier: ISC */
#include "lib/sweep/overfit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/market/timeline.h"
#include "lib/study/periods.h"
#include "lib/sweep/overfit_own.h"

enum { ROWS = 1024 };		/* of SPA, at most */

static size_t
widest(const struct bt_job *job)
{
	size_t i, n = 1;

	for (i = 0; i < job->nparts; i++)
		if (job->part[i].space.ndims > n)
			n = job->part[i].space.ndims;
	return n;
}

static int
init(struct bt_overfit *o, struct bt_err *err)
{
	size_t i;

	o->sample.stride = widest(o->job);
	o->map = bt_calloc(o->job->nparts, sizeof(struct bt_overfit_map *),
	    err);
	o->row = bt_column(ROWS, err);
	o->standard = bt_calloc(ROWS, sizeof(*o->standard), err);
	o->sums = bt_calloc((size_t)o->set.blocks, sizeof(*o->sums), err);
	o->best_point = bt_column(o->sample.stride, err);
	if (o->map == NULL || o->row == NULL || o->standard == NULL ||
	    o->sums == NULL || o->best_point == NULL)
		return -1;
	for (i = 0; i < o->job->nparts; i++)
		if ((o->map[i] = bt_overfit_map_new(&o->job->part[i].space,
		    err)) == NULL)
			return -1;
	return 0;
}

struct bt_overfit *
bt_overfit_new(const struct bt_overfit_settings *set, struct bt_job *job,
    struct bt_err *err)
{
	struct bt_overfit *o = bt_calloc(1, sizeof(*o), err);

	if (o == NULL)
		return NULL;
	o->set = *set;
	o->job = job;
	o->steps = bt_job_timeline(job)->steps;
	o->best = (double)NAN;
	o->facts.minimize = job->objective.minimize;
	o->facts.objective = o->facts.highest = (double)NAN;
	o->facts.sharpe.sharpe = (double)NAN;
	if (init(o, err) == 0)
		return o;
	bt_overfit_free(o);
	return NULL;
}

void
bt_overfit_free(struct bt_overfit *o)
{
	size_t i;

	if (o == NULL)
		return;
	for (i = 0; o->map != NULL && i < o->job->nparts; i++)
		bt_overfit_map_free(o->map[i]);
	free(o->map);
	bt_spa_free(o->spa);
	free(o->cut.end);
	free(o->sample.part);
	free(o->sample.objective);
	free(o->sample.point);
	free(o->sample.judged);
	free(o->sample.sums);
	free(o->row);
	free(o->hold);
	free(o->standard);
	free(o->sums);
	free(o->best_point);
	free(o);
}

/* The last steps of days. */
static int
find_days(struct bt_overfit *o, struct bt_err *err)
{
	const int64_t *time = bt_job_timeline(o->job)->time;
	size_t i, n = 0;

	if ((o->cut.end = bt_calloc(o->steps, sizeof(size_t), err)) == NULL)
		return -1;
	for (i = 0; i < o->steps; i++)
		if (i + 1 == o->steps || bt_periods_day(time[i]) !=
		    bt_periods_day(time[i + 1]))
			o->cut.end[n++] = i;
	o->cut.returns = n;
	return 0;
}

static int
begin_spa(struct bt_overfit *o, double rf, struct bt_err *err)
{
	struct bt_spa_rule rule = { o->cut.rows, (size_t)o->set.resamples,
		o->set.block, (uint64_t)o->job->ask.sweep->seed,
		o->job->threads, NULL };
	double *curve;

	if ((curve = bt_overfit_hold(o->job, err)) == NULL ||
	    (o->hold = bt_column(o->cut.rows, err)) == NULL) {
		free(curve);
		return -1;
	}
	bt_overfit_cut_curve(&o->cut, curve, 1.0, rf, (size_t)o->set.blocks,
	    o->sums, o->hold);
	free(curve);
	rule.benchmark = o->hold;
	return (o->spa = bt_spa_new(&rule, err)) == NULL ? -1 : 0;
}

/* From the first trial that can be judged: all have the same steps. */
static int
begin_cut(struct bt_overfit *o, const struct bt_study *s, struct bt_err *err)
{
	struct bt_overfit_cut *c = &o->cut;
	const size_t blocks = (size_t)o->set.blocks;

	c->steps = c->returns = o->steps;
	if (s->daily && find_days(o, err) == -1)
		return -1;
	if (c->returns / blocks > 0 && c->returns >= 2 * blocks)
		c->length = c->returns / blocks;
	c->skip = c->returns - c->length * blocks;
	if (c->returns >= BT_OVERFIT_RETURNS) {
		c->group = (c->returns + ROWS - 1) / ROWS;
		c->rows = c->returns / c->group;
	}
	c->before = c->returns - c->rows * c->group;
	o->facts.returns = c->returns;
	o->facts.daily = s->daily;
	o->facts.per_year = s->periods.per_year;
	return c->rows == 0 ? 0 : begin_spa(o, s->perf.risk_free, err);
}

/* The trial's rows, as many deviations from their mean, onto all others'. */
static void
add_standard(struct bt_overfit *o)
{
	const size_t n = o->cut.rows;
	struct bt_moments m;
	double sd;
	size_t i;

	bt_moments_of(o->row, n, &m);
	sd = bt_moments_sd(&m);
	if (!(sd > 1e-12))
		return;
	for (i = 0; i < n; i++)
		o->standard[i] += (o->row[i] - m.mean) / sd;
	o->standards++;
}

/* Welford's way. */
static void
add_sharpe(struct bt_overfit *o, double sharpe)
{
	struct bt_overfit_facts *f = &o->facts;
	const double d = sharpe - f->mean;

	f->judged++;
	f->mean += d / (double)f->judged;
	o->square += d * (sharpe - f->mean);
	f->highest = fmax(f->highest, sharpe);
}

/* 1 if it was judged; its block sums are in o->sums. */
static int
judge_trial(struct bt_overfit *o, const struct bt_trial *t,
    struct bt_robust_sharpe *sharpe, struct bt_err *err)
{
	const struct bt_bench_result *r = t->result;
	const struct bt_study *s;

	*sharpe = (struct bt_robust_sharpe){ 0, (double)NAN, (double)NAN,
	    (double)NAN };
	if (r == NULL || r->study == NULL || r->n != o->steps)
		return 0;
	s = r->study;
	if ((s->have & BT_NEEDS_RETURNS) == 0)
		return 0;
	*sharpe = bt_robust_of(&s->perf);
	if (isnan(sharpe->sharpe))
		return 0;
	if (o->cut.steps == 0 && begin_cut(o, s, err) == -1)
		return -1;
	bt_overfit_cut_curve(&o->cut, r->equity, r->cash, s->perf.risk_free,
	    (size_t)o->set.blocks, o->sums, o->row);
	add_sharpe(o, sharpe->sharpe);
	if (o->spa == NULL)
		return 1;
	add_standard(o);
	return bt_spa_add(o->spa, o->row, err) == -1 ? -1 : 1;
}

static int
grow_sample(struct bt_overfit *o, struct bt_err *err)
{
	struct bt_overfit_sample *s = &o->sample;
	size_t cap = s->cap == 0 ? 256 : 2 * s->cap;
	struct {
		void	*array;
		size_t	 size;
	} a[] = {
		{ &s->part, sizeof(*s->part) },
		{ &s->objective, sizeof(*s->objective) },
		{ &s->point, s->stride * sizeof(*s->point) },
		{ &s->judged, sizeof(*s->judged) },
		{ &s->sums, (size_t)o->set.blocks * sizeof(*s->sums) },
	};
	void *p;
	size_t i;

	for (i = 0; i < sizeof(a) / sizeof(a[0]); i++) {
		memcpy(&p, a[i].array, sizeof(p));
		if ((p = bt_realloc(p, cap, a[i].size, err)) == NULL)
			return -1;
		memcpy(a[i].array, &p, sizeof(p));
	}
	s->cap = cap;
	return 0;
}

/*
 * Where a trial is kept, if it is: the first BT_OVERFIT_SAMPLE, and from then
 * on each in place of one of them with the chance that leaves all as likely
 * (Vitter's algorithm R).
 */
static int
choose_slot(struct bt_overfit *o, size_t *slot, struct bt_err *err)
{
	struct bt_overfit_sample *s = &o->sample;
	struct bt_rng rng;

	s->seen++;
	*slot = s->n;
	if (s->n < BT_OVERFIT_SAMPLE) {
		if (s->n == s->cap && grow_sample(o, err) == -1)
			return -1;
		s->n++;
		return 1;
	}
	bt_rng_init(&rng, ~(uint64_t)o->job->ask.sweep->seed, s->seen);
	*slot = (size_t)bt_rng_below(&rng, s->seen);
	return *slot < BT_OVERFIT_SAMPLE;
}

static int
keep(struct bt_overfit *o, const struct bt_trial *t, size_t part, bool judged,
    struct bt_err *err)
{
	struct bt_overfit_sample *s = &o->sample;
	const size_t blocks = (size_t)o->set.blocks;
	size_t slot;
	int rc;

	if ((rc = choose_slot(o, &slot, err)) != 1)
		return rc;
	s->part[slot] = part;
	s->objective[slot] = t->objective;
	s->judged[slot] = judged;
	memcpy(s->point + slot * s->stride, t->point,
	    t->space->ndims * sizeof(*s->point));
	if (judged)
		memcpy(s->sums + slot * blocks, o->sums,
		    blocks * sizeof(*s->sums));
	return 0;
}

static void
count(struct bt_overfit_facts *f, const struct bt_trial *t, bool judged)
{
	f->trials++;
	f->broken += t->status == BT_TRIAL_CONSTRAINT;
	if (judged)
		return;
	if (t->status == BT_TRIAL_FAILED)
		f->failed++;
	else if (t->status == BT_TRIAL_BANKRUPT)
		f->bankrupt++;
	else if (t->share < 1.0)
		f->partial++;
	else
		f->idle++;
}

int
bt_overfit_take(void *overfit, const struct bt_trial *t, struct bt_err *err)
{
	struct bt_overfit *o = overfit;
	const size_t part = (size_t)(bt_job_part_of(o->job, t) - o->job->part);
	struct bt_robust_sharpe sharpe;
	int judged = judge_trial(o, t, &sharpe, err);

	if (judged == -1 || keep(o, t, part, judged == 1, err) == -1)
		return -1;
	count(&o->facts, t, judged == 1);
	if (isnan(t->objective))
		return 0;
	bt_overfit_map_add(o->map[part], t->point, t->objective);
	if (t->share < 1.0 || (o->facts.best != 0 && t->objective <= o->best))
		return 0;
	o->best = t->objective;
	o->best_part = part;
	o->facts.best = t->number;
	o->facts.objective = t->value;
	o->facts.sharpe = sharpe;
	memcpy(o->best_point, t->point, t->space->ndims * sizeof(*t->point));
	return 0;
}
