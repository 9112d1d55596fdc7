/* SPDX-License-Identifier: ISC */
#include "lib/engine/runstream.h"

#include <stddef.h>

#include "lib/stream/ndjson.h"

#define SCHEMA 1		/* of {"type":"run","schema":1 */

#define TOTAL(field) offsetof(struct bt_summary, field)

const struct bt_cause bt_causes[BT_CAUSES] = {
	[BT_REJECTED_CASH] = { "rejected", "cash",
	    "not enough cash for it", TOTAL(rejected) },
	[BT_REJECTED_LEVERAGE] = { "rejected", "leverage",
	    "the gross exposure would pass --leverage", TOTAL(rejected) },
	[BT_REJECTED_EQUITY] = { "rejected", "equity",
	    "no equity left to take a size from", TOTAL(rejected) },
	[BT_REJECTED_MAX_POSITIONS] = { "rejected", "max_positions",
	    "--max-positions symbols are held", TOTAL(rejected) },
	[BT_REJECTED_MIN_NOTIONAL] = { "rejected", "min_notional",
	    "worth less than --min-notional", TOTAL(rejected) },
	[BT_REJECTED_LOT_SIZE] = { "rejected", "lot_size",
	    "less than one --lot-size", TOTAL(rejected) },
	[BT_SHRUNK_CASH] = { "shrunk", "cash",
	    "to what the cash could pay for", TOTAL(shrunk) },
	[BT_SHRUNK_LEVERAGE] = { "shrunk", "leverage",
	    "to what --leverage leaves", TOTAL(shrunk) },
	[BT_EXPIRED_END] = { "expired", "end_of_data",
	    "no bar came to fill it on", TOTAL(expired) },
	[BT_SKIPPED_IN_POSITION] = { "skipped", "in_position",
	    "--pyramiding lots are held on that side", TOTAL(skipped) },
	[BT_SKIPPED_OPPOSITE] = { "skipped", "opposite",
	    "the other side is held, and --on-opposite is ignore",
	    TOTAL(skipped) },
	[BT_SKIPPED_CONFLICT] = { "skipped", "conflict",
	    "entries of both sides, or entry and exit of one side",
	    TOTAL(skipped) },
	[BT_SKIPPED_SIDE] = { "skipped", "side",
	    "--side does not trade that side", TOTAL(skipped) },
	[BT_SKIPPED_FULL_HOLDING] = { "skipped", "full_holding",
	    "fewer bars left than --holding-period", TOTAL(skipped) },
	[BT_SKIPPED_NO_SYMBOL] = { "skipped", "no_symbol",
	    "a listed signal of a symbol without prices", TOTAL(skipped) },
	[BT_SKIPPED_NO_BAR] = { "skipped", "no_bar",
	    "a listed signal at a time without a bar", TOTAL(skipped) },
};

const struct bt_col bt_trade_cols[] = {
	BT_COL(struct bt_trade, id, BT_COL_COUNT, "", "1, 2, ... by exit"),
	BT_COL(struct bt_trade, symbol, BT_COL_TEXT, "", "what was traded"),
	BT_COL(struct bt_trade, side, BT_COL_TEXT, "", "long or short"),
	BT_COL(struct bt_trade, quantity, BT_COL_REAL, "units",
	    "how much, above 0 on both sides"),
	BT_COL(struct bt_trade, entry_time, BT_COL_TIME, "",
	    "time of the bar it was opened on"),
	BT_COL(struct bt_trade, entry_price, BT_COL_REAL, "price",
	    "paid or received, slippage included"),
	BT_COL(struct bt_trade, exit_time, BT_COL_TIME, "",
	    "time of the bar it was closed on; none while open"),
	BT_COL(struct bt_trade, exit_price, BT_COL_REAL, "price",
	    "received or paid, slippage included; the last mark while open"),
	BT_COL(struct bt_trade, pnl, BT_COL_REAL, "money",
	    "profit, net of commission and slippage on both sides"),
	BT_COL_AS("return", struct bt_trade, ret, BT_COL_REAL, "fraction",
	    "pnl / (entry_price x quantity)"),
	BT_COL(struct bt_trade, commission, BT_COL_REAL, "money",
	    "both sides, 0 or more"),
	BT_COL(struct bt_trade, slippage, BT_COL_REAL, "money",
	    "both sides, 0 or more; already in the prices"),
	BT_COL(struct bt_trade, bars, BT_COL_COUNT, "bars",
	    "from the bar of entry to the bar of exit"),
	BT_COL(struct bt_trade, mae, BT_COL_REAL, "fraction",
	    "maximum adverse excursion of the entry price, 0 or less"),
	BT_COL(struct bt_trade, mfe, BT_COL_REAL, "fraction",
	    "maximum favourable excursion of the entry price, 0 or more"),
	BT_COL(struct bt_trade, exit_reason, BT_COL_TEXT, "",
	    "signal, stop_loss, take_profit, ...; none while open"),
	BT_COL(struct bt_trade, ambiguous, BT_COL_BOOL, "",
	    "the result rests on the assumed order inside a bar"),
	BT_COL(struct bt_trade, tag, BT_COL_TEXT, "",
	    "the tag of the signal that opened it"),
	BT_COL(struct bt_trade, lot, BT_COL_COUNT, "",
	    "1, 2, ... by entry; joins the fills"),
	BT_COL_END
};

