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

#include "lib/base/scratch.h"
#include "lib/sweep/overfit_own.h"

/*
 * The report against what follows, in plain loops, from the equity of every
 * trial of a sweep of the S&P 500: 5,105 returns, in 1,021 rows of 5.
 */
enum { TRIALS = 12, STEPS = 5105, ROWS = 1021, GROUP = 5, BLOCKS = 16,
	LENGTH = STEPS / BLOCKS };

struct sweep {
	struct bt_job_settings		 set;
	struct bt_bars_settings		 bars;
	struct bt_settings		 engine;
	struct bt_study_settings	 study;
	struct bt_job			 job;
	struct bt_overfit_settings	 overfit;
	struct bt_overfit		*o;
	struct bt_overfit_facts		 facts;
	size_t				 n;
	double				 objective[TRIALS], sharpe[TRIALS];
};

static double	ret[TRIALS][STEPS];

static void
must(int rc, const struct bt_err *err)
{
	if (rc == -1)
		fail_msg("%s", err->text);
}

static int
take(void *arg, const struct bt_trial *t, struct bt_err *err)
{
	struct sweep *s = arg;
	const struct bt_bench_result *r = t->result;
	size_t i;

	s->objective[s->n] = t->objective;
	s->sharpe[s->n] = bt_metric_value(bt_metric_find(bt_span("sharpe")),
	    r->study);
	for (i = 0; i < r->n && i < STEPS; i++)
		ret[s->n][i] = r->equity[i] /
		    (i == 0 ? r->cash : r->equity[i - 1]) - 1.0;
	s->n++;
	return bt_overfit_take(s->o, t, err);
}

static void
open_sweep(struct sweep *s, const char *const *sweeps, size_t n,
    const char *const *paths)
{
	static const char *strategies[] = { "sma_cross" };
	static const char *const dirs[] = { NULL };
	struct bt_err err = BT_ERR_INIT;
	struct bt_job_ask ask = { &s->set, &s->bars, &s->engine, &s->study,
	    dirs, paths, 1, bt_settings_opts, false };

	must(bt_opt_defaults(bt_job_strategy_opts, &s->set, &err), &err);
	must(bt_opt_defaults(bt_job_opts, &s->set, &err), &err);
	must(bt_opt_defaults(bt_job_work_opts, &s->set, &err), &err);
	must(bt_opt_defaults(bt_bars_opts, &s->bars, &err), &err);
	must(bt_opt_defaults(bt_settings_opts, &s->engine, &err), &err);
	must(bt_opt_defaults(bt_measure_opts, &s->study, &err), &err);
	must(bt_opt_defaults(bt_overfit_opts, &s->overfit, &err), &err);
	s->set.strategies = (struct bt_list){ strategies, 1 };
	s->set.sweeps = (struct bt_list){ (const char **)(uintptr_t)sweeps,
	    n };
	must(bt_job_init(&s->job, &ask, &err), &err);
	s->job.study.needs |= BT_OVERFIT_NEEDS;
	must(bt_job_open(&s->job, &err), &err);
	s->o = bt_overfit_new(&s->overfit, &s->job, &err);
	must(s->o == NULL ? -1 : 0, &err);
}

static void
close_sweep(struct sweep *s)
{
	bt_overfit_free(s->o);
	bt_job_free(&s->job);
}

static const char *const	sp500[] = { "testdata/sp500-2000.csv" };

static void
run_sweep(struct sweep *s)
{
	static const char *const sweeps[] = { "fast=5,10,20,40",
		"slow=50,100,200" };
	struct bt_err err = BT_ERR_INIT;
	struct bt_job_pass pass = { .taker = take, .taker_arg = s,
	    .results = true };
	enum bt_status status;
	uint64_t trials;

	*s = (struct sweep){ .n = 0 };
	open_sweep(s, sweeps, 2, sp500);
	pass.end = bt_job_timeline(&s->job)->steps;
	must(bt_job_search(&s->job, &pass, &status, &trials, &err), &err);
	must(bt_overfit_judge(s->o, &s->facts, &err), &err);
	assert_int_equal(trials, TRIALS);
	assert_int_equal(s->n, TRIALS);
}

static void
near(const char *what, double got, double want, double tolerance)
{
	if (!(fabs(got - want) <= tolerance * fmax(1.0, fabs(want))))
		fail_msg("%s is %.17g, not %.17g", what, got, want);
}

/* Every trial's rows: sums of five returns, none left over. */
static void
slow_row(size_t t, double *row)
{
	size_t i;

	memset(row, 0, ROWS * sizeof(*row));
	for (i = 0; i < STEPS; i++)
		row[i / GROUP] += ret[t][i];
}

