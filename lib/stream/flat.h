/* SPDX-License-Identifier: ISC */
#ifndef BT_STREAM_FLAT_H
#define BT_STREAM_FLAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/str.h"
#include "lib/base/table.h"
#include "lib/stream/ndjson.h"

/*
 * The fast way through a line of NDJSON: an object of strings without escapes,
 * numbers, true, false and null.  Whatever else a line holds, right or wrong,
 * is left to jansson; what is taken here, jansson takes too, with the same
 * members.
 *
 * Lines of one stream resemble each other, so what stood before each value of
 * a line (its "lead": {"type": or ,"equity":) is kept as a shape and tried
 * first on the next one.  A line that fits needs no search for its keys, no
 * check for doubles, and no search for the columns they belong to.
 */
#define BT_FLAT_MEMBERS 48
#define BT_FLAT_SHAPES 8

struct bt_lead {
	uint64_t	word[2], mask[2];	/* its first 16 bytes */
	size_t		n;
	size_t		key, nkey;		/* where in it the key stands */
	char		text[48];
};

struct bt_shape {
	size_t			 n;
	struct bt_lead		 lead[BT_FLAT_MEMBERS];
	/* of the ndjson reader: the columns that the members belong to */
	const struct bt_col	*cols;
	const struct bt_col	*map[BT_FLAT_MEMBERS];	/* NULL = none */
	bool			 complete;	/* every column is there */
};

struct bt_flat {
	struct bt_member	 members[BT_FLAT_MEMBERS];
	size_t			 n;
	struct bt_shape		*shape;		/* of this line, or NULL */
	struct bt_shape		 shapes[BT_FLAT_SHAPES];
	size_t			 nshapes, oldest;
};

/*
 * Scan [s, end).  *end must be a newline or NUL, and 16 bytes behind end must
 * be readable.  true: members, n and shape are set.  false: not for us.
 */
bool	bt_flat_scan(struct bt_flat *, const char *s, const char *end);

/* The closing quote of the text at p (no escapes, UTF-8), or NULL. */
const char	*bt_flat_string(const char *p, const char *end);

#endif
