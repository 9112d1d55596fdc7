/* SPDX-License-Identifier: ISC */
/*
 * Each check on a series made for it: what is expected follows from how the
 * series was spoilt.  Day 0 is Monday, 2024-01-01.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdbool.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/market/quality.h"
#include "tests/unit/quality.h"

/* A series that no check minds, to be spoilt. */
struct series {
	const char	*symbol;
	size_t		 n;
	int64_t		 time[400];
	double		 open[400], close[400], volume[400];
	bool		 flat[400];
};

static void
series_init(struct series *s, const char *symbol, size_t n, int64_t step)
{
	static const double wave[] = { 100, 100.4, 100.1, 100.9, 100.3, 99.8,
	    100.2, 99.5, 100.6 };
	size_t i;

	memset(s, 0, sizeof(*s));
	s->symbol = symbol;
	s->n = n;
	for (i = 0; i < n; i++) {
		s->time[i] = bt_days(2024, 1, 1) * BT_NS_DAY +
		    (int64_t)i * step;
		s->close[i] = wave[i % 9];
		s->open[i] = i > 0 ? s->close[i - 1] : 100;
		s->volume[i] = 1000;
	}
}

/* Prices from bar i on, times x; opens after it follow their closes. */
static void
scale(struct series *s, size_t i, double x)
{
	for (; i < s->n; i++) {
		s->open[i] *= x;
		s->close[i] *= x;
	}
}

static void
shift(struct series *s, size_t i, int64_t by)
{
	for (; i < s->n; i++)
		s->time[i] += by;
}

static void
series_text(struct bt_buf *b, const struct series *s)
{
	struct bt_err err = BT_ERR_INIT;
	char when[BT_TIME_MAX + 1];
	double high, low;
	size_t i;

	for (i = 0; i < s->n; i++) {
		high = fmax(s->open[i], s->close[i]) + 0.5;
		low = fmin(s->open[i], s->close[i]) - 0.5;
		if (s->flat[i])
			high = low = s->open[i];
		when[bt_time_format(when, s->time[i], false)] = '\0';
		assert_int_equal(0, bt_buf_printf(b, &err,
		    "%s,%s,%.15g,%.15g,%.15g,%.15g,%.15g\n", s->symbol, when,
		    s->open[i], high, low, s->flat[i] ? s->open[i] :
		    s->close[i], s->volume[i]));
	}
}

static void
expect(struct fixture *f, const char *want)
{
	struct bt_buf got = { 0 };

	examine(f);
	findings(f, &got);
	assert_string_equal(want, got.s);
	bt_buf_free(&got);
	end(f);
}

/* The findings in one spoilt series. */
static void
expect_series(const struct series *s, const char *want)
{
	struct fixture f;

	begin(&f);
	series_text(&f.text, s);
	expect(&f, want);
}

static void
has_nothing_to_say(void **state)
{
	struct series s;

	(void)state;
	series_init(&s, "A", 300, BT_NS_DAY);
	expect_series(&s, "");
	series_init(&s, "A", 300, 60 * BT_NS_SECOND);
	expect_series(&s, "");
	series_init(&s, "A", 1, BT_NS_DAY);
	expect_series(&s, "");
	series_init(&s, "A", 0, BT_NS_DAY);
	expect_series(&s, "");
}

static void
finds_volumes_of_zero(void **state)
{
	struct series s;
	size_t i;

	(void)state;
	series_init(&s, "A", 100, BT_NS_DAY);
	s.volume[7] = 0;
	expect_series(&s, "9: zero-volume: A 2024-01-08 nothing was traded\n");
	/* A source without volumes. */
	for (i = 0; i < s.n; i++)
		s.volume[i] = 0;
	expect_series(&s, "");
}

static void
finds_runs_of_the_same(void **state)
{
	struct series s;
	size_t i;

	(void)state;
	series_init(&s, "A", 300, BT_NS_DAY);
	for (i = 20; i < 30; i++)
		s.open[i] = s.close[i] = s.open[20];
	expect_series(&s, "22: stale-run: A 2024-01-21 the same four prices "
	    "in 10 bars\n");
	s.close[29] += 0.1;
	expect_series(&s, "");
	series_init(&s, "A", 100, BT_NS_DAY);
	for (i = 50; i < 55; i++)
		s.flat[i] = true;
	expect_series(&s, "");
	s.flat[55] = true;
	expect_series(&s, "52: flat-bars: A 2024-02-20 6% of the bars have "
	    "one price only, this first\n");
}

