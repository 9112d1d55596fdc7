/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_EVAL_WORKER_H
#define BT_SIGNAL_EVAL_WORKER_H

#include "lib/signal/eval.h"

/*
 * Between the files of the evaluator.  A plan says which nodes some roots
 * need; a worker is one thread's memory; shared values come from outside the
 * symbol at hand.
 */
struct bt_plan {
	const uint32_t	*roots;
	size_t		 nroots;
	uint32_t	*readers;	/* by node; 0: not needed */
};

int	bt_plan_init(struct bt_plan *, const struct bt_program *,
	    const uint32_t *roots, size_t nroots, struct bt_err *)
	    BT_MUST_CHECK;
void	bt_plan_free(struct bt_plan *);

/* A shared value's columns: of every symbol if ranked, else of one. */
struct bt_shared_value {
	size_t		  symbol;	/* of sym() */
	double		**x;		/* by symbol; NULL entries elsewhere */
	uint8_t		**c;
};

struct bt_worker;

struct bt_worker	*bt_worker_new(const struct bt_eval *,
			    const struct bt_shared_value *, struct bt_err *)
			    BT_MUST_CHECK;
void			 bt_worker_free(struct bt_worker *);

/* The plan's roots for one symbol, handed to fn. */
int	bt_worker_run(struct bt_worker *, const struct bt_plan *,
	    size_t symbol, bt_eval_fn *fn, void *arg, struct bt_err *)
	    BT_MUST_CHECK;

#endif
