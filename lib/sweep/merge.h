/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_MERGE_H
#define BT_SWEEP_MERGE_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/out.h"
#include "lib/sweep/job_plain.h"
#include "lib/sweep/trials.h"

/*
 * The shards of a sweep as one: what a single machine would have written.
 * The streams may come in any order.  They are read twice: before anything is
 * written it is seen that they are of one sweep, whole, and that no trial is
 * missing or there twice.  A stream that is of no shard is a merge of one.
 *
 *	if ((m = bt_merge_new(paths, npaths, err)) == NULL)
 *		return -1;
 *	rc = bt_merge_each(m, row_fn, arg, err);
 *	bt_merge_free(m);
 */
struct bt_merge;

/* BT_EDATA and BT_EUSAGE name the files and the trials. */
struct bt_merge	*bt_merge_new(const char *const *paths, size_t npaths,
		    struct bt_err *) BT_MUST_CHECK;
void		 bt_merge_free(struct bt_merge *);	/* NULL is fine */

/* All rows in the order of their numbers. */
int	bt_merge_each(const struct bt_merge *,
	    int (*fn)(void *arg, const struct bt_trials_row *,
	    struct bt_err *), void *arg, struct bt_err *) BT_MUST_CHECK;

/* The same as rows on out.  1 if none of them is valid. */
int	bt_merge_write(const char *const *paths, size_t npaths,
	    const struct bt_plain_settings *, struct bt_out *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
