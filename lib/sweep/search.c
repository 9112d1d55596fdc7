/* SPDX-License-Identifier: ISC */
#include "lib/sweep/search.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/sweep/search_own.h"

/*
 * So many points in a row that where forbids or that were had before: there
 * are no others.  A grid is looked at to its end; a shuffled one nearly.
 */
#define REFUSED_SHUFFLED ((uint64_t)1 << 26)
#define REFUSED_DRAWN ((uint64_t)1 << 20)

#define NO_PARAMS { { NULL, 0, 0, 0, false, NULL } }
#define SEQUENCE(name) &(const struct bt_search_way){ &bt_search_##name, NULL }
#define LEARNER(name) &(const struct bt_search_way){ NULL, &bt_search_##name }

const struct bt_family bt_search_families[] = {
	{ "grid", "every point, the last parameter fastest", NO_PARAMS,
	    SEQUENCE(grid) },
	{ "random", "points drawn evenly, no point of a grid twice", NO_PARAMS,
	    SEQUENCE(random) },
	{ "lhs", "Latin hypercube: --max-trials points, evenly spread in each "
	    "parameter", {
	    { "designs", 1, 1000, 1, false, "hypercubes to choose from: the "
	    "one whose nearest two points are farthest apart" },
	}, SEQUENCE(lhs) },
	{ "sobol", "Sobol's sequence, shuffled by the seed: evenly spread at "
	    "any length", NO_PARAMS, SEQUENCE(sobol) },
	{ "de", "differential evolution: points made from good ones and the "
	    "differences of others", {
	    { "population", 0, 10000, 0, false, "points of a generation; 0: "
	    "8 and 2 for each parameter" },
	}, LEARNER(de) },
	{ "cma", "CMA-ES: an evolution strategy that learns the shape of the "
	    "landscape, with restarts", {
	    { "population", 0, 10000, 0, false, "points of a generation; 0: "
	    "4 and 3 log(parameters + 1)" },
	    { "sigma", 0.001, 1, 0.2, false, "first step, of the range" },
	}, LEARNER(cma) },
	{ "tpe", "tree-structured Parzen estimator: points that look like the "
	    "good and unlike the bad", {
	    { "startup", 0, 10000, 0, false, "points before it begins to "
	    "learn; 0: 10 and 2 for each parameter" },
	    { "batch", 1, 1000, 8, false, "points of a generation" },
	    { "good", 0.01, 0.5, 0.1, true, "share of the points that is "
	    "good; at most 25 points" },
	    { "candidates", 1, 1000, 8, false, "points to choose each from" },
	}, LEARNER(tpe) },
	{ "halving", "successive halving: many points on little data, the "
	    "best of them on more", {
	    { "eta", 2, 10, 3, false, "one in so many goes on" },
	    { "least", 0.001, 0.5, 0.03, true, "smallest share of the data: "
	    "the shares are 1, 1 / eta, ... down to here" },
	    { "brackets", 1, 10, 1, false, "goes at it, each beginning with "
	    "eta times the data: more than 1 is Hyperband" },
	}, LEARNER(halving) },
	{ NULL, NULL, NO_PARAMS, NULL }
};

struct bt_search {
	struct bt_search_rule		 rule;
	struct bt_search_class		*class;		/* if it learns */
	const struct bt_search_sequence	*sequence;	/* if not */
	void				*self;
	void				*counter;	/* a grid, to count */
	struct bt_search_seen		*seen;		/* or NULL */
	/* The point to give next: what done promises has to be known. */
	double				*ahead;
	bool				 has_ahead;
	uint64_t			 size;	/* of what can be met; 0: ? */
	uint64_t			 given;
};

static int
is_welcome(struct bt_search *s, struct bt_err *err)
{
	size_t number;
	bool fresh;

	if (!bt_space_allows(s->rule.space, s->ahead))
		return 0;
	if (s->seen == NULL)
		return 1;
	if (bt_search_seen_find(s->seen, s->ahead, 1, &number, &fresh,
	    err) == -1)
		return -1;
	return fresh;
}

/* The next point that is welcome, into ahead. */
static int
look_ahead(struct bt_search *s, struct bt_err *err)
{
	uint64_t refused, most = REFUSED_DRAWN;
	int welcome;

	s->has_ahead = false;
	if ((s->rule.max_trials > 0 && s->given >= s->rule.max_trials) ||
	    (s->size > 0 && s->given >= s->size))
		return 0;
	if (s->sequence == &bt_search_grid)
		most = UINT64_MAX;
	else if (s->size > 0 && s->sequence->distinct)
		most = REFUSED_SHUFFLED;
	for (refused = 0; refused < most; refused++) {
		if (!s->sequence->next(s->self, s->ahead))
			return 0;
		if ((welcome = is_welcome(s, err)) == -1)
			return -1;
		if (welcome == 1) {
			s->has_ahead = true;
			return 0;
		}
	}
	return 0;
}

