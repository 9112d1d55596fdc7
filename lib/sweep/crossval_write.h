/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_CROSSVAL_WRITE_H
#define BT_SWEEP_CROSSVAL_WRITE_H

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/sweep/crossval.h"
#include "lib/sweep/validation.h"

/*
 * A cross-validation, written: a record a split, a record a path, and what it
 * comes to.  CSV is one of these tables (rows, paths, summary); a table for
 * people has it all, in words.
 */
struct bt_crossval_writer;

struct bt_crossval_writer_rule {
	const struct bt_job		*job;
	const struct bt_folds		*folds;
	struct bt_span			 config;	/* for the header */
	enum bt_validation_format	 format;
	enum bt_validation_emit		 emit;
};

/* Writes the header, if there is one.  The rule's texts are borrowed. */
struct bt_crossval_writer	*bt_crossval_writer_new(
				    const struct bt_crossval_writer_rule *,
				    struct bt_out *, struct bt_err *)
				    BT_MUST_CHECK;
void	bt_crossval_writer_free(struct bt_crossval_writer *);

/* A bt_crossval_fn. */
int	bt_crossval_writer_row(void *writer, const struct bt_crossval_row *,
	    struct bt_err *) BT_MUST_CHECK;
int	bt_crossval_writer_end(struct bt_crossval_writer *,
	    const struct bt_crossval *, struct bt_err *) BT_MUST_CHECK;

#endif
