/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_CROSSVAL_WRITE_OWN_H
#define BT_SWEEP_CROSSVAL_WRITE_OWN_H

#include "lib/sweep/crossval_write.h"

/* Between the files of lib/sweep/crossval_write. */
struct bt_crossval_writer {
	struct bt_validation_sheet	 sheet;
	const struct bt_folds		*folds;
};

/* The folds of a test, counted from 1, as "2+5". */
#define BT_CROSSVAL_FOLDS (4 * BT_FOLDS_MAX)
struct bt_span	bt_crossval_folds(char buf[BT_CROSSVAL_FOLDS],
		    const struct bt_folds *, const bool *tested);

/* The first step of a test, and the one behind its last. */
struct bt_folds_range	bt_crossval_extent(const struct bt_folds *,
			    const bool *tested);

/* The table for people: its head, a row of it, and the words behind it. */
int	bt_crossval_table_begin(struct bt_crossval_writer *, struct bt_err *)
	    BT_MUST_CHECK;
int	bt_crossval_table_row(struct bt_crossval_writer *,
	    const struct bt_crossval_row *, struct bt_err *) BT_MUST_CHECK;
int	bt_crossval_table_end(struct bt_crossval_writer *,
	    const struct bt_crossval *, struct bt_err *) BT_MUST_CHECK;

#endif
