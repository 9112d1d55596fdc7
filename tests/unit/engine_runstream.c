/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "lib/base/time.h"
#include "lib/engine/runstream.h"
#include "tests/unit/input.h"

#define RUN "{\"type\":\"run\",\"schema\":1,\"bt\":\"x\"}\n"
#define END "{\"type\":\"end\",\"status\":\"bankrupt\",\"rows\":0}\n"

/* Everything a stream said. */
struct heard {
	size_t			trades, fills, events, points, runs;
	struct bt_trade		trade;
	struct bt_equity	point;
	struct bt_event		event;
	struct bt_summary	sum;
	enum bt_status		status;
	char			symbol[8], line[64];
};

static int
on_trade(void *arg, const struct bt_trade *t, struct bt_err *err)
{
	struct heard *h = arg;

	(void)err;
	h->trades++;
	h->trade = *t;
	(void)snprintf(h->symbol, sizeof(h->symbol), "%.*s",
	    BT_SPAN(t->symbol));
	return 0;
}

static int
on_fill(void *arg, const struct bt_fill *f, struct bt_err *err)
{
	(void)err;
	((struct heard *)arg)->fills += f->lot;
	return 0;
}

static int
on_event(void *arg, const struct bt_event *e, struct bt_err *err)
{
	(void)err;
	((struct heard *)arg)->events++;
	((struct heard *)arg)->event = *e;
	return 0;
}

static int
on_equity(void *arg, const struct bt_equity *e, struct bt_err *err)
{
	struct heard *h = arg;

	h->points++;
	h->point = *e;
	return e->positions == 99 ? bt_err_set(err, BT_ESYS, "enough") : 0;
}

static int
on_run(void *arg, struct bt_span line, struct bt_err *err)
{
	struct heard *h = arg;

	(void)err;
	h->runs++;
	(void)snprintf(h->line, sizeof(h->line), "%.*s", BT_SPAN(line));
	return 0;
}

static int
on_summary(void *arg, const struct bt_summary *s, struct bt_err *err)
{
	(void)err;
	((struct heard *)arg)->sum = *s;
	return 0;
}

static int
on_end(void *arg, enum bt_status status, struct bt_err *err)
{
	(void)err;
	((struct heard *)arg)->status = status;
	return 0;
}

static int
hear(const char *text, struct heard *h, struct bt_err *err)
{
	struct bt_run_reader to = { { h, on_trade, on_fill, on_event,
	    on_equity }, on_run, on_summary, on_end };
	struct bt_in *in = input_open(text, strlen(text), 7);
	int rc;

	*h = (struct heard){ .status = BT_FAILED };
	*err = (struct bt_err)BT_ERR_INIT;
	rc = bt_runstream_read(in, &to, err);
	input_close(in);
	return rc;
}

static void
all_records_arrive(void **state)
{
	struct bt_err err;
	struct heard h;

	(void)state;
	assert_int_equal(hear(RUN
	    "{\"type\":\"equity\",\"time\":\"1970-01-02\",\"equity\":5,"
	    "\"cash\":1,\"long\":6,\"short\":2,\"positions\":2}\n"
	    "{\"type\":\"fill\",\"lot\":3}\n"
	    "{\"type\":\"event\",\"limit\":null,\"value\":2.5}\n"
	    "{\"type\":\"news\",\"of\":{\"a\":[1]}}\n"
	    "{\"type\":\"trade\",\"id\":7,\"symbol\":\"A\\u0042\","
	    "\"return\":-0.25,\"exit_time\":null,\"ambiguous\":true}\n"
	    "{\"type\":\"summary\",\"steps\":9,\"rejected_cash\":4}\n" END,
	    &h, &err), 0);
	assert_int_equal(h.runs, 1);
	assert_string_equal(h.line,
	    "{\"type\":\"run\",\"schema\":1,\"bt\":\"x\"}");
	assert_int_equal(h.points, 1);
	assert_true(h.point.time == BT_NS_DAY);
	assert_true(h.point.longs == 6 && h.point.shorts == 2);
	assert_int_equal(h.fills, 3);
	assert_int_equal(h.events, 1);
	assert_true(isnan(h.event.limit) && h.event.value == 2.5);
	assert_int_equal(h.trades, 1);
	assert_int_equal(h.trade.id, 7);
	assert_string_equal(h.symbol, "AB");
	assert_true(h.trade.ret == -0.25 && isnan(h.trade.pnl));
	assert_true(h.trade.exit_time == BT_TIME_NONE);
	assert_true(h.trade.ambiguous);
	assert_int_equal(h.sum.steps, 9);
	assert_int_equal(h.sum.causes[BT_REJECTED_CASH], 4);
	assert_int_equal(h.status, BT_BANKRUPT);
}

