/* SPDX-License-Identifier: ISC */
/* bt-run: bars and signals in, a run stream out. */
#include "lib/cli/tool.h"
#include "lib/engine/runwrite.h"
#include "lib/engine/why.h"

enum { BARS, ENGINE, STREAM, COMMAND, GROUPS };

struct settings {
	struct bt_bars_settings		bars;
	struct bt_settings		engine;
	struct bt_runwrite_settings	stream;
	const char			*prices, *output;
	double				time_limit;
	int				progress;
	struct bt_opt			preset[BT_SETTINGS_ROWS + 1];
};

static const struct bt_opt opts[] = {
	BT_OPT_FILE_ROW('o', "output", struct settings, output, "FILE",
	    "write to a file, whole or not at all"),
	BT_OPT_FILE_ROW(0, "prices", struct settings, prices, "FILE",
	    "read bars from here; the operands are signal lists"),
	BT_OPT_REAL_ROW(0, "time-limit", struct settings, time_limit,
	    "SECONDS", 0, 1e9, NULL, "stop after this time, with status 75"),
	BT_OPT_CHOICE_ROW(0, "progress", struct settings, progress,
	    "auto|always|never|json", "auto", "progress on standard error"),
	BT_OPT_END
};

/* Who looks after the run while the engine is at it. */
struct watch {
	struct bt_progress		 progress;
	const volatile sig_atomic_t	*caught;
	double				 deadline;	/* NAN = none */
};

static enum bt_status
poll(void *arg, const struct bt_progress_state *state)
{
	struct watch *w = arg;

	bt_progress_show(&w->progress, state);
	if (*w->caught != 0)
		return BT_CANCELLED;
	return (double)bt_tool_clock() > w->deadline ? BT_TIMEOUT :
	    BT_COMPLETED;
}

/* --preset NAME: other defaults, and the options are read once more. */
static int
adapt(struct bt_tool *tool, struct bt_err *err)
{
	struct settings *set = tool->groups[COMMAND].settings;

	if (set->engine.preset == NULL)
		return 0;
	tool->groups[ENGINE].opts = set->preset;
	return bt_settings_preset(set->engine.preset, set->preset, err) == -1 ?
	    -1 : 1;
}

static int
write_run(const struct settings *set, const struct bt_feed *feed,
    struct bt_runwrite *write, struct bt_out *out,
    struct bt_engine_result *res, struct bt_err *err)
{
	struct watch watch = { .caught = bt_tool_catch(),
	    .deadline = (double)bt_tool_clock() + 1e9 * set->time_limit };
	struct bt_runwrite_ask ask = { &set->bars, &set->engine, feed, poll,
	    &watch };
	int rc;

	bt_tool_progress(&watch.progress, set->progress);
	rc = bt_runwrite_run(write, out, &ask, res, err);
	bt_progress_end(&watch.progress, &(struct bt_progress_state){
	    res->summary.steps, feed->timeline.steps, res->summary.to,
	    res->summary.trades, res->summary.last_equity, res->drawdown });
	return rc;
}

/* What is wrong with the options is told before any input is read. */
static int
run(const struct bt_tool *tool, const struct settings *set,
    struct bt_engine_result *res, struct bt_err *err)
{
	struct bt_feed_read read = { &set->bars, set->engine.side,
	    set->prices, (const char *const *)tool->args, tool->nargs };
	struct bt_runwrite *write = bt_runwrite_new(&set->stream, err);
	struct bt_feed feed = { 0 };
	struct bt_out *out = NULL;
	const char *name;
	int rc = -1;

	if (write != NULL && bt_feed_init(&feed, &read, err) == 0 &&
	    (out = bt_out_open(set->output, err)) != NULL)
		rc = write_run(set, &feed, write, out, res, err);
	for (size_t i = 0; (name = bt_feed_unused(&feed, i)) != NULL; i++)
		bt_tool_warn(tool, "column '%s' has no effect", name);
	if (out != NULL && (rc == 0 || err->code == BT_OK))
		rc = bt_out_close(out, err);
	else
		bt_out_abort(out);
	bt_runwrite_free(write);
	bt_feed_free(&feed);
	return rc;
}

int
main(int argc, char *argv[])
{
	struct settings set;
	struct bt_optgroup groups[GROUPS + 1] = {
		[BARS] = { "Input", bt_bars_opts, &set.bars },
		[ENGINE] = { "Execution", bt_settings_opts, &set.engine },
		[STREAM] = { "Stream", bt_runwrite_opts, &set.stream },
		[COMMAND] = { "Run", opts, &set },
	};
	struct bt_tool tool = { .name = "bt-run",
	    .brief = "trade signals on bars, with costs and limits",
	    .operands = "[file ...]", .groups = groups, .adapt = adapt,
	    .examples = "bt-signals -s sma_cross prices.csv | bt-run "
	    "--stop-loss 5% | bt-metrics\n"
	    "bt-run --prices prices.csv --preset scanner hits.csv\n" };
	struct bt_err err = BT_ERR_INIT;
	struct bt_engine_result res = { .status = BT_FAILED };
	char line[BT_WHY_LINE];
	int status;

	if (bt_tool_parse(&tool, argc, argv, &status) == -1)
		return status;
	if (tool.nargs == 0 && bt_tool_waits(&tool))
		return bt_tool_end(&tool, NULL, BT_EXIT_USAGE);
	if (run(&tool, &set, &res, &err) == 0 && res.summary.trades == 0)
		for (size_t i = 0; bt_why_line(&res.summary, i, line); i++)
			bt_tool_warn(&tool, "%s", line);
	return bt_tool_end(&tool, &err,
	    res.status == BT_TIMEOUT ? BT_EXIT_AGAIN : BT_EXIT_OK);
}
