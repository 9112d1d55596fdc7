/* SPDX-License-Identifier: ISC */
#ifndef BT_STREAM_RECORD_H
#define BT_STREAM_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/str.h"
#include "lib/base/table.h"

/*
 * Rows out: structs printed by their table of columns, as CSV or NDJSON.
 * Reals are the shortest text that reads back the same; no value is an empty
 * cell in CSV and null in NDJSON; text is quoted where it must be.
 */
enum bt_format { BT_NDJSON, BT_CSV };

struct bt_record_rule {
	enum bt_format	 format;
	const char	*type;		/* NDJSON: the first member; or NULL */
	bool		 date_only;	/* times as 2024-01-31 */
};

/* The header line in CSV, nothing in NDJSON. */
void	bt_record_header(struct bt_out *, const struct bt_record_rule *,
	    const struct bt_col *);
void	bt_record_write(struct bt_out *, const struct bt_record_rule *,
	    const struct bt_col *, const void *row);

/*
 * The same for many rows of one table: keys are put together once, and what
 * a value shares with the same column of the row before (a number, a date) is
 * not made again.
 *
 *	t = bt_record_table_new(&rule, bt_equity_cols, err);
 *	bt_record_table_write(t, out, &point);
 *	bt_record_table_free(t);
 */
struct bt_record_table;

struct bt_record_table	*bt_record_table_new(const struct bt_record_rule *,
			    const struct bt_col *, struct bt_err *)
			    BT_MUST_CHECK;
void	bt_record_table_free(struct bt_record_table *);	/* NULL is fine */
void	bt_record_table_write(struct bt_record_table *, struct bt_out *,
	    const void *row);

/*
 * Pieces, for the few records that are not a flat struct.  The JSON ones
 * write a value with its quotes, escapes or null.
 */
void	bt_json_text(struct bt_out *, struct bt_span);
void	bt_json_real(struct bt_out *, double);
void	bt_json_time(struct bt_out *, int64_t, bool date_only);
void	bt_csv_cell(struct bt_out *, struct bt_span);

#endif
