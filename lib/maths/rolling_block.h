/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_ROLLING_BLOCK_H
#define BT_MATHS_ROLLING_BLOCK_H

#include <stddef.h>

/*
 * How the rolling windows are cut (van Herk 1992, Gil and Werman 1993, there
 * for extremes; it serves any sum).  The column is cut into blocks of w.  A
 * window of w values is the tail of one block and the head of the next:
 *
 *	block b             block b + w
 *	. . . [ tail of r ] [ head of r ) . . .
 *
 * Tails are computed backward once a block, heads grow forward as the window
 * moves on: O(1) a row, and nothing is ever subtracted.
 */

/* NAN for the rows before the first whole window. */
void	bt_rolling_warm_up(double *out, size_t n, size_t w);

/* Rows whose window begins in block b: b + w - 1 and up to w - 1 after it. */
static inline size_t
bt_rolling_rows(size_t n, size_t w, size_t b)
{
	size_t rows = n - (b + w - 1);

	return rows < w ? rows : w;
}

#endif
