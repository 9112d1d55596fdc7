/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/study/metric_rows.h"

/* What the run made. */

static double
total_return(const struct bt_study *s)
{
	return s->total;
}

/* base^(1 / years) - 1 without losing digits near 1. */
static double
cagr(const struct bt_study *s)
{
	return expm1(log1p(s->total) / s->years);
}

static double
annual_return(const struct bt_study *s)
{
	return bt_perf_annual(&s->perf);
}

static double
mean_return(const struct bt_study *s)
{
	return s->perf.ret.mean;
}

static double
best_period(const struct bt_study *s)
{
	return s->perf.ret.max;
}

static double
worst_period(const struct bt_study *s)
{
	return s->perf.ret.min;
}

static double
positive_periods(const struct bt_study *s)
{
	return (double)s->perf.up / (double)s->perf.n;
}

static double
final_equity(const struct bt_study *s)
{
	return s->last;
}

static double
periods(const struct bt_study *s)
{
	return (double)s->perf.n;
}

static double
years(const struct bt_study *s)
{
	return s->years;
}

const struct bt_metric bt_metrics_return[] = {
	{ .name = "total_return", .title = "Total return",
	    .unit = BT_UNIT_FRACTION, .needs = BT_NEEDS_TOTAL,
	    .value = total_return,
	    .help = "what the whole run made, as a fraction of its start",
	    .formula = "last equity / first equity - 1; product of (1 + r) "
	    "- 1 for returns",
	    .source = "empyrical cum_returns_final, quantstats comp, ffn "
	    "calc_total_return, PerformanceAnalytics Return.cumulative" },
	{ .name = "cagr", .title = "CAGR",
	    .unit = BT_UNIT_FRACTION,
	    .needs = BT_NEEDS_TOTAL | BT_NEEDS_DATES, .value = cagr,
	    .help = "compound growth a year, by the calendar",
	    .formula = "(1 + total_return)^(1 / years) - 1",
	    .undefined = "the account ended below zero",
	    .source = "ffn calc_cagr, backtesting.py CAGR (365.25 days)",
	    .others = "empyrical, quantstats and PerformanceAnalytics count "
	    "periods instead (our annual_return); LEAN and jesse divide by "
	    "365 days; vectorbt by bars of 1/365 year" },
	{ .name = "annual_return", .title = "Annual return",
	    .unit = BT_UNIT_FRACTION,
	    .needs = BT_NEEDS_PERIODS | BT_NEEDS_GROWTH,
	    .value = annual_return,
	    .help = "compound growth a year, by the number of periods",
	    .formula = "(product of (1 + r))^(P / n) - 1",
	    .undefined = "the account ended below zero",
	    .source = "empyrical annual_return, quantstats cagr, "
	    "PerformanceAnalytics Return.annualized",
	    .others = "ffn goes by the calendar (our cagr); LEAN's ratios use "
	    "(1 + mean)^252 - 1" },
	{ .name = "mean_return", .title = "Mean return",
	    .unit = BT_UNIT_FRACTION, .needs = BT_NEEDS_SPREAD,
	    .value = mean_return,
	    .help = "arithmetic mean of the returns of a period",
	    .formula = "sum of r / n",
	    .source = "PerformanceAnalytics Mean; ffn daily_mean is this "
	    "times P",
	    .others = "quantstats avg_return leaves out returns of 0; "
	    "expected_return is the geometric mean" },
	{ .name = "best_period", .title = "Best period",
	    .unit = BT_UNIT_FRACTION, .needs = BT_NEEDS_SHAPE,
	    .value = best_period,
	    .help = "the largest return of a period",
	    .formula = "max r",
	    .source = "quantstats best, ffn best_day" },
	{ .name = "worst_period", .title = "Worst period",
	    .unit = BT_UNIT_FRACTION, .needs = BT_NEEDS_SHAPE,
	    .value = worst_period,
	    .help = "the smallest return of a period",
	    .formula = "min r",
	    .source = "quantstats worst, ffn worst_day" },
	{ .name = "positive_periods", .title = "Positive periods",
	    .unit = BT_UNIT_FRACTION, .needs = BT_NEEDS_SPLIT,
	    .value = positive_periods,
	    .help = "share of the periods with a return above 0",
	    .formula = "count of r > 0 / n",
	    .source = "PerformanceAnalytics UpsideFrequency",
	    .others = "quantstats win_rate leaves periods of 0 out of n" },
	{ .name = "final_equity", .title = "Final equity",
	    .unit = BT_UNIT_MONEY, .needs = BT_NEEDS_MONEY,
	    .value = final_equity,
	    .help = "equity at the end",
	    .formula = "the last row",
	    .source = "backtesting.py Equity Final" },
	{ .name = "periods", .title = "Periods",
	    .unit = BT_UNIT_COUNT, .needs = BT_NEEDS_RETURNS,
	    .value = periods,
	    .help = "returns that were measured, n in the formulas",
	    .formula = "count of r",
	    .source = "PerformanceAnalytics Observations" },
	{ .name = "years", .title = "Years",
	    .unit = BT_UNIT_YEARS, .needs = BT_NEEDS_DATES, .value = years,
	    .help = "calendar years from start to end",
	    .formula = "days / 365.25; the first of a column of returns "
	    "begins one period before its date",
	    .source = "ffn year_frac" },
	BT_METRIC_END
};