const struct bt_col bt_fill_cols[] = {
	BT_COL(struct bt_fill, time, BT_COL_TIME, "", "time of the bar"),
	BT_COL(struct bt_fill, symbol, BT_COL_TEXT, "", "what was traded"),
	BT_COL(struct bt_fill, side, BT_COL_TEXT, "",
	    "buy, sell, short or cover"),
	BT_COL(struct bt_fill, quantity, BT_COL_REAL, "units", "above 0"),
	BT_COL(struct bt_fill, price, BT_COL_REAL, "price",
	    "slippage included"),
	BT_COL(struct bt_fill, commission, BT_COL_REAL, "money",
	    "0 or more"),
	BT_COL(struct bt_fill, slippage, BT_COL_REAL, "money",
	    "0 or more; already in the price"),
	BT_COL(struct bt_fill, reason, BT_COL_TEXT, "",
	    "signal, or why the trade was closed"),
	BT_COL(struct bt_fill, lot, BT_COL_COUNT, "",
	    "1, 2, ... by entry"),
	BT_COL_END
};

const struct bt_col bt_event_cols[] = {
	BT_COL(struct bt_event, time, BT_COL_TIME, "", "time of the bar"),
	BT_COL(struct bt_event, symbol, BT_COL_TEXT, "", "of which symbol"),
	BT_COL(struct bt_event, event, BT_COL_TEXT, "",
	    "rejected, shrunk, expired or skipped"),
	BT_COL(struct bt_event, reason, BT_COL_TEXT, "", "why"),
	BT_COL(struct bt_event, limit, BT_COL_REAL, "",
	    "what the rule allows, where it is a number"),
	BT_COL(struct bt_event, value, BT_COL_REAL, "",
	    "what was asked for"),
	BT_COL_END
};

const struct bt_col bt_equity_cols[] = {
	BT_COL(struct bt_equity, time, BT_COL_TIME, "",
	    "time of the step, marked at its close"),
	BT_COL(struct bt_equity, equity, BT_COL_REAL, "money",
	    "cash + long - short"),
	BT_COL(struct bt_equity, cash, BT_COL_REAL, "money",
	    "with the proceeds of short sales"),
	BT_COL_AS("long", struct bt_equity, longs, BT_COL_REAL, "money",
	    "market value of what is held"),
	BT_COL_AS("short", struct bt_equity, shorts, BT_COL_REAL, "money",
	    "market value of what is owed, 0 or more"),
	BT_COL(struct bt_equity, positions, BT_COL_COUNT, "",
	    "symbols held, long or short"),
	BT_COL_END
};

#define COUNT(field, unit, help) \
	BT_COL(struct bt_summary, field, BT_COL_COUNT, unit, help)
#define MONEY(field, help) \
	BT_COL(struct bt_summary, field, BT_COL_REAL, "money", help)
#define CAUSE(name, id) \
	BT_COL_AS(name, struct bt_summary, causes[id], BT_COL_COUNT, "", \
	    "see bt-execution(7)")

