/* SPDX-License-Identifier: ISC */
#include "lib/maths/rolling.h"

#include <stdbool.h>
#include <string.h>

#include "lib/maths/rolling_block.h"

/*
 * Order statistics: the window's values are kept sorted; a row on, what lies
 * between the leaving and the entering value moves over by one.  Windows are
 * short and prices near each other, so that is a small memmove.
 */

/* How many of v[0 ... n - 1], ascending, are less than x, or equal to it. */
static inline size_t
search(const double *v, size_t n, double x, bool or_equal)
{
	size_t half, low = 0;

	while (n > 0) {
		half = n / 2;
		if (v[low + half] < x || (or_equal && v[low + half] == x)) {
			low += half + 1;
			n -= half + 1;
		} else
			n = half;
	}
	return low;
}

static size_t
less(const double *v, size_t n, double x)
{
	return search(v, n, x, false);
}

static size_t
not_greater(const double *v, size_t n, double x)
{
	return search(v, n, x, true);
}

static void
insert(double *v, size_t n, double x)
{
	size_t at = less(v, n, x);

	memmove(v + at + 1, v + at, (n - at) * sizeof(*v));
	v[at] = x;
}

static void
replace(double *v, size_t n, double old, double new)
{
	size_t from = less(v, n, old), to = less(v, n, new);

	if (to > from) {
		to--;
		memmove(v + from, v + from + 1, (to - from) * sizeof(*v));
	} else
		memmove(v + to + 1, v + to, (from - to) * sizeof(*v));
	v[to] = new;
}

/* The window that ends at row i, sorted, from the one that ended before. */
static void
advance(const double *x, size_t i, size_t w, double *sorted)
{
	size_t k;

	if (i >= w) {
		replace(sorted, w, x[i - w], x[i]);
		return;
	}
	for (k = 0; k < w; k++)
		insert(sorted, k, x[k]);
}

void
bt_rolling_quantile(const double *x, size_t n, size_t w, double p, double *out,
    double *scratch)
{
	double at = (double)(w - 1) * p, part, *sorted = scratch;
	size_t i, k = (size_t)at;

	part = at - (double)k;
	bt_rolling_warm_up(out, n, w);
	for (i = w - 1; i < n; i++) {
		advance(x, i, w, sorted);
		out[i] = sorted[k];
		if (part > 0.0)
			out[i] += part * (sorted[k + 1] - sorted[k]);
	}
}

void
bt_rolling_rank(const double *x, size_t n, size_t w, double *out,
    double *scratch)
{
	double *sorted = scratch;
	size_t i, lower;

	bt_rolling_warm_up(out, n, w);
	for (i = w - 1; i < n; i++) {
		advance(x, i, w, sorted);
		lower = less(sorted, w, x[i]);
		out[i] = (double)(lower + 1 + not_greater(sorted, w, x[i])) /
		    2.0;
	}
}
