/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "lib/study/metrics.h"
#include "lib/study/tradestat.h"

static void
assert_close(double x, double want)
{
	if (!(fabs(x - want) <= 1e-14 * fabs(want)))
		fail_msg("%.17g, want %.17g", x, want);
}

/*
 * Seven trades of pnl 100 50 -30 0 -20 -50 150, in this order:
 *	profit 300 of 3 wins, loss -100 of 3, sum 200, mean 200/7
 *	squares 10000+2500+900+0+400+2500+22500 = 38800, variance
 *	(38800 - 7 (200/7)^2) / 6 = (38800 - 40000/7) / 6
 *	streaks: 2 wins (1st, 2nd), 2 losses (5th, 6th): the 0 cut them
 */
static const struct bt_deal deals[] = {
	{ .pnl = 100, .ret = 0.1, .bars = 5, .commission = 1, .slippage = 0.5,
	    .traded = 2100, .mae = -0.01, .mfe = 0.12 },
	{ .pnl = 50, .ret = 0.05, .bars = 3, .commission = 1, .traded = 2050,
	    .mae = -0.03, .mfe = 0.06, .is_short = true },
	{ .pnl = -30, .ret = -0.03, .bars = 2, .commission = 1,
	    .traded = 1970, .mae = -0.05 },
	{ .pnl = 0, .ret = 0.0, .bars = 1, .commission = 1, .traded = 2000,
	    .ambiguous = true },
	{ .pnl = -20, .ret = -0.02, .bars = 4, .commission = 1,
	    .traded = 1980 },
	{ .pnl = -50, .ret = -0.05, .bars = 9, .commission = 1,
	    .traded = 1950, .is_short = true },
	{ .pnl = 150, .ret = 0.15, .bars = 4, .commission = 1,
	    .slippage = 0.25, .traded = 2150 },
};

static void
seven_trades(void **state)
{
	struct bt_tradestat s;

	(void)state;
	bt_tradestat_of(deals, 7, &s);
	assert_int_equal(s.n, 7);
	assert_int_equal(s.longs, 5);
	assert_int_equal(s.shorts, 2);
	assert_int_equal(s.wins, 3);
	assert_int_equal(s.losses, 3);
	assert_int_equal(s.ambiguous, 1);
	assert_true(s.profit == 300.0 && s.loss == -100.0);
	assert_close(s.mean_pnl, 200.0 / 7.0);
	assert_close(s.sd_pnl, sqrt((38800.0 - 40000.0 / 7.0) / 6.0));
	assert_close(s.mean_ret, 0.2 / 7.0);
	assert_close(s.mean_win, 0.1);
	assert_close(s.mean_loss, -0.1 / 3.0);
	assert_true(s.best == 0.15 && s.worst == -0.05);
	assert_close(s.mean_bars, 4.0);
	assert_int_equal(s.max_bars, 9);
	assert_int_equal(s.win_streak, 2);
	assert_int_equal(s.loss_streak, 2);
	assert_true(s.commission == 7.0 && s.slippage == 0.75);
	assert_true(s.traded == 14200.0);
	assert_close(s.mean_mae, -0.09 / 7.0);
	assert_close(s.mean_mfe, 0.18 / 7.0);
}

