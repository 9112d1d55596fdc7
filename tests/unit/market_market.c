/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/market/market.h"
#include "lib/market/names.h"

static size_t
enter(struct bt_market *m, const char *symbol)
{
	struct bt_err err = BT_ERR_INIT;
	long i = bt_market_enter(m, bt_span(symbol), &err);

	assert_true(i >= 0);
	return (size_t)i;
}

static void
push(struct bt_market *m, size_t symbol, int64_t time, double close)
{
	struct bt_bar bar = { time, close, close + 1, close - 1, close, 5 };
	struct bt_err err = BT_ERR_INIT;

	assert_int_equal(0, bt_market_push(m, symbol, &bar, &err));
}

static void
sorts_symbols(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_market *m = bt_market_new(NULL, 0, &err);
	size_t b, a;

	(void)state;
	assert_non_null(m);
	b = enter(m, "B");
	a = enter(m, "A");
	assert_int_equal(b, enter(m, "B"));
	push(m, b, BT_NS_DAY, 20);
	push(m, a, 2 * BT_NS_DAY, 10);
	push(m, b, 3 * BT_NS_DAY, 21);
	assert_int_equal(0, bt_market_seal(m, &err));
	assert_int_equal(2, bt_market_symbols(m));
	assert_int_equal(3, bt_market_rows(m));
	assert_string_equal("A", bt_market_bars(m, 0)->symbol);
	assert_int_equal(1, bt_market_sealed(m, b));
	assert_int_equal(0, bt_market_sealed(m, a));
	assert_int_equal(1, bt_market_find(m, bt_span("B")));
	assert_int_equal(-1, bt_market_find(m, bt_span("C")));
	assert_int_equal(2, bt_market_bars(m, 1)->n);
	assert_true(bt_market_bars(m, 1)->close[1] == 21);
	assert_true(bt_market_bars(m, 1)->high[1] == 22);
	assert_true(bt_market_bars(m, 1)->volume[0] == 5);
	assert_true(bt_market_date_only(m));
	bt_market_free(m);
}

static void
keeps_every_bar_while_it_grows(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_market *m = bt_market_new(NULL, 0, &err);
	const struct bt_bars *b;
	size_t i, s = enter(m, "X"), n = 5000;

	(void)state;
	for (i = 0; i < n; i++)
		push(m, s, (int64_t)i * 60 * BT_NS_SECOND, (double)i + 2);
	assert_int_equal(0, bt_market_seal(m, &err));
	b = bt_market_bars(m, 0);
	assert_int_equal(n, b->n);
	for (i = 0; i < n; i++) {
		assert_true(b->time[i] == (int64_t)i * 60 * BT_NS_SECOND);
		assert_true(b->open[i] == (double)i + 2);
		assert_true(b->low[i] == (double)i + 1);
	}
	assert_false(bt_market_date_only(m));
	bt_market_free(m);
}

/* A column that comes with the second input: no value in the first's bars. */
static void
adds_extras_late(void **state)
{
	static const struct bt_extra extras[] = {
		{ "weight", BT_EXTRA_REAL, false, NULL },
		{ "tag", BT_EXTRA_TEXT, false, NULL },
		{ "signal", BT_EXTRA_CODE, false, NULL },
		{ "", BT_EXTRA_PLACE, false, NULL },
	};
	struct bt_err err = BT_ERR_INIT;
	struct bt_market *m = bt_market_new(extras, 4, &err);
	const struct bt_bars *b;
	size_t i, s = enter(m, "X");

	(void)state;
	push(m, s, 1, 10);
	for (i = 0; i < 3; i++) {
		assert_int_equal(0, bt_market_add_extra(m, i, &err));
		assert_int_equal(0, bt_market_add_extra(m, i, &err));
	}
	push(m, s, 2, 11);
	bt_market_set_real(m, s, 0, 0.5);
	assert_int_equal(0, bt_market_set_text(m, s, 1, bt_span("t"), &err));
	bt_market_set_code(m, s, 2, 7);
	push(m, s, 3, 12);
	assert_int_equal(0, bt_market_seal(m, &err));
	b = bt_market_bars(m, 0);
	assert_true(isnan(((double *)b->extra[0])[0]));
	assert_true(((double *)b->extra[0])[1] == 0.5);
	assert_true(isnan(((double *)b->extra[0])[2]));
	assert_int_equal(0, ((uint32_t *)b->extra[1])[0]);
	assert_string_equal("t",
	    bt_market_text(m, ((uint32_t *)b->extra[1])[1]).s);
	assert_int_equal(0, bt_market_text(m, 0).n);
	assert_int_equal(0, ((uint8_t *)b->extra[2])[0]);
	assert_int_equal(7, ((uint8_t *)b->extra[2])[1]);
	assert_true(bt_market_has(m, 2));
	assert_false(bt_market_has(m, 3));
	assert_null(b->extra[3]);
	bt_market_free(m);
}

