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

#include "lib/base/num.h"
#include "lib/stream/csv.h"
#include "lib/study/metrics.h"
#include "lib/study/settings.h"

/*
 * Statistics of trades, and of the equity they made, against what
 * backtesting.py 0.6.6, vectorbt 0.26.2 and backtrader 1.9.78 print for the
 * same trades and the same equity: whole runs of theirs over GOOG and EURUSD.
 */

#define TOLERANCE 1e-11		/* their sums are plain */
#define DEALS 2000

static const char *const scenarios[] = {
	"GOOG.s01_long_fixed", "GOOG.s02_flip_fixed", "GOOG.s03_short_fixed",
	"GOOG.s05_long_sltp_fill", "GOOG.s05s_short_sltp_fill",
	"GOOG.s09_long_hold10", "GOOG.s11_long_fixedfee",
	"EURUSD.s01_long_fixed", "EURUSD.s02_flip_fixed",
	"EURUSD.s03_short_fixed", "EURUSD.s09_long_hold10",
};

/* Our value from theirs. */
typedef double	convert_fn(double, const struct bt_study *);

static double
same(double x, const struct bt_study *s)
{
	(void)s;
	return x;
}

static double
percent(double x, const struct bt_study *s)
{
	(void)s;
	return x / 100.0;
}

static double
loss_percent(double x, const struct bt_study *s)
{
	(void)s;
	return -x / 100.0;
}

/* Theirs has a standard deviation by n. */
static double
by_sample(double x, const struct bt_study *s)
{
	return x * sqrt(((double)s->trades.n - 1.0) / (double)s->trades.n);
}

static const struct match {
	const char	*program, *key;		/* a.b: b of a */
	const char	*metric;
	convert_fn	*convert;
} matches[] = {
	{ "backtesting.py", "# Trades", "trades", same },
	{ "backtesting.py", "Win Rate [%]", "win_rate", percent },
	{ "backtesting.py", "Best Trade [%]", "best_trade", percent },
	{ "backtesting.py", "Worst Trade [%]", "worst_trade", percent },
	{ "backtesting.py", "Expectancy [%]", "avg_trade", percent },
	{ "backtesting.py", "SQN", "sqn", same },
	{ "backtesting.py", "Kelly Criterion", "kelly", same },
	{ "backtesting.py", "Return [%]", "total_return", percent },
	{ "backtesting.py", "Equity Final [$]", "final_equity", same },
	{ "backtesting.py", "Max. Drawdown [%]", "max_drawdown", percent },
	{ "backtesting.py", "Max. Drawdown Duration", "longest_drawdown_days",
	    same },
	{ "vectorbt", "Total Closed Trades", "trades", same },
	{ "vectorbt", "Win Rate [%]", "win_rate", percent },
	{ "vectorbt", "Best Trade [%]", "best_trade", percent },
	{ "vectorbt", "Worst Trade [%]", "worst_trade", percent },
	{ "vectorbt", "Avg Winning Trade [%]", "avg_win", percent },
	{ "vectorbt", "Avg Losing Trade [%]", "avg_loss", percent },
	{ "vectorbt", "Profit Factor", "profit_factor", same },
	{ "vectorbt", "Expectancy", "expectancy", same },
	{ "vectorbt", "Total Return [%]", "total_return", percent },
	{ "vectorbt", "Max Drawdown [%]", "max_drawdown", loss_percent },
	{ "backtrader", "trades.total.closed", "trades", same },
	{ "backtrader", "trades.pnl.net.average", "expectancy", same },
	{ "backtrader", "trades.streak.won.longest", "win_streak", same },
	{ "backtrader", "trades.streak.lost.longest", "loss_streak", same },
	{ "backtrader", "trades.len.average", "avg_bars", same },
	{ "backtrader", "trades.len.max", "max_bars", same },
	{ "backtrader", "sqn.sqn", "sqn", by_sample },
	{ "backtrader", "drawdown.max.drawdown", "max_drawdown", loss_percent },
};

#define NSCENARIOS (sizeof(scenarios) / sizeof(scenarios[0]))
#define NMATCHES (sizeof(matches) / sizeof(matches[0]))

struct trial {
	const struct match	*match;
	const struct bt_study	*study;
	double			 theirs;
	char			 name[128];
};

static void
test_trial(void **state)
{
	const struct trial *t = *state;
	const struct bt_metric *m = bt_metric_find(bt_span(t->match->metric));
	double ours, want;

	assert_non_null(m);
	ours = bt_metric_value(m, t->study);
	want = t->match->convert(t->theirs, t->study);
	if (!(fabs(ours - want) <= TOLERANCE * fabs(want)))
		fail_msg("%.17g, want %.17g", ours, want);
}

static void
make_path(char *path, size_t size, const char *scenario, const char *program,
    const char *end)
{
	const char *base = getenv("BT_REFERENCE");

	(void)snprintf(path, size, "%s/oracles/engine/%s.%s.%s",
	    base != NULL ? base : "../shared/reference", scenario, program,
	    end);
}

