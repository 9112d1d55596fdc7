/* SPDX-License-Identifier: ISC */
/*
 * A vector for every operator and function.  The columns are
 *	x = 3 1 4 1 5 9		y = 2 7 1 8 2 8		g = 1 2 nan 4 5 6
 * so that every wanted value can be checked by hand; the sums behind the
 * fractions stand beside them.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/expression.h"
#include "lib/base/time.h"
#include "lib/signal/functions.h"
#include "lib/signal/indicator.h"

#define N 6
#define V { NAN, NAN,		/* a window of three */

static double x[N] = { 3, 1, 4, 1, 5, 9 };
static double y[N] = { 2, 7, 1, 8, 2, 8 };
static double g[N] = { 1, 2, NAN, 4, 5, 6 };
static double ones[N] = { 1, 1, 1, 1, 1, 1 };

static const struct vector {
	const char	*name;		/* the row that it tests */
	const char	*text;
	double		 want[N];
} vectors[] = {
	{ "[]", "x[2]", { NAN, NAN, 3, 1, 4, 1 } },
	{ "[]", "x[0]", { 3, 1, 4, 1, 5, 9 } },
	{ "[]", "x[9]", { NAN, NAN, NAN, NAN, NAN, NAN } },
	{ "[]", "(x > 3)[1]", { 0, 0, 0, 1, 0, 1 } },
	{ "neg", "-x", { -3, -1, -4, -1, -5, -9 } },
	{ "^", "x ^ 2", { 9, 1, 16, 1, 25, 81 } },
	{ "*", "x * y", { 6, 7, 4, 8, 10, 72 } },
	{ "/", "y / x", { 2 / 3.0, 7, 0.25, 8, 0.4, 8 / 9.0 } },
	{ "%", "y % x", { 2, 0, 1, 0, 2, 8 } },
	{ "%", "-y % x", { 1, 0, 3, 0, 3, 1 } },
	{ "%", "y % -x", { -1, 0, -3, 0, -3, -1 } },
	{ "+", "x + y", { 5, 8, 5, 9, 7, 17 } },
	{ "-", "10 - x", { 7, 9, 6, 9, 5, 1 } },
	{ "<", "x < y", { 0, 1, 0, 1, 0, 0 } },
	{ "<", "g < 4", { 1, 1, 0, 0, 0, 0 } },
	{ "<=", "g <= 4", { 1, 1, 0, 1, 0, 0 } },
	{ ">", "g > 4", { 0, 0, 0, 0, 1, 1 } },
	{ ">=", "g >= 4", { 0, 0, 0, 1, 1, 1 } },
	{ "==", "g == 4", { 0, 0, 0, 1, 0, 0 } },
	{ "==", "g == g", { 1, 1, 0, 1, 1, 1 } },
	{ "!=", "g != 4", { 1, 1, 0, 0, 1, 1 } },
	{ "!=", "nan != x", { 0, 0, 0, 0, 0, 0 } },
	{ "not", "not g < 4", { 0, 0, 1, 1, 1, 1 } },
	{ "and", "x > 2 and y < 5", { 1, 0, 1, 0, 1, 0 } },
	{ "or", "x > 4 or y > 7", { 0, 0, 0, 1, 1, 1 } },
	{ "if", "x > 3 ? x : y", { 2, 7, 4, 8, 5, 9 } },
	{ "if", "x > 3 ? y > 7 : x > 2", { 1, 0, 0, 0, 0, 1 } },
	{ "if", "if(x > 3, 1, 0)", { 0, 0, 1, 0, 1, 1 } },
	/* below at 0, equal at 1: above at 2 is a cross, by way of a tie */
	{ "crosses_above", "crosses_above(g, 2)", { 0, 0, 0, 1, 0, 0 } },
	/* x touches 1 from above and turns back: no cross */
	{ "crosses_above", "crosses_above(x, 1)", { 0, 0, 0, 0, 0, 0 } },
	{ "crosses_above", "crosses_above(x, 3)", { 0, 0, 1, 0, 1, 0 } },
	{ "crosses_above", "crosses_above(x, y)", { 0, 0, 1, 0, 1, 0 } },
	{ "crosses_below", "crosses_below(x, 3)", { 0, 0, 0, 1, 0, 0 } },
	{ "crosses", "crosses(x, y)", { 0, 1, 1, 1, 1, 0 } },
	{ "sum", "sum(x, 3)", V 8, 6, 10, 15 } },
	{ "sum", "sum(g, 2)", { NAN, 3, NAN, NAN, 9, 11 } },
	{ "sum", "sum(2, 2)", { NAN, 4, 4, 4, 4, 4 } },
	{ "mean", "mean(x, 3)", V 8 / 3.0, 2, 10 / 3.0, 5 } },
	/* squares about 8/3: (1 + 25 + 16)/9, about 10/3: (4 + 49 + 25)/9 */
	{ "variance", "variance(x, 3)", V 14 / 9.0, 2, 26 / 9.0, 32 / 3.0 } },
	/* 4 over the root of 14, -1 of 2, 5 of 26, 4 of 32/3 */
	{ "zscore", "zscore(x, 3)", V 4 / 3.7416573867739413,
	    -1 / 1.4142135623730951, 5 / 5.0990195135927845,
	    4 / 3.265986323710904 } },
	{ "zscore", "zscore(1, 2)", { NAN, NAN, NAN, NAN, NAN, NAN } },
	{ "median", "median(x, 3)", V 3, 1, 4, 5 } },
	{ "median", "median(x, 2)", { NAN, 2, 2.5, 2.5, 3, 7 } },
	{ "percentile", "percentile(x, 3, 25)", V 2, 1, 2.5, 3 } },
	{ "percentile", "percentile(x, 3, 100)", V 4, 4, 5, 9 } },
	{ "rank", "rank(x, 3)", V 3, 1.5, 3, 3 } },
	{ "highestbars", "highestbars(x, 3)", V 0, 1, 0, 0 } },
	{ "lowestbars", "lowestbars(x, 3)", V 1, 0, 1, 2 } },
	/* products of the distances: (-4 - 55 - 28)/9 of 3 1 4 and 2 7 1,
	 * squares 42/9 and 186/9; 1 4 1 and 7 1 8: -13, 6 and 86/3; 4 1 5
	 * and 1 8 2: -44/3, 26/3 and 86/3; 1 5 9 and 8 2 8: 0; the roots
	 * are those of 42 * 186, 6 * 86 / 3 and 26 * 86 */
	{ "corr", "corr(x, y, 3)", V -87 / 88.38551917593741,
	    -13 / 13.114877048604001, -44 / 47.28636167014756, 0 } },
	{ "cov", "cov(x, y, 3)", V -29 / 9.0, -13 / 3.0, -44 / 9.0, 0 } },
	{ "beta", "beta(x, y, 3)", V -87 / 186.0, -39 / 86.0, -44 / 86.0,
	    0 } },
	{ "slope", "slope(x, 3)", V 0.5, 0, 0.5, 4 } },
	{ "linreg", "linreg(x, 3)", V 19 / 6.0, 2, 23 / 6.0, 9 } },
	{ "change", "change(x)", { NAN, -2, 3, -3, 4, 4 } },
	{ "change", "change(x, 2)", { NAN, NAN, 1, 0, 1, 8 } },
	{ "since", "since(x > 3)", { NAN, NAN, 0, 1, 0, 0 } },
	{ "count", "count(x > 3, 2)", { NAN, 0, 1, 1, 1, 2 } },
	{ "count", "count(x > 3, 7)", { NAN, NAN, NAN, NAN, NAN, NAN } },
	{ "count", "count(true, 2)", { NAN, 2, 2, 2, 2, 2 } },
	{ "value_when", "value_when(x > 3, y)", { NAN, NAN, 1, 1, 2, 8 } },
	{ "rising", "rising(x)", { 0, 0, 1, 0, 1, 1 } },
	{ "rising", "rising(x, 2)", { 0, 0, 0, 0, 0, 1 } },
	{ "rising", "rising(g)", { 0, 1, 0, 0, 1, 1 } },
	{ "falling", "falling(x)", { 0, 1, 0, 1, 0, 0 } },
	{ "abs", "abs(x - 4)", { 1, 3, 0, 3, 1, 5 } },
	{ "min", "min(x, y, 4)", { 2, 1, 1, 1, 2, 4 } },
	{ "min", "min(g, 3)", { 1, 2, NAN, 3, 3, 3 } },
	{ "max", "max(x, y)", { 3, 7, 4, 8, 5, 9 } },
	{ "log", "log(exp(g))", { 1, 2, NAN, 4, 5, 6 } },
	{ "exp", "exp(x - x)", { 1, 1, 1, 1, 1, 1 } },
	{ "sqrt", "sqrt(x * x)", { 3, 1, 4, 1, 5, 9 } },
	{ "floor", "floor(-x / 2)", { -2, -1, -2, -1, -3, -5 } },
	{ "ceil", "ceil(-x / 2)", { -1, 0, -2, 0, -2, -4 } },
	{ "round", "round(-x / 2)", { -2, -1, -2, -1, -3, -5 } },
	{ "sign", "sign(x - 4)", { -1, -1, 0, -1, 1, 1 } },
	{ "nz", "nz(g)", { 1, 2, 0, 4, 5, 6 } },
	{ "nz", "nz(g, x)", { 1, 2, 4, 4, 5, 6 } },
	{ "has_value", "has_value(g)", { 1, 1, 0, 1, 1, 1 } },
	/* Friday 2023-12-29 22:30 and every 13 hours on */
	{ "day_of_week", "day_of_week", { 5, 6, 7, 7, 1, 1 } },
	{ "day_of_month", "day_of_month", { 29, 30, 31, 31, 1, 1 } },
	{ "month", "month", { 12, 12, 12, 12, 1, 1 } },
	{ "year", "year", { 2023, 2023, 2023, 2023, 2024, 2024 } },
	{ "hour", "hour()", { 22, 11, 0, 13, 2, 15 } },
	{ "minute", "minute", { 30, 30, 30, 30, 30, 30 } },
	{ "bar_index", "bar_index", { 0, 1, 2, 3, 4, 5 } },
};
#define NVECTORS (sizeof(vectors) / sizeof(vectors[0]))

