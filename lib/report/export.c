/* SPDX-License-Identifier: ISC */
#include "lib/report/export.h"

#include <sys/stat.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/report/index.h"
#include "lib/report/rows.h"
#include "lib/stream/record.h"
#include "lib/stream/texttable.h"
#include "lib/study/select.h"

const struct bt_opt bt_export_opts[] = {
	BT_OPT_TEXT_ROW('f', "format", struct bt_export_settings, format,
	    "FORMAT", NULL, "what to write; without it, by the output's "
	    "suffix, and text for standard output"),
	BT_OPT_FILE_ROW('o', "output", struct bt_export_settings, output,
	    "FILE", "write to FILE, whole or not at all; a directory of all "
	    "tables if it ends in a slash"),
	BT_OPT_FLAG_ROW(0, "list", struct bt_export_settings, list,
	    "list the formats and end"),
	BT_OPT_TEXT_ROW(0, "title", struct bt_export_settings, title, "TEXT",
	    NULL, "the heading; without it, inputs and dates"),
	BT_OPT_FILE_ROW(0, "benchmark", struct bt_export_settings, benchmark,
	    "FILE", "bars of one symbol, or a curve, to compare with"),
	BT_OPT_FILE_ROW(0, "prices", struct bt_export_settings, prices,
	    "FILE", "bars of the run: its entries and exits on the price"),
	BT_OPT_TEXT_ROW('m', "metrics", struct bt_export_settings, metrics,
	    "NAME,...", NULL, "only these metrics"),
	BT_OPT_TEXT_ROW(0, "table", struct bt_export_settings, table, "NAME",
	    "metrics", "which table csv writes: metrics, trades, equity, "
	    "monthly, yearly, drawdowns, events, config or inputs"),
	BT_OPT_FILE_ROW(0, "template", struct bt_export_settings, template,
	    "FILE", "fill in this text: {{sharpe}}, {{#trades}} ... "
	    "{{/trades}}"),
	BT_OPT_FILE_ROW(0, "index", struct bt_export_settings, index, "DIR",
	    "list the runs of a directory, a line each, instead"),
	BT_OPT_FLAG_ROW(0, "safe-csv", struct bt_export_settings, safe_csv,
	    "begin texts in csv that a spreadsheet takes for formulas with "
	    "an apostrophe"),
	BT_OPT_CHOICE_ROW(0, "sql-dialect", struct bt_export_settings,
	    sql_dialect, "portable|postgresql", "portable",
	    "SQL for SQLite and PostgreSQL alike, or with its COPY for psql"),
	BT_OPT_INT_ROW(0, "max-points", struct bt_export_settings, max_points,
	    "N", 4, 100000000, "10000", "points of a chart's curve at most"),
	BT_OPT_END
};

bool
bt_export_is_directory(const struct bt_export_settings *set)
{
	const size_t n = set->output == NULL ? 0 : strlen(set->output);

	return n > 0 && set->output[n - 1] == '/';
}

static bool
is_standard(const struct bt_export_settings *set)
{
	return set->output == NULL || strcmp(set->output, "-") == 0;
}

/* What the options of charts ask for where no format is named. */
static const char *
drawn(const struct bt_export_settings *set)
{
	if (set->chart.terminal || set->chart.sixel)
		return "terminal";
	if (!is_standard(set))
		return NULL;
	if (set->chart.script)
		return "gnuplot";
	return set->chart.chart != NULL ? "terminal" : NULL;
}

static const struct bt_format_row *
choose(const struct bt_export_settings *set, struct bt_err *err)
{
	const struct bt_format_row *row;

	if (set->format != NULL)
		return bt_format_want(bt_span(set->format), err);
	if (set->template != NULL)
		return bt_format_want(bt_span("template"), err);
	if (drawn(set) != NULL)
		return bt_format_want(bt_span(drawn(set)), err);
	if (is_standard(set))
		return bt_format_want(bt_span("text"), err);
	if (bt_export_is_directory(set))
		return bt_format_want(bt_span("csv"), err);
	if ((row = bt_format_of(set->output)) == NULL)
		(void)bt_err_set(err, BT_EUSAGE, "--output: no format has the "
		    "suffix of '%.200s'; name one with --format",
		    set->output);
	return row;
}

