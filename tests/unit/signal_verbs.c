/* SPDX-License-Identifier: ISC */
/* Codes and messages as bt-formats(5) promises them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include "lib/signal/verbs.h"

static uint8_t
code_of(const char *cell)
{
	struct bt_err err = BT_ERR_INIT;
	uint8_t code = 0xff;

	assert_int_equal(bt_verbs_code(bt_span(cell), &code, &err), 0);
	return code;
}

static void
reads_cells(void **state)
{
	static const struct {
		const char	*cell;
		uint8_t		 code;
	} rows[] = {
		{ "", 0 }, { "  ", 0 },
		{ "buy", BT_BUY }, { "SELL", BT_SELL }, { "Short", BT_SHORT },
		{ " cover ", BT_COVER },
		{ "buy+cover", BT_BUY | BT_COVER },
		{ "Cover + Buy", BT_BUY | BT_COVER },
		{ "buy+buy", BT_BUY },
		{ "1", BT_TARGET_LONG }, { "0.25", BT_TARGET_LONG },
		{ "+1", BT_TARGET_LONG }, { "-1", BT_TARGET_SHORT },
		{ "0", BT_TARGET_FLAT }, { "-0", BT_TARGET_FLAT },
		{ "0.0", BT_TARGET_FLAT },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(code_of(rows[i].cell), rows[i].code);
}

static void
writes_what_it_reads(void **state)
{
	unsigned int code;

	(void)state;
	for (code = 0; code <= BT_VERBS; code++)
		assert_int_equal(code_of(bt_verbs_text((uint8_t)code)), code);
	assert_string_equal(bt_verbs_text(BT_TARGET_LONG), "1");
	assert_string_equal(bt_verbs_text(BT_TARGET_SHORT), "-1");
	assert_string_equal(bt_verbs_text(BT_TARGET_FLAT), "0");
	assert_string_equal(bt_verbs_text(BT_BUY | BT_COVER), "buy+cover");
}

static void
refuses_the_rest(void **state)
{
	static const char want[] = "; want buy, sell, short, cover, some of "
	    "them joined by '+', or a number";
	static const struct {
		const char	*cell, *hint;
	} rows[] = {
		{ "hold", "" }, { "buy+", "" }, { "+", "" }, { "buy,sell", "" },
		{ "nan", "" },
		{ "buuy", "; did you mean 'buy'?" },
		{ "buy+covr", "; did you mean 'cover'?" },
		{ "long", "; did you mean 'buy'?" },
		{ "EXIT", "; did you mean 'sell'?" },
		{ "flat", "; did you mean '0'?" },
	};
	struct bt_err err;
	char text[BT_ERR_TEXT];
	uint8_t code;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		err = (struct bt_err)BT_ERR_INIT;
		assert_int_equal(bt_verbs_code(bt_span(rows[i].cell), &code,
		    &err), -1);
		snprintf(text, sizeof(text), "signal is not understood: "
		    "'%s'%s%s", rows[i].cell, want, rows[i].hint);
		assert_string_equal(err.text, text);
		assert_int_equal(err.code, BT_EDATA);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_cells),
		cmocka_unit_test(writes_what_it_reads),
		cmocka_unit_test(refuses_the_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
