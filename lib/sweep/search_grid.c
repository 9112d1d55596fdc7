/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/sweep/search_own.h"

#define COUNTED ((uint64_t)1 << 18)	/* in some 5 ms */

/*
 * Every point, the last dim fastest.  An odometer: a point costs what changes
 * in it, not a division a dim.
 */
struct grid {
	const struct bt_space	*space;
	uint64_t		 size, left;
	size_t			*at;	/* the level of each dim */
	double			*point;
};

uint64_t
bt_search_grid_size(const struct bt_space *space)
{
	struct bt_err huge = BT_ERR_INIT;
	uint64_t n;

	if (!bt_space_is_grid(space) ||
	    bt_space_size(space, &n, &huge) == -1)
		return 0;
	return n;
}

static void
grid_free(void *self)
{
	struct grid *g = self;

	if (g == NULL)
		return;
	free(g->at);
	free(g->point);
	free(g);
}

static void
grid_seek(void *self, uint64_t i)
{
	struct grid *g = self;
	const struct bt_dim *d;
	size_t k;

	g->left = i < g->size ? g->size - i : 0;
	for (k = g->space->ndims; k-- > 0; ) {
		d = &g->space->dim[k];
		g->at[k] = (size_t)(i % d->levels);
		g->point[k] = bt_search_level(d, g->at[k]);
		i /= d->levels;
	}
}

static void *
grid_new(const struct bt_search_rule *rule, struct bt_err *err)
{
	const struct bt_space *space = rule->space;
	struct grid *g;
	size_t i;

	for (i = 0; i < space->ndims; i++)
		if (space->dim[i].levels == 0) {
			(void)bt_err_set(err, BT_EUSAGE, "a grid needs steps "
			    "in '%s', as in lo:hi:step; or sample it, as "
			    "--method random does", space->dim[i].name);
			return NULL;
		}
	if ((g = bt_calloc(1, sizeof(*g), err)) == NULL)
		return NULL;
	g->space = space;
	if (bt_space_size(space, &g->size, err) == -1 ||
	    (g->at = bt_calloc(space->ndims, sizeof(*g->at), err)) == NULL ||
	    (g->point = bt_calloc(space->ndims, sizeof(*g->point),
	    err)) == NULL) {
		grid_free(g);
		return NULL;
	}
	grid_seek(g, 0);
	return g;
}

static void
grid_step(struct grid *g)
{
	const struct bt_dim *d;
	size_t k;

	for (k = g->space->ndims; k-- > 0; ) {
		d = &g->space->dim[k];
		if (++g->at[k] == d->levels)
			g->at[k] = 0;
		g->point[k] = bt_search_level(d, g->at[k]);
		if (g->at[k] != 0)
			return;
	}
}

static bool
grid_next(void *self, double *point)
{
	struct grid *g = self;
	size_t k;

	if (g->left == 0)
		return false;
	for (k = 0; k < g->space->ndims; k++)
		point[k] = g->point[k];
	g->left--;
	grid_step(g);
	return true;
}

uint64_t
bt_search_grid_count(void *self, uint64_t max)
{
	struct grid *g = self;
	uint64_t n = 0;

	for (grid_seek(g, 0); n < max && g->left > 0; g->left--) {
		n += bt_space_allows(g->space, g->point);
		grid_step(g);
	}
	return n;
}

int
bt_search_grid_reach(const struct bt_search_rule *rule, uint64_t *n,
    struct bt_err *err)
{
	void *grid;

	*n = bt_search_grid_size(rule->space);
	if (rule->space->where == NULL || *n > COUNTED || *n == 0)
		return 0;
	if ((grid = bt_search_grid.new(rule, err)) == NULL)
		return -1;
	*n = bt_search_grid_count(grid, UINT64_MAX);
	bt_search_grid.free(grid);
	return *n > 0 ? 0 : bt_err_set(err, BT_EUSAGE,
	    "--where allows none of the %llu points",
	    (unsigned long long)bt_search_grid_size(rule->space));
}

static uint64_t
grid_size(const void *self)
{
	const struct grid *g = self;

	return g->size;
}

const struct bt_search_sequence bt_search_grid = {
	grid_new, grid_free, grid_next, grid_seek, grid_size, true
};
