/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "lib/maths/moments.h"

static void
assert_close(double x, double want)
{
	if (!(fabs(x - want) <= 1e-13 * fabs(want)))
		fail_msg("%.17g, want %.17g", x, want);
}

/*
 * 2 4 4 4 5 5 7 9: mean 40/8 = 5; distances -3 -1 -1 -1 0 0 2 4, so m2 =
 * 9+1+1+1+4+16 = 32, m3 = -27-3+8+64 = 42, m4 = 81+3+16+256 = 356.
 * Variance 32/7.  G1 = sqrt(56)/6 * (42/8) / (32/8)^1.5 = sqrt(56)/6 * 5.25/8.
 * G2 = 7/(6*5) * (9 * (8*356/32^2 - 3) + 6) = 7/30 * (9 * -0.21875 + 6)
 *    = 0.940625.
 */
static void
known_sample(void **state)
{
	const double x[] = { 2, 4, 4, 4, 5, 5, 7, 9 };
	struct bt_moments m;

	(void)state;
	bt_moments_of(x, 8, &m);
	assert_int_equal(m.n, 8);
	assert_true(m.mean == 5.0 && m.min == 2.0 && m.max == 9.0);
	assert_true(m.m2 == 32.0 && m.m3 == 42.0 && m.m4 == 356.0);
	assert_close(bt_moments_variance(&m), 32.0 / 7.0);
	assert_close(bt_moments_sd(&m), sqrt(32.0 / 7.0));
	assert_close(bt_moments_skew(&m), sqrt(56.0) / 6.0 * 5.25 / 8.0);
	assert_close(bt_moments_kurtosis(&m), 0.940625);
}

static void
too_few(void **state)
{
	const double x[] = { 1.0, 2.0, 4.0 };
	struct bt_moments m;

	(void)state;
	bt_moments_of(x, 0, &m);
	assert_true(isnan(m.mean) && isnan(m.min) && isnan(m.max));
	assert_true(isnan(bt_moments_sd(&m)));
	bt_moments_of(x, 1, &m);
	assert_true(m.mean == 1.0 && isnan(bt_moments_sd(&m)));
	bt_moments_of(x, 2, &m);
	assert_close(bt_moments_sd(&m), sqrt(0.5));
	assert_true(isnan(bt_moments_skew(&m)));
	bt_moments_of(x, 3, &m);
	/* m2 14/3, m3 20/9: sqrt(6)/1 * (20/27) / (14/9)^1.5 = 0.93522... */
	assert_close(bt_moments_skew(&m), sqrt(6.0) * (20.0 / 27.0) /
	    (14.0 / 9.0 * sqrt(14.0 / 9.0)));
	assert_true(isnan(bt_moments_kurtosis(&m)));
}

/* 0.1 summed a thousand times is not 100: the spread must still be 0. */
static void
constant_sample(void **state)
{
	double x[1000];
	struct bt_moments m;
	size_t i;

	(void)state;
	for (i = 0; i < 1000; i++)
		x[i] = 0.1;
	bt_moments_of(x, 1000, &m);
	assert_true(m.mean == 0.1 && bt_moments_sd(&m) == 0.0);
	assert_true(isnan(bt_moments_skew(&m)));
	assert_true(isnan(bt_moments_kurtosis(&m)));
}

/*
 * NIST StRD "NumAcc4": 10000000.2, then 500 times 10000000.1 and
 * 10000000.3: mean 10000000.2, sd 0.1.  One-pass formulas lose all of it.
 */
static void
far_from_zero(void **state)
{
	double x[1001];
	struct bt_moments m;
	size_t i;

	(void)state;
	x[0] = 10000000.2;
	for (i = 1; i < 1001; i++)
		x[i] = i % 2 ? 10000000.1 : 10000000.3;
	bt_moments_of(x, 1001, &m);
	/* a unit in the last place is 1.9e-9 here, and the input is rounded */
	assert_true(fabs(m.mean - 10000000.2) < 4e-9);
	assert_true(fabs(bt_moments_sd(&m) - 0.1) < 2e-8);
}

/* Any length gives what the plain formulas give: blocks and tails. */
static void
agrees_with_plain(void **state)
{
	static const size_t lengths[] = { 1, 2, 3, 4, 5, 255, 256, 257, 258,
		511, 1023, 2000 };
	double x[2000], sum, m2, m4;
	struct bt_moments m;
	size_t i, k;

	(void)state;
	for (i = 0; i < 2000; i++)
		x[i] = sin((double)i * 0.7) + (double)(i % 7);
	for (k = 0; k < sizeof(lengths) / sizeof(lengths[0]); k++) {
		sum = m2 = m4 = 0.0;
		for (i = 0; i < lengths[k]; i++)
			sum += x[i];
		sum /= (double)lengths[k];
		for (i = 0; i < lengths[k]; i++) {
			m2 += (x[i] - sum) * (x[i] - sum);
			m4 += pow(x[i] - sum, 4.0);
		}
		bt_moments_of(x, lengths[k], &m);
		assert_true(fabs(m.mean - sum) < 1e-12);
		assert_true(fabs(m.m2 - m2) <= 1e-12 * m2);
		assert_true(fabs(m.m4 - m4) <= 1e-12 * m4);
	}
}

/* Both sum in the same order: the same bits, for any rest of a block. */
static void
spread_is_what_moments_say(void **state)
{
	double x[2500];
	struct bt_moments a, b;
	size_t i, n;

	(void)state;
	for (i = 0; i < 2500; i++)
		x[i] = i % 5 == 0 ? 0.0 : sin((double)i * 0.7) * 0.02;
	for (n = 0; n < 2500; n += n < 12 ? 1 : 31) {
		bt_moments_of(x, n, &a);
		bt_moments_spread(x, n, &b);
		assert_int_equal(a.n, b.n);
		assert_memory_equal(&a.m2, &b.m2, sizeof(a.m2));
		assert_true(a.mean == b.mean || n == 0);
		assert_true(isnan(b.m3) && isnan(b.min));
	}
	for (i = 0; i < 2500; i++)
		x[i] = 0.1;
	bt_moments_spread(x, 2500, &b);
	assert_true(b.mean == 0.1 && b.m2 == 0.0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_sample),
		cmocka_unit_test(too_few),
		cmocka_unit_test(constant_sample),
		cmocka_unit_test(far_from_zero),
		cmocka_unit_test(agrees_with_plain),
		cmocka_unit_test(spread_is_what_moments_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
