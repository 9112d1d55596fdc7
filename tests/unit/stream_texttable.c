/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

#include "lib/stream/texttable.h"

static char	path[] = "/tmp/bt-texttable-XXXXXX";

static int
make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd == -1 ? -1 : close(fd);
}

static int
remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

static const struct bt_textcol	two[] = {
	{ "name", BT_LEFT }, { "value", BT_RIGHT } };
static const struct bt_textcol	untitled[] = {
	{ NULL, BT_RIGHT }, { NULL, BT_LEFT }, { NULL, BT_LEFT } };

/* What a table of these cells looks like; "=x" is a line of its own. */
static void
looks_like(const struct bt_textcol *cols, size_t ncols,
    const char *const *cells, const char *expected)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_texttable *t;
	struct bt_out *out;
	char *got;
	size_t n;

	assert_non_null(t = bt_texttable_new(cols, ncols, &err));
	for (; *cells != NULL; cells++) {
		if (**cells == '=')
			assert_int_equal(bt_texttable_line(t,
			    bt_span(*cells + 1), &err), 0);
		else
			assert_int_equal(bt_texttable_cell(t,
			    bt_span(*cells), &err), 0);
	}
	assert_non_null(out = bt_out_open(path, &err));
	bt_texttable_write(t, out);
	assert_int_equal(bt_out_close(out, &err), 0);
	bt_texttable_free(t);
	assert_non_null(got = bt_file_slurp(path, 1 << 20, &n, &err));
	assert_string_equal(got, expected);
	free(got);
}

static void
aligns(void **state)
{
	static const char *const none[] = { NULL };
	static const char *const cells[] = { "sharpe", "1.25", "x",
		"-1234567", NULL };

	(void)state;
	looks_like(two, 2, none, "name  value\n");
	looks_like(two, 2, cells,
	    "name       value\n"
	    "sharpe      1.25\n"
	    "x       -1234567\n");
}

static void
no_spaces_at_the_end(void **state)
{
	static const char *const cells[] = { "1", "a", "", "22", "", "",
		"333", "", "c", NULL };

	(void)state;
	looks_like(untitled, 3, cells,
	    "  1  a\n"
	    " 22\n"
	    "333     c\n");
}

static void
lines_between_rows(void **state)
{
	static const char *const cells[] = { "=Returns", "a", "1", "=",
		"=Risk", "b", "=end", NULL };

	(void)state;
	looks_like(two, 2, cells,
	    "name  value\n"
	    "Returns\n"
	    "a         1\n"
	    "\n"
	    "Risk\n"
	    "b\n"
	    "end\n");
}

static void
an_unfinished_row(void **state)
{
	static const char *const cells[] = { "1", "2", "3", "4", NULL };

	(void)state;
	looks_like(untitled, 3, cells, "1  2  3\n4\n");
}

static void
other_letters(void **state)
{
	static const char *const cells[] = {
		"M\xc3\xbcnchen", "1",			/* u umlaut */
		"\xe6\x97\xa5\xe7\xb5\x8c", "2",	/* two wide ones */
		"e\xcc\x81", "3",			/* e, combining acute */
		"a\x1b[1m\xff\xc3", "4",		/* nothing to show */
		NULL };

	(void)state;
	looks_like(two, 2, cells,
	    "name     value\n"
	    "M\xc3\xbcnchen      1\n"
	    "\xe6\x97\xa5\xe7\xb5\x8c         2\n"
	    "e\xcc\x81            3\n"
	    "a?[1m??      4\n");
}

/* Widths by Unicode 15: EastAsianWidth.txt, and category Mn for the marks. */
static void
widths(void **state)
{
	(void)state;
	assert_true(bt_texttable_width(bt_span("")) == 0);
	assert_true(bt_texttable_width(bt_span("abc")) == 3);
	assert_true(bt_texttable_width(bt_span("\xe2\x82\xac")) == 1);
	assert_true(bt_texttable_width(bt_span("\xef\xbc\x81")) == 2);
	assert_true(bt_texttable_width(bt_span("\xf0\x9f\x93\x88")) == 2);
	assert_true(bt_texttable_width(bt_span("\xe2\x80\x8b")) == 0);
	assert_true(bt_texttable_width(bt_span("\xed\xa0\x80")) == 3);
	assert_true(bt_texttable_width(bt_span("\xc2\x85\x7f")) == 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(aligns),
		cmocka_unit_test(no_spaces_at_the_end),
		cmocka_unit_test(lines_between_rows),
		cmocka_unit_test(an_unfinished_row),
		cmocka_unit_test(other_letters),
		cmocka_unit_test(widths),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
