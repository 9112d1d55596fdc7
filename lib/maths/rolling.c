/* SPDX-License-Identifier: ISC */
#include "lib/maths/rolling.h"

#include <math.h>

#include "lib/maths/decimal.h"
#include "lib/maths/rolling_block.h"
#include "lib/maths/sum.h"

void
bt_rolling_warm_up(double *out, size_t n, size_t w)
{
	size_t i;

	for (i = 0; i < n && i < w - 1; i++)
		out[i] = (double)NAN;
}

/* Sums of whole numbers below 2^53: nothing is ever rounded. */
static void
exact_sums(const double *x, size_t n, size_t w, double scale, double divisor,
    double *out)
{
	double sum = 0.0;
	size_t i;

	for (i = 0; i < w; i++)
		sum += bt_decimal_round(x[i] * scale);
	out[w - 1] = sum / divisor;
	for (i = w; i < n; i++) {
		sum += bt_decimal_round(x[i] * scale) -
		    bt_decimal_round(x[i - w] * scale);
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
	struct bt_decimal d;

	bt_rolling_warm_up(out, n, w);
	if (n < w)
		return;
	bt_decimal_init(&d);
	if (bt_decimal_scan(&d, x, n) && bt_decimal_fits(&d, (double)w))
		exact_sums(x, n, w, d.scale, divisor * d.scale, out);
	else
		block_sums(x, n, w, divisor, out, (struct bt_sum *)scratch);
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

/*
 * One row on, every weight falls by one and the new value enters with w:
 * weighted += w * new - sum of the window before.
 */
static void
exact_weighted(const double *x, size_t n, size_t w, double scale, double *out)
{
	double dw = (double)w, divisor = dw * (dw + 1.0) / 2.0 * scale;
	double in, sum = 0.0, weighted = 0.0;
	size_t i;

	for (i = 0; i < w; i++) {
		in = bt_decimal_round(x[i] * scale);
		sum += in;
		weighted += (double)(i + 1) * in;
	}
	out[w - 1] = weighted / divisor;
	for (i = w; i < n; i++) {
		in = bt_decimal_round(x[i] * scale);
		weighted += dw * in - sum;
		sum += in - bt_decimal_round(x[i - w] * scale);
		out[i] = weighted / divisor;
	}
}

/* tail[2 r] sums x[r ... w - 1]; tail[2 r + 1] does so with weights 1, 2 ... */
static void
weighted_tails(const double *x, size_t w, struct bt_sum *tail)
{
	struct bt_sum s = BT_SUM_INIT, weighted = BT_SUM_INIT;
	size_t r;

	for (r = w; r-- > 0; ) {
		bt_sum_add(&s, x[r]);
		bt_sum_add(&weighted, s.hi);
		weighted.lo += s.lo;
		tail[2 * r] = s;
		tail[2 * r + 1] = weighted;
	}
}

static void
block_weighted(const double *x, size_t n, size_t w, double *out,
    struct bt_sum *tail)
{
	double dw = (double)w, divisor = dw * (dw + 1.0) / 2.0;
	struct bt_sum head, weighted, t;
	size_t b, r, rows;

	for (b = 0; b + w <= n; b += w) {
		weighted_tails(x + b, w, tail);
		rows = bt_rolling_rows(n, w, b);
		head.hi = head.lo = 0.0;
		weighted = head;
		for (r = 0; r < rows; r++) {
			if (r > 0) {
				bt_sum_add(&head, x[b + w + r - 1]);
				bt_sum_add(&weighted,
				    (double)r * x[b + w + r - 1]);
			}
			t = tail[2 * r + 1];
			bt_sum_add(&t, (double)(w - r) * bt_sum_value(&head));
			out[b + w - 1 + r] = bt_sum_both(t, &weighted) /
			    divisor;
		}
	}
}

void
bt_rolling_weighted_mean(const double *x, size_t n, size_t w, double *out,
    double *scratch)
{
	struct bt_decimal d;
	double weights = (double)w * ((double)w + 1.0);

	bt_rolling_warm_up(out, n, w);
	if (n < w)
		return;
	bt_decimal_init(&d);
	if (bt_decimal_scan(&d, x, n) && bt_decimal_fits(&d, weights))
		exact_weighted(x, n, w, d.scale, out);
	else
		block_weighted(x, n, w, out, (struct bt_sum *)scratch);
}
