/* SPDX-License-Identifier: ISC */
#ifndef TESTS_UNIT_CHANCE_H
#define TESTS_UNIT_CHANCE_H

#include <math.h>
#include <stdlib.h>

#include "lib/base/method.h"
#include "lib/chance/resample.h"

/* A method over returns that a test makes up. */
struct bt_made {
	struct bt_sample	 sample;
	struct bt_method	 method;
	struct bt_resample	*draw;
	struct bt_resample_room	*room;
	struct bt_err		 err;
};

static inline void
bt_made_init(struct bt_made *m, const char *method, double *ret, size_t n,
    size_t length, uint64_t seed)
{
	struct bt_resample_rule rule = { .method = &m->method,
	    .sample = &m->sample, .length = length, .seed = seed };

	*m = (struct bt_made){ .sample = { .of = BT_OF_RETURNS, .ret = ret,
	    .n = n, .per_year = (double)NAN }, .err = BT_ERR_INIT };
	if (bt_method_parse("method", bt_resample_families, method,
	    &m->method, &m->err) == -1 ||
	    (m->draw = bt_resample_new(&rule, &m->err)) == NULL ||
	    (m->room = bt_resample_rooms(length, 1, &m->err)) == NULL)
		fail_msg("%s: %s", method, m->err.text);
}

static inline void
bt_made_free(struct bt_made *m)
{
	bt_resample_free(m->draw);
	free(m->room);
}

/* The returns of path i, valid until the next. */
static inline const double *
bt_made_path(struct bt_made *m, uint64_t i)
{
	if (bt_resample_path(m->draw, i, m->room, &m->err) == -1)
		fail_msg("%s", m->err.text);
	return m->room->ret;
}

#endif
