/* SPDX-License-Identifier: ISC */
/* bt-metrics: a run or an equity curve in, its metrics out. */
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/cli/tool.h"
#include "lib/report/card.h"
#include "lib/study/select.h"
#include "lib/study/settings.h"

struct settings {
	int				 format;
	const char			*output, *metrics, *explain;
	bool				 list;
	struct bt_study_settings	 study;
};

static const struct bt_opt opts[] = {
	BT_OPT_CHOICE_ROW('f', "format", struct settings, format,
	    "table|ndjson|csv|json", "table", "what to write"),
	BT_OPT_FILE_ROW('o', "output", struct settings, output, "FILE",
	    "write to FILE, whole or not at all"),
	BT_OPT_TEXT_ROW('m', "metrics", struct settings, metrics, "NAME,...",
	    NULL, "only these metrics, in this order"),
	BT_OPT_FLAG_ROW(0, "list", struct settings, list,
	    "list the metrics and end"),
	BT_OPT_TEXT_ROW(0, "explain", struct settings, explain, "NAME", NULL,
	    "say how a metric is defined, and who defines it otherwise"),
	BT_OPT_END
};

static const char examples[] =
    "bt-run signals.csv | bt-metrics\n"
    "bt-metrics -f csv -m sharpe,max_drawdown equity.csv\n"
    "bt-metrics --explain sortino\n";

static int
read_card(const char *path, const struct settings *set, struct bt_card *card,
    struct bt_err *err)
{
	struct bt_input input;

	if (bt_study_file(path, &set->study, &input, &card->study,
	    err) == -1)
		return -1;
	if (input.has_summary)
		card->status = bt_status_name(input.status);
	bt_input_free(&input);
	return 0;
}

static int
read_cards(const struct bt_tool *tool, const struct settings *set,
    struct bt_card *card, struct bt_err *err)
{
	size_t i;

	if (tool->nargs == 0)
		return read_card(NULL, set, card, err);
	for (i = 0; i < tool->nargs; i++) {
		if (read_card(tool->args[i], set, &card[i], err) == -1)
			return -1;
		if (tool->nargs > 1)
			card[i].name = tool->args[i];
	}
	return 0;
}

static int
measure(const struct bt_tool *tool, const struct settings *set,
    struct bt_out *out, struct bt_err *err)
{
	struct bt_card_rule rule = {
	    .format = (enum bt_card_format)set->format };
	const struct bt_metric **metrics;
	struct bt_card *card;
	size_t n = tool->nargs > 0 ? tool->nargs : 1;
	int status = -1;

	metrics = bt_metrics_select(set->metrics, &rule.nmetrics, err);
	if (metrics == NULL)
		return -1;
	rule.metrics = metrics;
	if ((card = bt_calloc(n, sizeof(*card), err)) != NULL &&
	    read_cards(tool, set, card, err) == 0)
		status = bt_card_write(out, &rule, card, n, err);
	free(card);
	free(metrics);
	return status;
}

/* What was asked for: the table of metrics, one of them, or a result. */
static int
answer(const struct bt_tool *tool, const struct settings *set,
    struct bt_out *out, struct bt_err *err)
{
	const struct bt_metric *m;

	if (set->list)
		return bt_card_list(out, (enum bt_card_format)set->format,
		    err);
	if (set->explain == NULL)
		return measure(tool, set, out, err);
	if ((m = bt_metric_want(bt_span(set->explain), err)) == NULL)
		return -1;
	bt_card_explain(out, m);
	return 0;
}

static int
run(const struct bt_tool *tool, const struct settings *set,
    struct bt_err *err)
{
	struct bt_out *out = bt_out_open(set->output, err);

	if (out == NULL)
		return -1;
	if (answer(tool, set, out, err) == 0)
		return bt_out_close(out, err);
	bt_out_abort(out);
	return -1;
}

int
main(int argc, char *argv[])
{
	struct settings set;
	struct bt_optgroup groups[] = { { "Output", opts, &set },
	    { "Measuring", bt_study_opts, &set.study },
	    { NULL, NULL, NULL } };
	struct bt_tool tool = { .name = "bt-metrics",
	    .brief = "return and risk of a run or an equity curve",
	    .operands = "[file ...]", .groups = groups, .examples = examples };
	struct bt_err err = BT_ERR_INIT;
	int status;

	if (bt_tool_parse(&tool, argc, argv, &status) == -1)
		return status;
	if (tool.nargs == 0 && !set.list && set.explain == NULL &&
	    bt_tool_waits(&tool))
		return bt_tool_end(&tool, &err, BT_EXIT_USAGE);
	(void)run(&tool, &set, &err);
	return bt_tool_end(&tool, &err, BT_EXIT_OK);
}
