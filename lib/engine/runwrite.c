/* SPDX-License-Identifier: ISC */
#include "lib/engine/runwrite.h"

#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/stream/config.h"
#include "lib/stream/record.h"

const struct bt_opt bt_runwrite_opts[] = {
	BT_OPT_CHOICE_ROW('f', "format", struct bt_runwrite_settings, format,
	    "ndjson|csv", "ndjson", "the run stream, or one table of it"),
	BT_OPT_TEXT_ROW(0, "emit", struct bt_runwrite_settings, emit,
	    "TABLES", NULL, "any of trades,equity,fills,events; "
	    "the stream has trades,equity unless told"),
	BT_OPT_CHOICE_ROW(0, "equity-every", struct bt_runwrite_settings,
	    equity_every, "bar|day|none", "bar",
	    "how many equity points are written"),
	BT_OPT_END
};

enum { TRADES, EQUITY, FILLS, EVENTS, TABLES };

static const struct {
	const char		*name, *type;
	const struct bt_col	*cols;
} tables[TABLES] = {
	[TRADES] = { "trades", "trade", bt_trade_cols },
	[EQUITY] = { "equity", "equity", bt_equity_cols },
	[FILLS] = { "fills", "fill", bt_fill_cols },
	[EVENTS] = { "events", "event", bt_event_cols },
};

struct bt_runwrite {
	struct bt_out		*out;
	enum bt_format		 format;
	bool			 date_only;
	bool			 emits[TABLES];
	struct bt_record_table	*table[TABLES];
	int			 equity_every;
	struct bt_equity	 point;	/* until its day ends */
	bool			 held;
	size_t			 rows;	/* trades, fills, events, points */
};

static const char *
table_name(const void *arg, size_t i)
{
	(void)arg;
	return i < TABLES ? tables[i].name : NULL;
}

static int
emit(struct bt_runwrite *w, struct bt_span name, struct bt_err *err)
{
	const char *near;
	size_t i;

	for (i = 0; i < TABLES; i++)
		if (bt_span_is(name, tables[i].name)) {
			w->emits[i] = true;
			return 0;
		}
	(void)bt_err_set(err, BT_EUSAGE, "--emit: no table '%.*s'; there is "
	    "trades, equity, fills, events", BT_SPAN(name));
	if ((near = bt_nearest(name, table_name, NULL)) != NULL)
		(void)bt_err_add(err, "; did you mean '%s'?", near);
	return -1;
}

static int
choose(struct bt_runwrite *w, const struct bt_runwrite_settings *set,
    struct bt_err *err)
{
	struct bt_span rest, name;
	size_t i, n = 0;

	rest = bt_span(set->emit != NULL ? set->emit : "trades,equity");
	while (bt_span_cut(&rest, ',', &name))
		if (emit(w, bt_span_trim(name), err) == -1)
			return -1;
	if (set->equity_every == BT_EQUITY_NONE)
		w->emits[EQUITY] = false;
	for (i = 0; i < TABLES; i++)
		n += w->emits[i];
	if (w->format == BT_CSV && n != 1)
		return bt_err_set(err, BT_EUSAGE, "--format csv is one table: "
		    "want --emit trades, equity, fills or events");
	return 0;
}

struct bt_runwrite *
bt_runwrite_new(const struct bt_runwrite_settings *set, struct bt_err *err)
{
	struct bt_runwrite *w = bt_calloc(1, sizeof(*w), err);

	if (w == NULL)
		return NULL;
	w->format = (enum bt_format)set->format;
	w->equity_every = set->equity_every;
	if (choose(w, set, err) == -1) {
		free(w);
		return NULL;
	}
	return w;
}

void
bt_runwrite_free(struct bt_runwrite *w)
{
	size_t i;

	if (w == NULL)
		return;
	for (i = 0; i < TABLES; i++)
		bt_record_table_free(w->table[i]);
	free(w);
}

