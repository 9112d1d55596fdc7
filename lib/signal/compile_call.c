/* SPDX-License-Identifier: ISC */
/* Calls of operators and functions: arguments, types, constants. */
#include <math.h>
#include <string.h>

#include "lib/signal/compile_call.h"
#include "lib/signal/functions.h"
#include "lib/signal/indicator.h"

static const char *const scopes[] = { "tf", "sym", "xrank", NULL };

/* The i-th over all families, or NULL behind the last. */
static const char *
function_name(size_t i)
{
	const struct bt_function *f;
	size_t family;

	for (family = 0; bt_functions[family] != NULL; family++)
		for (f = bt_functions[family]; f->name != NULL; f++)
			if (i-- == 0)
				return f->name;
	return NULL;
}

const char *
bt_compile_callable(size_t i)
{
	size_t n;

	for (n = 0; bt_indicator_at(n) != NULL; n++)
		if (i-- == 0)
			return bt_indicator_at(n)->name;
	for (n = 0; scopes[n] != NULL; n++)
		if (i-- == 0)
			return scopes[n];
	return function_name(i);
}

const char *
bt_compile_pick_name(const void *names, size_t i)
{
	return ((const char *const *)names)[i];
}

static const char *
callable(const void *arg, size_t i)
{
	(void)arg;
	return bt_compile_callable(i);
}

bool
bt_compile_is_number(const struct bt_compiler *c, uint32_t node,
    double *value)
{
	const struct bt_node *of = &c->program->nodes[node];

	if (of->kind != BT_NODE_CONSTANT || of->type != 'x')
		return false;
	*value = of->value;
	return true;
}

int
bt_compile_number(struct bt_compiler *c, double value, uint32_t *node)
{
	struct bt_node want = bt_program_blank(BT_NODE_CONSTANT, 'x');

	want.value = value;
	return bt_program_intern(c->program, &want, node, c->err);
}

int
bt_compile_flag(struct bt_compiler *c, uint8_t flag, uint32_t *node)
{
	struct bt_node want = bt_program_blank(BT_NODE_CONSTANT, 'c');

	want.flag = flag;
	return bt_program_intern(c->program, &want, node, c->err);
}

int
bt_compile_bar_column(struct bt_compiler *c, uint32_t column, uint32_t *node)
{
	struct bt_node want = bt_program_blank(BT_NODE_COLUMN, 'x');

	want.index = column;
	want.frame = c->frame;
	return bt_program_intern(c->program, &want, node, c->err);
}

/* A constant argument, by its letter: n, m or p. */
static int
constant_of(struct bt_compiler *c, const struct bt_expr *e, char letter,
    double *value)
{
	double min = letter == 'n' ? 1 : 0;
	double max = letter == 'p' ? 100 : 4294967295.0;
	uint32_t node;

	if (bt_compile_tree(c, e, &node) == -1)
		return -1;
	if (!bt_compile_is_number(c, node, value))
		return bt_expr_fail(c->source, e->at, c->err, "want a constant "
		    "here, made of numbers and parameters");
	if (letter == 'm' && *value < 0)
		return bt_expr_fail(c->source, e->at, c->err, "x[n] looks n "
		    "bars back, n from 0; nobody knows the bars to come");
	if (*value >= min && *value <= max &&
	    (letter == 'p' || floor(*value) == *value))
		return 0;
	return bt_expr_fail(c->source, e->at, c->err,
	    letter == 'p' ? "want a number from %.15g to 100, got %.15g" :
	    "want a whole number from %.15g, got %.15g", min, *value);
}

static size_t
later(size_t a, size_t b)
{
	return a > b ? a : b;
}

static void
set_warmup(const struct bt_program *p, const struct bt_function *f,
    struct bt_node *node)
{
	size_t i, lag, warmup = 0;

	for (i = 0; i < BT_NODE_ARGS; i++)
		if (node->arg[i] != BT_NODE_NONE)
			warmup = later(warmup, p->nodes[node->arg[i]].warmup);
	lag = (size_t)f->lag;
	for (i = 0; f->lag_n != 0 && i < BT_NODE_ARGS; i++)
		if (strchr("nm", f->signature[i]) != NULL) {
			lag += (size_t)node->k[i];
			break;
		}
	node->warmup = warmup == BT_WARMUP_UNKNOWN ? warmup : warmup + lag;
}

/* All arguments constant and one row enough: compute it here and now. */
static bool
is_foldable(const struct bt_program *p, const struct bt_function *f,
    const struct bt_node *node)
{
	size_t i;

	for (i = 0; i < BT_NODE_ARGS; i++)
		if (node->arg[i] != BT_NODE_NONE &&
		    p->nodes[node->arg[i]].kind != BT_NODE_CONSTANT)
			return false;
	return f->by_row;
}

static int
fold(struct bt_compiler *c, const struct bt_function *f,
    const struct bt_node *want, uint32_t *node)
{
	struct bt_call call = { .n = 1 };
	double out;
	uint8_t flag;
	size_t i;

	for (i = 0; i < BT_NODE_ARGS && want->arg[i] != BT_NODE_NONE; i++) {
		call.x[i] = &c->program->nodes[want->arg[i]].value;
		call.c[i] = &c->program->nodes[want->arg[i]].flag;
	}
	call.out = want->type == 'x' ? &out : NULL;
	call.flag = want->type == 'x' ? NULL : &flag;
	f->compute(&call);
	return want->type == 'x' ? bt_compile_number(c, out, node) :
	    bt_compile_flag(c, flag, node);
}

