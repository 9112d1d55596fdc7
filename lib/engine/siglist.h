/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_SIGLIST_H
#define BT_ENGINE_SIGLIST_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/engine/settings.h"
#include "lib/engine/signals.h"
#include "lib/market/bars.h"

/*
 * Signal lists: signals without bars (bt-formats(5)), such as the hits of a
 * scanner.  CSV with the columns symbol and date, and optionally signal,
 * strength, stop_loss, take_profit and tag, in any order and with the aliases
 * that bars have.  Without a signal column every row is an entry of the side
 * that is traded.
 *
 * A row belongs to its symbol's bar of the same time; a bare date belongs to
 * the last bar of that day.  Rows that meet no bar become skips.  Rows that
 * meet the same bar are put together: their verbs are joined, else the later
 * one counts.
 */
struct bt_siglist_read {
	const struct bt_bars_settings	*bars;	/* times */
	int				 side;	/* enum bt_side */
	const char *const		*paths;	/* 0 of them: stdin */
	size_t				 npaths;
	const struct bt_market		*market;	/* borrowed */
};

struct bt_siglist;

struct bt_siglist	*bt_siglist_new(const struct bt_siglist_read *,
			    struct bt_err *) BT_MUST_CHECK;
void			 bt_siglist_free(struct bt_siglist *);

/* Valid as long as the list. */
const struct bt_signals	*bt_siglist_signals(const struct bt_siglist *);
const struct bt_bars_input	*bt_siglist_inputs(const struct bt_siglist *,
			    size_t *n);

#endif