static const char *const extras[] = { "x", "y", "g" };
static const bool has[] = { true, true, true };

static void
make_bars(struct bt_bars *bars, int64_t *time)
{
	size_t i;

	for (i = 0; i < N; i++)
		time[i] = (bt_days(2023, 12, 29) * 24 + 22) * 3600 *
		    BT_NS_SECOND + (int64_t)(1800 + i * 13 * 3600) *
		    BT_NS_SECOND;
	*bars = (struct bt_bars){ "A", N, time, ones, ones, ones, ones, ones,
	    { x, y, g } };
}

static void
gives_the_vectors(void **state)
{
	struct bt_bars bars;
	struct trial t = { &bars, 1, 1, NULL, { NULL, 0, extras, has, 3,
	    NULL, 0 }, 0 };
	double out[N], *value = out;
	struct bt_err err;
	int64_t time[N];
	size_t i, k;

	(void)state;
	make_bars(&bars, time);
	for (k = 0; k < NVECTORS; k++) {
		err = (struct bt_err)BT_ERR_INIT;
		if (trial_run(&t, vectors[k].text, &value, &err) == -1)
			fail_msg("%s: %s", vectors[k].text, err.text);
		for (i = 0; i < N; i++)
			if (!trial_same(out[i], vectors[k].want[i]) &&
			    !(fabs(out[i] - vectors[k].want[i]) < 1e-14))
				fail_msg("%s: row %zu is %.17g, not %.17g",
				    vectors[k].text, i, out[i],
				    vectors[k].want[i]);
	}
}

