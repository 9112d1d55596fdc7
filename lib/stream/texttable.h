/* SPDX-License-Identifier: ISC */
#ifndef BT_STREAM_TEXTTABLE_H
#define BT_STREAM_TEXTTABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/str.h"

/*
 * Tables for people: cells are gathered first, then written with every column
 * as wide as its widest cell.  Widths are those of a terminal: UTF-8 letters
 * count one, wide ones two, combining marks none; control characters and
 * bytes that are not UTF-8 are written as '?'.
 *
 *	static const struct bt_textcol cols[] = {
 *		{ "metric", BT_LEFT }, { "value", BT_RIGHT } };
 *
 *	table = bt_texttable_new(cols, 2, err);
 *	bt_texttable_cell(table, bt_span("sharpe"), err);
 *	bt_texttable_cell(table, bt_span("1.25"), err);
 *	bt_texttable_write(table, out);
 *
 *	metric  value
 *	sharpe   1.25
 */
struct bt_texttable;

enum bt_align { BT_LEFT, BT_RIGHT };

struct bt_textcol {
	const char	*title;		/* borrowed; NULL: no title */
	enum bt_align	 align;
};

/* ncols >= 1.  cols is copied; its titles must outlive the table. */
struct bt_texttable	*bt_texttable_new(const struct bt_textcol *cols,
			    size_t ncols, struct bt_err *) BT_MUST_CHECK;
void			 bt_texttable_free(struct bt_texttable *);

/* The next cell, row by row from the left; the text is copied. */
int	bt_texttable_cell(struct bt_texttable *, struct bt_span,
	    struct bt_err *) BT_MUST_CHECK;

/*
 * A line over the whole width: a heading, or empty for a gap.  Only between
 * rows: what is left of the current row becomes empty cells.
 */
int	bt_texttable_line(struct bt_texttable *, struct bt_span,
	    struct bt_err *) BT_MUST_CHECK;

/*
 * The titles, if any column has one, and all rows.  Two spaces between
 * columns, none at the ends of lines.
 */
void	bt_texttable_write(const struct bt_texttable *, struct bt_out *);

/* Terminal cells that a text takes. */
size_t	bt_texttable_width(struct bt_span);

#endif
