/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_BREAKDOWN_H
#define BT_STUDY_BREAKDOWN_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

/*
 * A curve taken apart for tables and charts: by month and year, by drawdown,
 * by size of return, over a rolling window.  Levels are money or an index,
 * positive; times ascend.  Arrays that are returned are the caller's to free.
 */

/* The curve: n points and the level it started from before the first. */
struct bt_levels {
	const int64_t	*time;
	const double	*level;
	size_t		 n;
	double		 base;		/* NAN: the first level */
};

/* A calendar month (UTC), or a year where month is 0. */
struct bt_month {
	int	year, month;
	double	ret;		/* last level over the one before it, - 1 */
};

/*
 * Months, or years if by_year, that have a point, ascending.  NULL for want
 * of memory only; *found may be 0.
 */
struct bt_month	*bt_months_of(const struct bt_levels *, int by_year,
		    size_t *found, struct bt_err *) BT_MUST_CHECK;

/* From a high, down to its lowest point, and back up. */
struct bt_episode {
	int64_t	from, trough, to;	/* to BT_TIME_NONE: not recovered */
	double	depth;			/* < 0, a fraction of the high */
	size_t	bars;		/* from the high to recovery or the end */
	double	days;			/* calendar days of the same */
};

/* All of them, deepest first, earlier first among equals. */
struct bt_episode	*bt_episodes_of(const struct bt_levels *,
			    size_t *found, struct bt_err *) BT_MUST_CHECK;

/* Depth below the high so far, <= 0, at each point. */
void	bt_underwater_of(const struct bt_levels *, double *depth);

/* A class of a histogram: low <= x < high. */
struct bt_bin {
	double	low, high;
	size_t	count;
};

/*
 * A histogram of x[0 .. n - 1], |x| < 1e300, in at most max classes of a round
 * width (1, 2 or 5 times a power of ten) whose borders are its multiples, to
 * rounding.  Returns how many classes were made; 0 if n is 0 or max below 3.
 */
size_t	bt_bins_of(const double *x, size_t n, struct bt_bin *bin,
	    size_t max);

/*
 * Sharpe ratio and volatility a year of the window returns that end at point
 * i: mean x periods / volatility, and sd (n - 1) x sqrt(periods).  NAN at the
 * first window points, and the ratio where nothing varies.  O(window): a
 * chart asks for the points it draws.
 */
void	bt_rolling_at(const struct bt_levels *, size_t i, size_t window,
	    double periods, double *sharpe, double *volatility);

/*
 * Points enough for a chart of columns columns: of each, the first, lowest,
 * highest and last; what is NAN is neither.  Ascending indices, *kept of them.
 */
size_t	*bt_decimate(const double *y, size_t n, size_t columns,
	    size_t *kept, struct bt_err *) BT_MUST_CHECK;

#endif
