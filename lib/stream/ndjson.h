/* SPDX-License-Identifier: ISC */
#ifndef BT_STREAM_NDJSON_H
#define BT_STREAM_NDJSON_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/str.h"
#include "lib/base/table.h"

/*
 * NDJSON: one JSON object a line.  Flat objects of plain strings and numbers
 * are scanned by our own code; a line with escapes, nesting or anything odd
 * is parsed by jansson, which is also the oracle of the fuzz test.
 */
struct bt_ndjson;

enum bt_json_kind { BT_JSON_STRING, BT_JSON_NUMBER, BT_JSON_TRUE,
	BT_JSON_FALSE, BT_JSON_NULL, BT_JSON_NESTED };

/* A member: strings without quotes and unescaped, nested ones as JSON text. */
struct bt_member {
	struct bt_span		key;
	enum bt_json_kind	kind;
	struct bt_span		value;
};

/* in stays the caller's and must outlive the reader. */
struct bt_ndjson	*bt_ndjson_new(struct bt_in *in, struct bt_err *)
			    BT_MUST_CHECK;
void			 bt_ndjson_free(struct bt_ndjson *);

/*
 * To the next object: 1, 0 at the end, -1.  Blank lines are skipped.  A
 * duplicate key is an error.  A last line without its newline is an object
 * like any other if it is complete.  Spans are valid until the next call, which
 * goes on behind a line that is refused.
 */
int	bt_ndjson_next(struct bt_ndjson *, struct bt_err *) BT_MUST_CHECK;

const struct bt_member	*bt_ndjson_members(const struct bt_ndjson *,
			    size_t *n);
const struct bt_member	*bt_ndjson_find(const struct bt_ndjson *,
			    const char *key);
struct bt_span	bt_ndjson_text(const struct bt_ndjson *);	/* the line */
size_t		bt_ndjson_line(const struct bt_ndjson *);

/*
 * Fill a row struct by its columns.  A key the object lacks, and null, leave
 * "no value" (NAN, 0, BT_TIME_NONE, a NULL span, false); keys that are no
 * column are ignored.  Of the wrong kind: BT_EDATA with line and key.
 */
int	bt_ndjson_bind(struct bt_ndjson *, const struct bt_col *,
	    void *row, struct bt_err *) BT_MUST_CHECK;

/*
 * The quick way to the next row.  If the next line looks like an earlier one
 * that bt_ndjson_bind() was asked for (the same keys in the same order, the
 * same text in the strings that fill no column, values as they usually are),
 * go to it, fill row, and return the columns that line was bound to.  Else
 * NULL, and nothing is taken: ask bt_ndjson_next(), which also knows what is
 * wrong.  row must be large enough for whatever was bound from this reader;
 * it may be written on in any case.  The members of the line are not kept.
 *
 *	while ((got = bt_ndjson_next(r, err)) == 1) {
 *		if (bt_ndjson_bind(r, cols, &row, err) == -1)
 *			return -1;
 *		do
 *			use(&row);
 *		while (bt_ndjson_row(r, &row) != NULL);
 *	}
 */
const struct bt_col	*bt_ndjson_row(struct bt_ndjson *, void *row);

/* Record what, with source and line.  -1. */
int	bt_ndjson_fail(const struct bt_ndjson *, struct bt_err *,
	    const char *fmt, ...) BT_PRINTF(3, 4);

#endif
