/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_RUNSTREAM_H
#define BT_ENGINE_RUNSTREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/table.h"
#include "lib/stream/record.h"

/*
 * The run stream: what the engine emits and every reporting tool reads
 * (bt-formats(5)).  NDJSON, one object a line:
 *	run, then trade, fill, event and equity as they happen, then summary,
 *	then end.
 * A stream without its end was cut off, and its reader says so.
 */

/* One lot, from its entry to its exit. */
struct bt_trade {
	size_t		id;		/* 1, 2, ... by exit */
	struct bt_span	symbol;
	struct bt_span	side;		/* "long" "short" */
	double		quantity;	/* > 0 */
	int64_t		entry_time;
	double		entry_price;	/* with slippage */
	int64_t		exit_time;
	double		exit_price;
	double		pnl;		/* money, net of all costs */
	double		ret;		/* "return": pnl / entry notional */
	double		commission;	/* money, both sides, >= 0 */
	double		slippage;	/* money, both sides, >= 0 */
	size_t		bars;		/* from entry bar to exit bar */
	double		mae, mfe;	/* fractions of the entry; <= 0, >= 0 */
	struct bt_span	exit_reason;
	bool		ambiguous;	/* rests on the order inside a bar */
	struct bt_span	tag;
	size_t		lot;		/* 1, 2, ... by entry, as in fills */
};

/* One execution. */
struct bt_fill {
	int64_t		time;
	struct bt_span	symbol;
	struct bt_span	side;		/* "buy" "sell" "short" "cover" */
	double		quantity, price;
	double		commission, slippage;	/* money, >= 0 */
	struct bt_span	reason;		/* "signal" "stop_loss" ... */
	size_t		lot;		/* 1, 2, ... by entry */
};

/*
 * Something that was asked for and did not happen as asked.  What can happen,
 * and why, is the table bt_causes: the summary counts every row.
 */
struct bt_event {
	int64_t		time;
	struct bt_span	symbol;
	struct bt_span	event;		/* "rejected" "shrunk" "expired" ... */
	struct bt_span	reason;		/* "cash" "leverage" ... */
	double		limit, value;	/* the rule and what was asked; NAN */
};

/* The account at the close of one step of the timeline. */
struct bt_equity {
	int64_t	time;
	double	equity, cash;
	double	longs, shorts;		/* market value, >= 0 */
	size_t	positions;
};

/* What is at work, as a share of an equity > 0. */
static inline double
bt_equity_gross(double equity, double longs, double shorts)
{
	return (longs + shorts) / equity;
}

enum bt_cause_id {
	BT_REJECTED_CASH, BT_REJECTED_LEVERAGE, BT_REJECTED_EQUITY,
	BT_REJECTED_MAX_POSITIONS, BT_REJECTED_MIN_NOTIONAL,
	BT_REJECTED_LOT_SIZE,
	BT_SHRUNK_CASH, BT_SHRUNK_LEVERAGE,
	BT_EXPIRED_END,
	BT_SKIPPED_IN_POSITION, BT_SKIPPED_OPPOSITE, BT_SKIPPED_CONFLICT,
	BT_SKIPPED_SIDE, BT_SKIPPED_FULL_HOLDING,
	BT_SKIPPED_NO_SYMBOL, BT_SKIPPED_NO_BAR,
	BT_CAUSES
};

struct bt_cause {
	const char	*event;		/* "rejected" "shrunk" ... */
	const char	*reason;	/* "cash" "max_positions" ... */
	const char	*help;		/* one clause */
	size_t		 total;		/* offset of the event's own count in
					 * struct bt_summary */
};

extern const struct bt_cause bt_causes[BT_CAUSES];

struct bt_summary {
	int64_t	from, to;
	size_t	bars, steps, symbols;
	size_t	signals;		/* rows with a verb */
	size_t	orders, fills, trades, open_trades;
	size_t	rejected, shrunk, expired, skipped;
	size_t	causes[BT_CAUSES];	/* the same by cause */
	double	first_equity, last_equity;
	double	commission, slippage;	/* money, totals */
	size_t	ambiguous;		/* trades */
	double	ambiguous_pnl;		/* money, their sum */
};

extern const struct bt_col bt_trade_cols[], bt_fill_cols[], bt_event_cols[],
    bt_equity_cols[], bt_summary_cols[];

enum bt_status { BT_COMPLETED, BT_CANCELLED, BT_TIMEOUT, BT_BANKRUPT,
	BT_FAILED };
const char	*bt_status_name(enum bt_status);

/* Who listens to the engine.  A function may be NULL; -1 stops the run. */
struct bt_sink {
	void	*arg;
	int	(*trade)(void *arg, const struct bt_trade *, struct bt_err *);
	int	(*fill)(void *arg, const struct bt_fill *, struct bt_err *);
	int	(*event)(void *arg, const struct bt_event *, struct bt_err *);
	int	(*equity)(void *arg, const struct bt_equity *, struct bt_err *);
};

/*
 * Reading a stream back.  Each function may be NULL; spans are valid during
 * the call.  run gets the first line's text.  Returns -1 with line and reason
 * on a broken stream; one without "end" is BT_EDATA after all its records
 * were delivered.
 */
struct bt_run_reader {
	struct bt_sink	sink;
	int	(*run)(void *arg, struct bt_span line, struct bt_err *);
	int	(*summary)(void *arg, const struct bt_summary *,
		    struct bt_err *);
	int	(*end)(void *arg, enum bt_status, struct bt_err *);
};

int	bt_runstream_read(struct bt_in *, const struct bt_run_reader *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
