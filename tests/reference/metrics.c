/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/study/metrics.h"
#include "lib/study/settings.h"

/*
 * Our metrics over real returns against what empyrical-reloaded 0.5.12+,
 * quantstats 0.0.81, ffn 1.2.0 and PerformanceAnalytics 2.1.0 give for them:
 * equal to 1e-12 relative where the definition is the same, and after the
 * stated conversion where bt-metrics-definitions(7) says how they differ.
 */

#define TOLERANCE 1e-12

/*
 * Over hourly returns the others' own rounding is larger: empyrical's annual
 * return is 8e-13 off the value of 60-digit decimal arithmetic, and a rate of
 * 2 % a year, computed as 1.02^(1/6240) - 1, has lost 7 digits.
 */
#define TOLERANCE_HOURLY 5e-12

static const struct series {
	const char	*name, *file, *column;
	double		 periods;
} series[] = {
	{ "goog", "goog_2004_2013", NULL, 252.0 },
	{ "aapl", "aapl_1998_2021", NULL, 252.0 },
	{ "spy", "spy_1993_2018", NULL, 252.0 },
	{ "strategy", "strategy_2004_2009", NULL, 252.0 },
	{ "eurusd_hourly", "eurusd_hourly_2017", NULL, 6240.0 },
	{ "edhec_convertible_arbitrage", "edhec_monthly",
	    "Convertible Arbitrage", 12.0 },
	{ "edhec_emerging_markets", "edhec_monthly", "Emerging Markets",
	    12.0 },
	{ "edhec_short_selling", "edhec_monthly", "Short Selling", 12.0 },
};

/* Our value from theirs. */
typedef double	convert_fn(double, const struct bt_study *);

static double
same(double x, const struct bt_study *s)
{
	(void)s;
	return x;
}

/* A loss that is given as a positive number. */
static double
negative(double x, const struct bt_study *s)
{
	(void)s;
	return -x;
}

/* Theirs is of a period. */
static double
of_period(double x, const struct bt_study *s)
{
	return x * sqrt(s->perf.periods);
}

/* Theirs is a geometric mean of a period. */
static double
compounded(double x, const struct bt_study *s)
{
	return expm1(log1p(x) * s->perf.periods);
}

/* Theirs is an arithmetic mean of a year. */
static double
of_year(double x, const struct bt_study *s)
{
	return x / s->perf.periods;
}

/* Theirs is in excess of 1. */
static double
plus_one(double x, const struct bt_study *s)
{
	(void)s;
	return x + 1.0;
}

/* Theirs leaves out the periods that neither won nor lost. */
static double
of_all_periods(double x, const struct bt_study *s)
{
	return x * (double)(s->perf.up + s->perf.down) / (double)s->perf.n;
}

/* Theirs divides by n - 1. */
static double
ulcer_sample(double x, const struct bt_study *s)
{
	return x * sqrt((double)(s->perf.n - 1) / (double)s->perf.n);
}

/* Theirs is in percent, and counts the start as a row. */
static double
ulcer_percent(double x, const struct bt_study *s)
{
	return x / 100.0 * sqrt((double)(s->perf.n + 1) / (double)s->perf.n);
}

/* Theirs has the total return on top, and an ulcer index by n - 1. */
static double
martin_of_total(double x, const struct bt_study *s)
{
	return x * bt_perf_annual(&s->perf) / s->total /
	    ulcer_sample(1.0, s);
}

/* Theirs has the sum of the returns on top. */
static double
recovery_of_sum(double x, const struct bt_study *s)
{
	return x * s->total / fabs(s->perf.ret.mean * (double)s->perf.n);
}

#define ANY (double)NAN		/* the argument is text, or does not matter */
#define ABOVE (double)INFINITY	/* the argument is > 0 */

enum when { ALWAYS, DAILY, MONTHLY, NOT_HOURLY };

