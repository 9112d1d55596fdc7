/* SPDX-License-Identifier: ISC */
#include "lib/sweep/search.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/sweep/search_own.h"

/* So many points in a row that where forbids: there are no others. */
#define FORBIDDEN_MAX ((uint64_t)1 << 26)

static const struct bt_search_way grid = { &bt_search_grid };
static const struct bt_search_way random_draw = { &bt_search_random };

const struct bt_family bt_search_families[] = {
	{ "grid", "every point, the last parameter fastest",
	    { { NULL, 0, 0, 0, false, NULL } }, &grid },
	{ "random", "points drawn evenly, no point of a grid twice",
	    { { NULL, 0, 0, 0, false, NULL } }, &random_draw },
	{ NULL, NULL, { { NULL, 0, 0, 0, false, NULL } }, NULL }
};

struct bt_search {
	struct bt_search_rule		 rule;
	const struct bt_search_sequence	*sequence;
	void				*self;
	void				*counter;	/* a grid, to count */
	/* The point to give next: what done promises has to be known. */
	double				*ahead;
	bool				 has_ahead;
	uint64_t			 given, told;
};

/* The next point that where allows, into ahead. */
static void
look_ahead(struct bt_search *s)
{
	const bool all = s->sequence == &bt_search_grid;
	uint64_t tried;

	s->has_ahead = false;
	if (s->rule.max_trials > 0 && s->given >= s->rule.max_trials)
		return;
	for (tried = 0; all || tried < FORBIDDEN_MAX; tried++) {
		if (!s->sequence->next(s->self, s->ahead))
			return;
		if (bt_space_allows(s->rule.space, s->ahead)) {
			s->has_ahead = true;
			return;
		}
	}
}

static int
begin(struct bt_search *s, struct bt_err *err)
{
	const struct bt_search_way *way = s->rule.method.family->row;

	s->sequence = way->sequence;
	if ((s->self = s->sequence->new(&s->rule, err)) == NULL)
		return -1;
	if (s->sequence == &bt_search_grid && s->rule.space->where != NULL &&
	    (s->counter = bt_search_grid.new(&s->rule, err)) == NULL)
		return -1;
	if ((s->ahead = bt_calloc(s->rule.space->ndims, sizeof(*s->ahead),
	    err)) == NULL)
		return -1;
	look_ahead(s);
	if (!s->has_ahead)
		return bt_err_set(err, BT_EUSAGE,
		    "--where allows none of the points");
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
	if (s->self != NULL)
		s->sequence->free(s->self);
	if (s->counter != NULL)
		bt_search_grid.free(s->counter);
	free(s->ahead);
	free(s);
}

long
bt_search_ask(struct bt_search *s, struct bt_asked *asked, size_t n,
    struct bt_err *err)
{
	size_t i;

	(void)err;
	for (i = 0; i < n && s->has_ahead; i++) {
		if (s->rule.space->ndims > 0)
			memcpy(asked[i].point, s->ahead,
			    s->rule.space->ndims * sizeof(*s->ahead));
		asked[i].share = 1;
		s->given++;
		look_ahead(s);
	}
	return (long)i;
}

int
bt_search_tell(struct bt_search *s, const double *score, size_t n,
    struct bt_err *err)
{
	(void)score;
	(void)err;
	s->told += n;
	return 0;
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
	return !s->has_ahead;
}

static uint64_t
count_allowed(const struct bt_search *s, uint64_t max)
{
	const struct bt_space *space = s->rule.space;
	uint64_t n = 0;
	double *point;
	struct bt_err err = BT_ERR_INIT;

	if ((point = bt_calloc(space->ndims, sizeof(*point), &err)) == NULL)
		return UINT64_MAX;
	bt_search_grid.seek(s->counter, 0);
	while (n < max && bt_search_grid.next(s->counter, point))
		n += bt_space_allows(space, point);
	free(point);
	return n;
}

uint64_t
bt_search_trials(const struct bt_search *s)
{
	const uint64_t max = s->rule.max_trials > 0 ? s->rule.max_trials :
	    UINT64_MAX;
	uint64_t size;

	if (s->counter != NULL)
		return count_allowed(s, max);
	size = s->sequence->size(s->self);
	return size < max ? size : max;
}

bool
bt_search_skip(struct bt_search *s, uint64_t i)
{
	if (s->rule.space->where == NULL) {
		s->sequence->seek(s->self, i);
		s->given = i;
		look_ahead(s);
		return true;
	}
	for (; i > 0 && s->has_ahead; i--) {
		s->given++;
		look_ahead(s);
	}
	return true;
}
