/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/scratch.h"
#include "lib/report/xlsx_parts.h"
#include "lib/report/xlsx_proof.h"
#include "tests/unit/input.h"

#define ROWS 25

static struct bt_document *
make_run(void)
{
	const struct bt_document_rule bare = { .study.periods = (double)NAN };
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf text = { 0 };
	struct bt_document *doc;
	struct bt_in *in;
	int i;

	assert_int_equal(bt_buf_printf(&text, &err, "{\"type\":\"run\","
	    "\"schema\":1,\"bt\":\"0\",\"config\":{},\"inputs\":[]}\n"), 0);
	for (i = 1; i <= ROWS; i++)
		assert_int_equal(bt_buf_printf(&text, &err,
		    "{\"type\":\"equity\",\"time\":\"2024-01-%02d\","
		    "\"equity\":%d,\"cash\":1,\"long\":0,\"short\":0,"
		    "\"positions\":0}\n", i, 1000 + i % 7), 0);
	assert_int_equal(bt_buf_printf(&text, &err, "{\"type\":\"summary\"}\n"
	    "{\"type\":\"end\",\"status\":\"completed\",\"rows\":%d}\n",
	    ROWS), 0);
	in = input_open(text.s, text.n, 0);
	doc = bt_document_read(in, &bare, &err);
	assert_string_equal(err.text, "");
	assert_non_null(doc);
	input_close(in);
	bt_buf_free(&text);
	return doc;
}

/* How often a text is in a part of a workbook, as unzip(1) finds it. */
static int
count_in(const char *path, const char *part, const char *text)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf cmd = { 0 };
	char got[32] = "";
	FILE *f;

	assert_int_equal(bt_buf_printf(&cmd, &err, "unzip -p '%s' 'xl/%s' | "
	    "grep -o -e '%s' | wc -l", path, part, text), 0);
	f = popen(cmd.s, "r");
	assert_non_null(f);
	assert_non_null(fgets(got, sizeof(got), f));
	assert_int_equal(pclose(f), 0);
	bt_buf_free(&cmd);
	return (int)strtol(got, NULL, 10);
}

struct room {
	struct bt_scratch	*dir;
	struct bt_buf		 path;
	struct bt_document	*doc;
};

/* A workbook with at most rows rows a sheet. */
static struct room
write_room(uint32_t rows, size_t points)
{
	struct bt_format_rule rule = { .max_points = points };
	struct bt_err err = BT_ERR_INIT;
	struct room r = { .doc = make_run() };
	const struct bt_document *docs = r.doc;

	assert_non_null(r.dir = bt_scratch_new("/tmp", &err));
	rule.scratch = bt_scratch_path(r.dir);
	assert_int_equal(bt_buf_printf(&r.path, &err, "%s/a.xlsx",
	    rule.scratch), 0);
	assert_int_equal(bt_xlsx_write(r.path.s, &docs, 1, &rule, rows, &err),
	    0);
	assert_string_equal(err.text, "");
	return r;
}

static void
leave(struct room *r)
{
	bt_document_free(r->doc);
	bt_buf_free(&r->path);
	bt_scratch_free(r->dir);
}

/* 25 rows below a head, at most 11 of a sheet: 10, 10 and 5 of them. */
static void
long_tables_are_split(void **state)
{
	struct room r = write_room(11, 4000);
	const char *p = r.path.s;

	(void)state;
	assert_int_equal(count_in(p, "workbook.xml",
	    "name=\"Equity\"\\|name=\"Equity-2\"\\|name=\"Equity-3\""), 3);
	assert_int_equal(count_in(p, "workbook.xml", "name=\"Equity-4\""), 0);
	assert_int_equal(count_in(p, "worksheets/sheet2.xml", "<row "), 11);
	assert_int_equal(count_in(p, "worksheets/sheet3.xml", "<row "), 11);
	assert_int_equal(count_in(p, "worksheets/sheet4.xml", "<row "), 6);
	/* Its chart cannot be of one of them. */
	assert_int_equal(count_in(p, "charts/chart1.xml",
	    "Chart data.!.B.2:"), 1);
	leave(&r);
}

