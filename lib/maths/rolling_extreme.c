/* SPDX-License-Identifier: ISC */
#include "lib/maths/rolling.h"
#include "lib/maths/rolling_block.h"

/*
 * Extremes, in blocks (see rolling_block.h).  A minimum is the maximum of the
 * values times -1, which is exact.
 */

static inline double
greater(double a, double b)
{
	return a > b ? a : b;
}

static inline void
extremes(const double *x, size_t n, size_t w, double sign, double *out,
    double *tail)
{
	double best, head;
	size_t b, r, rows;

	bt_rolling_warm_up(out, n, w);
	for (b = 0; b + w <= n; b += w) {
		best = tail[w - 1] = sign * x[b + w - 1];
		for (r = w - 1; r-- > 0; )
			tail[r] = best = greater(best, sign * x[b + r]);
		rows = bt_rolling_rows(n, w, b);
		head = tail[w - 1];	/* in every window of this block */
		for (r = 0; r < rows; r++) {
			head = greater(head, sign * x[b + w - 1 + r]);
			out[b + w - 1 + r] = sign * greater(tail[r], head);
		}
	}
}

void
bt_rolling_max(const double *x, size_t n, size_t w, double *out,
    double *scratch)
{
	extremes(x, n, w, 1.0, out, scratch);
}

void
bt_rolling_min(const double *x, size_t n, size_t w, double *out,
    double *scratch)
{
	extremes(x, n, w, -1.0, out, scratch);
}

/* As extremes(), but of positions: tail[r] is the row of the tail's best. */
static void
ages(const double *x, size_t n, size_t w, double sign, double *out,
    double *tail)
{
	size_t b, best, head, r, rows;

	bt_rolling_warm_up(out, n, w);
	for (b = 0; b + w <= n; b += w) {
		best = b + w - 1;
		for (r = w; r-- > 0; ) {
			if (sign * x[b + r] > sign * x[best])
				best = b + r;
			tail[r] = (double)best;
		}
		rows = bt_rolling_rows(n, w, b);
		head = b + w - 1;	/* in every window of this block */
		for (r = 0; r < rows; r++) {
			if (sign * x[b + w - 1 + r] >= sign * x[head])
				head = b + w - 1 + r;
			best = (size_t)tail[r];
			if (sign * x[head] >= sign * x[best])
				best = head;
			out[b + w - 1 + r] = (double)(b + w - 1 + r - best);
		}
	}
}

void
bt_rolling_max_age(const double *x, size_t n, size_t w, double *out,
    double *scratch)
{
	ages(x, n, w, 1.0, out, scratch);
}

void
bt_rolling_min_age(const double *x, size_t n, size_t w, double *out,
    double *scratch)
{
	ages(x, n, w, -1.0, out, scratch);
}
