/* SPDX-License-Identifier: ISC */
/*
 * engine runs file [option value ...]: the engine's loop alone, over annotated
 * bars that are in memory already.  Options are those of bt-run's execution,
 * without their dashes.  Prints the median time in seconds without and with a
 * listener to the equity, the number of bars and the number of trades.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "lib/engine/engine.h"
#include "lib/engine/feed.h"

#define RUNS_MAX 1000

static double
now(void)
{
	struct timespec ts;

	(void)clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static int
on_trade(void *arg, const struct bt_trade *t, struct bt_err *err)
{
	(void)t;
	(void)err;
	++*(size_t *)arg;
	return 0;
}

static int
on_equity(void *arg, const struct bt_equity *e, struct bt_err *err)
{
	(void)err;
	*(double *)arg += e->equity;
	return 0;
}

static int
compare(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The median time of a run of the job, or -1. */
static double
measure(const struct bt_engine_job *job, long runs, struct bt_err *err)
{
	struct bt_engine_result res;
	double seconds[RUNS_MAX], begin;
	long i;

	for (i = 0; i < runs; i++) {
		begin = now();
		if (bt_engine_run(job, &res, err) == -1)
			return -1;
		seconds[i] = now() - begin;
	}
	qsort(seconds, (size_t)runs, sizeof(seconds[0]), compare);
	return seconds[runs / 2];
}

static int
bench(long runs, const char *path, const struct bt_settings *set,
    struct bt_err *err)
{
	struct bt_bars_settings bars;
	struct bt_feed_read read = { &bars, BT_SIDE_BOTH, NULL, &path, 1 };
	struct bt_feed feed = { 0 };
	struct bt_engine_job job = { .settings = set };
	size_t trades = 0;
	double quiet, told, sum = 0;

	if (bt_opt_defaults(bt_bars_opts, &bars, err) == -1 ||
	    bt_feed_init(&feed, &read, err) == -1)
		return -1;
	job.market = feed.bars.market;
	job.timeline = &feed.timeline;
	job.signals = &feed.signals;
	quiet = measure(&job, runs, err);
	job.sink.arg = &sum;
	job.sink.equity = on_equity;
	told = measure(&job, runs, err);
	job.sink = (struct bt_sink){ .arg = &trades, .trade = on_trade };
	if (err->code == BT_OK && measure(&job, 1, err) >= 0)
		(void)printf("%.6f %.6f %zu %zu\n", quiet, told,
		    bt_market_rows(job.market), trades);
	bt_feed_free(&feed);
	return err->code == BT_OK ? 0 : -1;
}

int
main(int argc, char *argv[])
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_settings set;
	const struct bt_opt *opt;
	long runs = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
	int failed, i;

	if (runs < 1 || runs > RUNS_MAX) {
		(void)fputs("usage: engine runs file [option value ...]\n",
		    stderr);
		return 2;
	}
	failed = bt_opt_defaults(bt_settings_opts, &set, &err);
	for (i = 3; i + 1 < argc && failed == 0; i += 2) {
		opt = bt_opt_find(bt_settings_opts, bt_span(argv[i]));
		failed = opt != NULL ?
		    bt_opt_set(opt, &set, argv[i + 1], &err) :
		    bt_err_set(&err, BT_EUSAGE, "no option '%s'", argv[i]);
	}
	if (failed != 0 || bench(runs, argv[2], &set, &err) == -1) {
		(void)fprintf(stderr, "engine: %s\n", err.text);
		return 1;
	}
	return 0;
}
