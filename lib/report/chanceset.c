/* SPDX-License-Identifier: ISC */
#include "lib/report/chanceset.h"

#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/table.h"
#include "lib/stream/ndjson.h"

static const struct bt_col step_cols[] = {
	BT_COL(struct bt_chance_step, step, BT_COL_COUNT, "", ""),
	BT_COL(struct bt_chance_step, n, BT_COL_COUNT, "", ""),
	BT_COL(struct bt_chance_step, mean, BT_COL_REAL, "", ""),
	BT_COL(struct bt_chance_step, p5, BT_COL_REAL, "", ""),
	BT_COL(struct bt_chance_step, p25, BT_COL_REAL, "", ""),
	BT_COL(struct bt_chance_step, p50, BT_COL_REAL, "", ""),
	BT_COL(struct bt_chance_step, p75, BT_COL_REAL, "", ""),
	BT_COL(struct bt_chance_step, p95, BT_COL_REAL, "", ""),
	BT_COL_END
};

static const struct bt_col class_cols[] = {
	BT_COL(struct bt_chance_class, name, BT_COL_TEXT, "", ""),
	BT_COL(struct bt_chance_class, low, BT_COL_REAL, "", ""),
	BT_COL(struct bt_chance_class, high, BT_COL_REAL, "", ""),
	BT_COL(struct bt_chance_class, count, BT_COL_COUNT, "", ""),
	BT_COL(struct bt_chance_class, share, BT_COL_REAL, "", ""),
	BT_COL_END
};

static int
take_step(struct bt_chanceset *set, struct bt_ndjson *json,
    struct bt_err *err)
{
	struct bt_chance_step *s;

	if (bt_grow(&set->step, &set->step_cap, set->nsteps, sizeof(*s),
	    err) == -1)
		return -1;
	s = &set->step[set->nsteps];
	if (bt_ndjson_bind(json, step_cols, s, err) == -1)
		return -1;
	if (set->nsteps > 0 && s->step <= s[-1].step)
		return bt_ndjson_fail(json, err, "step %zu does not follow "
		    "%zu", s->step, s[-1].step);
	set->nsteps++;
	return 0;
}

static int
take_class(struct bt_chanceset *set, struct bt_ndjson *json,
    struct bt_err *err)
{
	struct bt_chance_class *c;

	if (bt_grow(&set->class, &set->class_cap, set->nclasses, sizeof(*c),
	    err) == -1)
		return -1;
	c = &set->class[set->nclasses];
	if (bt_ndjson_bind(json, class_cols, c, err) == -1)
		return -1;
	if (c->name.s == NULL || !(c->high >= c->low))
		return bt_ndjson_fail(json, err, "want a class with name, "
		    "low and high");
	c->name.s = bt_arena_strndup(set->arena, c->name.s, c->name.n, err);
	if (c->name.s == NULL)
		return -1;
	set->nclasses++;
	return 0;
}

static int
take_record(struct bt_chanceset *set, struct bt_ndjson *json,
    struct bt_err *err)
{
	const struct bt_member *type = bt_ndjson_find(json, "type");

	if (type != NULL && bt_span_is(type->value, "fan"))
		return take_step(set, json, err);
	if (type != NULL && bt_span_is(type->value, "class"))
		return take_class(set, json, err);
	if (type != NULL && bt_span_is(type->value, "end"))
		return 0;
	return bt_ndjson_fail(json, err, "no chart of this: write it with "
	    "bt-montecarlo --emit fan or --emit histogram");
}

struct bt_chanceset *
bt_chanceset_read(struct bt_in *in, struct bt_err *err)
{
	struct bt_chanceset *set = bt_calloc(1, sizeof(*set), err);
	struct bt_ndjson *json = NULL;
	int got = -1;

	if (set != NULL && (set->arena = bt_arena_new(err)) != NULL &&
	    (json = bt_ndjson_new(in, err)) != NULL)
		while ((got = bt_ndjson_next(json, err)) == 1)
			if (take_record(set, json, err) == -1) {
				got = -1;
				break;
			}
	bt_ndjson_free(json);
	if (got == 0)
		return set;
	bt_chanceset_free(set);
	return NULL;
}

void
bt_chanceset_free(struct bt_chanceset *set)
{
	if (set == NULL)
		return;
	free(set->step);
	free(set->class);
	bt_arena_free(set->arena);
	free(set);
}
