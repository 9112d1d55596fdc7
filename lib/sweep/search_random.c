/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/rng.h"
#include "lib/maths/permute.h"
#include "lib/sweep/search_own.h"

/*
 * Any point as likely as another.  Where there is a grid its points are taken
 * in a shuffled order, so that none comes twice and all come in the end; the
 * shuffle is computed, not stored.  Otherwise (or if the grid has more points
 * than can be counted) each point is drawn by itself from (seed, number).
 */
struct draw {
	const struct bt_space	*space;
	uint64_t		 seed, at;
	uint64_t		 size;	/* of the grid; 0: none */
};

static void *
draw_new(const struct bt_search_rule *rule, struct bt_err *err)
{
	struct draw *d;

	if ((d = bt_calloc(1, sizeof(*d), err)) == NULL)
		return NULL;
	d->space = rule->space;
	d->seed = rule->seed;
	d->size = bt_search_grid_size(d->space);
	return d;
}

static void
draw_seek(void *self, uint64_t i)
{
	struct draw *d = self;

	d->at = i;
}

static bool
draw_next(void *self, double *point)
{
	struct draw *d = self;
	struct bt_rng rng;
	size_t k;

	if (d->size > 0) {
		if (d->at >= d->size)
			return false;
		bt_space_point(d->space, bt_permute(d->size, d->seed, d->at++),
		    point);
		return true;
	}
	bt_rng_init(&rng, d->seed, d->at++);
	for (k = 0; k < d->space->ndims; k++)
		point[k] = bt_dim_at(&d->space->dim[k],
		    bt_rng_uniform(&rng));
	return true;
}

static uint64_t
draw_size(const void *self)
{
	const struct draw *d = self;

	return d->size > 0 ? d->size : UINT64_MAX;
}

const struct bt_search_sequence bt_search_random = {
	draw_new, free, draw_next, draw_seek, draw_size, true
};
