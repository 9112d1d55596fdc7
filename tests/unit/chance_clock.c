/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "lib/base/time.h"
#include "lib/chance/clock.h"

static int64_t
at(const char *text)
{
	struct bt_time_rule rule = { NULL, NULL };
	struct bt_err err = BT_ERR_INIT;
	int64_t t;

	if (bt_time_parse(text, strlen(text), &rule, &t, &err) == -1)
		fail_msg("%s", err.text);
	return t;
}

/* A rule as options would make it; zone NULL is UTC. */
static struct bt_clock_rule
rule_of(const char *calendar, const char *zone, const char *timeframe,
    const char *session, const char *from, const char *to)
{
	struct bt_clock_rule r = { .from = at(from), .to = at(to) };
	struct bt_err err = BT_ERR_INIT;

	r.calendar = bt_calendar_new(calendar, &err);
	assert_non_null(r.calendar);
	if (zone != NULL) {
		r.zone = bt_zone_new("/usr/share/zoneinfo", zone, &err);
		if (r.zone == NULL)
			skip();
	}
	assert_int_equal(bt_clock_timeframe(timeframe, &r.bar, &err), 0);
	assert_int_equal(bt_clock_session(session, &r.open, &r.close, &err),
	    0);
	return r;
}

static void
done(struct bt_clock_rule *r)
{
	bt_calendar_free((struct bt_calendar *)(uintptr_t)r->calendar);
	bt_zone_free((struct bt_zone *)(uintptr_t)r->zone);
}

static void
ticks(struct bt_clock *c, const char *const *want, size_t n)
{
	struct bt_err err = BT_ERR_INIT;
	char text[BT_TIME_MAX];
	struct bt_beat beat;
	size_t i, len;

	for (i = 0; i < n; i++) {
		assert_int_equal(bt_clock_next(c, &beat, &err), 1);
		len = bt_time_format(text, beat.time, false);
		if (len != strlen(want[i]) || memcmp(text, want[i], len) != 0)
			fail_msg("%zu: %.*s, not %s", i, (int)len, text,
			    want[i]);
	}
	assert_int_equal(bt_clock_next(c, &beat, &err), 0);
	assert_int_equal(bt_clock_next(c, &beat, &err), 0);
}

/* Presidents' Day 2020-02-17 is a Monday: no session. */
static void
days(void **state)
{
	static const char *const want[] = { "2020-02-13T00:00:00Z",
		"2020-02-14T00:00:00Z", "2020-02-18T00:00:00Z" };
	struct bt_clock_rule r = rule_of("nyse", NULL, "1d", "09:30-16:00",
	    "2020-02-13", "2020-02-18");
	struct bt_clock c;

	(void)state;
	bt_clock_init(&c, &r);
	ticks(&c, want, 3);
	done(&r);
}

/*
 * The clock in New York moved on Sunday 2020-03-08: the session began at 14:30
 * UTC before, at 13:30 after.  Its last hour is half an hour.
 */
static void
daylight(void **state)
{
	static const char *const want[] = { "2020-03-06T19:30:00Z",
		"2020-03-06T20:30:00Z", "2020-03-09T13:30:00Z",
		"2020-03-09T14:30:00Z" };
	struct bt_clock_rule r = rule_of("nyse", "America/New_York", "1h",
	    "09:30-16:00", "2020-03-06T19:00:00Z", "2020-03-09T15:00:00Z");
	struct bt_clock c;

	(void)state;
	bt_clock_init(&c, &r);
	ticks(&c, want, 4);
	done(&r);
}

/* 6.5 hours in steps of 4: 4 / 6.5 and 2.5 / 6.5 of a session. */
static void
shares(void **state)
{
	struct bt_clock_rule r = rule_of("weekdays", NULL, "4h",
	    "09:30-16:00", "2020-03-06", "2020-03-07");
	struct bt_err err = BT_ERR_INIT;
	struct bt_beat beat;
	struct bt_clock c;

	(void)state;
	bt_clock_init(&c, &r);
	assert_int_equal(bt_clock_next(&c, &beat, &err), 1);
	assert_true(beat.first && beat.share == 4 / 6.5);
	assert_true(beat.length == 4 * 3600 * BT_NS_SECOND);
	assert_int_equal(bt_clock_next(&c, &beat, &err), 1);
	assert_true(!beat.first && beat.share == 2.5 / 6.5);
	assert_true(beat.length == 9000 * BT_NS_SECOND);
	assert_int_equal(bt_clock_next(&c, &beat, &err), 0);
	done(&r);
}

