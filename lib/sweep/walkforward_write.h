/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_WALKFORWARD_WRITE_H
#define BT_SWEEP_WALKFORWARD_WRITE_H

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/sweep/validation_sheet.h"
#include "lib/sweep/walkforward.h"

/*
 * A walk-forward, written: a record a window as it is done, then how the
 * parameters drifted and what the tests made together.  CSV is one of these
 * tables (rows, drift, summary); a table for people has it all, in words.
 */
struct bt_walkforward_writer;

/* Writes the header, if there is one.  The rule's texts are borrowed. */
struct bt_walkforward_writer	*bt_walkforward_writer_new(
				    const struct bt_validation_rule *,
				    struct bt_out *, struct bt_err *)
				    BT_MUST_CHECK;
void	bt_walkforward_writer_free(struct bt_walkforward_writer *);

/* A bt_walkforward_fn. */
int	bt_walkforward_writer_row(void *writer,
	    const struct bt_walkforward_row *, struct bt_err *)
	    BT_MUST_CHECK;
int	bt_walkforward_writer_end(struct bt_walkforward_writer *,
	    const struct bt_walkforward *, struct bt_err *) BT_MUST_CHECK;

#endif
