/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_IN_H
#define BT_BASE_IN_H

#include <stddef.h>

#include "lib/base/err.h"

/*
 * Bytes in: a file, or standard input for NULL and "-".  gzip and zstd are
 * told by their first bytes, on pipes too, and undone on the way; several
 * members in a row are one input.  What is truncated, damaged or followed by
 * other bytes is BT_EDATA, as is a packing that is not known here (xz, bzip2,
 * zip).  A directory is refused by name.
 *
 *	if ((in = bt_in_open(path, err)) == NULL)
 *		return -1;
 *	while ((n = bt_in_read(in, buf, sizeof(buf), err)) > 0)
 *		use(buf, (size_t)n);
 *	bt_in_close(in);
 */
struct bt_in;

/* NULL with BT_ESYS "cannot open 'x': ...". */
struct bt_in	*bt_in_open(const char *path, struct bt_err *) BT_MUST_CHECK;
void		 bt_in_close(struct bt_in *);	/* NULL is fine */

/* What messages call it: the path as given, or "stdin". */
const char	*bt_in_name(const struct bt_in *);

/*
 * Read up to size bytes into buf.  Returns the count, 0 at the end, -1 with
 * *err.  Does not wait for more when something is there.  256 KiB at a time
 * is fast.  An error about the data has the name as its place.
 */
long		 bt_in_read(struct bt_in *, void *buf, size_t size,
		    struct bt_err *) BT_MUST_CHECK;

/*
 * The next byte, which stays to be read: what tells CSV from NDJSON.  Returns
 * 1 and *byte, 0 at the end, -1 with *err.
 */
int		 bt_in_peek(struct bt_in *, char *byte, struct bt_err *)
		    BT_MUST_CHECK;

/*
 * Does what is left begin with text, of which BT_IN_AHEAD bytes count?  1, 0,
 * -1.  All of it stays to be read.
 */
#define BT_IN_AHEAD 32
int		 bt_in_begins(struct bt_in *, const char *text,
		    struct bt_err *) BT_MUST_CHECK;

/* XXH3-128 of all bytes read so far, as 32 hex digits (after the end). */
void		 bt_in_hash(const struct bt_in *, char text[33]);

/* Nobody will ask for it: do not make it.  Before the first read. */
void		 bt_in_unhashed(struct bt_in *);

#endif
