/* SPDX-License-Identifier: ISC */
#include "lib/sweep/formula.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "lib/signal/functions.h"
#include "lib/signal/indicator.h"
#include "lib/signal/parser.h"

/*
 * A formula is a list of calls, arguments before those who use them; every
 * call leaves its result in a slot of its own.  The kernels are those of
 * expressions over bars, called for one row.
 */
enum { STEPS = 256 };		/* calls, at most, and numbers */
/* With all names fixed: every argument of every call one. */
enum { CONSTANTS = STEPS * (BT_FUNCTION_ARGS + 1) + 1 };

enum from { FROM_VALUES, FROM_CONSTANTS, FROM_CALLS };

struct operand {
	enum from	from;
	size_t		at;
	char		type;		/* 'x' a number, 'c' a condition */
};

struct call {
	const struct bt_function	*row;
	struct operand			 arg[BT_FUNCTION_ARGS];
	size_t				 nargs;
	char				 type;
};

struct bt_formula {
	struct call	*call;
	size_t		 ncalls;
	double		*constant;
	size_t		 nconstants;
	struct operand	 root;
};

struct maker {
	const struct bt_source	*source;
	bt_formula_find_fn	*find;
	const char		*(*names)(const void *, size_t);
	const void		*arg;
	struct bt_formula	*f;
	struct bt_err		*err;
};

static int	make(struct maker *, const struct bt_expr *, struct operand *);

static int
too_long(struct maker *m, const struct bt_expr *e)
{
	return bt_expr_fail(m->source, e->at, m->err,
	    "more than %d operators and numbers", STEPS);
}

static int
make_constant(struct maker *m, const struct bt_expr *e, double x,
    struct operand *to)
{
	if (m->f->nconstants == STEPS)
		return too_long(m, e);
	m->f->constant[m->f->nconstants] = x;
	*to = (struct operand){ FROM_CONSTANTS, m->f->nconstants++, 'x' };
	return 0;
}

static int
make_name(struct maker *m, const struct bt_expr *e, struct operand *to)
{
	long place = m->find(m->arg, e->name);
	const char *hint;

	if (place >= 0) {
		*to = (struct operand){ FROM_VALUES, (size_t)place, 'x' };
		return 0;
	}
	hint = bt_nearest(e->name, m->names, m->arg);
	return bt_expr_fail(m->source, e->at, m->err,
	    "unknown name '%.*s'%s%s%s", BT_SPAN(e->name),
	    hint == NULL ? "" : "; did you mean '", hint == NULL ? "" : hint,
	    hint == NULL ? "" : "'?");
}

static const char *
function_name(const void *arg, size_t i)
{
	(void)arg;
	return bt_functions_maths[i].name;
}

/* The row of a call, if all it looks at is one row. */
static const struct bt_function *
row_of(struct maker *m, const struct bt_expr *e)
{
	const struct bt_function *row = bt_functions_maths;
	const char *hint;

	if (e->is_operator) {
		row = bt_functions_operator(e->name);
		if (strpbrk(row->signature, "nmp") == NULL)
			return row;
		bt_expr_fail(m->source, e->at, m->err,
		    "there are no bars to look back at");
		return NULL;
	}
	for (; row->name != NULL; row++)
		if (bt_span_like(e->name, row->name))
			return row;
	hint = bt_nearest(e->name, function_name, NULL);
	bt_expr_fail(m->source, e->at, m->err,
	    bt_functions_find(e->name) != NULL ||
	    bt_indicator_find(e->name) != NULL ?
	    "'%.*s' is a function over bars, and there are none%s%s%s" :
	    "unknown function '%.*s'%s%s%s", BT_SPAN(e->name),
	    hint == NULL ? "" : "; did you mean '", hint == NULL ? "" : hint,
	    hint == NULL ? "" : "'?");
	return NULL;
}

static int
want(struct maker *m, const struct bt_expr *e, char type, char got)
{
	if (type == got)
		return 0;
	return bt_expr_fail(m->source, e->at, m->err, type == 'c' ?
	    "want a condition here, as in 'x > 0'; this is a number" :
	    "want a number here; this is a condition");
}

static int
push(struct maker *m, const struct bt_expr *e, const struct call *call,
    struct operand *to)
{
	if (m->f->ncalls == STEPS)
		return too_long(m, e);
	m->f->call[m->f->ncalls] = *call;
	*to = (struct operand){ FROM_CALLS, m->f->ncalls++, call->type };
	return 0;
}

/* An argument in its place; *any is the type that letter a stands for. */
static int
make_argument(struct maker *m, const struct bt_expr *e, char letter,
    struct operand *to, char *any)
{
	if (make(m, e, to) == -1)
		return -1;
	if (letter == 'a' && *any == 0)
		*any = to->type;
	return want(m, e, letter == 'a' ? *any : letter, to->type);
}

/* min(a, b, c): two at a time, from the left. */
static int
make_list(struct maker *m, const struct bt_function *row,
    const struct bt_expr *e, struct operand *to)
{
	struct call call = { .row = row, .nargs = 2, .type = 'x' };
	char any = 0;
	size_t i;

	if (make_argument(m, e->arg[0], 'x', to, &any) == -1)
		return -1;
	for (i = 1; i < e->nargs; i++) {
		call.arg[0] = *to;
		if (make_argument(m, e->arg[i], 'x', &call.arg[1],
		    &any) == -1 || push(m, e, &call, to) == -1)
			return -1;
	}
	return 0;
}

