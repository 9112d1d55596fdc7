/* SPDX-License-Identifier: ISC */
#ifndef BT_MARKET_CLEAN_H
#define BT_MARKET_CLEAN_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/market/quality.h"

/*
 * Bars mended, by rules that never make up a price:
 *
 *	cannot be read, or a price missing, 0 or less	row left out
 *	high or low contradict open or close		moved to fit, by at
 *			most the fraction widen of the close; else left out
 *	volume missing or negative			0
 *	a time twice					the first row stays
 *	out of order					sorted
 *	the input itself breaks off			an error: no repair
 *
 * Each repair is a finding of the quality, with what was done in its text.
 */
struct bt_clean {
	struct bt_quality	*quality;
	double			 widen;
	size_t			 repairs;
};

/* The bt_complaint_fn; arg is the struct bt_clean. */
enum bt_answer	bt_clean_hear(void *arg, struct bt_complaint *);

/*
 * Write what was read as canonical CSV, symbol,date,open,high,low,close,
 * volume, symbols by name and each in order of time.
 */
int	bt_clean_write(struct bt_clean *, const struct bt_bars_read *,
	    const struct bt_bars_result *, struct bt_out *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
