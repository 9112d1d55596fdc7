/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_ENTRIES_H
#define BT_CHANCE_ENTRIES_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/rng.h"
#include "lib/market/bars.h"
#include "lib/study/input.h"

/*
 * Trades without skill: those of a run again, each for as long, on its side
 * and at its costs, but entered at any time.
 *
 *	e = bt_entries_new(&input, &settings, "prices.csv", jobs, err);
 *	bt_entries_path(e, worker, &rng, ret);
 *
 * A symbol's trades do not overlap, in any order and with any gaps between
 * them, unless together they take longer than the prices last: then each is
 * anywhere.  A trade is entered at an open and left at the open so many bars
 * later, or at the close of its bar where it took none.  Its return is that
 * of the prices, less what the real one's commission and slippage were as a
 * fraction of the entry value.  Returns stand in the order of the exits.
 */
struct bt_entries;

/*
 * input is a run or a CSV of trades with symbols, and must outlive the
 * entries.  A symbol that the prices do not have, and a trade that is longer
 * than they are, are BT_EDATA.
 */
struct bt_entries	*bt_entries_new(const struct bt_input *input,
			    const struct bt_bars_settings *,
			    const char *prices, size_t jobs, struct bt_err *)
			    BT_MUST_CHECK;
void			 bt_entries_free(struct bt_entries *);

/* As many returns as input has closed trades.  Any thread, by worker. */
void	bt_entries_path(const struct bt_entries *, size_t worker,
	    struct bt_rng *, double *ret);

#endif
