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

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/engine/siglist.h"
#include "lib/signal/verbs.h"

/* Prices: A daily on three days, H hourly over midnight. */
static struct bt_market *
prices(bool hourly)
{
	static const int64_t hours[] = { 22, 23, 24, 25 };
	struct bt_bar bar = { 0, 1, 1, 1, 1, 0 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_market *m = bt_market_new(NULL, 0, &err);
	long a = bt_market_enter(m, bt_span("A"), &err), h;
	int i;

	for (i = 0; i < 3; i++) {
		bar.time = i * BT_NS_DAY;
		assert_int_equal(bt_market_push(m, (size_t)a, &bar, &err), 0);
	}
	h = hourly ? bt_market_enter(m, bt_span("H"), &err) : 0;
	for (i = 0; hourly && i < 4; i++) {
		bar.time = hours[i] * 3600 * BT_NS_SECOND;
		assert_int_equal(bt_market_push(m, (size_t)h, &bar, &err), 0);
	}
	assert_int_equal(bt_market_seal(m, &err), 0);
	return m;
}

/* A file with this text; the caller unlinks it. */
static void
put_file(char path[32], const char *text)
{
	int fd;

	(void)snprintf(path, 32, "%s", "/tmp/siglist.XXXXXX");
	fd = mkstemp(path);
	assert_true(fd != -1);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	assert_int_equal(close(fd), 0);
}

static struct bt_siglist *
read_list(const struct bt_market *m, const char *one, const char *two,
    int side, struct bt_err *err)
{
	static const struct bt_bars_settings bars = { 0 };
	char path[2][32];
	const char *paths[2] = { path[0], path[1] };
	struct bt_siglist_read ask = { &bars, side, paths,
	    two == NULL ? 1 : 2, m };
	struct bt_siglist *list;

	put_file(path[0], one);
	if (two != NULL)
		put_file(path[1], two);
	list = bt_siglist_new(&ask, err);
	(void)unlink(path[0]);
	if (two != NULL)
		(void)unlink(path[1]);
	return list;
}

/* Aliases, any order of columns, a row that says nothing, values beside. */
static void
rows_find_their_bars(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_market *m = prices(false);
	struct bt_siglist *list = read_list(m,
	    "TAG,Date,strength,other,Ticker,signal\n"
	    "\"b, c\",1970-01-02,0.5,x,A,Short\n"
	    ",1970-01-01,,x,A,\n"
	    ",1970-01-03,,x,A,-1\n", NULL, BT_SIDE_LONG, &err);
	const struct bt_signals *sig;
	const struct bt_signal_cols *c;
	const struct bt_bars_input *in;
	size_t n;

	(void)state;
	assert_non_null(list);
	sig = bt_siglist_signals(list);
	c = &sig->cols[0];
	assert_int_equal(c->verbs[0], 0);
	assert_int_equal(c->verbs[1], BT_SHORT);
	assert_int_equal(c->verbs[2], BT_TARGET_SHORT);
	assert_true(isnan(c->strength[0]) && c->strength[1] == 0.5);
	assert_null(c->stop_loss);
	assert_null(c->take_profit);
	assert_int_equal(c->tag[0], 0);
	assert_true(bt_span_is(sig->tag_text(sig->arg, c->tag[1]), "b, c"));
	assert_int_equal(sig->nskips, 0);
	in = bt_siglist_inputs(list, &n);
	assert_int_equal(n, 1);
	assert_int_equal(in->rows, 3);
	assert_true(in->from == 0 && in->to == 2 * BT_NS_DAY);
	bt_siglist_free(list);
	bt_market_free(m);
}

/* A bare date is the last bar of its day; a time is that bar or none. */
static void
dates_among_hours(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_market *m = prices(true);
	struct bt_siglist *list = read_list(m, "symbol,time\nH,1970-01-01\n"
	    "H,1970-01-02T00:00:00Z\nH,1970-01-01T22:30:00Z\nZ,1970-01-01\n"
	    "H,1970-01-03\n", NULL, BT_SIDE_BOTH, &err);
	const struct bt_signals *sig;
	const uint8_t *verbs;

	(void)state;
	assert_non_null(list);
	sig = bt_siglist_signals(list);
	verbs = sig->cols[bt_market_find(m, bt_span("H"))].verbs;
	assert_int_equal(verbs[0], 0);
	assert_int_equal(verbs[1], BT_BUY);	/* 23:00 */
	assert_int_equal(verbs[2], BT_BUY);	/* midnight sharp */
	assert_int_equal(verbs[3], 0);
	assert_int_equal(sig->nskips, 3);
	assert_int_equal(sig->skips[0].cause, BT_SKIPPED_NO_BAR);
	assert_int_equal(sig->skips[1].cause, BT_SKIPPED_NO_SYMBOL);
	assert_true(bt_span_is(sig->skips[1].symbol, "Z"));
	assert_int_equal(sig->skips[2].cause, BT_SKIPPED_NO_BAR);
	bt_siglist_free(list);
	bt_market_free(m);
}

/* Verbs of one bar join, over files too; of numbers the later one counts. */
static void
rows_of_one_bar(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_market *m = prices(false);
	struct bt_siglist *list = read_list(m,
	    "symbol,date,signal\nA,1970-01-01,sell\nA,1970-01-01,short\n"
	    "A,1970-01-02,1\nA,1970-01-02,-1\n",
	    "symbol;date\nA;1970-01-03\nA;1970-01-03\n", BT_SIDE_SHORT, &err);
	const uint8_t *verbs;

	(void)state;
	assert_non_null(list);
	verbs = bt_siglist_signals(list)->cols[0].verbs;
	assert_int_equal(verbs[0], BT_SELL | BT_SHORT);
	assert_int_equal(verbs[1], BT_TARGET_SHORT);
	assert_int_equal(verbs[2], BT_SHORT);
	bt_siglist_free(list);
	bt_market_free(m);
}

static void
memory_may_be_short(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_market *m = prices(false);
	struct bt_siglist *list = NULL;
	char spec[32];
	int n;

	(void)state;
	for (n = 1; n < 100 && list == NULL; n++) {
		(void)snprintf(spec, sizeof(spec), "alloc:%d", n);
		err = (struct bt_err)BT_ERR_INIT;
		assert_int_equal(bt_fault_set(spec, &err), 0);
		list = read_list(m, "symbol,date,tag,strength\n"
		    "A,1970-01-01,t,1\nZ,1970-01-01,,\n", NULL, BT_SIDE_LONG,
		    &err);
		assert_int_equal(bt_fault_set(NULL, &err), 0);
		assert_int_equal(err.code, list == NULL ? BT_ESYS : BT_OK);
	}
	assert_in_range(n, 12, 60);
	bt_siglist_free(list);
	bt_market_free(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_find_their_bars),
		cmocka_unit_test(dates_among_hours),
		cmocka_unit_test(rows_of_one_bar),
		cmocka_unit_test(memory_may_be_short),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
