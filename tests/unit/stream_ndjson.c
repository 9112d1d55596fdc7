/* SPDX-License-Identifier: ISC */
/* What is JSON and what is not: RFC 8259, with jansson 2.14 as the judge. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/stream/ndjson.h"
#include "tests/unit/input.h"

static const char kinds[] = "sntfzj";	/* by enum bt_json_kind */

/* What a reader sees: "line:key=kind(value)..." a row, then the error. */
static void
see(struct bt_buf *b, const char *text, size_t n, size_t step)
{
	struct bt_err err = BT_ERR_INIT, none = BT_ERR_INIT;
	struct bt_in *in = input_open(text, n, step);
	struct bt_ndjson *r = bt_ndjson_new(in, &err);
	const struct bt_member *m;
	size_t i, members;
	int got;

	b->n = 0;
	assert_non_null(r);
	while ((got = bt_ndjson_next(r, &err)) == 1) {
		assert_int_equal(0, bt_buf_printf(b, &none, "%zu:",
		    bt_ndjson_line(r)));
		m = bt_ndjson_members(r, &members);
		for (i = 0; i < members; i++)
			assert_int_equal(0, bt_buf_printf(b, &none,
			    "%.*s=%c(%.*s)", (int)m[i].key.n, m[i].key.s,
			    kinds[m[i].kind], (int)m[i].value.n,
			    m[i].value.s));
		assert_int_equal(0, bt_buf_add(b, "\n", 1, &none));
	}
	if (got == -1) {
		assert_int_equal(BT_EDATA, err.code);
		assert_int_equal(0, bt_buf_printf(b, &none, "%zu:%zu: %s\n",
		    err.line, err.column, err.text));
	}
	bt_ndjson_free(r);
	input_close(in);
}

