/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/time.h"
#include "lib/market/calendar.h"

static struct bt_calendar *
calendar(const char *name)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_calendar *c = bt_calendar_new(name, &err);

	assert_non_null(c);
	assert_string_equal(name, bt_calendar_name(c));
	return c;
}

/* The exchange's own lists for these years (nyse.com, "Holidays & Hours"). */
static void
knows_nyse_holidays(void **state)
{
	static const int closed[][3] = {
		{ 2018, 1, 1 }, { 2018, 1, 15 }, { 2018, 2, 19 },
		{ 2018, 3, 30 }, { 2018, 5, 28 }, { 2018, 7, 4 },
		{ 2018, 9, 3 }, { 2018, 11, 22 }, { 2018, 12, 5 },
		{ 2018, 12, 25 },
		{ 2023, 1, 2 }, { 2023, 1, 16 }, { 2023, 2, 20 },
		{ 2023, 4, 7 }, { 2023, 5, 29 }, { 2023, 6, 19 },
		{ 2023, 7, 4 }, { 2023, 9, 4 }, { 2023, 11, 23 },
		{ 2023, 12, 25 },
		{ 2024, 1, 1 }, { 2024, 1, 15 }, { 2024, 2, 19 },
		{ 2024, 3, 29 }, { 2024, 5, 27 }, { 2024, 6, 19 },
		{ 2024, 7, 4 }, { 2024, 9, 2 }, { 2024, 11, 28 },
		{ 2024, 12, 25 },
	};
	static const int years[] = { 2018, 2023, 2024 };
	struct bt_calendar *c = calendar("nyse");
	size_t i, n, weekday;
	int64_t day;

	(void)state;
	for (i = 0; i < sizeof(closed) / sizeof(closed[0]); i++)
		assert_false(bt_calendar_open(c, bt_days(closed[i][0],
		    closed[i][1], closed[i][2])));
	/* ... and no other weekday of these years. */
	for (i = n = 0; i < 3; i++)
		for (day = bt_days(years[i], 1, 1);
		    day < bt_days(years[i] + 1, 1, 1); day++) {
			weekday = (size_t)bt_time_civil(day *
			    BT_NS_DAY).weekday;
			n += weekday <= 5 && !bt_calendar_open(c, day);
		}
	assert_int_equal(30, n);
	bt_calendar_free(c);
}

/* Days with a story, and their neighbours. */
static void
knows_nyse_oddities(void **state)
{
	static const struct { int y, m, d; bool open; } days[] = {
		{ 1999, 12, 31, true },		/* Saturday's New Year */
		{ 1999, 12, 24, false },	/* Saturday's Christmas */
		{ 1998, 1, 19, false },		/* the first M. L. King day */
		{ 1997, 1, 20, true },
		{ 2021, 6, 18, true },		/* before Juneteenth */
		{ 2022, 6, 20, false },		/* Sunday's Juneteenth */
		{ 2015, 7, 3, false },		/* Saturday's 4 July */
		{ 1976, 11, 2, false },		/* election of a president */
		{ 1984, 11, 6, true },		/* no longer a holiday */
		{ 1978, 11, 7, true },		/* of no president */
		{ 2001, 9, 10, true }, { 2001, 9, 11, false },
		{ 2001, 9, 14, false }, { 2001, 9, 17, true },
		{ 2012, 10, 29, false }, { 2012, 10, 31, true },
		{ 2000, 4, 21, false },		/* Good Friday */
		{ 2008, 3, 21, false },		/* the earliest of 1971-2100 */
		{ 2038, 4, 23, false },		/* the latest */
		{ 2025, 1, 9, false },
	};
	struct bt_calendar *c = calendar("nyse");
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		assert_int_equal(days[i].open, bt_calendar_open(c,
		    bt_days(days[i].y, days[i].m, days[i].d)));
	assert_true(bt_calendar_knows(c, bt_days(1971, 1, 1)));
	assert_false(bt_calendar_knows(c, bt_days(1970, 12, 31)));
	bt_calendar_free(c);
}

static void
counts_sessions(void **state)
{
	struct bt_calendar *none = calendar("none"), *all = calendar("24x7");
	struct bt_calendar *week = calendar("weekdays");
	int64_t friday = bt_days(2024, 1, 5), next = bt_days(2024, 1, 12);

	(void)state;
	assert_false(bt_calendar_knows(none, friday));
	assert_int_equal(0, bt_calendar_between(none, friday, next));
	assert_int_equal(6, bt_calendar_between(all, friday, next));
	assert_int_equal(4, bt_calendar_between(week, friday, next));
	assert_int_equal(0, bt_calendar_between(week, friday, friday + 3));
	assert_true(bt_calendar_open(all, friday + 1));
	assert_false(bt_calendar_open(week, friday + 2));
	/* 1969-12-27 was a Saturday, before the epoch. */
	assert_false(bt_calendar_open(week, -5));
	assert_true(bt_calendar_open(week, -6));
	bt_calendar_free(none);
	bt_calendar_free(all);
	bt_calendar_free(week);
}

static void
write_file(char path[32], const char *text)
{
	int fd;

	(void)snprintf(path, 32, "/tmp/bt-test-XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_true(dprintf(fd, "%s", text) >= 0);
	(void)close(fd);
}

static void
reads_a_file(void **state)
{
	struct bt_calendar *c;
	char path[32];

	(void)state;
	write_file(path, "# Frankfurt\n2024-12-24\r\n\n"
	    "2024-12-25 # Christmas\nopen 2024-12-28\n");
	c = calendar(path);
	assert_true(bt_calendar_knows(c, bt_days(1950, 1, 2)));
	assert_false(bt_calendar_open(c, bt_days(2024, 12, 24)));
	assert_false(bt_calendar_open(c, bt_days(2024, 12, 25)));
	assert_true(bt_calendar_open(c, bt_days(2024, 12, 26)));
	assert_true(bt_calendar_open(c, bt_days(2024, 12, 28)));
	assert_false(bt_calendar_open(c, bt_days(2024, 12, 29)));
	bt_calendar_free(c);
	(void)unlink(path);
}

static void
refuses_what_is_no_calendar(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	char path[32];

	(void)state;
	assert_null(bt_calendar_new("/nonexistent/nyze", &err));
	assert_non_null(strstr(err.text,
	    "--calendar: want none, weekdays, 24x7, nyse or a file of dates"));
	write_file(path, "2024-12-24\nChristmas\n");
	err = (struct bt_err)BT_ERR_INIT;
	assert_null(bt_calendar_new(path, &err));
	assert_int_equal(BT_EUSAGE, err.code);
	assert_int_equal(2, err.line);
	(void)unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_nyse_holidays),
		cmocka_unit_test(knows_nyse_oddities),
		cmocka_unit_test(counts_sessions),
		cmocka_unit_test(reads_a_file),
		cmocka_unit_test(refuses_what_is_no_calendar),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