/* The options of charts go with what is drawn. */
static int
check_charts(const struct bt_chart_settings *set,
    const struct bt_format_row *row, struct bt_err *err)
{
	const char *option = NULL;

	if (set->chart != NULL && !row->charts)
		option = "--chart";
	else if (set->size != NULL && !row->charts)
		option = "--size";
	else if (set->script && !row->plots)
		option = "--plot-script";
	else if ((set->terminal || set->sixel) &&
	    row->write != bt_format_terminal)
		option = set->sixel ? "--sixel" : "--terminal";
	return option == NULL ? 0 : bt_err_set(err, BT_EUSAGE, "%s: not for "
	    "the format %s", option, row->name);
}

const struct bt_format_row *
bt_export_format(const struct bt_export_settings *set, size_t ndocs,
    bool terminal, struct bt_err *err)
{
	const struct bt_format_row *row = choose(set, err);
	const char *why = NULL;

	if (row == NULL || check_charts(&set->chart, row, err) == -1 ||
	    (row->write == bt_format_csv &&
	    bt_rows_want(set->table, err) == NULL))
		return NULL;
	if ((row->write == bt_format_template) != (set->template != NULL))
		why = set->template != NULL ? "does not take --template" :
		    "needs --template";
	else if (bt_export_is_directory(set) && row->write != bt_format_csv)
		why = "writes a file, not a directory";
	else if (ndocs > 1 && !row->compares)
		why = "takes one run, not several";
	else if (row->binary && is_standard(set) && terminal &&
	    !set->chart.script)
		why = "is not for a terminal: name a file with --output";
	if (why == NULL)
		return row;
	(void)bt_err_set(err, BT_EUSAGE, "--format: %s %s", row->name, why);
	return NULL;
}

static bool
is_input(const struct stat *out, const char *path)
{
	const bool std = path == NULL || strcmp(path, "-") == 0;
	struct stat in;

	return (std ? fstat(STDIN_FILENO, &in) : stat(path, &in)) == 0 &&
	    in.st_dev == out->st_dev && in.st_ino == out->st_ino;
}

int
bt_export_spare(const struct bt_export_settings *set,
    const char *const *paths, size_t n, struct bt_err *err)
{
	struct stat out;
	bool hit;
	size_t i;

	if (is_standard(set) || stat(set->output, &out) == -1 ||
	    !S_ISREG(out.st_mode))
		return 0;
	hit = (set->benchmark != NULL && is_input(&out, set->benchmark)) ||
	    (set->prices != NULL && is_input(&out, set->prices)) ||
	    (set->template != NULL && is_input(&out, set->template));
	for (i = 0; i < n && !hit; i++)
		hit = is_input(&out, paths[i]);
	return !hit ? 0 : bt_err_set(err, BT_EUSAGE,
	    "--output: '%.200s' is an input", set->output);
}

/* Trials and simulations are for some formats, and alone. */
static int
is_taken(const struct bt_document *doc, const struct bt_format_row *row,
    bool single, struct bt_err *err)
{
	const char *what = doc->trials != NULL ? "trials" : "simulations";

	if (doc->trials == NULL && doc->chance == NULL)
		return 0;
	if (doc->trials != NULL ? !row->sweeps : !row->charts)
		return bt_err_set(err, BT_EUSAGE, "'%.200s' has %s, which %s "
		    "does not take; %s", doc->source, what, row->name,
		    doc->trials != NULL ?
		    "html, pdf, markdown, text and charts do" :
		    "charts do: png, svg or --terminal");
	return single ? 0 : bt_err_set(err, BT_EUSAGE, "'%.200s' has %s, "
	    "which are shown alone", doc->source, what);
}

