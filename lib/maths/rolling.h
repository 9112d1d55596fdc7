/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_ROLLING_H
#define BT_MATHS_ROLLING_H

#include <stddef.h>

/*
 * Statistics over a window of the last w values, for every row of a column.
 *
 * The same rules for all of them: x and y are n finite values; w >= 1; out
 * gets n values, the first w - 1 of which are NAN (all n if w > n); out may
 * not overlap an input.  scratch is room for BT_ROLLING_SCRATCH * min(n, w)
 * doubles.  The cost is O(n) whatever the window, unless the line says
 * otherwise.  No row depends on a later one, not by rounding either, and
 * nothing drifts: no residue of a value stays in the windows it is not in.
 *
 *	bt_rolling_mean(close, n, 20, sma, scratch);
 *
 * Sums are exact up to the first value that is not decimal (see
 * lib/maths/unit.h).  From there on they are sums of doubles that carry their
 * rounding errors along (lib/maths/sum.h), in blocks of w: every window is the
 * tail of one block and the head of the next.
 */

#define BT_ROLLING_SCRATCH 10

void	bt_rolling_sum(const double *x, size_t n, size_t w, double *out,
	    double *scratch);

/* Correctly rounded for decimal columns: equal means are equal doubles. */
void	bt_rolling_mean(const double *x, size_t n, size_t w, double *out,
	    double *scratch);

/* Weights 1, 2 ... w, the latest value weighs most. */
void	bt_rolling_weighted_mean(const double *x, size_t n, size_t w,
	    double *out, double *scratch);

/*
 * Sum of squared distances from the window's mean over w - ddof; ddof 0 is
 * the population, 1 the sample.  NAN where w <= ddof.
 */
void	bt_rolling_variance(const double *x, size_t n, size_t w, size_t ddof,
	    double *out, double *scratch);
void	bt_rolling_stdev(const double *x, size_t n, size_t w, size_t ddof,
	    double *out, double *scratch);

/*
 * Mean absolute distance from the mean, which is what bt_rolling_mean() gives;
 * 0 where all are equal.  O(n log w) for long windows, as long as the mean does
 * not jump about; about 1 ns a value for those of up to 100.
 */
void	bt_rolling_deviation(const double *x, const double *mean, size_t n,
	    size_t w, double *out, double *scratch);

void	bt_rolling_max(const double *x, size_t n, size_t w, double *out,
	    double *scratch);
void	bt_rolling_min(const double *x, size_t n, size_t w, double *out,
	    double *scratch);

/* How many rows ago the extreme was, 0 to w - 1; of equals the latest. */
void	bt_rolling_max_age(const double *x, size_t n, size_t w, double *out,
	    double *scratch);
void	bt_rolling_min_age(const double *x, size_t n, size_t w, double *out,
	    double *scratch);

/* Sum of products of distances from the means over w - ddof. */
void	bt_rolling_covariance(const double *x, const double *y, size_t n,
	    size_t w, size_t ddof, double *out, double *scratch);

/* Pearson's r, within [-1, 1]; NAN where x or y does not vary. */
void	bt_rolling_correlation(const double *x, const double *y, size_t n,
	    size_t w, double *out, double *scratch);

/* Least squares of y on x: covariance / variance of x; NAN if x is flat. */
void	bt_rolling_beta(const double *y, const double *x, size_t n, size_t w,
	    double *out, double *scratch);

/* Least squares line through the window: its rise per row (NAN if w < 2) ... */
void	bt_rolling_slope(const double *x, size_t n, size_t w, double *out,
	    double *scratch);
/* ... and its value at the window's last row (x itself if w < 2). */
void	bt_rolling_linreg(const double *x, size_t n, size_t w, double *out,
	    double *scratch);

/*
 * The p-quantile, 0 <= p <= 1, interpolated between order statistics (type 7
 * of Hyndman and Fan, the default of R and numpy); p = 0.5 is the median.
 * O(n * (log w + w / 32)): the window is kept sorted.
 */
void	bt_rolling_quantile(const double *x, size_t n, size_t w, double p,
	    double *out, double *scratch);

/*
 * Rank of the last value within its window: 1 = the smallest, w = the
 * largest, equals share the mean of their ranks.  Cost as bt_rolling_quantile.
 */
void	bt_rolling_rank(const double *x, size_t n, size_t w, double *out,
	    double *scratch);

#endif
