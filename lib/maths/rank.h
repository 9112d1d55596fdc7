/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_RANK_H
#define BT_MATHS_RANK_H

#include <stddef.h>

/*
 * Ranks, and how far two orders agree.
 *
 *	bt_rank_of(x, n, scratch, rx);
 *	bt_rank_of(y, n, scratch, ry);
 *	rho = bt_rank_correlation(rx, ry, n);
 */
struct bt_rank {
	double	value;
	size_t	at;
};

/*
 * The rank of each value from 1, the lowest; equal ones share the mean of
 * theirs.  x must be finite; scratch has room for n.  O(n log n).
 */
void	bt_rank_of(const double *x, size_t n, struct bt_rank *scratch,
	    double *rank);

/*
 * Spearman's rho: the correlation of ranks, from -1 to 1.  NAN if n < 2 or if
 * all of either are equal.
 */
double	bt_rank_correlation(const double *rx, const double *ry, size_t n);

#endif
