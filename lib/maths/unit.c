/* SPDX-License-Identifier: ISC */
#include "lib/maths/unit.h"

#include <math.h>

/* Columns are looked at in pieces, so that hopeless ones are given up soon. */
#define PIECE 256
#define LIMIT (BT_UNIT_EXACT / 8)

void
bt_unit_init(struct bt_unit *d)
{
	d->digits = 0;
	d->scale = 1.0;
	d->max = 0.0;
}

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

static bool
give_up(struct bt_unit *d)
{
	d->digits = -1;
	d->scale = 1.0;
	return false;
}

/*
 * More digits never spoil the values seen before: x is m / 10^k to within half
 * a unit in the last place, and below the limit x * 10^j lies within 1/4 of
 * the whole number m * 10^(j-k).
 */
bool
bt_unit_scan(struct bt_unit *d, const double *x, size_t n)
{
	size_t i, piece;
	double max;

	if (d->digits < 0)
		return false;
	for (i = 0; i < n; i += piece) {
		piece = n - i < PIECE ? n - i : PIECE;
		max = largest(x + i, piece);
		if (max > d->max)
			d->max = max;
		while (!whole(x + i, piece, d->scale)) {
			if (d->digits == BT_UNIT_DIGITS)
				return give_up(d);
			d->digits++;
			d->scale *= 10.0;
		}
		if (!(d->max * d->scale <= LIMIT))
			return give_up(d);
	}
	return true;
}

bool
bt_unit_fits(const struct bt_unit *d, double values)
{
	return d->digits >= 0 && d->max * d->scale * values <= BT_UNIT_EXACT;
}
