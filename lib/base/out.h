/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_OUT_H
#define BT_BASE_OUT_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"

/*
 * Bytes out: standard output for NULL and "-", else a file that appears whole
 * or not at all: bt_out_close names it.  Until then it has no name where the
 * file system can do that, and nothing is left behind by a process that is
 * killed; elsewhere it is ".bt-<process>-0.tmp" in the same directory.  What
 * is not a regular file, as /dev/full, is written straight.  A file that is
 * replaced leaves its permissions to the new one; a symbolic link stays and
 * its target is replaced.  Writes are buffered; the first failure is kept, and
 * all that follows is dropped until bt_out_close reports it.
 *
 *	if ((out = bt_out_open(path, err)) == NULL)
 *		return -1;
 *	bt_out_text(out, "date,close\n");
 *	return bt_out_close(out, err);
 */
struct bt_out;

struct bt_out	*bt_out_open(const char *path, struct bt_err *) BT_MUST_CHECK;

/*
 * Write to an open file from where it stands, in full view: what was flushed
 * is there.  On success fd is the output's.  name is for messages.
 */
struct bt_out	*bt_out_onto(int fd, const char *name, struct bt_err *)
		    BT_MUST_CHECK;

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

/* Flush, and see it on the disk, should the machine lose its power. */
int	 bt_out_sync(struct bt_out *, struct bt_err *) BT_MUST_CHECK;

/*
 * Flush, check, put the file in its place and free.  -1 if any byte was lost;
 * then the old file, if any, is as it was.
 */
int	 bt_out_close(struct bt_out *, struct bt_err *) BT_MUST_CHECK;

/* Forget it: the temporary file is removed.  NULL is fine. */
void	 bt_out_abort(struct bt_out *);

#endif
