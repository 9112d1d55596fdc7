/* SPDX-License-Identifier: ISC */
/* The quick way through rows gives what the slow one gives, or nothing. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/stream/ndjson.h"
#include "tests/unit/input.h"

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

/*
 * Rows by the quick way and by the slow one.  The first line of each makes
 * the plan; what is asked is whether the second one is read by it, and that
 * both ways give the same row, or the same error.
 */
#define LIKE "{\"type\":\"x\",\"real\":1,\"count\":2," \
	"\"time\":\"1970-01-02T00:00:01Z\",\"text\":\"t\",\"flag\":true," \
	"\"more\":3}\n"
#define LINE(real, count, time, text, flag, more) \
	"{\"type\":\"x\",\"real\":" real ",\"count\":" count ",\"time\":" time \
	",\"text\":" text ",\"flag\":" flag ",\"more\":" more "}"
#define REAL(x) LINE(x, "2", "\"1970-01-02\"", "\"t\"", "true", "3") "\n"
#define COUNT(x) LINE("1", x, "\"1970-01-02\"", "\"t\"", "true", "3") "\n"
#define TIME(x) LINE("1", "2", x, "\"t\"", "true", "3") "\n"
#define TEXT(x) LINE("1", "2", "\"1970-01-02\"", x, "true", "3") "\n"
#define FLAG(x) LINE("1", "2", "\"1970-01-02\"", "\"t\"", x, "3") "\n"
#define MORE(x) LINE("1", "2", "\"1970-01-02\"", "\"t\"", "true", x) "\n"

static const struct {
	const char	*line;
	bool		 quick;
} likely[] = {
	{ LIKE, true },
	{ REAL("0"), true }, { REAL("-0"), true }, { REAL("0.5"), true },
	{ REAL("-12.25"), true }, { REAL("99896268.5999998"), true },
	{ REAL("95982.29999999999"), true }, { REAL("12345678"), true },
	{ REAL("1234567.8"), true }, { REAL("12345678.12345678"), true },
	/* Between two doubles: strtod rounds that. */
	{ REAL("9007199254740993"), false },
	{ REAL("1234567890123456789"), true },
	{ REAL("0.000000000000000001"), true },
	{ REAL("12345678901234567890"), false },
	{ REAL("0.1234567890123456789012345678901234567890"), false },
	{ REAL("0.00001234567890123456789"), true },
	{ REAL("1e5"), true }, { REAL("1e-07"), true },
	{ REAL("1.5E+3"), true }, { REAL("1e999"), false },
	{ REAL("1e+"), false }, { REAL("1e--7"), false },
	{ REAL("01"), false }, { REAL("-01"), false }, { REAL("00"), false },
	{ REAL("00.5"), false }, { REAL("1."), false }, { REAL(".5"), false },
	{ REAL("1.e5"), false }, { REAL("-"), false }, { REAL("+1"), false },
	{ REAL("--1"), false }, { REAL("1.2.3"), false }, { REAL(""), false },
	{ REAL("1e"), false }, { REAL("0x10"), false }, { REAL("1 "), false },
	{ REAL("NaN"), false }, { REAL("nan"), false },
	{ REAL("Infinity"), false }, { REAL("null"), true },
	{ REAL("nul"), false }, { REAL("nullx"), false },
	{ REAL("\"1\""), false }, { REAL("true"), false },
	{ REAL("[1]"), false },
	{ COUNT("0"), true }, { COUNT("123456789012345678"), true },
	{ COUNT("1234567890123456789"), false },
	{ COUNT("99999999999999999999"), false }, { COUNT("01"), false },
	{ COUNT("-1"), false }, { COUNT("1.0"), false },
	{ COUNT("1e2"), false },
	{ COUNT("null"), true }, { COUNT("\"1\""), false },
	{ TIME("\"1970-01-02T23:59:59Z\""), true },
	{ TIME("\"1970-01-02 23:59\""), true },
	{ TIME("\"1970-01-02T24:00:00Z\""), false },
	{ TIME("\"1970-01-02T00:60:00Z\""), false },
	{ TIME("\"1970-01-02T00:00:0\""), false },
	{ TIME("\"1970-01-02T00:00:00.5Z\""), false },
	{ TIME("\"1970-01-02T00:00:00+01:00\""), false },
	{ TIME("\"1970-01-02T\""), false },
	{ TIME("\"1970-02-30T00:00:00Z\""), false },
	{ TIME("\"1969-12-31T23:59:59Z\""), true },
	{ TIME("\"2261-12-31T23:59:59Z\""), true },
	{ TIME("\"9999-01-01T00:00:00Z\""), false },
	{ TIME("\"\""), false }, { TIME("86400"), false },
	{ TIME("null"), true },
	{ TEXT("\"\""), true }, { TEXT("null"), true },
	{ TEXT("\"\xe4\xb8\xad, of more than eight bytes\""), true },
	{ TEXT("\"\\n\""), false }, { TEXT("\"\\u0000\""), false },
	{ TEXT("\"\xff\""), false }, { TEXT("\"\t\""), false },
	{ TEXT("5"), false }, { TEXT("\"x"), false },
	{ FLAG("false"), true }, { FLAG("null"), true },
	{ FLAG("fals"), false }, { FLAG("True"), false }, { FLAG("1"), false },
	{ MORE("-0.5"), true }, { MORE("true"), true }, { MORE("null"), true },
	{ MORE("01"), false }, { MORE("1e5"), true }, { MORE("{}"), false },
	{ MORE("\"s\""), false }, { MORE("1,\"real\":2"), false },
	{ MORE("1}"), false }, { MORE("1 "), false },
	/* Other keys, another order, another type, another line. */
	{ "{\"type\":\"y\",\"real\":1,\"count\":2,\"time\":null,"
	    "\"text\":\"t\",\"flag\":true,\"more\":3}\n", false },
	{ "{\"type\":\"x\",\"count\":2,\"real\":1,\"time\":null,"
	    "\"text\":\"t\",\"flag\":true,\"more\":3}\n", false },
	{ "{\"type\":\"x\",\"real\":1}\n", false },
	{ "{}\n", false }, { "}\n", false }, { "\n" LIKE, false },
	{ LINE("1", "2", "null", "null", "true", "3") "\r\n", false },
	/* The end of the input instead of a newline: whole, and cut. */
	{ LINE("1", "2", "null", "null", "true", "3"), false },
	{ "{\"type\":\"x\",\"real\":1,\"count\":2,\"time\":\"1970-01", false },
	{ "{\"type\":\"x\",\"re", false },
	{ "{\"type\":\"x\",\"real\":1", false },
	{ "{\"type\":\"x\",\"real\":", false }, { "", false },
};

