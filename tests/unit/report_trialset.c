/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/report/heatgrid.h"
#include "lib/report/trialset.h"
#include "lib/report/trialtable.h"
#include "tests/unit/input.h"

#define HEAD "{\"type\":\"sweep\",\"schema\":1,\"bt\":\"0.1.0\"," \
	"\"config\":{},\"inputs\":[],\"space\":[" \
	"{\"name\":\"n\",\"kind\":\"number\",\"values\":\"\"}," \
	"{\"name\":\"how\",\"kind\":\"choice\",\"values\":\"\"}]," \
	"\"metrics\":[\"sharpe\",\"trades\"],\"method\":\"grid\",\"seed\":1," \
	"\"objective\":\"sharpe\",\"minimize\":%s,\"constraint\":null," \
	"\"trials\":0}\n"

static char text[1 << 20];

static size_t
put_trial(size_t at, int number, const char *n, const char *how,
    const char *status, const char *value)
{
	return at + (size_t)snprintf(text + at, sizeof(text) - at,
	    "{\"type\":\"trial\",\"trial\":%d,\"strategy\":\"s\",\"n\":%s,"
	    "\"how\":\"%s\",\"status\":\"%s\",\"reason\":null,"
	    "\"objective\":%s,\"sharpe\":%s,\"trades\":3}\n", number, n, how,
	    status, value, value);
}

static struct bt_trialset *
read_text(size_t n, int rows, struct bt_err *err)
{
	struct bt_trialset *set;
	struct bt_in *in;

	n += (size_t)snprintf(text + n, sizeof(text) - n,
	    "{\"type\":\"end\",\"status\":\"completed\",\"rows\":%d}\n",
	    rows);
	in = input_open(text, n, 0);
	set = bt_trialset_read(in, err);
	input_close(in);
	return set;
}

/* Five trials; the best of each cell over what is not an axis. */
static void
ranks_and_cells(void **state)
{
	const size_t axis[2] = { 0, 1 };
	char buf[BT_TRIALTABLE_TEXT];
	struct bt_err err = BT_ERR_INIT;
	struct bt_heatgrid g;
	struct bt_trialset *set;
	size_t at;
	int minimize;

	(void)state;
	for (minimize = 0; minimize < 2; minimize++) {
		at = (size_t)snprintf(text, sizeof(text), HEAD, minimize ?
		    "true" : "false");
		at = put_trial(at, 1, "10", "worst", "ok", "0.5");
		at = put_trial(at, 2, "2", "best", "ok", "0.75");
		at = put_trial(at, 3, "10", "worst", "ok", "0.25");
		at = put_trial(at, 4, "2", "worst", "constraint", "9");
		at = put_trial(at, 5, "10", "best", "failed", "null");
		set = read_text(at, 5, &err);
		assert_non_null(set);
		/* One strategy is no dim. */
		assert_int_equal(set->ndims, 2);
		assert_int_equal(set->dim[0].nlevels, 2);
		assert_true(set->dim[0].level[0] == 2.0);
		assert_true(set->dim[0].level[1] == 10.0);
		assert_string_equal(set->dim[1].word[0], "worst");
		assert_int_equal(set->nvalid, 3);
		assert_int_equal(set->rank[0], minimize ? 2 : 1);
		assert_int_equal(set->rank[1], 0);
		assert_int_equal(bt_heatgrid_init(&g, set, axis, &err), 0);
		/* n 2 with worst broke the constraint, 10 with best failed. */
		assert_true(isnan(g.cell[0]));
		assert_true(g.cell[1] == (minimize ? 0.25 : 0.5));
		assert_true(g.cell[2] == 0.75);
		assert_true(isnan(g.cell[3]));
		assert_true(bt_heatgrid_share(&g, 0.75) == (minimize ? 0.0 :
		    1.0));
		assert_int_equal(bt_heatgrid_colour(0.0), 0x440154);
		assert_int_equal(bt_heatgrid_colour(1.0), 0xfde725);
		bt_heatgrid_free(&g);
		/* Trial, n, how, the objective, which is a metric; trades. */
		assert_int_equal(bt_trialtable_columns(set), 5);
		assert_string_equal(bt_trialtable_title(set, 3),
		    "Sharpe ratio");
		assert_string_equal(bt_trialtable_title(set, 4), "Trades");
		assert_true(bt_span_is(bt_trialtable_cell(buf, set, 3, 1),
		    "0.750"));
		assert_true(bt_span_is(bt_trialtable_cell(buf, set, 2, 1),
		    "best"));
		bt_trialset_free(set);
	}
}

/* More values than levels: 40 classes of equal width, the ends included. */
static void
many_values_are_classed(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_trialset *set;
	char n[32];
	size_t at;
	int i;

	(void)state;
	at = (size_t)snprintf(text, sizeof(text), HEAD, "false");
	for (i = 0; i <= 400; i++) {
		(void)snprintf(n, sizeof(n), "%d", i);
		at = put_trial(at, i + 1, n, "a", "ok", "1");
	}
	set = read_text(at, 401, &err);
	assert_non_null(set);
	assert_true(set->dim[0].is_classed);
	assert_int_equal(set->dim[0].nlevels, BT_TRIALSET_CLASSES);
	assert_int_equal(set->dim[0].at[0], 0);
	assert_int_equal(set->dim[0].at[9], 0);
	assert_int_equal(set->dim[0].at[10], 1);
	assert_int_equal(set->dim[0].at[400], BT_TRIALSET_CLASSES - 1);
	assert_true(set->dim[0].level[0] == 5.0);
	bt_trialset_free(set);
}

/* A stream that was cut, and one with nothing in it. */
static void
little_and_broken(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_trialset *set;
	struct bt_in *in;
	size_t at;

	(void)state;
	at = (size_t)snprintf(text, sizeof(text), HEAD, "false");
	set = read_text(at, 0, &err);
	assert_non_null(set);
	assert_int_equal(set->n, 0);
	assert_int_equal(set->nvalid, 0);
	bt_trialset_free(set);
	at = put_trial(at, 1, "10", "worst", "ok", "0.5");
	in = input_open(text, at, 0);
	assert_null(bt_trialset_read(in, &err));
	assert_int_equal(err.code, BT_EDATA);
	input_close(in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranks_and_cells),
		cmocka_unit_test(many_values_are_classed),
		cmocka_unit_test(little_and_broken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
