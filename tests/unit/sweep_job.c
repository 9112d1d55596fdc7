/* SPDX-License-Identifier: ISC */
/* What a job does with its rows: the best of them, and their shell lines. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>

#include "lib/sweep/job_shell.h"
#include "lib/sweep/top.h"

/* The best n of rows in any order are those of a sort. */
static void
keeps_the_best(void **state)
{
	static const double objective[] = { 3, NAN, 7, 7, -1, 9, 0, 9 };
	static const uint64_t want[] = { 6, 8, 3, 4, 1 };
	const struct bt_trials_dim dim = { "x", true };
	struct bt_trials_head head = { .dim = &dim, .ndims = 1,
		.nmetrics = 1 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_top *top = bt_top_new(5, &head, &err);
	const struct bt_trials_row *row;
	char text[2] = "0";
	struct bt_span value = { text, 1 };
	size_t i;

	(void)state;
	assert_non_null(top);
	for (i = 0; i < 8; i++) {
		text[0] = (char)('a' + i);
		assert_int_equal(bt_top_add(top, &(struct bt_trials_row){
		    .number = i + 1, .value = &value, .share = 1,
		    .objective = objective[i], .metric = &objective[i] },
		    &err), 0);
	}
	for (i = 0; i < 5; i++) {
		row = bt_top_at(top, i);
		assert_int_equal(row->number, want[i]);
		assert_int_equal(row->value[0].s[0], 'a' + (int)want[i] - 1);
		assert_true(row->metric[0] == row->objective);
	}
	assert_null(bt_top_at(top, 5));
	bt_top_free(top);
}

static void
quotes_for_the_shell(void **state)
{
	static const char *const rows[][2] = { { "a.csv", "a.csv" },
		{ "", "''" }, { "a b", "'a b'" }, { "it's", "'it'\\''s'" },
		{ "$x", "'$x'" }, { "percent:0.1%", "percent:0.1%" } };
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf buf = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf.n = 0;
		assert_int_equal(bt_job_shell_word(&buf, bt_span(rows[i][0]),
		    &err), 0);
		assert_string_equal(buf.s, rows[i][1]);
	}
	bt_buf_free(&buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_the_best),
		cmocka_unit_test(quotes_for_the_shell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
