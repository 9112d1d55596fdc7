/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_FRAME_H
#define BT_SIGNAL_FRAME_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/market/market.h"

/*
 * Coarser bars made of a symbol's own: "5m", "1h", "1D", "1W", "1M", "1Q",
 * "1Y" with any whole number before the letter.  Minutes and hours count from
 * midnight UTC of each day, days from 1970-01-01, weeks begin on Monday,
 * months, quarters and years with the calendar's.
 */
struct bt_frame {
	char		unit;		/* m h D W M Q Y */
	long long	n;
};

/* BT_EUSAGE, without a place, if text is none of these. */
int	bt_frame_parse(struct bt_span text, struct bt_frame *,
	    struct bt_err *) BT_MUST_CHECK;

/* The number of the frame's bar that holds time t; ascends with t. */
int64_t	bt_frame_bar(const struct bt_frame *, int64_t t);

/*
 * A symbol's bars in a frame.  place[i] says which coarse bar holds fine bar
 * i: that one is still open at i, the one before it is closed.
 */
struct bt_frame_bars {
	struct bt_bars	 bars;		/* coarse; extras by their last value */
	uint32_t	*place;		/* one a fine bar */
	void		*memory;
};

/* extras holds 1 for each real extra column that is wanted, or is NULL. */
int	bt_frame_resample(const struct bt_frame *, const struct bt_bars *,
	    const uint8_t *extras, struct bt_frame_bars *, struct bt_err *)
	    BT_MUST_CHECK;
void	bt_frame_free(struct bt_frame_bars *);

#endif
