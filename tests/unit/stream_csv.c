/* SPDX-License-Identifier: ISC */
/* Fields by RFC 4180; refusals and trimming as libcsv 3.0.3 in strict mode. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "lib/base/mem.h"
#include "lib/base/rng.h"
#include "lib/stream/csv.h"
#include "tests/unit/input.h"

/*
 * What a reader sees, as text: the header, then each row behind its line,
 * fields in [], then the error if any.
 */
static void
add_fields(struct bt_buf *b, const struct bt_span *f, size_t n)
{
	struct bt_err err = BT_ERR_INIT;
	size_t i;

	for (i = 0; i < n; i++)
		assert_int_equal(0, bt_buf_printf(b, &err, "[%.*s]",
		    (int)f[i].n, f[i].s));
}

static void
add_error(struct bt_buf *b, const struct bt_err *e)
{
	struct bt_err err = BT_ERR_INIT;

	assert_int_equal(0, bt_buf_printf(b, &err, "%zu:%zu: %s\n", e->line,
	    e->column, e->text));
}

static void
see(struct bt_buf *b, const char *text, size_t n, size_t step,
    const struct bt_csv_rule *rule)
{
	struct bt_err err = BT_ERR_INIT, none = BT_ERR_INIT;
	struct bt_in *in = input_open(text, n, step);
	const struct bt_span *f;
	struct bt_csv *csv;
	size_t columns;
	int got;

	if ((csv = bt_csv_new(in, rule, &err)) == NULL) {
		assert_int_equal(BT_EDATA, err.code);
		add_error(b, &err);
		input_close(in);
		return;
	}
	f = bt_csv_header(csv, &columns);
	add_fields(b, f, columns);
	while ((got = bt_csv_next(csv, &err)) == 1) {
		assert_int_equal(0, bt_buf_printf(b, &none, "\n%zu:",
		    bt_csv_line(csv)));
		if ((f = bt_csv_fields(csv, &err)) == NULL) {
			add_error(b, &err);
			err = none;
		} else {
			add_fields(b, f, columns);
		}
	}
	if (got == -1) {
		assert_int_equal(0, bt_buf_add(b, "\n", 1, &none));
		add_error(b, &err);
	}
	bt_csv_free(csv);
	input_close(in);
}