static const struct {
	const char	*text, *want;
} lines[] = {
	{ "{\"a\":1,\"b\":\"x\"}\n", "1:a=n(1)b=s(x)\n" },
	{ "{\"a\":1}\n\n  \r\n{\"a\":2}", "1:a=n(1)\n4:a=n(2)\n" },
	{ "{\"a\":1}\r\n{\"a\":2}\r\n", "1:a=n(1)\n2:a=n(2)\n" },
	{ "\xef\xbb\xbf{\"a\":1}\n", "1:a=n(1)\n" },
	{ " { \"a\" : 1 , \"b\" :\ttrue } \n", "1:a=n(1)b=t(true)\n" },
	{ "{\"t\":true,\"f\":false,\"z\":null}\n",
	    "1:t=t(true)f=f(false)z=z(null)\n" },
	{ "{}\n", "1:\n" },
	{ "", "" },
	{ "\n\n", "" },
	/* Numbers keep their text. */
	{ "{\"a\":-0,\"b\":1.50,\"c\":1e-07,\"d\":-12.25E+3,"
	    "\"e\":123456789012345678901234567890}\n",
	    "1:a=n(-0)b=n(1.50)c=n(1e-07)d=n(-12.25E+3)"
	    "e=n(123456789012345678901234567890)\n" },
	{ "{\"a\":1e-400}\n", "1:a=n(1e-400)\n" },
	/* Escapes and nesting: values with escapes undone, or as they are. */
	{ "{\"a\\u00e9\":\"x\\n\\\"y\\\"\",\"b\":1.50}\n",
	    "1:a\xc3\xa9=s(x\n\"y\")b=n(1.50)\n" },
	{ "{\"a\": {\"b\":[1, \"}\\\"\", {}]} , \"c\":[ ],\"d\":1.0}\n",
	    "1:a=j({\"b\":[1, \"}\\\"\", {}]})c=j([ ])d=n(1.0)\n" },
	{ "{\"a\":\"\\ud834\\udd1e\"}\n", "1:a=s(\xf0\x9d\x84\x9e)\n" },
	/* UTF-8 in keys and values, well-formed only. */
	{ "{\"\xce\xb1\":\"\xe4\xb8\xad\xf0\x9f\x98\x80 z\"}\n",
	    "1:\xce\xb1=s(\xe4\xb8\xad\xf0\x9f\x98\x80 z)\n" },
	{ "{\"a\":\"\xff\"}\n", "1:6: not a JSON object: unable to decode "
	    "byte 0xff near '\"'\n" },
	{ "{\"a\":\"\xc0\xaf\"}\n", "1:6: not a JSON object: unable to "
	    "decode byte 0xc0 near '\"'\n" },
	{ "{\"a\":\"\xed\xa0\x80\"}\n", "1:6: not a JSON object: unable to "
	    "decode byte 0xed near '\"'\n" },
	/* Doubles, on the fast way and on the slow one. */
	{ "{\"a\":1,\"b\":2,\"a\":3}\n", "1:16: not a JSON object: duplicate "
	    "object key near '\"a\"'\n" },
	{ "{\"a\":1,\"b\":2}\n{\"a\":1,\"a\":2}\n", "1:a=n(1)b=n(2)\n"
	    "2:10: not a JSON object: duplicate object key near '\"a\"'\n" },
	{ "{\"a\":1,\"\\u0061\":3}\n", "1:15: not a JSON object: duplicate "
	    "object key near '\"\\u0061\"'\n" },
	/* What is not JSON, and where. */
	{ "{\"a\":1,}\n", "1:8: not a JSON object: string or '}' expected "
	    "near '}'\n" },
	{ "{\"a\":01}\n", "1:6: not a JSON object: invalid token near '0'\n" },
	{ "{\"a\":1.}\n", "1:7: not a JSON object: invalid token near '1.'\n" },
	{ "{\"a\":.5}\n", "1:6: not a JSON object: invalid token near '.'\n" },
	{ "{\"a\":+1}\n", "1:6: not a JSON object: invalid token near '+'\n" },
	{ "{\"a\":1e}\n", "1:7: not a JSON object: invalid token near '1e'\n" },
	{ "{\"a\":NaN}\n", "1:8: not a JSON object: invalid token near "
	    "'NaN'\n" },
	{ "{\"a\":truely}\n", "1:11: not a JSON object: invalid token near "
	    "'truely'\n" },
	{ "{\"a\":1e400}\n", "1:10: not a JSON object: real number overflow "
	    "near '1e400'\n" },
	{ "{\"a\":1} x\n", "1:9: not a JSON object: end of file expected near "
	    "'x'\n" },
	{ "{a:1}\n", "1:2: not a JSON object: string or '}' expected near "
	    "'a'\n" },
	{ "{'a':1}\n", "1:2: not a JSON object: string or '}' expected near "
	    "'''\n" },
	{ "{\"a\"=1}\n", "1:5: not a JSON object: ':' expected near '='\n" },
	{ "{\"a\":\"x\ty\"}\n", "1:7: not a JSON object: control character "
	    "0x9 near '\"x'\n" },
	{ "{\"a\":\"\\u0000\"}\n", "1:13: not a JSON object: \\u0000 is not "
	    "allowed in a string\n" },
	{ "[1,2]\n", "1:1: want one JSON object a line, got another value\n" },
	{ "17\n", "1:1: want one JSON object a line, got another value\n" },
	{ "a,b\n1,2\n", "1:1: not a JSON object: invalid token near 'a'\n" },
	/* A last line that is cut off. */
	{ "{\"a\":1}\n{\"a\":2", "1:a=n(1)\n2:6: not a JSON object: '}' "
	    "expected near end of file; the input is cut off\n" },
	{ "{\n\"a\":1}\n", "1:1: not a JSON object: string or '}' expected "
	    "near end of file\n" },
};

static void
test_lines(void **state)
{
	static const size_t steps[] = { 0, 1, 5 };
	struct bt_buf b = { 0 };
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		for (k = 0; k < sizeof(steps) / sizeof(steps[0]); k++) {
			see(&b, lines[i].text, strlen(lines[i].text),
			    steps[k]);
			assert_string_equal(lines[i].want,
			    b.n == 0 ? "" : b.s);
		}
	bt_buf_free(&b);
}

