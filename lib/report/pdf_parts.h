/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_PDF_PARTS_H
#define BT_REPORT_PDF_PARTS_H

#include "lib/report/format.h"
#include "lib/report/sheet.h"
#include "lib/study/shown.h"

/* What the files of lib/report/pdf share; of no use elsewhere. */

/* As bt_shown, with commas between thousands: "135,776.58". */
struct bt_span	bt_pdf_shown(char buf[BT_SHOWN_MAX], enum bt_unit, double x);

/* The parts of a report on paper, each from where the sheet is. */
typedef void	bt_pdf_part(struct bt_sheet *, const struct bt_format_rule *);

bt_pdf_part	bt_pdf_cover, bt_pdf_metrics, bt_pdf_drawdowns, bt_pdf_trades,
    bt_pdf_config, bt_pdf_inputs, bt_pdf_definitions, bt_pdf_trials;

#endif
