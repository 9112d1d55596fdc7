/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/rng.h"
#include "lib/maths/rolling.h"
#include "tests/unit/rolling_slow.h"

/*
 * Every kernel against its definition, computed for each window alone in long
 * double, over series that are kind and series that are not.
 */

#define SEED 20240117
#define ROWS ROLLING_SLOW

static double scratch[BT_ROLLING_SCRATCH * ROWS], out[ROWS];

/* Series: x of n values, and a second one that is not independent of it. */
typedef double series(struct bt_rng *, size_t i, double before);

static double
cents(struct bt_rng *rng, size_t i, double before)
{
	(void)i;
	return round(100 * before + 20 * bt_rng_normal(rng)) / 100;
}

static double
walk(struct bt_rng *rng, size_t i, double before)
{
	(void)i;
	return before * exp(0.01 * bt_rng_normal(rng));
}

static double
constant(struct bt_rng *rng, size_t i, double before)
{
	(void)rng;
	(void)i;
	return before;
}

static double
ties(struct bt_rng *rng, size_t i, double before)
{
	(void)i;
	(void)before;
	return (double)bt_rng_below(rng, 4);
}

static double
far_away(struct bt_rng *rng, size_t i, double before)
{
	(void)i;
	(void)before;
	return 1e9 + bt_rng_uniform(rng) / 3;
}

/* In cents: sums of more than nine pass 2^53. */
static double
large(struct bt_rng *rng, size_t i, double before)
{
	return 9e12 + cents(rng, i, before);
}

static double
tiny(struct bt_rng *rng, size_t i, double before)
{
	(void)i;
	(void)before;
	return 1e-150 * bt_rng_normal(rng);
}

/* Decimal at first, then not. */
static double
turns(struct bt_rng *rng, size_t i, double before)
{
	return i < ROWS / 2 ? cents(rng, i, before) : walk(rng, i, before);
}

static series *const all_series[] = {
	cents, walk, constant, ties, far_away, large, tiny, turns,
};
#define NSERIES (sizeof(all_series) / sizeof(all_series[0]))

static void
make(size_t which, double *x, double *y)
{
	struct bt_rng rng;
	double v = 100.25;
	size_t i;

	bt_rng_init(&rng, SEED, which);
	for (i = 0; i < ROWS; i++) {
		x[i] = v = all_series[which](&rng, i, v);
		y[i] = x[i] * 0.5 + v * 0.01 * bt_rng_normal(&rng);
	}
}

/* A kernel with its other arguments bound, and its definition. */
struct kernel {
	const char	*name;
	void		(*fast)(const double *x, const double *y, size_t n,
			    size_t w);
	long double	(*slow)(const double *x, const double *y, size_t w);
	double		 tolerance;	/* of the size of what is added up */
};

static const double *
mean_column(const double *x, size_t n, size_t w)
{
	static double mean[ROWS];

	bt_rolling_mean(x, n, w, mean, scratch);
	return mean;
}

#define FAST(name, call) \
static void \
fast_##name(const double *x, const double *y, size_t n, size_t w) \
{ \
	(void)y; \
	bt_rolling_##call; \
}

FAST(sum, sum(x, n, w, out, scratch))
FAST(mean, mean(x, n, w, out, scratch))
FAST(weighted, weighted_mean(x, n, w, out, scratch))
FAST(variance, variance(x, n, w, 1, out, scratch))
FAST(stdev, stdev(x, n, w, 0, out, scratch))
FAST(deviation, deviation(x, mean_column(x, n, w), n, w, out, scratch))
FAST(max, max(x, n, w, out, scratch))
FAST(min, min(x, n, w, out, scratch))
FAST(max_age, max_age(x, n, w, out, scratch))
FAST(min_age, min_age(x, n, w, out, scratch))
FAST(covariance, covariance(x, y, n, w, 1, out, scratch))
FAST(correlation, correlation(x, y, n, w, out, scratch))
FAST(beta, beta(y, x, n, w, out, scratch))
FAST(slope, slope(x, n, w, out, scratch))
FAST(linreg, linreg(x, n, w, out, scratch))
FAST(median, quantile(x, n, w, 0.5, out, scratch))
FAST(upper, quantile(x, n, w, 0.9, out, scratch))
FAST(top, quantile(x, n, w, 1, out, scratch))
FAST(rank, rank(x, n, w, out, scratch))

