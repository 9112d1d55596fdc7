/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_STEP_H
#define BT_ENGINE_STEP_H

#include "lib/engine/engine.h"
#include "lib/engine/order.h"
#include "lib/engine/portfolio.h"

/*
 * One step of the timeline: open, inside the bar, close, signals, in the
 * order that bt-execution(7) gives.  Internal to the engine.
 */
struct bt_step {
	struct bt_portfolio		 pf;	/* pf.step: which one */
	const struct bt_timeline	*line;
	uint32_t			*busy;	/* symbols to work on, now */
	size_t				 nbusy;
	struct bt_candidate		*scratch;
	/* Nothing more to do; lots may have levels; lots have a last bar. */
	bool				 bankrupt, protects, expires;
	bool				 closes;	/* trades at closes */
	bool				 marked;	/* the step is told */
	struct bt_engine_room		*own;	/* unless the job has one */
};

/* On failure, too, bt_step_free() is due. */
int	bt_step_init(struct bt_step *, const struct bt_engine_job *,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_step_free(struct bt_step *);

/*
 * Do a step; the last one settles the account.  Where nobody has to know, the
 * equity of an only symbol's step is not told: it is as on the bars that are
 * walked over next (marked is false).
 */
int	bt_step_do(struct bt_step *, size_t step, bool last, struct bt_err *)
	    BT_MUST_CHECK;

#endif
