/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_SPARE_H
#define BT_SIGNAL_SPARE_H

#include <stddef.h>

#include "lib/base/err.h"

/*
 * Columns that go round: those nobody reads any more serve the next node, so
 * that memory is touched once and few columns do for many nodes.
 *
 *	struct bt_spare spare = { .rows = n, .element = sizeof(double) };
 *
 *	x = bt_spare_take(&spare, err);
 *	...
 *	bt_spare_give(&spare, x, err);
 *	bt_spare_free(&spare);
 */
struct bt_spare {
	void	**column;		/* not in use */
	size_t	  n, cap;
	size_t	  rows, element;	/* of every column; bytes */
};

/* Uninitialised; numbers are aligned as bt_column()'s. */
void	*bt_spare_take(struct bt_spare *, struct bt_err *) BT_MUST_CHECK;

/* On failure the column is freed: nobody will ask for it again. */
int	 bt_spare_give(struct bt_spare *, void *column, struct bt_err *)
	    BT_MUST_CHECK;

/* What was given back; what is still out is its owner's. */
void	 bt_spare_free(struct bt_spare *);

#endif
