/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_GROWTH_H
#define BT_MATHS_GROWTH_H

#include <stddef.h>

/*
 * What returns compound to.
 *
 *	g = bt_growth_of(returns, n);
 *	total = g.gain;
 *	annual = expm1(g.log * 252 / n);
 */
struct bt_growth {
	double	factor;		/* product of 1 + r; INFINITY if too large */
	double	gain;		/* factor - 1, with all its digits near 0 */
	double	log;		/* of factor, always in range */
};

/*
 * 1, 0 and 0 for n = 0.  All are NAN if a return before the last is -1 or
 * less: nothing is left that could grow.  If only the last one is, factor is 0
 * or negative, and log is -INFINITY or NAN.
 */
struct bt_growth	bt_growth_of(const double *ret, size_t n);

#endif
