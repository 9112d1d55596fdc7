/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_INPUT_H
#define BT_STUDY_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/time.h"
#include "lib/engine/runstream.h"
#include "lib/market/names.h"
#include "lib/maths/sum.h"
#include "lib/study/tradestat.h"

/*
 * What a study reads, told apart by itself:
 *
 *	a run stream (NDJSON)	trades, equity, summary
 *	CSV with equity		a curve in money; with long, short and
 *				positions as bt-run writes them, exposure too
 *	CSV with return		a curve by its returns; the first may be empty
 *	CSV with pnl		trades, as bt-run writes them
 *
 * and a column of times (date, time, datetime, timestamp, or one without a
 * name) where there is one.  Times ascend.
 */

enum bt_curve { BT_CURVE_NONE, BT_CURVE_EQUITY, BT_CURVE_RETURN };

struct bt_input_rule {
	const char		*equity;	/* column to take, or NULL */
	const char		*ret;		/* the same for returns */
	struct bt_time_rule	 time;
};

struct bt_input {
	enum bt_curve		 curve;
	bool			 dated, date_only;
	size_t			 n;		/* rows of the curve */
	int64_t			*time;		/* where dated */
	double			*value;		/* equity or returns, finite */
	double			 base;		/* equity before row 0, or 0 */
	int64_t			 base_time;	/* when that was; the time of
						   an empty first return */
	bool			 is_part;	/* of a run (split.h) */
	bool			 has_trades, has_positions, has_summary;
	struct bt_deal		*deals;		/* closed trades, by exit */
	size_t			 ndeals, open_trades;
	struct bt_names		 names;		/* symbols, exit reasons */
	size_t			 held;		/* rows with a position */
	struct bt_sum		 gross;		/* of (long + short) / equity */
	struct bt_summary	 summary;
	enum bt_status		 status;	/* of the run */
	size_t			 cap, deals_cap;
};

/*
 * Read all of in.  Errors are BT_EDATA with line and column.  input must be
 * zeroed or freed before, and freed after, also after an error.
 */
int	bt_input_read(struct bt_in *in, const struct bt_input_rule *,
	    struct bt_input *input, struct bt_err *) BT_MUST_CHECK;
void	bt_input_free(struct bt_input *);

/*
 * What fills a zeroed input from a run stream, record by record: for who
 * wants to see the records too.
 */
struct bt_run_reader	bt_input_run_reader(struct bt_input *);

#endif
