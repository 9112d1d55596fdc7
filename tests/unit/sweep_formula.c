/* SPDX-License-Identifier: ISC */
/* Formulas.  The values are worked out by hand. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "lib/sweep/formula.h"

static const char *const names[] = { "fast", "slow", "stop_loss", "nothing",
	NULL };
static const double values[] = { 10, 30, 0.05, NAN };

static const char *
name_at(const void *arg, size_t i)
{
	(void)arg;
	return names[i];
}

static long
find(const void *arg, struct bt_span name)
{
	long i;

	(void)arg;
	for (i = 0; names[i] != NULL; i++)
		if (bt_span_is(name, names[i]))
			return i;
	return -1;
}

static struct bt_formula *
parse(const char *text, struct bt_arena *arena, struct bt_err *err)
{
	struct bt_source source = { "--where", bt_span(text) };

	*err = (struct bt_err)BT_ERR_INIT;
	return bt_formula_parse(&source, find, name_at, NULL, arena, err);
}

static void
gives_values(void **state)
{
	static const struct {
		const char	*text;
		double		 value;
		char		 type;
	} rows[] = {
		{ "fast", 10, 'x' },
		{ "7", 7, 'x' },
		{ "fast + slow * 2", 70, 'x' },
		{ "slow / fast - 1", 2, 'x' },
		{ "-fast ^ 2", -100, 'x' },
		{ "fast < slow", 1, 'c' },
		{ "slow <= fast", 0, 'c' },
		{ "fast < slow and not (fast == 11)", 1, 'c' },
		{ "fast > slow or stop_loss >= 5%", 1, 'c' },
		{ "stop_loss > -30%", 1, 'c' },
		{ "5%", 0.05, 'x' },
		{ "5%-1", 0.05 - 1, 'x' },
		{ "30%+slow", 0.3 + 30, 'x' },
		{ "slow % 7", 2, 'x' },
		{ "30%7", 2, 'x' },
		{ "slow%(4+3)", 2, 'x' },
		{ "min(slow, fast, 20)", 10, 'x' },
		{ "max(slow, fast, 40) + abs(-2)", 42, 'x' },
		{ "fast > 5 ? slow : -1", 30, 'x' },
		{ "if(fast > 5, fast < 7, fast < 20)", 0, 'c' },
		{ "round(2.5) + floor(-0.5) + ceil(0.2)", 3, 'x' },
		{ "sqrt(16) + exp(0) + log(1) + sign(-3)", 4, 'x' },
		{ "nothing > 0 or nothing <= 0", 0, 'c' },
		{ "nz(nothing) + nz(nothing, 3)", 3, 'x' },
		{ "nothing != 0", 0, 'c' },
		{ NULL, 0, 0 }
	};
	struct bt_arena *arena;
	struct bt_formula *f;
	struct bt_err err;
	size_t i;

	(void)state;
	for (i = 0; rows[i].text != NULL; i++) {
		arena = bt_arena_new(&err);
		f = parse(rows[i].text, arena, &err);
		if (f == NULL)
			fail_msg("%s: %s", rows[i].text, err.text);
		if (bt_formula_value(f, values) != rows[i].value)
			fail_msg("%s gives %.17g", rows[i].text,
			    bt_formula_value(f, values));
		assert_int_equal(bt_formula_is_condition(f),
		    rows[i].type == 'c');
		bt_arena_free(arena);
	}
}

static void
no_value_stays_so(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_arena *arena = bt_arena_new(&err);

	(void)state;
	assert_true(isnan(bt_formula_value(parse("nothing + 1", arena, &err),
	    values)));
	assert_true(isnan(bt_formula_value(parse("0 / 0", arena, &err),
	    values)));
	assert_true(isnan(bt_formula_value(parse("min(1, nothing)", arena,
	    &err), values)));
	bt_arena_free(arena);
}

static void
refuses(void **state)
{
	static const char *const rows[][2] = {
		{ "fsat < slow", "unknown name 'fsat'; did you mean 'fast'?\n"
		    "    fsat < slow\n    ^" },
		{ "fast <", "the expression ends too early; want a value\n"
		    "    fast <\n          ^" },
		{ "", "the expression is empty\n    \n    ^" },
		{ "fast and slow", "want a condition here, as in 'x > 0'; this "
		    "is a number\n    fast and slow\n    ^" },
		{ "abs(fast < 1)", "want a number here; this is a condition\n"
		    "    abs(fast < 1)\n        ^" },
		{ "foo(fast)", "unknown function 'foo'\n    foo(fast)\n    ^" },
		{ "highest(fast, 3)", "'highest' is a function over bars, and "
		    "there are none\n    highest(fast, 3)\n    ^" },
		{ "mix(fast, 1)", "unknown function 'mix'; did you mean 'min'?"
		    "\n    mix(fast, 1)\n    ^" },
		{ "fast[1]", "there are no bars to look back at\n    fast[1]\n"
		    "    ^" },
		{ "abs(1, 2)", "abs(x) wants 1 argument, got 2\n"
		    "    abs(1, 2)\n    ^" },
		{ "min()", "min(x, y, ...) wants 2 arguments or more, got 0\n"
		    "    min()\n    ^" },
		{ "fast == 'x'", "want a number or a name here\n"
		    "    fast == 'x'\n            ^" },
		{ "fast = slow", "'=' is not an operator here; did you mean "
		    "'=='?\n    fast = slow\n         ^" },
		{ NULL, NULL }
	};
	struct bt_arena *arena;
	struct bt_err err;
	size_t i;

	(void)state;
	for (i = 0; rows[i][0] != NULL; i++) {
		arena = bt_arena_new(&err);
		assert_null(parse(rows[i][0], arena, &err));
		assert_int_equal(err.code, BT_EUSAGE);
		assert_string_equal(err.text, rows[i][1]);
		assert_string_equal(err.source, "--where");
		bt_arena_free(arena);
	}
}

/* 15 times 20 numbers are more than a formula may have. */
static void
refuses_what_is_too_long(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_arena *arena = bt_arena_new(&err);
	struct bt_buf text = { 0 };
	size_t i;

	(void)state;
	assert_int_equal(bt_buf_add(&text, "max(fast", 8, &err), 0);
	for (i = 0; i < 15; i++)
		assert_int_equal(bt_buf_printf(&text, &err,
		    ",1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1"), 0);
	assert_int_equal(bt_buf_add(&text, ")", 1, &err), 0);
	assert_null(parse(text.s, arena, &err));
	assert_non_null(strstr(err.text,
	    "more than 256 operators and numbers"));
	bt_buf_free(&text);
	bt_arena_free(arena);
}

