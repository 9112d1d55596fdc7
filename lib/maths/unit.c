/* SPDX-License-Identifier: ISC */
#include "lib/maths/unit.h"

#include <math.h>

/* Columns are looked at in pieces: one loop each, without a way out of it. */
#define PIECE 256
#define LARGEST_COUNT 1125899906842624.0	/* 2^50 */
#define EXACT 9007199254740992.0		/* 2^53 */

/* Is every value a whole number of 1 / scale?  A NAN is none. */
static bool
whole(const double *x, size_t n, double scale)
{
	size_t i;
	int bad = 0;

	for (i = 0; i < n; i++)
		bad |= bt_unit_round(x[i] * scale) / scale != x[i];
	return bad == 0;
}

static double
largest(const double *x, size_t n)
{
	double a, max = 0.0;
	size_t i;

	for (i = 0; i < n; i++) {
		a = fabs(x[i]);
		max = a > max ? a : max;
	}
	return max;
}

/*
 * More digits never spoil the values seen before: x is m / 10^k to within half
 * a unit in the last place, and below the limit x * 10^j lies within 1/4 of
 * the whole number m * 10^(j-k).
 */
static bool
take_column(struct bt_unit *unit, const double *x, size_t n, double limit)
{
	unit->max = fmax(unit->max, largest(x, n));
	while (!whole(x, n, unit->scale)) {
		if (unit->digits == BT_UNIT_DIGITS)
			return false;
		unit->digits++;
		unit->scale *= 10.0;
	}
	return unit->max * unit->scale <= limit;
}

/* Take n rows in, or none. */
static bool
take(struct bt_unit *unit, const double *const *x, size_t columns, size_t n,
    double limit)
{
	struct bt_unit before = *unit;
	size_t k;

	for (k = 0; k < columns; k++)
		if (!take_column(unit, x[k] + unit->rows, n, limit)) {
			*unit = before;
			return false;
		}
	unit->rows += n;
	return true;
}

void
bt_unit_scan(struct bt_unit *unit, const double *const *x, size_t columns,
    size_t n, double values)
{
	double limit = fmin(LARGEST_COUNT, EXACT / values);

	unit->rows = 0;
	unit->digits = 0;
	unit->scale = 1.0;
	unit->max = 0.0;
	while (n - unit->rows >= PIECE && take(unit, x, columns, PIECE, limit))
		continue;
	while (unit->rows < n && take(unit, x, columns, 1, limit))
		continue;
}
