/* SPDX-License-Identifier: ISC */
#include <float.h>
#include <math.h>
#include <string.h>

#include "lib/maths/quantile.h"
#include "lib/maths/sum.h"
#include "lib/study/perf.h"

#define BLOCK 256

/* Gains and losses about the risk-free rate, and the squares of losses. */
static void
split_block(const double *r, size_t n, double rf, double sum[3],
    size_t count[2])
{
	double gain = 0.0, loss = 0.0, square = 0.0, d, low;
	size_t i, up = 0, down = 0;

	for (i = 0; i < n; i++) {
		d = r[i] - rf;
		low = d < 0.0 ? d : 0.0;
		gain += d > 0.0 ? d : 0.0;
		loss -= low;
		square += low * low;
		up += r[i] > 0.0;
		down += r[i] < 0.0;
	}
	sum[0] = gain;
	sum[1] = loss;
	sum[2] = square;
	count[0] += up;
	count[1] += down;
}

static void
split_returns(const double *ret, size_t n, struct bt_perf *p)
{
	struct bt_sum s[3] = { BT_SUM_INIT, BT_SUM_INIT, BT_SUM_INIT };
	double sum[3];
	size_t i, count[2] = { 0, 0 };
	int k;

	for (i = 0; i < n; i += BLOCK) {
		split_block(ret + i, n - i < BLOCK ? n - i : BLOCK,
		    p->risk_free, sum, count);
		for (k = 0; k < 3; k++)
			bt_sum_add(&s[k], sum[k]);
	}
	p->gain = bt_sum_value(&s[0]);
	p->loss = bt_sum_value(&s[1]);
	p->downside = sqrt(bt_sum_value(&s[2]) / (double)n);
	p->up = count[0];
	p->down = count[1];
}

static double
share_of_year(double risk_free, double periods)
{
	return risk_free == 0.0 ? 0.0 : expm1(log1p(risk_free) / periods);
}

/* The scratch is put in another order. */
static void
measure_tails(const double *ret, size_t n, double *scratch, struct bt_perf *p)
{
	if (n > 0)
		memcpy(scratch, ret, n * sizeof(*ret));
	p->q05 = bt_quantile(scratch, n, 0.05);
	p->tail_mean = bt_quantile_tail_mean(scratch, n, p->q05);
	p->q95 = bt_quantile(scratch, n, 0.95);
}

void
bt_perf_of(const double *ret, size_t n, double periods, double risk_free,
    unsigned parts, double *scratch, struct bt_perf *p)
{
	*p = (struct bt_perf){ .n = n, .periods = periods,
	    .risk_free = share_of_year(risk_free, periods),
	    .downside = (double)NAN };
	if ((parts & BT_PERF_SHAPE) != 0)
		bt_moments_of(ret, n, &p->ret);
	else if ((parts & BT_PERF_SPREAD) != 0)
		bt_moments_spread(ret, n, &p->ret);
	if ((parts & BT_PERF_GROWTH) != 0)
		p->growth = bt_growth_of(ret, n);
	if ((parts & BT_PERF_SPLIT) != 0 && n > 0)
		split_returns(ret, n, p);
	if ((parts & BT_PERF_TAILS) != 0)
		measure_tails(ret, n, scratch, p);
}

double
bt_perf_annual(const struct bt_perf *p)
{
	return expm1(p->growth.log * p->periods / (double)p->n);
}

double
bt_perf_sd(const struct bt_perf *p)
{
	double sd = bt_moments_sd(&p->ret);

	/* A return that is the quotient of two doubles is off by about one
	   epsilon: equal growth must not look like a tiny, sure spread. */
	if (sd <= 8.0 * DBL_EPSILON * (1.0 + fabs(p->ret.mean)))
		return 0.0;
	return sd;
}
