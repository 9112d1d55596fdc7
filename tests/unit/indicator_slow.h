/* SPDX-License-Identifier: ISC */
#ifndef TESTS_UNIT_INDICATOR_SLOW_H
#define TESTS_UNIT_INDICATOR_SLOW_H

#include <math.h>
#include <stddef.h>

/*
 * The indicators by their definitions, value by value, in long double: each
 * fills columns of SLOW_ROWS, NAN where a value of its inputs is missing.
 */

#define SLOW_ROWS 300

struct slow_bars {
	long double	o[SLOW_ROWS], h[SLOW_ROWS], l[SLOW_ROWS];
	long double	c[SLOW_ROWS], v[SLOW_ROWS];
};

#define EACH(i) for (size_t i = 0; i < SLOW_ROWS; i++)
#define OUT long double (*out)[SLOW_ROWS]
#define NONE ((long double)NAN)

/* Window statistics of the n values that end at row i. */

static long double
slow_mean(const long double *x, size_t i, size_t n)
{
	long double sum = 0;
	size_t k;

	if (i + 1 < n)
		return NONE;
	for (k = 0; k < n; k++)
		sum += x[i - k];
	return sum / (long double)n;
}

static long double
slow_max(const long double *x, size_t i, size_t n)
{
	long double best = i + 1 < n ? NONE : x[i];
	size_t k;

	for (k = 1; i + 1 >= n && k < n; k++)
		best = fmaxl(best, x[i - k]);
	return best;
}

static long double
slow_min(const long double *x, size_t i, size_t n)
{
	long double best = i + 1 < n ? NONE : x[i];
	size_t k;

	for (k = 1; i + 1 >= n && k < n; k++)
		best = fminl(best, x[i - k]);
	return best;
}

/* Mean of |x - mean|^power. */
static long double
slow_spread(const long double *x, size_t i, size_t n, long double power)
{
	long double mean = slow_mean(x, i, n), sum = 0;
	size_t k;

	for (k = 0; i + 1 >= n && k < n; k++)
		sum += powl(fabsl(x[i - k] - mean), power);
	return i + 1 < n ? NONE : sum / (long double)n;
}

/*
 * Exponential smoothing as the weighted sum that it is: weight (1 - a)^k * a
 * for the value k rows ago, and what is left for the mean at row first.
 */
static long double
slow_smooth(const long double *x, size_t i, size_t n, size_t first,
    long double a)
{
	long double sum = 0, weight = 1;
	size_t k;

	if (i < first)
		return NONE;
	for (k = i; k > first; k--, weight *= 1 - a)
		sum += weight * a * x[k];
	return sum + weight * slow_mean(x, first, n);
}

static long double
slow_ema(const long double *x, size_t i, size_t n, size_t skip)
{
	return slow_smooth(x, i, n, skip + n - 1, 2 / (long double)(n + 1));
}

static void
slow_sma(const struct slow_bars *b, const double *p, OUT)
{
	EACH(i)
		out[0][i] = slow_mean(b->c, i, (size_t)p[0]);
}

static void
slow_emas(const struct slow_bars *b, const double *p, OUT)
{
	EACH(i)
		out[0][i] = slow_ema(b->c, i, (size_t)p[0], 0);
}

static void
slow_wma(const struct slow_bars *b, const double *p, OUT)
{
	size_t k, n = (size_t)p[0];

	EACH(i) {
		out[0][i] = i + 1 < n ? NONE : 0;
		for (k = 0; i + 1 >= n && k < n; k++)
			out[0][i] += (long double)(n - k) * b->c[i - k] * 2 /
			    (long double)(n * (n + 1));
	}
}

static void
slow_rma(const struct slow_bars *b, const double *p, OUT)
{
	EACH(i)
		out[0][i] = slow_smooth(b->c, i, (size_t)p[0],
		    (size_t)p[0] - 1, 1 / (long double)p[0]);
}

static void
slow_dema(const struct slow_bars *b, const double *p, OUT)
{
	size_t n = (size_t)p[0];
	long double e[SLOW_ROWS];

	EACH(i)
		e[i] = slow_ema(b->c, i, n, 0);
	EACH(i)
		out[0][i] = 2 * e[i] - slow_ema(e, i, n, n - 1);
}

static void
slow_tema(const struct slow_bars *b, const double *p, OUT)
{
	size_t n = (size_t)p[0];
	long double e[SLOW_ROWS], ee[SLOW_ROWS];

	EACH(i)
		e[i] = slow_ema(b->c, i, n, 0);
	EACH(i)
		ee[i] = slow_ema(e, i, n, n - 1);
	EACH(i)
		out[0][i] = 3 * (e[i] - ee[i]) +
		    slow_ema(ee, i, n, 2 * n - 2);
}

