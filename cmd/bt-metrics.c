/* SPDX-License-Identifier: ISC */
/* bt-metrics: a run or an equity curve in, its metrics out. */
#include <stdio.h>
#include <stdlib.h>

#include "lib/cli/tool.h"
#include "lib/report/card.h"
#include "lib/study/claim.h"
#include "lib/study/select.h"
#include "lib/study/settings.h"

struct settings {
	int				 format, split;
	const char			*output, *metrics, *explain, *claims;
	bool				 list;
	struct bt_study_settings	 study;
};

static const struct bt_opt opts[] = {
	BT_OPT_CHOICE_ROW('f', "format", struct settings, format,
	    "table|ndjson|csv|json", "table", "what to write"),
	BT_OPT_FILE_ROW('o', "output", struct settings, output, "FILE",
	    "write to FILE, whole or not at all"),
	BT_OPT_TEXT_ROW('m', "metrics", struct settings, metrics, "NAME,...",
	    NULL, "only these metrics"),
	BT_OPT_CHOICE_ROW(0, "by", struct settings, split,
	    "none|year|month|symbol|side|exit_reason", "none",
	    "measure the parts of a run: a row each"),
	BT_OPT_TEXT_ROW(0, "assert", struct settings, claims, "CLAIMS", NULL,
	    "exit 1 unless they hold: 'sharpe > 1 and trades > 30'"),
	BT_OPT_FLAG_ROW(0, "list", struct settings, list,
	    "list the metrics and end"),
	BT_OPT_TEXT_ROW(0, "explain", struct settings, explain, "NAME", NULL,
	    "say how a metric is defined and who differs, and end"),
	BT_OPT_END
};

static const char examples[] =
    "bt-run signals.csv | bt-metrics\n"
    "bt-metrics -f csv -m sharpe,max_drawdown equity.csv\n"
    "bt-metrics --explain sortino\n";

/* A claim that does not hold. */
static void
tell(void *tool, const char *text)
{
	fprintf(stderr, "%s: %s\n", ((const struct bt_tool *)tool)->name,
	    text);
}

static int
measure(struct bt_tool *tool, const struct bt_card_rule *rule,
    const struct settings *set, struct bt_out *out, int *status,
    struct bt_err *err)
{
	struct bt_cards cards;
	int rc = -1;

	if (bt_cards_read(&cards, tool->args, tool->nargs, &set->study,
	    rule->split, err) == -1)
		return -1;
	if (bt_card_write(out, rule, cards.card, cards.n, err) == 0 &&
	    bt_out_flush(out, err) == 0)
		rc = bt_cards_claim(&cards, set->claims, tell, tool, err);
	if (rc == 1)
		*status = BT_EXIT_NO;
	bt_cards_free(&cards);
	return rc == -1 ? -1 : 0;
}

/* What was asked for: the table of metrics, one of them, or a result. */
static int
answer(struct bt_tool *tool, const struct settings *set, struct bt_out *out,
    int *status, struct bt_err *err)
{
	struct bt_card_rule rule = { .asked = set->metrics != NULL,
	    .format = (enum bt_card_format)set->format,
	    .split = (enum bt_split)set->split };
	const struct bt_metric **metrics;
	int rc;

	if (set->list)
		return bt_card_list(out, rule.format, err);
	if (set->explain != NULL)
		return bt_card_explain(out, bt_span(set->explain), err);
	if ((metrics = bt_metrics_select(set->metrics, &rule.nmetrics,
	    err)) == NULL)
		return -1;
	rule.metrics = metrics;
	/* A claim that is not understood is told before any data are read. */
	if ((rc = bt_claims_check(set->claims, err)) == 0)
		rc = measure(tool, &rule, set, out, status, err);
	free(metrics);
	return rc;
}

static int
run(struct bt_tool *tool, const struct settings *set, int *status,
    struct bt_err *err)
{
	struct bt_out *out = bt_out_open(set->output, err);

	if (out == NULL)
		return -1;
	if (answer(tool, set, out, status, err) == 0)
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
	int status, answered = BT_EXIT_OK;

	if (bt_tool_parse(&tool, argc, argv, &status) == -1)
		return status;
	if (tool.nargs == 0 && !set.list && set.explain == NULL &&
	    bt_tool_waits(&tool))
		return bt_tool_end(&tool, &err, BT_EXIT_USAGE);
	(void)run(&tool, &set, &answered, &err);
	return bt_tool_end(&tool, &err, answered);
}