/* What a row holds, or what is wrong with its line. */
static void
tell(struct bt_buf *b, int got, const struct row *row,
    const struct bt_ndjson *r, const struct bt_err *why)
{
	struct bt_err err = BT_ERR_INIT;

	b->n = 0;
	if (got == -1)
		assert_int_equal(0, bt_buf_printf(b, &err, "%zu:%zu: %s",
		    why->line, why->column, why->text));
	else if (got == 1)
		assert_int_equal(0, bt_buf_printf(b, &err,
		    "%zu: %a %zu %lld '%.*s'%d %d", bt_ndjson_line(r),
		    row->real, row->count, (long long)row->time,
		    BT_SPAN(row->text), row->text.s == NULL, row->flag));
	assert_int_equal(0, bt_buf_add(b, "", 1, &err));
}

/* The row behind the first one. */
static bool
second(struct bt_buf *b, const char *text, bool quick, size_t step)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_in *in = input_open(text, strlen(text), step);
	struct bt_ndjson *r = bt_ndjson_new(in, &err);
	struct row row;
	bool taken;
	int got = 1;

	assert_non_null(r);
	memset(&row, 0, sizeof(row));
	assert_null(bt_ndjson_row(r, &row));
	assert_int_equal(1, bt_ndjson_next(r, &err));
	assert_int_equal(0, bt_ndjson_bind(r, cols, &row, &err));
	taken = quick && bt_ndjson_row(r, &row) == cols;
	if (!taken && (got = bt_ndjson_next(r, &err)) == 1 &&
	    bt_ndjson_bind(r, cols, &row, &err) == -1)
		got = -1;
	tell(b, got, &row, r, &err);
	bt_ndjson_free(r);
	input_close(in);
	return taken;
}

static void
test_quick(void **state)
{
	struct bt_buf slow = { 0 }, quick = { 0 };
	char text[1024];
	size_t i;
	bool taken;

	(void)state;
	for (i = 0; i < sizeof(likely) / sizeof(likely[0]); i++) {
		(void)snprintf(text, sizeof(text), "%s%s", LIKE,
		    likely[i].line);
		assert_false(second(&slow, text, false, 0));
		taken = second(&quick, text, true, 0);
		if (taken != likely[i].quick ||
		    strcmp(slow.s, quick.s) != 0)
			fail_msg("%s: %s, quickly %s", text, slow.s, quick.s);
		/* A byte at a time: never more than is there. */
		(void)second(&quick, text, true, 1);
		assert_string_equal(slow.s, quick.s);
	}
	bt_buf_free(&slow);
	bt_buf_free(&quick);
}

/* More kinds of lines than there are plans, twice over, mixed. */
static void
test_kinds(void **state)
{
	static const struct bt_col one[] = {
		BT_COL(struct row, real, BT_COL_REAL, "", ""), BT_COL_END };
	struct bt_buf text = { 0 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_ndjson *r;
	struct bt_in *in;
	struct row row;
	size_t i, quick = 0;

	(void)state;
	for (i = 0; i < 400; i++)
		assert_int_equal(0, bt_buf_printf(&text, &err,
		    "{\"type\":\"%zu\",\"real\":%zu,\"k%zu\":0}\n",
		    i / 3 % 11, i, i / 3 % 11));
	in = input_open(text.s, text.n, 0);
	assert_non_null(r = bt_ndjson_new(in, &err));
	for (i = 0; i < 400; i++) {
		if (bt_ndjson_row(r, &row) == one) {
			quick++;
		} else {
			assert_int_equal(1, bt_ndjson_next(r, &err));
			assert_int_equal(0, bt_ndjson_bind(r, one, &row,
			    &err));
		}
		assert_true(row.real == (double)i);
		assert_int_equal(i + 1, bt_ndjson_line(r));
	}
	/* At least the second and the third of each three. */
	assert_true(quick >= 266);
	assert_null(bt_ndjson_row(r, &row));
	assert_int_equal(0, bt_ndjson_next(r, &err));
	bt_ndjson_free(r);
	input_close(in);
	bt_buf_free(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quick),
		cmocka_unit_test(test_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