static int
finish(struct bt_compiler *c, const struct bt_function *f,
    struct bt_node *want, uint32_t *node)
{
	if (is_foldable(c->program, f, want))
		return fold(c, f, want, node);
	want->row = f;
	want->frame = c->frame;
	set_warmup(c->program, f, want);
	return bt_program_intern(c->program, want, node, c->err);
}

/* One argument into its place; any is the type that letter a stands for. */
static int
argument(struct bt_compiler *c, const struct bt_function *f, size_t i,
    const struct bt_expr *e, struct bt_node *want, char *any)
{
	char letter = f->signature[i], type;

	if (strchr("nmp", letter) != NULL)
		return constant_of(c, e, letter, &want->k[i]);
	if (bt_compile_tree(c, e, &want->arg[i]) == -1)
		return -1;
	type = letter == 'a' ? *any : letter;
	if (bt_compile_want(c, e, type, want->arg[i]) == -1)
		return -1;
	if (letter == 'a')
		*any = c->program->nodes[want->arg[i]].type;
	return 0;
}

static int
default_argument(struct bt_compiler *c, const struct bt_function *f,
    size_t i, struct bt_node *want)
{
	if (f->signature[i] == 'x')
		return bt_compile_number(c, f->def, &want->arg[i]);
	want->k[i] = f->def;
	return 0;
}

/* min(a, b, c): two at a time, from the left. */
static int
fold_list(struct bt_compiler *c, const struct bt_function *f,
    const struct bt_expr *e, uint32_t *node)
{
	struct bt_node want;
	char any = 'x';
	size_t i;

	if (bt_compile_tree(c, e->arg[0], node) == -1 ||
	    bt_compile_want(c, e->arg[0], 'x', *node) == -1)
		return -1;
	for (i = 1; i < e->nargs; i++) {
		want = bt_program_blank(BT_NODE_CALL, 'x');
		want.arg[0] = *node;
		if (argument(c, f, 1, e->arg[i], &want, &any) == -1 ||
		    finish(c, f, &want, node) == -1)
			return -1;
	}
	return 0;
}

static int
check_count(struct bt_compiler *c, const struct bt_function *f,
    const struct bt_expr *e)
{
	size_t min = bt_functions_min(f), max = bt_functions_max(f);

	if (e->nargs >= min && (e->nargs <= max || f->folds))
		return 0;
	if (max > min && !f->folds)
		return bt_expr_fail(c->source, e->at, c->err,
		    "%s wants %zu or %zu arguments, got %zu", f->usage, min,
		    max, e->nargs);
	return bt_expr_fail(c->source, e->at, c->err,
	    "%s wants %zu argument%s%s, got %zu", f->usage, min,
	    min == 1 ? "" : "s", f->folds ? " or more" : "", e->nargs);
}

static int
compile_function(struct bt_compiler *c, const struct bt_function *f,
    const struct bt_expr *e, uint32_t *node)
{
	struct bt_node want = bt_program_blank(BT_NODE_CALL, 'x');
	char any = 0, result = bt_functions_result(f);
	size_t i;

	if (check_count(c, f, e) == -1)
		return -1;
	if (f->folds)
		return fold_list(c, f, e, node);
	for (i = 0; i < bt_functions_max(f); i++)
		if ((i < e->nargs ?
		    argument(c, f, i, e->arg[i], &want, &any) :
		    default_argument(c, f, i, &want)) == -1)
			return -1;
	want.type = result == 'a' ? any : result;
	return finish(c, f, &want, node);
}

/* x[n]: the present, and what never changes, need no work. */
static int
compile_index(struct bt_compiler *c, const struct bt_function *f,
    const struct bt_expr *e, uint32_t *node)
{
	struct bt_node want = bt_program_blank(BT_NODE_CALL, 'x');
	char any = 0;

	if (argument(c, f, 0, e->arg[0], &want, &any) == -1 ||
	    argument(c, f, 1, e->arg[1], &want, &any) == -1)
		return -1;
	if (want.k[1] == 0 ||
	    c->program->nodes[want.arg[0]].kind == BT_NODE_CONSTANT) {
		*node = want.arg[0];
		return 0;
	}
	want.type = any;
	return finish(c, f, &want, node);
}

static int
unknown_function(struct bt_compiler *c, const struct bt_expr *e)
{
	const char *const *column = bt_program_columns, *hint;

	for (; *column != NULL; column++)
		if (bt_span_like(e->name, *column))
			return bt_expr_fail(c->source, e->at, c->err,
			    "'%s' is a column and takes no arguments; "
			    "%s[1] is the bar before", *column, *column);
	hint = bt_nearest(e->name, callable, NULL);
	return bt_expr_fail(c->source, e->at, c->err,
	    "unknown function '%.*s'%s%s%s", BT_SPAN(e->name),
	    hint == NULL ? "" : "; did you mean '", hint == NULL ? "" : hint,
	    hint == NULL ? "" : "'?");
}

int
bt_compile_call(struct bt_compiler *c, const struct bt_expr *e,
    uint32_t *node)
{
	int done;

	if (e->is_operator)
		return bt_span_is(e->name, "[]") ?
		    compile_index(c, e->function, e, node) :
		    compile_function(c, e->function, e, node);
	if (e->indicator != NULL)
		return bt_compile_indicator(c, e, e->indicator, 0, node);
	if (e->function != NULL)
		return compile_function(c, e->function, e, node);
	if ((done = bt_compile_scope(c, e, node)) != 0)
		return done == 1 ? 0 : -1;
	return unknown_function(c, e);
}
