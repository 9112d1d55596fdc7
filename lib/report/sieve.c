/* SPDX-License-Identifier: ISC */
#include "lib/report/sieve.h"

#include <stdlib.h>

#include "lib/base/mem.h"

#define CELLS 160		/* each way */

int
bt_sieve_init(struct bt_sieve *s, const double range[4], struct bt_err *err)
{
	s->range = range;
	s->taken = bt_calloc(CELLS * CELLS, sizeof(*s->taken), err);
	return s->taken == NULL ? -1 : 0;
}

void
bt_sieve_free(struct bt_sieve *s)
{
	free(s->taken);
}

static size_t
cell_of(double x, double low, double high)
{
	return high > low ? (size_t)((x - low) / (high - low) * (CELLS - 1)) :
	    0;
}

bool
bt_sieve_takes(struct bt_sieve *s, double x, double y)
{
	bool *taken = &s->taken[cell_of(x, s->range[0], s->range[1]) * CELLS +
	    cell_of(y, s->range[2], s->range[3])];
	const bool first = !*taken;

	*taken = true;
	return first;
}