static int
check_count(struct maker *m, const struct bt_function *row,
    const struct bt_expr *e)
{
	size_t min = bt_functions_min(row), max = bt_functions_max(row);

	if (e->nargs >= min && (e->nargs <= max || row->folds))
		return 0;
	return bt_expr_fail(m->source, e->at, m->err,
	    "%s wants %zu argument%s%s, got %zu", row->usage,
	    e->nargs < min ? min : max, max == 1 ? "" : "s",
	    row->folds ? " or more" : "", e->nargs);
}

static int
make_call(struct maker *m, const struct bt_expr *e, struct operand *to)
{
	const struct bt_function *row = row_of(m, e);
	struct call call = { .row = row };
	char any = 0;
	size_t i;

	if (row == NULL || check_count(m, row, e) == -1)
		return -1;
	if (row->folds)
		return make_list(m, row, e, to);
	call.nargs = bt_functions_max(row);
	for (i = 0; i < call.nargs; i++)
		if ((i < e->nargs ? make_argument(m, e->arg[i],
		    row->signature[i], &call.arg[i], &any) :
		    make_constant(m, e, row->def, &call.arg[i])) == -1)
			return -1;
	call.type = bt_functions_result(row);
	if (call.type == 'a')
		call.type = any;
	return push(m, e, &call, to);
}

/* The depth of a tree is bounded by its parser. */
static int
make(struct maker *m, const struct bt_expr *e, struct operand *to)
{
	switch (e->kind) {
	case BT_EXPR_NUMBER:
		return make_constant(m, e, e->number, to);
	case BT_EXPR_NAME:
	case BT_EXPR_COLUMN:
		return make_name(m, e, to);
	case BT_EXPR_CALL:
		return make_call(m, e, to);
	case BT_EXPR_TEXT:
	case BT_EXPR_PICK:
		break;
	}
	return bt_expr_fail(m->source, e->at, m->err,
	    "want a number or a name here");
}

struct bt_formula *
bt_formula_parse(const struct bt_source *source, bt_formula_find_fn *find,
    const char *(*names)(const void *, size_t), const void *arg,
    struct bt_arena *arena, struct bt_err *err)
{
	struct maker m = { source, find, names, arg, NULL, err };
	struct bt_formula *f;
	struct bt_expr *tree;

	if ((tree = bt_parser_formula(source, arena, err)) == NULL ||
	    (f = bt_arena_alloc(arena, 1, sizeof(*f), err)) == NULL ||
	    (f->call = bt_arena_alloc(arena, STEPS, sizeof(*f->call),
	    err)) == NULL || (f->constant = bt_arena_alloc(arena,
	    CONSTANTS, sizeof(*f->constant), err)) == NULL)
		return NULL;
	m.f = f;
	return make(&m, tree, &f->root) == -1 ? NULL : f;
}

bool
bt_formula_is_condition(const struct bt_formula *f)
{
	return f->root.type == 'c';
}

/* What the calls have left, by their number. */
struct slots {
	double	x[STEPS];
	uint8_t	c[STEPS];
};

static const double *
number_at(const struct bt_formula *f, const struct operand *from,
    const double *values, const struct slots *slots)
{
	if (from->from == FROM_VALUES)
		return &values[from->at];
	if (from->from == FROM_CONSTANTS)
		return &f->constant[from->at];
	return &slots->x[from->at];
}

static void
compute(const struct bt_formula *f, size_t at, const double *values,
    struct slots *slots)
{
	const struct call *step = &f->call[at];
	struct bt_call call;
	size_t i;

	call.n = 1;
	for (i = 0; i < step->nargs; i++) {
		call.step[i] = 0;
		if (step->arg[i].type == 'c')
			call.c[i] = &slots->c[step->arg[i].at];
		else
			call.x[i] = number_at(f, &step->arg[i], values, slots);
	}
	call.out = step->type == 'x' ? &slots->x[at] : NULL;
	call.flag = step->type == 'x' ? NULL : &slots->c[at];
	step->row->compute(&call);
}

double
bt_formula_value(const struct bt_formula *f, const double *values)
{
	struct slots slots;
	size_t i;

	for (i = 0; i < f->ncalls; i++)
		compute(f, i, values, &slots);
	if (f->root.type == 'c')
		return slots.c[f->root.at];
	return *number_at(f, &f->root, values, &slots);
}

static void
fix(struct bt_formula *f, struct operand *from, size_t place, double value)
{
	if (from->from != FROM_VALUES || from->at != place)
		return;
	f->constant[f->nconstants] = value;
	from->from = FROM_CONSTANTS;
	from->at = f->nconstants++;
}

void
bt_formula_fix(struct bt_formula *f, size_t place, double value)
{
	size_t i, k;

	for (i = 0; i < f->ncalls; i++)
		for (k = 0; k < f->call[i].nargs; k++)
			fix(f, &f->call[i].arg[k], place, value);
	fix(f, &f->root, place, value);
}

void
bt_formula_each(const struct bt_formula *f, void (*fn)(void *, size_t),
    void *arg)
{
	size_t i, k;

	for (i = 0; i < f->ncalls; i++)
		for (k = 0; k < f->call[i].nargs; k++)
			if (f->call[i].arg[k].from == FROM_VALUES)
				fn(arg, f->call[i].arg[k].at);
	if (f->root.from == FROM_VALUES)
		fn(arg, f->root.at);
}
