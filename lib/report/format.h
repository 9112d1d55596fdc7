/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_FORMAT_H
#define BT_REPORT_FORMAT_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/report/chart.h"
#include "lib/report/document.h"
#include "lib/report/template.h"
#include "lib/study/metrics.h"

/*
 * The formats of bt-export as one table.  A new format is a row, a function
 * and a test that reads the result back with another program.
 *
 *	if ((row = bt_format_of("report.md")) == NULL)
 *		row = bt_format_want(bt_span("text"), err);
 *	... row->write(out, docs, ndocs, &rule, err) ...
 */

struct bt_format_rule {
	const struct bt_metric *const	*metric;	/* to show */
	size_t				 nmetrics;
	size_t				 max_points;	/* of a curve */
	bool				 safe_csv;	/* without formulas */
	/* of a comparison; NULL: the format's own */
	const char			*title;
	const char			*table;		/* csv: which one */
	bool				 postgresql;	/* sql: with COPY */
	const struct bt_template	*template;	/* of that format */
	const struct bt_chart_settings	*chart;
	bool				 terminal;	/* the output is one */
	const volatile sig_atomic_t	*caught;	/* by number; or NULL */
	const char			*gnuplot;	/* the program */
	char *const			*environment;	/* of it */
	/* a directory for what must be a file on the way */
	const char			*scratch;
};

/*
 * Write docs (ndocs >= 1; more than one is a comparison) to out.  The caller
 * closes out, so that a file appears whole or not at all.
 */
typedef int	bt_format_fn(struct bt_out *out,
		    const struct bt_document *const *docs, size_t ndocs,
		    const struct bt_format_rule *, struct bt_err *);

struct bt_format_row {
	const char	*name;		/* "markdown" */
	const char	*suffix;	/* "md": of a file, without the point */
	const char	*help;		/* one clause */
	bool		 binary;	/* not for a terminal */
	bool		 compares;	/* takes several documents */
	bool		 scratch;	/* wants a scratch directory */
	bool		 plots;		/* by gnuplot: has a script to show */
	bool		 charts;	/* draws one chart, of a size */
	bool		 sweeps;	/* takes trials, too */
	bt_format_fn	*write;
};

extern const struct bt_format_row bt_formats[];	/* name NULL ends */

/* By name or suffix, or by the suffix of a path; NULL if there is none. */
const struct bt_format_row	*bt_format_find(struct bt_span name);
const struct bt_format_row	*bt_format_of(const char *path);

/* By name; an unknown one is BT_EUSAGE. */
const struct bt_format_row	*bt_format_want(struct bt_span name,
				    struct bt_err *);

/*
 * All tables of csv as files of a directory, path, that appears whole or not
 * at all.  It must not exist yet, or be empty.
 */
int	bt_format_csv_directory(const char *path,
	    const struct bt_document *const *docs, size_t ndocs,
	    const struct bt_format_rule *, struct bt_err *) BT_MUST_CHECK;

/* The rows' functions. */
bt_format_fn	bt_format_csv, bt_format_json, bt_format_markdown,
    bt_format_sql, bt_format_text, bt_format_xlsx, bt_format_html,
    bt_format_pdf, bt_format_png, bt_format_svg,
    bt_format_terminal, bt_format_gnuplot, bt_format_template;

#endif