/* More kinds of lines than shapes are kept, over and over. */
static void
test_shapes(void **state)
{
	struct bt_buf text = { 0 }, want = { 0 }, b = { 0 };
	struct bt_err err = BT_ERR_INIT;
	size_t i, k;

	(void)state;
	for (i = 0; i < 400; i++) {
		assert_int_equal(0, bt_buf_add(&text, "{", 1, &err));
		assert_int_equal(0, bt_buf_printf(&want, &err, "%zu:",
		    i + 1));
		for (k = 0; k <= i * i % 23; k++) {
			assert_int_equal(0, bt_buf_printf(&text, &err,
			    "%s\"key_number_%zu\":%s%zu", k > 0 ? "," : "",
			    k * (1 + i % 3), i % 5 == 0 ? " " : "", i + k));
			assert_int_equal(0, bt_buf_printf(&want, &err,
			    "key_number_%zu=n(%zu)", k * (1 + i % 3),
			    i + k));
		}
		assert_int_equal(0, bt_buf_add(&text, "}\n", 2, &err));
		assert_int_equal(0, bt_buf_add(&want, "\n", 1, &err));
	}
	see(&b, text.s, text.n, 0);
	assert_string_equal(want.s, b.s);
	bt_buf_free(&text);
	bt_buf_free(&want);
	bt_buf_free(&b);
}

/* Many members, deep nesting, long lines: bounded, and said where. */
static void
test_bounds(void **state)
{
	static const char deep[] = "1:2049: not a JSON object: maximum parsing "
	    "depth reached near '['\n";
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf text = { 0 }, b = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < 1000; i++)
		assert_int_equal(0, bt_buf_printf(&text, &err,
		    "%c\"k%zu\":%zu", i == 0 ? '{' : ',', i, i));
	assert_int_equal(0, bt_buf_add(&text, "}\n", 2, &err));
	see(&b, text.s, text.n, 0);
	assert_non_null(strstr(b.s, "k999=n(999)"));
	for (i = 0; i < text.n; i++)
		text.s[i] = '[';
	see(&b, text.s, text.n, 0);
	assert_string_equal(deep, b.s);
	free(text.s);
	text.n = (size_t)17 << 20;
	text.s = bt_calloc(text.n, 1, &err);
	memset(text.s, 'x', text.n);
	see(&b, text.s, text.n, 0);
	assert_string_equal("1:0: row is longer than 16 MiB: is this text with "
	    "lines?\n", b.s);
	bt_buf_free(&text);
	bt_buf_free(&b);
}

struct row {
	double		real;
	size_t		count;
	int64_t		time;
	struct bt_span	text;
	bool		flag;
};

static const struct bt_col cols[] = {
	BT_COL(struct row, real, BT_COL_REAL, "", ""),
	BT_COL(struct row, count, BT_COL_COUNT, "", ""),
	BT_COL(struct row, time, BT_COL_TIME, "", ""),
	BT_COL(struct row, text, BT_COL_TEXT, "", ""),
	BT_COL(struct row, flag, BT_COL_BOOL, "", ""),
	BT_COL_END
};

static const struct bt_col other[] = {
	BT_COL_AS("count", struct row, real, BT_COL_REAL, "", ""),
	BT_COL_END
};

static void
test_bind(void **state)
{
	static const char text[] =
	    "{\"real\":1.5,\"count\":7,\"time\":\"1970-01-02T00:00:01Z\","
	    "\"text\":\"x\",\"flag\":true}\n"
	    "{\"real\":-2,\"count\":0,\"time\":\"1970-01-02\","
	    "\"text\":\"\",\"flag\":false}\n"
	    "{\"flag\":true,\"none\":[1],\"text\":\"\\u0041\"}\n"
	    "{\"real\":null,\"count\":null,\"time\":null,"
	    "\"text\":null,\"flag\":null}\n";
	struct bt_err err = BT_ERR_INIT;
	struct bt_in *in = input_open(text, sizeof(text) - 1, 0);
	struct bt_ndjson *r = bt_ndjson_new(in, &err);
	struct row row;

	(void)state;
	assert_int_equal(1, bt_ndjson_next(r, &err));
	assert_int_equal(0, bt_ndjson_bind(r, cols, &row, &err));
	assert_true(row.real == 1.5 && row.count == 7 && row.flag);
	assert_true(row.time == BT_NS_DAY + BT_NS_SECOND);
	assert_true(bt_span_is(row.text, "x"));
	/* Other columns from the same line. */
	assert_int_equal(0, bt_ndjson_bind(r, other, &row, &err));
	assert_true(row.real == 7);
	assert_int_equal(1, bt_ndjson_next(r, &err));
	assert_int_equal(0, bt_ndjson_bind(r, cols, &row, &err));
	assert_true(row.real == -2 && row.count == 0 && !row.flag);
	assert_true(row.time == BT_NS_DAY);
	assert_true(row.text.s != NULL && row.text.n == 0);
	assert_int_equal(1, bt_ndjson_next(r, &err));
	assert_int_equal(0, bt_ndjson_bind(r, cols, &row, &err));
	assert_true(isnan(row.real) && row.count == 0 && row.flag);
	assert_true(row.time == BT_TIME_NONE);
	assert_true(bt_span_is(row.text, "A"));
	assert_true(bt_ndjson_find(r, "none")->kind == BT_JSON_NESTED);
	assert_null(bt_ndjson_find(r, "real"));
	assert_int_equal(1, bt_ndjson_next(r, &err));
	assert_int_equal(0, bt_ndjson_bind(r, cols, &row, &err));
	assert_true(isnan(row.real) && row.count == 0 && !row.flag);
	assert_true(row.time == BT_TIME_NONE && row.text.s == NULL);
	assert_int_equal(-1, bt_ndjson_fail(r, &err, "odd '%d'", 1));
	assert_string_equal("odd '1'", err.text);
	assert_int_equal(4, err.line);
	bt_ndjson_free(r);
	input_close(in);
}