static void
who_does_not_listen_is_not_called(void **state)
{
	struct bt_run_reader to = { 0 };
	struct bt_err err = BT_ERR_INIT;
	const char *text = RUN "{\"type\":\"trade\",\"id\":\"x\"}\n" END;
	struct bt_in *in = input_open(text, strlen(text), 0);

	(void)state;
	assert_int_equal(bt_runstream_read(in, &to, &err), 0);
	input_close(in);
}

/* What is wrong with a stream is told with its line. */
static void
broken_streams(void **state)
{
	static const struct {
		const char	*text, *says;
		size_t		 line;
	} cases[] = {
		{ "", "no run in here; want the output of bt-run", 0 },
		{ END, "the stream begins with 'end'; want "
		    "{\"type\":\"run\",...} first", 1 },
		{ "{\"a\":1}\n", "no \"type\"; want the records of a run, as "
		    "bt-run writes them", 1 },
		{ "{\"type\":\"run\",\"schema\":2}\n", "the run has schema "
		    "'2'; this version reads schema 1", 1 },
		{ "{\"type\":\"run\"}\n", "the run has schema ''; this "
		    "version reads schema 1", 1 },
		{ RUN, "the run has no end: its writer was cut off", 0 },
		{ RUN RUN, "a second run begins here; want one run a stream",
		    2 },
		{ RUN END RUN, "a second run begins here; want one run a "
		    "stream", 3 },
		{ RUN END "{\"type\":\"equity\"}\n",
		    "a record behind the end", 3 },
		{ RUN "{\"type\":\"end\",\"status\":\"well\"}\n",
		    "the end has no known status", 2 },
		{ RUN "{\"type\":\"end\"}\n", "the end has no known status",
		    2 },
		{ RUN "{\"type\":\"equity\",\"positions\":99}\n" END,
		    "enough", 0 },
	};
	struct bt_err err;
	struct heard h;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(hear(cases[i].text, &h, &err), -1);
		assert_string_equal(err.text, cases[i].says);
		if (cases[i].line > 0)
			assert_int_equal(err.line, cases[i].line);
	}
	/* What came before the cut was delivered. */
	assert_int_equal(hear(RUN "{\"type\":\"equity\"}\n", &h, &err), -1);
	assert_int_equal(h.points, 1);
}

/* Tables that must agree: each cause has its column, under both its names. */
static void
each_cause_has_a_column(void **state)
{
	const struct bt_col *c = bt_summary_cols, *end;
	char name[64];
	size_t i, found;

	(void)state;
	for (end = c; end->name != NULL; end++)
		continue;
	for (i = 0; i < BT_CAUSES; i++) {
		(void)snprintf(name, sizeof(name), "%s_%s",
		    bt_causes[i].event, bt_causes[i].reason);
		for (found = 0, c = bt_summary_cols; c < end; c++)
			if (strcmp(c->name, name) == 0) {
				found++;
				assert_int_equal(c->off,
				    offsetof(struct bt_summary, causes) +
				    i * sizeof(size_t));
			}
		assert_int_equal(found, 1);
		for (c = bt_summary_cols; c < end; c++)
			if (strcmp(c->name, bt_causes[i].event) == 0)
				assert_int_equal(c->off, bt_causes[i].total);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_records_arrive),
		cmocka_unit_test(who_does_not_listen_is_not_called),
		cmocka_unit_test(broken_streams),
		cmocka_unit_test(each_cause_has_a_column),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
