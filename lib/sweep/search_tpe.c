/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/portable.h"
#include "lib/base/rng.h"
#include "lib/maths/sobol.h"
#include "lib/sweep/search_own.h"

/*
 * Tree-structured Parzen estimator: J. Bergstra, R. Bardenet, Y. Bengio and
 * B. Kegl, "Algorithms for hyper-parameter optimization", NIPS 2011.  Two
 * densities, of the good points and of the others; of some points drawn from
 * the first the one is tried where their ratio is highest.  The kernels are
 * over all dims at once, so that dims that depend on each other are met.  The
 * points of a batch count as bad as soon as they are chosen (the constant
 * liar of Ginsbourger, Le Riche and Carraro, 2010), which keeps them apart.
 */
#define GOOD_MAX 25
#define BAD_MAX 100
#define FLAT 0.04		/* part of a mixture that is everywhere */
#define ALIKE 8			/* tries until any point will do */
#define LEAST 0.01		/* a kernel's width */

/*
 * The good mixture's kernels are wider than the rule below has them, by turns:
 * choosing by the ratio narrows them, and with the rule alone the search ends
 * in the first valley that it meets.
 */
static const double widen[] = { 6, 4, 2, 1 };
#define NWIDEN (sizeof(widen) / sizeof(widen[0]))

/* A mixture of kernels in the unit cube, and one that is flat. */
struct mixture {
	double	*centre, *width, *norm;		/* n * ndims, ndims, n */
	size_t	 n;
};

struct tpe {
	const struct bt_space	*space;
	size_t			 ndims, startup, batch, candidates;
	double			 share;		/* of the good, at most */
	uint64_t		 seed, generation, drawn;
	struct mixture		 good, bad;
	double			*asked;		/* the generation */
	size_t			 nasked;
	double			*try, *best;	/* points */
	/* All points so far; rank: best first. */
	double			*point, *score;
	size_t			*rank, n, points_cap, scores_cap, ranks_cap;
};

static void
tpe_free(void *self)
{
	struct tpe *t = self;

	if (t == NULL)
		return;
	free(t->good.centre);
	free(t->good.width);
	free(t->good.norm);
	free(t->bad.centre);
	free(t->bad.width);
	free(t->bad.norm);
	free(t->asked);
	free(t->try);
	free(t->best);
	free(t->point);
	free(t->score);
	free(t->rank);
	free(t);
}

static int
new_mixture(struct mixture *m, size_t n, size_t ndims, struct bt_err *err)
{
	m->centre = bt_calloc(n * (ndims + 1), sizeof(*m->centre), err);
	m->width = bt_calloc(ndims, sizeof(*m->width), err);
	m->norm = bt_calloc(n, sizeof(*m->norm), err);
	return m->centre == NULL || m->width == NULL || m->norm == NULL ?
	    -1 : 0;
}

static int
init(struct tpe *t, const struct bt_search_rule *rule, struct bt_err *err)
{
	const double *value = rule->method.value;
	size_t n, most;

	t->space = rule->space;
	t->seed = rule->seed;
	n = t->ndims = rule->space->ndims;
	t->startup = (size_t)value[0];
	if (t->startup == 0)
		t->startup = 10 + 2 * n;
	t->batch = (size_t)value[1];
	t->share = value[2];
	t->candidates = (size_t)value[3];
	most = t->startup > t->batch ? t->startup : t->batch;
	if (new_mixture(&t->good, GOOD_MAX, n, err) == -1 ||
	    new_mixture(&t->bad, BAD_MAX + t->batch, n, err) == -1 ||
	    (t->asked = bt_calloc(most * (n + 1), sizeof(*t->asked),
	    err)) == NULL ||
	    (t->try = bt_calloc(n, sizeof(*t->try), err)) == NULL ||
	    (t->best = bt_calloc(n, sizeof(*t->best), err)) == NULL)
		return -1;
	return 0;
}

static void *
tpe_new(const struct bt_search_rule *rule, struct bt_err *err)
{
	struct tpe *t;

	if ((t = bt_calloc(1, sizeof(*t), err)) == NULL)
		return NULL;
	if (init(t, rule, err) == -1) {
		tpe_free(t);
		return NULL;
	}
	return t;
}

/*
 * A kernel's width in a dim: by Scott's rule (D. W. Scott, "Multivariate
 * density estimation", 1992) from the spread of the centres, but no less than
 * half a level.
 */
