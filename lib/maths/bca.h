/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_BCA_H
#define BT_MATHS_BCA_H

#include <stddef.h>

/*
 * Bootstrap intervals that are corrected for bias and acceleration: Efron,
 * "Better bootstrap confidence intervals", JASA 82 (1987), as in Efron and
 * Tibshirani, "An Introduction to the Bootstrap" (1993), section 14.3.
 *
 *	b.bias = bt_bca_bias(resampled, n, value);
 *	b.acceleration = bt_bca_acceleration(left_one_out, parts);
 *	low = bt_quantile(resampled, n, bt_bca_share(&b, 0.025));
 */
struct bt_bca {
	double	bias;			/* z0 */
	double	acceleration;		/* a */
};

/*
 * z0: the normal quantile of the share of the n resampled values that are
 * below value, of those equal to it the half.  Infinite if all are on one
 * side; NAN for n = 0.
 */
double	bt_bca_bias(const double *resampled, size_t n, double value);

/*
 * a, from the values of the sample with each of its parts left out:
 * sum d^3 / (6 (sum d^2)^1.5), d the mean less the value.  0 if they are all
 * equal, NAN for none.
 */
double	bt_bca_acceleration(const double *jackknife, size_t parts);

/*
 * Which quantile of the resampled values bounds the interval, where without
 * correction it would be the p-quantile.  NAN if bias or acceleration have no
 * finite value, or the acceleration is too large for this p.
 */
double	bt_bca_share(const struct bt_bca *, double p);

#endif
