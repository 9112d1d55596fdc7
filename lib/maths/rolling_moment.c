/* SPDX-License-Identifier: ISC */
#include "lib/maths/rolling.h"

#include <math.h>

#include "lib/maths/rolling_block.h"
#include "lib/maths/sum.h"

/*
 * Second moments, in blocks (see rolling_block.h).  Every window of a block
 * holds the block's last value, so distances are taken from that one.  By
 * Samuelson's inequality (Deviant behavior, 1968) no value of a sample of w
 * lies further than sqrt(w - 1) standard deviations from its mean: taking
 * (sum of d)^2 / w off the sum of d^2 then cancels at most a factor of w,
 * which the compensated sums have to spare.  (The anchor is both in the tail
 * and in the head; its distance is nought.)
 */

/* Sum of squared distances from the mean, of sums of d and of d^2. */
static double
squares(double sum, double square, double w)
{
	double s = square - sum * (sum / w);

	return s > 0.0 ? s : 0.0;
}

/* tail[2 r] sums d[r ... w - 1]; tail[2 r + 1] their squares. */
static void
square_tails(const double *x, size_t w, double anchor, struct bt_sum *tail)
{
	struct bt_sum sum = BT_SUM_INIT, square = BT_SUM_INIT;
	double d;
	size_t r;

	for (r = w; r-- > 0; ) {
		d = x[r] - anchor;
		bt_sum_add(&sum, d);
		bt_sum_add(&square, d * d);
		tail[2 * r] = sum;
		tail[2 * r + 1] = square;
	}
}

/* The windows that begin in the block at x, whose tails are known. */
static void
variances(const double *x, size_t rows, size_t w, double divisor,
    const struct bt_sum *tail, double *out)
{
	struct bt_sum sum = BT_SUM_INIT, square = BT_SUM_INIT;
	double anchor = x[w - 1], d;
	size_t r;

	for (r = 0; r < rows; r++) {
		d = x[w - 1 + r] - anchor;
		bt_sum_add(&sum, d);
		bt_sum_add(&square, d * d);
		out[r] = squares(bt_sum_both(tail[2 * r], &sum),
		    bt_sum_both(tail[2 * r + 1], &square), (double)w) / divisor;
	}
}

void
bt_rolling_variance(const double *x, size_t n, size_t w, size_t ddof,
    double *out, double *scratch)
{
	struct bt_sum *tail = (struct bt_sum *)scratch;
	double divisor;
	size_t b;

	bt_rolling_warm_up(out, n, w);
	divisor = w > ddof ? (double)(w - ddof) : (double)NAN;
	for (b = 0; b + w <= n; b += w) {
		square_tails(x + b, w, x[b + w - 1], tail);
		variances(x + b, bt_rolling_rows(n, w, b), w, divisor,
		    tail, out + b + w - 1);
	}
}

void
bt_rolling_stdev(const double *x, size_t n, size_t w, size_t ddof, double *out,
    double *scratch)
{
	size_t i;

	bt_rolling_variance(x, n, w, ddof, out, scratch);
	for (i = 0; i < n; i++)
		out[i] = sqrt(out[i]);
}

/* What two columns and one window add up to, as distances from the anchors. */
struct cross {
	struct bt_sum	x, y, xx, yy, xy;
};

/* The scratch space of a row holds one of these. */
_Static_assert(sizeof(struct cross) <= BT_ROLLING_SCRATCH * sizeof(double),
    "BT_ROLLING_SCRATCH is too small");

/* ... and what is made of them: sums of products of distances from the mean. */
struct products {
	double	xx, yy, xy;
};

static void
cross_add(struct cross *c, double dx, double dy)
{
	bt_sum_add(&c->x, dx);
	bt_sum_add(&c->y, dy);
	bt_sum_add(&c->xx, dx * dx);
	bt_sum_add(&c->yy, dy * dy);
	bt_sum_add(&c->xy, dx * dy);
}

static struct products
products(const struct cross *tail, const struct cross *head, double w)
{
	struct products p;
	double x = bt_sum_both(tail->x, &head->x);
	double y = bt_sum_both(tail->y, &head->y);

	p.xx = squares(x, bt_sum_both(tail->xx, &head->xx), w);
	p.yy = squares(y, bt_sum_both(tail->yy, &head->yy), w);
	p.xy = bt_sum_both(tail->xy, &head->xy) - x * (y / w);
	return p;
}

/* The result of one window from its products; arg as the caller wants. */
typedef double result(const struct products *, double arg);

static void
crosses(const double *x, const double *y, size_t n, size_t w, result *of,
    double arg, double *out, double *scratch)
{
	struct cross head, *tail = (struct cross *)scratch;
	struct products p;
	const struct cross none = { { 0, 0 }, { 0, 0 }, { 0, 0 }, { 0, 0 },
	    { 0, 0 } };
	double ax, ay;
	size_t b, r, rows;

	bt_rolling_warm_up(out, n, w);
	for (b = 0; b + w <= n; b += w) {
		ax = x[b + w - 1];
		ay = y[b + w - 1];
		head = none;
		for (r = w; r-- > 0; ) {
			cross_add(&head, x[b + r] - ax, y[b + r] - ay);
			tail[r] = head;
		}
		rows = bt_rolling_rows(n, w, b);
		head = none;
		for (r = 0; r < rows; r++) {
			cross_add(&head, x[b + w - 1 + r] - ax,
			    y[b + w - 1 + r] - ay);
			p = products(&tail[r], &head, (double)w);
			out[b + w - 1 + r] = of(&p, arg);
		}
	}
}

static double
covariance(const struct products *p, double divisor)
{
	return p->xy / divisor;
}

void
bt_rolling_covariance(const double *x, const double *y, size_t n, size_t w,
    size_t ddof, double *out, double *scratch)
{
	crosses(x, y, n, w, covariance,
	    w > ddof ? (double)(w - ddof) : (double)NAN, out, scratch);
}

static double
correlation(const struct products *p, double unused)
{
	double r;

	(void)unused;
	if (p->xx == 0.0 || p->yy == 0.0)
		return (double)NAN;
	r = p->xy / (sqrt(p->xx) * sqrt(p->yy));
	return r > 1.0 ? 1.0 : r < -1.0 ? -1.0 : r;
}

void
bt_rolling_correlation(const double *x, const double *y, size_t n, size_t w,
    double *out, double *scratch)
{
	crosses(x, y, n, w, correlation, 0.0, out, scratch);
}

static double
beta(const struct products *p, double unused)
{
	(void)unused;
	return p->yy > 0.0 ? p->xy / p->yy : (double)NAN;
}

void
bt_rolling_beta(const double *y, const double *x, size_t n, size_t w,
    double *out, double *scratch)
{
	crosses(y, x, n, w, beta, 0.0, out, scratch);
}
