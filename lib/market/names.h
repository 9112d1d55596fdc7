/* SPDX-License-Identifier: ISC */
#ifndef BT_MARKET_NAMES_H
#define BT_MARKET_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

/*
 * Names <-> numbers 0, 1, 2 ... in the order they were added: symbols, and
 * the distinct texts of a column.  A hash table; starts as { 0 }.
 *
 *	if (!bt_names_find(&names, name, &id) &&
 *	    bt_names_add(&names, name, &id, err) == -1)
 *		return -1;
 */
struct bt_names {
	char		**text;		/* by number; NUL-terminated */
	uint32_t	 *length;
	uint32_t	 *slot;		/* number + 1; 0 = free */
	size_t		  n, cap, nslots;	/* nslots is a power of two */
};

bool	bt_names_find(const struct bt_names *, struct bt_span, uint32_t *id);
/* The name must not be there yet. */
int	bt_names_add(struct bt_names *, struct bt_span, uint32_t *id,
	    struct bt_err *) BT_MUST_CHECK;
/* The text is NUL-terminated and stays where it is until the free. */
struct bt_span	bt_names_text(const struct bt_names *, uint32_t id);
void	bt_names_free(struct bt_names *);

#endif
