/* SPDX-License-Identifier: ISC */
#include "lib/signal/functions.h"
#include "lib/signal/indicator.h"
#include "lib/signal/lexer.h"
#include "lib/signal/parser.h"

struct parser {
	struct bt_lexer		 lex;		/* holds the word in hand */
	const struct bt_source	*source;
	struct bt_arena		*arena;
	struct bt_err		*err;
	unsigned int		 depth;		/* of our own recursion */
};

enum { LOOSEST, OR, AND, NOT, COMPARE, SUM, TERM, SIGN, POWER };

static const struct operator {
	const char	*sign;
	int		 level;
} operators[] = {
	{ "or", OR }, { "and", AND },
	{ "<", COMPARE }, { "<=", COMPARE }, { ">", COMPARE },
	{ ">=", COMPARE }, { "==", COMPARE }, { "!=", COMPARE },
	{ "+", SUM }, { "-", SUM }, { "*", TERM }, { "/", TERM },
	{ "%", TERM }, { "^", POWER },
	{ NULL, 0 }
};

static struct bt_expr	*parse_choice(struct parser *);
static struct bt_expr	*parse_level(struct parser *, int);

static int
next(struct parser *p)
{
	return bt_lexer_next(&p->lex, p->err);
}

static bool
at_sign(const struct parser *p, const char *s)
{
	return bt_lexer_is(&p->lex, s);
}

static struct bt_expr *
fail(struct parser *p, const char *want)
{
	if (p->lex.kind == BT_TOKEN_END)
		bt_expr_fail(p->source, p->lex.text, p->err,
		    "the expression ends too early; want %s", want);
	else
		bt_expr_fail(p->source, p->lex.text, p->err,
		    "want %s, got '%.*s'", want, BT_SPAN(p->lex.text));
	return NULL;
}

/* Step over the sign s, which must be there. */
static int
expect(struct parser *p, const char *s, const char *want)
{
	if (!at_sign(p, s)) {
		fail(p, want);
		return -1;
	}
	return next(p);
}

static struct bt_expr *
too_deep(struct parser *p, struct bt_span at)
{
	bt_expr_fail(p->source, at, p->err,
	    "nested more than %d deep; split the expression", BT_EXPR_DEPTH);
	return NULL;
}

static struct bt_expr *
new_expr(struct parser *p, enum bt_expr_kind kind, struct bt_span at,
    struct bt_span name, struct bt_expr *const *arg, size_t nargs)
{
	struct bt_expr *e;
	size_t i;

	if ((e = bt_arena_alloc(p->arena, 1, sizeof(*e), p->err)) == NULL ||
	    (e->arg = bt_arena_alloc(p->arena, nargs + 1, sizeof(*e->arg),
	    p->err)) == NULL)
		return NULL;
	e->kind = kind;
	e->at = at;
	e->name = name;
	if (kind == BT_EXPR_CALL || kind == BT_EXPR_NAME) {
		e->function = bt_functions_find(name);
		e->indicator = bt_indicator_find(name);
	}
	e->nargs = nargs;
	for (i = 0; i < nargs; i++) {
		e->arg[i] = arg[i];
		if (arg[i]->depth > e->depth)
			e->depth = arg[i]->depth;
	}
	return ++e->depth > BT_EXPR_DEPTH ? too_deep(p, at) : e;
}

static struct bt_expr *
new_operator(struct parser *p, struct bt_span at, struct bt_span name,
    struct bt_expr *const *arg, size_t nargs)
{
	struct bt_expr *e;

	e = new_expr(p, BT_EXPR_CALL, at, name, arg, nargs);
	if (e == NULL)
		return NULL;
	e->is_operator = true;
	e->function = bt_functions_operator(name);
	e->indicator = NULL;
	return e;
}

/* The list of a call, up to and with the closing parenthesis. */
static struct bt_expr *
parse_call(struct parser *p, struct bt_span name)
{
	struct bt_expr *arg[BT_PARSER_ARGS];
	size_t n = 0;

	if (next(p) == -1)
		return NULL;
	while (!at_sign(p, ")")) {
		if (n > 0 && expect(p, ",", "',' or ')'") == -1)
			return NULL;
		if (n == BT_PARSER_ARGS) {
			bt_expr_fail(p->source, p->lex.text, p->err,
			    "more than %d arguments", BT_PARSER_ARGS);
			return NULL;
		}
		if ((arg[n++] = parse_choice(p)) == NULL)
			return NULL;
	}
	if (next(p) == -1)
		return NULL;
	return new_expr(p, BT_EXPR_CALL, name, name, arg, n);
}

static struct bt_expr *
parse_name(struct parser *p)
{
	struct bt_span name = p->lex.text;

	if (at_sign(p, "and") || at_sign(p, "or"))
		return fail(p, "a value");
	if (next(p) == -1)
		return NULL;
	if (at_sign(p, "("))
		return parse_call(p, name);
	return new_expr(p, BT_EXPR_NAME, name, name, NULL, 0);
}

static struct bt_expr *
parse_literal(struct parser *p, enum bt_expr_kind kind)
{
	struct bt_expr *e;

	e = new_expr(p, kind, p->lex.text, p->lex.inner, NULL, 0);
	if (e == NULL)
		return NULL;
	e->number = p->lex.number;
	return next(p) == -1 ? NULL : e;
}