struct bt_document *
bt_export_read(const struct bt_export_settings *set,
    const struct bt_format_row *row, const char *path, bool single,
    struct bt_err *err)
{
	const struct bt_document_rule rule = { single ? set->title : NULL,
	    set->benchmark, set->prices, set->chart.axes,
	    set->study };
	struct bt_in *in = bt_in_open(path, err);
	struct bt_document *doc = NULL;

	if (in == NULL)
		return NULL;
	doc = bt_document_read(in, &rule, err);
	bt_in_close(in);
	if (doc == NULL || is_taken(doc, row, single, err) == 0)
		return doc;
	bt_document_free(doc);
	return NULL;
}

static int
write_index(const struct bt_export_settings *set,
    const struct bt_index_rule *rule, const struct bt_format_row *row,
    struct bt_err *err)
{
	struct bt_index *index = bt_index_read(set->index, rule, err);
	struct bt_out *out = NULL;
	int status = -1;

	if (index != NULL && (out = bt_out_open(set->output, err)) != NULL) {
		if (bt_index_write(index, out, row, err) == 0)
			status = bt_out_close(out, err);
		else
			bt_out_abort(out);
	}
	bt_index_free(index);
	return status;
}

int
bt_export_index(const struct bt_export_settings *set, size_t nargs,
    struct bt_err *err)
{
	struct bt_index_rule rule = { .output = set->output,
	    .title = set->title, .study = &set->study };
	const struct bt_format_row *row = bt_export_format(set, 2, false,
	    err);
	const struct bt_metric **metrics;
	int status = -1;

	if (row == NULL || bt_index_check(row, err) == -1)
		return -1;
	if (nargs > 0)
		return bt_err_set(err, BT_EUSAGE, "--index: takes a directory "
		    "and no other files");
	metrics = bt_metrics_select(set->metrics != NULL ? set->metrics :
	    "total_return,cagr,volatility,sharpe,max_drawdown,trades,"
	    "win_rate,profit_factor", &rule.nmetrics, err);
	rule.metric = metrics;
	if (metrics != NULL)
		status = write_index(set, &rule, row, err);
	free(metrics);
	return status;
}

static int
list_table(struct bt_out *out, struct bt_err *err)
{
	static const struct bt_textcol cols[] = { { "format", BT_LEFT },
		{ "suffix", BT_LEFT }, { "what it is", BT_LEFT } };
	struct bt_texttable *table = bt_texttable_new(cols, 3, err);
	const struct bt_format_row *row;
	int status = table == NULL ? -1 : 0;

	for (row = bt_formats; status == 0 && row->name != NULL; row++)
		if (bt_texttable_cell(table, bt_span(row->name), err) == -1 ||
		    bt_texttable_cell(table, bt_span(row->suffix),
		    err) == -1 ||
		    bt_texttable_cell(table, bt_span(row->help), err) == -1)
			status = -1;
	if (status == 0)
		bt_texttable_write(table, out);
	bt_texttable_free(table);
	return status;
}

static int
list_formats(struct bt_out *out, bool csv, struct bt_err *err)
{
	const struct bt_format_row *row;

	if (!csv)
		return list_table(out, err);
	bt_out_text(out, "format,suffix,help\n");
	for (row = bt_formats; row->name != NULL; row++) {
		bt_csv_cell(out, bt_span(row->name));
		bt_out_text(out, ",");
		bt_csv_cell(out, bt_span(row->suffix));
		bt_out_text(out, ",");
		bt_csv_cell(out, bt_span(row->help));
		bt_out_text(out, "\n");
	}
	return 0;
}

int
bt_export_list(const struct bt_export_settings *set, struct bt_err *err)
{
	const bool csv = set->format != NULL &&
	    bt_span_is(bt_span(set->format), "csv");
	struct bt_out *out = bt_out_open(set->output, err);

	if (out == NULL)
		return -1;
	if (list_formats(out, csv, err) == 0)
		return bt_out_close(out, err);
	bt_out_abort(out);
	return -1;
}
