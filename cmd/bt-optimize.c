/* SPDX-License-Identifier: ISC */
/* bt-optimize: bars and a strategy in, a row a combination of values out. */
#include <stdio.h>
#include <stdlib.h>

#include "lib/cli/tool.h"
#include "lib/sweep/optimize.h"

enum { STRATEGY, SWEEP, OUTPUT, RUN, VALIDATE, COMMAND, ENGINE, MEASURE,
	BARS, WORK, LONG, REPORT, GROUPS };

struct settings {
	struct bt_optimize_settings	 optimize;
	struct bt_opt			 preset[BT_SETTINGS_ROWS + 1];
	double				 time_limit;
	int				 progress;
};

static const struct bt_opt opts[] = {
	BT_OPT_REAL_ROW(0, "time-limit", struct settings, time_limit,
	    "SECONDS", 0, 1e9, NULL, "stop after this time, with status 75"),
	BT_OPT_CHOICE_ROW(0, "progress", struct settings, progress,
	    "auto|always|never|json", "auto", "progress on standard error"),
	BT_OPT_END
};

static const char examples[] =
    "bt-optimize -s sma_cross -P fast=5:50:5 -P slow=20:200:20 "
    "--where 'fast < slow' prices.csv\n";

/* Who looks after the sweep while it is at work. */
struct watch {
	struct bt_tool			*tool;
	struct bt_progress		 progress;
	const volatile sig_atomic_t	*caught;
	double				 deadline;	/* NAN = none */
	int64_t				 last;		/* polled */
};

static enum bt_status
poll(void *arg, const struct bt_progress_trials *state)
{
	struct watch *w = arg;
	const int64_t now = bt_tool_clock();

	bt_progress_show_trials(&w->progress, state);
	if (*w->caught != 0)
		return BT_CANCELLED;
	/* While it was stopped no time went by. */
	if (bt_tool_was_stopped())
		w->deadline += (double)(now - w->last);
	w->last = now;
	return (double)now > w->deadline ? BT_TIMEOUT : BT_COMPLETED;
}

static void
warn(void *arg, const char *text)
{
	bt_tool_warn(((const struct watch *)arg)->tool, "%s", text);
}

static void
say(void *arg, const char *text)
{
	(void)fprintf(stderr, "%s: %s\n",
	    ((const struct watch *)arg)->tool->name, text);
}

/* --preset NAME: other defaults, and the options are read once more. */
static int
adapt(struct bt_tool *tool, struct bt_err *err)
{
	struct settings *set = tool->groups[COMMAND].settings;
	const char *name = set->optimize.engine.preset;

	if (name == NULL)
		return 0;
	tool->groups[ENGINE].opts = set->preset;
	return bt_settings_preset(name, set->preset, err) == -1 ? -1 : 1;
}

static int
run(struct bt_tool *tool, const struct settings *set, struct bt_err *err)
{
	struct watch w = { .tool = tool, .caught = bt_tool_catch(),
	    .deadline = (double)bt_tool_clock() + 1e9 * set->time_limit,
	    .last = bt_tool_clock() };
	struct bt_optimize o = { .set = &set->optimize,
	    .paths = (const char *const *)tool->args, .npaths = tool->nargs,
	    .engine_opts = tool->groups[ENGINE].opts,
	    .poll = poll, .warn = warn, .say = say,
	    .clock = bt_tool_clock, .memory = bt_tool_memory, .arg = &w,
	    .program = tool->program, .verbose = tool->verbose };
	struct bt_arena *arena = bt_arena_new(err);
	int rc = -1;

	(void)bt_tool_was_stopped();
	if (arena != NULL)
		o.dirs = bt_strategy_dirs(arena, getenv("XDG_CONFIG_HOME"),
		    getenv("HOME"), getenv("BT_STRATEGIES"), BT_SHARE, err);
	bt_tool_progress(&w.progress, set->progress);
	if (o.dirs != NULL)
		rc = bt_optimize_run(&o, err);
	bt_progress_end_trials(&w.progress, &o.state);
	bt_arena_free(arena);
	if (rc == -1)
		return BT_EXIT_OK;	/* the error has one of its own */
	return o.status == BT_TIMEOUT ? BT_EXIT_AGAIN :
	    o.no ? BT_EXIT_NO : BT_EXIT_OK;
}

int
main(int argc, char *argv[])
{
	struct settings set = { .progress = 0 };
	struct bt_optimize_settings *o = &set.optimize;
	struct bt_optgroup groups[GROUPS + 1] = {
		[STRATEGY] = { "Strategy", bt_job_strategy_opts, &o->sweep },
		[SWEEP] = { "Sweep", bt_job_opts, &o->sweep },
		[OUTPUT] = { "Output", bt_plain_opts, &o->plain },
		[RUN] = { "Run", bt_optimize_opts, o },
		[VALIDATE] = { "Validation", bt_validation_opts,
		    &o->validation },
		[COMMAND] = { "Limits", opts, &set },
		[ENGINE] = { "Execution", bt_settings_opts, &o->engine },
		[MEASURE] = { "Measuring", bt_measure_opts, &o->study },
		[BARS] = { "Input", bt_bars_opts, &o->bars },
		[WORK] = { "Work", bt_job_work_opts, &o->sweep },
		[LONG] = { "Long jobs", bt_long_opts, &o->longer },
		[REPORT] = { "Report", bt_overfit_opts, &o->overfit },
	};
	struct bt_tool tool = { .name = "bt-optimize",
	    .brief = "try many values of parameters, and say what they made",
	    .operands = "[file ...]", .groups = groups, .adapt = adapt,
	    .examples = examples };
	struct bt_err err = BT_ERR_INIT;
	int status;

	if (bt_tool_parse(&tool, argc, argv, &status) == -1)
		return status;
	if (tool.nargs == 0 && bt_tool_waits(&tool))
		return bt_tool_end(&tool, NULL, BT_EXIT_USAGE);
	status = run(&tool, &set, &err);
	return bt_tool_end(&tool, &err, status);
}
