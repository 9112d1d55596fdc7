/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "lib/base/rng.h"
#include "lib/maths/unit.h"

#define SEED 20240101

static struct bt_unit
scan(const double *x, size_t n, double values)
{
	struct bt_unit unit;

	bt_unit_scan(&unit, &x, 1, n, values);
	return unit;
}

/* By hand: the decimals of what is written here. */
static void
test_known(void **state)
{
	const double cents[] = { 108.31, 0.1, -0.2, 7, 0.30 };
	const double whole[] = { 1e9, 0, -3, -0.0 };
	const double nine[] = { 0.123456789, 2 }, ten[] = { 0.1234567891 };
	struct bt_unit unit;

	(void)state;
	unit = scan(cents, 5, 1);
	assert_int_equal(unit.rows, 5);
	assert_int_equal(unit.digits, 2);
	assert_true(unit.scale == 100);
	assert_true(unit.max == 108.31);
	assert_true(bt_unit_count(&unit, cents[0]) == 10831);
	assert_true(bt_unit_count(&unit, cents[2]) == -20);
	unit = scan(whole, 4, 1);
	assert_int_equal(unit.rows, 4);
	assert_int_equal(unit.digits, 0);
	unit = scan(nine, 2, 1);
	assert_int_equal(unit.rows, 2);
	assert_int_equal(unit.digits, 9);
	assert_int_equal(scan(ten, 1, 1).rows, 0);
	assert_int_equal(scan(ten, 0, 1).rows, 0);
}

/* 0.1 + 0.2 is not 0.3; a third, a NAN and an infinity are no decimals. */
static void
test_not_decimal(void **state)
{
	double x[600];
	const double odd[] = { 0.1 + 0.2, 1.0 / 3.0, (double)NAN,
	    (double)INFINITY, 1e300, 0x1p51 };
	size_t i, k, at;

	(void)state;
	for (k = 0; k < sizeof(odd) / sizeof(odd[0]); k++)
		for (at = 0; at < 600; at += 53) {
			for (i = 0; i < 600; i++)
				x[i] = (double)i / 4;
			x[at] = odd[k];
			assert_int_equal(scan(x, 600, 1).rows, at);
		}
}

/* Sums of so many values have to stay below 2^53 = 9007199254740992. */
static void
test_limit(void **state)
{
	const double x[] = { 1.5, 900719925474099.0 };

	(void)state;
	/* In tenths the second is below 2^53, but not below 2^50. */
	assert_int_equal(scan(x, 2, 1).rows, 1);
	assert_int_equal(scan(x + 1, 1, 1).rows, 1);
	assert_int_equal(scan(x + 1, 1, 10).rows, 1);
	assert_int_equal(scan(x + 1, 1, 11).rows, 0);
}

/* Rows count only where every column is decimal there. */
static void
test_columns(void **state)
{
	double high[300], low[300];
	const double *both[] = { high, low };
	struct bt_unit unit;
	size_t i;

	(void)state;
	for (i = 0; i < 300; i++) {
		high[i] = 2.5;
		low[i] = 1.25;
	}
	bt_unit_scan(&unit, both, 2, 300, 2);
	assert_int_equal(unit.rows, 300);
	assert_int_equal(unit.digits, 2);
	low[270] = sqrt(2);
	high[280] = 0.125;
	bt_unit_scan(&unit, both, 2, 300, 2);
	assert_int_equal(unit.rows, 270);
	assert_int_equal(unit.digits, 2);
}

/* For every number of decimals: the counts come back, whatever else is seen. */
static void
test_counts(void **state)
{
	double m[500], power = 1, x[500];
	struct bt_rng rng;
	struct bt_unit unit;
	int digits;
	size_t i;

	(void)state;
	print_message("# seed %d\n", SEED);
	bt_rng_init(&rng, SEED, 0);
	for (digits = 0; digits <= BT_UNIT_DIGITS; digits++, power *= 10) {
		for (i = 0; i < 500; i++) {
			m[i] = (double)bt_rng_below(&rng, 1000000) - 3e5;
			x[i] = m[i] / power;
		}
		x[499] = m[499] = 1.0;
		m[499] *= power;
		unit = scan(x, 500, 1);
		assert_int_equal(unit.rows, 500);
		assert_true(unit.digits <= digits);
		for (i = 0; i < 500; i++)
			assert_true(bt_unit_count(&unit, x[i]) *
			    (power / unit.scale) == m[i]);
	}
}

/* Halves go to the even neighbour, as with rint(). */
static void
test_round(void **state)
{
	const double x[] = { 0.5, 1.5, 2.5, -0.5, -1.5, 0.49999999999999994,
	    1e15 + 0.5, -2251799813685248.0, 7.0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(x) / sizeof(x[0]); i++)
		assert_true(bt_unit_round(x[i]) == rint(x[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_not_decimal),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_round),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
