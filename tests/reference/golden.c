/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/study/metrics.h"
#include "lib/study/settings.h"

/*
 * The small made-up series of 504 business days that the comparison of eleven
 * programs in the research was made with: our numbers and theirs.
 * PerformanceAnalytics was printed with 12 digits.
 */

/* Our value from theirs. */
typedef double	convert_fn(double, const struct bt_study *);

static double
same(double x, const struct bt_study *s)
{
	(void)s;
	return x;
}

static double
negative(double x, const struct bt_study *s)
{
	(void)s;
	return -x;
}

static double
of_period(double x, const struct bt_study *s)
{
	return x * sqrt(s->perf.periods);
}

static double
ulcer_sample(double x, const struct bt_study *s)
{
	return x * sqrt((double)(s->perf.n - 1) / (double)s->perf.n);
}

static double
ulcer_percent(double x, const struct bt_study *s)
{
	return x / 100.0 * sqrt((double)(s->perf.n + 1) / (double)s->perf.n);
}

#define R "PerformanceAnalytics"

static const struct match {
	const char	*key, *program;
	const char	*metric;
	int		 risk_free;	/* 2 % a year */
	convert_fn	*convert;
} matches[] = {
	{ "cagr", "empyrical", "annual_return", 0, same },
	{ "cagr", "quantstats", "annual_return", 0, same },
	{ "cagr", "ffn", "cagr", 0, same },
	{ "cagr", R, "annual_return", 0, same },
	{ "vol", "empyrical", "volatility", 0, same },
	{ "vol", "quantstats", "volatility", 0, same },
	{ "vol", R, "volatility", 0, same },
	{ "sharpe", "empyrical", "sharpe", 0, same },
	{ "sharpe", "quantstats", "sharpe", 0, same },
	{ "sharpe", "ffn", "sharpe", 0, same },
	{ "sharpe_annualized_arith", R, "sharpe", 0, same },
	{ "sharpe_period", R, "sharpe", 0, of_period },
	{ "sharpe_rf2%", "quantstats", "sharpe", 1, same },
	{ "sharpe_rf2%", "ffn", "sharpe", 1, same },
	{ "sortino", "empyrical", "sortino", 0, same },
	{ "sortino", "quantstats", "sortino", 0, same },
	{ "sortino", "ffn", "sortino", 0, same },
	{ "sortino_period", R, "sortino", 0, of_period },
	{ "downside_risk", "empyrical", "downside_deviation", 0, same },
	{ "dd_full", R, "downside_deviation", 0, of_period },
	{ "calmar", "empyrical", "calmar", 0, same },
	{ "calmar", "quantstats", "calmar", 0, same },
	{ "calmar", R, "calmar", 0, same },
	{ "omega", "empyrical", "omega", 0, same },
	{ "omega", "quantstats", "omega", 0, same },
	{ "omega", R, "omega", 0, same },
	{ "maxdd", "empyrical", "max_drawdown", 0, same },
	{ "maxdd", "quantstats", "max_drawdown", 0, same },
	{ "maxdd", "ffn", "max_drawdown", 0, same },
	{ "maxdd", R, "max_drawdown", 0, negative },
	{ "var95", "empyrical", "var_95", 0, same },
	{ "VaR95_historical", R, "var_95", 0, same },
	{ "cvar95", "empyrical", "cvar_95", 0, same },
	{ "ES95_historical", R, "cvar_95", 0, same },
	{ "tail", "empyrical", "tail_ratio", 0, same },
	{ "tail", "quantstats", "tail_ratio", 0, same },
	{ "ulcer", "quantstats", "ulcer", 0, ulcer_sample },
	{ "ulcer", "ffn", "ulcer", 0, ulcer_percent },
	{ "ulcer", R, "ulcer", 0, same },
	{ "painidx", R, "pain", 0, same },
	{ "martin", R, "martin", 0, same },
	{ "skew", "quantstats", "skew", 0, same },
	{ "kurt", "quantstats", "kurtosis", 0, same },
	{ "kurt_sample_excess", R, "kurtosis", 0, same },
};

#define NMATCHES (sizeof(matches) / sizeof(matches[0]))

static struct bt_study	studies[2];
static char		values[8192];

/* "key<tab>program<tab>value" is a line of its own. */
static double
find_value(const struct match *m)
{
	char line[96];
	const char *p;

	(void)snprintf(line, sizeof(line), "\n%s\t%s\t", m->key, m->program);
	if ((p = strstr(values, line)) == NULL)
		fail_msg("no value of %s in %s", m->program, m->key);
	return strtod(p + strlen(line), NULL);
}

static void
test_match(void **state)
{
	const struct match *m = *state;
	const struct bt_study *s = &studies[m->risk_free];
	const double tolerance = strcmp(m->program, R) == 0 ? 1e-11 : 1e-12;
	const double want = m->convert(find_value(m), s);
	const double ours = bt_metric_value(bt_metric_find(
	    bt_span(m->metric)), s);

	if (!(fabs(ours - want) <= tolerance * fabs(want)))
		fail_msg("%.17g, want %.17g", ours, want);
}

static void
make_path(char *path, size_t size, const char *name)
{
	const char *base = getenv("BT_REFERENCE");

	(void)snprintf(path, size, "%s/golden/%s",
	    base != NULL ? base : "../shared/reference", name);
}

static int
read_values(void)
{
	char path[512];
	FILE *fp;
	size_t n;

	make_path(path, sizeof(path), "golden_values.tsv");
	if ((fp = fopen(path, "r")) == NULL)
		return -1;
	n = fread(values, 1, sizeof(values) - 1, fp);
	values[n] = '\0';
	(void)fclose(fp);
	return 0;
}

static int
study(int rf)
{
	struct bt_study_settings set = { .periods = (double)NAN,
	    .risk_free = rf ? 0.02 : 0.0, .ret = "ret" };
	struct bt_err err = BT_ERR_INIT;
	struct bt_input input;
	char path[512];

	make_path(path, sizeof(path), "returns.csv");
	if (bt_study_file(path, &set, &input, &studies[rf], &err) == -1)
		return -1;
	bt_input_free(&input);
	return 0;
}

int
main(void)
{
	static struct CMUnitTest tests[NMATCHES];
	static char names[NMATCHES][96];
	size_t i;

	if (read_values() == -1 || study(0) == -1 || study(1) == -1) {
		puts("1..0 # SKIP reference data not found");
		return 0;
	}
	for (i = 0; i < NMATCHES; i++) {
		(void)snprintf(names[i], sizeof(names[i]), "%s of %s is %s",
		    matches[i].key, matches[i].program, matches[i].metric);
		tests[i] = (struct CMUnitTest){ names[i], test_match, NULL,
		    NULL, (void *)(uintptr_t)&matches[i] };
	}
	return _cmocka_run_group_tests("golden", tests, NMATCHES, NULL, NULL);
}
