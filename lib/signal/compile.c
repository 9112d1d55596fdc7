/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <string.h>

#include "lib/signal/compile.h"
#include "lib/signal/compile_call.h"
#include "lib/signal/functions.h"
#include "lib/signal/indicator.h"

static const struct constant {
	const char	*name;
	char		 type;
	uint8_t		 flag;
	double		 value;
} constants[] = {
	{ "true", 'c', 1, 0 },
	{ "false", 'c', 0, 0 },
	{ "nan", 'x', 0, NAN },
	{ NULL, 0, 0, 0 }
};

static const struct constant *
find_constant(struct bt_span name)
{
	const struct constant *c;

	for (c = constants; c->name != NULL; c++)
		if (bt_span_like(name, c->name))
			return c;
	return NULL;
}

static long
find_bar_column(struct bt_span name)
{
	long i;

	for (i = 0; bt_program_columns[i] != NULL; i++)
		if (bt_span_like(name, bt_program_columns[i]))
			return i;
	return -1;
}

static const struct bt_value *
find_param(const struct bt_scope *names, struct bt_span name)
{
	size_t i;

	for (i = 0; i < names->nparams; i++)
		if (bt_span_like(name, names->params[i].name))
			return &names->params[i];
	return NULL;
}

static long
find_extra(const struct bt_scope *names, struct bt_span name)
{
	size_t i;

	for (i = 0; i < names->nextras; i++)
		if (names->has[i] && bt_span_like(name, names->extras[i]))
			return (long)i;
	return -1;
}

/* Names that may stand without parentheses: hour, month ... */
static bool
is_bare_function(const struct bt_expr *e)
{
	return e->function != NULL && bt_functions_max(e->function) == 0;
}

bool
bt_compile_reserves(struct bt_span name)
{
	static const char *const words[] = { "and", "or", "not", "tf", "sym",
	    "xrank", NULL };
	size_t i;

	for (i = 0; words[i] != NULL; i++)
		if (bt_span_like(name, words[i]))
			return true;
	return find_constant(name) != NULL || find_bar_column(name) != -1 ||
	    bt_functions_find(name) != NULL ||
	    bt_indicator_find(name) != NULL;
}

static bool
is_explained(const struct bt_scope *names, const struct bt_expr *e)
{
	return find_param(names, e->name) != NULL ||
	    find_constant(e->name) != NULL ||
	    find_bar_column(e->name) != -1 || is_bare_function(e);
}

int
bt_compile_columns(const struct bt_expr *e, const struct bt_scope *names,
    int (*fn)(void *, struct bt_span, struct bt_err *), void *arg,
    struct bt_err *err)
{
	size_t i;

	if ((e->kind == BT_EXPR_COLUMN && find_bar_column(e->name) == -1) ||
	    (e->kind == BT_EXPR_NAME && !is_explained(names, e)))
		return fn(arg, e->name, err);
	for (i = 0; i < e->nargs; i++)
		if (bt_compile_columns(e->arg[i], names, fn, arg, err) == -1)
			return -1;
	return 0;
}

/* Candidates of "did you mean": parameters, columns, then functions. */
static const char *
candidate(const void *arg, size_t i)
{
	const struct bt_scope *names = arg;
	size_t ncolumns = BT_COLUMN_EXTRA;

	if (i < names->nparams)
		return names->params[i].name;
	if ((i -= names->nparams) < ncolumns)
		return bt_program_columns[i];
	if ((i -= ncolumns) < names->nextras)
		return names->has[i] ? names->extras[i] : "";
	return bt_compile_callable(i - names->nextras);
}

/* A name in the input's header that is near, into buf; or NULL. */
static const char *
near_header(const struct bt_scope *names, struct bt_span word, char *buf,
    size_t size)
{
	const char *one[2] = { buf, NULL };
	size_t i;

	for (i = 0; i < names->nheader; i++) {
		if (names->header[i].n >= size)
			continue;
		memcpy(buf, names->header[i].s, names->header[i].n);
		buf[names->header[i].n] = '\0';
		if (bt_nearest(word, bt_compile_pick_name, one) != NULL)
			return buf;
	}
	return NULL;
}

static int
unknown_name(struct bt_compiler *c, const struct bt_expr *e)
{
	char buf[64];
	const char *hint;

	if (e->function != NULL || e->indicator != NULL)
		return bt_expr_fail(c->source, e->at, c->err,
		    "'%.*s' is a function and wants its arguments: %.*s(...)",
		    BT_SPAN(e->name), BT_SPAN(e->name));
	hint = bt_nearest(e->name, candidate, c->names);
	if (hint == NULL)
		hint = near_header(c->names, e->name, buf, sizeof(buf));
	if (hint != NULL)
		return bt_expr_fail(c->source, e->at, c->err,
		    "unknown name '%.*s'; did you mean '%s'?",
		    BT_SPAN(e->name), hint);
	return bt_expr_fail(c->source, e->at, c->err, "unknown name '%.*s': "
	    "no parameter and no column of the input", BT_SPAN(e->name));
}

static int
compile_column(struct bt_compiler *c, const struct bt_expr *e,
    uint32_t *node)
{
	long i;

	if ((i = find_bar_column(e->name)) == -1) {
		if ((i = find_extra(c->names, e->name)) == -1)
			return unknown_name(c, e);
		i += BT_COLUMN_EXTRA;
	}
	return bt_compile_bar_column(c, (uint32_t)i, node);
}

static int
compile_name(struct bt_compiler *c, const struct bt_expr *e, uint32_t *node)
{
	const struct bt_value *param = find_param(c->names, e->name);
	const struct constant *constant = find_constant(e->name);

	if (param != NULL)
		return bt_compile_number(c, param->value, node);
	if (constant != NULL && constant->type == 'x')
		return bt_compile_number(c, constant->value, node);
	if (constant != NULL)
		return bt_compile_flag(c, constant->flag, node);
	if (is_bare_function(e))
		return bt_compile_call(c, e, node);
	return compile_column(c, e, node);
}

int
bt_compile_tree(struct bt_compiler *c, const struct bt_expr *e,
    uint32_t *node)
{
	switch (e->kind) {
	case BT_EXPR_NUMBER:
		return bt_compile_number(c, e->number, node);
	case BT_EXPR_NAME:
		return compile_name(c, e, node);
	case BT_EXPR_COLUMN:
		return compile_column(c, e, node);
	case BT_EXPR_CALL:
		return bt_compile_call(c, e, node);
	case BT_EXPR_PICK:
		return bt_compile_pick(c, e, node);
	case BT_EXPR_TEXT:
		break;
	}
	return bt_expr_fail(c->source, e->at, c->err,
	    "a text has no place here; only tf() and sym() begin with one");
}

int
bt_compile_want(struct bt_compiler *c, const struct bt_expr *e, char want,
    uint32_t node)
{
	char got = c->program->nodes[node].type;

	if (want == got || want == 0)
		return 0;
	return bt_expr_fail(c->source, e->at, c->err,
	    want == 'c' ? "want a condition, got a number; compare it with "
	    "something" : "want a number, got a condition; "
	    "if(c, 1, 0) makes one of it");
}

int
bt_compile_expr(struct bt_program *program, const struct bt_source *source,
    const struct bt_expr *e, const struct bt_scope *names, char want,
    uint32_t *root, struct bt_err *err)
{
	struct bt_compiler c = { program, source, names, err, 0 };

	if (bt_compile_tree(&c, e, root) == -1)
		return -1;
	return bt_compile_want(&c, e, want, *root);
}
