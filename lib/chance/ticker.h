/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_TICKER_H
#define BT_CHANCE_TICKER_H

#include <stdbool.h>

#include "lib/base/str.h"

/*
 * What simulated symbols are like by default.  The levels of the named ones
 * are plausible, of the size that such a share or currency has had; they are
 * no estimates, and no history.  Any other name gets the last row.
 */
struct bt_ticker {
	const char	*symbol;	/* NULL: all others */
	double		 start;		/* price */
	double		 drift, volatility;	/* a year */
	double		 beta;		/* loading on a common factor, 0..1 */
	double		 volume;	/* of a session */
	const char	*tick;		/* size, as text */
	const char	*calendar;
};

extern const struct bt_ticker bt_tickers[];

const struct bt_ticker	*bt_ticker(struct bt_span symbol);

#endif
