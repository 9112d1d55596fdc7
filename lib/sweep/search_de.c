/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/rng.h"
#include "lib/sweep/search_own.h"

/*
 * Differential evolution that finds its own step and crossover: SHADE of
 * Tanabe and Fukunaga, "Success-history based parameter adaptation for
 * differential evolution", CEC 2013, with current-to-pbest/1/bin and an
 * archive.  Members are in the unit cube; a lattice's dims are rounded when a
 * point is made of one.  Choices have no order, so they are not added: each
 * comes from one of the parents, or now and then by chance.
 */
#define HISTORY 6
#define CHANCE 0.1		/* that a choice is drawn anew */
#define PATIENCE 30		/* generations without a better member */
#define ALIKE 1e-12		/* scores, relative: it has converged */

struct de {
	const struct bt_space	*space;
	size_t			 ndims, size, nold;
	uint64_t		 seed, generation;
	bool			 started;	/* there is a population */
	unsigned		 idle;	/* generations */
	double			*member, *score;
	double			*trial;		/* the generation */
	double			*f, *cr;	/* that made each trial */
	double			*old;		/* the archive */
	size_t			*order;		/* best first */
	double			 mean_f[HISTORY], mean_cr[HISTORY];
	size_t			 oldest;	/* of the means */
};

static void
de_free(void *self)
{
	struct de *d = self;

	if (d == NULL)
		return;
	free(d->member);
	free(d->score);
	free(d->trial);
	free(d->f);
	free(d->cr);
	free(d->old);
	free(d->order);
	free(d);
}

static void
de_restart(void *self)
{
	struct de *d = self;
	size_t i;

	d->started = false;
	d->idle = 0;
	d->nold = 0;
	d->oldest = 0;
	for (i = 0; i < HISTORY; i++)
		d->mean_f[i] = d->mean_cr[i] = 0.5;
}

static void *
de_new(const struct bt_search_rule *rule, struct bt_err *err)
{
	struct de *d;
	size_t n;

	if ((d = bt_calloc(1, sizeof(*d), err)) == NULL)
		return NULL;
	d->space = rule->space;
	d->ndims = rule->space->ndims;
	d->seed = rule->seed;
	d->size = (size_t)rule->method.value[0];
	if (d->size == 0)
		d->size = 8 + 2 * d->ndims;
	if (d->size < 4)
		d->size = 4;	/* a trial has four parents */
	n = d->size * (d->ndims + 1);
	if ((d->member = bt_calloc(n, sizeof(*d->member), err)) == NULL ||
	    (d->trial = bt_calloc(n, sizeof(*d->trial), err)) == NULL ||
	    (d->old = bt_calloc(n, sizeof(*d->old), err)) == NULL ||
	    (d->score = bt_calloc(d->size, sizeof(*d->score), err)) == NULL ||
	    (d->f = bt_calloc(d->size, sizeof(*d->f), err)) == NULL ||
	    (d->cr = bt_calloc(d->size, sizeof(*d->cr), err)) == NULL ||
	    (d->order = bt_calloc(d->size, sizeof(*d->order), err)) == NULL) {
		de_free(d);
		return NULL;
	}
	de_restart(d);
	return d;
}

/* Best first, the older before the younger of equals. */
static void
sort_members(struct de *d)
{
	size_t i, j;

	for (i = 0; i < d->size; i++) {
		for (j = i; j > 0 &&
		    d->score[d->order[j - 1]] < d->score[i]; j--)
			d->order[j] = d->order[j - 1];
		d->order[j] = i;
	}
}

static size_t
de_begin(void *self, double *share)
{
	struct de *d = self;

	*share = 1;
	d->generation++;
	if (d->started)
		sort_members(d);
	return d->size;
}

/* A Cauchy variate is the ratio of two normal ones. */
static double
draw_f(struct bt_rng *rng, double centre)
{
	double f, below;

	do {
		if ((below = bt_rng_normal(rng)) == 0)
			continue;
		f = centre + 0.1 * bt_rng_normal(rng) / below;
		if (f > 0)
			return f < 1 ? f : 1;
	} while (true);
}

static double
draw_cr(struct bt_rng *rng, double centre)
{
	double cr = centre + 0.1 * bt_rng_normal(rng);

	return cr < 0 ? 0 : cr > 1 ? 1 : cr;
}

/* Members that make a trial, all different. */
struct parents {
	const double	*self, *best, *one, *two;
	double		 f;
};

static void
choose_parents(const struct de *d, size_t k, struct bt_rng *rng,
    struct parents *p)
{
	const size_t n = d->ndims, top = d->size / 9 > 2 ? d->size / 9 : 2;
	size_t best, one, two;

	best = d->order[bt_rng_below(rng, top)];
	do
		one = bt_rng_below(rng, d->size);
	while (one == k);
	do
		two = bt_rng_below(rng, d->size + d->nold);
	while (two == k || two == one);
	p->self = d->member + k * n;
	p->best = d->member + best * n;
	p->one = d->member + one * n;
	p->two = two < d->size ? d->member + two * n :
	    d->old + (two - d->size) * n;
}

/*
 * A value beyond the edge goes halfway from the member to it, or of a lattice
 * to its last level.
 */
static double
mutate(const struct bt_dim *d, const struct parents *p, size_t k)
{
	double x = p->self[k] + p->f * (p->best[k] - p->self[k]) +
	    p->f * (p->one[k] - p->two[k]);

	if (x < 0)
		return d->levels > 0 ? 0 : p->self[k] / 2;
	if (x >= 1)
		return d->levels > 0 ? 1 - 0x1p-53 : (p->self[k] + 1) / 2;
	return x;
}

