/* SPDX-License-Identifier: ISC */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/stream/ndjson.h"
#include "lib/sweep/trials.h"

#define SCHEMA 1		/* of {"type":"sweep","schema":1 */

struct bt_trials_in {
	struct bt_ndjson	*json;
	struct bt_arena		*arena;
	bool			 unfinished, ended;
	enum bt_status		 status;
	uint64_t		 rows;
	struct bt_trials_head	 head;
	struct bt_trials_dim	*dim;
	const char		**metric;
	struct bt_trials_row	 row;
	struct bt_span		*value;
	double			*number;
};

/* Members of a row are taken one after the other. */
struct cursor {
	const struct bt_trials_in	*in;
	const struct bt_member		*m;
	size_t				 i, n;
};

static int
fail_key(const struct bt_trials_in *r, const char *key, const char *want,
    struct bt_err *err)
{
	return bt_ndjson_fail(r->json, err, "%s: want %s", key, want);
}

/* A copy of a member's text in the arena; s NULL if it is null or missing. */
static int
keep(struct bt_trials_in *r, const char *key, enum bt_json_kind kind,
    bool needed, struct bt_span *to, struct bt_err *err)
{
	const struct bt_member *m = bt_ndjson_find(r->json, key);

	*to = (struct bt_span){ NULL, 0 };
	if (m == NULL || m->kind == BT_JSON_NULL)
		return needed ? fail_key(r, key, "a value", err) : 0;
	if (m->kind != kind)
		return fail_key(r, key, kind == BT_JSON_STRING ? "text" :
		    "an array or an object", err);
	if ((to->s = bt_arena_strndup(r->arena, m->value.s, m->value.n,
	    err)) == NULL)
		return -1;
	to->n = m->value.n;
	return 0;
}

static int
whole_number(const struct bt_trials_in *r, const char *key, uint64_t *to,
    struct bt_err *err)
{
	const struct bt_member *m = bt_ndjson_find(r->json, key);
	long long x = 0;

	*to = 0;
	if (m == NULL || m->kind == BT_JSON_NULL)
		return 0;
	if (m->kind != BT_JSON_NUMBER || bt_num_parse_int(m->value.s,
	    m->value.n, 0, INT64_MAX, &x) == -1)
		return fail_key(r, key, "a whole number", err);
	*to = (uint64_t)x;
	return 0;
}

/* {"name":"fast","kind":"number"} */
static int
take_dim(struct bt_trials_in *r, const json_t *from, struct bt_trials_dim *dim,
    struct bt_err *err)
{
	const char *name = json_string_value(json_object_get(from, "name"));
	const char *kind = json_string_value(json_object_get(from, "kind"));

	if (name == NULL || kind == NULL)
		return fail_key(r, "space", "a name and a kind of each", err);
	dim->is_number = strcmp(kind, "number") == 0;
	dim->name = bt_arena_strndup(r->arena, name, strlen(name), err);
	return dim->name == NULL ? -1 : 0;
}

static int
take_dims(struct bt_trials_in *r, const json_t *from, struct bt_err *err)
{
	size_t i, n = json_array_size(from);

	r->dim = bt_arena_alloc(r->arena, n + 1, sizeof(*r->dim), err);
	r->value = bt_arena_alloc(r->arena, n + 1, sizeof(*r->value), err);
	if (r->dim == NULL || r->value == NULL)
		return -1;
	for (i = 0; i < n; i++)
		if (take_dim(r, json_array_get(from, i), &r->dim[i],
		    err) == -1)
			return -1;
	r->head.dim = r->dim;
	r->head.ndims = n;
	return 0;
}

static int
take_metrics(struct bt_trials_in *r, const json_t *from, struct bt_err *err)
{
	size_t i, n = json_array_size(from);
	const char *name;

	r->metric = bt_arena_alloc(r->arena, n + 1, sizeof(*r->metric), err);
	r->number = bt_arena_alloc(r->arena, n + 1, sizeof(*r->number), err);
	if (r->metric == NULL || r->number == NULL)
		return -1;
	for (i = 0; i < n; i++) {
		name = json_string_value(json_array_get(from, i));
		if (name == NULL)
			return fail_key(r, "metrics", "names", err);
		if ((r->metric[i] = bt_arena_strndup(r->arena, name,
		    strlen(name), err)) == NULL)
			return -1;
	}
	r->head.metric = r->metric;
	r->head.nmetrics = n;
	return 0;
}

