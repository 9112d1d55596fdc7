/* SPDX-License-Identifier: ISC */
/*
 * The evaluator against a naive one that looks every value up by its
 * definition, and against itself on data cut off and on several threads.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include "tests/unit/expression.h"
#include "lib/base/rng.h"
#include "lib/base/time.h"

#define BARS 40
#define SEED 20240131
#define TRIALS 400

/* Bars of small whole numbers: ties are common, sums are exact. */
struct series {
	int64_t	time[BARS];
	double	column[5][BARS], extra[BARS];
};

static const char *const extras[] = { "e" };
static const bool has[] = { true };
static const struct bt_value params[] = { { "p", 3 } };
static const struct bt_scope names = { params, 1, extras, has, 1, NULL, 0 };

static void
make_series(struct series *s, struct bt_bars *bars, size_t n, uint64_t index,
    const char *symbol)
{
	struct bt_rng rng;
	size_t i, k;

	bt_rng_init(&rng, SEED, index);
	for (i = 0; i < n; i++) {
		s->time[i] = (int64_t)(i * (1 + index % 3)) * BT_NS_DAY;
		for (k = 0; k < 5; k++)
			s->column[k][i] = (double)bt_rng_below(&rng, 6) + 1;
		s->extra[i] = bt_rng_below(&rng, 5) == 0 ? NAN :
		    (double)bt_rng_below(&rng, 4);
	}
	*bars = (struct bt_bars){ symbol, n, s->time, s->column[0],
	    s->column[1], s->column[2], s->column[3], s->column[4],
	    { s->extra } };
}

/* A random expression of a type, as text. */
struct maker {
	struct bt_rng	rng;
	char		text[4096];
	size_t		n;
};

static void
say(struct maker *m, const char *s)
{
	m->n += (size_t)snprintf(m->text + m->n, sizeof(m->text) - m->n, "%s",
	    s);
}

static const char *
one_of(struct maker *m, const char *const *list, size_t n)
{
	return list[bt_rng_below(&m->rng, n)];
}

static void	make_condition(struct maker *, int);

static void
make_number(struct maker *m, int depth)
{
	static const char *const leaf[] = { "open", "high", "low", "close",
	    "volume", "e", "p", "2", "nan", "bar_index" };
	static const char *const sign[] = { " + ", " - ", " * " };
	static const char *const window[] = { "sum(", "highest(", "lowest(",
	    "mean(" };
	static const char *const tail[] = { ", 1)", ", 2)", ", p)", ", 7)" };

	switch (depth == 0 ? 0 : bt_rng_below(&m->rng, 7)) {
	case 0:
		say(m, one_of(m, leaf, 10));
		return;
	case 1:
	case 2:
		say(m, "(");
		make_number(m, depth - 1);
		say(m, one_of(m, sign, 3));
		make_number(m, depth - 1);
		say(m, ")");
		return;
	case 3:
		make_number(m, depth - 1);
		say(m, "[2]");
		return;
	case 4:
		say(m, one_of(m, window, 4));
		say(m, "close + ");
		make_number(m, depth - 1);
		say(m, one_of(m, tail, 4));
		return;
	case 5:
		say(m, "since(");
		make_condition(m, depth - 1);
		say(m, ")");
		return;
	default:
		say(m, "if(");
		make_condition(m, depth - 1);
		say(m, ", ");
		make_number(m, depth - 1);
		say(m, ", ");
		make_number(m, depth - 1);
		say(m, ")");
	}
}

static void
make_condition(struct maker *m, int depth)
{
	static const char *const sign[] = { " < ", " <= ", " > ", " >= ",
	    " == ", " != " };
	static const char *const cross[] = { "crosses_above(",
	    "crosses_below(", "crosses(" };
	uint64_t kind = depth == 0 ? 0 : bt_rng_below(&m->rng, 5);

	if (kind == 3) {
		say(m, "(not ");
		make_condition(m, depth - 1);
	} else if (kind == 4) {
		say(m, "(");
		make_condition(m, depth - 1);
		say(m, bt_rng_below(&m->rng, 2) == 0 ? " and " : " or ");
		make_condition(m, depth - 1);
	} else {
		say(m, kind == 2 ? one_of(m, cross, 3) : "(");
		make_number(m, depth == 0 ? 0 : depth - 1);
		say(m, kind == 2 ? ", " : one_of(m, sign, 6));
		make_number(m, depth == 0 ? 0 : depth - 1);
	}
	say(m, ")");
}

