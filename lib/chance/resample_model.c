/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/portable.h"
#include "lib/chance/draw.h"
#include "lib/chance/fit.h"
#include "lib/chance/resample_kinds.h"
#include "lib/maths/moments.h"

/*
 * Methods that draw from a distribution whose parameters are given or fitted
 * to the sample.  The same on every machine: nothing but arithmetic, sqrt and
 * lib/base/portable.
 */

enum { MEAN, SD, DF, STUDENT };

struct parametric {
	struct bt_draw_tables	tables;
};

/*
 * Moments: mean, sd (n - 1), and the degrees of freedom with the sample's
 * excess kurtosis, 6 / (df - 4); without any, the normal distribution.
 */
static int
fit_parametric(struct bt_resample *d, struct bt_err *err)
{
	const struct bt_sample *s = d->rule.sample;
	struct parametric *own;
	struct bt_moments m;
	double tails;

	if ((own = bt_calloc(1, sizeof(*own), err)) == NULL)
		return -1;
	d->own = own;
	bt_draw_tables_init(&own->tables);
	bt_moments_of(s->ret, s->n, &m);
	if (isinf(d->value[MEAN]))
		d->value[MEAN] = m.mean;
	if (isinf(d->value[SD]))
		d->value[SD] = s->n > 1 ? bt_moments_sd(&m) : 0.0;
	tails = bt_moments_kurtosis(&m);
	if (d->value[STUDENT] != 0.0 && tails > 0.0)
		d->value[DF] = 4.0 + 6.0 / tails;
	d->value[STUDENT] = 0.0;		/* df says it all */
	return 0;
}

static void
fill_normal(const struct bt_resample *d, struct bt_draw *draw, double *ret)
{
	size_t i;

	for (i = 0; i < d->rule.length; i++)
		ret[i] = d->value[MEAN] + d->value[SD] * bt_draw_normal(draw);
}

/*
 * Bailey, "Polar generation of random variates with the t-distribution",
 * Mathematics of Computation 62 (1994); scaled to the sd.
 */
static void
fill_student(const struct bt_resample *d, struct bt_draw *draw, double *ret)
{
	const double df = d->value[DF];
	const double scale = d->value[SD] * sqrt((df - 2.0) / df);
	double u, v, w;
	size_t i;

	for (i = 0; i < d->rule.length; i++) {
		do {
			u = 2.0 * bt_draw_uniform(draw) - 1.0;
			v = 2.0 * bt_draw_uniform(draw) - 1.0;
			w = u * u + v * v;
		} while (w > 1.0 || w == 0.0);
		ret[i] = d->value[MEAN] + scale * u * sqrt(df *
		    (bt_portable_exp(-2.0 / df * bt_portable_log(w)) - 1.0) /
		    w);
	}
}

static int
fill_parametric(const struct bt_resample *d, struct bt_rng *rng,
    struct bt_resample_room *room, struct bt_err *err)
{
	const struct parametric *own = d->own;
	struct bt_draw draw = { .rng = *rng, .tables = &own->tables };

	(void)err;
	if (isinf(d->value[DF]))
		fill_normal(d, &draw, room->ret);
	else
		fill_student(d, &draw, room->ret);
	return 0;
}

const struct bt_resample_kind bt_resample_parametric = {
	.of = BT_OF_RETURNS, .weight = 4, .prepare = fit_parametric,
	.fill = fill_parametric };

enum { ALPHA, BETA, NORMAL };

/* The order of bt_fit_garch()'s parameters. */
enum { FITTED_ALPHA = 2, FITTED_BETA };

struct garch {
	struct bt_draw_tables	tables;
	double			mean, variance;	/* of the sample */
	double			*h;		/* its variance at each step */
	double			*z;		/* its residuals over sqrt(h) */
	double			room[];
};

