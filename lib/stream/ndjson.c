/* SPDX-License-Identifier: ISC */
#include "lib/stream/ndjson.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/stream/bind.h"
#include "lib/stream/flat.h"
#include "lib/stream/lines.h"
#include "lib/stream/plan.h"

struct bt_ndjson {
	struct bt_lines		 lines;
	struct bt_span		 text;		/* the line */
	size_t			 line;
	const struct bt_member	*members;
	size_t			 n;
	struct bt_flat		 flat;
	struct bt_shape		*shape;		/* of the line, or NULL */
	struct bt_plan		 plans[BT_PLANS];
	size_t			 nplans, oldest;
	json_t			*tree;		/* or its tree, with */
	struct bt_member	*branches;	/* its members */
	size_t			 cap;
};

struct bt_ndjson *
bt_ndjson_new(struct bt_in *in, struct bt_err *err)
{
	struct bt_ndjson *r;

	if ((r = bt_calloc(1, sizeof(*r), err)) == NULL)
		return NULL;
	if (bt_lines_init(&r->lines, in, err) == -1) {
		(void)bt_err_at(err, bt_in_name(in), 0, 0);
		bt_ndjson_free(r);
		return NULL;
	}
	return r;
}

void
bt_ndjson_free(struct bt_ndjson *r)
{
	if (r == NULL)
		return;
	bt_lines_free(&r->lines);
	json_decref(r->tree);
	free(r->branches);
	free(r);
}

static int
blame(const struct bt_ndjson *r, size_t column, struct bt_err *err)
{
	return bt_err_at(err, bt_in_name(r->lines.in), r->line, column);
}

/* Behind the string, the nested value or the scalar at p of valid JSON. */
static const char *
behind(const char *p)
{
	size_t depth = 0;

	do {
		if (*p == '"') {
			for (p++; *p != '"'; p++)
				p += *p == '\\';
		} else if (*p == '{' || *p == '[') {
			depth++;
		} else if (*p == '}' || *p == ']') {
			depth--;
		}
		p++;
	} while (depth > 0 || (p[-1] != '"' && p[-1] != '}' &&
	    p[-1] != ']' && strchr(",}] \t\r\n", *p) == NULL));
	return p;
}

static enum bt_json_kind
kind(const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		return BT_JSON_STRING;
	case JSON_INTEGER:
	case JSON_REAL:
		return BT_JSON_NUMBER;
	case JSON_TRUE:
		return BT_JSON_TRUE;
	case JSON_FALSE:
		return BT_JSON_FALSE;
	case JSON_NULL:
		return BT_JSON_NULL;
	default:
		return BT_JSON_NESTED;
	}
}

/*
 * The members of a line that jansson has accepted: keys and strings from its
 * tree, unescaped; numbers and nested values as the line has them.
 */
static int
gather(struct bt_ndjson *r, struct bt_err *err)
{
	static const char space[] = " \t\r";
	const char *p = r->text.s;
	struct bt_member *m;
	void *it;
	size_t n = 0;

	p += strspn(p, space) + 1;	/* { */
	for (it = json_object_iter(r->tree); it != NULL;
	    it = json_object_iter_next(r->tree, it)) {
		if (bt_grow(&r->branches, &r->cap, n, sizeof(*r->branches),
		    err) == -1)
			return -1;
		m = &r->branches[n++];
		m->key.s = json_object_iter_key(it);
		m->key.n = strlen(m->key.s);
		m->kind = kind(json_object_iter_value(it));
		p = behind(p + strspn(p, space));
		p += strspn(p, space) + 1;	/* : */
		p += strspn(p, space);
		m->value.s = p;
		p = behind(p);
		m->value.n = (size_t)(p - m->value.s);
		p += strspn(p, space) + 1;	/* , or } */
		if (m->kind == BT_JSON_STRING) {
			m->value.s =
			    json_string_value(json_object_iter_value(it));
			m->value.n =
			    json_string_length(json_object_iter_value(it));
		}
	}
	r->members = r->branches;
	r->n = n;
	return 0;
}

/* What jansson has against the line, in our words where they are better. */
static int
refuse(const struct bt_ndjson *r, const json_error_t *why, struct bt_err *err)
{
	enum json_error_code code = json_error_code(why);
	bool cut = r->lines.buf[r->lines.pos - 1] != '\n' &&
	    code == json_error_premature_end_of_input;

	if (code == json_error_out_of_memory)
		return bt_err_set(err, BT_ESYS, "out of memory");
	(void)bt_err_set(err, BT_EDATA, "not a JSON object: %s%s",
	    code == json_error_null_character ?
	    "\\u0000 is not allowed in a string" : why->text,
	    cut ? "; the input is cut off" : "");
	return blame(r, why->position > 0 ? (size_t)why->position : 1, err);
}

/* jansson is the judge of every line that is not plainly flat. */
static int
parse(struct bt_ndjson *r, struct bt_err *err)
{
	json_error_t why;

	r->tree = json_loadb(r->text.s, r->text.n,
	    JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL |
	    JSON_DECODE_ANY, &why);
	if (r->tree == NULL)
		return refuse(r, &why, err);
	if (!json_is_object(r->tree)) {
		(void)bt_err_set(err, BT_EDATA,
		    "want one JSON object a line, got another value");
		return blame(r, 1, err);
	}
	return gather(r, err);
}