#define KERNEL(name, tolerance) { #name, fast_##name, slow_##name, tolerance }
static const struct kernel kernels[] = {
	KERNEL(sum, 2.5e-16), KERNEL(mean, 3.5e-16), KERNEL(weighted, 6e-16),
	KERNEL(variance, 1e-13), KERNEL(stdev, 1e-13),
	KERNEL(deviation, 1e-15), KERNEL(max, 0), KERNEL(min, 0),
	KERNEL(max_age, 0), KERNEL(min_age, 0),
	KERNEL(covariance, 1e-12), KERNEL(correlation, 1e-12),
	KERNEL(beta, 1e-12), KERNEL(slope, 1e-12), KERNEL(linreg, 1e-13),
	KERNEL(median, 1e-15), KERNEL(upper, 1e-15),
	{ "top", fast_top, slow_max, 0 }, KERNEL(rank, 0),
};
#define NKERNELS (sizeof(kernels) / sizeof(kernels[0]))

/*
 * The size of an error that counts.  Sums and means are rounded once or twice,
 * and what is left of large terms is not better than those; moments of x and y
 * are as large as their spreads allow.
 */
static long double
size_of(const struct kernel *k, const double *x, const double *y, size_t w)
{
	long double sx = slow_stdev(x, x, w), sy = slow_stdev(y, y, w);
	long double largest = fmaxl(fabsl(slow_max(x, x, w)),
	    fabsl(slow_min(x, x, w)));

	if (k->slow == slow_covariance)
		return sx * sy * 2;
	if (k->slow == slow_correlation)
		return 1;
	if (k->slow == slow_beta)
		return sx > 0 ? sy / sx : 0;
	if (k->slow == slow_slope)
		return sx;
	if (k->slow == slow_sum)
		return fabsl(k->slow(x, y, w)) +
		    0.01L * largest * (long double)w;
	if (k->slow == slow_mean || k->slow == slow_weighted)
		return fabsl(k->slow(x, y, w)) + 0.1L * largest;
	if (k->slow == slow_variance || k->slow == slow_stdev)
		return k->slow(x, y, w);
	return largest;
}

static void
check(const struct kernel *k, const double *x, const double *y, size_t n,
    size_t w)
{
	long double want;
	size_t i;

	for (i = 0; i < ROWS; i++)
		out[i] = -1e99;		/* every row has to be written */
	k->fast(x, y, n, w);
	for (i = 0; i < n; i++) {
		want = i + 1 < w ? (long double)NAN :
		    k->slow(x + i + 1 - w, y + i + 1 - w, w);
		if (isnan(want) ? !isnan(out[i]) : !(fabsl(out[i] - want) <=
		    k->tolerance * size_of(k, x + i + 1 - w, y + i + 1 - w, w)))
			fail_msg("%s of %zu, w %zu, row %zu: %.17g, not %.20Lg",
			    k->name, n, w, i, out[i], want);
	}
}

static void
test_slow(void **state)
{
	const struct kernel *k = *state;
	const size_t lengths[] = { 0, 1, 2, 3, 50, ROWS };
	const size_t windows[] = { 1, 2, 3, 7, 20, 49, 50, 51, 133, 399, 400,
	    401, 100000 };
	double x[ROWS], y[ROWS];
	size_t l, s, w;

	print_message("# seed %d\n", SEED);
	for (s = 0; s < NSERIES; s++) {
		make(s, x, y);
		for (l = 0; l < sizeof(lengths) / sizeof(lengths[0]); l++)
			for (w = 0; w < sizeof(windows) / sizeof(windows[0]);
			    w++)
				check(k, x, y, lengths[l], windows[w]);
	}
}

/* Equal sums of cents over equal counts are equal means, and only they. */
static void
test_ties(void **state)
{
	double fast[ROWS], x[ROWS], y[ROWS];
	long long f, s;
	size_t i, k, tied = 0, which;

	(void)state;
	for (which = 0; which < 50; which++) {
		struct bt_rng rng;

		bt_rng_init(&rng, SEED, 1000 + which);
		for (i = 0; i < ROWS; i++)
			x[i] = 100 + (double)bt_rng_below(&rng, 5) / 100;
		memcpy(y, x, sizeof(y));
		bt_rolling_mean(x, ROWS, 10, fast, scratch);
		bt_rolling_mean(y, ROWS, 30, out, scratch);
		for (i = 29; i < ROWS; i++) {
			for (f = s = 0, k = 0; k < 30; k++) {
				s += llround(100 * x[i - k]);
				f += k < 10 ? llround(100 * x[i - k]) : 0;
			}
			assert_int_equal(fast[i] == out[i], 3 * f == s);
			assert_int_equal(fast[i] < out[i], 3 * f < s);
			tied += 3 * f == s;
		}
	}
	print_message("# %zu ties\n", tied);
	assert_true(tied > 100);
}

