/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_QUANTILE_H
#define BT_MATHS_QUANTILE_H

#include <stddef.h>

/*
 * Quantiles without sorting: selection is O(n) on average, and no usual order
 * of the data (sorted, reversed, all equal, organ pipe) is a slow one.
 */

/*
 * The p-quantile of x, 0 <= p <= 1, linear between the two nearest order
 * statistics: type 7 of Hyndman and Fan, "Sample quantiles in statistical
 * packages", The American Statistician 50 (1996); the default of R and numpy.
 * x is reordered and must be finite.  NAN when n = 0.
 */
double	bt_quantile(double *x, size_t n, double p);

/* Several at once, p[] ascending: q[i] is bt_quantile(x, n, p[i]). */
void	bt_quantiles(double *x, size_t n, const double *p, size_t np,
	    double *q);

/*
 * The k-th smallest (k from 0, < n).  Afterwards x[0 .. k-1] are no larger
 * and x[k+1 ..] no smaller than x[k].
 */
double	bt_quantile_select(double *x, size_t n, size_t k);

/* Mean of the values at or below limit; NAN if there is none. */
double	bt_quantile_tail_mean(const double *x, size_t n, double limit);

#endif
