/* SPDX-License-Identifier: ISC */
/* bt-export: runs in, a report in one of many formats out. */
#include <stdlib.h>
#include <unistd.h>

#include "lib/base/mem.h"
#include "lib/base/scratch.h"
#include "lib/cli/tool.h"
#include "lib/report/export.h"
#include "lib/study/select.h"

extern char **environ;

/* What is read, and what is to be written of it. */
struct work {
	const struct bt_format_row	*row;
	struct bt_document		**docs;
	size_t				 n;
	struct bt_format_rule		 rule;
};

static const char examples[] =
    "bt-run signals.csv | bt-export -o report.md\n"
    "bt-export -f csv --table trades --safe-csv run.ndjson\n"
    "bt-export -o tables/ run.ndjson\n";

static int
read_runs(const struct bt_tool *tool, const struct bt_export_settings *set,
    struct work *work, struct bt_err *err)
{
	const char *const standard = NULL;
	const char *const *paths = tool->nargs == 0 ? &standard :
	    (const char *const *)tool->args;
	size_t i;

	if (bt_export_spare(set, paths, work->n, err) == -1)
		return -1;
	for (i = 0; i < work->n; i++) {
		work->docs[i] = bt_export_read(set, work->row, paths[i],
		    work->n == 1, err);
		if (work->docs[i] == NULL)
			return -1;
	}
	return 0;
}

/* A signal that came meanwhile: nothing is to appear. */
static int
write_file(const struct work *work, const char *path,
    const struct bt_document *const *docs, struct bt_err *err)
{
	struct bt_out *out = bt_out_open(path, err);

	if (out == NULL)
		return -1;
	if (work->row->write(out, docs, work->n, &work->rule, err) == 0 &&
	    *work->rule.caught == 0)
		return bt_out_close(out, err);
	bt_out_abort(out);
	return -1;
}

static int
write_all(const struct bt_export_settings *set, struct work *work,
    struct bt_err *err)
{
	const struct bt_document *const *docs =
	    (const struct bt_document *const *)work->docs;
	const char *parent = getenv("TMPDIR");
	struct bt_scratch *scratch = NULL;
	int status;

	work->rule.caught = bt_tool_catch();
	if (bt_export_is_directory(set))
		return bt_format_csv_directory(set->output, docs, work->n,
		    &work->rule, err);
	bt_tool_hold(true);
	if (work->row->scratch && (scratch = bt_scratch_new(parent != NULL &&
	    *parent != '\0' ? parent : "/tmp", err)) == NULL)
		return -1;
	work->rule.scratch = bt_scratch_path(scratch);
	status = write_file(work, set->output, docs, err);
	bt_scratch_free(scratch);
	bt_tool_hold(false);
	return status;
}

static int
export(const struct bt_tool *tool, const struct bt_export_settings *set,
    struct bt_err *err)
{
	struct work work = { .n = tool->nargs > 0 ? tool->nargs : 1,
	    .rule = { .max_points = (size_t)set->max_points,
	    .safe_csv = set->safe_csv, .title = set->title,
	    .table = set->table, .postgresql = set->sql_dialect == 1,
	    .gnuplot = "gnuplot", .environment = environ,
	    .chart = &set->chart } };
	const bool tty = isatty(STDOUT_FILENO) == 1;
	struct bt_template *template = NULL;
	const struct bt_metric **metrics;
	size_t i;
	int status = -1;

	metrics = bt_metrics_select(set->metrics, &work.rule.nmetrics, err);
	work.rule.metric = metrics;
	work.rule.terminal = tty && set->output == NULL;
	if (metrics != NULL &&
	    (work.row = bt_export_format(set, work.n, tty, err)) != NULL &&
	    (set->template == NULL || (work.rule.template = template =
	    bt_template_read(set->template, err)) != NULL) &&
	    (work.docs = bt_calloc(work.n, sizeof(*work.docs), err)) != NULL &&
	    read_runs(tool, set, &work, err) == 0)
		status = write_all(set, &work, err);
	for (i = 0; work.docs != NULL && i < work.n; i++)
		bt_document_free(work.docs[i]);
	free(work.docs);
	bt_template_free(template);
	free(metrics);
	return status;
}

int
main(int argc, char *argv[])
{
	struct bt_export_settings set;
	struct bt_optgroup groups[] = { { "Output", bt_export_opts, &set },
	    { "Charts", bt_chart_opts, &set.chart },
	    { "Measuring", bt_study_opts, &set.study }, { NULL, NULL, NULL } };
	struct bt_tool tool = { .name = "bt-export",
	    .brief = "reports of a run, or of several side by side",
	    .operands = "[file ...]", .groups = groups, .examples = examples };
	struct bt_err err = BT_ERR_INIT;
	int status;

	if (bt_tool_parse(&tool, argc, argv, &status) == -1)
		return status;
	if (tool.nargs == 0 && !set.list && set.index == NULL &&
	    bt_tool_waits(&tool))
		return bt_tool_end(&tool, &err, BT_EXIT_USAGE);
	(void)(set.list ? bt_export_list(&set, &err) : set.index != NULL ?
	    bt_export_index(&set, tool.nargs, &err) :
	    export(&tool, &set, &err));
	return bt_tool_end(&tool, &err, BT_EXIT_OK);
}
