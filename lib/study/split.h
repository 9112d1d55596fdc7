/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_SPLIT_H
#define BT_STUDY_SPLIT_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/market/names.h"
#include "lib/study/input.h"

/*
 * An input in parts: by year or month its curve and the trades that were
 * closed in it, by symbol, side or exit reason its trades alone.
 *
 * A part is an input like any other: the equity that it began with is that of
 * the row before it.
 */
enum bt_split { BT_SPLIT_NONE, BT_SPLIT_YEAR, BT_SPLIT_MONTH,
	BT_SPLIT_SYMBOL, BT_SPLIT_SIDE, BT_SPLIT_EXIT_REASON };

struct bt_parts {
	struct bt_input	*part;		/* borrows from the whole */
	const char	**name;		/* "2024", "2024-01", "AAPL", ... */
	size_t		 n;		/* in ascending order of names */
	struct bt_deal	*deals;		/* of all parts, part by part */
	struct bt_names	 names;
};

/*
 * whole must outlive the parts.  Wanting years of what has no dates, or sides
 * of what has no trades, is BT_EUSAGE.
 */
int	bt_split(const struct bt_input *whole, enum bt_split,
	    struct bt_parts *, struct bt_err *) BT_MUST_CHECK;
void	bt_parts_free(struct bt_parts *);

#endif
