/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_FILE_H
#define BT_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

/*
 * Bytes in and bytes out.
 *
 * Input: a file, or standard input for NULL and "-".  gzip and zstd are told
 * by their first bytes, on pipes too, and undone on the way; several members
 * in a row are one input; a truncated or damaged one is BT_EDATA.  A directory
 * is refused by name.
 */
struct bt_in;

struct bt_in	*bt_in_open(const char *path, struct bt_err *) BT_MUST_CHECK;
void		 bt_in_close(struct bt_in *);

/* What messages call it: the path as given, or "stdin". */
const char	*bt_in_name(const struct bt_in *);

/*
 * Read up to size bytes into buf.  Returns the count, 0 at the end, -1 with
 * *err.  Never blocks for more when something is there.
 */
long		 bt_in_read(struct bt_in *, void *buf, size_t size,
		    struct bt_err *) BT_MUST_CHECK;

/*
 * The next byte, which stays to be read: what tells CSV from NDJSON.  Returns
 * 1 and *byte, 0 at the end, -1 with *err.
 */
int		 bt_in_peek(struct bt_in *, char *byte, struct bt_err *)
		    BT_MUST_CHECK;

/* XXH3-128 of all bytes read so far, as 32 hex digits (after the end). */
void		 bt_in_hash(const struct bt_in *, char text[33]);

/*
 * Output: standard output for NULL and "-", else a file that appears whole
 * or not at all (a temporary beside it, renamed by bt_out_close; what is not
 * a regular file, as /dev/full, is written straight).  Writes are buffered;
 * the first failure is kept and reported by every later call.
 */
struct bt_out;

struct bt_out	*bt_out_open(const char *path, struct bt_err *) BT_MUST_CHECK;

/*
 * At least n bytes of room to write to; then bt_out_used() says how many were
 * written.  n is at most BT_OUT_ROOM.  This never fails: after a failed flush
 * the bytes are dropped, and bt_out_close() reports.  Check bt_out_failed()
 * once a row or so, to stop early.
 */
#define BT_OUT_ROOM 65536
char	*bt_out_room(struct bt_out *, size_t n);
void	 bt_out_used(struct bt_out *, size_t n);
void	 bt_out_write(struct bt_out *, const void *p, size_t n);
void	 bt_out_text(struct bt_out *, const char *s);
bool	 bt_out_failed(const struct bt_out *);

/* Hand over what is buffered (a terminal, a live pipe). */
int	 bt_out_flush(struct bt_out *, struct bt_err *) BT_MUST_CHECK;

/*
 * Flush, check, put the file in its place and free.  -1 if any byte was lost;
 * then the old file, if any, is as it was.
 */
int	 bt_out_close(struct bt_out *, struct bt_err *) BT_MUST_CHECK;

/* Forget it: the temporary file is removed.  NULL is fine. */
void	 bt_out_abort(struct bt_out *);

/* A small file (a configuration) whole, NUL-terminated; caller frees. */
char	*bt_file_slurp(const char *path, size_t max, size_t *n,
	    struct bt_err *) BT_MUST_CHECK;

#endif