const struct bt_col bt_summary_cols[] = {
	BT_COL(struct bt_summary, from, BT_COL_TIME, "", "first step"),
	BT_COL(struct bt_summary, to, BT_COL_TIME, "", "last step done"),
	COUNT(bars, "bars", "read by the run"),
	COUNT(steps, "", "distinct times done"),
	COUNT(symbols, "", "with bars"),
	COUNT(signals, "", "bars with a signal"),
	COUNT(orders, "", "entries and exits the signals asked for"),
	COUNT(fills, "", "executions"),
	COUNT(trades, "", "closed"),
	COUNT(open_trades, "", "still open at the end"),
	COUNT(rejected, "", "orders not filled"),
	COUNT(shrunk, "", "orders filled in part"),
	COUNT(expired, "", "orders that met no bar"),
	COUNT(skipped, "", "signals that made no order"),
	MONEY(first_equity, "starting cash"),
	MONEY(last_equity, "at the last step done"),
	MONEY(commission, "total"),
	MONEY(slippage, "total"),
	COUNT(ambiguous, "", "trades that rest on the order inside a bar"),
	MONEY(ambiguous_pnl, "profit of those trades"),
	CAUSE("rejected_cash", BT_REJECTED_CASH),
	CAUSE("rejected_leverage", BT_REJECTED_LEVERAGE),
	CAUSE("rejected_equity", BT_REJECTED_EQUITY),
	CAUSE("rejected_max_positions", BT_REJECTED_MAX_POSITIONS),
	CAUSE("rejected_min_notional", BT_REJECTED_MIN_NOTIONAL),
	CAUSE("rejected_lot_size", BT_REJECTED_LOT_SIZE),
	CAUSE("shrunk_cash", BT_SHRUNK_CASH),
	CAUSE("shrunk_leverage", BT_SHRUNK_LEVERAGE),
	CAUSE("expired_end_of_data", BT_EXPIRED_END),
	CAUSE("skipped_in_position", BT_SKIPPED_IN_POSITION),
	CAUSE("skipped_opposite", BT_SKIPPED_OPPOSITE),
	CAUSE("skipped_conflict", BT_SKIPPED_CONFLICT),
	CAUSE("skipped_side", BT_SKIPPED_SIDE),
	CAUSE("skipped_full_holding", BT_SKIPPED_FULL_HOLDING),
	CAUSE("skipped_no_symbol", BT_SKIPPED_NO_SYMBOL),
	CAUSE("skipped_no_bar", BT_SKIPPED_NO_BAR),
	BT_COL_END
};

static const char *const	statuses[] = {
	[BT_COMPLETED] = "completed",
	[BT_CANCELLED] = "cancelled",
	[BT_TIMEOUT] = "timeout",
	[BT_BANKRUPT] = "bankrupt",
	[BT_FAILED] = "failed",
};

#define NSTATUSES (sizeof(statuses) / sizeof(statuses[0]))

const char *
bt_status_name(enum bt_status status)
{
	return statuses[status];
}

/* A row of any kind. */
union row {
	struct bt_trade		trade;
	struct bt_fill		fill;
	struct bt_event		event;
	struct bt_equity	equity;
	struct bt_summary	summary;
};

/* Where a reader is in its stream. */
struct reading {
	const struct bt_run_reader	*to;
	struct bt_in			*at;
	struct bt_ndjson		*in;
	bool				 begun, ended;
	bool				 filled;	/* row is, already */
	union row			 row;
};

static int
fill_row(struct reading *r, const struct bt_col *cols, struct bt_err *err)
{
	return r->filled ? 0 : bt_ndjson_bind(r->in, cols, &r->row, err);
}

static int
read_run(struct reading *r, struct bt_err *err)
{
	const struct bt_member *m = bt_ndjson_find(r->in, "schema");

	if (r->begun)
		return bt_ndjson_fail(r->in, err, "a second run begins here; "
		    "want one run a stream");
	if (m == NULL || !bt_span_is(m->value, "1"))
		return bt_ndjson_fail(r->in, err, "the run has schema '%.*s'; "
		    "this version reads schema %d",
		    BT_SPAN(m == NULL ? bt_span("") : m->value), SCHEMA);
	r->begun = true;
	if (r->to->run == NULL)
		return 0;
	return r->to->run(r->to->sink.arg, bt_ndjson_text(r->in), err);
}

static int
read_trade(struct reading *r, struct bt_err *err)
{
	const struct bt_sink *sink = &r->to->sink;

	if (sink->trade == NULL)
		return 0;
	if (fill_row(r, bt_trade_cols, err) == -1)
		return -1;
	return sink->trade(sink->arg, &r->row.trade, err);
}

static int
read_fill(struct reading *r, struct bt_err *err)
{
	const struct bt_sink *sink = &r->to->sink;

	if (sink->fill == NULL)
		return 0;
	if (fill_row(r, bt_fill_cols, err) == -1)
		return -1;
	return sink->fill(sink->arg, &r->row.fill, err);
}

static int
read_event(struct reading *r, struct bt_err *err)
{
	const struct bt_sink *sink = &r->to->sink;

	if (sink->event == NULL)
		return 0;
	if (fill_row(r, bt_event_cols, err) == -1)
		return -1;
	return sink->event(sink->arg, &r->row.event, err);
}