static void
slow_rsi(const struct slow_bars *b, const double *p, OUT)
{
	long double a = 1 / (long double)p[0], g, l;
	size_t n = (size_t)p[0];
	long double gain[SLOW_ROWS] = { NONE }, loss[SLOW_ROWS] = { NONE };

	for (size_t i = 1; i < SLOW_ROWS; i++) {
		gain[i] = fmaxl(b->c[i] - b->c[i - 1], 0);
		loss[i] = fmaxl(b->c[i - 1] - b->c[i], 0);
	}
	EACH(i) {
		g = slow_smooth(gain, i, n, n, a);
		l = slow_smooth(loss, i, n, n, a);
		out[0][i] = g + l == 0 ? 0 : 100 * g / (g + l);
	}
}

static void
slow_macd(const struct slow_bars *b, const double *p, OUT)
{
	size_t fast = (size_t)p[0], slow = (size_t)p[1], n = (size_t)p[2];

	EACH(i)
		out[0][i] = slow_smooth(b->c, i, fast, slow - 1,
		    2 / (long double)(fast + 1)) - slow_ema(b->c, i, slow, 0);
	EACH(i)
		out[1][i] = slow_ema(out[0], i, n, slow - 1);
	EACH(i) {
		out[2][i] = out[0][i] - out[1][i];
		out[0][i] = out[1][i] + out[2][i];
	}
}

static void
slow_bbands(const struct slow_bars *b, const double *p, OUT)
{
	size_t n = (size_t)p[0];
	long double half;

	EACH(i) {
		half = p[1] * sqrtl(slow_spread(b->c, i, n, 2));
		out[1][i] = slow_mean(b->c, i, n);
		out[0][i] = out[1][i] + half;
		out[2][i] = out[1][i] - half;
	}
}

static long double
slow_true_range(const struct slow_bars *b, size_t i)
{
	return i == 0 ? NONE : fmaxl(b->h[i], b->c[i - 1]) -
	    fminl(b->l[i], b->c[i - 1]);
}

static void
slow_atr(const struct slow_bars *b, const double *p, OUT)
{
	long double range[SLOW_ROWS];

	EACH(i)
		range[i] = slow_true_range(b, i);
	EACH(i)
		out[0][i] = slow_smooth(range, i, (size_t)p[0], (size_t)p[0],
		    1 / (long double)p[0]);
}

static void
slow_natr(const struct slow_bars *b, const double *p, OUT)
{
	slow_atr(b, p, out);
	EACH(i)
		out[0][i] = 100 * out[0][i] / b->c[i];
}

/* Wilder's sum: weight (1 - 1/n)^k for row i - k, 1 before row n. */
static long double
slow_wilder(const long double *x, size_t i, size_t n)
{
	long double sum = 0, weight = 1;
	size_t k;

	if (i < n)
		return NONE;
	for (k = i; k > 0; k--) {
		sum += weight * x[k];
		weight *= k >= n ? 1 - 1 / (long double)n : 1;
	}
	return sum;
}

static void
slow_di(const struct slow_bars *b, const double *p, OUT)
{
	long double down[SLOW_ROWS] = { NONE }, range[SLOW_ROWS] = { NONE };
	long double up[SLOW_ROWS] = { NONE };
	long double d, r, u;
	size_t n = (size_t)p[0];

	for (size_t i = 1; i < SLOW_ROWS; i++) {
		/* In cents, so that equal movements are equal. */
		u = roundl(100 * (b->h[i] - b->h[i - 1])) / 100;
		d = roundl(100 * (b->l[i - 1] - b->l[i])) / 100;
		up[i] = u > d && u > 0 ? u : 0;
		down[i] = d > u && d > 0 ? d : 0;
		range[i] = slow_true_range(b, i);
	}
	EACH(i) {
		r = slow_wilder(range, i, n);
		out[0][i] = r == 0 ? 0 : 100 * slow_wilder(up, i, n) / r;
		out[1][i] = r == 0 ? 0 : 100 * slow_wilder(down, i, n) / r;
	}
}

static void
slow_adx(const struct slow_bars *b, const double *p, OUT)
{
	size_t n = (size_t)p[0];
	long double both[2][SLOW_ROWS], dx[SLOW_ROWS];

	slow_di(b, p, both);
	EACH(i)
		dx[i] = 100 * fabsl(both[0][i] - both[1][i]) /
		    (both[0][i] + both[1][i]);
	EACH(i)
		out[0][i] = slow_smooth(dx, i, n, 2 * n - 1,
		    1 / (long double)n);
}

