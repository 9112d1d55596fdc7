/* SPDX-License-Identifier: ISC */
/* Runs stitched together, and how parameters drift; records field by field. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/sweep/fields.h"
#include "lib/sweep/walkforward.h"
#include "lib/sweep/walkforward_stitch.h"

#define HEARD 16

/* What somebody hears of the runs. */
struct ear {
	struct bt_trade		trade[HEARD];
	struct bt_fill		fill[HEARD];
	struct bt_equity	equity[HEARD];
	size_t			ntrades, nfills, npoints, nevents;
	bool			fails;
};

static int
hear_trade(void *arg, const struct bt_trade *t, struct bt_err *err)
{
	struct ear *e = arg;

	(void)err;
	e->trade[e->ntrades++] = *t;
	return e->fails ? -1 : 0;
}

static int
hear_fill(void *arg, const struct bt_fill *f, struct bt_err *err)
{
	struct ear *e = arg;

	(void)err;
	e->fill[e->nfills++] = *f;
	return e->fails ? -1 : 0;
}

static int
hear_event(void *arg, const struct bt_event *event, struct bt_err *err)
{
	struct ear *e = arg;

	(void)err;
	(void)event;
	e->nevents++;
	return e->fails ? -1 : 0;
}

static int
hear_equity(void *arg, const struct bt_equity *point, struct bt_err *err)
{
	struct ear *e = arg;

	(void)err;
	e->equity[e->npoints++] = *point;
	return e->fails ? -1 : 0;
}

static struct bt_sink
sink_of(struct ear *e)
{
	return (struct bt_sink){ e, hear_trade, hear_fill, hear_event,
		hear_equity };
}

/* A run that made two trades of lots 1 and 2, and left lot 3 open. */
static void
tell_run(const struct bt_sink *s)
{
	struct bt_err err = BT_ERR_INIT;
	size_t i;

	for (i = 1; i <= 3; i++)
		assert_int_equal(0, s->fill(s->arg, &(struct bt_fill){
		    .lot = i }, &err));
	assert_int_equal(0, s->trade(s->arg, &(struct bt_trade){ .id = 1,
	    .lot = 2 }, &err));
	assert_int_equal(0, s->trade(s->arg, &(struct bt_trade){ .id = 2,
	    .lot = 1 }, &err));
	assert_int_equal(0, s->event(s->arg, &(struct bt_event){ .time = 1 },
	    &err));
	assert_int_equal(0, s->equity(s->arg, &(struct bt_equity){
	    .equity = 7 }, &err));
}

static void
numbers_run_on(void **state)
{
	static struct ear a, b;
	const struct bt_sink takers[] = { sink_of(&a), { .arg = NULL },
		sink_of(&b) };
	const struct bt_engine_result res = { .summary = { .from = 10,
	    .to = 20, .steps = 5, .bars = 6, .symbols = 2, .trades = 2,
	    .open_trades = 1, .commission = 1.5, .last_equity = 120,
	    .rejected = 3, .causes = { [BT_REJECTED_CASH] = 3 } } };
	struct bt_walkforward_stitch s;
	struct bt_sink sink;
	int i;

	(void)state;
	bt_walkforward_stitch_init(&s, 100, takers, 3);
	sink = bt_walkforward_stitch_sink(&s);
	for (i = 0; i < 2; i++) {
		tell_run(&sink);
		bt_walkforward_stitch_add(&s, &res);
	}
	assert_int_equal(4, a.ntrades);
	assert_int_equal(3, a.trade[2].id);
	assert_int_equal(5, a.trade[2].lot);	/* 3 lots before, and 2 */
	assert_int_equal(4, a.trade[3].id);
	assert_int_equal(4, a.fill[3].lot);
	assert_int_equal(6, a.fill[5].lot);
	assert_int_equal(2, a.nevents);
	assert_memory_equal(&a, &b, sizeof(a));
	assert_int_equal(10, s.sum.from);
	assert_int_equal(20, s.sum.to);
	assert_int_equal(10, s.sum.steps);
	assert_int_equal(12, s.sum.bars);
	assert_int_equal(2, s.sum.symbols);
	assert_int_equal(4, s.sum.trades);
	assert_int_equal(2, s.sum.open_trades);
	assert_int_equal(6, s.sum.rejected);
	assert_int_equal(6, s.sum.causes[BT_REJECTED_CASH]);
	assert_true(s.sum.commission == 3.0);
	assert_true(s.sum.first_equity == 100.0);
	assert_true(s.sum.last_equity == 120.0);
	assert_true(s.cash == 120.0);
}

