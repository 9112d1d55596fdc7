/* SPDX-License-Identifier: ISC */
#include "lib/maths/rolling.h"

#include <math.h>

#include "lib/maths/rolling_block.h"
#include "lib/maths/sum.h"
#include "lib/maths/unit.h"

void
bt_rolling_warm_up(double *out, size_t n, size_t w)
{
	size_t i;

	for (i = 0; i < n && i < w - 1; i++)
		out[i] = (double)NAN;
}

/* Sums of whole numbers below 2^53: nothing is ever rounded. */
static void
exact_sums(const double *x, size_t n, size_t w, const struct bt_unit *unit,
    double divisor, double *out)
{
	double sum = 0.0;
	size_t i;

	for (i = 0; i < w; i++)
		sum += bt_unit_count(unit, x[i]);
	out[w - 1] = sum / divisor;
	for (i = w; i < n; i++) {
		sum += bt_unit_count(unit, x[i]) -
		    bt_unit_count(unit, x[i - w]);
		out[i] = sum / divisor;
	}
}

/* tail[r] = x[r] + ... + x[w - 1] */
static void
tails(const double *x, size_t w, struct bt_sum *tail)
{
	struct bt_sum s = BT_SUM_INIT;
	size_t r;

	for (r = w; r-- > 0; ) {
		bt_sum_add(&s, x[r]);
		tail[r] = s;
	}
}

static void
block_sums(const double *x, size_t n, size_t w, double divisor, double *out,
    struct bt_sum *tail)
{
	struct bt_sum head;
	size_t b, r, rows;

	for (b = 0; b + w <= n; b += w) {
		tails(x + b, w, tail);
		rows = bt_rolling_rows(n, w, b);
		head.hi = head.lo = 0.0;
		for (r = 0; r < rows; r++) {
			if (r > 0)
				bt_sum_add(&head, x[b + w + r - 1]);
			out[b + w - 1 + r] = bt_sum_both(tail[r], &head) /
			    divisor;
		}
	}
}

static void
sums(const double *x, size_t n, size_t w, double divisor, double *out,
    double *scratch)
{
	struct bt_unit unit;
	size_t from = 0;

	bt_rolling_warm_up(out, n, w);
	if (n < w)
		return;
	bt_unit_scan(&unit, &x, 1, n, (double)w);
	if (unit.rows >= w) {
		exact_sums(x, unit.rows, w, &unit, divisor * unit.scale, out);
		from = unit.rows - w + 1;
	}
	block_sums(x + from, n - from, w, divisor, out + from,
	    (struct bt_sum *)scratch);
}

void
bt_rolling_sum(const double *x, size_t n, size_t w, double *out,
    double *scratch)
{
	sums(x, n, w, 1.0, out, scratch);
}

void
bt_rolling_mean(const double *x, size_t n, size_t w, double *out,
    double *scratch)
{
	sums(x, n, w, (double)w, out, scratch);
}
