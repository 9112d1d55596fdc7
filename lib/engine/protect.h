/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_PROTECT_H
#define BT_ENGINE_PROTECT_H

#include "lib/engine/portfolio.h"

/*
 * Stops and targets: where they are, and what a bar does to them.  The rules
 * are in bt-execution(7).  A level counts as touched within 1e-12 of it, so
 * that 100 x 1.10 = 110.00000000000001 is touched by a high of 110.
 */

/* The levels a lot starts with; its price and entry bar are set. */
void	bt_protect_begin(const struct bt_settings *,
	    const struct bt_position *, int side, size_t signal_bar,
	    struct bt_lot *);

struct bt_touch {
	double		price;
	enum bt_reason	reason;
	bool		ambiguous;
};

/* Has the open of the lot's bar passed a level?  Then *touch, at the open. */
bool	bt_protect_gapped(const struct bt_settings *,
	    const struct bt_position *, const struct bt_lot *,
	    struct bt_touch *);

/* Is a level touched inside the bar? */
bool	bt_protect_touched(const struct bt_settings *,
	    const struct bt_position *, const struct bt_lot *,
	    struct bt_touch *);

/*
 * The position's bar is over: move its trailing stops, and work out when it
 * must be looked at next (wake, low, high, clock).
 */
void	bt_protect_pass(struct bt_portfolio *, struct bt_position *);

#endif