static void
fit_coefficients(struct bt_resample *d, double *room)
{
	const struct bt_sample *s = d->rule.sample;
	struct bt_fit fit = { .r = room, .n = s->n, .dt = 1.0 / 252.0,
	    .days = 252.0 };
	double p[BT_METHOD_PARAMS] = { 0.0 };

	memcpy(room, s->ret, s->n * sizeof(*room));
	bt_fit_garch(&fit, p);
	if (isinf(d->value[ALPHA]))
		d->value[ALPHA] = p[FITTED_ALPHA];
	if (isinf(d->value[BETA]))
		d->value[BETA] = p[FITTED_BETA];
}

/* To mean 0 and variance 1, as the model has it. */
static void
standardise(double *z, size_t n)
{
	struct bt_moments m;
	double sd;
	size_t i;

	bt_moments_of(z, n, &m);
	sd = sqrt(m.m2 / (double)n);
	for (i = 0; i < n; i++)
		z[i] = sd > 0.0 ? (z[i] - m.mean) / sd : 0.0;
}

/* The variance that the model saw, and what it left unexplained. */
static void
filter(const struct bt_resample *d, struct garch *g)
{
	const struct bt_sample *s = d->rule.sample;
	const double a = d->value[ALPHA], b = d->value[BETA];
	double h = g->variance, e;
	size_t i;

	for (i = 0; i < s->n; i++) {
		e = s->ret[i] - g->mean;
		g->h[i] = h;
		g->z[i] = h > 0.0 ? e / sqrt(h) : 0.0;
		h = (1.0 - a - b) * g->variance + a * e * e + b * h;
	}
	standardise(g->z, s->n);
}

/*
 * GARCH(1,1) about the sample's mean and variance (Bollerslev, 1986).
 * alpha and beta are given or fitted as lib/chance/fit.h says.
 */
static int
fit_garch(struct bt_resample *d, struct bt_err *err)
{
	const struct bt_sample *s = d->rule.sample;
	struct bt_moments m;
	struct garch *g;

	if (s->n < BT_FIT_LEAST)
		return bt_err_set(err, BT_EDATA, "the method 'garch' wants at "
		    "least %d returns, got %zu", BT_FIT_LEAST, s->n);
	g = bt_calloc(1, sizeof(*g) + 2 * s->n * sizeof(double), err);
	if (g == NULL)
		return -1;
	d->own = g;
	g->h = g->room;
	g->z = g->room + s->n;
	bt_draw_tables_init(&g->tables);
	bt_moments_of(s->ret, s->n, &m);
	g->mean = m.mean;
	g->variance = m.m2 / (double)s->n;
	if (isinf(d->value[ALPHA]) || isinf(d->value[BETA]))
		fit_coefficients(d, g->z);
	if (d->value[ALPHA] + d->value[BETA] >= 1.0)
		return bt_err_set(err, BT_EUSAGE, "--method: garch wants "
		    "alpha + beta below 1, got %g",
		    d->value[ALPHA] + d->value[BETA]);
	filter(d, g);
	return 0;
}

/*
 * A path begins with the variance of any step of the sample.  Its shocks are
 * the sample's own residuals, drawn with replacement (filtered historical
 * simulation: Barone-Adesi, Giannopoulos and Vosper, "VaR without
 * correlations for portfolios of derivative securities", Journal of Futures
 * Markets 19, 1999), or normal.
 */
static int
fill_garch(const struct bt_resample *d, struct bt_rng *rng,
    struct bt_resample_room *room, struct bt_err *err)
{
	const struct garch *g = d->own;
	const double a = d->value[ALPHA], b = d->value[BETA];
	const size_t n = d->rule.sample->n;
	struct bt_draw draw = { .rng = *rng, .tables = &g->tables };
	double h = g->h[bt_rng_below(&draw.rng, n)], e;
	size_t i;

	(void)err;
	for (i = 0; i < d->rule.length; i++) {
		e = sqrt(h) * (d->value[NORMAL] != 0.0 ?
		    bt_draw_normal(&draw) :
		    g->z[bt_rng_below(&draw.rng, n)]);
		room->ret[i] = g->mean + e;
		h = (1.0 - a - b) * g->variance + a * e * e + b * h;
	}
	return 0;
}

const struct bt_resample_kind bt_resample_garch = { .of = BT_OF_RETURNS,
	.weight = 4, .prepare = fit_garch, .fill = fill_garch };
