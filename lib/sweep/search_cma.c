/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/portable.h"
#include "lib/base/rng.h"
#include "lib/sweep/search_cma.h"

/*
 * The evolution strategy with covariance matrix adaptation: N. Hansen, "The
 * CMA evolution strategy: a tutorial", arXiv:1604.00772; names are as there.
 *
 * The search goes over the unit cube, whose borders are mirrors.  Dims with
 * levels keep a margin: R. Hamano, S. Saito, M. Nomura and S. Shirakawa,
 * "CMA-ES with margin", arXiv:2205.13482: a step to the next level never
 * becomes unlikely.  A choice of more than two has a coordinate for each of
 * its values, and the highest is taken, for they have no order.
 */
#define KEY_SD 0.15		/* choices stay as free as this */
#define EDGE 1e-9		/* borders nearer than this are the cube's */
#define GROWTH 5		/* restarts that double the population */

static size_t
count_coordinates(const struct bt_space *space)
{
	size_t i, n = 0;

	for (i = 0; i < space->ndims; i++)
		n += bt_search_cma_keys(&space->dim[i]);
	return n;
}

static void
cma_free(void *self)
{
	struct bt_search_cma *c = self;

	if (c == NULL)
		return;
	free(c->memory);
	free(c->order);
	free(c);
}

/* One piece of memory, cut up. */
static int
cut_memory(struct bt_search_cma *c, struct bt_err *err)
{
	const size_t n = c->n, most = c->most;
	double *p;

	if ((p = bt_calloc(3 * n * n + 6 * n + most * (n + 2), sizeof(*p),
	    err)) == NULL)
		return -1;
	c->memory = p;
	c->C = p;
	c->B = c->C + n * n;
	c->spare = c->B + n * n;
	c->mean = c->spare + n * n;
	c->ps = c->mean + n;
	c->pc = c->ps + n;
	c->D = c->pc + n;
	c->A = c->D + n;
	c->step = c->A + n;
	c->y = c->step + n;
	c->weight = c->y + most * n;
	c->score = c->weight + most;
	c->order = bt_calloc(most, sizeof(*c->order), err);
	return c->order == NULL ? -1 : 0;
}

static void *
cma_new(const struct bt_search_rule *rule, struct bt_err *err)
{
	struct bt_search_cma *c;

	if ((c = bt_calloc(1, sizeof(*c), err)) == NULL)
		return NULL;
	c->space = rule->space;
	c->seed = rule->seed;
	c->n = count_coordinates(rule->space);
	c->lambda0 = (size_t)rule->method.value[0];
	if (c->lambda0 == 0)
		c->lambda0 = 4 + (size_t)(3 *
		    bt_portable_log((double)(c->n + 1)));
	if (c->lambda0 < 4)
		c->lambda0 = 4;
	c->sigma0 = rule->method.value[1];
	c->most = c->lambda0 << GROWTH;
	if (cut_memory(c, err) == -1) {
		cma_free(c);
		return NULL;
	}
	bt_search_cma_start(c, c->lambda0, c->sigma0, false);
	return c;
}

/*
 * BIPOP: N. Hansen, "Benchmarking a BI-population CMA-ES on the BBOB-2009
 * function testbed".  Populations that double take turns with small ones that
 * look more closely, so that both get as many trials.
 */
static void
cma_restart(void *self)
{
	const double log2 = 0.69314718055994531, log10 = 2.3025850929940457;
	struct bt_search_cma *c = self;
	struct bt_rng rng;
	double u, ratio;
	size_t lambda;

	*(c->small ? &c->spent_small : &c->spent_large) += c->spent;
	bt_rng_init(&rng, ~c->seed, c->generation);
	c->small = c->spent_small < c->spent_large;
	if (!c->small) {
		if (c->doublings < GROWTH)
			c->doublings++;
		bt_search_cma_start(c, c->lambda0 << c->doublings, c->sigma0,
		    true);
		return;
	}
	u = bt_rng_uniform(&rng);
	ratio = log2 * ((double)c->doublings - (c->doublings > 0));
	lambda = (size_t)((double)c->lambda0 *
	    bt_portable_exp(ratio * u * u));
	u = bt_rng_uniform(&rng);
	bt_search_cma_start(c, lambda, c->sigma0 *
	    bt_portable_exp(-2 * log10 * u), true);
}

