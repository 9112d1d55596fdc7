/* SPDX-License-Identifier: ISC */
/* JSON text by RFC 8259, CSV by RFC 4180. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/stream/csv.h"
#include "lib/stream/record.h"
#include "lib/stream/utf8.h"
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

static char path[] = "/tmp/stream_record.XXXXXX";

static struct bt_out *
begin(void)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_out *out = bt_out_open(path, &err);

	assert_non_null(out);
	return out;
}

/* What was written; free it. */
static char *
written(struct bt_out *out)
{
	struct bt_err err = BT_ERR_INIT;
	char *text;
	size_t n;

	assert_int_equal(0, bt_out_close(out, &err));
	text = bt_file_slurp(path, (size_t)64 << 20, &n, &err);
	assert_non_null(text);
	return text;
}

static void
check(const struct bt_record_rule *rule, const struct row *row,
    const char *want)
{
	struct bt_out *out = begin();
	char *text;

	bt_record_header(out, rule, cols);
	bt_record_write(out, rule, cols, row);
	text = written(out);
	assert_string_equal(want, text);
	free(text);
}

static void
test_values(void **state)
{
	const struct row full = { 1e-7, 12, 17 * BT_NS_DAY,
		{ "say \"hi\",\n", 10 }, true };
	const struct row empty = { NAN, 0, BT_TIME_NONE, { NULL, 0 }, false };
	const struct row endless = { -INFINITY, SIZE_MAX / 2,
		17 * BT_NS_DAY + 1, { "", 0 }, false };
	struct bt_record_rule json = { BT_NDJSON, "x", false };
	struct bt_record_rule csv = { BT_CSV, "x", true };

	(void)state;
	check(&json, &full, "{\"type\":\"x\",\"real\":1e-07,\"count\":12,"
	    "\"time\":\"1970-01-18T00:00:00Z\",\"text\":\"say \\\"hi\\\","
	    "\\n\",\"flag\":true}\n");
	check(&json, &empty, "{\"type\":\"x\",\"real\":null,\"count\":0,"
	    "\"time\":null,\"text\":null,\"flag\":false}\n");
	check(&csv, &full, "real,count,time,text,flag\n"
	    "1e-07,12,1970-01-18,\"say \"\"hi\"\",\n\",true\n");
	check(&csv, &empty, "real,count,time,text,flag\n,0,,,false\n");
	json.type = NULL;
	check(&json, &endless, "{\"real\":null,\"count\":9223372036854775807,"
	    "\"time\":\"1970-01-18T00:00:00.000000001Z\",\"text\":\"\","
	    "\"flag\":false}\n");
}

/* A table remembers; what it writes must not show it. */
static void
check_table(const struct bt_record_rule *rule, const struct row *rows,
    size_t n)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_record_table *table;
	struct bt_out *out = begin();
	char *want, *got;
	size_t i;

	for (i = 0; i < n; i++)
		bt_record_write(out, rule, cols, &rows[i]);
	want = written(out);
	table = bt_record_table_new(rule, cols, &err);
	assert_non_null(table);
	out = begin();
	for (i = 0; i < n; i++)
		bt_record_table_write(table, out, &rows[i]);
	bt_record_table_free(table);
	got = written(out);
	assert_string_equal(want, got);
	free(want);
	free(got);
}

