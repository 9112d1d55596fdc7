/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_OVERFIT_PEAK_H
#define BT_SWEEP_OVERFIT_PEAK_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/sweep/space.h"

/*
 * Does the best trial stand on a plateau or on a needle?  Its neighbours are
 * the trials whose values differ by one level at most in every parameter that
 * has levels in an order, and not at all in the others (choices); if there are
 * fewer than two of these, as where points are drawn, the 2 x dims nearest
 * ones, by the distance in the unit cube of the space (a different choice is a
 * distance of 1).
 *
 *	plateau = (mean of neighbours - median) / (best - median)
 *
 * with the median of all trials: the part of the best's lead that is left next
 * to it.  1 is a plateau; 0 and less a needle, next to which nothing is better
 * than anywhere.
 */
struct bt_overfit_peak {
	size_t	neighbours;
	bool	nearest;	/* not those on the grid */
	double	mean, worst;	/* objectives of them; NAN: none */
	double	median;		/* of all */
	double	plateau;	/* NAN: no neighbours, or all are as good */
};

/*
 * n points of the space one after the other, stride doubles apart, with their
 * objectives (NAN: to be passed over), more being better; those of best, which
 * may be among them.
 */
struct bt_overfit_points {
	const struct bt_space	*space;
	const double		*point, *objective;
	size_t			 n, stride;
};

int	bt_overfit_peak_of(const struct bt_overfit_points *,
	    const double *best, double objective, struct bt_overfit_peak *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
