/* SPDX-License-Identifier: ISC */
#include "lib/maths/rolling.h"

#include <math.h>

#include "lib/maths/rolling_block.h"
#include "lib/maths/sum.h"
#include "lib/maths/unit.h"

/*
 * Sums with the weights 1, 2 ... w, in blocks (see rolling_block.h): the
 * weighted mean and the least squares line.  The line's slope does not change
 * when a constant is taken off, so values are counted from the block's last
 * one, which every window of the block holds.
 */

struct window {
	double	anchor;		/* what was taken off every value */
	double	sum, weighted;	/* of the rest, in units of 1 / scale */
	double	w, scale;
};

typedef double result(const struct window *);

struct sums {
	struct bt_sum	plain, weighted;
};

/* tail[r] sums x[r ... w - 1], from r on with weights 1, 2 ... */
static void
sum_tails(const struct bt_unit *unit, const double *x, size_t w,
    double anchor, struct sums *tail)
{
	struct sums s = { BT_SUM_INIT, BT_SUM_INIT };
	size_t r;

	for (r = w; r-- > 0; ) {
		bt_sum_add(&s.plain, bt_unit_count(unit, x[r]) - anchor);
		bt_sum_add(&s.weighted, s.plain.hi);
		s.weighted.lo += s.plain.lo;
		tail[r] = s;
	}
}

/* The windows that begin in the block at x, whose tails are known. */
static void
results(const struct bt_unit *unit, const double *x, size_t rows,
    struct window *win, result *of, const struct sums *tail, double *out)
{
	struct sums head = { BT_SUM_INIT, BT_SUM_INIT };
	struct bt_sum weighted;
	double d;
	size_t r, w = (size_t)win->w;

	for (r = 0; r < rows; r++) {
		if (r > 0) {
			d = bt_unit_count(unit, x[w - 1 + r]) -
			    win->anchor;
			bt_sum_add(&head.plain, d);
			bt_sum_add(&head.weighted, (double)r * d);
		}
		/* In the window the head's weights begin at w - r + 1. */
		weighted = tail[r].weighted;
		bt_sum_add(&weighted,
		    (double)(w - r) * bt_sum_value(&head.plain));
		win->sum = bt_sum_both(tail[r].plain, &head.plain);
		win->weighted = bt_sum_both(weighted, &head.weighted);
		out[r] = of(win);
	}
}

static void
windows(const double *x, size_t n, size_t w, bool anchored, result *of,
    double *out, double *scratch)
{
	struct bt_unit unit;
	struct sums *tail = (struct sums *)scratch;
	struct window win = { 0.0, 0.0, 0.0, (double)w, 1.0 };
	size_t b;

	bt_unit_init(&unit);
	bt_unit_scan(&unit, x, n);
	win.scale = unit.scale;
	bt_rolling_warm_up(out, n, w);
	for (b = 0; b + w <= n; b += w) {
		if (anchored)
			win.anchor = bt_unit_count(&unit, x[b + w - 1]);
		sum_tails(&unit, x + b, w, win.anchor, tail);
		results(&unit, x + b, bt_rolling_rows(n, w, b), &win, of, tail,
		    out + b + w - 1);
	}
}

static double
weighted_mean(const struct window *win)
{
	return win->weighted / (win->w * (win->w + 1.0) / 2.0 * win->scale);
}

void
bt_rolling_weighted_mean(const double *x, size_t n, size_t w, double *out,
    double *scratch)
{
	windows(x, n, w, false, weighted_mean, out, scratch);
}

/*
 * Sum of (weight - mean weight) * x over the sum of the squares of (weight -
 * mean weight), which is w (w^2 - 1) / 12.  0 / 0 where w = 1.
 */
static double
slope(const struct window *win)
{
	double w = win->w;

	return 6.0 * (2.0 * win->weighted - (w + 1.0) * win->sum) /
	    (w * (w * w - 1.0) * win->scale);
}

void
bt_rolling_slope(const double *x, size_t n, size_t w, double *out,
    double *scratch)
{
	windows(x, n, w, true, slope, out, scratch);
}

/* The line goes through the middle of the rows at the mean. */
static double
line_end(const struct window *win)
{
	double mean = (win->anchor + win->sum / win->w) / win->scale;

	return win->w > 1.0 ? mean + slope(win) * (win->w - 1.0) / 2.0 : mean;
}

void
bt_rolling_linreg(const double *x, size_t n, size_t w, double *out,
    double *scratch)
{
	windows(x, n, w, true, line_end, out, scratch);
}
