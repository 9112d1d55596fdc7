/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>

#include "lib/base/method.h"
#include "lib/engine/cost.h"
#include "lib/engine/sizing.h"

static struct bt_method
method(const struct bt_family *families, const char *text)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_method m;

	if (bt_method_parse("option", families, text, &m, &err) == -1)
		fail_msg("%s: %s", text, err.text);
	return m;
}

/* Each by hand: quantity 200 at 50 is a notional of 10,000. */
static void
commissions(void **state)
{
	static const struct {
		const char	*text;
		double		 quantity, price, is;
	} cases[] = {
		{ "none", 200, 50, 0 },
		{ "percent:0.1%", 200, 50, 10 },
		{ "percent:0.1%,fixed=5", 200, 50, 15 },
		{ "per-order:1.5", 200, 50, 1.5 },
		{ "per-share:0.005", 200, 50, 1 },
		{ "per-share:0.005,min=2", 200, 50, 2 },	/* 1 is less */
		{ "per-share:0.5,max=0.5%", 200, 50, 50 },	/* not 100 */
		/* The cap counts more than the minimum: 1 % of 50. */
		{ "per-share:0.005,min=1,max=1%", 1, 50, 0.5 },
	};
	struct bt_method m;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		m = method(bt_commissions, cases[i].text);
		assert_true(fabs(bt_commission(&m, cases[i].quantity,
		    cases[i].price) - cases[i].is) < 1e-12);
	}
}

static const char *const models[] = { "none", "percent:0.1%",
	"percent:50%,fixed=3", "per-order:7", "per-share:0.01,min=1,max=0.5%",
	"per-share:2", NULL };

/* All of the budget is spent, not more, and one unit more would be too much. */
static void
affords(void **state)
{
	static const double budgets[] = { 0, 3, 10, 1000, 12345.67 };
	struct bt_method m;
	double q, cost;
	size_t i, k;

	(void)state;
	for (i = 0; models[i] != NULL; i++)
		for (k = 0; k < 5; k++) {
			m = method(bt_commissions, models[i]);
			q = bt_commission_affords(&m, budgets[k], 8);
			cost = q * 8 + bt_commission(&m, q, 8);
			if (q == 0) {
				assert_true(budgets[k] <= 8);
				continue;
			}
			assert_true(fabs(cost - budgets[k]) <=
			    1e-9 * budgets[k]);
		}
	/* A fee that is more than the budget: nothing. */
	m = method(bt_commissions, "per-order:7");
	assert_true(bt_commission_affords(&m, 6, 8) == 0);
	assert_true(bt_commission_affords(&m, -1, 8) == 0);
}

static void
slippages(void **state)
{
	static const struct {
		const char	*text;
		bool		 buys;
		double		 is;		/* of 100, bar 99.5 to 101 */
	} cases[] = {
		{ "none", true, 100 },
		{ "percent:1%", true, 101 },
		{ "percent:1%", false, 99 },
		{ "percent:2%", true, 102 },
		{ "percent:2%,cap", true, 101 },
		{ "percent:2%,cap", false, 99.5 },
		{ "fixed:0.25", true, 100.25 },
		{ "fixed:0.25", false, 99.75 },
		{ "fixed:3,cap", true, 101 },
	};
	const double low = 99.5, high = 101;
	struct bt_method m;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		m = method(bt_slippages, cases[i].text);
		assert_true(bt_slippage(&m, 100, cases[i].buys, &low,
		    &high) == cases[i].is);
	}
	/* More than the price itself: still a price. */
	m = method(bt_slippages, "fixed:3");
	assert_true(bt_slippage(&m, 2, false, &low, &high) > 0);
	/* A cap never makes it better than the market: here the low is above
	 * the price, as where a stop fills at a level the bar did not have. */
	m = method(bt_slippages, "percent:1%,cap");
	assert_true(bt_slippage(&m, 90, false, &low, &high) == 90);
}

static void
sizes(void **state)
{
	static const struct {
		const char	*text;
		size_t		 slots;
		double		 is;	/* of 10,000 at 50, commission 25 % */
	} cases[] = {
		{ "equal-weight", 1, 160 },		/* 8000 + 2000 */
		{ "equal-weight", 4, 40 },
		{ "equal-weight:10%", 4, 16 },
		{ "percent-equity:50%", 4, 80 },
		{ "percent-equity:200%", 4, 320 },
		{ "fixed-amount:1000", 4, 20 },		/* and 250 more */
		{ "fixed-quantity:7.5", 4, 7.5 },
	};
	struct bt_method fee = method(bt_commissions, "percent:25%"), m;
	struct bt_size_input in = { 10000, 50, 0, &fee };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		m = method(bt_sizings, cases[i].text);
		in.slots = cases[i].slots;
		assert_true(fabs(bt_size(&m, &in) - cases[i].is) < 1e-9);
	}
}

/* A row that no case above has is a row without a test. */
static void
all_rows_are_known(void **state)
{
	const struct bt_family *const families[] = { bt_commissions,
	    bt_slippages, bt_sizings };
	static const size_t counts[] = { 4, 3, 4 };
	size_t i, n;

	(void)state;
	for (i = 0; i < 3; i++) {
		for (n = 0; families[i][n].name != NULL; n++)
			assert_non_null(families[i][n].help);
		assert_int_equal(n, counts[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commissions),
		cmocka_unit_test(affords),
		cmocka_unit_test(slippages),
		cmocka_unit_test(sizes),
		cmocka_unit_test(all_rows_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