static void
forgets_before(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_market *m = bt_market_new(NULL, 0, &err);
	size_t a = enter(m, "A"), b = enter(m, "B"), c = enter(m, "C");

	(void)state;
	push(m, a, 1, 10);
	push(m, b, 1, 20);
	push(m, b, 2, 21);
	push(m, c, 2, 30);
	bt_market_cut(m, 2);
	assert_int_equal(0, bt_market_seal(m, &err));
	assert_int_equal(2, bt_market_symbols(m));
	assert_int_equal(-1, bt_market_sealed(m, a));
	assert_int_equal(-1, bt_market_find(m, bt_span("A")));
	assert_int_equal(0, bt_market_sealed(m, b));
	assert_int_equal(1, bt_market_sealed(m, c));
	assert_int_equal(1, bt_market_bars(m, 0)->n);
	assert_true(bt_market_bars(m, 0)->close[0] == 21);
	assert_int_equal(2, bt_market_rows(m));
	bt_market_free(m);
}

static void
is_empty(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_market *m = bt_market_new(NULL, 0, &err);
	struct bt_extra many[BT_EXTRAS_MAX + 1] = { { 0 } };

	(void)state;
	assert_int_equal(0, bt_market_seal(m, &err));
	assert_int_equal(0, bt_market_symbols(m));
	assert_int_equal(0, bt_market_rows(m));
	bt_market_free(m);
	assert_null(bt_market_new(many, BT_EXTRAS_MAX + 1, &err));
	assert_string_equal("33 extra columns are too many, at most 32",
	    err.text);
}

static void
numbers_names(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_names names = { 0 };
	char name[32];
	uint32_t id, i;

	(void)state;
	assert_false(bt_names_find(&names, bt_span("x"), &id));
	for (i = 0; i < 3000; i++) {
		(void)snprintf(name, sizeof(name), "name-%u", i);
		assert_int_equal(0, bt_names_add(&names, bt_span(name), &id,
		    &err));
		assert_int_equal(i, id);
	}
	for (i = 0; i < 3000; i++) {
		(void)snprintf(name, sizeof(name), "name-%u", i);
		assert_true(bt_names_find(&names, bt_span(name), &id));
		assert_int_equal(i, id);
		assert_string_equal(name, bt_names_text(&names, id).s);
	}
	assert_false(bt_names_find(&names, bt_span("name-"), &id));
	assert_false(bt_names_find(&names, bt_span(""), &id));
	bt_names_free(&names);
}

/* Whichever allocation fails, it is said and nothing leaks. */
static void
survives_faults(void **state)
{
	static const struct bt_extra tag = { "tag", BT_EXTRA_TEXT, false,
	    NULL };
	struct bt_bar bar = { 1, 2, 3, 1, 2, 0 };
	struct bt_market *m;
	struct bt_err err;
	char fault[32];
	long s = -1;
	int n, rc;

	(void)state;
	for (n = 1, rc = -1; rc == -1; n++) {
		err = (struct bt_err)BT_ERR_INIT;
		(void)snprintf(fault, sizeof(fault), "alloc:%d", n);
		assert_int_equal(0, bt_fault_set(fault, &err));
		m = bt_market_new(&tag, 1, &err);
		rc = m == NULL || bt_market_add_extra(m, 0, &err) == -1 ||
		    (s = bt_market_enter(m, bt_span("A"), &err)) == -1 ||
		    bt_market_push(m, (size_t)s, &bar, &err) == -1 ||
		    bt_market_set_text(m, (size_t)s, 0, bt_span("t"), &err) ==
		    -1 || bt_market_seal(m, &err) == -1 ? -1 : 0;
		assert_int_equal(rc == 0 ? BT_OK : BT_ESYS, err.code);
		bt_market_free(m);
		assert_int_equal(0, bt_fault_set(NULL, &err));
	}
	assert_true(n > 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sorts_symbols),
		cmocka_unit_test(keeps_every_bar_while_it_grows),
		cmocka_unit_test(adds_extras_late),
		cmocka_unit_test(forgets_before),
		cmocka_unit_test(is_empty),
		cmocka_unit_test(numbers_names),
		cmocka_unit_test(survives_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
