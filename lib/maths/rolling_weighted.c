/* SPDX-License-Identifier: ISC */
#include "lib/maths/rolling.h"

#include <stdbool.h>

#include "lib/maths/rolling_block.h"
#include "lib/maths/sum.h"
#include "lib/maths/unit.h"

/*
 * Sums with the weights 1, 2 ... w, in blocks (see rolling_block.h): the
 * weighted mean, exact for decimal rows, and the least squares line.  The
 * line's slope does not change when a constant is taken off, so there values
 * are counted from the block's last one, which every window of it holds.
 */

struct window {
	double	sum, weighted;	/* of the values as they were read */
	double	w;
	double	anchor;		/* what was taken off every value */
	double	scale;		/* what every value was multiplied with */
};

typedef double result(const struct window *);

/* How a column is read: whole numbers of a unit, or less an anchor. */
struct reader {
	const struct bt_unit	*unit;		/* NULL: none */
	double			 anchor;
};

static inline double
value(const struct reader *in, double x)
{
	return in->unit != NULL ? bt_unit_count(in->unit, x) : x - in->anchor;
}

struct sums {
	struct bt_sum	plain, weighted;
};

/* tail[r] sums x[r ... w - 1], from r on with weights 1, 2 ... */
static void
sum_tails(const struct reader *in, const double *x, size_t w,
    struct sums *tail)
{
	struct sums s = { BT_SUM_INIT, BT_SUM_INIT };
	size_t r;

	for (r = w; r-- > 0; ) {
		bt_sum_add(&s.plain, value(in, x[r]));
		bt_sum_add(&s.weighted, s.plain.hi);
		s.weighted.lo += s.plain.lo;
		tail[r] = s;
	}
}

/* The windows that begin in the block at x, whose tails are known. */
static void
results(const struct reader *in, const double *x, size_t rows,
    struct window *win, result *of, const struct sums *tail, double *out)
{
	struct sums head = { BT_SUM_INIT, BT_SUM_INIT };
	struct bt_sum weighted;
	double d;
	size_t r, w = (size_t)win->w;

	for (r = 0; r < rows; r++) {
		if (r > 0) {
			d = value(in, x[w - 1 + r]);
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
windows(const double *x, size_t n, size_t w, const struct bt_unit *unit,
    bool anchored, result *of, double *out, struct sums *tail)
{
	struct reader in = { unit, 0.0 };
	struct window win = { 0.0, 0.0, (double)w, 0.0, 1.0 };
	size_t b;

	if (unit != NULL)
		win.scale = unit->scale;
	for (b = 0; b + w <= n; b += w) {
		if (anchored)
			in.anchor = win.anchor = x[b + w - 1];
		sum_tails(&in, x + b, w, tail);
		results(&in, x + b, bt_rolling_rows(n, w, b), &win, of, tail,
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
	struct bt_unit unit;
	struct sums *tail = (struct sums *)scratch;
	size_t from = 0;

	bt_rolling_warm_up(out, n, w);
	if (n < w)
		return;
	bt_unit_scan(&unit, &x, 1, n, (double)w * ((double)w + 1.0));
	if (unit.rows >= w) {
		windows(x, unit.rows, w, &unit, false, weighted_mean, out,
		    tail);
		from = unit.rows - w + 1;
	}
	windows(x + from, n - from, w, NULL, false, weighted_mean, out + from,
	    tail);
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
	    (w * (w * w - 1.0));
}

void
bt_rolling_slope(const double *x, size_t n, size_t w, double *out,
    double *scratch)
{
	bt_rolling_warm_up(out, n, w);
	windows(x, n, w, NULL, true, slope, out, (struct sums *)scratch);
}

/* The line goes through the middle of the rows at the mean. */
static double
line_end(const struct window *win)
{
	double mean = win->anchor + win->sum / win->w;

	return win->w > 1.0 ? mean + slope(win) * (win->w - 1.0) / 2.0 : mean;
}

void
bt_rolling_linreg(const double *x, size_t n, size_t w, double *out,
    double *scratch)
{
	bt_rolling_warm_up(out, n, w);
	windows(x, n, w, NULL, true, line_end, out, (struct sums *)scratch);
}
