/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_FIELDS_H
#define BT_SWEEP_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/file.h"
#include "lib/base/str.h"
#include "lib/stream/record.h"

/*
 * Records whose columns are known when the program runs only (parameters and
 * metrics of a sweep), field by field, as CSV or NDJSON:
 *
 *	struct bt_fields f = { out, BT_CSV, true, true, 0 };
 *
 *	put(&f, NULL);				a heading, in CSV
 *	f.heading = false;
 *	put(&f, &row);
 *
 * with a put that calls bt_fields_begin, the same fields in the same order for
 * every row, and bt_fields_end.  A key is prefix and name together; both are
 * plain letters, digits, '_', '-' and '.'.
 */
struct bt_fields {
	struct bt_out	*out;
	enum bt_format	 format;
	bool		 date_only;	/* times as 2024-01-31 */
	bool		 heading;	/* CSV: names, not values */
	size_t		 n;		/* fields of the record so far */
};

/* type: of NDJSON. */
void	bt_fields_begin(struct bt_fields *, const char *type);
void	bt_fields_end(struct bt_fields *);

/* No value: s NULL, not finite, BT_TIME_NONE. */
void	bt_fields_text(struct bt_fields *, const char *prefix,
	    const char *name, struct bt_span);
void	bt_fields_real(struct bt_fields *, const char *prefix,
	    const char *name, double);
void	bt_fields_count(struct bt_fields *, const char *prefix,
	    const char *name, uint64_t);
void	bt_fields_time(struct bt_fields *, const char *prefix,
	    const char *name, int64_t);
void	bt_fields_bool(struct bt_fields *, const char *prefix,
	    const char *name, bool);

#endif