/* 1 and the line's end, with or without a newline; 0 at the end; -1. */
static int
find_line(struct bt_ndjson *r, size_t *at, struct bt_err *err)
{
	struct bt_lines *l = &r->lines;
	int got;

	while ((*at = bt_lines_seek(l, &l->lf)) == l->end) {
		if ((got = bt_lines_fill(l, err)) == -1) {
			r->line++;
			return blame(r, 0, err);
		}
		if (got == 0) {
			*at = l->end;
			return l->pos < l->end;
		}
	}
	return 1;
}

/* Take the line that ends before at; false if there is nothing in it. */
static bool
take(struct bt_ndjson *r, size_t at)
{
	struct bt_lines *l = &r->lines;

	r->text.s = l->buf + l->pos;
	r->text.n = at - l->pos;
	if (r->text.n > 0 && r->text.s[r->text.n - 1] == '\r')
		r->text.n--;
	l->pos = at < l->end ? at + 1 : at;
	r->line++;
	return bt_span_trim(r->text).n > 0;
}

int
bt_ndjson_next(struct bt_ndjson *r, struct bt_err *err)
{
	size_t at;
	int got;

	if (r->tree != NULL) {
		json_decref(r->tree);
		r->tree = NULL;
	}
	do
		if ((got = find_line(r, &at, err)) != 1)
			return got;
	while (!take(r, at));
	if (bt_flat_scan(&r->flat, r->text.s, r->lines.buf + at)) {
		r->shape = r->flat.shape;
		r->members = r->flat.members;
		r->n = r->flat.n;
		return 1;
	}
	r->shape = NULL;
	r->n = 0;
	return parse(r, err) == -1 ? -1 : 1;
}

const struct bt_member *
bt_ndjson_members(const struct bt_ndjson *r, size_t *n)
{
	*n = r->n;
	return r->members;
}

const struct bt_member *
bt_ndjson_find(const struct bt_ndjson *r, const char *key)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (bt_span_is(r->members[i].key, key))
			return &r->members[i];
	return NULL;
}

struct bt_span
bt_ndjson_text(const struct bt_ndjson *r)
{
	return r->text;
}

size_t
bt_ndjson_line(const struct bt_ndjson *r)
{
	return r->line;
}

int
bt_ndjson_fail(const struct bt_ndjson *r, struct bt_err *err,
    const char *fmt, ...)
{
	char text[BT_ERR_TEXT];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	(void)bt_err_set(err, BT_EDATA, "%s", text);
	return blame(r, 0, err);
}

static const struct bt_col *
column(const struct bt_col *cols, struct bt_span key)
{
	for (; cols->name != NULL; cols++)
		if (bt_span_is(key, cols->name))
			return cols;
	return NULL;
}

/* How to read the next lines like this one, which fills every column. */
static void
keep_plan(struct bt_ndjson *r)
{
	const struct bt_shape *s = r->shape;
	struct bt_plan plan;

	if (!bt_plan_make(&plan, r->text, r->members, s->map, s->n))
		return;
	plan.cols = s->cols;
	if (r->nplans < BT_PLANS) {
		r->plans[r->nplans++] = plan;
	} else {
		r->plans[r->oldest] = plan;
		r->oldest = (r->oldest + 1) % BT_PLANS;
	}
}

/* Which members fill which columns, once for all lines of this shape. */
static void
map(struct bt_ndjson *r, const struct bt_col *cols)
{
	struct bt_shape *s = r->shape;
	size_t i, known = 0, all = 0;

	for (i = 0; i < s->n; i++) {
		s->map[i] = column(cols, r->members[i].key);
		known += s->map[i] != NULL;
	}
	while (cols[all].name != NULL)
		all++;
	s->cols = cols;
	s->complete = known == all;
	if (s->complete)
		keep_plan(r);
}

static int
bind_one(const struct bt_ndjson *r, size_t i, const struct bt_col *c,
    void *row, struct bt_err *err)
{
	const struct bt_member *m = &r->members[i];
	size_t at = 0;

	if (bt_bind_value(c, m, row, err) == 0)
		return 0;
	/* Text that jansson has unescaped is not a part of the line. */
	if (r->tree == NULL || m->kind != BT_JSON_STRING)
		at = (size_t)(m->value.s - r->text.s) + 1;
	return blame(r, at, err);
}

int
bt_ndjson_bind(struct bt_ndjson *r, const struct bt_col *cols,
    void *row, struct bt_err *err)
{
	const struct bt_shape *s = r->shape;
	const struct bt_col *c;
	size_t i;

	if (s != NULL && s->cols != cols)
		map(r, cols);
	if (s == NULL || !s->complete)
		for (c = cols; c->name != NULL; c++)
			bt_bind_nothing(c, row);
	for (i = 0; i < r->n; i++) {
		c = s != NULL ? s->map[i] : column(cols, r->members[i].key);
		if (c != NULL && bind_one(r, i, c, row, err) == -1)
			return -1;
	}
	return 0;
}

const struct bt_col *
bt_ndjson_row(struct bt_ndjson *r, void *row)
{
	struct bt_lines *l = &r->lines;
	const char *next;
	size_t i;

	for (i = 0; i < r->nplans; i++) {
		next = bt_plan_read(&r->plans[i], l->buf + l->pos,
		    l->buf + l->end, row);
		if (next == NULL)
			continue;
		l->pos = (size_t)(next - l->buf);
		r->line++;
		return r->plans[i].cols;
	}
	return NULL;
}
