/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/sweep/search_own.h"

/*
 * Successive halving: many points on a small share of the data, the best of
 * them on more, and the last few on all of it.  K. Jamieson and A. Talwalkar,
 * "Non-stochastic best arm identification and hyperparameter optimization",
 * AISTATS 2016.  With several brackets, each with one rung less and about the
 * same cost, it is Hyperband: L. Li et al., JMLR 18 (2018).
 */
#define BRACKETS 10

struct halving {
	const struct bt_space	*space;
	void			*source;	/* of new points */
	double			 eta;
	size_t			 nbrackets, bracket;
	unsigned		 nrungs[BRACKETS], rung;	/* >= 1 */
	uint64_t		 start[BRACKETS];	/* points of rung 0 */
	double			*point;			/* of this rung */
	struct rank {
		double	score;
		size_t	k;
	}			*rank;
	size_t			 n;
	uint64_t		 total;		/* trials */
};

static void
halving_free(void *self)
{
	struct halving *h = self;

	if (h == NULL)
		return;
	if (h->source != NULL)
		bt_search_random.free(h->source);
	free(h->point);
	free(h->rank);
	free(h);
}

/* Of n points how many are left a rung later: at least one. */
static uint64_t
survivors(const struct halving *h, uint64_t n)
{
	const double left = floor((double)n / h->eta);

	return left < 1 ? 1 : (uint64_t)left;
}

/* Of the data, in a rung: 1 in the last one. */
static double
share_of(const struct halving *h, size_t bracket, unsigned rung)
{
	double share = 1;

	while (++rung < h->nrungs[bracket])
		share /= h->eta;
	return share;
}

/*
 * Give the first bracket n points and the others what costs as much: a rung
 * costs points times share, the same for each rung of a bracket.  All trials.
 */
static uint64_t
plan(struct halving *h, uint64_t n)
{
	const double cost = (double)n * share_of(h, 0, 0) * h->nrungs[0];
	uint64_t total = 0, left;
	double start;
	size_t b;
	unsigned r;

	for (b = 0; b < h->nbrackets; b++) {
		start = cost / share_of(h, b, 0) / h->nrungs[b];
		h->start[b] = left = b == 0 ? n : start < 1 ? 1 :
		    (uint64_t)start;
		for (r = 0; r < h->nrungs[b]; r++) {
			total += left;
			left = survivors(h, left);
		}
	}
	return total;
}

static int
plan_all(struct halving *h, const struct bt_search_rule *rule,
    struct bt_err *err)
{
	const double *value = rule->method.value;
	uint64_t low = 1, high = rule->max_trials, middle, size;
	double share;
	size_t b;

	if (bt_search_grid_reach(rule, &size, err) == -1)
		return -1;
	h->eta = value[0];
	h->nrungs[0] = 1;
	for (share = 1 / h->eta; share > value[1] * (1 - 1e-9);
	    share /= h->eta)
		h->nrungs[0]++;
	h->nbrackets = (size_t)value[2];
	if (h->nbrackets > h->nrungs[0])
		h->nbrackets = h->nrungs[0];
	for (b = 1; b < h->nbrackets; b++)
		h->nrungs[b] = h->nrungs[0] - (unsigned)b;
	if (high == 0 && size == 0)
		return bt_err_set(err, BT_EUSAGE, "method halving wants to "
		    "know how many trials there may be: give --max-trials");
	if (size > 0 && (high == 0 || size < high))
		high = size;
	if (rule->max_trials == 0)
		low = high;
	while (low < high) {
		middle = high - (high - low) / 2;
		if (plan(h, middle) <= rule->max_trials)
			low = middle;
		else
			high = middle - 1;
	}
	h->total = plan(h, low);
	return 0;
}

static int
begin(struct halving *h, const struct bt_search_rule *rule,
    struct bt_err *err)
{
	uint64_t most = 0;
	size_t b;

	h->space = rule->space;
	if (plan_all(h, rule, err) == -1 ||
	    (h->source = bt_search_random.new(rule, err)) == NULL)
		return -1;
	for (b = 0; b < h->nbrackets; b++)
		most = h->start[b] > most ? h->start[b] : most;
	h->point = bt_calloc((size_t)most, (h->space->ndims + 1) *
	    sizeof(*h->point), err);
	h->rank = bt_calloc((size_t)most, sizeof(*h->rank), err);
	return h->point == NULL || h->rank == NULL ? -1 : 0;
}

static void *
halving_new(const struct bt_search_rule *rule, struct bt_err *err)
{
	struct halving *h;

	if ((h = bt_calloc(1, sizeof(*h), err)) == NULL)
		return NULL;
	if (begin(h, rule, err) == -1) {
		halving_free(h);
		return NULL;
	}
	return h;
}

static size_t
halving_begin(void *self, double *share)
{
	struct halving *h = self;

	*share = 1;
	if (h->bracket == h->nbrackets)
		return 0;
	if (h->rung == 0)
		h->n = (size_t)h->start[h->bracket];
	*share = share_of(h, h->bracket, h->rung);
	return h->n;
}

static void
halving_draw(void *self, size_t k, unsigned try, double *point)
{
	struct halving *h = self;
	double *own = h->point + k * h->space->ndims;
	size_t i;

	(void)try;
	if (h->rung == 0)
		(void)bt_search_random.next(h->source, own);
	for (i = 0; i < h->space->ndims; i++)
		point[i] = own[i];
}

/* Best first, the earlier before the later of equals. */
static int
compare(const void *a, const void *b)
{
	const struct rank *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return (x->k > y->k) - (x->k < y->k);
}

static int
by_place(const void *a, const void *b)
{
	const struct rank *x = a, *y = b;

	return (x->k > y->k) - (x->k < y->k);
}

/* The survivors move up in the order they are in. */
static int
halving_learn(void *self, const double *score, struct bt_err *err)
{
	struct halving *h = self;
	const size_t ndims = h->space->ndims;
	size_t k;

	(void)err;
	if (++h->rung == h->nrungs[h->bracket]) {
		h->rung = 0;
		h->bracket++;
		return 0;
	}
	for (k = 0; k < h->n; k++)
		h->rank[k] = (struct rank){ score[k], k };
	qsort(h->rank, h->n, sizeof(*h->rank), compare);
	h->n = (size_t)survivors(h, h->n);
	qsort(h->rank, h->n, sizeof(*h->rank), by_place);
	for (k = 0; k < h->n && ndims > 0; k++)
		memmove(h->point + k * ndims, h->point + h->rank[k].k * ndims,
		    ndims * sizeof(*h->point));
	return 0;
}

static uint64_t
halving_trials(const void *self)
{
	const struct halving *h = self;

	return h->total;
}

const struct bt_search_learner bt_search_halving = {
	.new = halving_new, .free = halving_free, .begin = halving_begin,
	.draw = halving_draw, .learn = halving_learn,
	.trials = halving_trials, .distinct = true
};
