/* SPDX-License-Identifier: ISC */
/* Windows over timelines that can be counted by hand. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/rng.h"
#include "lib/base/time.h"
#include "lib/sweep/windows.h"

#define LINE 800		/* steps of the longest timeline here */

/* n days from year-month-day on, every one of them. */
static size_t
daily(int64_t *time, size_t n, int year, int month, int day)
{
	size_t i;

	for (i = 0; i < n; i++)
		time[i] = (bt_days(year, month, day) + (int64_t)i) *
		    BT_NS_DAY;
	return n;
}

static void
cut(const char *text, const int64_t *time, size_t n, struct bt_windows *win)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_windows_rule rule;

	if (bt_windows_parse(text, &rule, &err) == -1 ||
	    bt_windows_init(win, &rule, time, n, &err) == -1)
		fail_msg("%s: %s", text, err.text);
}

/* Every window as "train_first-train_end|test_first-test_end[*]". */
static void
check(const char *text, const int64_t *time, size_t n, const char *expected)
{
	char got[1024] = "";
	struct bt_windows win;
	size_t i, at = 0;

	cut(text, time, n, &win);
	for (i = 0; i < win.n && at < sizeof(got); i++)
		at += (size_t)snprintf(got + at, sizeof(got) - at,
		    "%s%zu-%zu|%zu-%zu%s", i == 0 ? "" : " ",
		    win.at[i].train_first, win.at[i].train_end,
		    win.at[i].test_first, win.at[i].test_end,
		    win.at[i].partial ? "*" : "");
	assert_string_equal(expected, got);
	bt_windows_free(&win);
}

/* Counted by hand, as is everything below. */
static void
counts_bars(void **state)
{
	int64_t time[LINE];

	(void)state;
	(void)daily(time, 40, 2024, 1, 1);
	check("train=20,test=5", time, 40, "0-20|20-25 5-25|25-30 "
	    "10-30|30-35 15-35|35-40");
	check("train=20,test=5,anchored", time, 40, "0-20|20-25 0-25|25-30 "
	    "0-30|30-35 0-35|35-40");
	check("train=20,test=8", time, 40, "0-20|20-28 8-28|28-36 "
	    "16-36|36-40*");
	check("train=20,test=5,step=10", time, 40, "0-20|20-25 "
	    "10-30|30-35");
	check("train=20,test=10,purge=3", time, 40, "0-17|20-30 10-27|30-40");
	check("train=2,test=30,purge=3", time, 40, "0-0|2-32 30-30|32-40*");
	check("train=39,test=1", time, 40, "0-39|39-40");
	check("test=1, step=20 ,train=1", time, 40, "0-1|1-2 20-21|21-22");
}

/* 2023-11-15 + 3M = 2024-02-15: 92 days (16 + 31 + 31 + 14). */
static void
counts_calendar(void **state)
{
	int64_t time[LINE];

	(void)state;
	(void)daily(time, 100, 2023, 11, 15);
	check("train=3M,test=1W", time, 100, "0-92|92-99 7-99|99-100*");
	check("train=3M,test=4D", time, 100, "0-92|92-96 4-96|96-100");
	check("train=3M,test=1M", time, 100, "0-92|92-100*");
	/* 366 days in 2024. */
	(void)daily(time, 731, 2024, 1, 1);
	check("train=1Y,test=6M", time, 731, "0-366|366-547 182-547|547-731");
	check("train=1Y,test=6m,anchored,purge=2", time, 731,
	    "0-364|366-547 0-545|547-731");
}

/* From 31 January: 29 February, 31 March, 30 April; never 29 March. */
static void
clamps_no_later_month(void **state)
{
	int64_t time[LINE];

	(void)state;
	(void)daily(time, 91, 2024, 1, 31);
	check("train=1M,test=1M", time, 91, "0-29|29-60 29-60|60-90 "
	    "60-90|90-91*");
}

