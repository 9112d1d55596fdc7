/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/base/portable.h"
#include "lib/sweep/search_own.h"

/*
 * The normal distribution to four digits or more, which is enough to draw by,
 * and the same digits on every machine: M. Abramowitz and I. A. Stegun,
 * "Handbook of mathematical functions", 26.2.17 and 26.2.23.
 */
double
bt_search_tail(double x)
{
	const double t = 1 / (1 + 0.2316419 * fabs(x));
	const double p = 0.39894228040143268 * bt_portable_exp(-x * x / 2) *
	    t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 +
	    t * (-1.821255978 + t * 1.330274429))));

	return x < 0 ? 1 - p : p;
}

double
bt_search_beyond(double p)
{
	double t, x;

	if (p > 0.5)
		return -bt_search_beyond(1 - p);
	t = sqrt(-2 * bt_portable_log(p > 1e-300 ? p : 1e-300));
	x = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
	    (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
	return x > 0 ? x : 0;
}
