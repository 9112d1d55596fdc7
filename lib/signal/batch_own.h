/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_BATCH_OWN_H
#define BT_SIGNAL_BATCH_OWN_H

#include "lib/signal/batch.h"
#include "lib/signal/eval_plan.h"
#include "lib/signal/eval_worker.h"
#include "lib/signal/maker_own.h"

/*
 * Between the files of lib/signal/batch.  The bench's program grows by what is
 * shared; every worker's program follows it and has a trial's own nodes behind,
 * until the next one.
 */
struct bt_batch_worker {
	struct bt_maker		*maker;
	struct bt_value		*params;
	double			*last;		/* values that made is for */
	uint64_t		 made_at;	/* b->version then; 0: never */
	uint64_t		 program_of;	/* b->age of its program */
	struct bt_program_mark	 followed;	/* how far */
	struct bt_eval		 eval;
	struct bt_worker	*worker;
	struct bt_eval_plan	 plan;
	const struct bt_given	*given;		/* of the plan */
	uint32_t		*roots;		/* of maker->out */
	uint8_t			*codes;		/* of all symbols */
	double			*x[BT_ROLES];
	struct bt_made		*made;
};

struct bt_batch {
	struct bt_batch_rule	 rule;
	struct bt_maker		*maker;		/* program: what is shared */
	struct bt_value		*params;
	double			*last;		/* values seen last, ... */
	bool			 has_last;
	size_t			 nroots;
	struct bt_bars		*bars;
	size_t			 nsymbols, rows;
	size_t			*begin;		/* of each symbol's rows */
	struct bt_timeline	 line;
	struct bt_given		 given;		/* columns by node */
	uint64_t		*used;		/* the prepare that had it */
	size_t			 cap;		/* of those three */
	size_t			 bytes;		/* of columns */
	uint64_t		 version;	/* prepares, from 1 */
	uint64_t		 age;		/* of the program, from 1 */
	uint32_t		*pending;	/* leaves to be computed */
	size_t			 npending, pending_cap;
	size_t			 reserved;	/* bytes of these */
	/* The nodes of the set in hand, numbered from first on. */
	struct bt_node		*tail;
	uint32_t		*kept;		/* their new numbers */
	size_t			 tail_cap, first;
	struct bt_batch_worker	*worker;
};

/*
 * A node whose column is worth keeping: everything that costs more than to read
 * it.  What is above such leaves is done for every set anew.
 */
bool	bt_batch_is_leaf(const struct bt_node *);

/* Compute the pending leaves. */
int	bt_batch_compute(struct bt_batch *, struct bt_err *) BT_MUST_CHECK;

/* Workers come and go with the batch. */
int	bt_batch_worker_init(const struct bt_batch *, struct bt_batch_worker *,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_batch_worker_free(struct bt_batch_worker *);

#endif