/* "shard":[2,8] */
static int
take_shard(struct bt_trials_in *r, const json_t *from, struct bt_err *err)
{
	const json_int_t i = json_integer_value(json_array_get(from, 0));
	const json_int_t n = json_integer_value(json_array_get(from, 1));

	if (from == NULL)
		return 0;
	if (i < 1 || n < i)
		return fail_key(r, "shard", "[i,n], 1 <= i <= n", err);
	r->head.shard = (uint64_t)i;
	r->head.shards = (uint64_t)n;
	return 0;
}

static int
take_lists(struct bt_trials_in *r, struct bt_err *err)
{
	struct bt_span line = bt_ndjson_text(r->json);
	json_t *tree = json_loadb(line.s, line.n, 0, NULL);
	int rc = -1;

	if (tree == NULL)
		return bt_err_set(err, BT_ESYS, "out of memory");
	if (take_dims(r, json_object_get(tree, "space"), err) == 0 &&
	    take_metrics(r, json_object_get(tree, "metrics"), err) == 0)
		rc = take_shard(r, json_object_get(tree, "shard"), err);
	json_decref(tree);
	return rc;
}

/* The texts, numbers and lists of the header that stands there. */
static int
take_head(struct bt_trials_in *r, struct bt_err *err)
{
	struct bt_trials_head *h = &r->head;
	const struct bt_member *m = bt_ndjson_find(r->json, "minimize");

	h->minimize = m != NULL && m->kind == BT_JSON_TRUE;
	if (keep(r, "bt", BT_JSON_STRING, true, &h->version, err) == -1 ||
	    keep(r, "config", BT_JSON_NESTED, true, &h->config, err) == -1 ||
	    keep(r, "inputs", BT_JSON_NESTED, true, &h->inputs, err) == -1 ||
	    keep(r, "space", BT_JSON_NESTED, true, &h->space, err) == -1 ||
	    keep(r, "method", BT_JSON_STRING, true, &h->method, err) == -1 ||
	    keep(r, "objective", BT_JSON_STRING, true, &h->objective,
	    err) == -1 ||
	    keep(r, "constraint", BT_JSON_STRING, false, &h->constraint,
	    err) == -1 ||
	    whole_number(r, "seed", &h->seed, err) == -1 ||
	    whole_number(r, "trials", &h->trials, err) == -1)
		return -1;
	return take_lists(r, err);
}

static bool
is_type(const struct bt_trials_in *r, const char *type)
{
	const struct bt_member *m = bt_ndjson_find(r->json, "type");

	return m != NULL && m->kind == BT_JSON_STRING &&
	    bt_span_is(m->value, type);
}

static int
read_head(struct bt_trials_in *r, struct bt_err *err)
{
	uint64_t schema;
	int got;

	if ((got = bt_ndjson_next(r->json, err)) == -1)
		return -1;
	if (got == 0)
		return bt_ndjson_fail(r->json, err,
		    "no trials: the stream is empty");
	if (!is_type(r, "sweep"))
		return bt_ndjson_fail(r->json, err, "not a stream of trials: "
		    "want {\"type\":\"sweep\" first");
	if (whole_number(r, "schema", &schema, err) == -1)
		return -1;
	if (schema != SCHEMA)
		return bt_ndjson_fail(r->json, err, "schema: want %d, which "
		    "is what this version knows", SCHEMA);
	return take_head(r, err);
}

