/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_ENGINE_H
#define BT_ENGINE_ENGINE_H

#include "lib/base/err.h"
#include "lib/engine/runstream.h"
#include "lib/engine/settings.h"
#include "lib/engine/signals.h"
#include "lib/market/market.h"
#include "lib/stream/progress.h"

/*
 * The engine: bars and signals in, trades out, as bt-execution(7) says.
 *
 *	struct bt_engine_job job = { .settings = &set, .market = market,
 *	    .timeline = &line, .signals = &sig, .sink = sink };
 *	struct bt_engine_result res;
 *	if (bt_engine_run(&job, &res, err) == -1)
 *		return -1;
 *
 * Everything is borrowed and only read, so that many runs may share a market
 * between threads.  The result depends on nothing but the job.
 */

/*
 * Called every few thousand bars.  BT_COMPLETED: go on; anything else is the
 * status to stop with.  done and total are steps of the timeline.
 */
typedef enum bt_status	bt_engine_poll_fn(void *arg,
			    const struct bt_progress_state *);

struct bt_engine_job {
	const struct bt_settings	*settings;
	const struct bt_market		*market;	/* NULL: these bars */
	const struct bt_bars		*bars;		/* one a symbol */
	size_t				 nsymbols;
	const struct bt_timeline	*timeline;
	const struct bt_signals		*signals;
	struct bt_sink			 sink;	/* functions may be NULL */
	bt_engine_poll_fn		*poll;	/* or NULL */
	void				*poll_arg;
};

/* How many symbols there are. */
size_t	bt_engine_symbols(const struct bt_engine_job *);

struct bt_engine_result {
	enum bt_status		status;
	struct bt_summary	summary;
	double			drawdown;	/* of the last equity, from the
					 * highest that poll was told */
};

/*
 * O(rows + trades x bars held).  -1 if memory is short or a sink failed.
 * Without an equity sink, a bar on which nothing can happen costs about a
 * nanosecond.
 */
int	bt_engine_run(const struct bt_engine_job *, struct bt_engine_result *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
