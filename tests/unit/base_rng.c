/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "lib/base/rng.h"

/*
 * xoshiro256** from the state 1, 2, 3, 4: the first value by hand, rotate(2 *
 * 5, 7) * 9; the others as in the tests of the Rust crate rand_xoshiro 0.6,
 * which has them from the authors' C program.
 */
static void
known_values(void **state)
{
	struct bt_rng r = { { 1, 2, 3, 4 } };

	(void)state;
	assert_true(bt_rng_next(&r) == 11520);
	assert_true(bt_rng_next(&r) == 0);
	assert_true(bt_rng_next(&r) == 1509978240);
	assert_true(bt_rng_next(&r) == 1215971899390074240);
}

static void
streams_differ_and_repeat(void **state)
{
	struct bt_rng a, b, c, d;
	int i, equal = 0;

	(void)state;
	bt_rng_init(&a, 1, 2);
	bt_rng_init(&b, 1, 2);
	bt_rng_init(&c, 2, 1);
	bt_rng_init(&d, 1, 3);
	for (i = 0; i < 1000; i++) {
		uint64_t x = bt_rng_next(&a);

		assert_true(x == bt_rng_next(&b));
		equal += x == bt_rng_next(&c);
		equal += x == bt_rng_next(&d);
	}
	assert_int_equal(equal, 0);
}

/*
 * Mean and variance within five standard errors: of a uniform variate
 * sqrt(1/12/n), of its square about sqrt(4/45/n).
 */
static void
uniform_moments(void **state)
{
	const double n = 200000;
	double x, sum = 0, squares = 0;
	struct bt_rng r;
	int i;

	(void)state;
	bt_rng_init(&r, 42, 0);
	for (i = 0; i < (int)n; i++) {
		x = bt_rng_uniform(&r);
		assert_true(x >= 0 && x < 1);
		sum += x;
		squares += x * x;
	}
	assert_true(fabs(sum / n - 0.5) < 5 * sqrt(1 / 12.0 / n));
	assert_true(fabs(squares / n - 1 / 3.0) < 5 * sqrt(4 / 45.0 / n));
}

/* Counts of six sides: each 100,000 +- five times sqrt(n p (1 - p)). */
static void
below_is_even(void **state)
{
	long count[6] = { 0 };
	struct bt_rng r;
	int i;

	(void)state;
	bt_rng_init(&r, 7, 7);
	for (i = 0; i < 600000; i++)
		count[bt_rng_below(&r, 6)]++;
	for (i = 0; i < 6; i++)
		assert_true(labs(count[i] - 100000) < 5 * 289);
	for (i = 0; i < 100; i++) {
		assert_true(bt_rng_below(&r, 1) == 0);
		assert_true(bt_rng_below(&r, UINT64_MAX) < UINT64_MAX);
	}
}

/*
 * Moments within five standard errors (variance of x^2 is 2, of x^4 is 96),
 * and the share beyond 1.96 (0.05) and beyond 3 (0.0026998).
 */
static void
normal_moments(void **state)
{
	const double n = 400000;
	double x, m1 = 0, m2 = 0, m4 = 0, beyond2 = 0, beyond3 = 0;
	struct bt_rng r;
	int i;

	(void)state;
	bt_rng_init(&r, 42, 1);
	for (i = 0; i < (int)n; i++) {
		x = bt_rng_normal(&r);
		m1 += x;
		m2 += x * x;
		m4 += x * x * x * x;
		beyond2 += fabs(x) > 1.959963984540054;
		beyond3 += fabs(x) > 3;
	}
	assert_true(fabs(m1 / n) < 5 / sqrt(n));
	assert_true(fabs(m2 / n - 1) < 5 * sqrt(2 / n));
	assert_true(fabs(m4 / n - 3) < 5 * sqrt(96 / n));
	assert_true(fabs(beyond2 / n - 0.05) < 5 * sqrt(0.0475 / n));
	assert_true(fabs(beyond3 / n - 0.0026998) < 5 * sqrt(0.0027 / n));
}

/* The polar method with the C library's logarithm, to 1e-14. */
static void
normal_is_polar(void **state)
{
	struct bt_rng a, b;
	double u, v, s;
	int i;

	(void)state;
	bt_rng_init(&a, 3, 0);
	b = a;
	for (i = 0; i < 100000; i++) {
		do {
			u = 2 * bt_rng_uniform(&b) - 1;
			v = 2 * bt_rng_uniform(&b) - 1;
			s = u * u + v * v;
		} while (s >= 1 || s == 0);
		u *= sqrt(-2 * log(s) / s);
		assert_true(fabs(bt_rng_normal(&a) - u) <= 1e-14 * fabs(u));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_values),
		cmocka_unit_test(streams_differ_and_repeat),
		cmocka_unit_test(uniform_moments),
		cmocka_unit_test(below_is_even),
		cmocka_unit_test(normal_moments),
		cmocka_unit_test(normal_is_polar),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