static struct bt_expr *
parse_primary(struct parser *p)
{
	struct bt_expr *e;

	switch (p->lex.kind) {
	case BT_TOKEN_NUMBER:
		return parse_literal(p, BT_EXPR_NUMBER);
	case BT_TOKEN_TEXT:
		return parse_literal(p, BT_EXPR_TEXT);
	case BT_TOKEN_COLUMN:
		return parse_literal(p, BT_EXPR_COLUMN);
	case BT_TOKEN_NAME:
		return parse_name(p);
	case BT_TOKEN_SIGN:
	case BT_TOKEN_END:
		break;
	}
	if (!at_sign(p, "("))
		return fail(p, "a value");
	if (next(p) == -1 || (e = parse_choice(p)) == NULL ||
	    expect(p, ")", "')'") == -1)
		return NULL;
	return e;
}

static struct bt_expr *
parse_index(struct parser *p, struct bt_expr *of)
{
	struct bt_expr *arg[2] = { of, NULL };

	if (next(p) == -1 || (arg[1] = parse_choice(p)) == NULL ||
	    expect(p, "]", "']'") == -1)
		return NULL;
	return new_operator(p, of->at, bt_span("[]"), arg, 2);
}

static struct bt_expr *
parse_pick(struct parser *p, struct bt_expr *of)
{
	struct bt_expr *e;

	if (next(p) == -1)
		return NULL;
	if (p->lex.kind != BT_TOKEN_NAME && p->lex.kind != BT_TOKEN_NUMBER)
		return fail(p, "the name or number of an output");
	e = new_expr(p, BT_EXPR_PICK, of->at, p->lex.text, &of, 1);
	return e == NULL || next(p) == -1 ? NULL : e;
}

static struct bt_expr *
parse_postfix(struct parser *p)
{
	struct bt_expr *e;

	e = parse_primary(p);
	while (e != NULL) {
		if (at_sign(p, "["))
			e = parse_index(p, e);
		else if (at_sign(p, "."))
			e = parse_pick(p, e);
		else
			break;
	}
	return e;
}

/* A word that stands before its operand, or a plain operand. */
static struct bt_expr *
parse_prefix(struct parser *p)
{
	struct bt_span at = p->lex.text;
	bool negates = at_sign(p, "-"), denies = at_sign(p, "not");
	struct bt_expr *e;

	if (!negates && !denies && !at_sign(p, "+"))
		return parse_postfix(p);
	if (next(p) == -1)
		return NULL;
	e = parse_level(p, denies ? NOT : SIGN);
	if (e == NULL || (!negates && !denies))
		return e;
	return new_operator(p, at, bt_span(denies ? "not" : "neg"), &e, 1);
}

static const struct operator *
operator_in_hand(const struct parser *p)
{
	const struct operator *op;

	for (op = operators; op->sign != NULL; op++)
		if (at_sign(p, op->sign))
			return op;
	return NULL;
}

/* Operators that bind tighter than level; "^" alone groups to the right. */
static struct bt_expr *
parse_operators(struct parser *p, int level)
{
	struct bt_expr *arg[2];
	const struct operator *op;
	bool compared = false;

	arg[0] = parse_prefix(p);
	while (arg[0] != NULL && (op = operator_in_hand(p)) != NULL &&
	    op->level > level) {
		if (op->level == COMPARE && compared)
			return fail(p, "'and' between two comparisons "
			    "(a < b and b < c)");
		compared = op->level == COMPARE;
		if (next(p) == -1)
			return NULL;
		arg[1] = parse_level(p, op->level == POWER ? SIGN : op->level);
		if (arg[1] == NULL)
			return NULL;
		arg[0] = new_operator(p, arg[0]->at, bt_span(op->sign), arg,
		    2);
	}
	return arg[0];
}

static struct bt_expr *
parse_level(struct parser *p, int level)
{
	struct bt_expr *e;

	if (p->depth == BT_EXPR_DEPTH)
		return too_deep(p, p->lex.text);
	p->depth++;
	e = parse_operators(p, level);
	p->depth--;
	return e;
}

static struct bt_expr *
parse_choice(struct parser *p)
{
	struct bt_expr *arg[3], *e;

	if (p->depth == BT_EXPR_DEPTH)
		return too_deep(p, p->lex.text);
	if ((arg[0] = parse_level(p, LOOSEST)) == NULL || !at_sign(p, "?"))
		return arg[0];
	p->depth++;
	e = NULL;
	if (next(p) == 0 && (arg[1] = parse_choice(p)) != NULL &&
	    expect(p, ":", "':'") == 0 && (arg[2] = parse_choice(p)) != NULL)
		e = new_operator(p, arg[0]->at, bt_span("if"), arg, 3);
	p->depth--;
	return e;
}

static struct bt_expr *
parse_whole(const struct bt_source *source, bool percent,
    struct bt_arena *arena, struct bt_err *err)
{
	struct parser p = { .source = source, .arena = arena, .err = err };
	struct bt_expr *e;

	p.lex.source = source;
	p.lex.percent = percent;
	if (next(&p) == -1)
		return NULL;
	if (p.lex.kind == BT_TOKEN_END) {
		bt_expr_fail(source, p.lex.text, err,
		    "the expression is empty");
		return NULL;
	}
	if ((e = parse_choice(&p)) == NULL)
		return NULL;
	if (p.lex.kind != BT_TOKEN_END)
		return fail(&p, "an operator or the end");
	return e;
}

struct bt_expr *
bt_parser_parse(const struct bt_source *source, struct bt_arena *arena,
    struct bt_err *err)
{
	return parse_whole(source, false, arena, err);
}

struct bt_expr *
bt_parser_formula(const struct bt_source *source, struct bt_arena *arena,
    struct bt_err *err)
{
	return parse_whole(source, true, arena, err);
}