static void
idles_in_cash(void **state)
{
	static struct ear e;
	const struct bt_sink taker = sink_of(&e);
	const int64_t time[] = { 30, 40, 50 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_walkforward_stitch s;

	(void)state;
	bt_walkforward_stitch_init(&s, 100, &taker, 1);
	assert_int_equal(0, bt_walkforward_stitch_idle(&s, time, 3, 5,
	    &err));
	assert_int_equal(3, e.npoints);
	assert_true(e.equity[2].time == 50);
	assert_true(e.equity[2].equity == 100.0);
	assert_true(e.equity[2].cash == 100.0);
	assert_int_equal(0, e.equity[2].positions);
	assert_int_equal(3, s.sum.steps);
	assert_int_equal(5, s.sum.bars);
	assert_true(s.sum.from == 30 && s.sum.to == 50);
	assert_true(s.cash == 100.0);
	e.fails = true;
	assert_int_equal(-1, bt_walkforward_stitch_idle(&s, time, 3, 5,
	    &err));
}

/* 5 5 - 20 10, and a a b b b: mean 10, deviations 25 + 25 + 100 + 0 by 3. */
static void
drifts(void **state)
{
	const struct bt_trials_dim dim[] = { { "fast", true },
		{ "side", false }, { "none", true } };
	struct bt_span text[5][3];
	double value[5][3];
	static const char *const texts[5][2] = { { "5", "a" }, { "5", "a" },
		{ NULL, "b" }, { "20", "b" }, { "10", "b" } };
	struct bt_walkforward_choice choice[5];
	struct bt_walkforward_drift d[3];
	size_t i, k;

	(void)state;
	for (i = 0; i < 5; i++) {
		for (k = 0; k < 3; k++) {
			text[i][k] = k < 2 && texts[i][k] != NULL ?
			    bt_span(texts[i][k]) :
			    (struct bt_span){ NULL, 0 };
			value[i][k] = k == 0 && texts[i][0] != NULL ?
			    strtod(texts[i][0], NULL) : (double)NAN;
		}
		choice[i] = (struct bt_walkforward_choice){ text[i],
			value[i] };
	}
	bt_walkforward_drift(choice, 5, dim, 3, d);
	assert_true(d[0].is_number);
	assert_true(d[0].mean == 10 && d[0].min == 5 && d[0].max == 20);
	assert_true(fabs(d[0].sd - sqrt(50)) < 1e-12);
	assert_int_equal(4, d[0].windows);
	assert_int_equal(2, d[0].changes);
	assert_int_equal(3, d[0].distinct);
	assert_true(bt_span_is(d[0].usual, "5"));
	assert_int_equal(2, d[0].times);
	assert_false(d[1].is_number);
	assert_true(isnan(d[1].mean) && isnan(d[1].max));
	assert_int_equal(5, d[1].windows);
	assert_int_equal(1, d[1].changes);
	assert_int_equal(2, d[1].distinct);
	assert_true(bt_span_is(d[1].usual, "b"));
	assert_int_equal(3, d[1].times);
	assert_int_equal(0, d[2].windows);
	assert_int_equal(0, d[2].distinct);
	assert_true(isnan(d[2].mean) && isnan(d[2].sd));
	assert_null(d[2].usual.s);
	/* Of one value there is a mean, but nothing it departs from. */
	bt_walkforward_drift(choice, 1, dim, 1, d);
	assert_true(d[0].mean == 5 && isnan(d[0].sd));
}

static void
put(struct bt_fields *f, double x, const char *text)
{
	bt_fields_begin(f, "thing");
	bt_fields_count(f, "", "n", 3);
	bt_fields_real(f, "my_", "x", x);
	bt_fields_text(f, "my_", "text", text != NULL ? bt_span(text) :
	    (struct bt_span){ NULL, 0 });
	bt_fields_time(f, "", "time", isnan(x) ? INT64_MIN : 0);
	bt_fields_bool(f, "", "yes", x > 0);
	bt_fields_end(f);
}

static void
check_fields(enum bt_format format, const char *expected)
{
	struct bt_err err = BT_ERR_INIT;
	char name[] = "/tmp/bt-fields-XXXXXX", got[512];
	struct bt_fields f = { NULL, format, true, false, 0 };
	int fd = mkstemp(name);
	FILE *file;
	size_t n;

	assert_true(fd >= 0);
	assert_non_null(f.out = bt_out_open(name, &err));
	if (format == BT_CSV) {
		f.heading = true;
		put(&f, 0, NULL);
		f.heading = false;
	}
	put(&f, 0.5, "a \"b\", c");
	put(&f, (double)NAN, NULL);
	assert_int_equal(0, bt_out_close(f.out, &err));
	assert_non_null(file = fopen(name, "r"));
	n = fread(got, 1, sizeof(got) - 1, file);
	got[n] = '\0';
	assert_string_equal(expected, got);
	(void)fclose(file);
	(void)remove(name);
}

static void
writes_fields(void **state)
{
	(void)state;
	check_fields(BT_CSV, "n,my_x,my_text,time,yes\n"
	    "3,0.5,\"a \"\"b\"\", c\",1970-01-01,true\n"
	    "3,,,,false\n");
	check_fields(BT_NDJSON, "{\"type\":\"thing\",\"n\":3,\"my_x\":0.5,"
	    "\"my_text\":\"a \\\"b\\\", c\",\"time\":\"1970-01-01\","
	    "\"yes\":true}\n{\"type\":\"thing\",\"n\":3,\"my_x\":null,"
	    "\"my_text\":null,\"time\":null,\"yes\":false}\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_run_on),
		cmocka_unit_test(idles_in_cash),
		cmocka_unit_test(drifts),
		cmocka_unit_test(writes_fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
