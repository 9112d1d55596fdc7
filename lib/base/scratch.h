/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_SCRATCH_H
#define BT_BASE_SCRATCH_H

#include "lib/base/err.h"

/*
 * A directory for what must be files on the way to a result: it is made under
 * a name that nobody has, and removed with its files.
 *
 *	dir = bt_scratch_new("/tmp", err);
 *	... files in bt_scratch_path(dir) ...
 *	bt_scratch_free(dir);
 */
struct bt_scratch;

/* In the directory parent, for this user alone. */
struct bt_scratch	*bt_scratch_new(const char *parent, struct bt_err *)
			    BT_MUST_CHECK;

/* Where path is to appear, so that it can become it. */
struct bt_scratch	*bt_scratch_beside(const char *path, struct bt_err *)
			    BT_MUST_CHECK;

/* NULL if there is none. */
const char	*bt_scratch_path(const struct bt_scratch *);

/*
 * Name it path and free the handle.  There must be no path yet, or an empty
 * directory.  On failure it is removed.
 */
int	bt_scratch_keep(struct bt_scratch *, const char *path,
	    struct bt_err *) BT_MUST_CHECK;

/* Remove the directory and the files in it.  NULL is fine. */
void	bt_scratch_free(struct bt_scratch *);

#endif