/* Bars on weekdays: 2024-01-01 is a Monday. */
static void
knows_what_is_partial(void **state)
{
	int64_t time[LINE];
	size_t n = 0, i;

	(void)state;
	for (i = 0; i < 26; i++)
		if (i % 7 < 5)
			time[n++] = (bt_days(2024, 1, 1) + (int64_t)i) *
			    BT_NS_DAY;
	assert_int_equal(20, n);		/* up to Friday 26 January */
	check("train=2W,test=1W", time, n, "0-10|10-15 5-15|15-20");
	/* Up to Wednesday: two days are missing. */
	check("train=2W,test=1W", time, n - 2, "0-10|10-15 5-15|15-18*");
	/* Monthly: the last one stands for all of June. */
	for (i = 0; i < 6; i++)
		time[i] = bt_days(2024, (int)i + 1, 1) * BT_NS_DAY;
	check("train=3M,test=3M", time, 6, "0-3|3-6");
	check("train=3M,test=4M", time, 6, "0-3|3-6*");
}

/* From 8 to 27 January there are no bars. */
static void
steps_over_holes(void **state)
{
	int64_t time[LINE];

	(void)state;
	(void)daily(time, 7, 2024, 1, 1);
	(void)daily(time + 7, 10, 2024, 1, 28);
	check("train=4D,test=3D", time, 17, "0-4|4-7 "
	    /* [22, 26) January is empty; [25, 29) has the 28th. */
	    "7-7|7-8 7-8|8-11 7-11|11-14 10-14|14-17");
}

/* By the day of the first bar, whatever its hour; before 1970 too. */
static void
counts_days_from_midnight(void **state)
{
	int64_t time[LINE];
	size_t i;

	(void)state;
	for (i = 0; i < 48; i++)	/* 1969-12-30 13:00 and hourly */
		time[i] = -2 * BT_NS_DAY + ((int64_t)i + 13) * 3600 *
		    BT_NS_SECOND;
	check("train=1D,test=1D", time, 48, "0-11|11-35 11-35|35-48");
}

/* Whatever the spans: in order, no test in two windows, none trained on. */
static void
keeps_test_out_of_training(void **state)
{
	const uint64_t seed = 20240201;
	struct bt_windows win;
	struct bt_rng rng;
	int64_t time[LINE];
	char text[96];
	uint64_t round;
	size_t i, n, test;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	for (round = 0; round < 300; round++) {
		bt_rng_init(&rng, seed, round);
		n = 100 + (size_t)bt_rng_below(&rng, LINE - 100);
		time[0] = 0;
		for (i = 1; i < n; i++)
			time[i] = time[i - 1] + BT_NS_DAY / 4 *
			    (1 + (int64_t)bt_rng_below(&rng, 9));
		test = 1 + (size_t)bt_rng_below(&rng, 20);
		(void)snprintf(text, sizeof(text),
		    "train=%zu%s,test=%zu%s,step=%zu%s,purge=%zu%s",
		    1 + (size_t)bt_rng_below(&rng, 20),
		    round % 2 ? "D" : "", test, round % 2 ? "D" : "",
		    test + (size_t)bt_rng_below(&rng, 20),
		    round % 2 ? "D" : "", (size_t)bt_rng_below(&rng, 5),
		    round % 3 ? "" : ",anchored");
		cut(text, time, n, &win);
		for (i = 0; i < win.n; i++) {
			assert_true(win.at[i].train_first <=
			    win.at[i].train_end);
			assert_true(win.at[i].train_end <=
			    win.at[i].test_first);
			assert_true(win.at[i].test_first <
			    win.at[i].test_end);
			assert_true(win.at[i].test_end <= n);
			assert_true(i == 0 || win.at[i - 1].test_end <=
			    win.at[i].test_first);
			assert_true(i + 1 == win.n || !win.at[i].partial);
		}
		bt_windows_free(&win);
	}
}

