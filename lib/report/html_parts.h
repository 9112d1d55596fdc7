/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_HTML_PARTS_H
#define BT_REPORT_HTML_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/out.h"
#include "lib/base/str.h"
#include "lib/base/table.h"
#include "lib/report/document.h"
#include "lib/report/format.h"
#include "lib/study/metrics.h"

/*
 * How lib/report/html.c comes to its page; of no use elsewhere.
 *
 * The page's tables are HTML as they are written, so that they are there for
 * printers, screen readers and mail programs that run no script.  Curves,
 * trades and events are data in one block of JSON, which the page's script
 * (lib/report/html/) draws.  Text of the data comes into the page by
 * bt_html_text and bt_html_string alone.
 */

/* The style sheet and the script, and their SHA-256 for the page's policy. */
extern const char bt_html_style[], bt_html_script[];
extern const char bt_html_style_hash[], bt_html_script_hash[];
/* The script of an index of runs. */
extern const char bt_html_index[], bt_html_index_hash[];

struct bt_html {
	struct bt_out				*out;
	const struct bt_document *const		*docs;
	size_t					 n;
	const struct bt_format_rule		*rule;
	struct bt_err				*err;
};

/* Markup that we wrote, as it is. */
void	bt_html_put(const struct bt_html *, const char *markup);

/*
 * Up to and with <body>.  Nothing is loaded, nothing is sent, and no script
 * runs but the one whose hash this is.
 */
void	bt_html_head(const struct bt_html *, struct bt_span title,
	    const char *script_hash);

/* Text as text; what is no UTF-8 and no letter becomes U+FFFD. */
void	bt_html_text(const struct bt_html *, struct bt_span);
/* The same as a string of JSON that no script can be closed with. */
void	bt_html_string(const struct bt_html *, struct bt_span);

/* A value in its unit, 12,345.67; a number for JSON, or null; a time. */
void	bt_html_value(const struct bt_html *, enum bt_unit, double);
void	bt_html_real(const struct bt_html *, double);
void	bt_html_time(const struct bt_html *, int64_t, bool date_only);

/* <td class="number"> with a value, and <td> with a text, in it. */
void	bt_html_cell_value(const struct bt_html *, enum bt_unit, double);
void	bt_html_cell_text(const struct bt_html *, struct bt_span);

/* Where something is in this page: <section id="id"><h2>title</h2>. */
void	bt_html_section(const struct bt_html *, const char *id,
	    const char *title);

/*
 * Columns for the script: {"kind":"f64","v":"base64"}.  at has the n indices
 * to take, or is NULL for 0 .. n - 1.
 */
void	bt_html_column_f64(const struct bt_html *, const double *x,
	    const size_t *at, size_t n);
void	bt_html_column_f32(const struct bt_html *, const double *x,
	    const size_t *at, size_t n);
void	bt_html_column_time(const struct bt_html *, const int64_t *t,
	    const size_t *at, size_t n);
/* Rows of a table of columns: "name":column,... */
int	bt_html_columns(const struct bt_html *, const struct bt_col *,
	    const void *rows, size_t size, size_t n) BT_MUST_CHECK;

/* What the run is called beside others: the base name of its file. */
struct bt_span	bt_html_name(const struct bt_document *);

/* The block of data. */
int	bt_html_data(const struct bt_html *) BT_MUST_CHECK;

/* The page of a sweep. */
int	bt_html_trials(const struct bt_html *) BT_MUST_CHECK;

/* The member "prices" of a run, if there are bars. */
int	bt_html_prices(const struct bt_html *, const struct bt_document *)
	    BT_MUST_CHECK;

/* The parts of the page that are tables, each with its section. */
void	bt_html_cards(const struct bt_html *);
void	bt_html_metrics(const struct bt_html *);
void	bt_html_months(const struct bt_html *);
void	bt_html_drawdowns(const struct bt_html *);
void	bt_html_config(const struct bt_html *);

#endif
