/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <string.h>

#include "lib/base/err.h"

static void
first_error_wins(void **state)
{
	struct bt_err err = BT_ERR_INIT;

	(void)state;
	assert_int_equal(bt_err_set(&err, BT_EDATA, "want %d", 7), -1);
	assert_int_equal(bt_err_set(&err, BT_ESYS, "later"), -1);
	assert_int_equal(err.code, BT_EDATA);
	assert_string_equal(err.text, "want 7");
}

static void
system_says_why(void **state)
{
	struct bt_err err = BT_ERR_INIT, bare = BT_ERR_INIT;

	(void)state;
	errno = ENOENT;
	assert_int_equal(bt_err_sys(&err, "open", "a.csv"), -1);
	assert_int_equal(err.code, BT_ESYS);
	assert_string_equal(err.text,
	    "cannot open 'a.csv': No such file or directory");
	errno = EPIPE;
	(void)bt_err_sys(&bare, "write", NULL);
	assert_string_equal(bare.text, "cannot write: Broken pipe");
}

static void
first_place_wins(void **state)
{
	struct bt_err err = BT_ERR_INIT;

	(void)state;
	(void)bt_err_at(&err, "early.csv", 1, 1);
	assert_string_equal(err.source, "");	/* there is no error yet */
	(void)bt_err_set(&err, BT_EDATA, "bad");
	(void)bt_err_at(&err, "a.csv", 17, 3);
	(void)bt_err_at(&err, "b.csv", 1, 1);
	assert_string_equal(err.source, "a.csv");
	assert_int_equal(err.line, 17);
	assert_int_equal(err.column, 3);
}

static void
long_texts_are_cut(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	char text[2 * BT_ERR_TEXT];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	(void)bt_err_set(&err, BT_EDATA, "%s", text);
	(void)bt_err_add(&err, "%s", text);
	(void)bt_err_at(&err, text, 0, 0);
	assert_int_equal(strlen(err.text), BT_ERR_TEXT - 1);
	assert_int_equal(strlen(err.source), BT_ERR_SOURCE - 1);
}

static void
input_cannot_steer_the_terminal(void **state)
{
	struct bt_err err = BT_ERR_INIT;

	(void)state;
	(void)bt_err_set(&err, BT_EDATA, "'%s'", "a\033[2Jb\x7f\tc\nd\r");
	(void)bt_err_add(&err, "; \a");
	(void)bt_err_at(&err, "x\033.csv", 0, 0);
	assert_string_equal(err.text, "'a?[2Jb?\tc\nd?'; ?");
	assert_string_equal(err.source, "x?.csv");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_error_wins),
		cmocka_unit_test(system_says_why),
		cmocka_unit_test(first_place_wins),
		cmocka_unit_test(long_texts_are_cut),
		cmocka_unit_test(input_cannot_steer_the_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