static const struct {
	const char	*text, *want;
	char		 delimiter;
} rows[] = {
	{ "a,b\n1,2\n", "[a][b]\n2:[1][2]", 0 },
	{ "a,b\n1,2", "[a][b]\n2:[1][2]", 0 },
	{ "a,b\r\n1,2\r\n3,4\r\n", "[a][b]\n2:[1][2]\n3:[3][4]", 0 },
	{ "a,b\r1,2\r3,4\r", "[a][b]\n2:[1][2]\n3:[3][4]", 0 },
	{ "a,b\r1,2\n3,4\r\n5,6", "[a][b]\n2:[1][2]\n3:[3][4]\n4:[5][6]",
	    0 },
	{ "a,b\n", "[a][b]", 0 },
	{ "a,b", "[a][b]", 0 },
	{ "a,b\n1,2\n", "[a,b]\n2:[1,2]", ';' },
	/* Blank lines count, whatever they are made of. */
	{ "\n\na,b\n\n  \t\r\n\r1,2\n\n", "[a][b]\n7:[1][2]", 0 },
	{ "a,b\n\n\"1\",2\n\n3,4", "[a][b]\n3:[1][2]\n5:[3][4]", 0 },
	/* Unquoted fields are trimmed, quoted ones kept. */
	{ "a , b\n 1\t, 2 \n\" 1\",  \"2 \"  \n",
	    "[a][b]\n2:[1][2]\n3:[ 1][2 ]", 0 },
	{ "a,b\n,\n\"\",x y\n", "[a][b]\n2:[][]\n3:[][x y]", 0 },
	/* The delimiter of the header, quoted text apart. */
	{ "a;b;c,d\n1;2;3\n", "[a][b][c,d]\n2:[1][2][3]", 0 },
	{ "a\tb\n1\t2\n\t\n", "[a][b]\n2:[1][2]\n3:[][]", 0 },
	{ "\"a,,,\";b\n1;2\n", "[a,,,][b]\n2:[1][2]", 0 },
	{ "return\n0.5\n", "[return]\n2:[0.5]", 0 },
	/* Byte order mark, also before a quote (libcsv alone refuses it). */
	{ "\xef\xbb\xbf" "a,b\n1,2\n", "[a][b]\n2:[1][2]", 0 },
	{ "\xef\xbb\xbf\"a\",b\n1,2\n", "[a][b]\n2:[1][2]", 0 },
	/* Quotes: delimiters, doubled quotes and line ends inside. */
	{ "a,b\n\"x,y\",\"say \"\"hi\"\"\"\n", "[a][b]\n2:[x,y][say \"hi\"]",
	    0 },
	{ "a,b\n\"one\ntwo\",2\n3,4\n", "[a][b]\n2:[one\ntwo][2]\n4:[3][4]",
	    0 },
	{ "a,b\r\n\"one\r\ntwo\r\n\",2\r\n3,4\r\n",
	    "[a][b]\n2:[one\r\ntwo\r\n][2]\n5:[3][4]", 0 },
	{ "a,b\r\"one\rtwo\",2\r3,4\r", "[a][b]\n2:[one\rtwo][2]\n4:[3][4]",
	    0 },
	{ "\"a\nx\",b\n1,2\n", "[a\nx][b]\n3:[1][2]", 0 },
	/* Broken rows cost themselves only. */
	{ "a,b\n1\n2,3\n", "[a][b]\n2:2:2: row has 1 field where the header "
	    "has 2\n\n3:[2][3]", 0 },
	{ "a,b\n1,2,3\n2,3\n", "[a][b]\n2:2:5: row has 3 fields where the "
	    "header has 2\n\n3:[2][3]", 0 },
	{ "a,b\n1,\"2\",3\n", "[a][b]\n2:2:7: row has 3 fields where the "
	    "header has 2\n", 0 },
	{ "a,b\n5\" pipe,2\n3,4\n", "[a][b]\n2:2:2: quote inside an unquoted "
	    "field\n\n3:[3][4]", 0 },
	{ "a,b\n\"5\"x,2\n3,4\n", "[a][b]\n2:2:4: text after a closing quote"
	    "\n\n3:[3][4]", 0 },
	{ "a,b\n\"x\ny\" \"z\",2\n3,4\n", "[a][b]\n2:3:4: text after a "
	    "closing quote\n\n4:[3][4]", 0 },
	{ "a,b\n\"x\ny\"\n3,4\n", "[a][b]\n2:3:3: row has 1 field where the "
	    "header has 2\n\n4:[3][4]", 0 },
	{ "a,b\n1,2\n\"x \"\"y\"\" z\n,\"\n", "[a][b]\n2:[1][2]\n3:4:3: row "
	    "has 1 field where the header has 2\n", 0 },
	/* A quote that is never closed, where it was opened. */
	{ "a,b\n1,2\n3,\"x \"\"y\n\n4,5\n", "[a][b]\n2:[1][2]\n3:3: quote is "
	    "not closed\n", 0 },
	{ "a,\"b\n1,2\n", "1:3: quote is not closed\n", 0 },
	/* What cannot be a header. */
	{ "", "0:0: input is empty: a header line was expected\n", 0 },
	{ "\xef\xbb\xbf", "0:0: input is empty: a header line was "
	    "expected\n", 0 },
	{ " \n\r\n\n", "0:0: input is empty: a header line was expected\n",
	    0 },
	{ "a,b,a\n1,2,3\n", "1:5: column 'a' appears twice in the header: "
	    "does the first line name the columns?\n", 0 },
	{ "\n\"b\n\",x,\"b\n\"\n", "3:5: column 'b\n' appears twice in the "
	    "header: does the first line name the columns?\n", 0 },
	{ "a,,\n1,2,3\n", "[a][][]\n2:[1][2][3]", 0 },
	/* No header at all: not for this reader to say. */
	{ "2024,1,1\n2025,2,3\n", "[2024][1][1]\n2:[2025][2][3]", 0 },
};

/* Every way of cutting the input into windows gives the same. */
static void
test_rows(void **state)
{
	static const size_t steps[] = { 0, 1, 2, 3, 7 };
	struct bt_csv_rule rule = { 0 };
	struct bt_buf b = { 0 };
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		for (k = 0; k < sizeof(steps) / sizeof(steps[0]); k++) {
			b.n = 0;
			rule.delimiter = rows[i].delimiter;
			see(&b, rows[i].text, strlen(rows[i].text), steps[k],
			    &rule);
			assert_string_equal(rows[i].want, b.s);
			/* libcsv alone says the same. */
			b.n = 0;
			rule.strict = true;
			see(&b, rows[i].text, strlen(rows[i].text), steps[k],
			    &rule);
			assert_string_equal(rows[i].want, b.s);
			rule.strict = false;
		}
	}
	bt_buf_free(&b);
}