/* The naive evaluator: one value at a time, from the definitions. */
static double	value_at(const struct bt_expr *, const struct bt_bars *, long);

static double
name_at(const struct bt_expr *e, const struct bt_bars *b, long i)
{
	const double *const column[] = { b->open, b->high, b->low, b->close,
	    b->volume };
	long k;

	for (k = 0; k < 5; k++)
		if (bt_span_is(e->name, bt_program_columns[k]))
			return column[k][i];
	if (bt_span_is(e->name, "e"))
		return ((double *)b->extra[0])[i];
	if (bt_span_is(e->name, "bar_index"))
		return (double)i;
	return bt_span_is(e->name, "p") ? 3 : NAN;
}

/* 1 above, -1 below, 0 equal or unknown. */
static int
side_at(const struct bt_expr *e, const struct bt_bars *b, long i)
{
	double x = value_at(e->arg[0], b, i), y = value_at(e->arg[1], b, i);

	return (x > y) - (x < y);
}

static double
cross_at(const struct bt_expr *e, const struct bt_bars *b, long i)
{
	int now = side_at(e, b, i), then = 0;

	while (i > 0 && then == 0)
		then = side_at(e, b, --i);
	if (now == 0 || then != -now)
		return 0;
	return bt_span_is(e->name, "crosses") ||
	    bt_span_is(e->name, now > 0 ? "crosses_above" : "crosses_below");
}

static double
window_at(const struct bt_expr *e, const struct bt_bars *b, long i)
{
	long n = (long)value_at(e->arg[1], b, i), k;
	double x, sum = 0, low = INFINITY, high = -INFINITY;

	if (i + 1 < n)
		return NAN;
	for (k = i + 1 - n; k <= i; k++) {
		x = value_at(e->arg[0], b, k);
		if (isnan(x))
			return NAN;
		sum += x;
		low = x < low ? x : low;
		high = x > high ? x : high;
	}
	return bt_span_is(e->name, "sum") ? sum :
	    bt_span_is(e->name, "mean") ? sum / (double)n :
	    bt_span_is(e->name, "highest") ? high : low;
}

static double
operator_at(const struct bt_expr *e, const struct bt_bars *b, long i)
{
	double x = value_at(e->arg[0], b, i);
	double y = value_at(e->arg[e->nargs - 1], b, i);
	const char *s = e->name.s;

	switch (*s) {
	case '+':
		return x + y;
	case '-':
		return x - y;
	case '*':
		return x * y;
	case '<':
		return s[1] == '=' ? x <= y : x < y;
	case '>':
		return s[1] == '=' ? x >= y : x > y;
	case '=':
		return x == y;
	case '!':
		return x < y || x > y;
	case 'n':
		return !(x != 0);
	case 'a':
		return x != 0 && y != 0;
	default:
		return x != 0 || y != 0;
	}
}

/* What never changes has a value before the first bar too. */
static bool
is_constant(const struct bt_expr *e)
{
	size_t i;

	if (e->kind == BT_EXPR_NAME)
		return bt_span_is(e->name, "p") || bt_span_is(e->name, "nan");
	if (e->kind == BT_EXPR_CALL && !e->is_operator &&
	    !bt_span_is(e->name, "if"))
		return false;
	for (i = 0; i < e->nargs; i++)
		if (!is_constant(e->arg[i]))
			return false;
	return true;
}

static double
value_at(const struct bt_expr *e, const struct bt_bars *b, long i)
{
	long k;

	if (e->kind == BT_EXPR_NUMBER)
		return e->number;
	if (e->kind == BT_EXPR_NAME)
		return name_at(e, b, i);
	if (bt_span_is(e->name, "if"))
		return value_at(e->arg[value_at(e->arg[0], b, i) != 0 ? 1 : 2],
		    b, i);
	if (bt_span_is(e->name, "[]")) {
		if (is_constant(e->arg[0]))
			return value_at(e->arg[0], b, i);
		return i < 2 ? NAN : value_at(e->arg[0], b, i - 2);
	}
	if (bt_span_is(e->name, "since")) {
		for (k = i; k >= 0; k--)
			if (value_at(e->arg[0], b, k) != 0)
				return (double)(i - k);
		return NAN;
	}
	if (e->name.n > 5 && e->name.s[0] == 'c')
		return cross_at(e, b, i);
	return e->is_operator ? operator_at(e, b, i) : window_at(e, b, i);
}

