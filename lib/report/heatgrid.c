/* SPDX-License-Identifier: ISC */
#include "lib/report/heatgrid.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"

unsigned
bt_heatgrid_colour(double share)
{
	static const unsigned char map[5][3] = { { 68, 1, 84 },
		{ 59, 82, 139 }, { 33, 145, 140 }, { 94, 201, 98 },
		{ 253, 231, 37 } };
	const double at = fmin(fmax(share, 0.0), 1.0) * 4.0;
	const size_t k = at >= 4.0 ? 3 : (size_t)at;
	unsigned rgb = 0;
	size_t i;

	for (i = 0; i < 3; i++)
		rgb = rgb << 8 | (unsigned)(map[k][i] + (at - (double)k) *
		    ((double)map[k + 1][i] - (double)map[k][i]) + 0.5);
	return rgb;
}

double
bt_heatgrid_share(const struct bt_heatgrid *g, double v)
{
	const double f = g->high > g->low ? (v - g->low) /
	    (g->high - g->low) : isnan(v) ? v : 0.5;

	return g->set->minimize ? 1.0 - f : f;
}

static bool
is_better(const struct bt_trialset *set, double a, double b)
{
	return isnan(b) || (set->minimize ? a < b : a > b);
}

static void
fill_cells(struct bt_heatgrid *g)
{
	const struct bt_trialset *set = g->set;
	const size_t n = g->x->nlevels * g->y->nlevels, best = set->rank[0];
	size_t i, at;

	for (i = 0; i < n; i++)
		g->cell[i] = (double)NAN;
	for (i = 0; i < set->n; i++) {
		if (isnan(set->value[i]) || g->x->at[i] == BT_TRIALSET_NONE ||
		    g->y->at[i] == BT_TRIALSET_NONE)
			continue;
		at = g->y->at[i] * g->x->nlevels + g->x->at[i];
		if (is_better(set, set->value[i], g->cell[at]))
			g->cell[at] = set->value[i];
	}
	g->low = HUGE_VAL;
	g->high = -HUGE_VAL;
	for (i = 0; i < n; i++) {
		g->low = fmin(g->low, g->cell[i]);
		g->high = fmax(g->high, g->cell[i]);
	}
	g->best[0] = g->x->at[best];
	g->best[1] = g->y->at[best];
}

int
bt_heatgrid_init(struct bt_heatgrid *g, const struct bt_trialset *set,
    const size_t axis[2], struct bt_err *err)
{
	*g = (struct bt_heatgrid){ .set = set, .x = &set->dim[axis[0]],
	    .y = &set->dim[axis[1]] };
	g->cell = bt_column(g->x->nlevels * g->y->nlevels, err);
	if (g->cell == NULL)
		return -1;
	fill_cells(g);
	return 0;
}

void
bt_heatgrid_free(struct bt_heatgrid *g)
{
	free(g->cell);
}
