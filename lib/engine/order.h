/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_ORDER_H
#define BT_ENGINE_ORDER_H

#include "lib/engine/fill.h"
#include "lib/engine/portfolio.h"

/*
 * From signals to orders, and from orders to fills.  A position has at most
 * one order to exit and one to enter; both wait for the next fill of its
 * symbol, and the exit goes first.
 */

/* What the signal of the position's bar asks for. */
int	bt_order_decide(struct bt_portfolio *, struct bt_position *,
	    struct bt_err *);

/* Fill the waiting exit, if there is one, at the open or close of the bar. */
int	bt_order_exit(struct bt_portfolio *, struct bt_position *,
	    enum bt_fill_at, struct bt_err *);

/*
 * Fill the waiting entries of these n symbols at their open or close: by
 * strength descending, then symbol.  Sizes come from the worth of the account
 * now.  scratch has room for n.
 */
struct bt_candidate {
	double		strength;
	uint32_t	symbol;
};

int	bt_order_enter(struct bt_portfolio *, const uint32_t *symbols,
	    size_t n, enum bt_fill_at, struct bt_candidate *scratch,
	    struct bt_err *);

/* The data are over: orders that wait have expired. */
int	bt_order_expire(struct bt_portfolio *, struct bt_position *,
	    struct bt_err *);

#endif
