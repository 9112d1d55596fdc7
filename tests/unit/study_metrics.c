/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/time.h"
#include "lib/study/metrics.h"
#include "lib/study/select.h"

#define MAX 64

/* An input made of numbers instead of a file. */
struct made {
	double		 value[MAX];
	int64_t		 time[MAX];
	struct bt_input	 in;
};

static struct made
make_days(enum bt_curve curve, const double *value, size_t n)
{
	struct made m = { .in = { .curve = curve, .n = n, .dated = true,
	    .date_only = true, .base_time = BT_TIME_NONE } };
	size_t i;

	/* weekdays from Monday 2024-01-01 on */
	for (i = 0; i < n; i++) {
		m.value[i] = value[i];
		m.time[i] = (bt_days(2024, 1, 1) +
		    (int64_t)(i / 5 * 7 + i % 5)) * BT_NS_DAY;
	}
	return m;
}

static struct bt_study
study(struct made *m, double risk_free)
{
	const struct bt_study_rule rule = { .periods = (double)NAN,
	    .risk_free = risk_free };
	struct bt_err err = BT_ERR_INIT;
	struct bt_study s;

	m->in.value = m->value;
	m->in.time = m->time;
	assert_int_equal(bt_study_of(&m->in, &rule, &s, &err), 0);
	return s;
}

static double
value(const struct bt_study *s, const char *name)
{
	return bt_metric_value(bt_metric_find(bt_span(name)), s);
}

static void
assert_metric(const struct bt_study *s, const char *name, double want)
{
	double x = value(s, name);

	if (!(fabs(x - want) <= 1e-12 * fabs(want)))
		fail_msg("%s is %.17g, want %.17g", name, x, want);
}

static void
assert_none(const struct bt_study *s, const char *name, const char *why)
{
	const struct bt_metric *m = bt_metric_find(bt_span(name));

	assert_true(isnan(bt_metric_value(m, s)));
	assert_string_equal(bt_metric_why(m, s), why);
}

/*
 * 100 110 99 108.9: returns 0.1 -0.1 0.1.  Mean 0.1/3; squares about it
 * (2/30)^2 + (4/30)^2 + (2/30)^2 = 24/900, variance 12/900, sd sqrt(12)/30.
 * Downside sqrt(0.01/3).  Depth of 99: -0.1; of 108.9: -0.01.
 * 5 % quantile: rank 0.1 between -0.1 and 0.1: -0.08; at or below: -0.1.
 * 95 %: rank 1.9, between 0.1 and 0.1.
 */
static void
four_days(void **state)
{
	const double v[] = { 100, 110, 99, 108.9 };
	struct made m = make_days(BT_CURVE_EQUITY, v, 4);
	struct bt_study s = study(&m, 0.0);
	const double annual = pow(1.089, 252.0 / 3.0) - 1.0;

	(void)state;
	assert_metric(&s, "total_return", 108.9 / 100.0 - 1.0);
	assert_metric(&s, "years", 3.0 / 365.25);
	assert_metric(&s, "cagr", pow(1.089, 365.25 / 3.0) - 1.0);
	assert_metric(&s, "annual_return", annual);
	assert_metric(&s, "mean_return", 0.1 / 3.0);
	assert_metric(&s, "best_period", 0.1);
	assert_metric(&s, "worst_period", -0.1);
	assert_metric(&s, "positive_periods", 2.0 / 3.0);
	assert_metric(&s, "final_equity", 108.9);
	assert_metric(&s, "periods", 3.0);
	assert_metric(&s, "volatility", sqrt(12.0) / 30.0 * sqrt(252.0));
	assert_metric(&s, "downside_deviation", sqrt(0.01 / 3.0 * 252.0));
	assert_metric(&s, "var_95", -0.08);
	assert_metric(&s, "cvar_95", -0.1);
	assert_metric(&s, "tail_ratio", 0.1 / 0.08);
	assert_metric(&s, "sharpe", 1.0 / sqrt(12.0) * sqrt(252.0));
	assert_metric(&s, "sortino", 0.1 / 3.0 / sqrt(0.01 / 3.0) *
	    sqrt(252.0));
	assert_metric(&s, "omega", 2.0);
	assert_metric(&s, "max_drawdown", -0.1);
	assert_metric(&s, "avg_drawdown", -0.1);
	assert_metric(&s, "current_drawdown", -0.01);
	assert_metric(&s, "longest_drawdown_days", 2.0);
	assert_metric(&s, "longest_drawdown_bars", 2.0);
	assert_metric(&s, "drawdowns", 1.0);
	assert_metric(&s, "time_under_water", 2.0 / 3.0);
	assert_metric(&s, "ulcer", sqrt((0.01 + 0.0001) / 3.0));
	assert_metric(&s, "pain", 0.11 / 3.0);
	assert_metric(&s, "calmar", annual / 0.1);
	assert_metric(&s, "martin", annual / sqrt((0.01 + 0.0001) / 3.0));
	assert_metric(&s, "recovery_factor", 0.089 / 0.1);
	assert_none(&s, "kurtosis",
	    "fewer than four returns, or they do not vary");
	assert_none(&s, "trades", "no trades in the input");
	assert_none(&s, "exposure", "no positions in the input");
}

