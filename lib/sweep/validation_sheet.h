/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_VALIDATION_SHEET_H
#define BT_SWEEP_VALIDATION_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/market/timeline.h"
#include "lib/stream/texttable.h"
#include "lib/sweep/fields.h"
#include "lib/sweep/job.h"
#include "lib/sweep/validation.h"

/*
 * What the writers of walk-forward and of cross-validation share: where they
 * write, in which format, and which of their tables.
 */
struct bt_validation_rule {
	const struct bt_job		*job;		/* open */
	struct bt_span			 config;	/* for the header */
	enum bt_validation_format	 format;
	enum bt_validation_emit		 emit;
};

struct bt_validation_sheet {
	struct bt_validation_rule	 rule;
	const struct bt_job		*job;
	const struct bt_timeline	*line;
	struct bt_out			*out;
	struct bt_fields		 fields;
	struct bt_texttable		*table;		/* for people */
	size_t				 rows;
};

void	bt_validation_sheet_init(struct bt_validation_sheet *,
	    const struct bt_validation_rule *, struct bt_out *);
void	bt_validation_sheet_free(struct bt_validation_sheet *);

/* Is this table of CSV asked for?  NDJSON has all of them. */
bool	bt_validation_sheet_emits(const struct bt_validation_sheet *,
	    enum bt_validation_emit table);

/*
 * The table for people: columns at the left, the strategy if there are
 * several, what is varied, and columns at the right.
 */
int	bt_validation_sheet_table(struct bt_validation_sheet *,
	    const struct bt_textcol *left, size_t nleft,
	    const struct bt_textcol *right, size_t nright, struct bt_err *)
	    BT_MUST_CHECK;

#endif
