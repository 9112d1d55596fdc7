/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "lib/maths/growth.h"

/* 1.5 * 0.5 * 2 = 1.5, exact in binary. */
static void
compounds(void **state)
{
	const double r[] = { 0.5, -0.5, 1.0 };
	struct bt_growth g = bt_growth_of(r, 3);

	(void)state;
	assert_true(g.factor == 1.5 && g.gain == 0.5);
	assert_true(g.log == log1p(0.5));
	g = bt_growth_of(r, 0);
	assert_true(g.factor == 1.0 && g.log == 0.0);
}

/* 2^3000 is no double, its logarithm is; 2^3000 / 2^3000 is 1 again. */
static void
leaves_the_range_and_returns(void **state)
{
	static double r[6000];
	struct bt_growth g;
	size_t i;

	(void)state;
	for (i = 0; i < 6000; i++)
		r[i] = i < 3000 ? 1.0 : -0.5;
	g = bt_growth_of(r, 3000);
	assert_true(isinf(g.factor));
	assert_true(fabs(g.log - 3000.0 * log(2.0)) < 1e-11);
	g = bt_growth_of(r, 6000);
	assert_true(g.factor == 1.0 && g.log == 0.0);
	g = bt_growth_of(r + 3000, 3000);
	assert_true(g.factor == 0.0);
	assert_true(fabs(g.log + 3000.0 * log(2.0)) < 1e-11);
}

/* 1 + 1e-17 is 1; a thousand of them are still 1e-14. */
static void
keeps_small_gains(void **state)
{
	static double r[1000];
	const double one[] = { 0.021 };
	struct bt_growth g;
	size_t i;

	(void)state;
	for (i = 0; i < 1000; i++)
		r[i] = 1e-17;
	g = bt_growth_of(r, 1000);
	assert_true(g.factor == 1.0);
	assert_true(fabs(g.gain - 1e-14) < 1e-26);
	assert_true(fabs(g.log - 1e-14) < 1e-26);
	assert_true(bt_growth_of(one, 1).gain == 0.021);
}

static void
ends_at_ruin(void **state)
{
	const double r[] = { 0.1, -1.0, 0.2 }, debt[] = { -1.5 };
	struct bt_growth g = bt_growth_of(r, 3);

	(void)state;
	assert_true(isnan(g.factor) && isnan(g.log));
	g = bt_growth_of(r, 2);
	assert_true(g.factor == 0.0 && isinf(g.log) && g.log < 0.0);
	g = bt_growth_of(debt, 1);
	assert_true(g.factor == -0.5 && isnan(g.log));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compounds),
		cmocka_unit_test(leaves_the_range_and_returns),
		cmocka_unit_test(keeps_small_gains),
		cmocka_unit_test(ends_at_ruin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
