/* SPDX-License-Identifier: ISC */
#ifndef BT_MARKET_READER_H
#define BT_MARKET_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/time.h"
#include "lib/market/bars.h"
#include "lib/market/columns.h"
#include "lib/market/filter.h"

/*
 * What CSV and NDJSON bars have in common: a header makes a plan of columns,
 * a row becomes a struct bt_row, is checked and goes into the market.  Used
 * by lib/market/bars and nobody else.
 *
 * A row comes in by the short way, bt_reader_plain(), straight from its text,
 * or by the long one, bt_reader_cells(), from its cells; only the long one
 * knows how to say what is wrong.  Both leave it to bt_reader_take().
 */

/* The last bar of a symbol, and where it stood. */
struct bt_seen {
	int64_t	time;
	size_t	line;
	size_t	input;		/* + 1; 0 = no bar yet */
};

#define BT_SYMBOL_MAX 255	/* bytes of a symbol's name */

struct bt_reader {
	const struct bt_bars_read	*ask;
	struct bt_market		*market;
	struct bt_rowtext		*text;		/* or NULL */
	struct bt_bars_input			*inputs;
	const char			**sources;	/* as in messages */
	struct bt_filter		 filter;
	struct bt_time_rule		 time;
	struct bt_time_seen		 day;		/* of the last time */
	bool				 place;		/* an extra wants it */

	/* The symbol of the last row; number -1 if it is not wanted. */
	char				 name[BT_SYMBOL_MAX + 1];
	size_t				 name_n;
	long				 symbol;
	struct bt_seen			*seen;		/* by symbol */
	size_t				 nseen;

	/* The input at hand. */
	size_t				 input;
	struct bt_span			 unnamed;	/* symbol of its rows */
	struct bt_columns		 columns;
	char				 delimiter;
	size_t				 line;
	size_t				(*column)(void *from, size_t cell);
	void				*from;
	struct bt_row			 row;
};

/* The names of the columns: make the plan.  head is for the row text. */
int	bt_reader_header(struct bt_reader *, const struct bt_span *names,
	    size_t n, const struct bt_rowtext_head *head, struct bt_err *)
	    BT_MUST_CHECK;

/* The row from its text; false if that is not simple, for whatever reason. */
bool	bt_reader_plain(struct bt_reader *, struct bt_span text);

/* The row from its cells: 1, 0 if it is to be left out, -1. */
int	bt_reader_cells(struct bt_reader *, const struct bt_span *cells,
	    struct bt_err *) BT_MUST_CHECK;

/* Are the symbol and the time of the row wanted?  1, 0, -1. */
int	bt_reader_wanted(struct bt_reader *, struct bt_err *) BT_MUST_CHECK;

/* Check the row and put it into the market, unless it is filtered out. */
int	bt_reader_take(struct bt_reader *, struct bt_span text,
	    struct bt_err *) BT_MUST_CHECK;

/*
 * Something is wrong with the row at hand: ask whoever wants to hear it.
 * cell -1: the row as a whole.  BT_STOP has *err filled in.
 */
enum bt_answer	bt_reader_complain(struct bt_reader *, const char *code,
		    long cell, struct bt_bar *, struct bt_err *,
		    const char *fmt, ...) BT_PRINTF(6, 7);

/* The input itself is broken at err's place: -1, or 0 to go without. */
int	bt_reader_broken(struct bt_reader *, const char *code,
	    const struct bt_err *why, struct bt_err *) BT_MUST_CHECK;

/* One input of either kind, from its first byte (lib/market/csvbars.c ...). */
int	bt_reader_csv(struct bt_reader *, struct bt_in *, struct bt_err *)
	    BT_MUST_CHECK;
int	bt_reader_ndjson(struct bt_reader *, struct bt_in *, struct bt_err *)
	    BT_MUST_CHECK;

#endif
