/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdbool.h>

#include "lib/base/time.h"
#include "lib/study/periods.h"

#define HOUR (3600 * BT_NS_SECOND)
#define MAX 2000

static int64_t	times[MAX];

static int64_t
day(int year, int month, int d)
{
	return bt_days(year, month, d) * BT_NS_DAY;
}

/* Days from Monday 2024-01-01 on, those of the first n weekdays of a week. */
static size_t
fill_week(int n, size_t count)
{
	size_t have = 0;
	int i;

	for (i = 0; have < count; i++)
		if (i % 7 < n)
			times[have++] = day(2024, 1, 1) + i * BT_NS_DAY;
	return count;
}

static void
assert_periods(size_t n, double per_year, const char *how)
{
	struct bt_periods p = bt_periods_of(times, n);

	assert_string_equal(p.how, how);
	assert_true(p.per_year == per_year);
}

static void
days(void **state)
{
	(void)state;
	assert_periods(fill_week(5, 500), 252.0, "daily, weekdays");
	assert_periods(fill_week(6, 500), 312.0, "daily, six days a week");
	assert_periods(fill_week(7, 500), 365.0, "daily, every day");
	assert_periods(fill_week(5, 2), 252.0, "daily, weekdays");
}

/* A holiday does not make a series weekly, nor a gap of months. */
static void
gaps(void **state)
{
	size_t i, n = fill_week(5, 60);

	(void)state;
	for (i = 40; i < n; i++)
		times[i] += 70 * BT_NS_DAY;
	assert_periods(n, 252.0, "daily, weekdays");
}

static void
longer_frequencies(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 30; i++)
		times[i] = day(2024, 1, 5) + i * 7 * BT_NS_DAY;
	assert_periods(30, 52.0, "weekly");
	for (i = 0; i < 30; i++)
		times[i] = day(2020 + i / 12, i % 12 + 1, 28);
	assert_periods(30, 12.0, "monthly");
	for (i = 0; i < 8; i++)
		times[i] = day(2020 + i / 4, i % 4 * 3 + 1, 1);
	assert_periods(8, 4.0, "quarterly");
	for (i = 0; i < 8; i++)
		times[i] = day(2010 + i, 12, 31);
	assert_periods(8, 1.0, "yearly");
}

/* Every 15th day, 50 gaps: 750 days are 750/365.25 years. */
static void
counted(void **state)
{
	int i;

	(void)state;
	for (i = 0; i <= 50; i++)
		times[i] = day(2024, 1, 1) + i * 15 * BT_NS_DAY;
	assert_periods(51, 50.0 / (750.0 / 365.25), "counted");
}

/* Seven hours on each of five weekdays, and every hour of every day. */
static void
intraday(void **state)
{
	size_t n = 0;
	int i, h;

	(void)state;
	for (i = 0; i < 28; i++)
		for (h = 14; h < 21 && i % 7 < 5; h++)
			times[n++] = day(2024, 1, 1) + i * BT_NS_DAY +
			    h * HOUR;
	assert_periods(n, 7.0 * 252.0, "intraday, weekdays");
	assert_true(bt_periods_of_days(times, n).per_year == 252.0);
	for (i = 0; i < 14 * 24; i++)
		times[i] = day(2024, 1, 1) + i * HOUR;
	assert_periods(14 * 24, 24.0 * 365.0, "intraday, every day");
}

static void
too_few(void **state)
{
	(void)state;
	assert_int_equal(bt_periods_of(times, 1).frequency, BT_UNKNOWN);
	assert_true(isnan(bt_periods_of(times, 0).per_year));
}

/* The calendar of each frequency: a Monday, a month's end, a leap day. */
static void
what_was_before(void **state)
{
	struct bt_periods p;
	int i;

	(void)state;
	p = bt_periods_of(times, fill_week(5, 20));
	assert_true(bt_periods_before(&p, day(2024, 1, 8)) ==
	    day(2024, 1, 5));
	assert_true(bt_periods_before(&p, day(2024, 1, 10)) ==
	    day(2024, 1, 9));
	p = bt_periods_of(times, fill_week(7, 20));
	assert_true(bt_periods_before(&p, day(2024, 1, 8)) ==
	    day(2024, 1, 7));
	for (i = 0; i < 12; i++)
		times[i] = day(2023, i + 1, 1);
	p = bt_periods_of(times, 12);
	assert_true(bt_periods_before(&p, day(2024, 3, 31)) ==
	    day(2024, 2, 29));
	assert_true(bt_periods_before(&p, day(2023, 2, 28)) ==
	    day(2023, 1, 31));
	assert_true(bt_periods_before(&p, day(2023, 1, 15)) ==
	    day(2022, 12, 15));
	assert_true(bt_periods_before(&p, day(2023, 3, 30)) ==
	    day(2023, 2, 28));
}

/* The first and the last day there are: no difference overflows. */
static void
whole_range(void **state)
{
	struct bt_periods p;

	(void)state;
	times[0] = INT64_MIN + 1;
	times[1] = INT64_MAX;
	p = bt_periods_of(times, 2);
	assert_string_equal(p.how, "counted");
	assert_true(fabs(p.per_year - 1.0 / 584.5) < 1e-5);
	assert_true(bt_periods_before(&p, 0) == INT64_MIN + 1);
	p = bt_periods_of(times, fill_week(5, 20));
	assert_true(bt_periods_before(&p, INT64_MIN + 1) == INT64_MIN + 1);
	p = (struct bt_periods){ .months = 12 };
	assert_true(bt_periods_before(&p, INT64_MIN + 1) == INT64_MIN + 1);
}

static void
days_before_the_epoch(void **state)
{
	(void)state;
	assert_int_equal(bt_periods_day(0), 0);
	assert_int_equal(bt_periods_day(-1), -1);
	assert_int_equal(bt_periods_day(-BT_NS_DAY), -1);
	assert_int_equal(bt_periods_day(-BT_NS_DAY - 1), -2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days),
		cmocka_unit_test(gaps),
		cmocka_unit_test(longer_frequencies),
		cmocka_unit_test(counted),
		cmocka_unit_test(intraday),
		cmocka_unit_test(too_few),
		cmocka_unit_test(what_was_before),
		cmocka_unit_test(whole_range),
		cmocka_unit_test(days_before_the_epoch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