/* Which of a program's results is which of our metrics. */
static const struct match {
	const char	*program, *function;
	const char	*key;		/* an argument, or text in it; "a.b": b
					   in a value that is an object */
	double		 number;	/* what the argument is */
	const char	*metric;
	bool		 risk_free;	/* with 2 % a year */
	convert_fn	*convert;
	enum when	 when;
} matches[] = {
#define EMPYRICAL(function, key, number, metric, rf) \
	{ "empyrical", function, key, number, metric, rf, same, ALWAYS }
	EMPYRICAL("annual_return", "", ANY, "annual_return", false),
	EMPYRICAL("cagr", "", ANY, "annual_return", false),
	EMPYRICAL("annual_volatility", "", ANY, "volatility", false),
	EMPYRICAL("calmar_ratio", "", ANY, "calmar", false),
	EMPYRICAL("sharpe_ratio", "risk_free", 0.0, "sharpe", false),
	EMPYRICAL("sharpe_ratio", "risk_free", ABOVE, "sharpe", true),
	EMPYRICAL("sortino_ratio", "required_return", 0.0, "sortino", false),
	EMPYRICAL("sortino_ratio", "required_return", ABOVE, "sortino", true),
	EMPYRICAL("downside_risk", "required_return", 0.0,
	    "downside_deviation", false),
	EMPYRICAL("downside_risk", "required_return", ABOVE,
	    "downside_deviation", true),
	EMPYRICAL("omega_ratio", "required_return", 0.0, "omega", false),
	EMPYRICAL("omega_ratio", "required_return", 0.02, "omega", true),
	EMPYRICAL("max_drawdown", "", ANY, "max_drawdown", false),
	EMPYRICAL("tail_ratio", "", ANY, "tail_ratio", false),
	EMPYRICAL("cum_returns_final", "starting_value", 0.0, "total_return",
	    false),
	EMPYRICAL("value_at_risk", "cutoff", 0.05, "var_95", false),
	EMPYRICAL("conditional_value_at_risk", "cutoff", 0.05, "cvar_95",
	    false),
#define QUANTSTATS(function, key, number, metric, rf, convert) \
	{ "quantstats", function, key, number, metric, rf, convert, ALWAYS }
	QUANTSTATS("comp", "", ANY, "total_return", false, same),
	QUANTSTATS("best", "", ANY, "best_period", false, same),
	QUANTSTATS("worst", "", ANY, "worst_period", false, same),
	QUANTSTATS("win_rate", "", ANY, "positive_periods", false,
	    of_all_periods),
	QUANTSTATS("expected_return", "", ANY, "annual_return", false,
	    compounded),
	QUANTSTATS("skew", "", ANY, "skew", false, same),
	QUANTSTATS("kurtosis", "", ANY, "kurtosis", false, same),
	QUANTSTATS("profit_factor", "", ANY, "omega", false, same),
	{ "quantstats", "gain_to_pain_ratio", "", ANY, "omega", false,
	    plus_one, NOT_HOURLY },	/* it takes days */
	QUANTSTATS("recovery_factor", "", ANY, "recovery_factor", false,
	    recovery_of_sum),
	QUANTSTATS("tail_ratio", "", ANY, "tail_ratio", false, same),
	QUANTSTATS("ulcer_index", "", ANY, "ulcer", false, ulcer_sample),
	QUANTSTATS("upi", "", ANY, "martin", false, martin_of_total),
	QUANTSTATS("max_drawdown", "", ANY, "max_drawdown", false, same),
	QUANTSTATS("sharpe", "rf", 0.0, "sharpe", false, same),
	QUANTSTATS("sharpe", "rf", 0.02, "sharpe", true, same),
	QUANTSTATS("sortino", "rf", 0.0, "sortino", false, same),
	QUANTSTATS("sortino", "rf", 0.02, "sortino", true, same),
	QUANTSTATS("cagr", "rf", 0.0, "annual_return", false, same),
	QUANTSTATS("omega", "rf", 0.0, "omega", false, same),
	QUANTSTATS("omega", "rf", 0.02, "omega", true, same),
	QUANTSTATS("calmar", "", ANY, "calmar", false, same),
	QUANTSTATS("volatility", "", ANY, "volatility", false, same),
#define FFN(function, key, number, metric, rf, convert, when) \
	{ "ffn", function, key, number, metric, rf, convert, when }
	FFN("calc_total_return", "", ANY, "total_return", false, same, ALWAYS),
	FFN("calc_cagr", "", ANY, "cagr", false, same, MONTHLY),
	FFN("calc_max_drawdown", "", ANY, "max_drawdown", false, same, ALWAYS),
	FFN("to_ulcer_index", "", ANY, "ulcer", false, ulcer_percent, ALWAYS),
	FFN("calc_sharpe", "rf", 0.0, "sharpe", false, same, ALWAYS),
	FFN("calc_sharpe", "rf", 0.02, "sharpe", true, same, ALWAYS),
	FFN("calc_sortino_ratio", "rf", 0.0, "sortino", false, same, ALWAYS),
	FFN("calc_sortino_ratio", "rf", 0.02, "sortino", true, same, ALWAYS),
#define FFN_STAT(stat, metric, convert, when) \
	FFN("PerformanceStats.stats", "." stat, ANY, metric, false, convert, \
	    when)
	FFN_STAT("avg_drawdown", "avg_drawdown", same, NOT_HOURLY),
	FFN_STAT("daily_mean", "mean_return", of_year, DAILY),
	FFN_STAT("daily_vol", "volatility", same, DAILY),
	FFN_STAT("daily_skew", "skew", same, DAILY),
	FFN_STAT("daily_kurt", "kurtosis", same, DAILY),
	FFN_STAT("best_day", "best_period", same, DAILY),
	FFN_STAT("worst_day", "worst_period", same, DAILY),
	FFN_STAT("monthly_mean", "mean_return", of_year, MONTHLY),
	FFN_STAT("monthly_vol", "volatility", same, MONTHLY),
	FFN_STAT("monthly_skew", "skew", same, MONTHLY),
	FFN_STAT("monthly_kurt", "kurtosis", same, MONTHLY),
	FFN_STAT("best_month", "best_period", same, MONTHLY),
	FFN_STAT("worst_month", "worst_period", same, MONTHLY),
#define PA(function, key, metric, rf, convert) \
	{ "performanceanalytics", function, key, ANY, metric, rf, convert, \
	    ALWAYS }
	PA("Return.cumulative", "geometric=TRUE", "total_return", false, same),
	PA("Return.annualized", "geometric=TRUE", "annual_return", false,
	    same),
	PA("StdDev.annualized", "scale=", "volatility", false, same),
	PA("SharpeRatio.annualized", "Rf=0 ", "sharpe", false, same),
	PA("SharpeRatio.annualized", "(per period)", "sharpe", true, same),
	PA("SortinoRatio", "Rf=0,", "sortino", false, of_period),
	PA("SortinoRatio", "(per period)", "sortino", true, of_period),
	PA("DownsideDeviation", "Rf=0, method=full", "downside_deviation",
	    false, of_period),
	PA("DownsideDeviation", "(per period), method=full",
	    "downside_deviation", true, of_period),
	PA("UpsideFrequency", "Rf=0", "positive_periods", false, same),
	PA("Omega", "Rf=0 ", "omega", false, same),
	PA("Omega", "(per period)", "omega", true, same),
	PA("OmegaSharpeRatio", "Rf=0", "omega", false, plus_one),
	PA("BernardoLedoitRatio", "", "omega", false, same),
	PA("MartinRatio", "Rf=0", "martin", false, same),
	PA("CalmarRatio", "scale=", "calmar", false, same),
	PA("maxDrawdown", "", "max_drawdown", false, negative),
	PA("AverageDrawdown", "", "avg_drawdown", false, negative),
	PA("UlcerIndex", "", "ulcer", false, same),
	PA("PainIndex", "", "pain", false, same),
	PA("VaR", "p=0.95, method=historical", "var_95", false, same),
	PA("ES", "p=0.95, method=historical", "cvar_95", false, same),
	PA("skewness", "method=fisher", "skew", false, same),
	PA("kurtosis", "method=fisher", "kurtosis", false, same),
	PA("kurtosis", "method=sample_excess", "kurtosis", false, same),
};

