/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_BIG_H
#define BT_BASE_BIG_H

#include <stddef.h>

#include "lib/base/err.h"

/*
 * Memory for columns and texts that may grow to many megabytes.  From 1 MB on
 * it is made of huge pages where the system has them for the asking (Linux),
 * one page fault in place of 512, and to grow it moves pages, not bytes.
 * Elsewhere, and below 1 MB, it is plain memory.
 *
 *	if ((q = bt_big_resize(p, 2 * cap, sizeof(*p), err)) == NULL)
 *		return -1;
 *	p = q;
 *	...
 *	bt_big_free(p);
 *
 * Room that was never written to costs up to 2 MB; who is done growing may
 * resize once more to give it back.  Not for free() and bt_realloc(), nor is
 * their memory for these.
 */

/* To n * size bytes, new ones uninitialised; on failure p is as it was. */
void	*bt_big_resize(void *p, size_t n, size_t size, struct bt_err *)
	    BT_MUST_CHECK;
void	 bt_big_free(void *p);		/* NULL is fine */

/* Wish for huge pages in [p, p + n), allocated elsewhere; p aligned to one. */
#define BT_BIG_PAGE ((size_t)2 << 20)
void	 bt_big_wish(void *p, size_t n);

#endif