static double
slow_correlation(size_t t, size_t u)
{
	static double a[ROWS], b[ROWS];
	double ma = 0.0, mb = 0.0, ab = 0.0, aa = 0.0, bb = 0.0;
	size_t i;

	slow_row(t, a);
	slow_row(u, b);
	for (i = 0; i < ROWS; i++) {
		ma += a[i] / ROWS;
		mb += b[i] / ROWS;
	}
	for (i = 0; i < ROWS; i++) {
		ab += (a[i] - ma) * (b[i] - mb);
		aa += (a[i] - ma) * (a[i] - ma);
		bb += (b[i] - mb) * (b[i] - mb);
	}
	return ab / sqrt(aa * bb);
}

static void
spread_of_trials(void **state)
{
	struct sweep s;
	double mean = 0.0, variance = 0.0, best = -9.0, r = 0.0, dsr;
	size_t t, u, number = 0;

	(void)state;
	run_sweep(&s);
	for (t = 0; t < TRIALS; t++) {
		mean += s.sharpe[t] / sqrt(252.0) / TRIALS;
		if (s.objective[t] > best) {
			best = s.objective[t];
			number = t + 1;
		}
	}
	for (t = 0; t < TRIALS; t++)
		variance += pow(s.sharpe[t] / sqrt(252.0) - mean, 2.0) /
		    (TRIALS - 1);
	for (t = 0; t < TRIALS; t++)
		for (u = 0; u < t; u++)
			r += slow_correlation(t, u) * 2.0 / TRIALS /
			    (TRIALS - 1);
	assert_int_equal(s.facts.judged, TRIALS);
	assert_int_equal(s.facts.returns, STEPS);
	assert_int_equal(s.facts.best, number);
	near("best", s.facts.objective, best, 0.0);
	near("its Sharpe ratio", bt_overfit_annual(&s.facts,
	    s.facts.sharpe.sharpe), s.sharpe[number - 1], 1e-12);
	near("mean", s.facts.mean, mean, 1e-12);
	near("variance", s.facts.variance, variance, 1e-12);
	near("correlation", s.facts.correlation, r, 1e-9);
	near("independent", s.facts.independent, r + (1.0 - r) * TRIALS,
	    1e-9);
	dsr = bt_robust_psr(&s.facts.sharpe, bt_robust_luck(variance,
	    (double)TRIALS));
	near("deflated", bt_overfit_deflated(&s.facts, TRIALS), dsr, 1e-9);
	close_sweep(&s);
}

/* One return is left over, and it is the first. */
static void
splits_of_trials(void **state)
{
	const struct bt_cscv_rule rule = { BLOCKS, LENGTH, 1 };
	struct bt_err err = BT_ERR_INIT;
	static struct bt_cscv_sum sums[TRIALS * BLOCKS];
	struct bt_cscv want;
	struct sweep s;
	size_t t, i;

	(void)state;
	run_sweep(&s);
	memset(sums, 0, sizeof(sums));
	for (t = 0; t < TRIALS; t++)
		for (i = 0; i < BLOCKS * LENGTH; i++) {
			sums[t * BLOCKS + i / LENGTH].sum += ret[t][i + 1];
			sums[t * BLOCKS + i / LENGTH].square +=
			    ret[t][i + 1] * ret[t][i + 1];
		}
	must(bt_cscv_of(&rule, sums, TRIALS, &want, &err), &err);
	assert_int_equal(s.facts.cscv.splits, 12870);
	assert_int_equal(s.facts.length, LENGTH);
	near("pbo", s.facts.cscv.pbo, want.pbo, 0.0);
	near("slope", s.facts.cscv.slope, want.slope, 1e-9);
	near("loss", s.facts.cscv.loss, want.loss, 0.0);
	close_sweep(&s);
}

/* Holding is the index itself. */
static void
tests_of_trials(void **state)
{
	static double row[ROWS], hold[ROWS];
	struct bt_spa_rule rule = { ROWS, 1000, (double)NAN, 1, 1, hold };
	struct bt_spa_result want[BT_SPA_BENCHMARKS];
	struct bt_err err = BT_ERR_INIT;
	const double *close;
	struct bt_spa *spa;
	struct sweep s;
	double block;
	size_t t, i;

	(void)state;
	run_sweep(&s);
	close = bt_market_bars(bt_bench_bars(s.job.part[0].bench)->market,
	    0)->close;
	memset(hold, 0, sizeof(hold));
	for (i = 1; i < STEPS; i++)
		hold[i / GROUP] += close[i] / close[i - 1] - 1.0;
	spa = bt_spa_new(&rule, &err);
	must(spa == NULL ? -1 : 0, &err);
	for (t = 0; t < TRIALS; t++) {
		slow_row(t, row);
		must(bt_spa_add(spa, row, &err), &err);
	}
	must(bt_spa_end(spa, want, &block, &err), &err);
	near("block", s.facts.block, block, 1e-9);
	for (i = 0; i < BT_SPA_BENCHMARKS; i++) {
		near("statistic", s.facts.spa[i].statistic,
		    want[i].statistic, 1e-9);
		near("p", s.facts.spa[i].consistent, want[i].consistent,
		    0.0);
		near("reality", s.facts.spa[i].reality, want[i].reality, 0.0);
	}
	bt_spa_free(spa);
	close_sweep(&s);
}

