/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_DOCUMENT_PARTS_H
#define BT_REPORT_DOCUMENT_PARTS_H

#include "lib/report/document.h"

/* How lib/report/document.c comes to its parts; of no use elsewhere. */

/* Options and inputs from the first line of a run stream. */
int	bt_document_header(struct bt_document *, struct bt_span line,
	    struct bt_err *) BT_MUST_CHECK;

/* Everything that follows from the curve. */
int	bt_document_derive(struct bt_document *, struct bt_err *)
	    BT_MUST_CHECK;

/* The title as given, or "AAPL, MSFT, 2013-02-08 to 2018-02-07". */
int	bt_document_name(struct bt_document *, const char *title,
	    struct bt_err *) BT_MUST_CHECK;

/* The curve or the closes to compare with, at the document's times. */
int	bt_document_benchmark(struct bt_document *,
	    const struct bt_document_rule *, struct bt_err *) BT_MUST_CHECK;

/* Trials of a sweep, the dims to draw, and what the title begins with. */
int	bt_document_trials(struct bt_document *, struct bt_in *,
	    const char *axes, struct bt_err *) BT_MUST_CHECK;
int	bt_document_trials_name(const struct bt_document *, struct bt_buf *,
	    struct bt_err *) BT_MUST_CHECK;

/* The bars at path, of the symbols that were traded. */
int	bt_document_prices(struct bt_document *, const char *path,
	    struct bt_err *) BT_MUST_CHECK;

#endif