/*
 * Keep the chance to leave the level that the mean is in at 1 / (n lambda),
 * by moving the mean if there is a neighbour on one side only, else by
 * stretching what is drawn (equations 14 to 22 of the paper).
 */
static void
keep_margin(struct bt_search_cma *c, size_t i, const struct bt_dim *d,
    double alpha)
{
	const double sd = c->sigma * sqrt(c->C[i * c->n + i]);
	double below, above, middle, spare, share, low, up;

	bt_search_borders(d, c->mean[i], &low, &up);
	below = bt_search_tail((c->mean[i] - low) / sd);
	above = bt_search_tail((up - c->mean[i]) / sd);
	if (!(low > EDGE)) {
		if (above < alpha)
			c->mean[i] = up - sd * bt_search_beyond(alpha);
		return;
	}
	if (!(up < 1 - EDGE)) {
		if (below < alpha)
			c->mean[i] = low + sd * bt_search_beyond(alpha);
		return;
	}
	if (below >= alpha / 2 && above >= alpha / 2)
		return;
	middle = 1 - below - above;
	below = below > alpha / 2 ? below : alpha / 2;
	above = above > alpha / 2 ? above : alpha / 2;
	spare = 1 - below - above - middle;
	share = spare / (below + above + middle - 1.5 * alpha);
	below += share * (below - alpha / 2);
	above += share * (above - alpha / 2);
	below = bt_search_beyond(below);
	above = bt_search_beyond(above);
	c->mean[i] = (low * above + up * below) / (above + below);
	c->A[i] = (up - low) / (sd * (below + above));
}

static void
keep_free(struct bt_search_cma *c)
{
	const double alpha = 1 / (double)(c->n * c->lambda);
	const struct bt_dim *d;
	size_t i, k, keys, at = 0;
	double sd;

	for (i = 0; i < c->space->ndims; i++, at += keys) {
		d = &c->space->dim[i];
		keys = bt_search_cma_keys(d);
		for (k = at; k < at + keys; k++) {
			sd = c->sigma * sqrt(c->C[k * c->n + k]);
			c->A[k] = 1;
			if (keys > 1 && sd < KEY_SD)
				c->A[k] = KEY_SD / sd;
			else if (keys == 1 && d->levels > 1)
				keep_margin(c, k, d, alpha);
		}
	}
}

static size_t
cma_begin(void *self, double *share)
{
	struct bt_search_cma *c = self;

	*share = 1;
	c->generation++;
	if (c->n > 0)
		keep_free(c);
	return c->lambda;
}

/* The unit interval between two mirrors. */
static double
mirror(double x)
{
	x = fmod(fabs(x), 2);
	return x > 1 ? 2 - x : x;
}

static void
cma_draw(void *self, size_t k, unsigned try, double *point)
{
	struct bt_search_cma *c = self;
	double *y = c->y + k * c->n, z, u, best;
	struct bt_rng rng;
	size_t i, j, keys, top, at = 0;

	bt_rng_init(&rng, c->seed, c->generation << 40 | k << 16 | try);
	memset(y, 0, c->n * sizeof(*y));
	for (j = 0; j < c->n; j++) {
		z = bt_rng_normal(&rng) * c->D[j];
		for (i = 0; i < c->n; i++)
			y[i] += c->B[i * c->n + j] * z;
	}
	for (i = 0; i < c->space->ndims; i++, at += keys) {
		keys = bt_search_cma_keys(&c->space->dim[i]);
		best = -1;
		top = 0;
		for (j = 0; j < keys; j++) {
			u = mirror(c->mean[at + j] + c->sigma * c->A[at + j] *
			    y[at + j]);
			if (u > best) {
				best = u;
				top = j;
			}
		}
		if (keys > 1)
			best = ((double)top + 0.5) / (double)keys;
		point[i] = bt_dim_at(&c->space->dim[i], best);
	}
}

static int
cma_learn(void *self, const double *score, struct bt_err *err)
{
	struct bt_search_cma *c = self;

	(void)err;
	c->spent += c->lambda;
	if (c->n > 0 && !bt_search_cma_update(c, score))
		cma_restart(c);
	return 0;
}

const struct bt_search_learner bt_search_cma = {
	.new = cma_new, .free = cma_free, .begin = cma_begin,
	.draw = cma_draw, .learn = cma_learn, .restart = cma_restart
};