static void
slow_stoch(const struct slow_bars *b, const double *p, OUT)
{
	long double high, low;
	long double fast[SLOW_ROWS];

	EACH(i) {
		high = slow_max(b->h, i, (size_t)p[0]);
		low = slow_min(b->l, i, (size_t)p[0]);
		fast[i] = high == low ? 0 :
		    100 * (b->c[i] - low) / (high - low);
	}
	EACH(i)
		out[0][i] = slow_mean(fast, i, (size_t)p[1]);
	EACH(i)
		out[1][i] = slow_mean(out[0], i, (size_t)p[2]);
	EACH(i)
		if (isnan(out[1][i]))
			out[0][i] = NONE;
}

static void
slow_cci(const struct slow_bars *b, const double *p, OUT)
{
	long double spread;
	size_t n = (size_t)p[0];
	long double typical[SLOW_ROWS];

	EACH(i)
		typical[i] = (b->h[i] + b->l[i] + b->c[i]) / 3;
	EACH(i) {
		spread = slow_spread(typical, i, n, 1);
		out[0][i] = spread < 1e-12L ? 0 : (typical[i] -
		    slow_mean(typical, i, n)) / (0.015L * spread);
	}
}

static void
slow_willr(const struct slow_bars *b, const double *p, OUT)
{
	long double high, low;

	EACH(i) {
		high = slow_max(b->h, i, (size_t)p[0]);
		low = slow_min(b->l, i, (size_t)p[0]);
		out[0][i] = high == low ? 0 :
		    -100 * (high - b->c[i]) / (high - low);
	}
}

static void
slow_mfi(const struct slow_bars *b, const double *p, OUT)
{
	long double all[SLOW_ROWS] = { NONE }, typical[SLOW_ROWS];
	long double up[SLOW_ROWS] = { NONE };
	long double total;
	size_t n = (size_t)p[0];

	EACH(i)
		typical[i] = roundl(100 * (b->h[i] + b->l[i] + b->c[i]));
	for (size_t i = 1; i < SLOW_ROWS; i++) {
		up[i] = typical[i] > typical[i - 1] ? typical[i] * b->v[i] : 0;
		all[i] = typical[i] == typical[i - 1] ? 0 :
		    typical[i] * b->v[i];
	}
	EACH(i) {
		total = i < n ? NONE : slow_mean(all, i, n);
		out[0][i] = total == 0 ? 0 :
		    100 * slow_mean(up, i, n) / total;
	}
}

static void
slow_obv(const struct slow_bars *b, const double *p, OUT)
{
	(void)p;
	out[0][0] = b->v[0];
	for (size_t i = 1; i < SLOW_ROWS; i++)
		out[0][i] = out[0][i - 1] + b->v[i] *
		    ((b->c[i] > b->c[i - 1]) - (b->c[i] < b->c[i - 1]));
}

static void
slow_mom(const struct slow_bars *b, const double *p, OUT)
{
	size_t n = (size_t)p[0];

	EACH(i)
		out[0][i] = i < n ? NONE : b->c[i] - b->c[i - n];
}

static void
slow_roc(const struct slow_bars *b, const double *p, OUT)
{
	size_t n = (size_t)p[0];

	EACH(i)
		out[0][i] = i < n ? NONE : 100 * (b->c[i] / b->c[i - n] - 1);
}

static void
slow_stdev(const struct slow_bars *b, const double *p, OUT)
{
	EACH(i)
		out[0][i] = sqrtl(slow_spread(b->c, i, (size_t)p[0], 2) *
		    (long double)(p[0] / (p[0] - p[1])));
}

static void
slow_highest(const struct slow_bars *b, const double *p, OUT)
{
	EACH(i)
		out[0][i] = slow_max(b->c, i, (size_t)p[0]);
}

static void
slow_lowest(const struct slow_bars *b, const double *p, OUT)
{
	EACH(i)
		out[0][i] = slow_min(b->c, i, (size_t)p[0]);
}

static void
slow_donchian(const struct slow_bars *b, const double *p, OUT)
{
	EACH(i) {
		out[0][i] = slow_max(b->h, i, (size_t)p[0]);
		out[2][i] = slow_min(b->l, i, (size_t)p[0]);
		out[1][i] = (out[0][i] + out[2][i]) / 2;
	}
}

static void
slow_vwap(const struct slow_bars *b, const double *p, OUT)
{
	size_t n = (size_t)p[0];
	long double flow[SLOW_ROWS];

	EACH(i)
		flow[i] = (b->h[i] + b->l[i] + b->c[i]) / 3 * b->v[i];
	EACH(i)
		out[0][i] = slow_mean(flow, i, n) / slow_mean(b->v, i, n);
}

#endif
