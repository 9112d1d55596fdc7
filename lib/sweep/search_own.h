/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_SEARCH_OWN_H
#define BT_SWEEP_SEARCH_OWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/sweep/search.h"

/*
 * What the methods of a search are to the search itself.  A method neither
 * asks where nor cares for points that were had before: the search does.  The
 * row of a family is one of these.
 */

/* A method that needs no scores: one point after another. */
struct bt_search_sequence {
	void	*(*new)(const struct bt_search_rule *, struct bt_err *);
	void	 (*free)(void *);
	/* The next one; false if there are no more. */
	bool	 (*next)(void *, double *point);
	/* Go on from the i-th. */
	void	 (*seek)(void *, uint64_t i);
	/* How many there are from the first; UINT64_MAX: no end. */
	uint64_t (*size)(const void *);
};

struct bt_search_way {
	const struct bt_search_sequence	*sequence;
};

extern const struct bt_search_sequence bt_search_grid, bt_search_random;

/* The value of a dim with levels at its k-th. */
static inline double
bt_search_level(const struct bt_dim *d, size_t k)
{
	return d->kind == BT_DIM_CHOICE ? (double)k : d->value[k];
}

#endif
