/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/study/metric_rows.h"

/* Reward over risk. */

static double
sharpe(const struct bt_study *s)
{
	return (s->perf.ret.mean - s->perf.risk_free) / bt_perf_sd(&s->perf) *
	    sqrt(s->perf.periods);
}

static double
sortino(const struct bt_study *s)
{
	return (s->perf.ret.mean - s->perf.risk_free) / s->perf.downside *
	    sqrt(s->perf.periods);
}

static double
calmar(const struct bt_study *s)
{
	return bt_perf_annual(&s->perf) / -s->drawdown.max;
}

static double
omega(const struct bt_study *s)
{
	return s->perf.gain / s->perf.loss;
}

static double
martin(const struct bt_study *s)
{
	return (bt_perf_annual(&s->perf) - s->risk_free) /
	    sqrt(s->drawdown.sum_sq / (double)s->drawdown.n);
}

static double
recovery_factor(const struct bt_study *s)
{
	return s->total / -s->drawdown.max;
}

const struct bt_metric bt_metrics_ratio[] = {
	{ .name = "sharpe", .title = "Sharpe ratio",
	    .unit = BT_UNIT_RATIO,
	    .needs = BT_NEEDS_PERIODS | BT_NEEDS_SPREAD,
	    .value = sharpe,
	    .help = "mean return over the risk-free rate by its deviation, "
	    "a year",
	    .formula = "mean(r - rf) / sd(r) with n - 1, times sqrt(P)",
	    .undefined = "the returns do not vary",
	    .source = "Sharpe, Journal of Portfolio Management 21 (1994); "
	    "empyrical, quantstats, ffn, PerformanceAnalytics "
	    "SharpeRatio.annualized",
	    .others = "backtesting.py divides the compound annual return by "
	    "its compounded volatility; LEAN compounds the mean; jesse and "
	    "vectorbt take sqrt(365); backtrader's default is of years, with "
	    "n and a risk-free rate of 1 %" },
	{ .name = "sortino", .title = "Sortino ratio",
	    .unit = BT_UNIT_RATIO, .needs = BT_NEEDS_PERIODS |
	    BT_NEEDS_SPREAD | BT_NEEDS_SPLIT, .value = sortino,
	    .help = "mean return over the risk-free rate by the downside "
	    "deviation, a year",
	    .formula = "mean(r - rf) / sqrt(sum of min(r - rf, 0)^2 / n), "
	    "times sqrt(P)",
	    .undefined = "no return is below the risk-free rate",
	    .source = "Sortino and Price, Journal of Investing 3 (1994); "
	    "empyrical, quantstats, ffn",
	    .others = "PerformanceAnalytics SortinoRatio is of a period (this "
	    "/ sqrt(P)); backtesting.py has the compound annual return on "
	    "top; LEAN divides by the deviation of the losses" },
	{ .name = "calmar", .title = "Calmar ratio",
	    .unit = BT_UNIT_RATIO,
	    .needs = BT_NEEDS_PERIODS | BT_NEEDS_GROWTH | BT_NEEDS_DEPTH,
	    .value = calmar,
	    .help = "annual_return by the size of max_drawdown",
	    .formula = "annual_return / |max_drawdown|, whole run",
	    .undefined = "no drawdown, or the account ended below zero",
	    .source = "Young, Futures (1991), here over the whole run; "
	    "empyrical, quantstats, PerformanceAnalytics CalmarRatio",
	    .others = "ffn has cagr on top; backtrader takes 36 months and "
	    "log returns" },
	{ .name = "omega", .title = "Omega ratio",
	    .unit = BT_UNIT_RATIO,
	    .needs = BT_NEEDS_PERIODS | BT_NEEDS_SPLIT,
	    .value = omega,
	    .help = "what is above the risk-free rate by what is below it",
	    .formula = "sum of max(r - rf, 0) / sum of max(rf - r, 0)",
	    .undefined = "no return is below the risk-free rate",
	    .source = "Keating and Shadwick (2002); empyrical, quantstats "
	    "omega (and profit_factor, at rf 0), PerformanceAnalytics Omega "
	    "simple" },
	{ .name = "martin", .title = "Martin ratio",
	    .unit = BT_UNIT_RATIO,
	    .needs = BT_NEEDS_PERIODS | BT_NEEDS_GROWTH | BT_NEEDS_FALLS,
	    .value = martin,
	    .help = "annual_return over the risk-free rate by ulcer",
	    .formula = "(annual_return - R) / ulcer, R the rate a year",
	    .undefined = "no drawdown, or the account ended below zero",
	    .source = "Martin and McCann (1989); PerformanceAnalytics "
	    "MartinRatio",
	    .others = "quantstats upi has total_return on top; ffn the mean "
	    "of a period, over percent" },
	{ .name = "recovery_factor", .title = "Recovery factor",
	    .unit = BT_UNIT_RATIO,
	    .needs = BT_NEEDS_TOTAL | BT_NEEDS_DEPTH,
	    .value = recovery_factor,
	    .help = "total_return by the size of max_drawdown",
	    .formula = "total_return / |max_drawdown|",
	    .undefined = "no drawdown",
	    .source = "MetaTrader 5, by relative amounts",
	    .others = "quantstats has the sum of the returns on top" },
	BT_METRIC_END
};
