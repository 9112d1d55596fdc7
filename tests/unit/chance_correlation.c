/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "lib/chance/correlation.h"

/*
 * One half everywhere, by hand: rows of L are (1), (1/2, sqrt(3/4)),
 * (1/2, 1/(2 sqrt 3), sqrt(2/3)).  What is above the diagonal is not looked at.
 */
static void
factor(void **state)
{
	double a[9] = { 1, 9, 9, 0.5, 1, 9, 0.5, 0.5, 1 };

	(void)state;
	assert_int_equal(bt_correlation_factor(a, 3), 0);
	assert_true(a[0] == 1 && a[3] == 0.5 && a[6] == 0.5);
	assert_true(fabs(a[4] - sqrt(0.75)) < 1e-15);
	assert_true(fabs(a[7] - 1 / (2 * sqrt(3))) < 1e-15);
	assert_true(fabs(a[8] - sqrt(2.0 / 3)) < 1e-15);
}

/* Ones everywhere: one number for all.  Three cannot all be opposites. */
static void
edges(void **state)
{
	double ones[9] = { 1, 1, 1, 1, 1, 1, 1, 1, 1 };
	double foes[9] = { 1, 0, 0, -1, 1, 0, -1, -1, 1 };
	double thirds[9] = { 1, 0, 0, -0.5, 1, 0, -0.5, -0.5, 1 };
	double alone[1] = { 1 };

	(void)state;
	assert_int_equal(bt_correlation_factor(ones, 3), 0);
	assert_true(ones[3] == 1 && ones[4] == 0 && ones[6] == 1 &&
	    ones[7] == 0 && ones[8] == 0);
	assert_int_equal(bt_correlation_factor(foes, 3), -1);
	assert_int_equal(bt_correlation_factor(thirds, 3), 0);
	assert_true(thirds[8] == 0);
	assert_int_equal(bt_correlation_factor(alone, 1), 0);
	assert_true(alone[0] == 1);
}

/*
 * 1 2 3 4 and 2 1 4 3: by hand, deviations -1.5 -.5 .5 1.5 and -.5 -1.5 1.5
 * .5, sum of products 3, of squares 5 and 5: 0.6.  The third never varies.
 */
static void
measured(void **state)
{
	const struct bt_span names[] = { { "A", 1 }, { "B", 1 }, { "C", 1 } };
	double x[] = { 1, 2, 3, 4, 2, 1, 4, 3, 7, 7, 7, 7 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_correlation c;

	(void)state;
	assert_int_equal(bt_correlation_measure(&c, names, 3, x, 4, &err),
	    0);
	assert_true(fabs(c.factor[3] - 0.6) < 1e-15);
	assert_true(fabs(c.factor[4] - 0.8) < 1e-15);
	assert_true(c.factor[6] == 0 && c.factor[7] == 0 && c.factor[8] == 1);
	assert_int_equal(bt_correlation_find(&c, names[1]), 1);
	assert_int_equal(bt_correlation_find(&c, bt_span("D")), -1);
	bt_correlation_free(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(factor),
		cmocka_unit_test(edges),
		cmocka_unit_test(measured),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
