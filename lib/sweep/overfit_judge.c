/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/sweep/overfit_own.h"

double
bt_overfit_annual(const struct bt_overfit_facts *f, double sharpe)
{
	return sharpe * sqrt(f->per_year);
}

double
bt_overfit_deflated(const struct bt_overfit_facts *f, double trials)
{
	if (f->judged < 2 || f->sharpe.n < BT_OVERFIT_RETURNS)
		return (double)NAN;
	return bt_robust_psr(&f->sharpe, bt_robust_luck(f->variance, trials));
}

/*
 * The mean correlation of two trials, from the variance of the sum of all
 * standardised ones: n + n (n - 1) r.
 */
static double
correlation_of(const struct bt_overfit *o)
{
	const double n = (double)o->standards;
	struct bt_moments m;

	if (o->standards < 2)
		return (double)NAN;
	bt_moments_of(o->standard, o->cut.rows, &m);
	return (bt_moments_variance(&m) / n - 1.0) / (n - 1.0);
}

/* The judged ones of the sample, in a row. */
static int
split(struct bt_overfit *o, struct bt_overfit_facts *f, struct bt_err *err)
{
	const struct bt_overfit_sample *s = &o->sample;
	struct bt_cscv_rule rule = { (size_t)o->set.blocks, o->cut.length,
		o->job->threads };
	struct bt_cscv_sum *sums;
	size_t i, n = 0;
	int rc;

	f->blocks = rule.blocks;
	f->length = rule.length;
	for (i = 0; i < s->n; i++)
		n += s->judged[i];
	f->cscv_trials = n;
	if (n < 2 || rule.length == 0)
		return 0;
	sums = bt_calloc(n, rule.blocks * sizeof(*sums), err);
	if (sums == NULL)
		return -1;
	for (i = 0, n = 0; i < s->n; i++)
		if (s->judged[i])
			memcpy(sums + n++ * rule.blocks,
			    s->sums + i * rule.blocks,
			    rule.blocks * sizeof(*sums));
	rc = bt_cscv_of(&rule, sums, n, &f->cscv, err);
	free(sums);
	return rc;
}

static int
test(struct bt_overfit *o, struct bt_overfit_facts *f, struct bt_err *err)
{
	size_t i;

	f->rows = o->cut.rows;
	f->group = o->cut.group;
	f->resamples = (size_t)o->set.resamples;
	for (i = 0; i < BT_SPA_BENCHMARKS; i++)
		f->spa[i] = (struct bt_spa_result){ 0, (double)NAN,
		    (double)NAN, (double)NAN, (double)NAN, (double)NAN };
	if (o->spa == NULL)
		return 0;
	return bt_spa_end(o->spa, f->spa, &f->block, err);
}

/* Neighbours are trials of the same strategy. */
static int
look_around(struct bt_overfit *o, struct bt_overfit_facts *f,
    struct bt_err *err)
{
	struct bt_overfit_sample *s = &o->sample;
	struct bt_overfit_points p = { &o->job->part[o->best_part].space,
		s->point, NULL, s->n, s->stride };
	double *objective;
	size_t i;
	int rc;

	f->peak = (struct bt_overfit_peak){ .plateau = (double)NAN,
	    .mean = (double)NAN, .worst = (double)NAN, .median = (double)NAN };
	if (f->best == 0)
		return 0;
	if ((objective = bt_column(s->n, err)) == NULL)
		return -1;
	for (i = 0; i < s->n; i++)
		objective[i] = s->part[i] == o->best_part ? s->objective[i] :
		    (double)NAN;
	p.objective = objective;
	rc = bt_overfit_peak_of(&p, o->best_point, o->best, &f->peak, err);
	free(objective);
	return rc;
}

int
bt_overfit_judge(struct bt_overfit *o, struct bt_overfit_facts *f,
    struct bt_err *err)
{
	*f = o->facts;
	f->sample = o->sample.n;
	f->tried = f->judged + f->partial + f->bankrupt;
	f->variance = f->judged < 2 ? (double)NAN :
	    o->square / (double)(f->judged - 1);
	f->correlation = correlation_of(o);
	f->independent = isnan(f->correlation) ? (double)NAN :
	    bt_robust_independent((double)f->tried, f->correlation);
	if (split(o, f, err) == -1 || test(o, f, err) == -1)
		return -1;
	return look_around(o, f, err);
}
