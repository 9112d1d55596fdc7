/* SPDX-License-Identifier: ISC */
/* Words and trees.  The trees follow from the grammar in bt-expressions(7). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "lib/signal/lexer.h"
#include "lib/signal/parser.h"

/* The tree in prefix form: (+ a (neg b)). */
static void
print(const struct bt_expr *e, char *buf, size_t size)
{
	size_t i, n;

	n = strlen(buf);
	switch (e->kind) {
	case BT_EXPR_NUMBER:
		snprintf(buf + n, size - n, "%g", e->number);
		return;
	case BT_EXPR_TEXT:
		snprintf(buf + n, size - n, "\"%.*s\"", BT_SPAN(e->name));
		return;
	case BT_EXPR_COLUMN:
		snprintf(buf + n, size - n, "`%.*s`", BT_SPAN(e->name));
		return;
	case BT_EXPR_NAME:
		snprintf(buf + n, size - n, "%.*s", BT_SPAN(e->name));
		return;
	case BT_EXPR_CALL:
	case BT_EXPR_PICK:
		break;
	}
	snprintf(buf + n, size - n, "(%s%.*s", e->kind == BT_EXPR_PICK ? "." :
	    "", BT_SPAN(e->name));
	for (i = 0; i < e->nargs; i++) {
		n = strlen(buf);
		snprintf(buf + n, size - n, " ");
		print(e->arg[i], buf, size);
	}
	n = strlen(buf);
	snprintf(buf + n, size - n, ")");
}

static int
parse(const char *text, char *buf, size_t size, struct bt_err *err)
{
	struct bt_source src = { "--buy", { text, strlen(text) } };
	struct bt_arena *arena = bt_arena_new(err);
	struct bt_expr *e;

	*err = (struct bt_err)BT_ERR_INIT;
	buf[0] = '\0';
	if ((e = bt_parser_parse(&src, arena, err)) != NULL)
		print(e, buf, size);
	bt_arena_free(arena);
	return e == NULL ? -1 : 0;
}

static void
makes_trees(void **state)
{
	static const char *const rows[][2] = {
		{ "1", "1" },
		{ ".5", "0.5" },
		{ "1e-3", "0.001" },
		{ "1+2*3", "(+ 1 (* 2 3))" },
		{ "1-2-3", "(- (- 1 2) 3)" },
		{ "a/b%c", "(% (/ a b) c)" },
		{ "2^3^4", "(^ 2 (^ 3 4))" },
		{ "-x^2", "(neg (^ x 2))" },
		{ "2^-1", "(^ 2 (neg 1))" },
		{ "-a*b", "(* (neg a) b)" },
		{ "a*-b", "(* a (neg b))" },
		{ "--a", "(neg (neg a))" },
		{ "+a", "a" },
		{ "(1+2)*3", "(* (+ 1 2) 3)" },
		{ "a < b + 1", "(< a (+ b 1))" },
		{ "a and b or c and d", "(or (and a b) (and c d))" },
		{ "not a and b", "(and (not a) b)" },
		{ "not a < b", "(not (< a b))" },
		{ "not not a", "(not (not a))" },
		{ "A AND b Or NOT c", "(or (and A b) (not c))" },
		{ "a ? b : c ? d : e", "(if a b (if c d e))" },
		{ "a or b ? c + 1 : d", "(if (or a b) (+ c 1) d)" },
		{ "x[1]", "([] x 1)" },
		{ "x[1][2]", "([] ([] x 1) 2)" },
		{ "-x[n+1]", "(neg ([] x (+ n 1)))" },
		{ "f()", "(f)" },
		{ "f(a, b+1, g(c))", "(f a (+ b 1) (g c))" },
		{ "macd(12,26,9).signal", "(.signal (macd 12 26 9))" },
		{ "macd().0", "(.0 (macd))" },
		{ "macd().0[1] > .5", "(> ([] (.0 (macd)) 1) 0.5)" },
		{ "tf(\"1W\", close)", "(tf \"1W\" close)" },
		{ "sym('BRK B', `Adj Close`)", "(sym \"BRK B\" `Adj Close`)" },
		{ "a # remark\n + b", "(+ a b)" },
		{ "\ta\r\n>b ", "(> a b)" },
		{ "f(a)[1].x", "(.x ([] (f a) 1))" },
		{ "close1_x2", "close1_x2" },
	};
	struct bt_err err;
	char buf[256];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(parse(rows[i][0], buf, sizeof(buf), &err), 0);
		assert_string_equal(buf, rows[i][1]);
	}
}

