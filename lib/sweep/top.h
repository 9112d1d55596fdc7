/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_TOP_H
#define BT_SWEEP_TOP_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/sweep/trials.h"

/*
 * The best of many rows, as copies.
 *
 *	top = bt_top_new(10, &head, err);
 *	... bt_top_add(top, &row, err) ...
 *	for (i = 0; (row = bt_top_at(top, i)) != NULL; i++)	best first
 */
struct bt_top;

/* At most n rows, n >= 1.  head must outlive it. */
struct bt_top	*bt_top_new(size_t n, const struct bt_trials_head *head,
		    struct bt_err *) BT_MUST_CHECK;
void		 bt_top_free(struct bt_top *);	/* NULL is fine */

/* Keep it if it is among the best so far.  O(log n) for most rows. */
int	bt_top_add(struct bt_top *, const struct bt_trials_row *,
	    struct bt_err *) BT_MUST_CHECK;

/* The i-th best, from 0; NULL behind the last. */
const struct bt_trials_row	*bt_top_at(const struct bt_top *, size_t i);

#endif