static void
test_tables(void **state)
{
	static const char name[] = "a_type_with_a_name_that_is_quite_long";
	const int64_t noon = 17 * BT_NS_DAY + BT_NS_DAY / 2;
	const struct row rows[] = {
		{ 0.1, 1, noon, { "a", 1 }, true },
		{ 0.1, 1, noon, { "a", 1 }, true },
		{ NAN, 2, BT_TIME_NONE, { NULL, 0 }, false },
		{ 0.1, 3, noon + BT_NS_DAY / 2 - 1, { "b", 1 }, true },
		{ 0, 4, noon + BT_NS_DAY / 2, { "c", 1 }, true },
		{ -0.0, 5, -1, { ",", 1 }, true },
		{ INFINITY, 6, INT64_MIN + 1, { "", 0 }, true },
		{ -12345.678901234567, 7, INT64_MAX, { "d", 1 }, true },
		{ 0.1, 8, -1, { "e", 1 }, false },
		{ -12345.678901234567, 9, noon, { "f", 1 }, true },
	};
	const struct bt_record_rule rules[] = {
		{ BT_NDJSON, "x", false }, { BT_NDJSON, NULL, true },
		{ BT_NDJSON, name, false }, { BT_CSV, "x", false },
		{ BT_CSV, NULL, true },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		check_table(&rules[i], rows, sizeof(rows) / sizeof(rows[0]));
}

static void
test_table_without_memory(void **state)
{
	const struct bt_record_rule rule = { BT_NDJSON, "x", false };
	struct bt_record_table *table = NULL;
	struct bt_err err = BT_ERR_INIT;
	char spec[32];
	int i;

	(void)state;
	for (i = 1; table == NULL; i++) {
		(void)snprintf(spec, sizeof(spec), "alloc:%d", i);
		assert_int_equal(0, bt_fault_set(spec, &err));
		err.code = BT_OK;
		table = bt_record_table_new(&rule, cols, &err);
		assert_int_equal(table == NULL ? BT_ESYS : BT_OK, err.code);
	}
	assert_int_equal(0, bt_fault_set(NULL, &err));
	assert_true(i > 3);	/* table, cells and leads: one each at least */
	bt_record_table_free(table);
}

static const struct {
	const char	*text;
	size_t		 n;
	const char	*json, *csv;
} texts[] = {
	{ "plain", 5, "\"plain\"", "plain" },
	{ "", 0, "\"\"", "" },
	{ NULL, 0, "null", "" },
	{ "a b", 3, "\"a b\"", "a b" },
	{ " a", 2, "\" a\"", "\" a\"" },
	{ "a\t", 2, "\"a\\t\"", "\"a\t\"" },
	{ "a,b", 3, "\"a,b\"", "\"a,b\"" },
	{ "a;b'", 4, "\"a;b'\"", "\"a;b'\"" },
	{ "a\tb", 3, "\"a\\tb\"", "\"a\tb\"" },
	{ "a'b", 3, "\"a'b\"", "a'b" },
	{ "\"", 1, "\"\\\"\"", "\"\"\"\"" },
	{ "a\"\"b", 4, "\"a\\\"\\\"b\"", "\"a\"\"\"\"b\"" },
	{ "a\rb", 3, "\"a\\rb\"", "\"a\rb\"" },
	{ "\\/\b\f", 4, "\"\\\\/\\b\\f\"", "\\/\b\f" },
	{ "\x01\x1f\x7f", 3, "\"\\u0001\\u001f\x7f\"", "\x01\x1f\x7f" },
	{ "\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80", 9,
	    "\"\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80\"",
	    "\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80" },
	/* Not UTF-8: a byte on its own, a cut sequence, a surrogate. */
	{ "a\xff" "b", 3, "\"a\xef\xbf\xbd" "b\"", "a\xff" "b" },
	{ "\xe4\xb8", 2, "\"\xef\xbf\xbd\xef\xbf\xbd\"", "\xe4\xb8" },
	{ "\xed\xa0\x80", 3,
	    "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"", "\xed\xa0\x80" },
};

static void
test_texts(void **state)
{
	struct bt_span text;
	struct bt_out *out;
	char *got;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		text.s = texts[i].text;
		text.n = texts[i].n;
		out = begin();
		bt_json_text(out, text);
		got = written(out);
		assert_string_equal(texts[i].json, got);
		free(got);
		out = begin();
		bt_csv_cell(out, text);
		got = written(out);
		assert_string_equal(texts[i].csv, got);
		free(got);
	}
}

static void
test_pieces(void **state)
{
	struct bt_out *out = begin();
	char *got;

	(void)state;
	bt_json_real(out, 0.1);
	bt_json_real(out, NAN);
	bt_json_time(out, BT_NS_DAY, true);
	bt_json_time(out, BT_TIME_NONE, true);
	got = written(out);
	assert_string_equal("0.1null\"1970-01-02\"null", got);
	free(got);
}

/* Every text, short or long, comes back from jansson and from our reader. */
static void
test_round_trip(void **state)
{
	static const size_t lengths[] = { 1, 1000, 1023, 1024, 1025, 5000,
		100000, 500000 };
	struct bt_record_rule json = { BT_NDJSON, "x", false };
	struct bt_record_rule csv = { BT_CSV, NULL, false };
	struct bt_csv_rule rule = { 0 };
	struct bt_err err = BT_ERR_INIT;
	struct row row = { 0, 0, 0, { NULL, 0 }, false };
	const struct bt_span *f;
	struct bt_csv *reader;
	struct bt_out *out;
	struct bt_in *in;
	char *text, *got;
	json_t *tree;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		row.text.n = lengths[i];
		row.text.s = text = bt_calloc(lengths[i], 1, &err);
		for (k = 0; k < lengths[i]; k++)
			text[k] = (char)(i % 2 == 0 ? 'x' :
			    "ab\"c,\nd\\e\x01"[k * k % 10]);
		out = begin();
		bt_record_write(out, &json, cols, &row);
		got = written(out);
		tree = json_loads(got, JSON_REJECT_DUPLICATES, NULL);
		assert_non_null(tree);
		assert_int_equal(lengths[i],
		    json_string_length(json_object_get(tree, "text")));
		assert_memory_equal(text,
		    json_string_value(json_object_get(tree, "text")),
		    lengths[i]);
		json_decref(tree);
		free(got);
		out = begin();
		bt_record_header(out, &csv, cols);
		bt_record_write(out, &csv, cols, &row);
		free(written(out));
		in = bt_in_open(path, &err);
		reader = bt_csv_new(in, &rule, &err);
		assert_int_equal(1, bt_csv_next(reader, &err));
		f = bt_csv_fields(reader, &err);
		assert_non_null(f);
		assert_int_equal(lengths[i], f[3].n);
		assert_memory_equal(text, f[3].s, lengths[i]);
		bt_csv_free(reader);
		bt_in_close(in);
		free(text);
	}
}