/* The metrics of those trades: W = 3/7, payoff = (300/3) / (100/3) = 3. */
static void
metrics_of_seven_trades(void **state)
{
	static const struct {
		const char	*name;
		double		 want;
	} rows[] = {
		{ "trades", 7 }, { "long_trades", 5 }, { "short_trades", 2 },
		{ "open_trades", 1 }, { "ambiguous_trades", 1 },
		{ "win_rate", 3.0 / 7.0 }, { "profit_factor", 3.0 },
		{ "expectancy", 200.0 / 7.0 }, { "payoff", 3.0 },
		{ "kelly", 3.0 / 7.0 - 4.0 / 7.0 / 3.0 },
		{ "avg_trade", 0.2 / 7.0 }, { "avg_win", 0.1 },
		{ "avg_loss", -0.1 / 3.0 }, { "best_trade", 0.15 },
		{ "worst_trade", -0.05 }, { "avg_bars", 4 },
		{ "max_bars", 9 }, { "win_streak", 2 }, { "loss_streak", 2 },
		{ "avg_mae", -0.09 / 7.0 }, { "avg_mfe", 0.18 / 7.0 },
		{ "commission_paid", 7.0 }, { "slippage_paid", 0.75 },
		/* 14200 / 2 over a mean equity of 1000 in two years */
		{ "turnover", 3.55 },
	};
	struct bt_study s = { .open_trades = 1, .mean_equity = 1000.0,
		.years = 2.0, .have = BT_NEEDS_TRADES | BT_NEEDS_A_TRADE |
		BT_NEEDS_CURVE | BT_NEEDS_MONEY | BT_NEEDS_DATES |
		BT_NEEDS_WHOLE | BT_NEEDS_EXCURSIONS |
		BT_NEEDS_MEAN_EQUITY };
	size_t i;

	(void)state;
	bt_tradestat_of(deals, 7, &s.trades);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_close(bt_metric_value(bt_metric_find(
		    bt_span(rows[i].name)), &s), rows[i].want);
	/* sqrt(7) * (200/7) / sd */
	assert_close(bt_metric_value(bt_metric_find(bt_span("sqn")), &s),
	    sqrt(7.0) * (200.0 / 7.0) /
	    sqrt((38800.0 - 40000.0 / 7.0) / 6.0));
}

static void
assert_none(const struct bt_study *s, const char *name, const char *why)
{
	const struct bt_metric *m = bt_metric_find(bt_span(name));

	assert_true(isnan(bt_metric_value(m, s)));
	assert_string_equal(bt_metric_why(m, s), why);
}

/* What has no value says why, and is not 0. */
static void
no_value(void **state)
{
	struct bt_study s = { .have = BT_NEEDS_TRADES };

	(void)state;
	bt_tradestat_of(deals, 0, &s.trades);
	assert_true(bt_metric_value(bt_metric_find(bt_span("trades")),
	    &s) == 0.0);
	assert_none(&s, "win_rate", "no closed trade");
	assert_none(&s, "best_trade", "no closed trade");
	s.have |= BT_NEEDS_A_TRADE;
	bt_tradestat_of(deals, 1, &s.trades);
	assert_none(&s, "profit_factor", "no losing trade");
	assert_none(&s, "payoff", "no winning or no losing trade");
	assert_none(&s, "kelly", "no winning or no losing trade");
	assert_none(&s, "avg_loss", "no losing trade");
	assert_none(&s, "sqn",
	    "fewer than two trades, or their pnl does not vary");
	bt_tradestat_of(deals + 2, 1, &s.trades);
	assert_none(&s, "avg_win", "no winning trade");
	assert_true(bt_metric_value(bt_metric_find(bt_span("win_rate")),
	    &s) == 0.0);
	s.have = 0;
	assert_none(&s, "trades", "no trades in the input");
}

static void
deal_of_a_trade(void **state)
{
	const struct bt_trade trade = { .side = { "short", 5 },
		.quantity = 10, .entry_price = 5, .exit_price = 4, .pnl = 9,
		.ret = 0.18, .commission = 1, .slippage = 0.5, .bars = 3,
		.mae = -0.1, .mfe = 0.2, .ambiguous = true };
	struct bt_deal d = bt_deal_of(&trade);

	(void)state;
	assert_true(d.is_short && d.ambiguous && d.bars == 3);
	assert_true(d.traded == 90.0 && d.pnl == 9.0 && d.ret == 0.18);
	assert_true(d.commission == 1.0 && d.slippage == 0.5);
	assert_true(d.mae == -0.1 && d.mfe == 0.2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(seven_trades),
		cmocka_unit_test(metrics_of_seven_trades),
		cmocka_unit_test(no_value),
		cmocka_unit_test(deal_of_a_trade),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
