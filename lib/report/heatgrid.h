/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_HEATGRID_H
#define BT_REPORT_HEATGRID_H

#include "lib/base/err.h"
#include "lib/report/trialset.h"

/*
 * Trials by two of their dims: the best objective of each cell over all other
 * dims, and the colours of a map of it.
 *
 *	if (bt_heatgrid_init(&g, set, doc->axis, err) == -1)
 *		return -1;
 *	... bt_heatgrid_colour(bt_heatgrid_share(&g, g.cell[y * nx + x])) ...
 *	bt_heatgrid_free(&g);
 */
struct bt_heatgrid {
	const struct bt_trialset	*set;
	const struct bt_trialset_dim	*x, *y;
	double				*cell;	/* by rows; NAN: no trial */
	double				 low, high;
	size_t				 best[2];	/* where it is */
};

/* The set has a trial with a result. */
int		bt_heatgrid_init(struct bt_heatgrid *,
		    const struct bt_trialset *, const size_t axis[2],
		    struct bt_err *) BT_MUST_CHECK;
void		bt_heatgrid_free(struct bt_heatgrid *);

/* 0 for the worst and 1 for the best that there is; NAN for NAN. */
double		bt_heatgrid_share(const struct bt_heatgrid *, double value);

/*
 * 0xrrggbb: dark blue to yellow, told apart by eyes of all kinds and in grey:
 * five points of the map "viridis" of S. van der Walt and N. Smith, 2015.
 */
unsigned	bt_heatgrid_colour(double share);

#endif