static double
mutate_choice(const struct parents *p, size_t k, struct bt_rng *rng)
{
	if (bt_rng_uniform(rng) < CHANCE)
		return bt_rng_uniform(rng);
	return bt_rng_uniform(rng) < p->f ? p->best[k] : p->one[k];
}

/*
 * A trial that is the same point of a lattice as the member teaches nothing:
 * it goes to the next level of one dim.  So a population that has come
 * together still looks at the neighbours.
 */
static void
leave_member(const struct de *d, const double *member, double *x,
    struct bt_rng *rng)
{
	const struct bt_dim *dim;
	size_t k;

	for (k = 0; k < d->ndims; k++) {
		dim = &d->space->dim[k];
		if (dim->levels == 0 ||
		    bt_dim_at(dim, x[k]) != bt_dim_at(dim, member[k]))
			return;
	}
	k = bt_rng_below(rng, d->ndims);
	dim = &d->space->dim[k];
	x[k] = dim->kind == BT_DIM_CHOICE ? bt_rng_uniform(rng) :
	    bt_search_next_level(dim, x[k], bt_rng_below(rng, 2) == 0);
}

static void
cross(struct de *d, size_t i, struct bt_rng *rng)
{
	const size_t from = bt_rng_below(rng, HISTORY);
	double *x = d->trial + i * d->ndims;
	struct parents p;
	size_t k, sure;
	const struct bt_dim *dim;

	d->cr[i] = draw_cr(rng, d->mean_cr[from]);
	p.f = d->f[i] = draw_f(rng, d->mean_f[from]);
	choose_parents(d, i, rng, &p);
	sure = bt_rng_below(rng, d->ndims);
	for (k = 0; k < d->ndims; k++) {
		x[k] = p.self[k];
		if (bt_rng_uniform(rng) >= d->cr[i] && k != sure)
			continue;
		dim = &d->space->dim[k];
		x[k] = dim->kind == BT_DIM_CHOICE ?
		    mutate_choice(&p, k, rng) : mutate(dim, &p, k);
	}
	leave_member(d, p.self, x, rng);
}

static void
de_draw(void *self, size_t i, unsigned try, double *point)
{
	struct de *d = self;
	double *x = d->trial + i * d->ndims;
	struct bt_rng rng;
	size_t k;

	bt_rng_init(&rng, d->seed, d->generation << 40 | i << 16 | try);
	if (d->started && d->ndims > 0)
		cross(d, i, &rng);
	else
		for (k = 0; k < d->ndims; k++)
			x[k] = bt_rng_uniform(&rng);
	for (k = 0; k < d->ndims; k++)
		point[k] = bt_dim_at(&d->space->dim[k], x[k]);
}

/* Weighted Lehmer mean of f and mean of cr of the trials that were better. */
static void
remember(struct de *d, const double *score)
{
	double weight, f1 = 0, f2 = 0, cr = 0, sum = 0;
	size_t i;

	for (i = 0; i < d->size; i++) {
		if (!(score[i] > d->score[i]))
			continue;
		weight = score[i] - d->score[i];
		if (!isfinite(weight))
			weight = 1;
		sum += weight;
		f1 += weight * d->f[i];
		f2 += weight * d->f[i] * d->f[i];
		cr += weight * d->cr[i];
	}
	if (!(sum > 0) || !isfinite(sum))
		return;
	d->mean_f[d->oldest] = f2 / f1;
	d->mean_cr[d->oldest] = cr / sum;
	d->oldest = (d->oldest + 1) % HISTORY;
}

static void
archive(struct de *d, const double *member, struct bt_rng *rng)
{
	size_t at = d->nold < d->size ? d->nold++ : bt_rng_below(rng, d->size);

	memcpy(d->old + at * d->ndims, member, d->ndims * sizeof(*member));
}

/* Nothing more is to be had from this population. */
static bool
is_spent(const struct de *d)
{
	double low = d->score[0], high = d->score[0];
	size_t i;

	for (i = 1; i < d->size; i++) {
		low = d->score[i] < low ? d->score[i] : low;
		high = d->score[i] > high ? d->score[i] : high;
	}
	return d->idle >= PATIENCE ||
	    (high > low && high - low <= ALIKE * fabs(high));
}

static int
de_learn(void *self, const double *score, struct bt_err *err)
{
	struct de *d = self;
	const size_t row = d->ndims * sizeof(*d->member);
	struct bt_rng rng;
	size_t i;

	(void)err;
	bt_rng_init(&rng, ~d->seed, d->generation);
	if (d->started)
		remember(d, score);
	d->idle++;
	for (i = 0; i < d->size && row > 0; i++) {
		if (d->started && score[i] < d->score[i])
			continue;
		if (d->started && score[i] > d->score[i]) {
			archive(d, d->member + i * d->ndims, &rng);
			d->idle = 0;
		}
		memcpy(d->member + i * d->ndims, d->trial + i * d->ndims, row);
		d->score[i] = score[i];
	}
	d->started = true;
	if (is_spent(d))
		de_restart(d);
	return 0;
}

const struct bt_search_learner bt_search_de = {
	.new = de_new, .free = de_free, .begin = de_begin, .draw = de_draw,
	.learn = de_learn, .restart = de_restart
};
