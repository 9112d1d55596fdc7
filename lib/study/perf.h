/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_PERF_H
#define BT_STUDY_PERF_H

#include <stddef.h>

#include "lib/maths/growth.h"
#include "lib/maths/moments.h"

/* What can be left out where nobody asks for it: bits. */
enum bt_perf_part {
	BT_PERF_SPREAD = 1,		/* ret.mean, ret.m2 */
	BT_PERF_SHAPE = 2,		/* the rest of ret, too */
	BT_PERF_GROWTH = 4,		/* growth */
	BT_PERF_SPLIT = 8,		/* downside, gain, loss, up, down */
	BT_PERF_TAILS = 16,		/* q05, q95, tail_mean */
	BT_PERF_ALL = 31,
};

/*
 * What the metrics of a return series are made of, in a few passes and with
 * no allocation: one call serves a file of a million rows and a trial of a
 * sweep alike.
 */
struct bt_perf {
	size_t			n;		/* returns */
	double			periods;	/* a year; NAN = unknown */
	double			risk_free;	/* a period */
	struct bt_moments	ret;
	struct bt_growth	growth;
	double			downside;	/* a period: root of the mean
						   of min(r - rf, 0)^2 */
	double			gain, loss;	/* sums of what is above and
						   below rf; both >= 0 */
	size_t			up, down;	/* returns > 0, < 0 */
	double			q05, q95;	/* quantiles */
	double			tail_mean;	/* of returns <= q05 */
};

/*
 * ret: n finite returns.  periods: a year, > 0 or NAN.  risk_free: a year,
 * > -1; a period's share of it is (1 + risk_free)^(1 / periods) - 1, and 0
 * when risk_free is 0.  scratch: room for n doubles.  A part that is
 * not among parts has no meaning afterwards.
 */
void	bt_perf_of(const double *ret, size_t n, double periods,
	    double risk_free, unsigned parts, double *scratch,
	    struct bt_perf *);

/* Compound growth a year, by the number of periods; NAN below zero. */
double	bt_perf_annual(const struct bt_perf *);

/* Standard deviation of returns; 0 if it is no more than their rounding. */
double	bt_perf_sd(const struct bt_perf *);

#endif
