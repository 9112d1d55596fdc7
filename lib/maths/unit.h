/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_UNIT_H
#define BT_MATHS_UNIT_H

#include <float.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * Prices arrive as decimal text: 108.31 is 10831 hundredths, though no double
 * is.  This room finds the unit a column was written in, so that sums and
 * differences can be made of whole numbers, without rounding; brought back by
 * one division they are the doubles nearest to the decimal results, and a tie
 * of two averages is a tie.
 *
 *	struct bt_unit unit;
 *
 *	bt_unit_scan(&unit, &close, 1, n, 20.0);
 *	for (i = 20; i < unit.rows; i++)
 *		sum += bt_unit_count(&unit, close[i]) -
 *		    bt_unit_count(&unit, close[i - 20]);
 *
 * Whole numbers are kept in doubles; up to 2^53 they add without error.
 */

#define BT_UNIT_DIGITS 9

struct bt_unit {
	size_t	rows;		/* so many from the first are decimal */
	int	digits;		/* decimals they need, 0 to 9 */
	double	scale;		/* 10^digits */
	double	max;		/* the largest of their absolute values */
};

/*
 * Look at n rows of some columns and find how many rows from the first on are
 * decimal: every value x is the double nearest to m / scale, for a whole
 * number m of at most 2^50, and sums of so many such m (values >= 1) are exact
 * in a double.  What a row does never depends on the rows after it.  O(n),
 * 1 to 2 ns a value.
 */
void	bt_unit_scan(struct bt_unit *, const double *const *x, size_t columns,
	    size_t n, double values);

_Static_assert(FLT_EVAL_METHOD == 0,
    "doubles must be rounded at every step (gcc -mfpmath=sse)");

/*
 * The nearest whole number for |x| <= 2^51, ties to even: adding 1.5 * 2^52
 * leaves no room for a fraction.  rint() would be a call on plain x86-64.
 */
static inline double
bt_unit_round(double x)
{
	const double shift = 6755399441055744.0;

	return (x + shift) - shift;
}

/* The whole number m of a value from one of the decimal rows. */
static inline double
bt_unit_count(const struct bt_unit *unit, double x)
{
	return bt_unit_round(x * unit->scale);
}

#endif
