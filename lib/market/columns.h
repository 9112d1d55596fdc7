/* SPDX-License-Identifier: ISC */
#ifndef BT_MARKET_COLUMNS_H
#define BT_MARKET_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/market/market.h"

/*
 * What each column of an input is for, told by its name: case-blind, with
 * aliases (bt-formats(5)), <ANGLE> brackets ignored.  The result is a plan:
 * a list of steps, one a column, that a reader runs over every row without
 * looking at a name again.
 */

/* One row's values, as the steps leave them. */
struct bt_row {
	struct bt_span	symbol;
	struct bt_bar	bar;
	double		adjclose;
	bool		no_volume;		/* the cell is empty */
	double		real[BT_EXTRAS_MAX];
	struct bt_span	text[BT_EXTRAS_MAX];	/* of codes and texts */
};

enum bt_role {
	BT_ROLE_SYMBOL, BT_ROLE_DATE, BT_ROLE_CLOCK, BT_ROLE_OPEN,
	BT_ROLE_HIGH, BT_ROLE_LOW, BT_ROLE_CLOSE, BT_ROLE_VOLUME,
	BT_ROLE_ADJCLOSE, BT_ROLES
};

/* How a cell is read. */
enum bt_cell {
	BT_CELL_SKIP,
	BT_CELL_SYMBOL,
	BT_CELL_TIME,		/* to row.bar.time */
	BT_CELL_CLOCK,		/* the time of day beside a date */
	BT_CELL_NUMBER,		/* to the double at off; never empty */
	BT_CELL_VOLUME,		/* the same, but may be empty */
	BT_CELL_REAL,		/* an extra: empty is NAN */
	BT_CELL_TEXT,		/* an extra: to the span at off */
};

struct bt_step {
	enum bt_cell	 cell;
	size_t		 off;	/* in struct bt_row */
	const char	*name;	/* for messages */
};

struct bt_columns {
	struct bt_step	*step;		/* one a column of the input */
	size_t		 n;
	long		 of[BT_ROLES];	/* the column, or -1 */
	/* The extras that this input has, by their place in the asked ones. */
	size_t		 extra[BT_EXTRAS_MAX], nextras;
};

struct bt_columns_rule {
	const struct bt_extra	*extras;
	size_t			 nextras;
	bool			 adjusted;	/* adjclose is needed */
};

/*
 * Find the columns.  A required one that is missing, or is there twice, is
 * BT_EDATA without a place; the message lists what the input has, and what
 * to do where that is known (no header line, PREFIX.Open names).
 */
int	bt_columns_init(struct bt_columns *, const struct bt_span *names,
	    size_t n, const struct bt_columns_rule *, struct bt_err *)
	    BT_MUST_CHECK;
void	bt_columns_free(struct bt_columns *);

/* The name of a role in messages: "open". */
const char	*bt_columns_role(enum bt_role);

#endif
