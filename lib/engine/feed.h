/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_FEED_H
#define BT_ENGINE_FEED_H

#include "lib/base/err.h"
#include "lib/engine/siglist.h"
#include "lib/engine/signals.h"
#include "lib/market/bars.h"
#include "lib/market/market.h"

/*
 * What a run is fed with: bars, their timeline, and signals, either from the
 * bars' own columns or from signal lists.
 */
struct bt_feed_read {
	const struct bt_bars_settings	*bars;
	int				 side;	/* enum bt_side, for lists */
	const char			*prices;	/* or NULL: no lists */
	const char *const		*paths;	/* annotated bars, or lists */
	size_t				 npaths;	/* 0 = stdin */
};

struct bt_feed {
	struct bt_bars_result	 bars;
	struct bt_timeline	 timeline;
	struct bt_signals	 signals;
	struct bt_signal_cols	*cols;		/* of annotated bars */
	struct bt_siglist	*list;		/* or NULL */
};

/* On failure the feed owns nothing. */
int	bt_feed_init(struct bt_feed *, const struct bt_feed_read *,
	    struct bt_err *) BT_MUST_CHECK;
/*
 * The i-th column that asks for something the engine does not do (limit, stop
 * and weight: orders are market orders of the settings' size), or NULL.
 */
const char	*bt_feed_unused(const struct bt_feed *, size_t i);

void	bt_feed_free(struct bt_feed *);		/* { 0 } is fine */

#endif
