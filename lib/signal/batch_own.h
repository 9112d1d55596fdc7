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

#define BT_BATCH_PARAMS 6

/* A piece of an expression that comes to leaves, whatever the parameters. */
struct bt_batch_leaf {
	const struct bt_source	*source;
	const struct bt_expr	*tree;
	/* Those that it names; more than fit: they are not remembered. */
	size_t			 param[BT_BATCH_PARAMS], nparams;
};

/* The leaves that a piece came to with some values. */
struct bt_batch_known {
	size_t		 leaf;		/* SIZE_MAX: no entry */
	double		 value[BT_BATCH_PARAMS];
	size_t		 first, n;	/* in ids */
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
	struct bt_batch_leaf	*leaf;
	size_t			 nleaves, leaf_cap;
	struct bt_batch_known	*known;		/* a table by hash */
	size_t			 nknown, nknown_places;
	uint32_t		*ids;		/* of nodes */
	size_t			 nids, ids_cap;
	/* The nodes that were just compiled, numbered from first on. */
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

/* The pieces of all expressions; once. */
int	bt_batch_find_leaves(struct bt_batch *, struct bt_err *)
	    BT_MUST_CHECK;

/* The leaves of the i-th piece for the batch's parameters. */
int	bt_batch_know(struct bt_batch *, size_t i, struct bt_batch_known *,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_batch_forget(struct bt_batch *);

/* Compute the pending leaves. */
int	bt_batch_compute(struct bt_batch *, struct bt_err *) BT_MUST_CHECK;

/* Workers come and go with the batch. */
int	bt_batch_worker_init(const struct bt_batch *, struct bt_batch_worker *,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_batch_worker_free(struct bt_batch_worker *);

#endif
