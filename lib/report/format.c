/* SPDX-License-Identifier: ISC */
#include "lib/report/format.h"

#include <string.h>

const struct bt_format_row bt_formats[] = {
	{ .name = "csv", .suffix = "csv", .compares = true,
	    .help = "one table, or all in a directory",
	    .write = bt_format_csv },
	{ .name = "json", .suffix = "json", .compares = true,
	    .help = "one object with all tables",
	    .write = bt_format_json },
	{ .name = "markdown", .suffix = "md", .compares = true, .sweeps = true,
	    .help = "a report for a repository or a wiki",
	    .write = bt_format_markdown },
	{ .name = "text", .suffix = "txt", .compares = true, .sweeps = true,
	    .help = "the same for mail, 78 columns wide",
	    .write = bt_format_text },
	{ .name = "sql", .suffix = "sql", .compares = true,
	    .help = "tables for SQLite and PostgreSQL",
	    .write = bt_format_sql },
	{ .name = "pdf", .suffix = "pdf", .binary = true, .scratch = true,
	    .plots = true, .sweeps = true,
	    .help = "a report to print or to forward",
	    .write = bt_format_pdf },
	{ .name = "png", .suffix = "png", .binary = true, .scratch = true,
	    .plots = true, .charts = true, .sweeps = true,
	    .help = "a chart as pixels", .write = bt_format_png },
	{ .name = "svg", .suffix = "svg", .scratch = true, .plots = true,
	    .charts = true, .sweeps = true,
	    .help = "a chart as lines, at any size", .write = bt_format_svg },
	{ .name = "terminal", .suffix = "term", .scratch = true,
	    .plots = true, .charts = true, .sweeps = true,
	    .help = "a chart as letters", .write = bt_format_terminal },
	{ .name = "gnuplot", .suffix = "gp", .plots = true, .charts = true,
	    .sweeps = true, .help = "a chart as a script with its data",
	    .write = bt_format_gnuplot },
	{ .name = "xlsx", .suffix = "xlsx", .compares = true, .binary = true,
	    .scratch = true, .help = "a workbook with charts for spreadsheets",
	    .write = bt_format_xlsx },
	{ .name = "html", .suffix = "html", .compares = true, .sweeps = true,
	    .help = "one page with charts, for a browser",
	    .write = bt_format_html },
	{ .name = "template", .suffix = "", .compares = true,
	    .help = "a text of your own, with names to fill in",
	    .write = bt_format_template },
	{ .name = NULL }
};

const struct bt_format_row *
bt_format_find(struct bt_span name)
{
	const struct bt_format_row *row;

	for (row = bt_formats; row->name != NULL; row++)
		if (bt_span_like(name, row->name) ||
		    bt_span_like(name, row->suffix))
			return row;
	return NULL;
}

const struct bt_format_row *
bt_format_of(const char *path)
{
	const char *slash = strrchr(path, '/'), *point;

	point = strrchr(slash != NULL ? slash + 1 : path, '.');
	return point == NULL ? NULL : bt_format_find(bt_span(point + 1));
}

const struct bt_format_row *
bt_format_want(struct bt_span name, struct bt_err *err)
{
	const struct bt_format_row *row = bt_format_find(name);

	if (row != NULL)
		return row;
	(void)bt_err_set(err, BT_EUSAGE, "--format: unknown format '%.*s'; "
	    "see --list", BT_SPAN(name));
	return NULL;
}