/* The cell of the row under a name; NAN if it is no number. */
static double
cell(struct bt_csv *csv, const struct bt_span *f, const char *name)
{
	const struct bt_span *header;
	double x = (double)NAN;
	size_t k, n;

	header = bt_csv_header(csv, &n);
	for (k = 0; k < n && !bt_span_is(header[k], name); k++)
		continue;
	assert_true(k < n);
	(void)bt_num_parse(f[k].s, f[k].n, &x);
	return x;
}

/* Their closed trades as ours. */
static size_t
read_deals(const char *path, struct bt_deal *deals)
{
	const struct bt_csv_rule rule = { 0 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_in *in = bt_in_open(path, &err);
	struct bt_csv *csv;
	const struct bt_span *f;
	double pnl, bars;
	size_t n = 0;

	assert_non_null(in);
	csv = bt_csv_new(in, &rule, &err);
	assert_non_null(csv);
	while (bt_csv_next(csv, &err) == 1 && n < DEALS) {
		f = bt_csv_fields(csv, &err);
		assert_non_null(f);
		pnl = cell(csv, f, "pnl_net");
		bars = cell(csv, f, "exit_bar") - cell(csv, f, "entry_bar");
		if (isnan(bars))
			continue;	/* still open */
		deals[n++] = (struct bt_deal){ .pnl = pnl,
		    .ret = pnl / (cell(csv, f, "entry_price") *
		    fabs(cell(csv, f, "size"))), .bars = (size_t)bars };
	}
	assert_int_equal(err.code, BT_OK);
	bt_csv_free(csv);
	bt_in_close(in);
	return n;
}

/* A number, or the days of "589 days 01:00:00"; NAN if it is neither. */
static double
number_of(const json_t *v)
{
	int days, hours, minutes, seconds;

	if (json_is_number(v))
		return json_number_value(v);
	if (!json_is_string(v) || sscanf(json_string_value(v),
	    "%d days %d:%d:%d", &days, &hours, &minutes, &seconds) != 4)
		return (double)NAN;
	return days + (hours * 3600 + minutes * 60 + seconds) / 86400.0;
}

static double
find_value(const json_t *stats, const char *path)
{
	char key[64];
	size_t n;

	if (json_object_get(stats, path) != NULL)
		return number_of(json_object_get(stats, path));
	while ((n = strcspn(path, ".")) > 0 && path[n] == '.') {
		(void)snprintf(key, sizeof(key), "%.*s", (int)n, path);
		stats = json_object_get(stats, key);
		path += n + 1;
	}
	return number_of(json_object_get(stats, path));
}

/* Equity and trades of one run, as one study; -1 if they are not there. */
static int
study_run(const char *scenario, const char *program, struct bt_study *study)
{
	static struct bt_deal deals[DEALS];
	const struct bt_study_settings set = { .periods = (double)NAN };
	struct bt_err err = BT_ERR_INIT;
	struct bt_input input;
	char path[512];

	make_path(path, sizeof(path), scenario, program, "equity.csv");
	if (bt_study_file(path, &set, &input, study, &err) == -1)
		return -1;
	bt_input_free(&input);
	make_path(path, sizeof(path), scenario, program, "trades.csv");
	bt_tradestat_of(deals, read_deals(path, deals), &study->trades);
	study->have |= BT_NEEDS_TRADES | BT_NEEDS_A_TRADE;
	return 0;
}

static size_t
add_trials(const char *scenario, const char *program,
    const struct bt_study *study, struct trial *trials)
{
	json_t *oracle;
	char path[512];
	double theirs;
	size_t k, n = 0;

	make_path(path, sizeof(path), scenario, program, "stats.json");
	if ((oracle = json_load_file(path, 0, NULL)) == NULL)
		return 0;
	for (k = 0; k < NMATCHES; k++) {
		if (strcmp(matches[k].program, program) != 0)
			continue;
		theirs = find_value(json_object_get(oracle, "stats"),
		    matches[k].key);
		if (isnan(theirs))
			continue;
		trials[n] = (struct trial){ .match = &matches[k],
		    .study = study, .theirs = theirs };
		(void)snprintf(trials[n++].name, sizeof(trials[0].name),
		    "%s over %s: %s is %s", program, scenario,
		    matches[k].key, matches[k].metric);
	}
	json_decref(oracle);
	return n;
}

int
main(void)
{
	static const char *const programs[] = { "backtesting.py", "vectorbt",
		"backtrader" };
	static struct bt_study studies[NSCENARIOS][3];
	static struct trial trials[NSCENARIOS * NMATCHES];
	static struct CMUnitTest tests[NSCENARIOS * NMATCHES];
	size_t i, k, n = 0;

	for (i = 0; i < NSCENARIOS; i++)
		for (k = 0; k < 3; k++)
			if (study_run(scenarios[i], programs[k],
			    &studies[i][k]) == 0)
				n += add_trials(scenarios[i], programs[k],
				    &studies[i][k], trials + n);
	if (n == 0) {
		puts("1..0 # SKIP reference data not found");
		return 0;
	}
	for (i = 0; i < n; i++)
		tests[i] = (struct CMUnitTest){ trials[i].name, test_trial,
		    NULL, NULL, &trials[i] };
	return _cmocka_run_group_tests("trades", tests, n, NULL, NULL);
}