#define NSERIES (sizeof(series) / sizeof(series[0]))
#define NMATCHES (sizeof(matches) / sizeof(matches[0]))

/* One comparison: a match over a series, and both programs' numbers. */
struct trial {
	const struct match	*match;
	const struct bt_study	*study;
	double			 theirs, tolerance;
	char			 name[128];
};

/* The studies of all series, without and with a risk-free rate. */
static struct bt_study	studies[NSERIES][2];

static void
test_trial(void **state)
{
	const struct trial *t = *state;
	const struct bt_metric *m = bt_metric_find(bt_span(t->match->metric));
	double ours, want;

	assert_non_null(m);
	ours = bt_metric_value(m, t->study);
	want = t->match->convert(t->theirs, t->study);
	if (!(fabs(ours - want) <= t->tolerance * fabs(want)))
		fail_msg("%.17g, want %.17g (%.1e off)", ours, want,
		    fabs(ours / want - 1.0));
}

static bool
args_match(const json_t *args, const struct match *m)
{
	double x;

	if (json_is_string(args))
		return strstr(json_string_value(args), m->key) != NULL;
	if (isnan(m->number))
		return json_object_get(args, "alpha") == NULL &&
		    json_object_get(args, "aggregate") == NULL;
	if (json_object_get(args, "annualize") != NULL &&
	    json_is_false(json_object_get(args, "annualize")))
		return false;
	x = json_number_value(json_object_get(args, m->key));
	return isinf(m->number) ? x > 0.0 : x == m->number;
}

