/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_MOMENTS_H
#define BT_MATHS_MOMENTS_H

#include <stddef.h>

/*
 * Mean, spread and shape of a sample, in two passes: the mean first, then the
 * powers of the distances from it, so nothing cancels.
 *
 *	struct bt_moments m;
 *
 *	bt_moments_of(returns, n, &m);
 *	sharpe = m.mean / bt_moments_sd(&m) * sqrt(252);
 */
struct bt_moments {
	size_t	n;
	double	mean;		/* NAN when n = 0, like min and max */
	double	m2, m3, m4;	/* sums of (x - mean) to the power */
	double	min, max;
};

/* x must be finite.  A constant sample has m2 = m3 = m4 = 0 exactly. */
void	bt_moments_of(const double *x, size_t n, struct bt_moments *);

/*
 * The mean and m2 alone, the same to the last bit, in half the time; all else
 * is NAN.
 */
void	bt_moments_spread(const double *x, size_t n, struct bt_moments *);

/* Sample variance and standard deviation (n - 1); NAN when n < 2. */
double	bt_moments_variance(const struct bt_moments *);
double	bt_moments_sd(const struct bt_moments *);

/*
 * Skewness G1 and excess kurtosis G2, corrected for bias: Joanes and Gill,
 * "Comparing measures of sample skewness and kurtosis", The Statistician 47
 * (1998).  They are what pandas, R's "fisher" and Excel's SKEW and KURT give.
 * NAN when n < 3 (n < 4) or when the sample is constant.
 */
double	bt_moments_skew(const struct bt_moments *);
double	bt_moments_kurtosis(const struct bt_moments *);

#endif