static void
put_count(struct bt_out *out, const char *key, size_t x)
{
	char buf[BT_NUM_MAX];

	bt_out_text(out, key);
	bt_out_write(out, buf, bt_num_format_int(buf, (long long)x));
}

static void
put_input(struct bt_runwrite *w, const struct bt_bars_input *in, bool first)
{
	bt_out_text(w->out, first ? "{\"name\":" : ",{\"name\":");
	bt_json_text(w->out, bt_span(in->name));
	bt_out_text(w->out, ",\"xxh3\":");
	bt_json_text(w->out, bt_span(in->xxh3));
	put_count(w->out, ",\"rows\":", in->rows);
	put_count(w->out, ",\"symbols\":", in->symbols);
	bt_out_text(w->out, ",\"from\":");
	bt_json_time(w->out, in->from, w->date_only);
	bt_out_text(w->out, ",\"to\":");
	bt_json_time(w->out, in->to, w->date_only);
	bt_out_text(w->out, "}");
}

static void
put_inputs(struct bt_runwrite *w, const struct bt_feed *feed)
{
	const struct bt_bars_input *lists = NULL;
	size_t i, n = 0;

	if (feed->list != NULL)
		lists = bt_siglist_inputs(feed->list, &n);
	for (i = 0; i < feed->bars.ninputs; i++)
		put_input(w, &feed->bars.inputs[i], i == 0);
	for (i = 0; i < n; i++)
		put_input(w, &lists[i], false);
}

/* Every effective option, as a file for -c. */
static int
put_config(struct bt_runwrite *w, const struct bt_runwrite_ask *ask,
    struct bt_err *err)
{
	struct bt_buf buf = { 0 };
	int rc = -1;

	if (bt_buf_add(&buf, "{", 1, err) == 0 &&
	    bt_config_write(&buf, bt_bars_opts, ask->bars, err) == 0 &&
	    bt_config_write(&buf, bt_settings_opts, ask->engine, err) == 0) {
		bt_out_write(w->out, buf.s, buf.n);
		bt_out_text(w->out, "}");
		rc = 0;
	}
	bt_buf_free(&buf);
	return rc;
}

static int
make_tables(struct bt_runwrite *w, struct bt_err *err)
{
	struct bt_record_rule rule = { w->format, NULL, w->date_only };
	size_t i;

	for (i = 0; i < TABLES; i++) {
		bt_record_table_free(w->table[i]);
		rule.type = tables[i].type;
		w->table[i] = bt_record_table_new(&rule, tables[i].cols, err);
		if (w->table[i] == NULL)
			return -1;
	}
	return 0;
}

static void
put_header(struct bt_runwrite *w)
{
	struct bt_record_rule rule = { BT_CSV, NULL, w->date_only };
	size_t i;

	for (i = 0; i < TABLES; i++)
		if (w->emits[i])
			bt_record_header(w->out, &rule, tables[i].cols);
}

/* What comes before the first record: put(arg) has the header's values. */
static int
begin(struct bt_runwrite *w, struct bt_out *out, bool date_only,
    int (*put)(struct bt_runwrite *, const void *, struct bt_err *),
    const void *arg, struct bt_err *err)
{
	w->out = out;
	w->date_only = date_only;
	if (make_tables(w, err) == -1)
		return -1;
	if (w->format == BT_CSV) {
		put_header(w);
		return 0;
	}
	bt_out_text(w->out, "{\"type\":\"run\",\"schema\":1,\"bt\":\""
	    BT_VERSION "\",\"config\":");
	if (put(w, arg, err) == -1)
		return -1;
	bt_out_text(w->out, "}\n");
	return 0;
}

static int
put_ask(struct bt_runwrite *w, const void *arg, struct bt_err *err)
{
	const struct bt_runwrite_ask *ask = arg;

	if (put_config(w, ask, err) == -1)
		return -1;
	bt_out_text(w->out, ",\"inputs\":[");
	put_inputs(w, ask->feed);
	bt_out_text(w->out, "]");
	return 0;
}