struct bt_trials_in *
bt_trials_open(struct bt_in *in, bool unfinished, struct bt_err *err)
{
	struct bt_trials_in *r;

	if ((r = bt_calloc(1, sizeof(*r), err)) == NULL)
		return NULL;
	r->unfinished = unfinished;
	if ((r->json = bt_ndjson_new(in, err)) == NULL ||
	    (r->arena = bt_arena_new(err)) == NULL ||
	    read_head(r, err) == -1) {
		bt_trials_close(r);
		return NULL;
	}
	return r;
}

void
bt_trials_close(struct bt_trials_in *r)
{
	if (r == NULL)
		return;
	bt_ndjson_free(r->json);
	bt_arena_free(r->arena);
	free(r);
}

/* The next member, which has to have this key; NULL with *err. */
static const struct bt_member *
take(struct cursor *c, const char *key, struct bt_err *err)
{
	if (c->i < c->n && bt_span_is(c->m[c->i].key, key))
		return &c->m[c->i++];
	if (c->i < c->n)
		(void)bt_ndjson_fail(c->in->json, err, "want '%s' as member "
		    "%zu of a trial, got '%.*s'", key, c->i + 1,
		    BT_SPAN(c->m[c->i].key));
	else
		(void)bt_ndjson_fail(c->in->json, err,
		    "want '%s' as member %zu of a trial", key, c->i + 1);
	return NULL;
}

static int
take_real(struct cursor *c, const char *key, double *x, struct bt_err *err)
{
	const struct bt_member *m = take(c, key, err);

	if (m == NULL)
		return -1;
	*x = NAN;
	if (m->kind == BT_JSON_NULL)
		return 0;
	if (m->kind != BT_JSON_NUMBER ||
	    bt_num_parse(m->value.s, m->value.n, x) == -1)
		return fail_key(c->in, key, "a number or null", err);
	return 0;
}

static int
take_text(struct cursor *c, const char *key, struct bt_span *x,
    struct bt_err *err)
{
	const struct bt_member *m = take(c, key, err);

	if (m == NULL)
		return -1;
	*x = (struct bt_span){ NULL, 0 };
	if (m->kind == BT_JSON_NULL)
		return 0;
	if (m->kind != BT_JSON_STRING)
		return fail_key(c->in, key, "text or null", err);
	*x = m->value;
	return 0;
}

/* Numbers as the line has them, texts without quotes, null as NULL. */
static int
take_values(struct bt_trials_in *r, struct cursor *c, struct bt_err *err)
{
	const struct bt_member *m;
	size_t i;

	for (i = 0; i < r->head.ndims; i++) {
		if ((m = take(c, r->dim[i].name, err)) == NULL)
			return -1;
		if (m->kind == BT_JSON_NESTED)
			return fail_key(r, r->dim[i].name, "a value", err);
		r->value[i] = m->kind == BT_JSON_NULL ?
		    (struct bt_span){ NULL, 0 } : m->value;
	}
	r->row.value = r->value;
	r->row.share = 1;
	/* The first row tells whether there are shares of the data. */
	if (r->rows == 0)
		r->head.has_share = c->i < c->n &&
		    bt_span_is(c->m[c->i].key, "share");
	return r->head.has_share ? take_real(c, "share", &r->row.share, err) :
	    0;
}

static int
take_status(struct cursor *c, enum bt_trial_status *status,
    struct bt_err *err)
{
	struct bt_span text;
	int i;

	if (take_text(c, "status", &text, err) == -1)
		return -1;
	for (i = BT_TRIAL_OK; i <= BT_TRIAL_CONSTRAINT; i++)
		if (text.s != NULL &&
		    bt_span_is(text, bt_trial_status_names[i])) {
			*status = (enum bt_trial_status)i;
			return 0;
		}
	return fail_key(c->in, "status", "that of a trial", err);
}

