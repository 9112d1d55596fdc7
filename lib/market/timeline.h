/* SPDX-License-Identifier: ISC */
#ifndef BT_MARKET_TIMELINE_H
#define BT_MARKET_TIMELINE_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

struct bt_market;

/*
 * The union of all symbols' times, and who has a bar at each: at step s the
 * entries first[s] .. first[s + 1] - 1 say symbol and bar, symbols ascending.
 * With one symbol, step and bar are the same number and no memory is needed:
 * then first, symbol and bar are NULL.  O(rows x log symbols).
 *
 *	for (s = 0; s < line.steps; s++)
 *		for (k = line.first[s]; k < line.first[s + 1]; k++)
 *			... bt_market_bars(m, line.symbol[k])->open[line.bar[k]]
 */
struct bt_timeline {
	size_t		 steps;
	const int64_t	*time;
	const size_t	*first;
	const uint32_t	*symbol, *bar;
	void		*memory;		/* its own; see free */
};

/* The market must be sealed, and outlive the timeline. */
int	bt_timeline_init(struct bt_timeline *, const struct bt_market *,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_timeline_free(struct bt_timeline *);

#endif
