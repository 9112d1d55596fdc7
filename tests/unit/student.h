/* SPDX-License-Identifier: ISC */
#ifndef TEST_STUDENT_H
#define TEST_STUDENT_H

#include <float.h>
#include <math.h>

#include "lib/maths/normal.h"

/*
 * Student's t distribution with df > 0 degrees of freedom, for what tests
 * compare with: P(T <= t) to about 1e-13, its inverse, and the regularised
 * incomplete beta function I_x(a, b), by the continued fraction 8.17.22 of
 * the NIST Digital Library of Mathematical Functions.
 */

#define TERMS 500
#define TINY 1e-300
#define LARGE 12.0	/* from here on, Stirling's series will do */
#define NORMAL_DF 1e10	/* beyond, it is the normal distribution */

/* What log(gamma(x)) is more than its leading terms: Stirling's series. */
static double
stirling_rest(double x)
{
	const double r = 1.0 / (x * x);

	return (1.0 / 12.0 - r * (1.0 / 360.0 - r * (1.0 / 1260.0 -
	    r * (1.0 / 1680.0 - r / 1188.0)))) / x;
}

/* log of gamma; lgamma() would write to a global variable. */
static double
log_gamma(double x)
{
	double shift = 0.0;

	for (; x < LARGE; x += 1.0)
		shift += log(x);
	return (x - 0.5) * log(x) - x + 0.91893853320467274178 +
	    stirling_rest(x) - shift;
}

/* Lentz's way to evaluate it, as modified by Thompson and Barnett (1986). */
static double
continued_fraction(double a, double b, double x)
{
	double c = 1.0, d = 1.0 - (a + b) * x / (a + 1.0), f, m, term, step;
	int i;

	d = 1.0 / (fabs(d) < TINY ? TINY : d);
	f = d;
	for (i = 2; i < TERMS; i++) {
		m = (double)(i / 2);
		term = i % 2 == 0 ?
		    m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m)) :
		    -(a + m) * (a + b + m) * x /
		    ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
		d = 1.0 + term * d;
		c = 1.0 + term / c;
		d = 1.0 / (fabs(d) < TINY ? TINY : d);
		c = fabs(c) < TINY ? TINY : c;
		step = c * d;
		f *= step;
		if (fabs(step - 1.0) < DBL_EPSILON)
			break;
	}
	return f;
}

/* log(gamma(a + b) / gamma(a)), with its digits when a is large. */
static double
log_rise(double a, double b)
{
	if (a < LARGE)
		return log_gamma(a + b) - log_gamma(a);
	return (a - 0.5) * log1p(b / a) + b * log(a + b) - b +
	    stirling_rest(a + b) - stirling_rest(a);
}

/* I_x(a, b), given y = 1 - x as well: one of them may be tiny. */
static double
beta_of(double a, double b, double x, double y)
{
	const double log_x = x < 0.5 ? log(x) : log1p(-y);
	const double log_y = y < 0.5 ? log(y) : log1p(-x);
	double front;

	if (x <= 0.0 || y <= 0.0)
		return x <= 0.0 ? 0.0 : 1.0;
	front = exp((a > b ? log_rise(a, b) - log_gamma(b) :
	    log_rise(b, a) - log_gamma(a)) + a * log_x + b * log_y);
	if (x < (a + 1.0) / (a + b + 2.0))
		return front * continued_fraction(a, b, x) / a;
	return 1.0 - front * continued_fraction(b, a, y) / b;
}

static inline double
student_beta(double a, double b, double x)
{
	if (!(a > 0.0 && b > 0.0 && x >= 0.0 && x <= 1.0))
		return (double)NAN;
	return beta_of(a, b, x, 1.0 - x);
}

/* P(T > t) for t >= 0. */
static double
upper_tail(double t, double df)
{
	const double ratio = t * t / df;
	const double x = 1.0 / (1.0 + ratio), y = ratio / (1.0 + ratio);

	if (isinf(ratio))
		return 0.0;
	return ratio < 1.0 ? 0.5 - 0.5 * beta_of(0.5, 0.5 * df, y, x) :
	    0.5 * beta_of(0.5 * df, 0.5, x, y);
}

static inline double
student_cdf(double t, double df)
{
	if (!(df > 0.0) || isnan(t))
		return (double)NAN;
	if (df > NORMAL_DF)
		return bt_normal_cdf(t);
	return t < 0.0 ? upper_tail(-t, df) : 1.0 - upper_tail(t, df);
}

/* Between lo and hi, where the tail is above and below what is sought. */
static double
bisect(double tail, double df)
{
	double lo = 0.0, hi = 1.0, mid;
	int i;

	while (upper_tail(hi, df) > tail && hi < DBL_MAX / 4.0) {
		lo = hi;
		hi *= 2.0;
	}
	for (i = 0; i < 200; i++) {
		mid = 0.5 * (lo + hi);
		if (mid <= lo || mid >= hi)
			break;
		if (upper_tail(mid, df) > tail)
			lo = mid;
		else
			hi = mid;
	}
	return 0.5 * (lo + hi);
}

static inline double
student_quantile(double p, double df)
{
	if (!(p >= 0.0 && p <= 1.0) || !(df > 0.0))
		return (double)NAN;
	if (p == 0.0 || p == 1.0)
		return p == 0.0 ? -(double)INFINITY : (double)INFINITY;
	if (df > NORMAL_DF)
		return bt_normal_quantile(p);
	if (p == 0.5)
		return 0.0;
	return p < 0.5 ? -bisect(p, df) : bisect(1.0 - p, df);
}

#endif