static int
take_row(struct bt_trials_in *r, struct bt_err *err)
{
	struct cursor c = { .in = r, .i = 1 };
	size_t i;

	c.m = bt_ndjson_members(r->json, &c.n);
	if (take(&c, "trial", err) == NULL ||
	    whole_number(r, "trial", &r->row.number, err) == -1 ||
	    take_text(&c, "strategy", &r->row.strategy, err) == -1 ||
	    take_values(r, &c, err) == -1 ||
	    take_status(&c, &r->row.status, err) == -1 ||
	    take_text(&c, "reason", &r->row.reason, err) == -1 ||
	    take_real(&c, "objective", &r->row.objective, err) == -1)
		return -1;
	if (r->row.number == 0)
		return fail_key(r, "trial", "a number from 1 on", err);
	for (i = 0; i < r->head.nmetrics; i++)
		if (take_real(&c, r->metric[i], &r->number[i], err) == -1)
			return -1;
	r->row.metric = r->number;
	r->rows++;
	return BT_TRIALS_ROW;
}

static int
take_end(struct bt_trials_in *r, struct bt_err *err)
{
	const struct bt_member *m = bt_ndjson_find(r->json, "status");
	uint64_t rows;
	int i, got;

	if (whole_number(r, "rows", &rows, err) == -1)
		return -1;
	if (rows != r->rows)
		return bt_ndjson_fail(r->json, err, "the end record tells of "
		    "%llu trials, there are %llu", (unsigned long long)rows,
		    (unsigned long long)r->rows);
	for (i = BT_COMPLETED; !r->ended && i <= BT_FAILED; i++)
		if (m != NULL && bt_span_is(m->value, bt_status_name(
		    (enum bt_status)i))) {
			r->status = (enum bt_status)i;
			r->ended = true;
		}
	if (!r->ended)
		return fail_key(r, "status", "that of an end", err);
	if ((got = bt_ndjson_next(r->json, err)) == 1)
		return bt_ndjson_fail(r->json, err,
		    "there is something behind the end record");
	return got == -1 ? -1 : BT_TRIALS_DONE;
}

int
bt_trials_next(struct bt_trials_in *r, struct bt_err *err)
{
	int got;

	if (r->ended)
		return BT_TRIALS_DONE;
	if ((got = bt_ndjson_next(r->json, err)) == -1)
		return -1;
	if (got == 0 && !r->unfinished)
		return bt_ndjson_fail(r->json, err, "no end record: the "
		    "trials were cut off after %llu",
		    (unsigned long long)r->rows);
	if (got == 0)
		return BT_TRIALS_DONE;
	if (is_type(r, "trial"))
		return take_row(r, err);
	return is_type(r, "end") ? take_end(r, err) : BT_TRIALS_OTHER;
}

const struct bt_trials_head *
bt_trials_head(const struct bt_trials_in *r)
{
	return &r->head;
}

const struct bt_trials_row *
bt_trials_row(const struct bt_trials_in *r)
{
	return &r->row;
}

struct bt_span
bt_trials_line(const struct bt_trials_in *r)
{
	return bt_ndjson_text(r->json);
}

bool
bt_trials_ended(const struct bt_trials_in *r, enum bt_status *status)
{
	*status = r->status;
	return r->ended;
}

/* Hand one record over: 1 to go on, 0 at the end, -1. */
static int
hand_over(struct bt_trials_in *r, const struct bt_trials_reader *to,
    struct bt_err *err)
{
	int rc = 0, next = bt_trials_next(r, err);

	if (next == BT_TRIALS_ROW && to->trial != NULL)
		rc = to->trial(to->arg, &r->row, err);
	else if (next == BT_TRIALS_OTHER && to->other != NULL)
		rc = to->other(to->arg, bt_trials_line(r), err);
	else if (next == BT_TRIALS_DONE && to->end != NULL)
		rc = to->end(to->arg, r->status, err);
	if (rc == -1 || next == -1)
		return -1;
	return next != BT_TRIALS_DONE;
}

int
bt_trials_read(struct bt_in *in, const struct bt_trials_reader *to,
    struct bt_err *err)
{
	struct bt_trials_in *r;
	int rc = 1;

	if ((r = bt_trials_open(in, false, err)) == NULL)
		return -1;
	if (to->head != NULL && to->head(to->arg, &r->head, err) == -1)
		rc = -1;
	while (rc == 1)
		rc = hand_over(r, to, err);
	bt_trials_close(r);
	return rc;
}
