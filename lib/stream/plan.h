/* SPDX-License-Identifier: ISC */
#ifndef BT_STREAM_PLAN_H
#define BT_STREAM_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/str.h"
#include "lib/base/table.h"
#include "lib/base/time.h"
#include "lib/stream/ndjson.h"

/*
 * The fastest way through a line of NDJSON: a line that looks like one that
 * was bound to columns before is checked and read in one pass, straight into
 * the row struct.  A million rows of equity take a fifth of the instructions
 * that scanning the line and then binding its members takes.
 *
 * A plan is the line cut at its values.  What stands between them must be the
 * same bytes again, with the strings that fill no column (the "type") taken
 * as a part of it: so the plan also tells what kind of record it is.  A plan
 * never judges: whatever it does not expect is left to the scanner, which
 * knows more, and to jansson behind it.
 */
#define BT_PLAN_STEPS 32
#define BT_PLAN_LEAD 64
#define BT_PLANS 8

struct bt_step {
	uint64_t		 word[3], mask[3];	/* its first 24 bytes */
	size_t			 n;
	char			 lead[BT_PLAN_LEAD];
	const struct bt_col	*col;		/* NULL: a value not wanted */
};

struct bt_plan {
	const struct bt_col	*cols;
	size_t			 n;
	struct bt_step		 step[BT_PLAN_STEPS];
	struct bt_time_seen	 day;
};

/*
 * From a line, its members, and what column each fills (NULL = none).  false:
 * no plan for a line like this.
 */
bool	bt_plan_make(struct bt_plan *, struct bt_span line,
	    const struct bt_member *, const struct bt_col *const *map,
	    size_t n);

/*
 * Read the line at p, before end.  Returns the place behind its newline, or
 * NULL with any part of row written.  16 zero bytes must follow end.
 */
const char	*bt_plan_read(struct bt_plan *, const char *p,
		    const char *end, void *row);

#endif
