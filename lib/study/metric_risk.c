/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/study/metric_rows.h"

/* How the returns scatter, and how their tails look. */

static double
volatility(const struct bt_study *s)
{
	return bt_moments_sd(&s->perf.ret) * sqrt(s->perf.periods);
}

static double
downside_deviation(const struct bt_study *s)
{
	return s->perf.downside * sqrt(s->perf.periods);
}

static double
var_95(const struct bt_study *s)
{
	return s->perf.q05;
}

static double
cvar_95(const struct bt_study *s)
{
	return s->perf.tail_mean;
}

static double
tail_ratio(const struct bt_study *s)
{
	return fabs(s->perf.q95) / fabs(s->perf.q05);
}

/* The shape of what is only rounding would be noise. */
static double
skew(const struct bt_study *s)
{
	return bt_perf_sd(&s->perf) > 0.0 ?
	    bt_moments_skew(&s->perf.ret) : (double)NAN;
}

static double
kurtosis(const struct bt_study *s)
{
	return bt_perf_sd(&s->perf) > 0.0 ?
	    bt_moments_kurtosis(&s->perf.ret) : (double)NAN;
}

const struct bt_metric bt_metrics_risk[] = {
	{ .name = "volatility", .title = "Volatility",
	    .unit = BT_UNIT_FRACTION,
	    .needs = BT_NEEDS_PERIODS | BT_NEEDS_SPREAD,
	    .value = volatility,
	    .help = "standard deviation of the returns, a year",
	    .formula = "sd(r) with n - 1, times sqrt(P)",
	    .undefined = "fewer than two returns",
	    .source = "empyrical annual_volatility, quantstats volatility, "
	    "PerformanceAnalytics StdDev.annualized",
	    .others = "backtesting.py compounds it; backtrader and freqtrade "
	    "divide by n" },
	{ .name = "downside_deviation", .title = "Downside deviation",
	    .unit = BT_UNIT_FRACTION,
	    .needs = BT_NEEDS_PERIODS | BT_NEEDS_SPLIT,
	    .value = downside_deviation,
	    .help = "deviation of what is below the risk-free rate, a year",
	    .formula = "sqrt(sum of min(r - rf, 0)^2 / n) times sqrt(P)",
	    .source = "empyrical downside_risk, PerformanceAnalytics "
	    "DownsideDeviation method full (a period)",
	    .others = "PerformanceAnalytics method subset divides by the "
	    "number of losses; LEAN takes the deviation of the losses about "
	    "their own mean" },
	{ .name = "var_95", .title = "VaR 95 %",
	    .unit = BT_UNIT_FRACTION, .needs = BT_NEEDS_TAILS,
	    .value = var_95,
	    .help = "return that 5 % of the periods fall below",
	    .formula = "5 % quantile of r, linear between order statistics "
	    "(type 7)",
	    .source = "empyrical value_at_risk, PerformanceAnalytics VaR "
	    "historical",
	    .others = "quantstats and PerformanceAnalytics gaussian take a "
	    "normal distribution (sd with n - 1, with n); "
	    "PerformanceAnalytics modified is Cornish-Fisher's; LEAN a normal "
	    "one of the last 252 days" },
	{ .name = "cvar_95", .title = "CVaR 95 %",
	    .unit = BT_UNIT_FRACTION, .needs = BT_NEEDS_TAILS,
	    .value = cvar_95,
	    .help = "mean return of the periods at or below var_95",
	    .formula = "mean of r <= var_95",
	    .source = "empyrical conditional_value_at_risk, "
	    "PerformanceAnalytics ES historical",
	    .others = "quantstats takes the mean below its normal VaR; jesse "
	    "one return fewer" },
	{ .name = "tail_ratio", .title = "Tail ratio",
	    .unit = BT_UNIT_RATIO, .needs = BT_NEEDS_TAILS,
	    .value = tail_ratio,
	    .help = "size of the right tail over that of the left",
	    .formula = "|95 % quantile of r| / |5 % quantile of r|",
	    .undefined = "the 5 % quantile is 0",
	    .source = "empyrical tail_ratio, quantstats tail_ratio" },
	{ .name = "skew", .title = "Skewness",
	    .unit = BT_UNIT_RATIO, .needs = BT_NEEDS_SHAPE, .value = skew,
	    .help = "asymmetry of the returns; 0 for a normal distribution",
	    .formula = "G1: third standardised moment, corrected for bias",
	    .undefined = "fewer than three returns, or they do not vary",
	    .source = "pandas skew (quantstats, ffn), PerformanceAnalytics "
	    "skewness fisher",
	    .others = "PerformanceAnalytics moment and scipy (vectorbt) "
	    "without the correction" },
	{ .name = "kurtosis", .title = "Excess kurtosis",
	    .unit = BT_UNIT_RATIO, .needs = BT_NEEDS_SHAPE,
	    .value = kurtosis,
	    .help = "weight of the tails; 0 for a normal distribution",
	    .formula = "G2: fourth standardised moment - 3, corrected for "
	    "bias",
	    .undefined = "fewer than four returns, or they do not vary",
	    .source = "pandas kurtosis (quantstats, ffn), "
	    "PerformanceAnalytics kurtosis sample_excess",
	    .others = "PerformanceAnalytics moment is not in excess of 3; "
	    "excess is not corrected" },
	BT_METRIC_END
};