static void
finds_holes(void **state)
{
	static const int64_t days[] = { 0, 2, 1, 3 };
	struct series s;
	size_t i;

	(void)state;
	series_init(&s, "A", 100, BT_NS_DAY);
	shift(&s, 50, 28 * BT_NS_DAY);
	expect_series(&s, "");
	shift(&s, 50, BT_NS_DAY);
	expect_series(&s, "52: hole: A 2024-03-20 comes after 30 days without "
	    "a bar\n");
	scale(&s, 50, 1.7);
	expect_series(&s, "52: ticker-reuse: A 2024-03-20 after 30 days "
	    "without a bar the close is +69.2% away: the same security?\n");
	/* Months of trading days: none is a hole. */
	series_init(&s, "A", 100, 30 * BT_NS_DAY);
	for (i = 0; i < s.n; i++)
		s.time[i] += days[i % 4] * BT_NS_DAY;
	expect_series(&s, "");
}

static void
finds_jumps(void **state)
{
	struct series s;

	(void)state;
	series_init(&s, "A", 100, BT_NS_DAY);
	scale(&s, 50, 0.5);
	expect_series(&s, "52: split-jump: A 2024-02-20 opens at 0.5 times "
	    "the last close, as after a 2:1 split\n");
	scale(&s, 80, 10);
	expect_series(&s, "52: split-jump: A 2024-02-20 opens at 0.5 times "
	    "the last close, as after a 2:1 split\n"
	    "82: split-jump: A 2024-03-21 opens at 10 times the last close, "
	    "as after a 1:10 split\n");
	/* 6 % from 2:1 is no split; sigma is 1.4826 x 0.00402, the
	 * median -0.00299, the move log(0.53 x 99.8 / 100.3) = -0.640. */
	series_init(&s, "A", 100, BT_NS_DAY);
	scale(&s, 50, 0.53);
	expect_series(&s, "52: outlier: A 2024-02-20 the close moves -47.3%, "
	    "107 robust standard deviations\n");
	series_init(&s, "A", 100, BT_NS_DAY);
	s.close[50] *= 1.25;
	s.open[51] = s.close[50];
	expect_series(&s, "52: spike: A 2024-02-20 the close is +24.4% away, "
	    "and -19.7% back on the next bar\n");
}

static void
finds_bars_on_closed_days(void **state)
{
	struct fixture f;
	struct series s;
	size_t i, n;

	(void)state;
	/* Weekdays, and one Saturday in 300 bars. */
	series_init(&s, "A", 300, BT_NS_DAY);
	for (i = n = 0; n < 300; i++)
		if (i % 7 < 5 || i == 40)
			s.time[n++] = (bt_days(2024, 1, 1) + (int64_t)i) *
			    BT_NS_DAY;
	expect_series(&s, "32: weekend-bar: A 2024-02-10 is a Saturday\n");
	begin(&f);
	f.set.calendar = "weekdays";
	shift(&s, 200, 7 * BT_NS_DAY);
	series_text(&f.text, &s);
	expect(&f, "32: closed-day: A 2024-02-10 'weekdays' is closed on this "
	    "day\n202: gap: A 2024-10-11 5 sessions of 'weekdays' are missing "
	    "before this bar\n");
}

static void
finds_missing_minutes(void **state)
{
	struct fixture f;
	struct series s;

	(void)state;
	series_init(&s, "A", 100, 60 * BT_NS_SECOND);
	shift(&s, 10, 120 * BT_NS_SECOND);
	begin(&f);
	f.set.calendar = "24x7";
	series_text(&f.text, &s);
	expect(&f, "12: gap: A 2024-01-01T00:12:00Z 2 bars of 1m are missing "
	    "before this one\n");
}

static void
finds_mixed_timeframes(void **state)
{
	struct fixture f;
	struct series s;
	size_t i;

	(void)state;
	series_init(&s, "A", 100, BT_NS_DAY);
	shift(&s, 50, -BT_NS_DAY / 2);
	expect_series(&s, "52: mixed-timeframe: A 2024-02-19T12:00:00Z 1 bar "
	    "comes less than the usual 1d after the one before, this first\n");
	series_init(&s, "A", 100, BT_NS_DAY);
	for (i = 1; i <= 10; i++)
		shift(&s, i, 6 * BT_NS_DAY);
	expect_series(&s, "3: mixed-timeframe: A 2024-01-08 10 bars from here "
	    "come every 7d, the others every 1d\n");
	begin(&f);
	for (i = 0; i < 3; i++) {
		series_init(&s, i == 0 ? "A" : i == 1 ? "B" : "C", 50,
		    i == 1 ? 3600 * BT_NS_SECOND : BT_NS_DAY);
		series_text(&f.text, &s);
	}
	f.set.only = "mixed-timeframe";
	expect(&f, "52: mixed-timeframe: B 2024-01-01T00:00:00Z bars come "
	    "every 1h, those of most symbols every 1d\n");
}

