/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_EVAL_WORKER_H
#define BT_SIGNAL_EVAL_WORKER_H

#include "lib/signal/eval.h"
#include "lib/signal/eval_plan.h"

/*
 * Between the files of the evaluator: one thread's memory, and values that come
 * from outside the symbol at hand.
 */

/* A shared value's columns: of every symbol if ranked, else of one. */
struct bt_shared_value {
	size_t		  symbol;	/* of sym() */
	double		**x;		/* by symbol; NULL entries elsewhere */
	uint8_t		**c;
};

struct bt_worker;

/*
 * shared: one a shared value of the program, those that are needed filled in;
 * NULL if there are none.
 */
struct bt_worker	*bt_worker_new(const struct bt_eval *,
			    const struct bt_shared_value *, struct bt_err *)
			    BT_MUST_CHECK;
void			 bt_worker_free(struct bt_worker *);

/*
 * The plan's roots for one symbol, handed to fn.  The program may have grown
 * or shrunk since the last time.  given is what the plan was made with.
 */
int	bt_worker_run(struct bt_worker *, const struct bt_eval_plan *,
	    const struct bt_given *given, size_t symbol, bt_eval_fn *fn,
	    void *arg, struct bt_err *) BT_MUST_CHECK;

#endif