/* The first result that is meant; NAN if the program gave none. */
static double
find_value(const json_t *oracle, const struct match *m)
{
	const json_t *entries = json_object_get(oracle, "entries");
	const json_t *e, *value;
	size_t i;

	json_array_foreach(entries, i, e) {
		if (strcmp(json_string_value(json_object_get(e, "function")),
		    m->function) != 0)
			continue;
		if (m->key[0] != '.' &&
		    !args_match(json_object_get(e, "args"), m))
			continue;
		value = json_object_get(e, "value");
		if (m->key[0] == '.')
			value = json_object_get(value, m->key + 1);
		return json_is_number(value) ? json_number_value(value) :
		    (double)NAN;
	}
	return (double)NAN;
}

static bool
applies(const struct match *m, const struct series *s)
{
	switch (m->when) {
	case DAILY:
		return s->periods == 252.0;
	case MONTHLY:
		return s->periods == 12.0;
	case NOT_HOURLY:
		return s->periods < 1000.0;
	case ALWAYS:
		break;
	}
	return true;
}

static const char *
reference(void)
{
	const char *base = getenv("BT_REFERENCE");

	return base != NULL ? base : "../shared/reference";
}

static int
study_series(size_t i, int rf)
{
	struct bt_study_settings set = { .periods = series[i].periods,
	    .risk_free = rf ? 0.02 : 0.0, .returns = BT_RETURNS_BAR,
	    .ret = series[i].column != NULL ? series[i].column : "return" };
	struct bt_err err = BT_ERR_INIT;
	struct bt_input input;
	char path[512];

	(void)snprintf(path, sizeof(path), "%s/data/returns_%s.csv",
	    reference(), series[i].file);
	if (bt_study_file(path, &set, &input, &studies[i][rf], &err) == -1)
		return -1;
	bt_input_free(&input);
	return 0;
}

/* Trials of one program over one series. */
static size_t
add_trials(const char *program, size_t i, struct trial *trials)
{
	json_t *oracle;
	char path[512];
	size_t k, n = 0;

	(void)snprintf(path, sizeof(path), "%s/oracles/metrics_%s_%s.json",
	    reference(), program, series[i].name);
	if ((oracle = json_load_file(path, 0, NULL)) == NULL)
		return 0;	/* PerformanceAnalytics has no intraday */
	for (k = 0; k < NMATCHES; k++) {
		const struct match *m = &matches[k];
		double theirs = (double)NAN;

		if (strcmp(m->program, program) == 0 &&
		    applies(m, &series[i]))
			theirs = find_value(oracle, m);
		if (isnan(theirs))
			continue;
		trials[n] = (struct trial){ .match = m, .theirs = theirs,
		    .study = &studies[i][m->risk_free],
		    .tolerance = series[i].periods > 1000.0 ?
		    TOLERANCE_HOURLY : TOLERANCE };
		(void)snprintf(trials[n++].name, sizeof(trials[0].name),
		    "%s over %s: %s %s is %s", program, series[i].name,
		    m->function, m->key, m->metric);
	}
	json_decref(oracle);
	return n;
}

int
main(void)
{
	static const char *const programs[] = { "empyrical", "quantstats",
		"ffn", "performanceanalytics" };
	static struct trial trials[NSERIES * NMATCHES];
	static struct CMUnitTest tests[NSERIES * NMATCHES];
	size_t i, k, n = 0;

	for (i = 0; i < NSERIES; i++) {
		if (study_series(i, 0) == -1 || study_series(i, 1) == -1) {
			puts("1..0 # SKIP reference data not found");
			return 0;
		}
		for (k = 0; k < 4; k++)
			n += add_trials(programs[k], i, trials + n);
	}
	for (i = 0; i < n; i++)
		tests[i] = (struct CMUnitTest){ trials[i].name, test_trial,
		    NULL, NULL, &trials[i] };
	return _cmocka_run_group_tests("metrics", tests, n, NULL, NULL);
}
