/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "lib/maths/bca.h"
#include "lib/maths/normal.h"

/* Three of five below, one equal: the quantile of 0.7. */
static void
bias_counts_halves(void **state)
{
	const double x[] = { 1, 2, 3, 4, 5 };

	(void)state;
	assert_true(bt_bca_bias(x, 5, 4.0) == bt_normal_quantile(0.7));
	assert_true(isinf(bt_bca_bias(x, 5, 9.0)));
	assert_true(isnan(bt_bca_bias(x, 0, 1.0)));
}

/*
 * Values 0 0 3 left out: mean 1, d = 1 1 -2, sum d^3 = -6, sum d^2 = 6:
 * a = -6 / (6 x 6^1.5) = -0.0680413817439772.
 */
static void
acceleration_by_hand(void **state)
{
	const double x[] = { 0, 0, 3 }, flat[] = { 2, 2 };

	(void)state;
	assert_true(fabs(bt_bca_acceleration(x, 3) + 0.0680413817439772) <
	    1e-15);
	assert_true(bt_bca_acceleration(flat, 2) == 0.0);
	assert_true(isnan(bt_bca_acceleration(x, 0)));
}

/*
 * Without bias and acceleration, the share itself.  With z0 = 0.146 and a =
 * 0.061, Efron and Tibshirani (1993), page 187, have 0.110 and 0.985 for 5 and
 * 95 % (of z0 and a before they were rounded, hence the last digit).
 */
static void
shares_as_in_the_book(void **state)
{
	const struct bt_bca none = { 0.0, 0.0 }, book = { 0.146, 0.061 };
	const struct bt_bca wild = { 0.0, 2.0 }, all = { INFINITY, 0.0 };

	(void)state;
	assert_true(fabs(bt_bca_share(&none, 0.025) - 0.025) < 1e-15);
	assert_true(fabs(bt_bca_share(&book, 0.05) - 0.110) < 0.001);
	assert_true(fabs(bt_bca_share(&book, 0.95) - 0.985) < 0.001);
	assert_true(isnan(bt_bca_share(&wild, 0.95)));
	assert_true(isnan(bt_bca_share(&all, 0.95)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bias_counts_halves),
		cmocka_unit_test(acceleration_by_hand),
		cmocka_unit_test(shares_as_in_the_book),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
