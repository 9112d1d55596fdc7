/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_EVAL_PLAN_H
#define BT_SIGNAL_EVAL_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/signal/program.h"

/*
 * Which nodes some roots need, in the order to compute them.  A plan may be
 * made again and again: its memory is kept.  Starts as { 0 }.
 */

/*
 * Columns of nodes that are known already, over all symbols one after the
 * other; nodes from n on, and those with neither x nor c, are not.
 */
struct bt_given {
	double		**x;
	uint8_t		**c;
	size_t		  n;
	const size_t	 *begin;	/* of each symbol's rows */
};

static inline bool
bt_given_has(const struct bt_given *g, uint32_t node)
{
	return g != NULL && node < g->n &&
	    (g->x[node] != NULL || g->c[node] != NULL);
}

struct bt_eval_plan {
	const uint32_t	*roots;		/* borrowed */
	size_t		 nroots;
	uint32_t	*order;		/* nodes, ascending */
	size_t		 n, cap;
	uint32_t	*readers;	/* by node; 0: not needed */
	size_t		 nodes;		/* that readers has room for */
	uint32_t	*stack;
	size_t		 stack_cap;
};

/* given may be NULL: what it has needs no arguments. */
int	bt_eval_plan_make(struct bt_eval_plan *, const struct bt_program *,
	    const uint32_t *roots, size_t nroots, const struct bt_given *given,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_eval_plan_free(struct bt_eval_plan *);

#endif
