/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/sweep/search_own.h"

/*
 * Rows of point, share and score, and a table of their numbers by hash, at
 * most half full, walked on collision.
 */
struct bt_search_seen {
	size_t		 ndims, width, n, cap;
	double		*row;
	size_t		*slot;		/* number + 1; 0: free */
	size_t		 nslots;	/* a power of two */
};

struct bt_search_seen *
bt_search_seen_new(size_t ndims, struct bt_err *err)
{
	struct bt_search_seen *seen;

	if ((seen = bt_calloc(1, sizeof(*seen), err)) == NULL)
		return NULL;
	seen->ndims = ndims;
	seen->width = ndims + 2;
	seen->nslots = 64;
	if ((seen->slot = bt_calloc(seen->nslots, sizeof(*seen->slot),
	    err)) == NULL) {
		free(seen);
		return NULL;
	}
	return seen;
}

void
bt_search_seen_free(struct bt_search_seen *seen)
{
	if (seen == NULL)
		return;
	free(seen->row);
	free(seen->slot);
	free(seen);
}

static uint64_t
add_hash(uint64_t h, double x)
{
	uint64_t bits;

	x += 0.0;			/* -0 is 0 */
	memcpy(&bits, &x, sizeof(bits));
	h = (h ^ bits) * 0x9e3779b97f4a7c15;
	return h ^ h >> 29;
}

static bool
is_row(const struct bt_search_seen *seen, size_t i, const double *point,
    double share)
{
	const double *row = seen->row + i * seen->width;
	size_t k;

	for (k = 0; k < seen->ndims; k++)
		if (row[k] != point[k])
			return false;
	return row[k] == share;
}

/* Where it is, or where it would go. */
static size_t
find_slot(const struct bt_search_seen *seen, const double *point, double share)
{
	uint64_t h = add_hash(0, share);
	size_t k, at;

	for (k = 0; k < seen->ndims; k++)
		h = add_hash(h, point[k]);
	at = (size_t)(h ^ h >> 32) & (seen->nslots - 1);
	while (seen->slot[at] != 0 &&
	    !is_row(seen, seen->slot[at] - 1, point, share))
		at = (at + 1) & (seen->nslots - 1);
	return at;
}

static int
grow_slots(struct bt_search_seen *seen, struct bt_err *err)
{
	const size_t nslots = seen->nslots * 2;
	const double *row;
	size_t *slot, i;

	if ((slot = bt_calloc(nslots, sizeof(*slot), err)) == NULL)
		return -1;
	free(seen->slot);
	seen->slot = slot;
	seen->nslots = nslots;
	for (i = 0; i < seen->n; i++) {
		row = seen->row + i * seen->width;
		slot[find_slot(seen, row, row[seen->ndims])] = i + 1;
	}
	return 0;
}

int
bt_search_seen_find(struct bt_search_seen *seen, const double *point,
    double share, size_t *number, bool *fresh, struct bt_err *err)
{
	size_t at = find_slot(seen, point, share);
	double *row;

	if ((*fresh = seen->slot[at] == 0) == false) {
		*number = seen->slot[at] - 1;
		return 0;
	}
	if (bt_grow(&seen->row, &seen->cap, seen->n,
	    seen->width * sizeof(*seen->row), err) == -1)
		return -1;
	if (2 * (seen->n + 1) > seen->nslots) {
		if (grow_slots(seen, err) == -1)
			return -1;
		at = find_slot(seen, point, share);
	}
	row = seen->row + seen->n * seen->width;
	if (seen->ndims > 0)
		memcpy(row, point, seen->ndims * sizeof(*row));
	row[seen->ndims] = share;
	row[seen->ndims + 1] = 0;
	*number = seen->n++;
	seen->slot[at] = seen->n;
	return 0;
}

bool
bt_search_seen_has(const struct bt_search_seen *seen, const double *point,
    double share)
{
	return seen->slot[find_slot(seen, point, share)] != 0;
}

size_t
bt_search_seen_count(const struct bt_search_seen *seen)
{
	return seen->n;
}

const double *
bt_search_seen_point(const struct bt_search_seen *seen, size_t i)
{
	return seen->row + i * seen->width;
}

double
bt_search_seen_share(const struct bt_search_seen *seen, size_t i)
{
	return seen->row[i * seen->width + seen->ndims];
}

double *
bt_search_seen_score(struct bt_search_seen *seen, size_t i)
{
	return seen->row + i * seen->width + seen->ndims + 1;
}
