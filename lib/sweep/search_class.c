/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/sweep/search_own.h"

#define TRIES 1000	/* for a point that where allows */
#define STALE 20	/* generations without a new point: start afresh */
#define RESTARTS 100	/* in a row without a new point: there is none */
#define BARREN 10	/* generations without an allowed point: the same */

/*
 * The points to try are the rows of seen from given on; their scores are told
 * in the same order, so that row told is the next to get one.  A generation
 * is drawn when all that was asked for has been told: the points do not
 * depend on how many are asked for at once.
 */
struct bt_search_class {
	struct bt_search_rule		 rule;
	const struct bt_search_learner	*learner;
	void				*self;
	struct bt_search_seen		*seen;
	uint64_t			 size;	/* of what can be met; 0: ? */
	size_t				 given, told;
	bool				 ended;	/* no generation will follow */
	unsigned			 barren;  /* generations in a row */
	/* The generation: the row of each of its points; SIZE_MAX: none. */
	size_t				*member, n, cap;
	double				*score;
	double				*point, share;
};

void
bt_search_class_free(struct bt_search_class *c)
{
	if (c == NULL)
		return;
	if (c->self != NULL)
		c->learner->free(c->self);
	bt_search_seen_free(c->seen);
	free(c->member);
	free(c->score);
	free(c->point);
	free(c);
}

static bool
is_full(const struct bt_search_class *c)
{
	const size_t n = bt_search_seen_count(c->seen);

	if (c->rule.max_trials > 0 && n >= c->rule.max_trials)
		return true;
	return c->size > 0 && n >= c->size;
}

/* A point for the k-th member into c->point; false: where allows none. */
static bool
draw_allowed(struct bt_search_class *c, size_t k)
{
	unsigned try;

	for (try = 0; try < TRIES; try++) {
		c->learner->draw(c->self, k, try, c->point);
		if (!bt_space_allows(c->rule.space, c->point))
			continue;
		if (!c->learner->distinct ||
		    !bt_search_seen_has(c->seen, c->point, c->share))
			return true;
	}
	return false;
}

/* Draw a generation.  *fresh: it has new points, to be tried. */
static int
draw_generation(struct bt_search_class *c, bool *fresh, struct bt_err *err)
{
	bool new;
	size_t k;
	void *p;

	*fresh = false;
	c->barren++;
	c->n = c->learner->begin(c->self, &c->share);
	if (c->n > c->cap) {
		if ((p = bt_realloc(c->member, c->n, sizeof(*c->member),
		    err)) == NULL)
			return -1;
		c->member = p;
		if ((p = bt_realloc(c->score, c->n, sizeof(*c->score),
		    err)) == NULL)
			return -1;
		c->score = p;
		c->cap = c->n;
	}
	for (k = 0; k < c->n && !is_full(c); k++) {
		c->member[k] = SIZE_MAX;
		if (!draw_allowed(c, k))
			continue;
		c->barren = 0;
		if (bt_search_seen_find(c->seen, c->point, c->share,
		    &c->member[k], &new, err) == -1)
			return -1;
		*fresh = *fresh || new;
	}
	/* The last one may be cut short: nobody will learn from it. */
	c->ended = c->n == 0 || is_full(c);
	return 0;
}

static int
learn(struct bt_search_class *c, struct bt_err *err)
{
	size_t k;

	for (k = 0; k < c->n; k++)
		c->score[k] = c->member[k] == SIZE_MAX ? -(double)INFINITY :
		    *bt_search_seen_score(c->seen, c->member[k]);
	return c->learner->learn(c->self, c->score, err);
}

/* Generations until one has a point that is new. */
static int
next_generation(struct bt_search_class *c, struct bt_err *err)
{
	unsigned stale = 0, restarts = 0;
	bool fresh = false;

	for (;;) {
		if (draw_generation(c, &fresh, err) == -1)
			return -1;
		if (fresh || c->ended)
			return 0;
		if (learn(c, err) == -1)
			return -1;
		if (c->barren == BARREN)
			break;
		if (++stale < STALE)
			continue;
		stale = 0;
		if (++restarts == RESTARTS || c->learner->restart == NULL)
			break;
		c->learner->restart(c->self);
	}
	c->ended = true;
	return 0;
}

static int
begin(struct bt_search_class *c, struct bt_err *err)
{
	const struct bt_search_way *way = c->rule.method.family->row;
	const size_t ndims = c->rule.space->ndims;

	c->learner = way->learner;
	if (c->learner->trials == NULL &&
	    bt_search_grid_reach(&c->rule, &c->size, err) == -1)
		return -1;
	if ((c->point = bt_calloc(ndims, sizeof(*c->point), err)) == NULL ||
	    (c->seen = bt_search_seen_new(ndims, err)) == NULL ||
	    (c->self = c->learner->new(&c->rule, err)) == NULL)
		return -1;
	return next_generation(c, err);
}

struct bt_search_class *
bt_search_class_new(const struct bt_search_rule *rule, struct bt_err *err)
{
	struct bt_search_class *c;

	if ((c = bt_calloc(1, sizeof(*c), err)) == NULL)
		return NULL;
	c->rule = *rule;
	if (begin(c, err) == -1) {
		bt_search_class_free(c);
		return NULL;
	}
	return c;
}

long
bt_search_class_ask(struct bt_search_class *c, struct bt_asked *asked,
    size_t n)
{
	const size_t ndims = c->rule.space->ndims;
	const size_t count = bt_search_seen_count(c->seen);
	size_t i;

	for (i = 0; i < n && c->given < count; i++, c->given++) {
		if (ndims > 0)
			memcpy(asked[i].point,
			    bt_search_seen_point(c->seen, c->given),
			    ndims * sizeof(*asked[i].point));
		asked[i].share = bt_search_seen_share(c->seen, c->given);
	}
	return (long)i;
}

int
bt_search_class_tell(struct bt_search_class *c, const double *score, size_t n,
    struct bt_err *err)
{
	size_t i;

	for (i = 0; i < n && c->told < c->given; i++)
		*bt_search_seen_score(c->seen, c->told++) =
		    isnan(score[i]) ? -(double)INFINITY : score[i];
	if (c->ended || c->told < bt_search_seen_count(c->seen))
		return 0;
	if (learn(c, err) == -1)
		return -1;
	return next_generation(c, err);
}

uint64_t
bt_search_class_trials(const struct bt_search_class *c)
{
	uint64_t n = UINT64_MAX, max = c->rule.max_trials;

	if (c->learner->trials != NULL)
		n = c->learner->trials(c->self);
	else if (c->size > 0)
		n = c->size;
	return max > 0 && max < n ? max : n;
}

bool
bt_search_class_done(const struct bt_search_class *c)
{
	return c->ended && c->given == bt_search_seen_count(c->seen);
}
