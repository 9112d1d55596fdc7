/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdbool.h>

#include "lib/maths/drawdown.h"

static bool
close_to(double x, double want)
{
	return fabs(x - want) <= 1e-15;
}

static struct bt_drawdown
scan(const double *level, size_t n, int64_t step)
{
	struct bt_drawdown d;
	size_t i;

	bt_drawdown_init(&d, 0, level[0]);
	for (i = 1; i < n; i++)
		bt_drawdown_push(&d, (int64_t)i * step, level[i]);
	bt_drawdown_end(&d);
	return d;
}

/*
 * 100 110 99 88 110 120 114 120 90: two that recovered and one that did not.
 * Depths: 0 0 -0.1 -0.2 0 0 -0.05 0 -0.25.  From 110 (row 1) back to 110 (row
 * 4) are 3 rows; from 120 (row 5) to row 7 are 2; from row 7 to the end 1.
 */
static void
three_drawdowns(void **state)
{
	const double level[] = { 100, 110, 99, 88, 110, 120, 114, 120, 90 };
	struct bt_drawdown d = scan(level, 9, 10);

	(void)state;
	assert_int_equal(d.n, 8);
	assert_true(d.max == -0.25 && d.current == -0.25);
	assert_int_equal(d.count, 3);
	assert_int_equal(d.under, 4);
	assert_true(close_to(d.depth_sum, -0.2 - 0.05 - 0.25));
	assert_true(close_to(d.sum, -0.1 - 0.2 - 0.05 - 0.25));
	assert_true(close_to(d.sum_sq, 0.01 + 0.04 + 0.0025 + 0.0625));
	assert_int_equal(d.longest, 3);
	assert_int_equal(d.longest_time, 30);
}

/* The start is a high: a loss on the first day is a drawdown. */
static void
first_day_loss(void **state)
{
	const double level[] = { 100, 90, 95 };
	struct bt_drawdown d = scan(level, 3, 1);

	(void)state;
	assert_true(close_to(d.max, -0.1) && close_to(d.current, -0.05));
	assert_int_equal(d.longest, 2);
}

/* A high that is reached again, not passed, ends it; equal rows are highs. */
static void
equal_highs(void **state)
{
	const double level[] = { 100, 100, 90, 100, 100, 100 };
	struct bt_drawdown d = scan(level, 6, 1);

	(void)state;
	assert_int_equal(d.count, 1);
	assert_int_equal(d.longest, 2);		/* row 1 to row 3 */
	assert_true(d.current == 0.0);
}

static void
nothing_lost(void **state)
{
	const double level[] = { 1, 2, 3 };
	struct bt_drawdown d = scan(level, 3, 1);

	(void)state;
	assert_true(d.max == 0.0 && d.count == 0 && d.longest == 0);
	d = scan(level, 1, 1);
	assert_true(d.n == 0 && d.max == 0.0);
}

/* Below zero: more than all of it. */
static void
below_zero(void **state)
{
	const double level[] = { 100, -20, 50 };

	(void)state;
	assert_true(close_to(scan(level, 3, 1).max, -1.2));
}

/* A hundred thousand doublings, and then a loss of a tenth. */
static void
levels_stay_in_range(void **state)
{
	struct bt_drawdown d;
	int i;

	(void)state;
	bt_drawdown_init(&d, 0, 1.0);
	for (i = 0; i < 100000; i++)
		bt_drawdown_push_return(&d, i, 1.0);
	bt_drawdown_push_return(&d, i, -0.1);
	bt_drawdown_end(&d);
	assert_true(close_to(d.max, -0.1) && d.count == 1);
}

/* By returns or by levels: the same drawdowns (powers of two are exact). */
static void
returns_are_levels(void **state)
{
	const double level[] = { 64, 128, 32, 64, 128, 256, 16 };
	struct bt_drawdown a = scan(level, 7, 1), b;
	size_t i;

	(void)state;
	bt_drawdown_init(&b, 0, 1.0);
	for (i = 1; i < 7; i++)
		bt_drawdown_push_return(&b, (int64_t)i,
		    level[i] / level[i - 1] - 1.0);
	bt_drawdown_end(&b);
	assert_true(a.max == b.max && a.sum == b.sum && a.sum_sq == b.sum_sq);
	assert_true(a.longest == b.longest && a.count == b.count);
}

/* Curves with flat parts, equal highs, falls to zero and below. */
static void
max_alone_is_the_same(void **state)
{
	double level[400], x;
	struct bt_drawdown d;
	size_t seed, i, n;

	(void)state;
	for (seed = 1; seed <= 300; seed++) {
		x = 100.0;
		for (i = 0; i < 400; i++) {
			if (i / (3 + seed % 40) % 3 != 0)
				x *= 1.0 + 0.03 * sin((double)(i * i * seed));
			level[i] = seed % 4 == 0 ? round(x) : x;
		}
		n = seed + seed % 3;
		if (seed % 7 == 0)
			level[n - 1] = -5.0;
		bt_drawdown_init(&d, 0, level[0]);
		for (i = 1; i < n; i++)
			bt_drawdown_push(&d, 0, level[i]);
		bt_drawdown_end(&d);
		x = bt_drawdown_max(level + 1, n - 1, level[0]);
		assert_memory_equal(&x, &d.max, sizeof(x));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_drawdowns),
		cmocka_unit_test(first_day_loss),
		cmocka_unit_test(equal_highs),
		cmocka_unit_test(nothing_lost),
		cmocka_unit_test(below_zero),
		cmocka_unit_test(levels_stay_in_range),
		cmocka_unit_test(returns_are_levels),
		cmocka_unit_test(max_alone_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
