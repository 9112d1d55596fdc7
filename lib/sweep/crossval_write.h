/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_CROSSVAL_WRITE_H
#define BT_SWEEP_CROSSVAL_WRITE_H

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/sweep/crossval.h"
#include "lib/sweep/validation_sheet.h"

/*
 * A cross-validation, written: a record a split, a record a path, and what it
 * comes to.  CSV is one of these tables (rows, paths, summary); a table for
 * people has it all, in words.
 */
struct bt_crossval_writer;

/* Writes the header, if there is one.  The rule's texts are borrowed. */
struct bt_crossval_writer	*bt_crossval_writer_new(
				    const struct bt_validation_rule *,
				    const struct bt_folds *,
				    struct bt_out *, struct bt_err *)
				    BT_MUST_CHECK;
void	bt_crossval_writer_free(struct bt_crossval_writer *);

/* A bt_crossval_fn. */
int	bt_crossval_writer_row(void *writer, const struct bt_crossval_row *,
	    struct bt_err *) BT_MUST_CHECK;
int	bt_crossval_writer_end(struct bt_crossval_writer *,
	    const struct bt_crossval *, struct bt_err *) BT_MUST_CHECK;

#endif