/* Unicode 15, table 3-7: the ends of every range, and one beyond. */
static void
test_utf8(void **state)
{
	static const struct {
		const char	*s;
		size_t		 n;
	} rows[] = {
		{ "\x7f", 1 }, { "\x80", 0 }, { "\xc1\xbf", 0 },
		{ "\xc2\x80", 2 }, { "\xdf\xbf", 2 }, { "\xdf\x7f", 0 },
		{ "\xe0\x9f\xbf", 0 }, { "\xe0\xa0\x80", 3 },
		{ "\xed\x9f\xbf", 3 }, { "\xed\xa0\x80", 0 },
		{ "\xef\xbf\xbf", 3 }, { "\xef\xbf", 0 },
		{ "\xf0\x8f\xbf\xbf", 0 }, { "\xf0\x90\x80\x80", 4 },
		{ "\xf4\x8f\xbf\xbf", 4 }, { "\xf4\x90\x80\x80", 0 },
		{ "\xf1\x80\x80\xc0", 0 }, { "\xf5\x80\x80\x80", 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(rows[i].n,
		    bt_utf8(rows[i].s, strlen(rows[i].s)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_table_without_memory),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_utf8),
	};
	int fd = mkstemp(path), failed;

	if (fd == -1)
		return 1;
	(void)close(fd);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	(void)unlink(path);
	return failed;
}
