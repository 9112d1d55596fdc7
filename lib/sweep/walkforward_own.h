/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_WALKFORWARD_OWN_H
#define BT_SWEEP_WALKFORWARD_OWN_H

#include "lib/sweep/walkforward_write.h"

/* Between the files of lib/sweep/walkforward_write. */
struct bt_walkforward_writer {
	struct bt_validation_sheet	 sheet;
};

/* The table for people: its head, a row of it, and the words behind it. */
int	bt_walkforward_table_begin(struct bt_walkforward_writer *,
	    struct bt_err *) BT_MUST_CHECK;
int	bt_walkforward_table_row(struct bt_walkforward_writer *,
	    const struct bt_walkforward_row *, struct bt_err *)
	    BT_MUST_CHECK;
void	bt_walkforward_table_end(struct bt_walkforward_writer *,
	    const struct bt_walkforward *);

#endif