/* A sheet that is full to the last row is one sheet. */
static void
full_sheet_is_one(void **state)
{
	struct room r = write_room(ROWS + 1, 4000);

	(void)state;
	assert_int_equal(count_in(r.path.s, "workbook.xml", "Equity-2"), 0);
	assert_int_equal(count_in(r.path.s, "worksheets/sheet2.xml", "<row "),
	    ROWS + 1);
	leave(&r);
}

/* Lengths that are not those of the rows, and a file without its end. */
static void
proof_finds_what_is_cut(void **state)
{
	struct room r = write_room(BT_XLSX_ROWS, 4000);
	const uint64_t rows[16] = { 1 };
	struct bt_err err = BT_ERR_INIT, cut = BT_ERR_INIT;

	(void)state;
	assert_int_equal(bt_xlsx_proof(r.path.s, rows, 16, &err), -1);
	assert_int_equal(err.code, BT_ESYS);
	assert_non_null(strstr(err.text, "cut in xl/worksheets/sheet1.xml"));
	assert_int_equal(truncate(r.path.s, 5000), 0);
	assert_int_equal(bt_xlsx_proof(r.path.s, rows, 16, &cut), -1);
	assert_non_null(strstr(cut.text, "cut in the directory"));
	leave(&r);
}

/* Escapes by ECMA-376 part 1, 22.9.2.19, and XML 1.0 section 2.2. */
static void
texts_are_fit_for_xml(void **state)
{
	static const struct {
		const char	*text;
		size_t		 n;
		const char	*want;
	} rows[] = {
		{ "", 0, "" }, { "=1+1", 4, "=1+1" },
		{ "a\tb\nc", 5, "a\tb\nc" }, { "\r", 1, "_x000D_" },
		{ "a\0b", 3, "a_x0000_b" }, { "\x1f", 1, "_x001F_" },
		{ "_x0041_", 7, "_x005F_x0041_" }, { "_x41_", 5, "_x41_" },
		{ "_x004G_", 7, "_x004G_" }, { "_x0041", 6, "_x0041" },
		{ "\xff", 1, "\xef\xbf\xbd" },
		{ "\xc3", 1, "\xef\xbf\xbd" },
		{ "\xef\xbf\xbe", 3, "\xef\xbf\xbd" },
		{ "\xef\xbf\xbf", 3, "\xef\xbf\xbd" },
		{ "\xf0\x9f\x99\x82", 4, "\xf0\x9f\x99\x82" },
	};
	struct bt_err err = BT_ERR_INIT;
	struct bt_xlsx x = { .err = &err };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(bt_xlsx_clean(&x, (struct bt_span){
		    rows[i].text, rows[i].n }), 0);
		assert_string_equal(x.text.s, rows[i].want);
	}
	bt_buf_free(&x.text);
}

/* 32,767 letters, each beyond U+FFFF counts as two, none is halved. */
static void
long_texts_are_cut(void **state)
{
	static char text[4 * 20000];
	struct bt_err err = BT_ERR_INIT;
	struct bt_xlsx x = { .err = &err };
	size_t i;

	(void)state;
	for (i = 0; i < 20000; i++)
		memcpy(text + 4 * i, "\xf0\x9f\x99\x82", 4);
	assert_int_equal(bt_xlsx_clean(&x, (struct bt_span){ text,
	    sizeof(text) }), 0);
	assert_int_equal(strlen(x.text.s), 4 * 16383);
	memset(text, 'a', sizeof(text));
	assert_int_equal(bt_xlsx_clean(&x, (struct bt_span){ text, 32768 }),
	    0);
	assert_int_equal(strlen(x.text.s), 32767);
	bt_buf_free(&x.text);
}

/* 45292 is 2024-01-01 and 25569 1970-01-01 in LibreOffice 7.4. */
static void
days_are_serial(void **state)
{
	(void)state;
	assert_true(bt_xlsx_serial(0) == 25569.0);
	assert_true(bt_xlsx_serial(1704067200 * BT_NS_SECOND) == 45292.0);
	assert_true(bt_xlsx_serial(BT_NS_DAY / 2) == 25569.5);
	assert_true(bt_xlsx_serial(-BT_NS_DAY / 2) == 25568.5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(long_tables_are_split),
		cmocka_unit_test(full_sheet_is_one),
		cmocka_unit_test(proof_finds_what_is_cut),
		cmocka_unit_test(texts_are_fit_for_xml),
		cmocka_unit_test(long_texts_are_cut),
		cmocka_unit_test(days_are_serial),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