static void
finds_symbols_with_holes(void **state)
{
	struct fixture f;
	struct series s;
	size_t i;

	(void)state;
	begin(&f);
	series_init(&s, "A", 100, BT_NS_DAY);
	series_text(&f.text, &s);
	/* B has 60 of the 75 days from its first to its last. */
	series_init(&s, "B", 60, BT_NS_DAY);
	for (i = 1; i <= 15; i++)
		shift(&s, 3 * i, BT_NS_DAY);
	series_text(&f.text, &s);
	f.set.only = "low-coverage";
	expect(&f, "102: low-coverage: B 2024-01-01 has bars at 80% of the 75 "
	    "times that some symbol has one, from its first to its last\n");
}

static void
shows_as_many_as_wanted(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	f.set.limit = 2;
	add_text(&f, "A,2024-01-02,1,2,1,2,5\nA,x,1,2,1,2,5\n"
	    "A,y,1,2,1,2,5\nA,z,1,2,1,2,5\nB,x,1,2,1,2,5\n"
	    "A,2024-01-03,0,2,1,2,5\n");
	f.set.disable = "non-positive-price";
	examine(&f);
	assert_int_equal(4, bt_quality_count(f.q, BT_ERROR));
	assert_int_equal(0, bt_quality_count(f.q, BT_WARNING));
	bt_quality_free(f.q);
	bt_bars_result_free(&f.bars.result);
	f.set.disable = NULL;
	f.set.only = "non-positive-price, spike";
	expect(&f, "7: non-positive-price: open is not above 0: 0\n");
}

static void
refuses_unknown_checks(void **state)
{
	struct bt_quality_settings set;
	struct bt_err err = BT_ERR_INIT;

	(void)state;
	assert_int_equal(0, bt_opt_defaults(bt_quality_opts, &set, &err));
	set.only = "ohlc-ordr";
	assert_null(bt_quality_new(&set, &err));
	assert_string_equal("--only: there is no check 'ohlc-ordr'; did you "
	    "mean 'ohlc-order'?", err.text);
}

/* A table without duplicates, and with words for each row. */
static void
has_a_sound_table(void **state)
{
	size_t i, k;

	(void)state;
	for (i = 0; bt_checks[i].code != NULL; i++) {
		assert_true(strlen(bt_checks[i].help) > 10);
		assert_true((bt_checks[i].severity == BT_ERROR) <=
		    (bt_checks[i].run == NULL));
		for (k = 0; k < i; k++)
			assert_string_not_equal(bt_checks[i].code,
			    bt_checks[k].code);
	}
	assert_int_equal(BT_CHECKS, i);
}

static int
on_row(void *arg, const struct bt_quality_row *row, struct bt_err *err)
{
	return bt_buf_printf(arg, err, "%.*s %zu %g %zu %zu [%.*s]\n",
	    (int)row->symbol.n, row->symbol.s, row->bars, row->coverage,
	    row->errors, row->warnings, (int)row->findings.n,
	    row->findings.s);
}

static void
sums_up(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf got = { 0 };
	struct fixture f;

	(void)state;
	begin(&f);
	add_text(&f, "B,2024-01-02,1,2,1,2,5\nB,2024-01-03,1,2,1,2,\n"
	    "A,2024-01-02,1,2,1,2,5\nC,2024-01-02,,2,1,2,5\n"
	    "B,2024-01-02,1,2,1,2,5\n,2024-01-02,1,2,1,2,5\n");
	examine(&f);
	assert_int_equal(0, bt_quality_summary(f.q, &f.bars.result, on_row,
	    &got, &err));
	assert_string_equal("A 1 1 0 0 []\n"
	    "B 2 1 1 2 [unsorted-time 1, missing-volume 1, "
	    "zero-volume 1]\n"
	    "C 0 nan 1 0 [missing-cell 1]\n"
	    " 0 nan 1 0 [missing-cell 1]\n", got.s);
	bt_buf_free(&got);
	end(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_nothing_to_say),
		cmocka_unit_test(finds_volumes_of_zero),
		cmocka_unit_test(finds_runs_of_the_same),
		cmocka_unit_test(finds_holes),
		cmocka_unit_test(finds_jumps),
		cmocka_unit_test(finds_bars_on_closed_days),
		cmocka_unit_test(finds_missing_minutes),
		cmocka_unit_test(finds_mixed_timeframes),
		cmocka_unit_test(finds_symbols_with_holes),
		cmocka_unit_test(shows_as_many_as_wanted),
		cmocka_unit_test(refuses_unknown_checks),
		cmocka_unit_test(has_a_sound_table),
		cmocka_unit_test(sums_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