/* Is every value the naive one's? */
static void
compare(const char *text, const struct bt_bars *bars, const double *got)
{
	struct bt_source src = { "test", { text, strlen(text) } };
	struct bt_err err = BT_ERR_INIT;
	struct bt_arena *arena = bt_arena_new(&err);
	struct bt_expr *e = bt_parser_parse(&src, arena, &err);
	double want;
	long i;

	assert_non_null(e);
	for (i = 0; i < (long)bars->n; i++) {
		want = value_at(e, bars, i);
		if (!trial_same(got[i], want))
			fail_msg("%s: row %ld is %g, not %g", text, i, got[i],
			    want);
	}
	bt_arena_free(arena);
}

static void
make_trial(struct maker *m, size_t k)
{
	bt_rng_init(&m->rng, SEED, k);
	m->n = 0;
	make_condition(m, 3);
}

static void
computes_what_the_definitions_say(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_bars bars;
	struct series s;
	struct trial t = { &bars, 1, 1, NULL, names, 'c' };
	double out[BARS], *value = out;
	static struct maker m;
	size_t k;

	(void)state;
	print_message("seed %d\n", SEED);
	make_series(&s, &bars, BARS, 0, "A");
	for (k = 0; k < TRIALS; k++) {
		make_trial(&m, k);
		if (trial_run(&t, m.text, &value, &err) == -1)
			fail_msg("%s: %s", m.text, err.text);
		compare(m.text, &bars, out);
	}
}

static void
cannot_look_ahead(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_bars bars, cut;
	struct series s;
	struct trial t = { &bars, 1, 1, NULL, names, 'c' };
	double all[BARS], some[BARS], *value;
	static struct maker m;
	size_t k;

	(void)state;
	make_series(&s, &bars, BARS, 1, "A");
	for (k = 0; k < TRIALS; k++) {
		make_trial(&m, k);
		t.bars = &bars;
		value = all;
		assert_int_equal(trial_run(&t, m.text, &value, &err), 0);
		cut = bars;
		cut.n = 1 + k % (BARS - 1);
		t.bars = &cut;
		value = some;
		assert_int_equal(trial_run(&t, m.text, &value, &err), 0);
		assert_memory_equal(all, some, cut.n * sizeof(*all));
	}
}

static void
gives_the_same_on_any_number_of_threads(void **state)
{
	enum { SYMBOLS = 5 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_bars bars[SYMBOLS];
	static struct series s[SYMBOLS];
	struct trial t = { bars, SYMBOLS, 1, NULL, names, 'c' };
	double one[SYMBOLS][BARS], many[SYMBOLS][BARS], *value[SYMBOLS];
	static struct maker m;
	size_t k, i;

	(void)state;
	for (i = 0; i < SYMBOLS; i++)
		make_series(&s[i], &bars[i], BARS - 3 * i, i, "S");
	memset(one, 0, sizeof(one));
	memset(many, 0, sizeof(many));
	for (k = 0; k < 50; k++) {
		make_trial(&m, k);
		for (i = 0; i < SYMBOLS; i++)
			value[i] = one[i];
		t.jobs = 1;
		assert_int_equal(trial_run(&t, m.text, value, &err), 0);
		for (i = 0; i < SYMBOLS; i++)
			value[i] = many[i];
		t.jobs = 3;
		assert_int_equal(trial_run(&t, m.text, value, &err), 0);
		assert_memory_equal(one, many, sizeof(one));
	}
}

/* Equal subexpressions are one node, whatever their spelling. */
static void
computes_each_thing_once(void **state)
{
	static const char text[] = "crosses_above(sma(close, 3), sma(5)) or "
	    "SMA(3) > sma(close, p) + (2 - 2) or macd().macd > macd().signal";
	struct bt_source src = { "test", { text, sizeof(text) - 1 } };
	struct bt_err err = BT_ERR_INIT;
	struct bt_program *p = bt_program_new(&err);
	struct bt_arena *arena = bt_arena_new(&err);
	struct bt_expr *e = bt_parser_parse(&src, arena, &err);
	size_t i, indicators = 0;
	uint32_t root;

	(void)state;
	assert_int_equal(bt_compile_expr(p, &src, e, &names, 'c', &root, &err),
	    0);
	for (i = 0; i < p->n; i++)
		indicators += p->nodes[i].kind == BT_NODE_INDICATOR;
	assert_int_equal(indicators, 3);	/* two averages and a macd */
	bt_arena_free(arena);
	bt_program_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(computes_what_the_definitions_say),
		cmocka_unit_test(cannot_look_ahead),
		cmocka_unit_test(gives_the_same_on_any_number_of_threads),
		cmocka_unit_test(computes_each_thing_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
