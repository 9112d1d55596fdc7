/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_ROOM_H
#define BT_ENGINE_ROOM_H

#include <stddef.h>
#include <stdint.h>

#include "lib/engine/engine.h"
#include "lib/engine/order.h"
#include "lib/engine/portfolio.h"

/*
 * The memory of a run: all of it is had before the first bar, and the next
 * run may have it again.  Internal to the engine.
 */
struct bt_engine_room {
	struct bt_position	*pos;		/* one a symbol ... */
	uint32_t		*held, *busy;
	struct bt_candidate	*scratch;
	size_t			 nsymbols;	/* ... for so many */
	struct bt_lot		*lots;
	size_t			 nlots;
	/* The lowest and highest price of the bars that were asked about. */
	const double		*low;
	size_t			 nbars;
	double			 lowest, highest;
};

/* Have at least so much.  What was there before is lost. */
int	bt_room_fit(struct bt_engine_room *, size_t nsymbols, size_t nlots,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_room_clear(struct bt_engine_room *);	/* { 0 } is fine */

/* Is there a bar that reaches down, or up, to a price? */
bool	bt_room_reaches(struct bt_engine_room *, const struct bt_bars *,
	    bool down, double price);

#endif