/* Tokyo's Monday morning is Sunday in UTC; 1965 is before the epoch. */
static void
far_away(void **state)
{
	static const char *const tokyo[] = { "2020-03-02T00:00:00Z",
		"2020-03-02T04:00:00Z", "2020-03-03T00:00:00Z" };
	static const char *const old[] = { "1965-12-31T00:00:00Z",
		"1966-01-03T00:00:00Z" };
	struct bt_clock_rule r = rule_of("weekdays", "Asia/Tokyo", "4h",
	    "09:00-15:00", "2020-02-29", "2020-03-03");
	struct bt_clock c;

	(void)state;
	bt_clock_init(&c, &r);
	ticks(&c, tokyo, 3);
	done(&r);
	r = rule_of("weekdays", NULL, "1d", "00:00-24:00", "1965-12-31",
	    "1966-01-03");
	bt_clock_init(&c, &r);
	ticks(&c, old, 2);
	done(&r);
}

/* 02:30 was skipped in New York on 2020-03-08. */
static void
skipped(void **state)
{
	struct bt_clock_rule r = rule_of("24x7", "America/New_York", "1h",
	    "02:30-04:00", "2020-03-07T08:00:00Z", "2020-03-09");
	struct bt_err err = BT_ERR_INIT;
	struct bt_beat beat;
	struct bt_clock c;

	(void)state;
	bt_clock_init(&c, &r);
	assert_int_equal(bt_clock_next(&c, &beat, &err), 1);
	assert_int_equal(bt_clock_next(&c, &beat, &err), -1);
	assert_int_equal(err.code, BT_EUSAGE);
	assert_non_null(strstr(err.text, "--session: "));
	done(&r);
}

/* The world of nanoseconds ends in 2262, and so does a clock without end. */
static void
ends(void **state)
{
	struct bt_clock_rule r = rule_of("24x7", NULL, "1d", "00:00-24:00",
	    "2261-12-01", "2020-01-01");
	struct bt_err err = BT_ERR_INIT;
	struct bt_beat beat;
	struct bt_clock c;
	int n = 0;

	(void)state;
	r.to = INT64_MAX;
	bt_clock_init(&c, &r);
	while (bt_clock_next(&c, &beat, &err) == 1) {
		assert_true(beat.time >= r.from);
		n++;
	}
	assert_int_equal(err.code, BT_OK);
	assert_true(n >= 31 && n < 200);
	done(&r);
}

static void
words(void **state)
{
	static const char *const bad[] = { "", "09:30", "9:30-16:00",
		"16:00-09:30", "09:30-16:00-17:00", "09:60-16:00",
		"09:30-24:01", "a-b" };
	struct bt_err err;
	int64_t a, b;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		err = (struct bt_err)BT_ERR_INIT;
		assert_int_equal(bt_clock_session(bad[i], &a, &b, &err), -1);
		assert_int_equal(err.code, BT_EUSAGE);
	}
	err = (struct bt_err)BT_ERR_INIT;
	assert_int_equal(bt_clock_session("00:00-24:00", &a, &b, &err), 0);
	assert_true(a == 0 && b == BT_NS_DAY);
	assert_int_equal(bt_clock_timeframe("2m", &a, &err), -1);
	assert_string_equal(err.text, "--timeframe: want 1m, 5m, 15m, 30m, "
	    "1h, 4h or 1d, got '2m'");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days),
		cmocka_unit_test(daylight),
		cmocka_unit_test(shares),
		cmocka_unit_test(far_away),
		cmocka_unit_test(skipped),
		cmocka_unit_test(ends),
		cmocka_unit_test(words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
