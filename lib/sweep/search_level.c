/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/sweep/search_own.h"

#define HAIR 1e-9		/* beyond a border */

/* Only integers have levels of unequal width, and then none is left out. */
void
bt_search_borders(const struct bt_dim *d, double u, double *low, double *up)
{
	double value;

	if (d->log) {
		value = bt_dim_at(d, u);
		*low = fmax(bt_dim_unit(d, value - 0.5), 0);
		*up = fmin(bt_dim_unit(d, value + 0.5), 1);
		return;
	}
	value = floor(u * (double)d->levels);
	value = fmin(value, (double)d->levels - 1);
	*low = value / (double)d->levels;
	*up = (value + 1) / (double)d->levels;
}

double
bt_search_next_level(const struct bt_dim *d, double u, bool upward)
{
	double low, up;

	bt_search_borders(d, u, &low, &up);
	if (upward)
		u = up < 1 - HAIR ? up + HAIR : u;
	else
		u = low > HAIR ? low - HAIR : u;
	return bt_dim_unit(d, bt_dim_at(d, u));
}
