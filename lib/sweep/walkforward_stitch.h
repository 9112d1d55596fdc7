/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_WALKFORWARD_STITCH_H
#define BT_SWEEP_WALKFORWARD_STITCH_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/engine/engine.h"

/*
 * One run out of several that follow each other: numbers of trades and lots
 * run on, summaries add up.
 *
 *	bt_walkforward_stitch_init(&s, cash, takers, 2);
 *	for each run {
 *		... give sink and s.cash to the run ...
 *		bt_walkforward_stitch_add(&s, &result);
 *	}
 *	... s.sum ...
 */
struct bt_walkforward_stitch {
	const struct bt_sink	*takers;	/* of all records */
	size_t			 ntakers;
	double			 cash;		/* the next run's */
	struct bt_summary	 sum;		/* so far */
	size_t			 trades, lots;	/* of the runs before */
	size_t			 last_trade, last_lot;	/* of this run */
};

void	bt_walkforward_stitch_init(struct bt_walkforward_stitch *,
	    double cash, const struct bt_sink *takers, size_t ntakers);

/* Who is to listen to a run.  Times must ascend from run to run. */
struct bt_sink	bt_walkforward_stitch_sink(struct bt_walkforward_stitch *);

/* A run is done. */
void	bt_walkforward_stitch_add(struct bt_walkforward_stitch *,
	    const struct bt_engine_result *);

/* Instead of a run: n steps in cash, bars of which there were nbars. */
int	bt_walkforward_stitch_idle(struct bt_walkforward_stitch *,
	    const int64_t *time, size_t n, size_t nbars, struct bt_err *)
	    BT_MUST_CHECK;

#endif