static void
points_at_mistakes(void **state)
{
	static const struct {
		const char	*text;
		size_t		 column;	/* of the caret, from 1 */
		const char	*why;
	} rows[] = {
		{ "", 1, "the expression is empty" },
		{ "  # nothing", 12, "the expression is empty" },
		{ "1 +", 4, "the expression ends too early; want a value" },
		{ "(1", 3, "the expression ends too early; want ')'" },
		{ "f(1", 4, "the expression ends too early; want ',' or ')'" },
		{ "f(1 2)", 5, "want ',' or ')', got '2'" },
		{ "x[1", 4, "the expression ends too early; want ']'" },
		{ "a ? b", 6, "the expression ends too early; want ':'" },
		{ "a b", 3, "want an operator or the end, got 'b'" },
		{ "a and", 6, "the expression ends too early; want a value" },
		{ "and a", 1, "want a value, got 'and'" },
		{ "1 < 2 < 3", 7, "want 'and' between two comparisons "
		    "(a < b and b < c), got '<'" },
		{ "a = b", 3, "'=' is not an operator here; "
		    "did you mean '=='?" },
		{ "a && b", 3, "'&&' is not an operator here; "
		    "did you mean 'and'?" },
		{ "a || b", 3, "'||' is not an operator here; "
		    "did you mean 'or'?" },
		{ "!a", 1, "'!' is not an operator here; "
		    "did you mean 'not'?" },
		{ "a <> b", 3, "'<>' is not an operator here; "
		    "did you mean '!='?" },
		{ "a ** 2", 3, "'**' is not an operator here; "
		    "did you mean '^'?" },
		{ "a $ b", 3, "'$' has no meaning here" },
		{ "a \001 b", 3,
		    "a control character (code 1) has no meaning here" },
		{ "tf(\"1h, close)", 4, "the quote \" is not closed" },
		{ "`Adj", 1, "the quote ` is not closed" },
		{ "3x", 1, "a number runs into a name; "
		    "put an operator between them" },
		{ "1e999", 1, "not a number, or out of range" },
		{ "macd().", 8, "the expression ends too early; "
		    "want the name or number of an output" },
		{ "f(1,)", 5, "want a value, got ')'" },
		{ "f(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17)", 42,
		    "more than 16 arguments" },
	};
	struct bt_err err;
	char buf[256];
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(parse(rows[i].text, buf, sizeof(buf), &err),
		    -1);
		assert_int_equal(err.code, BT_EUSAGE);
		assert_string_equal(err.source, "--buy");
		n = strlen(rows[i].why);
		assert_true(strncmp(err.text, rows[i].why, n) == 0);
		assert_int_equal(err.text[n], '\n');
		assert_int_equal(err.column, rows[i].column);
	}
}

static void
draws_the_caret(void **state)
{
	static const char wide[] =
	    "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff $";
	struct bt_err err;
	char buf[256];

	(void)state;
	parse("a >\n\xc3\xa4 = b", buf, sizeof(buf), &err);
	assert_string_equal(err.text, "'=' is not an operator here; did you "
	    "mean '=='?\n    a > \xc3\xa4 = b\n          ^");
	parse(wide, buf, sizeof(buf), &err);
	assert_string_equal(err.text, "'$' has no meaning here\n"
	    "    ...bbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff $\n"
	    "                                                         ^");
}

/* n times open, then mid, then n times close. */
static void
nest(char *buf, size_t size, const char *const *row, size_t n)
{
	size_t i, used = 0;

	for (i = 0; i < n; i++)
		used += (size_t)snprintf(buf + used, size - used, "%s",
		    row[0]);
	used += (size_t)snprintf(buf + used, size - used, "%s", row[1]);
	for (i = 0; i < n; i++)
		used += (size_t)snprintf(buf + used, size - used, "%s",
		    row[2]);
}

static void
bounds_its_depth(void **state)
{
	static const char *const rows[][3] = {
		{ "(", "1", ")" }, { "-", "1", "" }, { "not ", "a", "" },
		{ "", "1", "+1" }, { "f(", "1", ")" }, { "a?", "1", ":1" },
		{ "", "x", "[1]" }, { "2^", "1", "" },
	};
	struct bt_err err;
	char text[6000], buf[2000];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		nest(text, sizeof(text), rows[i], 90);
		assert_int_equal(parse(text, buf, sizeof(buf), &err), 0);
		nest(text, sizeof(text), rows[i], 1000);
		assert_int_equal(parse(text, buf, sizeof(buf), &err), -1);
		assert_true(strncmp(err.text, "nested more than 200 deep; "
		    "split the expression\n", 48) == 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_trees),
		cmocka_unit_test(points_at_mistakes),
		cmocka_unit_test(draws_the_caret),
		cmocka_unit_test(bounds_its_depth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
