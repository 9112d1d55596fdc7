/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_ENGINE_H
#define BT_ENGINE_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/engine/runstream.h"
#include "lib/engine/settings.h"
#include "lib/engine/signals.h"
#include "lib/market/market.h"
#include "lib/maths/sum.h"
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

/* The equity at the close of every step, without a call a step. */
struct bt_engine_curve {
	double		*equity;	/* of the caller: room for all steps */
	bool		 wants_gross;
	/* Set by the run. */
	size_t		 n;		/* steps that were done */
	size_t		 held;		/* that ended with a position */
	struct bt_sum	 gross;		/* of bt_equity_gross(), if wanted */
};

/*
 * Memory of runs, one at a time: with it, a run that is no larger than one
 * before allocates nothing.
 */
struct bt_engine_room;

struct bt_engine_room	*bt_engine_room_new(struct bt_err *) BT_MUST_CHECK;
void			 bt_engine_room_free(struct bt_engine_room *);

struct bt_engine_job {
	const struct bt_settings	*settings;
	const struct bt_market		*market;	/* NULL: these bars */
	const struct bt_bars		*bars;		/* one a symbol */
	size_t				 nsymbols;
	const struct bt_timeline	*timeline;
	const struct bt_signals		*signals;
	struct bt_sink			 sink;	/* functions may be NULL */
	struct bt_engine_curve		*curve;	/* or NULL */
	struct bt_engine_room		*room;	/* or NULL */
	bool				 brief;	/* trades without mae, mfe */
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
 * With one symbol, a bar on which nothing can happen costs about a nanosecond
 * and what the equity sink takes.
 */
int	bt_engine_run(const struct bt_engine_job *, struct bt_engine_result *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
