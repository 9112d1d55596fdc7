/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_UNIT_H
#define BT_MATHS_UNIT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Prices arrive as decimal text: 108.31 is 10831 hundredths, though no double
 * is.  This room finds the unit a column was written in, so that sums and
 * comparisons can be made on whole numbers, without rounding: a tie of two
 * averages is then a tie.
 *
 *	struct bt_unit unit;
 *
 *	bt_unit_init(&unit);
 *	if (bt_unit_scan(&unit, close, n) && bt_unit_fits(&unit, 20.0))
 *		... sums of 20 values of bt_unit_count(&unit, close[i]) are
 *		... exact
 *
 * Whole numbers are kept in doubles; up to 2^53 they add without error.
 */

#define BT_UNIT_DIGITS 9
#define BT_UNIT_EXACT 9007199254740992.0	/* 2^53 */

struct bt_unit {
	int	digits;		/* digits so far, 0 to 9; -1: not decimal */
	double	scale;		/* 10^digits */
	double	max;		/* largest |x| seen, in x's own unit */
};

/* Nothing seen: no decimals. */
void	bt_unit_init(struct bt_unit *);

/*
 * Take a column into account: afterwards every value x of it, and of the
 * columns before, is the double nearest to m / scale for a whole number m.
 * false if there is no such scale of up to nine digits, if some |m| passes
 * 2^50, or if a value is not finite: digits is then -1 and scale 1, for good,
 * and units are the values themselves.  O(n), about 1 ns a value.
 */
bool	bt_unit_scan(struct bt_unit *d, const double *x, size_t n);

/* Are sums of so many units exact in a double? */
bool	bt_unit_fits(const struct bt_unit *, double values);

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

/* The whole number m of x; x itself where the columns are not decimal. */
static inline double
bt_unit_count(const struct bt_unit *d, double x)
{
	return d->digits >= 0 ? bt_unit_round(x * d->scale) : x;
}

#endif
