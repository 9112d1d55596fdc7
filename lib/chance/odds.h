/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_ODDS_H
#define BT_CHANCE_ODDS_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/chance/monte.h"

/*
 * Distributions of what came out: gathered path by path, then described.
 *
 *	if (bt_tally_init(&tally, 1000000, err) == -1)
 *		return -1;
 *	... job.take = bt_tally_take, job.take_arg = &tally ...
 *	bt_odds_of(tally.column[k], tally.n, &odds);
 *	bt_tally_free(&tally);
 */
#define BT_ODDS_POINTS 5

extern const double bt_odds_points[BT_ODDS_POINTS];	/* 0.05 ... 0.95 */

struct bt_odds {
	size_t	n;			/* with a value */
	double	mean, sd;		/* NAN for none, and for one: sd */
	double	at[BT_ODDS_POINTS];	/* quantiles, as lib/maths/quantile */
};

/* Of n values; those that are NAN count for nothing.  x is reordered. */
void	bt_odds_of(double *x, size_t n, struct bt_odds *);

/* Columns of outcomes, a row a path: 64 bytes of memory each. */
struct bt_tally {
	double	*column[BT_OUTCOMES];
	size_t	 n, cap;
};

int	bt_tally_init(struct bt_tally *, uint64_t paths, struct bt_err *)
	    BT_MUST_CHECK;
void	bt_tally_free(struct bt_tally *);	/* { 0 } is fine */
int	bt_tally_take(void *tally, const struct bt_monte_block *,
	    struct bt_err *);

/* The column of an outcome. */
#define BT_TALLY(t, field) \
	((t)->column[offsetof(struct bt_outcome, field) / sizeof(double)])

/*
 * The share of the paths that lost so much from their start, or made so much
 * (0.3 is 30 %), at any time, within 1e-12; NAN if there are none.
 */
double	bt_tally_ruin(const struct bt_tally *, double loss);
double	bt_tally_goal(const struct bt_tally *, double gain);

#endif
