/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_XLSX_PARTS_H
#define BT_REPORT_XLSX_PARTS_H

#include <xlsxwriter.h>

#include "lib/base/table.h"
#include "lib/report/rows.h"
#include "lib/report/xlsx.h"

/* What the files of lib/report/xlsx share; of no use elsewhere. */

/* How a cell looks: the table is in xlsx_cell.c. */
enum bt_xlsx_style {
	BT_XLSX_TITLE, BT_XLSX_NOTE, BT_XLSX_HEAD, BT_XLSX_HEAD_RIGHT,
	BT_XLSX_GROUP, BT_XLSX_GROUP_RIGHT,
	BT_XLSX_TEXT, BT_XLSX_RIGHT, BT_XLSX_NONE,
	BT_XLSX_NUMBER, BT_XLSX_PLAIN, BT_XLSX_DATE, BT_XLSX_DATETIME,
	BT_XLSX_PRICE, BT_XLSX_MONEY, BT_XLSX_PERCENT, BT_XLSX_RATIO,
	BT_XLSX_COUNT, BT_XLSX_DAYS, BT_XLSX_BARS, BT_XLSX_YEARS,
	BT_XLSX_GOOD, BT_XLSX_BAD,
	BT_XLSX_STYLES
};

/* A workbook on its way. */
struct bt_xlsx {
	lxw_workbook			*book;
	lxw_format			*style[BT_XLSX_STYLES];
	const struct bt_format_rule	*rule;
	uint32_t			 most;	/* rows of a sheet */
	struct bt_buf			 text;	/* of the cell at hand */
	struct bt_err			*err;
};

/* A sheet that is being filled, row by row, and where. */
struct bt_xlsx_sheet {
	struct bt_xlsx	*x;
	lxw_worksheet	*sheet;
	uint32_t	 row;
	uint16_t	 col;
};

#define BT_XLSX_NAME 32			/* of a sheet, with its NUL */
#define BT_XLSX_RUNS_ROW 2u		/* of the summary: the runs' names */

/* Columns of a curve in a sheet, for charts; -1 where there is none. */
struct bt_xlsx_curve {
	char		sheet[BT_XLSX_NAME];
	uint32_t	first, last;		/* rows */
	int		time, level, drawdown, exposure, benchmark;
	bool		date_only;
	uint16_t	run;			/* column of its name in the
						   summary; 0: none */
	double		from, to;		/* serial days */
	double		low;			/* of its axis; NAN: 0 */
};

/* Cells; -1 with the reason in x->err.  Each moves on by a column. */
void	bt_xlsx_styles(struct bt_xlsx *);
int	bt_xlsx_open(struct bt_xlsx *, const char *name,
	    struct bt_xlsx_sheet *) BT_MUST_CHECK;
int	bt_xlsx_text(struct bt_xlsx_sheet *, struct bt_span,
	    enum bt_xlsx_style) BT_MUST_CHECK;
int	bt_xlsx_number(struct bt_xlsx_sheet *, double,
	    enum bt_xlsx_style) BT_MUST_CHECK;
int	bt_xlsx_time(struct bt_xlsx_sheet *, int64_t, bool date_only)
	    BT_MUST_CHECK;
double	bt_xlsx_serial(int64_t);		/* days since 1899-12-30 */
int	bt_xlsx_bool(struct bt_xlsx_sheet *, bool) BT_MUST_CHECK;
void	bt_xlsx_skip(struct bt_xlsx_sheet *);
void	bt_xlsx_line(struct bt_xlsx_sheet *);	/* to the next row */
int	bt_xlsx_error(struct bt_xlsx *, lxw_error);

/*
 * Text as a cell takes it: well-formed, what XML cannot hold as _xHHHH_, and
 * at most 32,767 letters.  In x->text.
 */
int	bt_xlsx_clean(struct bt_xlsx *, struct bt_span) BT_MUST_CHECK;

/* "exit_time": "Exit time". */
void	bt_xlsx_head(const char *name, char *head, size_t size);

/*
 * A table of rows.h as a sheet, or as many as it needs: name, name-2 ...
 * first and last become the rows of the last sheet, for who adds to it.
 */
struct bt_xlsx_table {
	const char			*name;
	const struct bt_rows_table	*table;
	const struct bt_col		*cols;	/* of the table, some or all */
	uint16_t			 fixed;	/* columns that stay in view */
	bool				 filter;
	const char			*never;	/* for a time that is none */
	void				(*dress)(struct bt_xlsx_sheet *,
					    const struct bt_xlsx_table *,
					    uint32_t first, uint32_t last);
};

int	bt_xlsx_write_table(struct bt_xlsx *, struct bt_rows *,
	    const struct bt_xlsx_table *, lxw_worksheet **first)
	    BT_MUST_CHECK;

/* Sheets. */
int	bt_xlsx_summary(struct bt_xlsx *, const struct bt_document *const *,
	    size_t ndocs, lxw_worksheet **) BT_MUST_CHECK;
int	bt_xlsx_equity(struct bt_xlsx *, struct bt_rows *, const char *name,
	    lxw_worksheet **, struct bt_xlsx_curve *) BT_MUST_CHECK;
int	bt_xlsx_points(struct bt_xlsx *, struct bt_rows *, const char *name,
	    struct bt_xlsx_curve *) BT_MUST_CHECK;
int	bt_xlsx_trades(struct bt_xlsx *, struct bt_rows *, const char *name)
	    BT_MUST_CHECK;
int	bt_xlsx_months(struct bt_xlsx *, const struct bt_document *)
	    BT_MUST_CHECK;
int	bt_xlsx_drawdowns(struct bt_xlsx *, struct bt_rows *) BT_MUST_CHECK;
int	bt_xlsx_exposure(struct bt_xlsx *, const struct bt_document *,
	    lxw_worksheet **) BT_MUST_CHECK;
int	bt_xlsx_events(struct bt_xlsx *, struct bt_rows *) BT_MUST_CHECK;
int	bt_xlsx_config(struct bt_xlsx *, const struct bt_document *)
	    BT_MUST_CHECK;

/* Charts, with their upper left corner at a cell. */
int	bt_xlsx_chart_equity(struct bt_xlsx *, lxw_worksheet *, uint32_t row,
	    uint16_t col, const struct bt_xlsx_curve *, size_t n)
	    BT_MUST_CHECK;
int	bt_xlsx_chart_drawdown(struct bt_xlsx *, lxw_worksheet *, uint32_t row,
	    uint16_t col, const struct bt_xlsx_curve *) BT_MUST_CHECK;
int	bt_xlsx_chart_exposure(struct bt_xlsx *, lxw_worksheet *, uint32_t row,
	    uint16_t col, const struct bt_xlsx_curve *) BT_MUST_CHECK;

#endif
