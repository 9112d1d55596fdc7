/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/chance/numbers.h"
#include "lib/chance/odds.h"
#include "lib/chance/rows.h"

/* By hand, 1 + 3 p; sd from Python 3.11, statistics.stdev. */
static void
odds_leave_out_nan(void **state)
{
	static const double want[] = { 1.15, 1.75, 2.5, 3.25, 3.85 };
	double x[] = { 4, NAN, 1, 3, NAN, 2 };
	struct bt_odds odds;
	int i;

	(void)state;
	bt_odds_of(x, 6, &odds);
	assert_true(odds.n == 4 && odds.mean == 2.5);
	assert_true(fabs(odds.sd - 1.2909944487358056) < 1e-15);
	for (i = 0; i < BT_ODDS_POINTS; i++)
		assert_true(fabs(odds.at[i] - want[i]) < 1e-14);
}

static void
odds_of_few(void **state)
{
	double x[] = { 7 };
	struct bt_odds odds;

	(void)state;
	bt_odds_of(x, 0, &odds);
	assert_true(odds.n == 0 && isnan(odds.mean) && isnan(odds.at[2]));
	bt_odds_of(x, 1, &odds);
	assert_true(odds.n == 1 && odds.mean == 7 && odds.at[0] == 7);
	assert_true(isnan(odds.sd));
}

/* 1 - 0.1 - 1 is a little more than -0.1: it is a loss of 10 % all the same. */
static void
levels_are_touched(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_outcome o[4] = { { .lowest = 0.9 - 1, .highest = 1.1 - 1 },
		{ .lowest = -0.2 }, { .lowest = -0.05 }, { .highest = 0.3 } };
	const struct bt_monte_block block = { .n = 4, .outcome = o };
	struct bt_tally t;

	(void)state;
	assert_true(o[0].lowest > -0.1);
	assert_int_equal(bt_tally_init(&t, 4, &err), 0);
	assert_true(isnan(bt_tally_ruin(&t, 0.1)));
	assert_int_equal(bt_tally_take(&t, &block, &err), 0);
	assert_true(bt_tally_ruin(&t, 0.1) == 0.5);
	assert_true(bt_tally_ruin(&t, 0.21) == 0.0);
	assert_true(bt_tally_goal(&t, 0.1) == 0.5);
	bt_tally_free(&t);
}

static void
assert_numbers(const char *text, bool fraction, const double *want, size_t n)
{
	const struct bt_numbers_rule rule = { "x", 0, 100, fraction };
	struct bt_err err = BT_ERR_INIT;
	struct bt_numbers v;
	size_t i;

	if (bt_numbers_parse(&rule, text, &v, &err) == -1)
		fail_msg("%s: %s", text, err.text);
	assert_int_equal(v.n, n);
	for (i = 0; i < n; i++)
		assert_true(fabs(v.v[i] - want[i]) < 1e-12);
	free(v.v);
}

static void
numbers_ascend_once(void **state)
{
	(void)state;
	assert_numbers("3,1, 2,1", false, (double[]){ 1, 2, 3 }, 3);
	assert_numbers("50%,0.3", true, (double[]){ 0.3, 0.5 }, 2);
	assert_numbers("1:2:0.5,7", false, (double[]){ 1, 1.5, 2, 7 }, 4);
	/* 0.3 / 0.1 is a little less than 3. */
	assert_numbers("0:0.3:0.1", false, (double[]){ 0, 0.1, 0.2, 0.3 }, 4);
	assert_numbers("5:5:1", false, (double[]){ 5 }, 1);
	assert_numbers(NULL, false, NULL, 0);
}

static void
numbers_are_refused(void **state)
{
	static const char *const texts[] = { "", "x", "1,", "1:2", "1:2:0",
		"2:1:1", "1:2:1:1", "101", "-1", "1:2:x", "50%" };
	const struct bt_numbers_rule rule = { "x", 0, 100, false };
	struct bt_numbers v;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct bt_err err = BT_ERR_INIT;

		assert_int_equal(bt_numbers_parse(&rule, texts[i], &v, &err),
		    -1);
		assert_null(v.v);
		assert_non_null(strstr(err.text, strchr(texts[i], ':') != NULL ?
		    "--x: want numbers or A:B:STEP from 0 to 100, got '" :
		    "--x: want numbers from 0 to 100, got '"));
	}
}

/*
 * Kelly's bet: two to one on an even chance, p = 0.5, b = 2: f = p - q / b =
 * 0.25, growth 0.5 log(1.5) + 0.5 log(0.75).
 */
static void
best_stake_is_kelly(void **state)
{
	static const double bet[] = { 2.0, -1.0 }, bad[] = { 0.1, -0.2 };
	static const double fair[] = { 0.1, -0.1 }, sure[] = { 0.1, 0.0 };
	double growth;

	(void)state;
	assert_true(fabs(bt_rows_best_stake(bet, 2, &growth) - 0.25) < 1e-12);
	assert_true(fabs(growth - 0.5 * log(1.5 * 0.75)) < 1e-12);
	assert_true(bt_rows_best_stake(bad, 2, &growth) == 0.0);
	assert_true(growth == 0.0);
	assert_true(bt_rows_best_stake(fair, 2, &growth) == 0.0);
	assert_true(isinf(bt_rows_best_stake(sure, 2, &growth)));
	assert_true(isnan(growth));
	assert_true(bt_rows_best_stake(bet, 0, &growth) == 0.0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(odds_leave_out_nan),
		cmocka_unit_test(odds_of_few),
		cmocka_unit_test(levels_are_touched),
		cmocka_unit_test(numbers_ascend_once),
		cmocka_unit_test(numbers_are_refused),
		cmocka_unit_test(best_stake_is_kelly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
