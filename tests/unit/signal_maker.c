/* SPDX-License-Identifier: ISC */
/* Expressions to columns of a market, and the look-ahead check. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "lib/base/rng.h"
#include "lib/signal/maker.h"
#include "lib/signal/verbs.h"

#define SEED 7

static struct bt_market *
new_market(const double *close, size_t n)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_market *m = bt_market_new(NULL, 0, &err);
	struct bt_bar bar = { 0 };
	size_t i;
	long s;

	assert_non_null(m);
	s = bt_market_enter(m, bt_span("A"), &err);
	for (i = 0; i < n; i++) {
		bar.time = (int64_t)i;
		bar.open = bar.high = bar.low = bar.close = close[i];
		assert_int_equal(bt_market_push(m, (size_t)s, &bar, &err), 0);
	}
	assert_int_equal(bt_market_seal(m, &err), 0);
	return m;
}

static struct bt_maker *
new_maker(const char *buy, const char *sell, const struct bt_named *add)
{
	struct bt_maker_rule rule = { .adds = add, .nadds = add != NULL };
	struct bt_err err = BT_ERR_INIT;
	struct bt_maker *maker;

	rule.role[BT_ROLE_BUY] = (struct bt_source){ "buy", bt_span(buy) };
	if (sell != NULL)
		rule.role[BT_ROLE_SELL] = (struct bt_source){ "sell",
		    bt_span(sell) };
	maker = bt_maker_new(&rule, &err);
	assert_non_null(maker);
	return maker;
}

static void
makes_codes_and_columns(void **state)
{
	static const double close[] = { 1, 3, 2, 2, 5 };
	static const uint8_t want[] = { 0, BT_BUY, BT_SELL, BT_SELL,
	    BT_BUY | BT_SELL };
	struct bt_named add = { "twice", { "twice", { "close * 2", 9 } } };
	struct bt_market *m = new_market(close, 5);
	struct bt_maker *maker = new_maker("close > close[1]",
	    "bar_index >= 2", &add);
	struct bt_err err = BT_ERR_INIT;
	struct bt_added added;
	size_t i;

	(void)state;
	assert_int_equal(bt_maker_compile(maker, m, NULL, 0, &err), 0);
	assert_int_equal(bt_maker_compute(maker, m, 1, &err), 0);
	assert_memory_equal(bt_maker_codes(maker, 0), want, sizeof(want));
	assert_int_equal(bt_maker_nadded(maker), 1);
	added = bt_maker_added(maker, 0);
	assert_string_equal(added.name, "twice");
	assert_true(added.type == 'x' && !added.with_signal);
	for (i = 0; i < 5; i++)
		assert_true(bt_maker_value(maker, 0, 0, i) == 2 * close[i]);
	bt_maker_free(maker);
	bt_market_free(m);
}

/*
 * The check compares what was computed with what it computes: given other
 * bars, it must find them out, value by value.
 */
static void
notices_other_values(void **state)
{
	static const double one[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
	static const double two[] = { 1, 2, 3, 9, 5, 6, 7, 8 };
	struct bt_named add = { "c", { "c", { "close", 5 } } };
	struct bt_market *a = new_market(one, 8), *b = new_market(two, 8);
	struct bt_maker *maker = new_maker("close > 8", NULL, &add);
	struct bt_err err = BT_ERR_INIT;
	struct bt_lookahead at;

	(void)state;
	assert_int_equal(bt_maker_compile(maker, a, NULL, 0, &err), 0);
	assert_int_equal(bt_maker_compute(maker, a, 1, &err), 0);
	/* cuts after steps 2, 4 and 6: 3, 5 and 7 bars of two values */
	assert_int_equal(bt_maker_lookahead(maker, a, 1, 3, &at, &err), 0);
	assert_int_equal(at.compared, 2 * (3 + 5 + 7));
	/* bar 3 is seen by two of the cuts, and both values differ */
	assert_int_equal(bt_maker_lookahead(maker, b, 1, 3, &at, &err), 4);
	assert_string_equal(at.column, "buy");
	assert_int_equal(at.bar, 3);
	assert_int_equal(at.bars, 5);
	bt_maker_free(maker);
	bt_market_free(a);
	bt_market_free(b);
}

/* Crossings of the averages of a and b whole cents, without any rounding. */
static size_t
exact_crosses(const int64_t *cents, size_t n, size_t a, size_t b,
    uint8_t *code)
{
	int64_t fast = 0, slow = 0, d;
	size_t i, found = 0;
	int side = 0, now;

	for (i = 0; i < n; i++) {
		fast += cents[i] - (i >= a ? cents[i - a] : 0);
		slow += cents[i] - (i >= b ? cents[i - b] : 0);
		d = fast * (int64_t)b - slow * (int64_t)a;
		now = i + 1 < b ? 0 : (d > 0) - (d < 0);
		code[i] = now != 0 && now == -side ?
		    (now > 0 ? BT_BUY : BT_SELL) : 0;
		found += code[i] != 0;
		side = now != 0 ? now : side;
	}
	return found;
}

/* Prices in cents that hardly move: ties of the averages are common. */
static void
finds_exact_crossings(void **state)
{
	enum { N = 60000 };
	static int64_t cents[N];
	static double close[N];
	static uint8_t want[N];
	struct bt_err err = BT_ERR_INIT;
	struct bt_market *m;
	struct bt_maker *maker;
	struct bt_rng rng;
	int64_t price = 10000;
	size_t i;

	(void)state;
	print_message("seed %d\n", SEED);
	bt_rng_init(&rng, SEED, 0);
	for (i = 0; i < N; i++) {
		price += (int64_t)bt_rng_below(&rng, 7) - 3;
		price += price < 5000 ? 3 : 0;
		cents[i] = price;
		close[i] = (double)price / 100;
	}
	assert_true(exact_crosses(cents, N, 10, 30, want) > 1000);
	m = new_market(close, N);
	maker = new_maker("crosses_above(sma(10), sma(30))",
	    "crosses_below(sma(10), sma(30))", NULL);
	assert_int_equal(bt_maker_compile(maker, m, NULL, 0, &err), 0);
	assert_int_equal(bt_maker_compute(maker, m, 1, &err), 0);
	assert_memory_equal(bt_maker_codes(maker, 0), want, N);
	bt_maker_free(maker);
	bt_market_free(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_codes_and_columns),
		cmocka_unit_test(notices_other_values),
		cmocka_unit_test(finds_exact_crossings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
