/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_TRIALTABLE_H
#define BT_REPORT_TRIALTABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/str.h"
#include "lib/report/trialset.h"

/*
 * The best trials as a table for people, and what there is to say of them all:
 * what the reports of a sweep consist of, in whatever format.  Columns are the
 * trial's number, what was varied, the objective, and metrics.
 *
 *	for (i = 0; i < set->nvalid && i < 20; i++)
 *		for (c = 0; c < bt_trialtable_columns(set); c++)
 *			put(bt_trialtable_cell(buf, set, c, set->rank[i]));
 */
#define BT_TRIALTABLE_TEXT 96

size_t		bt_trialtable_columns(const struct bt_trialset *);
const char	*bt_trialtable_title(const struct bt_trialset *, size_t column);
bool		bt_trialtable_is_number(const struct bt_trialset *,
		    size_t column);
/* As people read it; in buf or the set's own. */
struct bt_span	bt_trialtable_cell(char buf[BT_TRIALTABLE_TEXT],
		    const struct bt_trialset *, size_t column, size_t trial);
/* The number behind it; NAN where there is none. */
double		bt_trialtable_value(const struct bt_trialset *, size_t column,
		    size_t trial);

/* The i-th fact: its label, and its text; label NULL behind the last. */
struct bt_trialtable_fact {
	const char	*label;
	struct bt_span	 text;
};

struct bt_trialtable_fact	bt_trialtable_fact(
				    char buf[BT_TRIALTABLE_TEXT],
				    const struct bt_trialset *, size_t i);

#endif
