/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_SIGNALS_H
#define BT_ENGINE_SIGNALS_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/engine/runstream.h"
#include "lib/market/market.h"

/*
 * What a strategy asks of the engine, as columns beside the bars: from the
 * bars' own extra columns (bt_signals_from_market), from a list
 * (lib/engine/siglist.h), or from a caller that computes them:
 *
 *	struct bt_signal_cols cols = { .verbs = verbs };
 *	struct bt_signals sig = { .cols = &cols };
 */

/* One symbol's columns, as long as its bars; NULL = nowhere given. */
struct bt_signal_cols {
	const uint8_t	*verbs;		/* as verbs.h has it; not NULL */
	const double	*strength;	/* NAN = none: comes last */
	/* Fractions of the entry price, before the settings; NAN = none. */
	const double	*stop_loss, *take_profit;
	const uint32_t	*tag;		/* for tag_text; 0 = none */
};

/* A listed signal that no bar can act on. */
struct bt_signal_skip {
	int64_t			time;
	struct bt_span		symbol;
	enum bt_cause_id	cause;
};

struct bt_signals {
	const struct bt_signal_cols	*cols;	/* one a symbol */
	struct bt_span	(*tag_text)(const void *arg, uint32_t tag);
	const void	*arg;
	const struct bt_signal_skip	*skips;
	size_t				 nskips;
};

/*
 * The extra columns of annotated bars, for bt_bars_read(): signal is required,
 * the others are not.  Those behind BT_SIGNAL_USED are asked for only to tell
 * their owner that they do nothing.
 */
#define BT_SIGNAL_USED 5
#define BT_SIGNAL_EXTRAS 8
extern const struct bt_extra bt_signal_extras[BT_SIGNAL_EXTRAS];

/*
 * Signals of a market that was read with bt_signal_extras first among its
 * extras.  Fills cols[] (one a symbol) and *sig, which borrow both.
 */
void	bt_signals_from_market(const struct bt_market *,
	    struct bt_signal_cols *cols, struct bt_signals *sig);

#endif
