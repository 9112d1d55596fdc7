/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_EMIT_H
#define BT_CHANCE_EMIT_H

#include "lib/base/err.h"
#include "lib/base/out.h"
#include "lib/base/table.h"
#include "lib/chance/forecast.h"

/*
 * Rows of one table of columns, in any of the formats for rows: CSV, NDJSON,
 * or a table for people, which is held in memory until its end.
 *
 *	e = bt_emit_new(out, BT_FORECAST_CSV, "fan", cols, true, err);
 *	bt_emit_row(e, &row, err);
 *	bt_emit_end(e);
 *	bt_emit_free(e);
 */
struct bt_emit;

/*
 * type is the first member of NDJSON; without header a CSV has none.  JSON is
 * BT_EUSAGE: rows are not one document.  cols must outlive it.
 */
struct bt_emit	*bt_emit_new(struct bt_out *, enum bt_forecast_format,
		    const char *type, const struct bt_col *cols, bool header,
		    struct bt_err *) BT_MUST_CHECK;
int		 bt_emit_row(struct bt_emit *, const void *row,
		    struct bt_err *) BT_MUST_CHECK;
void		 bt_emit_end(struct bt_emit *);		/* after the last */
void		 bt_emit_free(struct bt_emit *);	/* NULL is fine */

#endif
