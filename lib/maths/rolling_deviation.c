/* SPDX-License-Identifier: ISC */
#include "lib/maths/rolling.h"

#include <math.h>
#include <string.h>

#include "lib/maths/rolling_block.h"
#include "lib/maths/sum.h"

/*
 * Mean absolute deviation.  In long windows half of it, which is what lies
 * above the mean, is kept up: the number and the sum of the values above.  The
 * values of a block's windows are sorted once (two blocks of them at most);
 * then, row by row, one value enters, one leaves, and the place of the mean in
 * the sorted order moves past the few values between the old and the new one.
 */

/* Up to this many values are sooner summed than sorted (measured). */
#define SHORT 100

static void
short_deviations(const double *x, const double *mean, size_t n, size_t w,
    double *out)
{
	double sum;
	size_t i, k;

	for (i = w - 1; i < n; i++) {
		sum = 0.0;
		for (k = i + 1 - w; k <= i; k++)
			sum += fabs(x[k] - mean[i]);
		out[i] = sum / (double)w;
	}
}

/* The values of one block's windows; sums are of distances from the anchor. */
struct ordered {
	const double	*x;
	size_t		 n, w;
	double		 anchor;
	size_t		*by_value;	/* rows, ascending */
	size_t		*place;		/* of each row in that order */
	size_t		 split;		/* places from here on are above */
	size_t		 count;		/* rows of the window that are above */
	struct bt_sum	 sum;
};

static void
merge(const double *x, const size_t *from, size_t left, size_t right,
    size_t end, size_t *to)
{
	size_t a = left, b = right, i;

	for (i = left; i < end; i++)
		to[i] = a < right && (b == end || x[from[a]] <= x[from[b]]) ?
		    from[a++] : from[b++];
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Merge sort of the rows by value; other is room for n more. */
static void
sort(struct ordered *o, size_t *other)
{
	size_t i, step, *swap;

	for (i = 0; i < o->n; i++)
		o->by_value[i] = i;
	for (step = 1; step < o->n; step *= 2) {
		for (i = 0; i < o->n; i += 2 * step)
			merge(o->x, o->by_value, i, least(i + step, o->n),
			    least(i + 2 * step, o->n), other);
		swap = o->by_value;
		o->by_value = other;
		other = swap;
	}
	o->place = other;
	for (i = 0; i < o->n; i++)
		o->place[o->by_value[i]] = i;
}

static void
enter(struct ordered *o, size_t row)
{
	o->count++;
	bt_sum_add(&o->sum, o->x[row] - o->anchor);
}

static void
leave(struct ordered *o, size_t row)
{
	o->count--;
	bt_sum_add(&o->sum, o->anchor - o->x[row]);
}

/* Let the split be where values greater than mean begin; window at first. */
static void
move_split(struct ordered *o, size_t first, double mean)
{
	size_t row;

	while (o->split < o->n && o->x[o->by_value[o->split]] <= mean) {
		row = o->by_value[o->split++];
		if (row >= first && row - first < o->w)
			leave(o, row);
	}
	while (o->split > 0 && o->x[o->by_value[o->split - 1]] > mean) {
		row = o->by_value[--o->split];
		if (row >= first && row - first < o->w)
			enter(o, row);
	}
}

/* The windows that begin in the block at x. */
static void
deviations(struct ordered *o, size_t rows, const double *mean, double *out)
{
	double above;
	size_t r;

	o->split = o->n;
	o->count = 0;
	o->sum.hi = o->sum.lo = 0.0;
	for (r = 0; r < rows; r++) {
		if (r > 0 && o->place[r - 1] >= o->split)
			leave(o, r - 1);
		if (r > 0 && o->place[r + o->w - 1] >= o->split)
			enter(o, r + o->w - 1);
		move_split(o, r, mean[r]);
		above = bt_sum_value(&o->sum) -
		    (double)o->count * (mean[r] - o->anchor);
		out[r] = above > 0.0 ? 2.0 * above / (double)o->w : 0.0;
	}
}

/* Where all values are equal, what rounding leaves is no deviation. */
static void
clear_flat(const double *x, size_t n, size_t w, double *out)
{
	size_t i, run = 0;

	for (i = 0; i < n; i++) {
		run = i > 0 && x[i] == x[i - 1] ? run + 1 : 1;
		if (run >= w)
			out[i] = 0.0;
	}
}

static void
long_deviations(const double *x, const double *mean, size_t n, size_t w,
    double *out, double *scratch)
{
	struct ordered o;
	size_t b, rows;

	memset(&o, 0, sizeof(o));
	o.w = w;
	for (b = 0; b + w <= n; b += w) {
		rows = bt_rolling_rows(n, w, b);
		o.x = x + b;
		o.n = w + rows - 1;
		o.anchor = x[b + w - 1];
		o.by_value = (size_t *)scratch;
		sort(&o, (size_t *)(scratch + 2 * w));
		deviations(&o, rows, mean + b + w - 1, out + b + w - 1);
	}
}

void
bt_rolling_deviation(const double *x, const double *mean, size_t n, size_t w,
    double *out, double *scratch)
{
	bt_rolling_warm_up(out, n, w);
	if (w <= SHORT)
		short_deviations(x, mean, n, w, out);
	else
		long_deviations(x, mean, n, w, out, scratch);
	clear_flat(x, n, w, out);
}