static int
put_texts(struct bt_runwrite *w, const void *arg, struct bt_err *err)
{
	const struct bt_runwrite_head *head = arg;

	(void)err;
	bt_out_write(w->out, head->config.s, head->config.n);
	bt_out_text(w->out, ",\"inputs\":");
	bt_out_write(w->out, head->inputs.s, head->inputs.n);
	return 0;
}

static int
put_row(struct bt_runwrite *w, size_t table, const void *row)
{
	bt_record_table_write(w->table[table], w->out, row);
	w->rows++;
	/* What went wrong is told when the output is closed. */
	return bt_out_failed(w->out) ? -1 : 0;
}

static int
on_trade(void *w, const struct bt_trade *trade, struct bt_err *err)
{
	(void)err;
	return put_row(w, TRADES, trade);
}

static int
on_fill(void *w, const struct bt_fill *fill, struct bt_err *err)
{
	(void)err;
	return put_row(w, FILLS, fill);
}

static int
on_event(void *w, const struct bt_event *event, struct bt_err *err)
{
	(void)err;
	return put_row(w, EVENTS, event);
}

static int
on_equity(void *w, const struct bt_equity *point, struct bt_err *err)
{
	(void)err;
	return put_row(w, EQUITY, point);
}

static int64_t
day_of(int64_t t)
{
	return t / BT_NS_DAY - (t % BT_NS_DAY < 0);
}

/* The last point of each day (UTC). */
static int
on_daily(void *arg, const struct bt_equity *point, struct bt_err *err)
{
	struct bt_runwrite *w = arg;
	int rc = 0;

	if (w->held && day_of(w->point.time) != day_of(point->time))
		rc = on_equity(w, &w->point, err);
	w->point = *point;
	w->held = true;
	return rc;
}

struct bt_sink
bt_runwrite_sink(struct bt_runwrite *w)
{
	return (struct bt_sink){ .arg = w,
		.trade = w->emits[TRADES] ? on_trade : NULL,
		.fill = w->emits[FILLS] ? on_fill : NULL,
		.event = w->emits[EVENTS] ? on_event : NULL,
		.equity = !w->emits[EQUITY] ? NULL :
		    w->equity_every == BT_EQUITY_DAY ? on_daily : on_equity,
	};
}

int
bt_runwrite_begin(struct bt_runwrite *w, struct bt_out *out,
    const struct bt_runwrite_head *head, struct bt_err *err)
{
	return begin(w, out, head->date_only, put_texts, head, err);
}

void
bt_runwrite_end(struct bt_runwrite *w, const struct bt_engine_result *res)
{
	struct bt_record_rule rule = { w->format, "summary", w->date_only };

	if (w->held)
		(void)on_equity(w, &w->point, NULL);
	if (w->format == BT_CSV)
		return;
	bt_record_write(w->out, &rule, bt_summary_cols, &res->summary);
	bt_out_text(w->out, "{\"type\":\"end\",\"status\":");
	bt_json_text(w->out, bt_span(bt_status_name(res->status)));
	put_count(w->out, ",\"rows\":", w->rows);
	bt_out_text(w->out, "}\n");
}

int
bt_runwrite_run(struct bt_runwrite *w, struct bt_out *out,
    const struct bt_runwrite_ask *ask, struct bt_engine_result *res,
    struct bt_err *err)
{
	struct bt_engine_job job = { .settings = ask->engine,
	    .market = ask->feed->bars.market,
	    .timeline = &ask->feed->timeline,
	    .signals = &ask->feed->signals, .sink = bt_runwrite_sink(w),
	    .poll = ask->poll, .poll_arg = ask->poll_arg };

	if (begin(w, out, bt_market_date_only(ask->feed->bars.market),
	    put_ask, ask, err) == -1 || bt_engine_run(&job, res, err) == -1)
		return -1;
	bt_runwrite_end(w, res);
	return 0;
}