static void
refuses(void **state)
{
	static const struct {
		const char	*text, *message;
	} bad[] = {
		{ "", "--walk-forward: no ''; there is train, test, step, "
		    "purge, anchored" },
		{ "train=2Y", "--walk-forward: want train and test, as in "
		    "'train=2Y,test=6M'" },
		{ "train=2Y,tset=6M", "--walk-forward: no 'tset'; there is "
		    "train, test, step, purge, anchored; did you mean "
		    "'test'?" },
		{ "train=2Y,test=6M,train=1Y", "--walk-forward: 'train' is "
		    "given twice" },
		{ "train=2H,test=6M", "--walk-forward: want train=a number of "
		    "bars or a time such as 10D, 4W, 6M or 2Y, got '2H'" },
		{ "train=,test=6M", "--walk-forward: want train=a number of "
		    "bars or a time such as 10D, 4W, 6M or 2Y, got ''" },
		{ "train,test=6M", "--walk-forward: want train=a number of "
		    "bars or a time such as 10D, 4W, 6M or 2Y, got ''" },
		{ "train=2Y,test=0", "--walk-forward: want test=a number of "
		    "bars or a time such as 10D, 4W, 6M or 2Y, got '0'" },
		{ "train=2Y,test=-1M", "--walk-forward: want test=a number of "
		    "bars or a time such as 10D, 4W, 6M or 2Y, got '-1M'" },
		{ "train=2Y,test=10001D", "--walk-forward: want test=a number "
		    "of bars or a time such as 10D, 4W, 6M or 2Y, got "
		    "'10001D'" },
		{ "train=2Y,test=6M,purge=1W", "--walk-forward: want purge=a "
		    "number of bars, got '1W'" },
		{ "train=2Y,test=6M,anchored=yes", "--walk-forward: anchored "
		    "takes no value" },
		{ "train=2Y,test=120", "--walk-forward: train, test and step: "
		    "want all in bars or all by the calendar" },
	};
	struct bt_windows_rule rule;
	struct bt_err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		err = (struct bt_err)BT_ERR_INIT;
		assert_int_equal(-1, bt_windows_parse(bad[i].text, &rule,
		    &err));
		assert_int_equal(BT_EUSAGE, err.code);
		assert_string_equal(bad[i].message, err.text);
	}
}

static void
refuses_data(void **state)
{
	static const struct {
		const char	*text;
		size_t		 n;
		const char	*message;
	} bad[] = {
		{ "train=40,test=5", 40, "--walk-forward: the data end before "
		    "the first window of training does" },
		{ "train=10000Y,test=10000Y", 40, "--walk-forward: the data "
		    "end before the first window of training does" },
		{ "train=1,test=1", 0, "--walk-forward: the data end before "
		    "the first window of training does" },
		{ "train=10,test=5,step=4", 40, "--walk-forward: step is "
		    "shorter than test: tests would overlap" },
		{ "train=1W,test=6D,step=5D", 40, "--walk-forward: step is "
		    "shorter than test: tests would overlap" },
	};
	struct bt_windows_rule rule;
	struct bt_windows win;
	int64_t time[LINE];
	struct bt_err err;
	size_t i;

	(void)state;
	(void)daily(time, 40, 2024, 1, 1);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		err = (struct bt_err)BT_ERR_INIT;
		assert_int_equal(0, bt_windows_parse(bad[i].text, &rule,
		    &err));
		assert_int_equal(-1, bt_windows_init(&win, &rule, time,
		    bad[i].n, &err));
		assert_int_equal(BT_EUSAGE, err.code);
		assert_string_equal(bad[i].message, err.text);
		assert_null(win.at);
	}
}

static void
survives_faults(void **state)
{
	struct bt_windows_rule rule;
	struct bt_windows win;
	int64_t time[LINE];
	struct bt_err err;
	char fault[32];
	int n, rc;

	(void)state;
	(void)daily(time, 100, 2024, 1, 1);
	for (n = 1, rc = -1; rc == -1; n++) {
		err = (struct bt_err)BT_ERR_INIT;
		(void)snprintf(fault, sizeof(fault), "alloc:%d", n);
		assert_int_equal(0, bt_fault_set(fault, &err));
		assert_int_equal(0, bt_windows_parse("train=1,test=1", &rule,
		    &err));
		rc = bt_windows_init(&win, &rule, time, 100, &err);
		assert_int_equal(rc == 0 ? BT_OK : BT_ESYS, err.code);
		bt_windows_free(&win);
		assert_int_equal(0, bt_fault_set(NULL, &err));
	}
	assert_true(n > 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_bars),
		cmocka_unit_test(counts_calendar),
		cmocka_unit_test(clamps_no_later_month),
		cmocka_unit_test(knows_what_is_partial),
		cmocka_unit_test(steps_over_holes),
		cmocka_unit_test(counts_days_from_midnight),
		cmocka_unit_test(keeps_test_out_of_training),
		cmocka_unit_test(refuses),
		cmocka_unit_test(refuses_data),
		cmocka_unit_test(survives_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
