/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_TRIAL_H
#define BT_SWEEP_TRIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/engine/engine.h"
#include "lib/engine/settings.h"
#include "lib/market/bars.h"
#include "lib/signal/setup.h"
#include "lib/study/metrics.h"
#include "lib/study/study.h"
#include "lib/sweep/space.h"

/*
 * The bench on which trials are run: the market in memory once, every distinct
 * column of an indicator computed once for all trials that use it, and for
 * each thread the little that a trial needs of its own.  A trial gives, digit
 * for digit, what bt-signals | bt-run | bt-metrics give with its values.
 *
 *	b = bt_bench_new(&rule, err);
 *	... bt_bench_prepare(b, points, n, err) ...	one thread
 *	... bt_bench_run(b, worker, &ask, &result, err) ...	any thread
 */
struct bt_bench_rule {
	const struct bt_bars_settings	*bars;
	const char *const		*paths;		/* none: stdin */
	size_t				 npaths;
	/* A strategy or expressions; neither: the column signal. */
	const struct bt_setup_settings	*setup;
	const char *const		*dirs;		/* of strategies */
	const struct bt_settings	*engine;	/* the rest */
	/* Measured is what the metrics need, and what its needs say. */
	const struct bt_study_rule	*study;
	const struct bt_metric *const	*metrics;	/* those to compute */
	size_t				 nmetrics;
	size_t				 jobs;		/* threads, >= 1 */
	size_t				 memory;	/* bytes, for columns */
};

struct bt_bench;

/* Reads the bars; the space's signal columns are asked for there. */
struct bt_bench	*bt_bench_new(const struct bt_bench_rule *,
		    const struct bt_space *, struct bt_err *) BT_MUST_CHECK;
void		 bt_bench_free(struct bt_bench *);

/* What was read; both are the bench's. */
const struct bt_bars_result	*bt_bench_bars(const struct bt_bench *);
const struct bt_timeline	*bt_bench_timeline(const struct bt_bench *);

/*
 * Compute, on all threads, the columns that these points need and that are not
 * there, and forget others if memory asks for it.  Not while trials run.  It
 * prepares as many of the n points as memory allows, at least one, and says
 * how many in *done: run these, then come back.
 */
int	bt_bench_prepare(struct bt_bench *, const double *const *points,
	    size_t n, size_t *done, struct bt_err *) BT_MUST_CHECK;

struct bt_bench_ask {
	const double		*point;
	size_t			 first, end;	/* steps of the timeline */
	double			 cash;		/* NAN: as the settings say */
	const struct bt_sink	*sink;		/* hears all of it; or NULL */
};

enum bt_trial_status { BT_TRIAL_OK, BT_TRIAL_BANKRUPT, BT_TRIAL_NO_TRADES,
	BT_TRIAL_FAILED, BT_TRIAL_CONSTRAINT };
extern const char *const bt_trial_status_names[];

/* Everything is the bench's, until the worker's next run. */
struct bt_bench_result {
	enum bt_trial_status	 status;	/* all but CONSTRAINT */
	const char		*reason;	/* in words, or NULL */
	const double		*metric;	/* nmetrics; NAN: no value */
	const struct bt_study	*study;
	const struct bt_engine_result *engine;
	/* Equity at the steps first .. end - 1. */
	const double		*equity;
	size_t			 n;
	double			 cash;		/* that it began with */
};

/*
 * Run one trial.  A strategy that does not make sense with these values is a
 * result (BT_TRIAL_FAILED), not an error; -1 only for want of memory or what
 * the sink answers.
 */
int	bt_bench_run(struct bt_bench *, size_t worker,
	    const struct bt_bench_ask *, struct bt_bench_result *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