/* Seven steps, days that end at 1, 3, 4 and 6; skip the first day. */
static void
cut_by_day(void **state)
{
	static const double equity[] = { 101, 110, 90, 99, 99, 1, 198 };
	size_t end[] = { 1, 3, 4, 6 };
	const struct bt_overfit_cut c = { .steps = 7, .end = end,
	    .returns = 4, .length = 1, .skip = 1, .rows = 2, .group = 2,
	    .before = 0 };
	struct bt_cscv_sum sums[3];
	double row[2];

	(void)state;
	/* Returns 0.1, -0.1, 0, 1, each less 0.01. */
	bt_overfit_cut_curve(&c, equity, 100.0, 0.01, 3, sums, row);
	near("block 1", sums[0].sum, -0.11, 1e-12);
	near("block 1", sums[0].square, 0.0121, 1e-12);
	near("block 2", sums[1].sum, -0.01, 1e-12);
	near("block 3", sums[2].sum, 0.99, 1e-12);
	near("row 1", row[0], -0.02, 1e-12);
	near("row 2", row[1], 0.98, 1e-12);
}

/*
 * Two symbols, one of which begins on the second day: half the money waits
 * for it.  A: 10, 11, 12; B: -, 20, 10.
 */
static void
hold_two_symbols(void **state)
{
	static const char *const sweeps[] = { "fast=2,3" };
	struct bt_err err = BT_ERR_INIT;
	struct bt_scratch *dir = bt_scratch_new("/tmp", &err);
	char path[256];
	const char *const paths[] = { path };
	struct sweep s = { .n = 0 };
	double *curve;
	FILE *f;

	(void)state;
	must(dir == NULL ? -1 : 0, &err);
	(void)snprintf(path, sizeof(path), "%s/two.csv", bt_scratch_path(dir));
	assert_non_null(f = fopen(path, "w"));
	(void)fputs("symbol,date,open,high,low,close,volume\n"
	    "A,2024-01-02,10,10,10,10,0\nA,2024-01-03,11,11,11,11,0\n"
	    "A,2024-01-04,12,12,12,12,0\nB,2024-01-03,20,20,20,20,0\n"
	    "B,2024-01-04,10,10,10,10,0\n", f);
	assert_int_equal(fclose(f), 0);
	open_sweep(&s, sweeps, 1, paths);
	curve = bt_overfit_hold(&s.job, &err);
	assert_non_null(curve);
	near("day 1", curve[0], 1.0, 1e-15);
	near("day 2", curve[1], (1.1 + 1.0) / 2.0, 1e-15);
	near("day 3", curve[2], (1.2 + 0.5) / 2.0, 1e-15);
	free(curve);
	close_sweep(&s);
	bt_scratch_free(dir);
}

/*
 * Of 60,000 trials 50,000 are kept, of the first half as many as of the
 * second: hypergeometric, mean 25,000, deviation 45.6; five of them.
 */
static void
sample_of_many(void **state)
{
	static const char *const sweeps[] = { "fast=2,3" };
	struct bt_err err = BT_ERR_INIT;
	struct sweep s = { .n = 0 };
	struct bt_trial t = { .share = 1.0, .status = BT_TRIAL_CONSTRAINT,
	    .objective = (double)NAN };
	const double point[] = { 2.0 };
	size_t i, early = 0;

	(void)state;
	open_sweep(&s, sweeps, 1, sp500);
	t.space = &s.job.part[0].space;
	t.point = point;
	for (i = 0; i < 60000; i++) {
		t.number = i + 1;
		t.objective = (double)i;
		must(bt_overfit_take(s.o, &t, &err), &err);
	}
	for (i = 0; i < s.o->sample.n; i++)
		early += s.o->sample.objective[i] < 30000.0;
	must(bt_overfit_judge(s.o, &s.facts, &err), &err);
	assert_int_equal(s.facts.trials, 60000);
	assert_int_equal(s.facts.sample, BT_OVERFIT_SAMPLE);
	assert_int_equal(s.facts.broken, 60000);
	if (early < 25000 - 228 || early > 25000 + 228)
		fail_msg("%zu of the first half", early);
	close_sweep(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spread_of_trials),
		cmocka_unit_test(splits_of_trials),
		cmocka_unit_test(tests_of_trials),
		cmocka_unit_test(cut_by_day),
		cmocka_unit_test(hold_two_symbols),
		cmocka_unit_test(sample_of_many),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