/* A value leaves no trace, not of 1e300 even, once its window has passed. */
static void
test_no_trace(void **state)
{
	const struct kernel *k = *state;
	double clean[ROWS], x[ROWS], y[ROWS];
	size_t i, w = 20;

	make(1, x, y);
	k->fast(x, y, ROWS, w);
	memcpy(clean, out, sizeof(clean));
	x[100] = 1e140;
	y[100] = -1e140;
	k->fast(x, y, ROWS, w);
	for (i = w - 1; i < ROWS; i++)
		if (i < 100 || i >= 100 + w)
			assert_true(out[i] == clean[i]);
}

/* The rows of a column's beginning are the beginning of the column's rows. */
static void
test_no_future(void **state)
{
	const struct kernel *k = *state;
	double whole[ROWS], x[ROWS], y[ROWS];
	size_t n, s;

	for (s = 0; s < NSERIES; s++) {
		make(s, x, y);
		k->fast(x, y, ROWS, 20);
		memcpy(whole, out, sizeof(whole));
		for (n = 1; n < ROWS; n += 13) {
			k->fast(x, y, n, 20);
			if (n >= 20)
				assert_memory_equal(out + 19, whole + 19,
				    (n - 19) * sizeof(*out));
		}
	}
}

/* Not decimal, so sums are rounded; yet nothing varies where all are equal. */
static void
test_flat(void **state)
{
	double mean[ROWS], x[ROWS];
	size_t i, w;

	(void)state;
	for (i = 0; i < ROWS; i++)
		x[i] = i < 200 ? 0.1 + 0.2 : 1.1e9 / 7;
	for (w = 2; w <= 150; w++) {
		bt_rolling_mean(x, ROWS, w, mean, scratch);
		bt_rolling_deviation(x, mean, ROWS, w, out, scratch);
		for (i = w - 1; i < ROWS; i++)
			assert_int_equal(out[i] == 0, i < 200 || i >= 199 + w);
		bt_rolling_stdev(x, ROWS, w, 1, out, scratch);
		for (i = w - 1; i < ROWS; i++)
			assert_int_equal(out[i] == 0, i < 200 || i >= 199 + w);
		bt_rolling_slope(x, ROWS, w, out, scratch);
		for (i = w - 1; i < ROWS; i++)
			assert_int_equal(out[i] == 0, i < 200 || i >= 199 + w);
	}
}

/* By hand: 1 2 3 4 7 in windows of 3. */
static void
test_known(void **state)
{
	const double x[] = { 1, 2, 3, 4, 7 }, y[] = { 3, 5, 4, 9, 9 };

	(void)state;
	bt_rolling_sum(x, 5, 3, out, scratch);
	assert_true(isnan(out[1]) && out[2] == 6 && out[4] == 14);
	bt_rolling_weighted_mean(x, 5, 3, out, scratch);
	assert_true(out[4] == (3 + 8 + 21) / 6.0);
	bt_rolling_variance(x, 5, 3, 1, out, scratch);
	assert_true(out[3] == 1.0);
	bt_rolling_slope(x, 5, 3, out, scratch);
	assert_true(out[2] == 1.0 && out[4] == 2.0);
	bt_rolling_linreg(x, 5, 3, out, scratch);
	assert_true(out[2] == 3.0 && fabs(out[4] - 20.0 / 3) < 1e-15);
	bt_rolling_covariance(x, y, 5, 3, 1, out, scratch);
	assert_true(out[2] == 0.5);	/* (-1 -1 + 0 * 1 + 1 * 0) / 2 */
	bt_rolling_beta(y, x, 5, 3, out, scratch);
	assert_true(out[2] == 0.5);
	bt_rolling_quantile(x, 5, 4, 0.25, out, scratch);
	assert_true(out[4] == 2.75);	/* R: quantile(c(2,3,4,7), .25) */
	bt_rolling_rank(y, 5, 5, out, scratch);
	assert_true(out[4] == 4.5);	/* 9 twice: ranks 4 and 5 */
	bt_rolling_max_age(y, 5, 5, out, scratch);
	assert_true(out[4] == 0);
}

int
main(void)
{
	struct CMUnitTest tests[3 * NKERNELS + 3];
	char name[3 * NKERNELS][80];
	void (*const kind[])(void **) = { test_slow, test_no_trace,
	    test_no_future };
	const char *what[] = { "its definition", "no trace", "no future" };
	size_t i, n = 0;

	for (i = 0; i < 3 * NKERNELS; i++) {
		snprintf(name[i], sizeof(name[i]), "%s: %s",
		    kernels[i / 3].name, what[i % 3]);
		tests[n++] = (struct CMUnitTest){ name[i], kind[i % 3], NULL,
		    NULL, (void *)(uintptr_t)&kernels[i / 3] };
	}
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(test_ties);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(test_flat);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(test_known);
	return _cmocka_run_group_tests("rolling", tests, n, NULL, NULL);
}