static double
width(const struct tpe *t, const struct mixture *m, size_t dim)
{
	const struct bt_dim *d = &t->space->dim[dim];
	const double n = (double)m->n;
	const double scott = bt_portable_exp(-bt_portable_log(n) /
	    ((double)t->ndims + 4));
	double least = LEAST, mean = 0, squares = 0, x, w;
	size_t i;

	if (d->kind == BT_DIM_CHOICE)
		return scott * scott;
	if (d->levels > 0 && least < 0.5 / (double)d->levels)
		least = 0.5 / (double)d->levels;
	for (i = 0; i < m->n; i++)
		mean += m->centre[i * t->ndims + dim] / n;
	for (i = 0; i < m->n; i++) {
		x = m->centre[i * t->ndims + dim] - mean;
		squares += x * x;
	}
	w = m->n > 1 ? scott * sqrt(squares / (n - 1)) : 0.2;
	w = w > least ? w : least;
	return m == &t->good ? w * widen[t->generation % NWIDEN] : w;
}

/* What makes a kernel's integral over the cube 1. */
static void
set_norm(const struct tpe *t, struct mixture *m, size_t i)
{
	const double root = 2.5066282746310002;	/* sqrt(2 pi) */
	const double *c = m->centre + i * t->ndims;
	double norm = 1;
	size_t k;

	for (k = 0; k < t->ndims; k++)
		if (t->space->dim[k].kind != BT_DIM_CHOICE)
			norm /= root * m->width[k] *
			    (1 - bt_search_tail((1 - c[k]) / m->width[k]) -
			    bt_search_tail(c[k] / m->width[k]));
	m->norm[i] = norm;
}

static void
set_kernels(const struct tpe *t, struct mixture *m)
{
	size_t i;

	for (i = 0; i < t->ndims; i++)
		m->width[i] = width(t, m, i);
	for (i = 0; i < m->n; i++)
		set_norm(t, m, i);
}

static void
add_centre(const struct tpe *t, struct mixture *m, const double *u)
{
	if (t->ndims > 0)
		memcpy(m->centre + m->n * t->ndims, u,
		    t->ndims * sizeof(*u));
	m->n++;
}

/* The best points are good; of the rest some of every rank are bad. */
static void
split(struct tpe *t)
{
	size_t good = (size_t)ceil(t->share * (double)t->n), bad, i;

	if (good > GOOD_MAX)
		good = GOOD_MAX;
	bad = t->n - good;
	if (bad > BAD_MAX)
		bad = BAD_MAX;
	t->good.n = t->bad.n = 0;
	for (i = 0; i < good; i++)
		add_centre(t, &t->good, t->point + t->rank[i] * t->ndims);
	for (i = 0; i < bad; i++)
		add_centre(t, &t->bad, t->point + t->ndims *
		    t->rank[good + i * (t->n - good) / bad]);
	set_kernels(t, &t->good);
	set_kernels(t, &t->bad);
}

static double
density(const struct tpe *t, const struct mixture *m, const double *u)
{
	const struct bt_dim *d;
	double sum = 0, squares, product, x;
	size_t i, k;

	for (i = 0; i < m->n; i++) {
		squares = 0;
		product = m->norm[i];
		for (k = 0; k < t->ndims; k++) {
			d = &t->space->dim[k];
			x = u[k] - m->centre[i * t->ndims + k];
			if (d->kind != BT_DIM_CHOICE)
				squares += x / m->width[k] * (x / m->width[k]);
			else if (fabs(x) * (double)d->levels < 0.5)
				product *= (double)d->levels -
				    m->width[k] * ((double)d->levels - 1);
			else
				product *= m->width[k];
		}
		sum += product * bt_portable_exp(-squares / 2);
	}
	return FLAT + (1 - FLAT) * sum / (double)m->n;
}

/* A normal variate about a centre, of those within the cube. */
static double
draw_near(struct bt_rng *rng, double centre, double w)
{
	double x;

	do
		x = centre + w * bt_rng_normal(rng);
	while (x < 0 || x >= 1);
	return x;
}

