/* SPDX-License-Identifier: ISC */
/* Values from elsewhere: coarser bars, other symbols, all symbols. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/expression.h"
#include "lib/base/time.h"

/* Wednesday 1970-01-07 to Thursday the 15th: Mondays are 12 and 19. */
static void
sees_closed_bars_only(void **state)
{
	double close[9] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
	/* the week of the 7th closes when the 12th begins, on 5 */
	static const double week[9] = { NAN, NAN, NAN, NAN, NAN, 5, 5, 5, 5 };
	static const double two[9] = { NAN, 1, 1, 3, 3, 5, 5, 7, 7 };
	double out[9], *value = out;
	int64_t time[9];
	struct bt_bars bars = { "A", 9, time, close, close, close, close,
	    close, { NULL } };
	struct trial t = { &bars, 1, 1, NULL, { 0 }, 0 };
	struct bt_err err = BT_ERR_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < 9; i++)
		time[i] = (int64_t)(7 + i) * BT_NS_DAY;	/* Thursday the 8th */
	assert_int_equal(trial_run(&t, "tf(\"1W\", close)", &value, &err), 0);
	for (i = 0; i < 9; i++)
		assert_true(trial_same(out[i], i < 4 ? NAN : 4));
	for (i = 0; i < 9; i++)
		time[i] = (int64_t)(6 + i) * BT_NS_DAY;
	assert_int_equal(trial_run(&t, "tf(\"1W\", close)", &value, &err), 0);
	for (i = 0; i < 9; i++)
		assert_true(trial_same(out[i], week[i]));
	/* Days 6+7, 8+9 ...: the first pair is closed when day 8 begins. */
	assert_int_equal(trial_run(&t, "tf(\"2D\", open)", &value, &err), 0);
	for (i = 0; i < 9; i++)
		assert_true(trial_same(out[i], i < 2 ? NAN : two[i - 1]));
}

static void
sees_other_symbols_as_of_now(void **state)
{
	int64_t ta[4] = { 1, 2, 4, 6 }, tb[3] = { 2, 3, 6 };
	double a[4] = { 10, 20, 30, 40 }, b[3] = { 20, 7, 50 };
	struct bt_bars bars[2] = {
		{ "A", 4, ta, a, a, a, a, a, { NULL } },
		{ "B", 3, tb, b, b, b, b, b, { NULL } },
	};
	static const double of_b[4] = { NAN, 20, 7, 50 };
	/* ranks at 1: A; at 2: a tie; at 3: B; at 4: A; at 6: B, A */
	static const double rank_a[4] = { 1, 1.5, 1, 2 };
	static const double rank_b[3] = { 1.5, 1, 1 };
	size_t first[] = { 0, 1, 3, 4, 5, 7 };
	int64_t steps[] = { 1, 2, 3, 4, 6 };
	uint32_t symbol[] = { 0, 0, 1, 1, 0, 0, 1 };
	uint32_t bar[] = { 0, 1, 0, 1, 2, 3, 2 };
	struct bt_timeline line = { 5, steps, first, symbol, bar, NULL };
	struct trial t = { bars, 2, 2, &line, { 0 }, 0 };
	double out[2][4], *value[2] = { out[0], out[1] };
	struct bt_err err = BT_ERR_INIT;
	size_t i;

	(void)state;
	assert_int_equal(trial_run(&t, "sym('B', close)", value, &err), 0);
	for (i = 0; i < 4; i++)
		assert_true(trial_same(out[0][i], of_b[i]));
	assert_int_equal(trial_run(&t, "xrank(close)", value, &err), 0);
	for (i = 0; i < 4; i++)
		assert_true(out[0][i] == rank_a[i]);
	for (i = 0; i < 3; i++)
		assert_true(out[1][i] == rank_b[i]);
	assert_int_equal(trial_run(&t, "sym('B', xrank(close)) == 1", value,
	    &err), 0);
	for (i = 0; i < 4; i++)
		assert_true(out[0][i] == (i >= 2));
	assert_int_equal(trial_run(&t, "sym('C', close)", value, &err), -1);
	assert_string_equal(err.text,
	    "sym(\"C\", ...): the input has no symbol 'C'");
}

static void
knows_its_frames(void **state)
{
	static const struct {
		const char	*frame;
		int64_t		 same, next;	/* minutes since the epoch */
	} rows[] = {
		{ "5m", 4, 5 }, { "1h", 59, 60 }, { "4h", 239, 240 },
		/* bars of 7 hours begin anew at midnight: 0 7 14 21 */
		{ "7h", 419, 420 }, { "1D", 1439, 1440 },
		{ "2D", 2879, 2880 },
		/* Monday the 5th, the first of February, April, and 1971 */
		{ "1W", 4 * 1440 - 1, 4 * 1440 },
		{ "1M", 31 * 1440 - 1, 31 * 1440 },
		{ "1Q", 90 * 1440 - 1, 90 * 1440 },
		{ "1Y", 365 * 1440 - 1, 365 * 1440 },
	};
	struct bt_err err = BT_ERR_INIT;
	struct bt_frame f;
	int64_t minute = 60 * BT_NS_SECOND, first;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(bt_frame_parse(bt_span(rows[i].frame), &f,
		    &err), 0);
		first = bt_frame_bar(&f, 0);
		assert_int_equal(bt_frame_bar(&f, rows[i].same * minute),
		    first);
		assert_true(bt_frame_bar(&f, rows[i].next * minute) > first);
		/* the minute before the epoch is in no bar of the epoch's,
		 * but the week's */
		if (f.unit != 'W')
			assert_true(bt_frame_bar(&f, -minute) < first);
	}
}

static void
refuses_other_frames(void **state)
{
	static const char *const rows[] = { "", "h", "1", "0h", "25h", "1s",
	    "1 h", "-1D", "1441m", "1.5h" };
	struct bt_err err;
	struct bt_frame f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		err = (struct bt_err)BT_ERR_INIT;
		assert_int_equal(bt_frame_parse(bt_span(rows[i]), &f, &err),
		    -1);
		assert_int_equal(err.code, BT_EUSAGE);
	}
	assert_string_equal(err.text, "not a frame: '1.5h'; want a number and "
	    "m, h, D, W, M (month), Q or Y, as in \"1h\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sees_closed_bars_only),
		cmocka_unit_test(sees_other_symbols_as_of_now),
		cmocka_unit_test(knows_its_frames),
		cmocka_unit_test(refuses_other_frames),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
