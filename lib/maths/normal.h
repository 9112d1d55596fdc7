/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_NORMAL_H
#define BT_MATHS_NORMAL_H

/*
 * The normal distribution with mean 0 and standard deviation 1.
 *
 *	p = bt_normal_cdf(1.96);		0.975
 *	z = bt_normal_quantile(0.975);		1.96
 */

#define BT_EULER_GAMMA 0.57721566490153286061

/* P(X <= x), good to 1e-15 of itself in both tails. */
double	bt_normal_cdf(double x);

/*
 * The x with P(X <= x) = p, to about 1e-15 of itself; -INFINITY at 0, INFINITY
 * at 1, NAN outside.  Wichura, "Algorithm AS 241: the percentage points of the
 * normal distribution", Applied Statistics 37 (1988), routine PPND16.
 */
double	bt_normal_quantile(double p);

/*
 * What the largest of n independent draws is on average, nearly:
 * (1 - g) Q(1 - 1/n) + g Q(1 - 1/(n e)), g Euler's constant, Q the quantile;
 * 0 for n = 1.  Bailey and Lopez de Prado, "The deflated Sharpe ratio", Journal
 * of Portfolio Management 40 (2014).  For n of 3 and more it is 0 to 2.6 %
 * above the exact mean, for 2 it is 8 % below.  NAN for n < 1.
 */
double	bt_normal_expected_max(double n);

#endif
