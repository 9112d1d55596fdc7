/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_SHEET_H
#define BT_REPORT_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/report/chart.h"
#include "lib/report/plot.h"

/*
 * Pages of paper (A4), filled from the top: headings, tables and charts go to
 * the next page when there is no room left on this one.
 *
 *	struct bt_sheet sheet;
 *
 *	bt_sheet_init(&sheet, doc, columns, err);
 *	bt_sheet_heading(&sheet, "Equity", 200.0);
 *	bt_sheet_chart(&sheet, "equity", 200.0);
 *	bt_sheet_end(&sheet);
 *	... sheet.pages is the script, sheet.page their number ...
 *	bt_sheet_free(&sheet);
 *
 * Lengths are points; a failure is kept in pages.failed.
 */
#define BT_SHEET_WIDTH 595.28
#define BT_SHEET_HEIGHT 841.89
#define BT_SHEET_MARGIN 48.0
#define BT_SHEET_ROOM (BT_SHEET_WIDTH - 2.0 * BT_SHEET_MARGIN)

struct bt_sheet_col {
	const char	*title;		/* NULL: none */
	double		 width;
	bool		 right;		/* numbers */
};

struct bt_sheet {
	const struct bt_document	*doc;
	struct bt_plot			 pages;		/* charts and all */
	struct bt_plot			 layer;		/* texts of this page */
	size_t				 page;
	double				 y;		/* above it is full */
	const struct bt_sheet_col	*col;		/* of the table */
	size_t				 ncols, row;
};

void	bt_sheet_init(struct bt_sheet *, const struct bt_document *,
	    size_t columns, struct bt_err *);
void	bt_sheet_free(struct bt_sheet *);
void	bt_sheet_end(struct bt_sheet *);

/* See that so much is free below y, on the next page if need be. */
void	bt_sheet_need(struct bt_sheet *, double height);

/* With room for what follows it on the same page. */
void	bt_sheet_heading(struct bt_sheet *, const char *text, double follows);

/* Unless the document lacks what the chart needs. */
void	bt_sheet_chart(struct bt_sheet *, const char *name, double height);

/*
 * A table: columns, then rows of as many texts as there are columns.  What is
 * wider than its column is shortened.  Titles are repeated on a new page.
 */
void	bt_sheet_table(struct bt_sheet *, const struct bt_sheet_col *,
	    size_t ncols);
void	bt_sheet_row(struct bt_sheet *, const struct bt_span *cells);
void	bt_sheet_table_end(struct bt_sheet *);

/* Text in lines of a width, from y down; returns where the next would be. */
double	bt_sheet_lines(struct bt_sheet *, const struct bt_letters *, double x,
	    double y, double width, size_t most, struct bt_span text);

void	bt_sheet_box(struct bt_sheet *, double x, double y, double width,
	    double height, const char *colour);

#endif