static const struct {
	const char	*text, *want;
	size_t		 column;
} wrong[] = {
	{ "{\"real\":\"1\"}", "real is not a number: '1'", 10 },
	{ "{\"real\":true}", "real is not a number: 'true'", 9 },
	{ "{\"real\":[1, 2]}", "real is not a number: '[1, 2]'", 9 },
	{ "{\"count\":1.5}", "count is not a count: '1.5'", 10 },
	{ "{\"count\":-1}", "count is not a count: '-1'", 10 },
	{ "{\"count\":\"1\"}", "count is not a count: '1'", 11 },
	{ "{\"time\":true}", "time is not a time: 'true'", 9 },
	{ "{\"text\":5}", "text is not a string: '5'", 9 },
	{ "{\"flag\":1}", "flag is not true or false: '1'", 9 },
	{ "{\"real\":\"\\u0031\"}", "real is not a number: '1'", 0 },
};

static void
test_wrong(void **state)
{
	struct bt_err err;
	struct bt_in *in;
	struct bt_ndjson *r;
	struct row row;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		err = (struct bt_err)BT_ERR_INIT;
		in = input_open(wrong[i].text, strlen(wrong[i].text), 0);
		r = bt_ndjson_new(in, &err);
		assert_int_equal(1, bt_ndjson_next(r, &err));
		assert_int_equal(-1, bt_ndjson_bind(r, cols, &row, &err));
		assert_int_equal(BT_EDATA, err.code);
		assert_string_equal(wrong[i].want, err.text);
		assert_int_equal(1, err.line);
		assert_int_equal(wrong[i].column, err.column);
		bt_ndjson_free(r);
		input_close(in);
	}
}

/* Every allocation of ours may fail, and nothing leaks. */
static void
test_faults(void **state)
{
	static const char text[] = "{\"real\":1}\n{\"text\":\"\\n\"}\n";
	struct bt_err err, none = BT_ERR_INIT;
	struct bt_ndjson *r;
	struct bt_in *in;
	char spec[32];
	size_t n, failed = 0;
	int got;

	(void)state;
	for (n = 1; n < 100; n++) {
		err = none;
		in = input_open(text, sizeof(text) - 1, 0);
		(void)snprintf(spec, sizeof(spec), "alloc:%zu", n);
		assert_int_equal(0, bt_fault_set(spec, &none));
		got = 1;
		if ((r = bt_ndjson_new(in, &err)) != NULL)
			while (got == 1)
				got = bt_ndjson_next(r, &err);
		assert_int_equal(0, bt_fault_set(NULL, &none));
		bt_ndjson_free(r);
		input_close(in);
		if (r != NULL && got == 0)
			break;
		assert_int_equal(BT_ESYS, err.code);
		failed++;
	}
	/* The reader, its window, the members of a tree. */
	assert_true(failed >= 3 && n < 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_bind),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
