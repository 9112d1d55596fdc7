/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "lib/study/claim.h"

/* A study that knows of ten trades, none of them closed with a gain. */
static struct bt_study
ten_trades(void)
{
	return (struct bt_study){ .have = BT_NEEDS_TRADES | BT_NEEDS_A_TRADE,
	    .trades = { .n = 10, .longs = 10, .losses = 10, .worst = -0.25 } };
}

static void
assert_claim(const char *text, int want)
{
	const struct bt_study s = ten_trades();
	struct bt_err err = BT_ERR_INIT;
	struct bt_claim *c;
	size_t i, n;
	int all = 1;

	c = bt_claims_parse(text, &n, &err);
	assert_non_null(c);
	for (i = 0; i < n; i++)
		all &= bt_claim_holds(&c[i], &s);
	if (all != want)
		fail_msg("'%s' is %d", text, all);
	free(c);
}

static void
compares(void **state)
{
	(void)state;
	assert_claim("trades == 10", 1);
	assert_claim("trades != 10", 0);
	assert_claim("trades > 9", 1);
	assert_claim("trades > 10", 0);
	assert_claim("trades >= 10", 1);
	assert_claim("trades<11", 1);
	assert_claim("trades < 10", 0);
	assert_claim("  trades <= 10  ", 1);
	assert_claim("worst_trade > -30%", 1);
	assert_claim("worst_trade > -0.25", 0);
	assert_claim("trades > 9 and worst_trade >= -25% and trades < 11", 1);
	assert_claim("trades > 9 and trades > 10", 0);
}

/* No winning trade: nothing is true of the mean win, not even !=. */
static void
no_value_is_untrue(void **state)
{
	(void)state;
	assert_claim("payoff > 0", 0);
	assert_claim("payoff != 0", 0);
}

static void
says_what_is(void **state)
{
	const struct bt_study s = ten_trades();
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf buf = { 0 };
	struct bt_claim *c;
	size_t n;

	(void)state;
	c = bt_claims_parse("worst_trade > 0 and payoff > 1", &n, &err);
	assert_non_null(c);
	assert_int_equal(n, 2);
	assert_int_equal(bt_claim_reason(&c[0], &s, &buf, &err), 0);
	assert_string_equal(buf.s, "it is -0.25");
	bt_buf_free(&buf);
	buf = (struct bt_buf){ 0 };
	assert_int_equal(bt_claim_reason(&c[1], &s, &buf, &err), 0);
	assert_string_equal(buf.s, "it has no value: no winning or no losing "
	    "trade");
	bt_buf_free(&buf);
	free(c);
}

static void
refuses(void **state)
{
	static const char *const rows[][2] = {
		{ "", "--assert: '' is not a claim; want one like "
		    "'sharpe > 1'" },
		{ "sharpe", "--assert: 'sharpe' is not a claim; want one "
		    "like 'sharpe > 1'" },
		{ "sharpe = 1", "--assert: 'sharpe = 1' is not a claim; want "
		    "one like 'sharpe > 1'" },
		{ "sharpe > x", "--assert: 'sharpe > x' is not a claim; want "
		    "one like 'sharpe > 1'" },
		{ "sharpe > 1 and ", "--assert: '' is not a claim; want one "
		    "like 'sharpe > 1'" },
		{ "sharp > 1", "no metric 'sharp'; did you mean 'sharpe'?" },
	};
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bt_err err = BT_ERR_INIT;

		assert_null(bt_claims_parse(rows[i][0], &n, &err));
		assert_string_equal(err.text, rows[i][1]);
		assert_int_equal(err.code, BT_EUSAGE);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares),
		cmocka_unit_test(no_value_is_untrue),
		cmocka_unit_test(says_what_is),
		cmocka_unit_test(refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
