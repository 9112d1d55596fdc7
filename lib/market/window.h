/* SPDX-License-Identifier: ISC */
#ifndef BT_MARKET_WINDOW_H
#define BT_MARKET_WINDOW_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/market/market.h"

/*
 * The bars of some steps of a timeline, as if the market had no others: what
 * reading it with --from and --to would give, without reading.
 *
 *	if (bt_window_init(&w, market, &line, first, end, err) == -1)
 *		return -1;
 *	... w.bars[i], w.nsymbols, w.line ...
 *	verbs += w.skip[i]
 *
 * Columns are the market's own; extra columns are not there.  Of one symbol
 * it is no work; of many, O(symbols x log bars + rows of the window).
 */
struct bt_window {
	struct bt_bars		*bars;		/* of those with a bar in it */
	size_t			 nsymbols;
	struct bt_timeline	 line;
	size_t			*symbol;	/* its number in the market */
	size_t			*skip;		/* bars before the window */
	size_t			 rows;
	/* Its own entries of the timeline, of many symbols. */
	size_t			*first;
	uint32_t		*entries;
};

/* Steps first .. end - 1.  The market and its timeline must outlive it. */
int	bt_window_init(struct bt_window *, const struct bt_market *,
	    const struct bt_timeline *, size_t first, size_t end,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_window_free(struct bt_window *);	/* { 0 } is fine */

#endif
