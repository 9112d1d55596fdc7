/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/study/metric_rows.h"

/* The way down from a high and back; every row counts, also intraday. */

static double
max_drawdown(const struct bt_study *s)
{
	return s->drawdown.max;
}

static double
avg_drawdown(const struct bt_study *s)
{
	return s->drawdown.depth_sum / (double)s->drawdown.count;
}

static double
current_drawdown(const struct bt_study *s)
{
	return s->drawdown.current;
}

static double
longest_drawdown_days(const struct bt_study *s)
{
	return (double)s->drawdown.longest_time / (double)BT_NS_DAY;
}

static double
longest_drawdown_bars(const struct bt_study *s)
{
	return (double)s->drawdown.longest;
}

static double
drawdowns(const struct bt_study *s)
{
	return (double)s->drawdown.count;
}

static double
time_under_water(const struct bt_study *s)
{
	return (double)s->drawdown.under / (double)s->drawdown.n;
}

static double
ulcer(const struct bt_study *s)
{
	return sqrt(s->drawdown.sum_sq / (double)s->drawdown.n);
}

static double
pain(const struct bt_study *s)
{
	return fabs(s->drawdown.sum) / (double)s->drawdown.n;
}

const struct bt_metric bt_metrics_drawdown[] = {
	{ .name = "max_drawdown", .title = "Max drawdown",
	    .unit = BT_UNIT_FRACTION, .needs = BT_NEEDS_DEPTH,
	    .value = max_drawdown,
	    .help = "deepest fall from a high, the start included",
	    .formula = "min of equity / highest equity so far - 1",
	    .source = "empyrical, quantstats and ffn max_drawdown; "
	    "PerformanceAnalytics maxDrawdown (positive)",
	    .others = "jesse and vectorbt's returns accessor leave out the "
	    "start; LEAN rounds to three places" },
	{ .name = "avg_drawdown", .title = "Average drawdown",
	    .unit = BT_UNIT_FRACTION, .needs = BT_NEEDS_FALLS,
	    .value = avg_drawdown,
	    .help = "mean of the deepest points of all drawdowns",
	    .formula = "sum of the depths of drawdowns / drawdowns",
	    .undefined = "no drawdown",
	    .source = "ffn avg_drawdown, PerformanceAnalytics "
	    "AverageDrawdown (positive)" },
	{ .name = "current_drawdown", .title = "Current drawdown",
	    .unit = BT_UNIT_FRACTION, .needs = BT_NEEDS_FALLS,
	    .value = current_drawdown,
	    .help = "how far below its high the curve ends",
	    .formula = "last equity / highest equity - 1",
	    .source = "quantstats to_drawdown_series, last value" },
	{ .name = "longest_drawdown_days", .title = "Longest drawdown",
	    .unit = BT_UNIT_DAYS,
	    .needs = BT_NEEDS_DATES | BT_NEEDS_FALLS,
	    .value = longest_drawdown_days,
	    .help = "most calendar days from a high to its recovery, or to "
	    "the end",
	    .formula = "max of (recovery - high) in days of 24 hours",
	    .source = "backtesting.py Max. Drawdown Duration",
	    .others = "ffn counts from the first row below the high; "
	    "quantstats from that row to the last one below; LEAN only "
	    "drawdowns that recovered" },
	{ .name = "longest_drawdown_bars", .title = "Longest drawdown",
	    .unit = BT_UNIT_BARS, .needs = BT_NEEDS_FALLS,
	    .value = longest_drawdown_bars,
	    .help = "most rows from a high to its recovery, or to the end",
	    .formula = "max of (row of recovery - row of high)",
	    .source = "PerformanceAnalytics table.Drawdowns Length",
	    .others = "backtrader does not count the row that recovers" },
	{ .name = "drawdowns", .title = "Drawdowns",
	    .unit = BT_UNIT_COUNT, .needs = BT_NEEDS_FALLS,
	    .value = drawdowns,
	    .help = "number of drawdowns, an open one included",
	    .formula = "count of ways from a high to its recovery",
	    .source = "PerformanceAnalytics findDrawdowns" },
	{ .name = "time_under_water", .title = "Time under water",
	    .unit = BT_UNIT_FRACTION, .needs = BT_NEEDS_FALLS,
	    .value = time_under_water,
	    .help = "share of the rows that are below the high",
	    .formula = "count of rows with drawdown < 0 / rows after the "
	    "start",
	    .undefined = "a single row",
	    .source = "ours" },
	{ .name = "ulcer", .title = "Ulcer index",
	    .unit = BT_UNIT_FRACTION, .needs = BT_NEEDS_FALLS,
	    .value = ulcer,
	    .help = "root of the mean squared drawdown of all rows",
	    .formula = "sqrt(sum of drawdown^2 / n)",
	    .undefined = "a single row",
	    .source = "Martin and McCann, The Investor's Guide to Fidelity "
	    "Funds (1989); PerformanceAnalytics UlcerIndex",
	    .others = "quantstats and jesse divide by n - 1; ffn is in "
	    "percent and counts the start as a row" },
	{ .name = "pain", .title = "Pain index",
	    .unit = BT_UNIT_FRACTION, .needs = BT_NEEDS_FALLS, .value = pain,
	    .help = "mean depth below the high of all rows",
	    .formula = "sum of |drawdown| / n",
	    .undefined = "a single row",
	    .source = "Becker, Zephyr Associates; PerformanceAnalytics "
	    "PainIndex" },
	BT_METRIC_END
};
