/* SPDX-License-Identifier: ISC */
#ifndef TESTS_UNIT_ROLLING_SLOW_H
#define TESTS_UNIT_ROLLING_SLOW_H

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/*
 * The statistics of lib/maths/rolling.h by their definitions: slow_<name> of
 * the w values at x (and at y), in long double.
 */

#define ROLLING_SLOW 400	/* the longest window that can be sorted */

static long double
mean_of(const double *x, size_t w)
{
	long double sum = 0;
	size_t i;

	/* From the last value, so that equal ones have just that mean. */
	for (i = 0; i < w; i++)
		sum += (long double)x[i] - x[w - 1];
	return x[w - 1] + sum / (long double)w;
}

static long double
products_of(const double *x, const double *y, size_t w)
{
	long double mx = mean_of(x, w), my = mean_of(y, w), sum = 0;
	size_t i;

	for (i = 0; i < w; i++)
		sum += (x[i] - mx) * (y[i] - my);
	return sum;
}

#define SLOW(name) \
static long double \
slow_##name(const double *x, const double *y, size_t w)

SLOW(sum)
{
	(void)y;
	return mean_of(x, w) * (long double)w;
}

SLOW(mean)
{
	(void)y;
	return mean_of(x, w);
}

SLOW(weighted)
{
	long double sum = 0, weights = 0;
	size_t i;

	(void)y;
	for (i = 0; i < w; i++) {
		sum += (long double)(i + 1) * x[i];
		weights += (long double)(i + 1);
	}
	return sum / weights;
}

SLOW(variance)
{
	(void)y;
	return w < 2 ? (long double)NAN :
	    products_of(x, x, w) / (long double)(w - 1);
}

SLOW(stdev)
{
	(void)y;
	return sqrtl(products_of(x, x, w) / (long double)w);
}

SLOW(deviation)
{
	long double mean = mean_of(x, w), sum = 0;
	size_t i;

	(void)y;
	for (i = 0; i < w; i++)
		sum += fabsl(x[i] - mean);
	return sum / (long double)w;
}

SLOW(max)
{
	double best = x[0];
	size_t i;

	(void)y;
	for (i = 1; i < w; i++)
		best = fmax(best, x[i]);
	return best;
}

SLOW(min)
{
	double best = x[0];
	size_t i;

	(void)y;
	for (i = 1; i < w; i++)
		best = fmin(best, x[i]);
	return best;
}

SLOW(max_age)
{
	size_t best = 0, i;

	(void)y;
	for (i = 1; i < w; i++)
		if (x[i] >= x[best])
			best = i;
	return (long double)(w - 1 - best);
}

SLOW(min_age)
{
	size_t best = 0, i;

	(void)y;
	for (i = 1; i < w; i++)
		if (x[i] <= x[best])
			best = i;
	return (long double)(w - 1 - best);
}

SLOW(covariance)
{
	return w < 2 ? (long double)NAN :
	    products_of(x, y, w) / (long double)(w - 1);
}

SLOW(correlation)
{
	long double xx = products_of(x, x, w), yy = products_of(y, y, w);

	return xx == 0 || yy == 0 ? (long double)NAN :
	    products_of(x, y, w) / (sqrtl(xx) * sqrtl(yy));
}

SLOW(beta)
{
	long double xx = products_of(x, x, w);

	return xx == 0 ? (long double)NAN : products_of(x, y, w) / xx;
}

/* Rows count as 0, 1 ... w - 1. */
static long double
slope_of(const double *x, size_t w)
{
	long double m = (long double)(w - 1) / 2, mx = mean_of(x, w);
	long double tt = 0, tx = 0;
	size_t i;

	for (i = 0; i < w; i++) {
		tx += ((long double)i - m) * (x[i] - mx);
		tt += ((long double)i - m) * ((long double)i - m);
	}
	return w < 2 ? (long double)NAN : tx / tt;
}

SLOW(slope)
{
	(void)y;
	return slope_of(x, w);
}

SLOW(linreg)
{
	(void)y;
	return w < 2 ? x[0] :
	    mean_of(x, w) + slope_of(x, w) * (long double)(w - 1) / 2;
}

static int
ascending(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static long double
quantile_of(const double *x, size_t w, long double p)
{
	double sorted[ROLLING_SLOW];
	long double at = (long double)(w - 1) * p;
	size_t k = (size_t)at;

	memcpy(sorted, x, w * sizeof(*x));
	qsort(sorted, w, sizeof(*sorted), ascending);
	if (k + 1 == w)
		return sorted[k];
	return sorted[k] + (at - (long double)k) *
	    ((long double)sorted[k + 1] - sorted[k]);
}

SLOW(median)
{
	(void)y;
	return quantile_of(x, w, 0.5L);
}

SLOW(upper)
{
	(void)y;
	return quantile_of(x, w, 0.9);
}

SLOW(rank)
{
	size_t equal = 0, i, less = 0;

	(void)y;
	for (i = 0; i < w; i++) {
		less += x[i] < x[w - 1];
		equal += x[i] == x[w - 1];
	}
	return (long double)less + (1 + (long double)equal) / 2;
}

#endif