static void
test_nul(void **state)
{
	static const char text[] = "a,b\n1,2\n3\0,4\n5,6\n\"\0\",6\n";
	static const char wide[] = "\xff\xfe" "a\0,\0b\0\n\0";
	struct bt_err err = BT_ERR_INIT;
	struct bt_csv_rule rule = { 0 };
	struct bt_buf b = { 0 };
	struct bt_in *in = input_open(text, sizeof(text) - 1, 0);
	struct bt_csv *csv = bt_csv_new(in, &rule, &err);

	(void)state;
	assert_int_equal(1, bt_csv_next(csv, &err));
	assert_int_equal(-1, bt_csv_next(csv, &err));
	assert_int_equal(BT_EDATA, err.code);
	assert_int_equal(3, err.line);
	assert_int_equal(2, err.column);
	/* The reader can go on behind it. */
	err = (struct bt_err)BT_ERR_INIT;
	assert_int_equal(1, bt_csv_next(csv, &err));
	assert_int_equal(4, bt_csv_line(csv));
	assert_int_equal(-1, bt_csv_next(csv, &err));
	assert_int_equal(5, err.line);
	assert_int_equal(2, err.column);
	err = (struct bt_err)BT_ERR_INIT;
	assert_int_equal(0, bt_csv_next(csv, &err));
	bt_csv_free(csv);
	input_close(in);
	see(&b, wide, sizeof(wide) - 1, 0, &rule);
	assert_string_equal("1:4: NUL byte: is this text in UTF-8?\n", b.s);
	bt_buf_free(&b);
}

/* head + n times ch + tail, seen. */
static void
see_long(struct bt_buf *b, const char *head, char ch, size_t n,
    const char *tail)
{
	size_t before = strlen(head), behind = strlen(tail);
	struct bt_csv_rule rule = { 0 };
	struct bt_err err = BT_ERR_INIT;
	char *text = bt_calloc(before + n + behind, 1, &err);

	assert_non_null(text);
	memcpy(text, head, before);
	memset(text + before, ch, n);
	memcpy(text + before + n, tail, behind);
	b->n = 0;
	see(b, text, before + n + behind, 0, &rule);
	free(text);
}

static void
test_bounds(void **state)
{
	const size_t mib = (size_t)1 << 20;
	struct bt_buf b = { 0 };

	(void)state;
	see_long(&b, "a,b\n1,", 'x', mib, "\n3,4\n");
	assert_int_equal(b.s[b.n - 1], ']');
	see_long(&b, "a,b\n1,", 'x', mib + 1, "\n3,4\n");
	assert_string_equal("[a][b]\n2:2:3: field is longer than 1 MiB\n\n"
	    "3:[3][4]", b.s);
	see_long(&b, "a,b\n1,\"", '\n', mib + 1, "\"\n3,4\n");
	assert_non_null(strstr(b.s, "is longer than 1 MiB\n"));
	see_long(&b, "a,b\n1,\"", '\n', 3 * mib, "\n");
	assert_string_equal("[a][b]\n2:3: quote is not closed within 1 MiB\n",
	    b.s);
	see_long(&b, "a,b\n1,", ',', 17 * mib, "\n3,4\n");
	assert_string_equal("[a][b]\n2:0: row is longer than 16 MiB: is this "
	    "text with lines?\n", b.s);
	see_long(&b, "", ',', 5000, "\n");
	assert_string_equal("1:4097: header has 5001 columns, more than "
	    "4096\n", b.s);
	bt_buf_free(&b);
}

/* 40,000 seeded rows, some of them quoted: more than one window. */
static void
test_windows(void **state)
{
	static const char *const cells[] = { "1.25", "", "\"q\"", "abc def",
	    "\"x\ny\"", "7", "-0.5", "\",\"" };
	static const char *const ends[] = { "\n", "\r\n", "\n", "\r" };
	struct bt_csv_rule rule = { 0 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf text = { 0 }, a = { 0 }, b = { 0 };
	struct bt_rng rng;
	size_t i;

	(void)state;
	bt_rng_init(&rng, 20240101, 0);
	assert_int_equal(0, bt_buf_add(&text, "a,b,c\n", 6, &err));
	for (i = 0; i < 40000; i++)
		assert_int_equal(0, bt_buf_printf(&text, &err, "%zu,%s,%s%s",
		    i, cells[bt_rng_below(&rng, 8)],
		    cells[bt_rng_below(&rng, 8)],
		    ends[bt_rng_below(&rng, 4)]));
	see(&a, text.s, text.n, 4099, &rule);
	rule.strict = true;
	see(&b, text.s, text.n, 0, &rule);
	assert_string_equal(a.s, b.s);
	assert_non_null(strstr(a.s, ":[39999]["));
	assert_null(strstr(a.s, "quote"));
	bt_buf_free(&text);
	bt_buf_free(&a);
	bt_buf_free(&b);
}

/* Seeded text of 20,000 rows: it does not compress into one block. */
static void
many_rows(struct bt_buf *text)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_rng rng;
	size_t i;

	bt_rng_init(&rng, 7, 0);
	assert_int_equal(0, bt_buf_add(text, "a,b\n", 4, &err));
	for (i = 0; i < 20000; i++)
		assert_int_equal(0, bt_buf_printf(text, &err, "%llu,%zu\n",
		    (unsigned long long)bt_rng_next(&rng), i));
}

