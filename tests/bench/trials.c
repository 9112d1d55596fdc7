/* SPDX-License-Identifier: ISC */
/*
 * The bench of a sweep alone, over a grid of a strategy:
 *	trials jobs metrics strategy file name=values ...
 * The processor's seconds to read, to prepare and to run, the trials, and
 * nanoseconds a bar of a trial.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/base/mem.h"
#include "lib/base/pool.h"
#include "lib/study/select.h"
#include "lib/study/settings.h"
#include "lib/sweep/trial.h"

#define BATCH 512
#define DIMS 16

struct work {
	struct bt_bench	*bench;
	const double	*points[BATCH];
	double		 sum[BATCH];	/* so that nothing is left out */
	size_t		 steps;
};

/* Of all threads: the machine may have other work. */
static double
now(void)
{
	struct timespec ts;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static int
try_one(void *arg, size_t i, size_t worker, struct bt_err *err)
{
	struct work *w = arg;
	struct bt_bench_ask ask = { w->points[i], 0, w->steps, (double)NAN,
	    NULL };
	struct bt_bench_result r;

	if (bt_bench_run(w->bench, worker, &ask, &r, err) == -1)
		return -1;
	w->sum[i] = isnan(r.metric[0]) ? 0 : r.metric[0];
	return 0;
}

/* Every point that allowed allows; how many there were. */
static int
run_all(struct work *w, const struct bt_space *space, size_t jobs,
    double seconds[2], uint64_t *trials, struct bt_err *err)
{
	static double point[BATCH][DIMS];
	uint64_t i = 0, size;
	size_t n, done, at;
	double t;

	if (bt_space_size(space, &size, err) == -1)
		return -1;
	while (i < size) {
		for (n = 0; n < BATCH && i < size; i++) {
			bt_space_point(space, i, point[n]);
			if (bt_space_allows(space, point[n]))
				n++;
		}
		for (at = 0; at < n; at += done) {
			for (done = 0; done < n - at; done++)
				w->points[done] = point[at + done];
			t = now();
			if (bt_bench_prepare(w->bench, w->points, n - at,
			    &done, err) == -1)
				return -1;
			seconds[0] += now() - t;
			t = now();
			if (bt_pool_each(jobs, done, try_one, w, err) == -1)
				return -1;
			seconds[1] += now() - t;
		}
		*trials += n;
	}
	return 0;
}

int
main(int argc, char *argv[])
{
	const char *dirs[] = { NULL };
	struct bt_err err = BT_ERR_INIT;
	struct bt_setup_settings setup = { .strategy = argv[3] };
	struct bt_bars_settings bars;
	struct bt_settings engine;
	struct bt_study_settings study;
	struct bt_study_rule measure;
	struct bt_bench_rule rule = { .bars = &bars, .npaths = 1,
	    .setup = &setup, .dirs = dirs, .engine = &engine,
	    .study = &measure, .memory = 256 << 20 };
	struct bt_space space;
	struct bt_strategy *strategy;
	static struct work work;
	double t = now(), read, seconds[2] = { 0, 0 };
	uint64_t trials = 0;

	if (argc < 6)
		return 2;
	rule.jobs = (size_t)strtoul(argv[1], NULL, 10);
	rule.paths = (const char *const *)&argv[4];
	if (bt_opt_defaults(bt_bars_opts, &bars, &err) == -1 ||
	    bt_opt_defaults(bt_settings_opts, &engine, &err) == -1 ||
	    bt_opt_defaults(bt_study_opts, &study, &err) == -1 ||
	    (rule.metrics = bt_metrics_select(strcmp(argv[2], "all") == 0 ?
	    NULL : argv[2], &rule.nmetrics, &err)) == NULL ||
	    (strategy = bt_strategy_find(argv[3], dirs, &err)) == NULL ||
	    bt_space_init(&space, (const char *const *)&argv[5],
	    (size_t)argc - 5, getenv("WHERE"), strategy, &err) == -1)
		goto fail;
	measure = bt_study_rule_of(&study);
	if ((work.bench = bt_bench_new(&rule, &space, &err)) == NULL)
		goto fail;
	work.steps = bt_bench_timeline(work.bench)->steps;
	read = now() - t;
	if (run_all(&work, &space, rule.jobs, seconds, &trials, &err) == -1)
		goto fail;
	printf("read %.4f prepare %.4f run %.4f trials %llu ns/bar %.2f\n",
	    read, seconds[0], seconds[1], (unsigned long long)trials,
	    (seconds[0] + seconds[1]) * 1e9 /
	    (double)trials / (double)bt_market_rows(
	    bt_bench_bars(work.bench)->market));
	return 0;
fail:
	fprintf(stderr, "trials: %s\n", err.text);
	return 1;
}
