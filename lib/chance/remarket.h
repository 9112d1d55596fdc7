/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_REMARKET_H
#define BT_CHANCE_REMARKET_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/market/market.h"
#include "lib/signal/maker.h"

/*
 * Markets made of another's bars; what lib/chance/rerun runs on.
 */

/* BT_EDATA unless every symbol has a bar at every time, and there is one. */
int	bt_remarket_check(const struct bt_market *,
	    const struct bt_timeline *, struct bt_err *) BT_MUST_CHECK;

/*
 * A market with the same symbols, bars and columns of numbers that the maker
 * asked for; the caller frees it.
 */
struct bt_market	*bt_remarket_copy(const struct bt_market *,
			    const struct bt_maker *, struct bt_err *)
			    BT_MUST_CHECK;

/* The mean over the symbols of close / close before - 1: bars - 1 of them. */
void	bt_remarket_moves(const struct bt_market *, double *moves);

/*
 * Overwrite the copy: its bar t + 1 moves from the close before it as the
 * real bar pick[t] + 1 did.  Prices stay between 1e-100 and 1e100.
 */
void	bt_remarket_write(struct bt_market *copy,
	    const struct bt_market *real, const uint32_t *pick);

#endif