static void
note(void *arg, size_t place)
{
	((size_t *)arg)[place]++;
}

static void
tells_what_it_uses(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_arena *arena = bt_arena_new(&err);
	size_t uses[4] = { 0 };

	(void)state;
	bt_formula_each(parse("fast < slow and fast > 2", arena, &err), note,
	    uses);
	bt_formula_each(parse("nothing", arena, &err), note, uses);
	assert_int_equal(uses[0], 2);
	assert_int_equal(uses[1], 1);
	assert_int_equal(uses[2], 0);
	assert_int_equal(uses[3], 1);
	bt_arena_free(arena);
}

/* fast + fast * slow with fast = 10, then with fast = 2 whatever comes. */
static void
fixes_names(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_arena *arena = bt_arena_new(&err);
	struct bt_formula *f = parse("fast + fast * slow", arena, &err);
	size_t uses[4] = { 0 };

	(void)state;
	assert_true(bt_formula_value(f, values) == 310);
	bt_formula_fix(f, 0, 2);
	assert_true(bt_formula_value(f, values) == 62);
	bt_formula_each(f, note, uses);
	assert_int_equal(uses[0], 0);
	assert_int_equal(uses[1], 1);
	bt_arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_values),
		cmocka_unit_test(no_value_stays_so),
		cmocka_unit_test(refuses),
		cmocka_unit_test(refuses_what_is_too_long),
		cmocka_unit_test(tells_what_it_uses),
		cmocka_unit_test(fixes_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
