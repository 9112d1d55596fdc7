/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_ROWS_H
#define BT_CHANCE_ROWS_H

#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/out.h"
#include "lib/chance/forecast.h"

/*
 * What a simulation gives besides its summary, as rows: every path, the fan
 * of levels over time, histograms of the outcomes, and stakes.
 *
 *	struct bt_rows_ask ask = { .plan = &plan, .watch = &watch,
 *	    .format = BT_FORECAST_CSV, .points = 100 };
 *
 *	rc = bt_rows_fan(out, &ask, err);
 *	... ask.status, ask.done ...
 */
struct bt_rows_ask {
	const struct bt_ensemble		*plan;
	const struct bt_chance_watch	*watch;
	enum bt_forecast_format		 format;
	size_t				 points;	/* of a fan, at most */
	struct bt_numbers		 stakes;	/* ascending, > 0 */
	enum bt_status			 status;	/* set: how it ended */
};

typedef int	bt_rows_fn(struct bt_out *, struct bt_rows_ask *,
		    struct bt_err *);

/*
 * A row a path.  Shards one after the other are the whole: only the first has
 * the header of a CSV.
 */
int	bt_rows_paths(struct bt_out *, struct bt_rows_ask *, struct bt_err *)
	    BT_MUST_CHECK;

/*
 * A row for each of so many steps, evenly: how what was made until then is
 * distributed.  A fan of more levels than 256 MB hold (a million paths: 33
 * steps) is made in several passes over the same paths.
 */
int	bt_rows_fan(struct bt_out *, struct bt_rows_ask *, struct bt_err *)
	    BT_MUST_CHECK;

/* A row a class, for each outcome. */
int	bt_rows_histogram(struct bt_out *, struct bt_rows_ask *,
	    struct bt_err *) BT_MUST_CHECK;

/*
 * A row for each stake: the same paths with every return multiplied by it.
 * The stake with the fastest growth is a row of its own.
 */
int	bt_rows_stakes(struct bt_out *, struct bt_rows_ask *, struct bt_err *)
	    BT_MUST_CHECK;

/*
 * The stake f > 0 that makes the mean of log(1 + f ret) largest (Kelly, "A new
 * interpretation of information rate", Bell System Technical Journal 35,
 * 1956); *growth is that mean.  0 where nothing is to be won, INFINITY where
 * nothing can be lost.
 */
double	bt_rows_best_stake(const double *ret, size_t n, double *growth);

#endif
