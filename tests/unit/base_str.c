/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/str.h"

static void
spans_compare(void **state)
{
	(void)state;
	assert_true(bt_span_is(bt_span("close"), "close"));
	assert_false(bt_span_is(bt_span("close"), "Close"));
	assert_false(bt_span_is(bt_span("clos"), "close"));
	assert_false(bt_span_is(bt_span("closer"), "close"));
	assert_true(bt_span_like(bt_span("CLOse"), "cloSE"));
	assert_false(bt_span_like(bt_span("clos"), "close"));
	assert_false(bt_span_like(bt_span("closer"), "close"));
	assert_false(bt_span_like(bt_span("clo@"), "clo`"));	/* 0x40, 0x60 */
	assert_true(bt_span_is((struct bt_span){ NULL, 0 }, ""));
	assert_true(bt_span_like((struct bt_span){ NULL, 0 }, ""));
}

static void
spans_trim(void **state)
{
	(void)state;
	assert_true(bt_span_is(bt_span_trim(bt_span(" \ta b\t ")), "a b"));
	assert_true(bt_span_is(bt_span_trim(bt_span(" \t ")), ""));
	assert_true(bt_span_is(bt_span_trim(bt_span("\na")), "\na"));
}

/* The pieces of text, each in brackets. */
static void
assert_pieces(const char *text, const char *want)
{
	struct bt_span rest = bt_span(text), piece;
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf got = { 0 };

	while (bt_span_cut(&rest, ',', &piece))
		assert_int_equal(bt_buf_printf(&got, &err, "[%.*s]",
		    BT_SPAN(piece)), 0);
	assert_null(rest.s);
	assert_string_equal(got.s, want);
	bt_buf_free(&got);
}

static void
spans_are_cut(void **state)
{
	(void)state;
	assert_pieces("a,bc,d", "[a][bc][d]");
	assert_pieces("a", "[a]");
	assert_pieces("", "[]");
	assert_pieces(",a,", "[][a][]");
}

static void
text_grows(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf b = { 0 };
	size_t i;

	(void)state;
	assert_int_equal(bt_buf_add(&b, "", 0, &err), 0);
	assert_string_equal(b.s, "");
	for (i = 0; i < 1000; i++)
		assert_int_equal(bt_buf_printf(&b, &err, "%03zu,", i), 0);
	assert_int_equal(b.n, 4000);
	assert_int_equal(strlen(b.s), 4000);
	assert_memory_equal(b.s + 3996, "999,", 5);
	bt_buf_free(&b);
	assert_null(b.s);
	bt_buf_free(&b);
}

static void
text_survives_want_of_memory(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf b = { 0 };

	(void)state;
	assert_int_equal(bt_buf_add(&b, "abc", 3, &err), 0);
	(void)bt_fault_set("alloc:1", &err);
	assert_int_equal(bt_buf_printf(&b, &err, "%200s", "x"), -1);
	(void)bt_fault_set(NULL, &err);
	assert_int_equal(err.code, BT_ESYS);
	assert_string_equal(b.s, "abc");
	bt_buf_free(&b);
}

static const char *
name_of(const void *arg, size_t i)
{
	const char *const *names = arg;

	return names[i];
}

static void
names_are_guessed(void **state)
{
	static const char *const names[] = { "commission", "slippage", "cash",
		"fast", "sma", "ema", NULL };
	static const struct { const char *word, *want; } rows[] = {
		{ "comission", "commission" },	/* one left out */
		{ "slipagge", "slippage" },	/* two edits */
		{ "cahs", "cash" },		/* neighbours swapped: one */
		{ "CASH", "cash" },
		{ "fats", "fast" },
		{ "smaa", "sma" },
		{ "xma", "sma" },		/* the first of equals */
		{ "x", NULL },
		{ "", NULL },
		{ "portfolio", NULL },
	};
	char word[1000];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *got = bt_nearest(bt_span(rows[i].word), name_of,
		    names);

		if (rows[i].want == NULL)
			assert_null(got);
		else
			assert_string_equal(got, rows[i].want);
	}
	memset(word, 'a', sizeof(word));
	assert_null(bt_nearest((struct bt_span){ word, sizeof(word) }, name_of,
	    names));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spans_compare),
		cmocka_unit_test(spans_trim),
		cmocka_unit_test(spans_are_cut),
		cmocka_unit_test(text_grows),
		cmocka_unit_test(text_survives_want_of_memory),
		cmocka_unit_test(names_are_guessed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
