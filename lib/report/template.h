/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_TEMPLATE_H
#define BT_REPORT_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/out.h"
#include "lib/report/document.h"
#include "lib/report/rows.h"
#include "lib/study/metrics.h"

/*
 * A report of the user's own making: a text with names in double braces
 * (bt-export(1), TEMPLATES).  The marks are Mustache's.
 *
 *	Dear all, {{title}} made {{total_return}}.
 *	{{#trades:5}}
 *	{{symbol}} {{exit_time}} {{return:%1}}
 *	{{/trades}}
 *
 * All names are looked up while the text is read, so that a mistake is told
 * before any run is.
 */
struct bt_template;

/*
 * Read a template from a file.  Values are escaped for markup if the name
 * ends as that of a file of HTML, XML or SVG.
 * BT_EUSAGE with file and line: an unknown name ("did you mean"), a part that
 * is not closed.
 */
struct bt_template	*bt_template_read(const char *path, struct bt_err *)
			    BT_MUST_CHECK;
/* The same from text, which must outlive it. */
struct bt_template	*bt_template_parse(const char *text, size_t n,
			    const char *path, struct bt_err *) BT_MUST_CHECK;
void			 bt_template_free(struct bt_template *);

/* Fill it in.  -1 only for want of memory. */
int	bt_template_write(const struct bt_template *, struct bt_out *,
	    const struct bt_document *const *docs, size_t ndocs,
	    const struct bt_metric *const *metric, size_t nmetrics,
	    struct bt_err *) BT_MUST_CHECK;

#endif