/* The same by returns; the first period began on Friday, 2023-12-29. */
static void
by_returns(void **state)
{
	const double v[] = { 0.1, -0.1, 0.1 };
	struct made m = make_days(BT_CURVE_RETURN, v, 3);
	struct bt_study s = study(&m, 0.0);

	(void)state;
	assert_metric(&s, "total_return", 1.1 * 0.9 * 1.1 - 1.0);
	assert_metric(&s, "years", 5.0 / 365.25);
	assert_metric(&s, "sharpe", 1.0 / sqrt(12.0) * sqrt(252.0));
	assert_metric(&s, "max_drawdown", -0.1);
	assert_metric(&s, "periods", 3.0);
	assert_none(&s, "final_equity",
	    "returns only: no money in the input");
}

/* 2 % a year is 1.02^(1/252) - 1 a day, and no more than that. */
static void
over_the_risk_free_rate(void **state)
{
	const double v[] = { 0.1, -0.1, 0.1 };
	const double rf = pow(1.02, 1.0 / 252.0) - 1.0;
	struct made m = make_days(BT_CURVE_RETURN, v, 3);
	struct bt_study s = study(&m, 0.02);

	(void)state;
	assert_metric(&s, "sharpe", (0.1 / 3.0 - rf) / (sqrt(12.0) / 30.0) *
	    sqrt(252.0));
	assert_metric(&s, "omega", 2.0 * (0.1 - rf) / (0.1 + rf));
	assert_metric(&s, "downside_deviation", (0.1 + rf) *
	    sqrt(252.0 / 3.0));
	assert_metric(&s, "volatility", sqrt(12.0) / 30.0 * sqrt(252.0));
}

/* A loss on the first day counts: the start is a high. */
static void
loss_on_the_first_day(void **state)
{
	const double v[] = { -0.1, 0.05, 0.02 };
	struct made m = make_days(BT_CURVE_RETURN, v, 3);
	struct bt_study s = study(&m, 0.0);

	(void)state;
	assert_metric(&s, "max_drawdown", -0.1);
}

/* A run whose first row is not its starting cash has a return there. */
static void
starting_cash(void **state)
{
	const double v[] = { 99, 99 };
	struct made m = make_days(BT_CURVE_EQUITY, v, 2);
	struct bt_study s;

	(void)state;
	m.in.has_summary = true;
	m.in.summary.first_equity = 100.0;
	s = study(&m, 0.0);
	assert_metric(&s, "periods", 2.0);
	assert_metric(&s, "total_return", -0.01);
	assert_metric(&s, "max_drawdown", -0.01);
	m.in.summary.first_equity = 99.0;
	s = study(&m, 0.0);
	assert_metric(&s, "periods", 1.0);
}

static void
nothing_varies(void **state)
{
	const double v[] = { 100, 101, 102.01, 103.0301, 104.060401 };
	struct made m = make_days(BT_CURVE_EQUITY, v, 5);
	struct bt_study s = study(&m, 0.0);

	(void)state;
	assert_none(&s, "sharpe", "the returns do not vary");
	assert_none(&s, "skew", "fewer than three returns, or they do not "
	    "vary");
	assert_none(&s, "sortino", "no return is below the risk-free rate");
	assert_none(&s, "calmar", "no drawdown, or the account ended below "
	    "zero");
	assert_none(&s, "avg_drawdown", "no drawdown");
	assert_metric(&s, "max_drawdown", 0.0);
}

static void
too_few_rows(void **state)
{
	const double v[] = { 100 };
	struct made m = make_days(BT_CURVE_EQUITY, v, 1);
	struct bt_study s = study(&m, 0.0);

	(void)state;
	assert_none(&s, "sharpe", "fewer than two rows of equity");
	assert_none(&s, "total_return", "no equity or returns in the input");
	assert_none(&s, "time_under_water", "a single row");
	assert_metric(&s, "final_equity", 100.0);
	m.in.n = 0;
	s = study(&m, 0.0);
	assert_none(&s, "max_drawdown", "no equity or returns in the input");
	m = make_days(BT_CURVE_RETURN, v, 1);
	s = study(&m, 0.0);
	assert_none(&s, "volatility",
	    "periods a year unknown; give --periods");
	assert_metric(&s, "mean_return", 100.0);
}

