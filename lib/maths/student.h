/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_STUDENT_H
#define BT_MATHS_STUDENT_H

/*
 * Student's t distribution with df > 0 degrees of freedom, whole or not.
 *
 *	p = bt_student_cdf(2.228, 10);		0.975
 *	t = bt_student_quantile(0.975, 10);	2.228
 */

/* P(T <= t), to about 1e-13; NAN if df is not positive. */
double	bt_student_cdf(double t, double df);

/*
 * The t with P(T <= t) = p, to about 1e-11 of itself; -INFINITY at p = 0,
 * INFINITY at 1, NAN outside or if df is not positive.
 */
double	bt_student_quantile(double p, double df);

/*
 * The regularised incomplete beta function I_x(a, b) for a, b > 0 and
 * 0 <= x <= 1, by the continued fraction 8.17.22 of the NIST Digital Library
 * of Mathematical Functions.
 */
double	bt_student_beta(double a, double b, double x);

#endif
