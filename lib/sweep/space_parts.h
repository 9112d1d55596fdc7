/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_SPACE_PARTS_H
#define BT_SWEEP_SPACE_PARTS_H

#include "lib/sweep/space.h"

/* What lib/sweep/space and its reader of values share; of no use elsewhere. */

/* Levels that a dim may have. */
#define BT_SPACE_LEVELS 1000000

/* What the values of a dim have to be. */
struct bt_dim_rule {
	bool	integer;	/* whole numbers only */
	bool	loose;		/* integers if all are written as such */
	double	min, max;	/* inclusive; may be infinite */
};

/*
 * Numbers: "5,10,20", "5:50:5", "10:640:*2", "5:50", "1%:20%:log".  Fills
 * kind, levels, value, lo, hi and log of the dim, whose name is set.
 */
int	bt_dim_numbers(struct bt_dim *, const struct bt_dim_rule *,
	    struct bt_span text, struct bt_arena *, struct bt_err *)
	    BT_MUST_CHECK;

/* Names: of the dim's option, or of columns.  Fills kind, levels and text. */
int	bt_dim_names(struct bt_dim *, struct bt_span text, struct bt_arena *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