static int
read_equity(struct reading *r, struct bt_err *err)
{
	const struct bt_sink *sink = &r->to->sink;

	if (sink->equity == NULL)
		return 0;
	if (fill_row(r, bt_equity_cols, err) == -1)
		return -1;
	return sink->equity(sink->arg, &r->row.equity, err);
}

static int
read_summary(struct reading *r, struct bt_err *err)
{
	if (r->to->summary == NULL)
		return 0;
	if (fill_row(r, bt_summary_cols, err) == -1)
		return -1;
	return r->to->summary(r->to->sink.arg, &r->row.summary, err);
}

static int
read_end(struct reading *r, struct bt_err *err)
{
	const struct bt_member *m = bt_ndjson_find(r->in, "status");
	size_t i;

	for (i = 0; m != NULL && i < NSTATUSES; i++) {
		if (!bt_span_is(m->value, statuses[i]))
			continue;
		r->ended = true;
		if (r->to->end == NULL)
			return 0;
		return r->to->end(r->to->sink.arg, (enum bt_status)i, err);
	}
	return bt_ndjson_fail(r->in, err, "the end has no known status");
}

/* The most frequent first: they are compared in this order. */
static const struct {
	const char		*type;
	const struct bt_col	*cols;		/* or NULL: not a row */
	int			(*read)(struct reading *, struct bt_err *);
} records[] = {
	{ "equity", bt_equity_cols, read_equity },
	{ "trade", bt_trade_cols, read_trade },
	{ "fill", bt_fill_cols, read_fill },
	{ "event", bt_event_cols, read_event },
	{ "run", NULL, read_run },
	{ "summary", bt_summary_cols, read_summary },
	{ "end", NULL, read_end },
};

#define NRECORDS (sizeof(records) / sizeof(records[0]))

/* A record of a type that is not known here is of a later version: skipped. */
static int
read_record(struct reading *r, struct bt_err *err)
{
	const struct bt_member *m = bt_ndjson_find(r->in, "type");
	size_t i;

	if (m == NULL)
		return bt_ndjson_fail(r->in, err, "no \"type\"; want the "
		    "records of a run, as bt-run writes them");
	if (!r->begun && !bt_span_is(m->value, "run"))
		return bt_ndjson_fail(r->in, err, "the stream begins with "
		    "'%.*s'; want {\"type\":\"run\",...} first",
		    BT_SPAN(m->value));
	if (r->ended && !bt_span_is(m->value, "run"))
		return bt_ndjson_fail(r->in, err, "a record behind the end");
	for (i = 0; i < NRECORDS; i++)
		if (bt_span_is(m->value, records[i].type))
			return records[i].read(r, err);
	return 0;
}

/*
 * The rows that follow and look like rows before them, which is most of the
 * stream: told by their columns, filled without a second look.
 */
static int
read_rows(struct reading *r, struct bt_err *err)
{
	const struct bt_col *cols;
	int got = 0;
	size_t i;

	if (!r->begun || r->ended)
		return 0;
	r->filled = true;
	while (got == 0 && (cols = bt_ndjson_row(r->in, &r->row)) != NULL)
		for (i = 0; i < NRECORDS; i++)
			if (records[i].cols == cols) {
				got = records[i].read(r, err);
				break;
			}
	r->filled = false;
	return got;
}

/* 1 after a record and the rows behind it, 0 at the end, or -1. */
static int
read_some(struct reading *r, struct bt_err *err)
{
	int got = bt_ndjson_next(r->in, err);

	if (got != 1)
		return got;
	if (read_record(r, err) == -1 || read_rows(r, err) == -1) {
		if (err->code == BT_EDATA)
			(void)bt_err_at(err, bt_in_name(r->at),
			    bt_ndjson_line(r->in), 0);
		return -1;
	}
	return 1;
}

int
bt_runstream_read(struct bt_in *in, const struct bt_run_reader *to,
    struct bt_err *err)
{
	struct reading r = { .to = to, .at = in };
	int got;

	if ((r.in = bt_ndjson_new(in, err)) == NULL)
		return -1;
	while ((got = read_some(&r, err)) == 1)
		continue;
	if (got == 0 && !r.ended)
		got = bt_ndjson_fail(r.in, err, r.begun ?
		    "the run has no end: its writer was cut off" :
		    "no run in here; want the output of bt-run");
	bt_ndjson_free(r.in);
	return got;
}