/* A point of the good mixture (or any), in the middle of its levels. */
static void
draw_good(struct tpe *t, struct bt_rng *rng, bool any)
{
	const struct mixture *m = &t->good;
	const size_t i = any ? m->n : bt_rng_below(rng, m->n + 1);
	const struct bt_dim *d;
	double u;
	size_t k;

	for (k = 0; k < t->ndims; k++) {
		d = &t->space->dim[k];
		if (i == m->n || (d->kind == BT_DIM_CHOICE &&
		    bt_rng_uniform(rng) < m->width[k]))
			u = bt_rng_uniform(rng);
		else if (d->kind == BT_DIM_CHOICE)
			u = m->centre[i * t->ndims + k];
		else
			u = draw_near(rng, m->centre[i * t->ndims + k],
			    m->width[k]);
		t->try[k] = d->levels == 0 ? u :
		    bt_dim_unit(d, bt_dim_at(d, u));
	}
}

static void
choose(struct tpe *t, struct bt_rng *rng, bool any)
{
	double ratio, most = -1;
	size_t i;

	for (i = 0; i < (any ? 1 : t->candidates); i++) {
		draw_good(t, rng, any);
		ratio = any ? 1 : density(t, &t->good, t->try) /
		    density(t, &t->bad, t->try);
		if (!(ratio > most))
			continue;
		most = ratio;
		if (t->ndims > 0)
			memcpy(t->best, t->try, t->ndims * sizeof(*t->try));
	}
}

/* The first points are Sobol's. */
static void
choose_first(struct tpe *t)
{
	struct bt_rng rng;
	size_t k;

	bt_rng_init(&rng, t->seed, 0);
	for (k = 0; k < t->ndims; k++)
		t->best[k] = 0x1p-32 * bt_sobol_shuffle(
		    bt_sobol(k % BT_SOBOL_DIMS, (uint32_t)t->drawn),
		    bt_rng_next(&rng));
	t->drawn++;
}

static size_t
tpe_begin(void *self, double *share)
{
	struct tpe *t = self;

	*share = 1;
	t->generation++;
	t->nasked = t->n < t->startup ? t->startup : t->batch;
	if (t->n >= t->startup)
		split(t);
	return t->nasked;
}

static void
tpe_draw(void *self, size_t i, unsigned try, double *point)
{
	struct tpe *t = self;
	double *own = t->asked + i * t->ndims;
	struct bt_rng rng;
	size_t k;

	/* The one before has been taken: from now on it is a liar's. */
	if (t->n >= t->startup && try == 0 && i > 0) {
		add_centre(t, &t->bad, own - t->ndims);
		set_norm(t, &t->bad, t->bad.n - 1);
	}
	bt_rng_init(&rng, t->seed, t->generation << 40 | i << 16 | try);
	if (t->n < t->startup)
		choose_first(t);
	else
		choose(t, &rng, try >= ALIKE);
	for (k = 0; k < t->ndims; k++) {
		point[k] = bt_dim_at(&t->space->dim[k], t->best[k]);
		own[k] = bt_dim_unit(&t->space->dim[k], point[k]);
	}
}

/* Behind those that are as good or better. */
static void
insert_rank(struct tpe *t, double score)
{
	size_t low = 0, high = t->n, middle;

	while (low < high) {
		middle = (low + high) / 2;
		if (t->score[t->rank[middle]] >= score)
			low = middle + 1;
		else
			high = middle;
	}
	memmove(t->rank + low + 1, t->rank + low,
	    (t->n - low) * sizeof(*t->rank));
	t->rank[low] = t->n;
	t->score[t->n] = score;
}

static int
tpe_learn(void *self, const double *score, struct bt_err *err)
{
	struct tpe *t = self;
	const size_t row = t->ndims * sizeof(*t->point);
	size_t i;

	for (i = 0; i < t->nasked; i++, t->n++) {
		if (bt_grow(&t->point, &t->points_cap, t->n,
		    row + sizeof(*t->point), err) == -1 ||
		    bt_grow(&t->score, &t->scores_cap, t->n,
		    sizeof(*t->score), err) == -1 ||
		    bt_grow(&t->rank, &t->ranks_cap, t->n,
		    sizeof(*t->rank), err) == -1)
			return -1;
		if (row > 0)
			memcpy(t->point + t->n * t->ndims,
			    t->asked + i * t->ndims, row);
		insert_rank(t, score[i]);
	}
	return 0;
}

const struct bt_search_learner bt_search_tpe = {
	.new = tpe_new, .free = tpe_free, .begin = tpe_begin,
	.draw = tpe_draw, .learn = tpe_learn, .distinct = true
};
