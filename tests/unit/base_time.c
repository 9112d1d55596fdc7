/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "lib/base/rng.h"
#include "lib/base/time.h"

/* Seconds of the times below: date -u -d ... +%s of GNU coreutils 9.1. */
#define JAN31 1706659200LL		/* 2024-01-31 */
#define JAN31_1530 1706715000LL		/* 2024-01-31 15:30 */
#define FEB29 1709164800LL		/* 2024-02-29 */

static const struct bt_time_rule utc = { NULL, NULL };

static int64_t
parse(const char *s, const char *format)
{
	struct bt_time_rule rule = { format, NULL };
	struct bt_err err = BT_ERR_INIT;
	int64_t t = 0;

	if (bt_time_parse(s, strlen(s), &rule, &t, &err) == -1)
		fail_msg("%s: %s", s, err.text);
	return t;
}

static void
usual_forms(void **state)
{
	static const struct { const char *text; int64_t s, ns; } rows[] = {
		{ "2024-01-31", JAN31, 0 },
		{ "20240131", JAN31, 0 },
		{ "2024/01/31", JAN31, 0 },
		{ "2024-01-31 15:30", JAN31_1530, 0 },
		{ "2024-01-31T15:30:00", JAN31_1530, 0 },
		{ "2024-01-31T15:30:00Z", JAN31_1530, 0 },
		{ "2024-01-31T15:30Z", JAN31_1530, 0 },
		{ "2024-01-31 15:30:00 UTC", JAN31_1530, 0 },
		{ "2024-01-31T15:30:00.25Z", JAN31_1530, 250000000 },
		{ "2024-01-31 15:30:00.123456789", JAN31_1530, 123456789 },
		{ "2024-01-31T21:00:00+05:30", JAN31_1530, 0 },
		{ "2024-01-31T10:30:00-0500", JAN31_1530, 0 },
		{ "2024-01-31 10:30:00 -05", JAN31_1530, 0 },
		{ "20240131 15:30", JAN31_1530, 0 },
		{ "20240131 153000", JAN31_1530, 0 },
		{ "20240131 1530", JAN31_1530, 0 },
		{ "20240131T153000.5", JAN31_1530, 500000000 },
		{ "2024-02-29", FEB29, 0 },
		{ "1706715000", JAN31_1530, 0 },
		{ "1706715000001", JAN31_1530, 1000000 },
		{ "1706715000000001", JAN31_1530, 1000 },
		{ "1706715000000000001", JAN31_1530, 1 },
		{ "1970-01-01", 0, 0 },
		{ "1969-12-31T23:59:59.5Z", -1, 500000000 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (parse(rows[i].text, NULL) != rows[i].s * BT_NS_SECOND +
		    rows[i].ns)
			fail_msg("%s is wrong", rows[i].text);
}

static void
formats(void **state)
{
	static const struct { const char *text, *format; int64_t s, ns; }
	    rows[] = {
		{ "31/01/2024", "%d/%m/%Y", JAN31, 0 },
		{ "1/31/24", "%m/%d/%y", JAN31, 0 },
		{ "Jan 31 2024", "%b %d %Y", JAN31, 0 },
		{ "31-JANUARY-2024", "%d-%b-%Y", JAN31, 0 },
		{ "2024 031", "%Y %j", JAN31, 0 },
		{ "2024.060", "%Y.%j", FEB29, 0 },
		{ "1/31/2024 3:30 PM", "%m/%d/%Y %I:%M %p", JAN31_1530, 0 },
		{ "1/31/2024 12:00 am", "%m/%d/%Y %I:%M %p", JAN31, 0 },
		{ "1/30/2024 24h", "%m/%d/%Y 24h", JAN31 - 86400, 0 },
		{ "31.01.2024 15:30:00,25", "%d.%m.%Y %T,%f", JAN31_1530,
		250000000 },
		{ "20240131153000", "%Y%m%d%H%M%S", JAN31_1530, 0 },
		{ "2024-01-31 10:30 -0500", "%Y-%m-%d %H:%M %z", JAN31_1530,
		0 },
		{ "1706715000.5", "%s.%f", JAN31_1530, 500000000 },
		{ "-1", "%s", -1, 0 }, { "0", "%s", 0, 0 },
		{ "100% 2024-01-31", "100%% %Y-%m-%d", JAN31, 0 },
		{ "2024-01", "%Y-%m", JAN31 - 30 * 86400, 0 },
		{ "1/1/69", "%d/%m/%y", -365 * 86400LL, 0 },
		{ "1/1/68", "%d/%m/%y", 3092601600, 0 },	/* 2068 */
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (parse(rows[i].text, rows[i].format) !=
		    rows[i].s * BT_NS_SECOND + rows[i].ns)
			fail_msg("%s is wrong", rows[i].text);
}

static void
wrong_times(void **state)
{
	static const struct { const char *text, *format, *says; } rows[] = {
		{ "", NULL, "not understood" },
		{ "01/02/2024", NULL, "ambiguous" },
		{ "1-2-24", NULL, "ambiguous" },
		{ "1.2.2024", NULL, "--date-format" },
		{ "2023-02-29", NULL, "no such date" },
		{ "1900-02-29", NULL, "no such date" },
		{ "2024-04-31", NULL, "no such date" },
		{ "2024-13-01", NULL, "not understood" },
		{ "2024-00-01", NULL, "not understood" },
		{ "2024-01-00", NULL, "not understood" },
		{ "2024-01-31 24:00", NULL, "not understood" },
		{ "2024-01-31 23:60", NULL, "not understood" },
		{ "2024-01-31 23:59:60", NULL, "not understood" },
		{ "2024-01-31 23", NULL, "not understood" },
		{ "2024-01-31 15:30 PM", NULL, "not understood" },
		{ "2024-01-31T15:30:00.1234567890", NULL, "not understood" },
		{ "2024-01-31T15:30:00+5", NULL, "not understood" },
		{ "2024-01-31T15:30:00+24:00", NULL, "not understood" },
		{ "2024-1-31", NULL, "not understood" },
		{ "2024-01-31 ", NULL, "not understood" },
		{ " 2024-01-31", NULL, "not understood" },
		{ "123456789", NULL, "not understood" },	/* 9 digits */
		{ "9999999999", NULL, "not understood" },	/* 2286 */
		{ "1677-12-31", NULL, "1678 to 2261" },
		{ "2262-01-01", NULL, "1678 to 2261" },
		{ "2024-01-31", "%d/%m/%Y", "does not match --date-format" },
		{ "31/01/2024x", "%d/%m/%Y", "does not match" },
		{ "2024-01-31", "%Y-%m-%d %H", "does not match" },
		{ "2023 366", "%Y %j", "no such date" },
		{ "10:30", "%H:%M", "want a year" },
		{ "2024", "%Q", "got '%Q'" },
		{ "2024", "%Y%", "got '%'" },
		{ "9223372036", "%s", "1678 to 2261" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bt_time_rule rule = { rows[i].format, NULL };
		struct bt_err err = BT_ERR_INIT;
		int64_t t;

		if (bt_time_parse(rows[i].text, strlen(rows[i].text), &rule,
		    &t, &err) == 0 || strstr(err.text, rows[i].says) == NULL)
			fail_msg("'%s': %s", rows[i].text, err.text);
	}
}

/* What the hot path takes, up to where; the rest it leaves. */
static void
hot_path(void **state)
{
	static const struct { const char *text; int used; int64_t s; }
	    rows[] = {
		{ "2024-01-31,1.5", 10, JAN31 },
		{ "2024-01-31", 10, JAN31 },
		{ "2024-01-31 15:30,1", 16, JAN31_1530 },
		{ "2024-01-31 15:30", 16, JAN31_1530 },
		{ "2024-01-31T15:30Z", 17, JAN31_1530 },
		{ "2024-01-31T15:30:00Z,1", 20, JAN31_1530 },
		{ "2024-01-31T15:30:00", 19, JAN31_1530 },
		{ "2024-01-31T15:30:00.5", 19, JAN31_1530 },
		{ "2024-01-31 15:30:0", 16, JAN31_1530 },
		{ "2024-01-31x", 10, JAN31 },
		{ "2024-02-29", 10, FEB29 },
		{ "2023-02-29", -1, 0 }, { "2024-02-30", -1, 0 },
		{ "2024-01-32", -1, 0 }, { "2024-01-00", -1, 0 },
		{ "2024-00-01", -1, 0 }, { "2024-13-01", -1, 0 },
		{ "2024/01/31", -1, 0 }, { "2024-01-3", -1, 0 },
		{ "20240131,1", -1, 0 }, { "202a-01-31", -1, 0 },
		{ "2024-0:-31", -1, 0 }, { "2024-01-3:", -1, 0 },
		{ "202\xff-01-31", -1, 0 }, { "2024101131", -1, 0 },
		{ "2024-01-31 24:00:00", -1, 0 },
		{ "2024-01-31 15:60:00", -1, 0 },
		{ "2024-01-31 15:30:60", -1, 0 },
		{ "2024-01-31 15-30:00", -1, 0 },
		{ "2024-01-31 1:30", -1, 0 }, { "2024-01-31 ", -1, 0 },
		{ "1677-12-31", -1, 0 }, { "2262-01-01", -1, 0 },
	};
	static const char nothing[] = "\0\0\0\0\0\0\0\0\0\0\0"
	    "15:30:00Z";
	struct bt_time_seen seen = { .midnight = 0 };
	const char *s, *end;
	int64_t t;
	size_t i, again;

	(void)state;
	/* Then twice each with what the one before has left. */
	for (i = 0; i < 3 * sizeof(rows) / sizeof(rows[0]); i++) {
		again = i % 3;
		s = rows[i / 3].text;
		end = again == 0 ? bt_time_scan(s, s + strlen(s), &t) :
		    bt_time_scan_again(s, s + strlen(s), &t, &seen);
		if (rows[i / 3].used == -1 ? end != NULL :
		    end != s + rows[i / 3].used ||
		    t != rows[i / 3].s * BT_NS_SECOND)
			fail_msg("'%s' is wrong, %zu", s, again);
	}
	/* Nothing was seen yet: no bytes are a date. */
	seen = (struct bt_time_seen){ .midnight = 0 };
	assert_null(bt_time_scan_again(nothing, nothing + sizeof(nothing),
	    &t, &seen));
}

/* Each day there is: written, read both ways, and as gmtime has it. */
static void
every_day(void **state)
{
	const int64_t last = bt_days(2261, 12, 31);
	struct bt_err err = BT_ERR_INIT;
	char text[BT_TIME_MAX], want[32];
	int64_t day, t, back;
	struct bt_civil c;
	struct tm tm;
	time_t s;
	size_t n;

	(void)state;
	for (day = bt_days(1678, 1, 1); day <= last; day++) {
		t = day * BT_NS_DAY;
		s = (time_t)(day * 86400);
		assert_non_null(gmtime_r(&s, &tm));
		(void)strftime(want, sizeof(want), "%Y-%m-%d", &tm);
		n = bt_time_format(text, t, true);
		assert_int_equal(n, 10);
		assert_memory_equal(text, want, 10);
		assert_true(bt_time_scan(text, text + n, &back) == text + n);
		assert_true(back == t);
		assert_int_equal(bt_time_parse(text, n, &utc, &back, &err), 0);
		assert_true(back == t);
		c = bt_time_civil(t + 1);
		assert_int_equal(c.weekday % 7, tm.tm_wday);
		assert_int_equal(c.yearday, tm.tm_yday + 1);
		assert_true(bt_days(c.year, c.month, c.day) == day);
	}
}

static void
random_times_read_back(void **state)
{
	const int64_t first = bt_days(1678, 1, 1) * BT_NS_DAY;
	const int64_t last = bt_days(2262, 1, 1) * BT_NS_DAY;
	static const int64_t units[] = { 1, 1000, 1000000, BT_NS_SECOND,
		60 * BT_NS_SECOND };
	struct bt_err err = BT_ERR_INIT;
	const uint64_t seed = 99;
	char text[BT_TIME_MAX];
	struct bt_rng r;
	int64_t t, back;
	size_t n;
	long i;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	bt_rng_init(&r, seed, 0);
	for (i = 0; i < 200000; i++) {
		t = (int64_t)((uint64_t)first + bt_rng_below(&r,
		    (uint64_t)last - (uint64_t)first));
		t -= t % units[i % 5];
		n = bt_time_format(text, t, false);
		assert_true(n <= BT_TIME_MAX && text[n - 1] == 'Z');
		assert_int_equal(bt_time_parse(text, n, &utc, &back, &err), 0);
		assert_true(back == t);
	}
}

static void
written_forms(void **state)
{
	static const struct { int64_t t; const char *want; } rows[] = {
		{ JAN31_1530 * BT_NS_SECOND, "2024-01-31T15:30:00Z" },
		{ JAN31_1530 * BT_NS_SECOND + 250000000,
		"2024-01-31T15:30:00.25Z" },
		{ 1, "1970-01-01T00:00:00.000000001Z" },
		{ -1, "1969-12-31T23:59:59.999999999Z" },
		{ INT64_MAX, "2262-04-11T23:47:16.854775807Z" },
	};
	char text[BT_TIME_MAX + 1];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		text[bt_time_format(text, rows[i].t, false)] = '\0';
		assert_string_equal(text, rows[i].want);
	}
	text[bt_time_format(text, -1, true)] = '\0';
	assert_string_equal(text, "1969-12-31");
	assert_true(bt_time_is_midnight(JAN31 * BT_NS_SECOND));
	assert_false(bt_time_is_midnight(JAN31 * BT_NS_SECOND + 1));
}

/* By the calendar. */
static void
periods_before(void **state)
{
	static const struct { const char *from, *period, *want; } rows[] = {
		{ "2024-03-31", "1M", "2024-02-29" },
		{ "2023-03-31", "1M", "2023-02-28" },
		{ "2024-02-29", "1Y", "2023-02-28" },
		{ "2024-02-29", "4Y", "2020-02-29" },
		{ "2024-01-15", "6M", "2023-07-15" },
		{ "2024-01-15", "1m", "2023-12-15" },
		{ "2024-03-01", "1D", "2024-02-29" },
		{ "2024-03-01", "2W", "2024-02-16" },
		{ "2024-03-01T10:00:00.5Z", "13M", "2023-02-01T10:00:00.5Z" },
	};
	static const char *const wrong[] = { "", "M", "0M", "-1M", "1", "1Q",
		"1.5M", "1M ", "999Y" };
	struct bt_err err = BT_ERR_INIT;
	int64_t t;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(bt_time_before(parse(rows[i].from, NULL),
		    bt_span(rows[i].period), &t, &err), 0);
		assert_true(t == parse(rows[i].want, NULL));
	}
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		err.code = BT_OK;
		assert_int_equal(bt_time_before(JAN31 * BT_NS_SECOND,
		    bt_span(wrong[i]), &t, &err), -1);
		assert_int_equal(err.code, BT_EUSAGE);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(usual_forms),
		cmocka_unit_test(formats),
		cmocka_unit_test(wrong_times),
		cmocka_unit_test(hot_path),
		cmocka_unit_test(every_day),
		cmocka_unit_test(random_times_read_back),
		cmocka_unit_test(written_forms),
		cmocka_unit_test(periods_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