/* Below zero before the end no return has a base; at the end it has. */
static void
ruin(void **state)
{
	const double v[] = { 100, -20, 50, 60 };
	const char *why = "the account was at zero or below before the end";
	struct made m = make_days(BT_CURVE_EQUITY, v, 4);
	struct bt_study s = study(&m, 0.0);

	(void)state;
	assert_none(&s, "sharpe", why);
	assert_metric(&s, "max_drawdown", -1.2);
	assert_metric(&s, "total_return", -0.4);
	m = make_days(BT_CURVE_EQUITY, v, 2);
	s = study(&m, 0.0);
	assert_metric(&s, "mean_return", -1.2);
	assert_none(&s, "annual_return", "the account ended below zero");
	assert_none(&s, "cagr", "the account ended below zero");
	m = make_days(BT_CURVE_RETURN, (const double[]){ 0.1, -1, 0.2 }, 3);
	s = study(&m, 0.0);
	assert_none(&s, "max_drawdown", why);
	assert_none(&s, "total_return", why);
}

/* Two rows a day: one return a day unless bars are asked for. */
static void
intraday_by_day(void **state)
{
	const double v[] = { 100, 105, 90, 110, 120, 121 };
	struct bt_study_rule rule = { .periods = (double)NAN };
	struct made m = make_days(BT_CURVE_EQUITY, v, 6);
	struct bt_err err = BT_ERR_INIT;
	struct bt_study s;
	size_t i;

	(void)state;
	for (i = 0; i < 6; i++)
		m.time[i] = (bt_days(2024, 1, 1) + (int64_t)(i / 2)) *
		    BT_NS_DAY + (int64_t)(i % 2) * 4 * 3600 * BT_NS_SECOND;
	s = study(&m, 0.0);
	assert_true(s.daily && s.periods.per_year == 252.0);
	assert_metric(&s, "periods", 3.0);
	/* 105/100, 110/105, 121/110: the worst is 1.0476 */
	assert_metric(&s, "worst_period", 110.0 / 105.0 - 1.0);
	assert_metric(&s, "max_drawdown", 90.0 / 105.0 - 1.0);
	rule.returns = BT_RETURNS_BAR;
	assert_int_equal(bt_study_of(&m.in, &rule, &s, &err), 0);
	assert_metric(&s, "periods", 5.0);
	assert_true(s.periods.per_year == 2.0 * 252.0);
	m.in.dated = false;
	rule.returns = BT_RETURNS_DAY;
	assert_int_equal(bt_study_of(&m.in, &rule, &s, &err), -1);
	assert_int_equal(err.code, BT_EUSAGE);
}

/* Every row of the table is whole, and no name stands twice. */
static void
table_is_whole(void **state)
{
	const struct bt_metric *m;
	size_t i;

	(void)state;
	for (i = 0; (m = bt_metric_at(i)) != NULL; i++) {
		assert_true(bt_metric_find(bt_span(m->name)) == m);
		assert_non_null(m->value);
		assert_true(m->needs != 0);
		assert_true(strlen(m->title) > 0 && strlen(m->help) > 0);
		assert_true(strlen(m->formula) > 0 && strlen(m->source) > 0);
	}
	assert_true(i >= 40);
}

static void
selects_by_name(void **state)
{
	const struct bt_metric **m;
	struct bt_err err = BT_ERR_INIT;
	size_t n;

	(void)state;
	m = bt_metrics_select("calmar, sharpe", &n, &err);
	assert_non_null(m);
	assert_int_equal(n, 2);
	assert_string_equal(m[0]->name, "calmar");
	assert_string_equal(m[1]->name, "sharpe");
	free(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(four_days),
		cmocka_unit_test(by_returns),
		cmocka_unit_test(over_the_risk_free_rate),
		cmocka_unit_test(loss_on_the_first_day),
		cmocka_unit_test(starting_cash),
		cmocka_unit_test(nothing_varies),
		cmocka_unit_test(too_few_rows),
		cmocka_unit_test(ruin),
		cmocka_unit_test(intraday_by_day),
		cmocka_unit_test(table_is_whole),
		cmocka_unit_test(selects_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