/* Rows before the cut are rows; then it is an error, not an end. */
static void
check_cut(const char *packed, size_t n, bool whole)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_csv_rule rule = { 0 };
	struct bt_in *in = input_open(packed, n, 0);
	struct bt_csv *csv = bt_csv_new(in, &rule, &err);
	size_t seen = 0;
	int got;

	assert_non_null(csv);
	while ((got = bt_csv_next(csv, &err)) == 1)
		seen++;
	assert_int_equal(whole ? 0 : -1, got);
	assert_true(whole ? seen == 20000 : seen > 0 && seen <= 20000);
	if (got == -1) {
		assert_int_equal(BT_EDATA, err.code);
		assert_int_equal(0, strncmp(err.source, "/dev/fd/", 8));
		/* There is nothing behind it. */
		assert_int_equal(0, bt_csv_next(csv, &err));
	}
	bt_csv_free(csv);
	input_close(in);
}

static void
test_compressed(void **state)
{
	static char packed[1 << 20];
	struct bt_buf text = { 0 };
	z_stream z = { 0 };
	size_t n;

	(void)state;
	many_rows(&text);
	assert_int_equal(Z_OK, deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8,
	    Z_DEFAULT_STRATEGY));
	z.next_in = (unsigned char *)text.s;
	z.avail_in = (unsigned)text.n;
	z.next_out = (unsigned char *)packed;
	z.avail_out = sizeof(packed);
	assert_int_equal(Z_STREAM_END, deflate(&z, Z_FINISH));
	check_cut(packed, z.total_out, true);
	check_cut(packed, z.total_out / 2, false);
	check_cut(packed, z.total_out - 1, false);
	(void)deflateEnd(&z);
	n = ZSTD_compress(packed, sizeof(packed), text.s, text.n, 3);
	assert_false(ZSTD_isError(n));
	check_cut(packed, n, true);
	check_cut(packed, n - 1, false);
	bt_buf_free(&text);
}

static void
test_place(void **state)
{
	static const char text[] = "a;b;c\n1; 2;3\n\"x\";\"y\nz\";  4\n";
	struct bt_err err = BT_ERR_INIT;
	struct bt_csv_rule rule = { 0 };
	struct bt_in *in = input_open(text, sizeof(text) - 1, 0);
	struct bt_csv *csv = bt_csv_new(in, &rule, &err);
	struct bt_span row;
	bool plain;

	(void)state;
	assert_int_equal(';', bt_csv_delimiter(csv));
	assert_true(bt_span_is(bt_csv_header_text(csv), "a;b;c"));
	assert_int_equal(1, bt_csv_next(csv, &err));
	row = bt_csv_text(csv, &plain);
	assert_true(plain);
	assert_true(bt_span_is(row, "1; 2;3"));
	assert_int_equal(1, bt_csv_column(csv, 0));
	assert_int_equal(4, bt_csv_column(csv, 1));
	assert_int_equal(6, bt_csv_column(csv, 2));
	assert_int_equal(1, bt_csv_next(csv, &err));
	row = bt_csv_text(csv, &plain);
	assert_false(plain);
	assert_true(bt_span_is(row, "\"x\";\"y\nz\";  4"));
	assert_int_equal(-1, bt_csv_fail(csv, 2, &err, "c is '%s'", "odd"));
	assert_string_equal("c is 'odd'", err.text);
	assert_int_equal(4, err.line);
	assert_int_equal(6, err.column);
	assert_int_equal(0, strncmp(err.source, "/dev/fd/", 8));
	bt_csv_free(csv);
	input_close(in);
}

/* Every allocation may fail, and nothing leaks. */
static void
test_faults(void **state)
{
	static const char text[] = "a,b\n1,2\n\"x\",3\n";
	struct bt_csv_rule rule = { 0 };
	struct bt_err err, none = BT_ERR_INIT;
	struct bt_csv *csv;
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
		if ((csv = bt_csv_new(in, &rule, &err)) != NULL)
			while ((got = bt_csv_next(csv, &err)) == 1)
				if (bt_csv_fields(csv, &err) == NULL)
					break;
		assert_int_equal(0, bt_fault_set(NULL, &none));
		bt_csv_free(csv);
		input_close(in);
		if (csv != NULL && got == 0)
			break;
		assert_int_equal(BT_ESYS, err.code);
		failed++;
	}
	assert_true(failed > 5 && n < 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_nul),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_windows),
		cmocka_unit_test(test_compressed),
		cmocka_unit_test(test_place),
		cmocka_unit_test(test_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
