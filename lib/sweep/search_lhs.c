/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/rng.h"
#include "lib/maths/permute.h"
#include "lib/sweep/search_own.h"

#define SPREAD_MAX 4096		/* points whose distances are all compared */

/*
 * Latin hypercubes: McKay, Beckman and Conover, "A comparison of three
 * methods for selecting values of input variables", Technometrics 21 (1979).
 * Of n points each dim has one in each of its n equal parts.  Whatever where
 * forbids, or a grid has twice, is made up for from the next hypercube.
 */
struct lhs {
	const struct bt_space	*space;
	uint64_t		 seed, n, at;
	uint64_t		 designs;	/* to choose each from */
	uint64_t		 cube, choice;	/* that at is in, of them */
	double			*u;	/* a point */
	double			*all;	/* the points of a candidate */
};

static void
lhs_free(void *self)
{
	struct lhs *l = self;

	if (l == NULL)
		return;
	free(l->u);
	free(l->all);
	free(l);
}

/* The i-th point of a hypercube in [0, 1). */
static void
cube_point(const struct lhs *l, uint64_t design, uint64_t i, double *u)
{
	struct bt_rng keys, rng;
	size_t k;

	bt_rng_init(&keys, l->seed, 2 * design);
	bt_rng_init(&rng, bt_rng_next(&keys), i);
	for (k = 0; k < l->space->ndims; k++)
		u[k] = ((double)bt_permute(l->n, bt_rng_next(&keys), i) +
		    bt_rng_uniform(&rng)) / (double)l->n;
}

/* The square of the smallest distance of any two points. */
static double
nearest(struct lhs *l, uint64_t design)
{
	const size_t ndims = l->space->ndims, n = (size_t)l->n;
	double best = (double)INFINITY, d, by;
	size_t i, j, k;

	for (i = 0; i < n; i++) {
		cube_point(l, design, i, l->all + i * ndims);
		for (j = 0; j < i; j++) {
			for (d = 0, k = 0; k < ndims; k++) {
				by = l->all[i * ndims + k] -
				    l->all[j * ndims + k];
				d += by * by;
			}
			best = d < best ? d : best;
		}
	}
	return best;
}

/* The hypercube of this number: the most spread out of its candidates. */
static void
choose(struct lhs *l, uint64_t cube)
{
	const uint64_t first = cube * l->designs;
	double d, best = -1;
	uint64_t k;

	l->cube = cube;
	l->choice = first;
	for (k = first; l->designs > 1 && k < first + l->designs; k++)
		if ((d = nearest(l, k)) > best) {
			best = d;
			l->choice = k;
		}
}

static int
begin(struct lhs *l, const struct bt_search_rule *rule, struct bt_err *err)
{
	const size_t ndims = rule->space->ndims;
	uint64_t size;

	if (bt_search_grid_reach(rule, &size, err) == -1)
		return -1;
	l->space = rule->space;
	l->seed = rule->seed;
	l->designs = (uint64_t)rule->method.value[0];
	l->n = rule->max_trials;
	if (size > 0 && (l->n == 0 || l->n > size))
		l->n = size;
	if (l->n == 0)
		return bt_err_set(err, BT_EUSAGE, "method lhs wants to know "
		    "how many points to spread: give --max-trials");
	if (l->designs > 1 && l->n > SPREAD_MAX)
		return bt_err_set(err, BT_EUSAGE, "method lhs compares "
		    "designs of up to %d points, not %llu", SPREAD_MAX,
		    (unsigned long long)l->n);
	if ((l->u = bt_calloc(ndims, sizeof(*l->u), err)) == NULL)
		return -1;
	if (l->designs > 1 && (l->all = bt_calloc((size_t)l->n,
	    (ndims + 1) * sizeof(*l->all), err)) == NULL)
		return -1;
	choose(l, 0);
	return 0;
}

static void *
lhs_new(const struct bt_search_rule *rule, struct bt_err *err)
{
	struct lhs *l;

	if ((l = bt_calloc(1, sizeof(*l), err)) == NULL)
		return NULL;
	if (begin(l, rule, err) == -1) {
		lhs_free(l);
		return NULL;
	}
	return l;
}

static void
lhs_seek(void *self, uint64_t i)
{
	struct lhs *l = self;

	l->at = i;
}

static bool
lhs_next(void *self, double *point)
{
	struct lhs *l = self;
	size_t k;

	if (l->at / l->n != l->cube)
		choose(l, l->at / l->n);
	cube_point(l, l->choice, l->at % l->n, l->u);
	for (k = 0; k < l->space->ndims; k++)
		point[k] = bt_dim_at(&l->space->dim[k], l->u[k]);
	l->at++;
	return true;
}

static uint64_t
lhs_size(const void *self)
{
	(void)self;
	return UINT64_MAX;
}

const struct bt_search_sequence bt_search_lhs = {
	lhs_new, lhs_free, lhs_next, lhs_seek, lhs_size, false
};
