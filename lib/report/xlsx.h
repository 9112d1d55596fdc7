/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_XLSX_H
#define BT_REPORT_XLSX_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/report/document.h"
#include "lib/report/format.h"

/*
 * A workbook for spreadsheets (Office Open XML, ECMA-376), through
 * libxlsxwriter with constant memory: a row that was written is on disk, in
 * unnamed files of rule->scratch.
 *
 * One run: Summary, Equity, Trades, Monthly returns, Drawdowns, Exposure,
 * Events, Configuration, and Chart data where the curve has more points than
 * rule->max_points.  Several: Summary with a column a run, and Equity-n and
 * Trades-n of each.  What has more rows than a sheet continues in name-2,
 * name-3 ...
 *
 * Numbers have 16 significant digits, as libxlsxwriter writes them.  Times
 * are serial days since 1899-12-30; before 1900-03-01, where programs
 * disagree about the calendar, they are text.
 */
#define BT_XLSX_ROWS 1048576u		/* of a sheet, as the format has it */
#define BT_XLSX_RUNS 100u		/* in one workbook */

/*
 * Write path, which nothing else uses, with at most rows rows a sheet (2 to
 * BT_XLSX_ROWS).  It is read back: what a full disk has cut is an error.
 */
int	bt_xlsx_write(const char *path, const struct bt_document *const *docs,
	    size_t ndocs, const struct bt_format_rule *, uint32_t rows,
	    struct bt_err *) BT_MUST_CHECK;

#endif
