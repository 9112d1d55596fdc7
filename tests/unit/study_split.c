/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "lib/base/time.h"
#include "lib/study/metrics.h"
#include "lib/study/split.h"
#include "lib/study/study.h"

static int64_t
day(int year, int month, int d)
{
	return bt_days(year, month, d) * BT_NS_DAY;
}

/* Two months of equity from a cash of 100, and three trades. */
static double		value[] = { 99, 110, 121, 60.5, 66.55 };
static int64_t		times[5];
static struct bt_deal	deals[] = {
	{ .pnl = 11, .symbol = 1, .reason = 2 },
	{ .pnl = -60, .symbol = 0, .reason = 2, .is_short = true },
	{ .pnl = 6, .symbol = 1, .reason = 3 },
};

static struct bt_input
make_input(void)
{
	static const char *const names[] = { "B", "A", "signal", "end" };
	struct bt_input in = { .curve = BT_CURVE_EQUITY, .n = 5,
		.dated = true, .date_only = true, .value = value,
		.time = times, .base_time = BT_TIME_NONE, .has_trades = true,
		.deals = deals, .ndeals = 3, .has_summary = true,
		.summary.first_equity = 100.0 };
	struct bt_err err = BT_ERR_INIT;
	uint32_t id;
	size_t i;

	times[0] = day(2024, 1, 30);
	times[1] = day(2024, 1, 31);
	times[2] = day(2024, 2, 1);
	times[3] = day(2024, 2, 2);
	times[4] = day(2024, 2, 5);
	deals[0].exit_time = times[1];
	deals[1].exit_time = times[3];
	deals[2].exit_time = times[4];
	for (i = 0; i < 4; i++)
		assert_int_equal(bt_names_add(&in.names, bt_span(names[i]),
		    &id, &err), 0);
	return in;
}

static double
measure(const struct bt_input *in, const char *name)
{
	const struct bt_study_rule rule = { .periods = 252.0 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_study s;

	assert_int_equal(bt_study_of(in, &rule, &s, &err), 0);
	return bt_metric_value(bt_metric_find(bt_span(name)), &s);
}

static void
assert_close(double x, double want)
{
	if (!(fabs(x - want) <= 1e-14))
		fail_msg("%.17g, want %.17g", x, want);
}

/*
 * January made 110/100 - 1 from the cash, February 66.55/110 - 1 from the last
 * row of January: what they compound to is the whole.
 */
static void
months_compound(void **state)
{
	struct bt_input in = make_input();
	struct bt_err err = BT_ERR_INIT;
	struct bt_parts p;

	(void)state;
	assert_int_equal(bt_split(&in, BT_SPLIT_MONTH, &p, &err), 0);
	assert_int_equal(p.n, 2);
	assert_string_equal(p.name[0], "2024-01");
	assert_string_equal(p.name[1], "2024-02");
	assert_close(measure(&p.part[0], "total_return"), 0.1);
	assert_close(measure(&p.part[1], "total_return"), -0.395);
	assert_close(measure(&p.part[0], "periods"), 2.0);
	assert_close(measure(&p.part[1], "periods"), 3.0);
	assert_close(measure(&p.part[0], "max_drawdown"), -0.01);
	assert_close(measure(&p.part[1], "max_drawdown"), -0.5);
	assert_close(measure(&p.part[0], "trades"), 1.0);
	assert_close(measure(&p.part[1], "trades"), 2.0);
	assert_close(measure(&p.part[1], "expectancy"), -27.0);
	assert_true(isnan(measure(&p.part[0], "open_trades")));
	assert_close(1.1 * 0.605 - 1.0, measure(&in, "total_return"));
	bt_parts_free(&p);
	bt_names_free(&in.names);
}

/* In the order of names, whatever the order of the trades. */
static void
trades_by_name(void **state)
{
	struct bt_input in = make_input();
	struct bt_err err = BT_ERR_INIT;
	struct bt_parts p;

	(void)state;
	assert_int_equal(bt_split(&in, BT_SPLIT_SYMBOL, &p, &err), 0);
	assert_int_equal(p.n, 2);
	assert_string_equal(p.name[0], "A");
	assert_close(measure(&p.part[0], "expectancy"), 8.5);
	assert_close(measure(&p.part[1], "expectancy"), -60.0);
	assert_true(isnan(measure(&p.part[0], "total_return")));
	bt_parts_free(&p);
	assert_int_equal(bt_split(&in, BT_SPLIT_SIDE, &p, &err), 0);
	assert_string_equal(p.name[0], "long");
	assert_close(measure(&p.part[0], "trades"), 2.0);
	assert_string_equal(p.name[1], "short");
	assert_close(measure(&p.part[1], "trades"), 1.0);
	bt_parts_free(&p);
	assert_int_equal(bt_split(&in, BT_SPLIT_EXIT_REASON, &p, &err), 0);
	assert_string_equal(p.name[0], "end");
	assert_close(measure(&p.part[0], "expectancy"), 6.0);
	assert_string_equal(p.name[1], "signal");
	assert_close(measure(&p.part[1], "trades"), 2.0);
	bt_parts_free(&p);
	bt_names_free(&in.names);
}

/* A curve by its returns: a year begins with its own first return. */
static void
years_of_returns(void **state)
{
	double r[] = { 0.1, -0.5, 0.2 };
	int64_t t[] = { day(2023, 12, 29), day(2024, 1, 2), day(2024, 1, 3) };
	struct bt_input in = { .curve = BT_CURVE_RETURN, .n = 3,
		.dated = true, .value = r, .time = t,
		.base_time = BT_TIME_NONE };
	struct bt_err err = BT_ERR_INIT;
	struct bt_parts p;

	(void)state;
	assert_int_equal(bt_split(&in, BT_SPLIT_YEAR, &p, &err), 0);
	assert_int_equal(p.n, 2);
	assert_string_equal(p.name[1], "2024");
	assert_close(measure(&p.part[0], "total_return"), 0.1);
	assert_close(measure(&p.part[1], "total_return"), -0.4);
	assert_close(measure(&p.part[1], "max_drawdown"), -0.5);
	/* from 2023-12-29 to 2024-01-03 */
	assert_close(measure(&p.part[1], "years"), 5.0 / 365.25);
	bt_parts_free(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_compound),
		cmocka_unit_test(trades_by_name),
		cmocka_unit_test(years_of_returns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
