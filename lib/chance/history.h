/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_HISTORY_H
#define BT_CHANCE_HISTORY_H

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/chance/correlation.h"
#include "lib/market/bars.h"

/*
 * The bars that a simulation is fitted to, or takes its blocks from, and what
 * follows from them.
 */
struct bt_history {
	const char		*path;		/* as given; borrowed */
	struct bt_bars_result	 read;
};

/* What a symbol's bars say. */
struct bt_likeness {
	double	start;		/* the last close */
	double	volume;		/* of a day with bars, on average */
	double	volatility;	/* a year: of log returns, as gbm's */
	double	drift;		/* as gbm's */
};

int	bt_history_read(struct bt_history *, const char *path,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_history_free(struct bt_history *);

/*
 * The bars of a symbol; of any symbol, where there is but one.  NULL is
 * BT_EDATA: it is not there, or has too few bars to fit or to draw from.
 */
const struct bt_bars	*bt_history_find(const struct bt_history *,
			    const char *symbol, struct bt_err *);

/*
 * Fit the model and replace its parameters, but for a drift or volatility
 * that is given (finite).  A year has that many days with bars; the distance
 * of bars is what they have on average.  start NAN: the last close.
 */
int	bt_history_fit(const struct bt_bars *, double days, double start,
	    struct bt_method *, struct bt_likeness *, struct bt_err *)
	    BT_MUST_CHECK;

/*
 * Correlations of log returns between the times at which all of its symbols
 * have bars.  BT_EDATA where these are too few.
 */
int	bt_history_correlate(const struct bt_history *,
	    struct bt_correlation *, struct bt_err *) BT_MUST_CHECK;

#endif