static int
begin_sequence(struct bt_search *s, struct bt_err *err)
{
	const size_t ndims = s->rule.space->ndims;

	if (s->sequence != &bt_search_grid &&
	    bt_search_grid_reach(&s->rule, &s->size, err) == -1)
		return -1;
	if ((s->self = s->sequence->new(&s->rule, err)) == NULL)
		return -1;
	if (s->sequence == &bt_search_grid && s->rule.space->where != NULL &&
	    (s->counter = s->sequence->new(&s->rule, err)) == NULL)
		return -1;
	if (s->size > 0 && !s->sequence->distinct &&
	    (s->seen = bt_search_seen_new(ndims, err)) == NULL)
		return -1;
	if ((s->ahead = bt_calloc(ndims, sizeof(*s->ahead), err)) == NULL)
		return -1;
	return look_ahead(s, err);
}

static int
begin(struct bt_search *s, struct bt_err *err)
{
	const struct bt_search_way *way = s->rule.method.family->row;

	s->sequence = way->sequence;
	if (s->sequence != NULL) {
		if (begin_sequence(s, err) == -1)
			return -1;
	} else if ((s->class = bt_search_class_new(&s->rule, err)) == NULL)
		return -1;
	if (bt_search_done(s))
		return bt_err_set(err, BT_EUSAGE,
		    "--where allows none of the points that were looked at");
	return 0;
}

struct bt_search *
bt_search_new(const struct bt_search_rule *rule, struct bt_err *err)
{
	struct bt_search *s;

	if ((s = bt_calloc(1, sizeof(*s), err)) == NULL)
		return NULL;
	s->rule = *rule;
	if (begin(s, err) == -1) {
		bt_search_free(s);
		return NULL;
	}
	return s;
}

void
bt_search_free(struct bt_search *s)
{
	if (s == NULL)
		return;
	bt_search_class_free(s->class);
	if (s->self != NULL)
		s->sequence->free(s->self);
	if (s->counter != NULL)
		s->sequence->free(s->counter);
	bt_search_seen_free(s->seen);
	free(s->ahead);
	free(s);
}

long
bt_search_ask(struct bt_search *s, struct bt_asked *asked, size_t n,
    struct bt_err *err)
{
	const size_t ndims = s->rule.space->ndims;
	size_t i;

	if (s->class != NULL)
		return bt_search_class_ask(s->class, asked, n);
	for (i = 0; i < n && s->has_ahead; i++) {
		if (ndims > 0)
			memcpy(asked[i].point, s->ahead,
			    ndims * sizeof(*s->ahead));
		asked[i].share = 1;
		s->given++;
		if (look_ahead(s, err) == -1)
			return -1;
	}
	return (long)i;
}

int
bt_search_tell(struct bt_search *s, const double *score, size_t n,
    struct bt_err *err)
{
	return s->class == NULL ? 0 :
	    bt_search_class_tell(s->class, score, n, err);
}

bool
bt_search_learns(const struct bt_family *family)
{
	const struct bt_search_way *way = family->row;

	return way->sequence == NULL;
}

bool
bt_search_done(const struct bt_search *s)
{
	return s->class == NULL ? !s->has_ahead :
	    bt_search_class_done(s->class);
}

uint64_t
bt_search_trials(const struct bt_search *s)
{
	uint64_t max = s->rule.max_trials > 0 ? s->rule.max_trials :
	    UINT64_MAX;
	uint64_t size = s->size;

	if (s->counter != NULL)
		return bt_search_grid_count(s->counter, max);
	if (s->class != NULL)
		return bt_search_class_trials(s->class);
	if (size > 0 && size < max)
		max = size;
	size = s->sequence->size(s->self);
	return size < max ? size : max;
}

bool
bt_search_skip(struct bt_search *s, uint64_t i)
{
	struct bt_err err = BT_ERR_INIT;

	if (s->class != NULL)
		return false;
	if (s->rule.space->where == NULL && s->seen == NULL) {
		s->sequence->seek(s->self, i);
		s->given = i;
		return look_ahead(s, &err) == 0;
	}
	for (; i > 0 && s->has_ahead; i--) {
		s->given++;
		if (look_ahead(s, &err) == -1)
			return false;
	}
	return true;
}
