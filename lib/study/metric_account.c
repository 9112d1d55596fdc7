/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/study/metric_rows.h"

/* How much of the account was at work, and what that cost. */

static double
exposure(const struct bt_study *s)
{
	return s->exposure;
}

static double
gross_exposure(const struct bt_study *s)
{
	return s->gross;
}

static double
turnover(const struct bt_study *s)
{
	return s->trades.traded / 2.0 / s->mean_equity / s->years;
}

static double
commission_paid(const struct bt_study *s)
{
	return s->trades.commission;
}

static double
slippage_paid(const struct bt_study *s)
{
	return s->trades.slippage;
}

const struct bt_metric bt_metrics_account[] = {
	{ .name = "exposure", .title = "Exposure",
	    .unit = BT_UNIT_FRACTION,
	    .needs = BT_NEEDS_POSITIONS | BT_NEEDS_WHOLE,
	    .value = exposure,
	    .help = "share of the rows that end with a position",
	    .formula = "count of rows with positions > 0 / rows",
	    .source = "ours, by the close",
	    .others = "backtesting.py also counts the bar of the exit; "
	    "quantstats days with a return, rounded up to 1 %" },
	{ .name = "gross_exposure", .title = "Gross exposure",
	    .unit = BT_UNIT_FRACTION,
	    .needs = BT_NEEDS_GROSS | BT_NEEDS_WHOLE,
	    .value = gross_exposure,
	    .help = "mean of what is held, long and short, over equity",
	    .formula = "mean of (long + short) / equity",
	    .source = "pyfolio gross leverage, mean",
	    .others = "vectorbt Max Gross Exposure is the largest" },
	{ .name = "turnover", .title = "Turnover a year",
	    .unit = BT_UNIT_RATIO, .needs = BT_NEEDS_TRADES |
	    BT_NEEDS_MEAN_EQUITY | BT_NEEDS_MONEY | BT_NEEDS_DATES,
	    .value = turnover,
	    .help = "how often a year the account is traded once over",
	    .formula = "sum of quantity x (entry_price + exit_price) / 2 / "
	    "mean equity / years",
	    .undefined = "mean equity is not above zero",
	    .source = "one-sided, as funds report it",
	    .others = "pyfolio sums both sides, a day; LEAN a day" },
	{ .name = "commission_paid", .title = "Commission",
	    .unit = BT_UNIT_MONEY, .needs = BT_NEEDS_TRADES,
	    .value = commission_paid,
	    .help = "commission of all closed trades",
	    .formula = "sum of commission",
	    .source = "backtesting.py Commissions" },
	{ .name = "slippage_paid", .title = "Slippage",
	    .unit = BT_UNIT_MONEY, .needs = BT_NEEDS_TRADES,
	    .value = slippage_paid,
	    .help = "slippage of all closed trades, already in their prices",
	    .formula = "sum of slippage",
	    .source = "ours" },
	BT_METRIC_END
};