static bool
is_tested(const char *name)
{
	size_t k;

	for (k = 0; k < NVECTORS; k++)
		if (strcmp(vectors[k].name, name) == 0)
			return true;
	return false;
}

/* A row of the tables without a vector fails here. */
static void
leaves_no_row_out(void **state)
{
	const struct bt_function *f;
	size_t i;

	(void)state;
	for (f = bt_operators; f->name != NULL; f++)
		if (!is_tested(f->name))
			fail_msg("operator %s has no vector", f->name);
	for (i = 0; bt_functions[i] != NULL; i++)
		for (f = bt_functions[i]; f->name != NULL; f++)
			if (!is_tested(f->name))
				fail_msg("%s has no vector", f->name);
}

/* One meaning a name: no function hides behind an indicator. */
static void
has_one_meaning_a_name(void **state)
{
	const struct bt_function *f;
	size_t i;

	(void)state;
	for (i = 0; bt_functions[i] != NULL; i++)
		for (f = bt_functions[i]; f->name != NULL; f++) {
			assert_null(bt_indicator_find(bt_span(f->name)));
			assert_ptr_equal(bt_functions_find(bt_span(f->name)),
			    f);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_the_vectors),
		cmocka_unit_test(leaves_no_row_out),
		cmocka_unit_test(has_one_meaning_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
