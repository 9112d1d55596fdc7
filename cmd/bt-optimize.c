/* SPDX-License-Identifier: ISC */
/* bt-optimize: bars and a strategy in, a row a combination of values out. */
#include <stdlib.h>
#include <time.h>

#include "lib/cli/tool.h"
#include "lib/sweep/job.h"
#include "lib/sweep/job_plain.h"

enum { STRATEGY, SWEEP, OUTPUT, COMMAND, ENGINE, MEASURE, BARS, WORK, GROUPS };

struct settings {
	struct bt_job_settings		 sweep;
	struct bt_plain_settings	 plain;
	struct bt_bars_settings		 bars;
	struct bt_settings		 engine;
	struct bt_study_settings	 study;
	struct bt_opt			 preset[BT_SETTINGS_ROWS + 1];
	const char			*output;
	double				 time_limit;
	int				 progress;
};

static const struct bt_opt opts[] = {
	BT_OPT_FILE_ROW('o', "output", struct settings, output, "FILE",
	    "write to a file, whole or not at all"),
	BT_OPT_REAL_ROW(0, "time-limit", struct settings, time_limit,
	    "SECONDS", 0, 1e9, NULL, "stop after this time, with status 75"),
	BT_OPT_CHOICE_ROW(0, "progress", struct settings, progress,
	    "auto|always|never|json", "auto", "progress on standard error"),
	BT_OPT_END
};

/* Who looks after the sweep while it is at work. */
struct watch {
	const volatile sig_atomic_t	*caught;
	double				 deadline;	/* NAN = none */
};

static double
now(void)
{
	struct timespec ts;

	(void)clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static enum bt_status
poll(void *arg, uint64_t done)
{
	struct watch *w = arg;

	(void)done;
	if (*w->caught != 0)
		return BT_CANCELLED;
	return now() > w->deadline ? BT_TIMEOUT : BT_COMPLETED;
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
sweep(struct bt_job *job, const struct settings *set, struct bt_out *out,
    enum bt_status *status, struct bt_err *err)
{
	struct watch w = { bt_tool_catch(), now() + set->time_limit };
	struct bt_plain_ask ask = { job, &set->plain, out, poll, &w };

	return bt_plain_sweep(&ask, status, err);
}

/* What is wrong with the options is told before any input is read. */
static int
run(const struct bt_tool *tool, const struct settings *set,
    const char *const *dirs, enum bt_status *status, struct bt_err *err)
{
	struct bt_job_ask ask = { &set->sweep, &set->bars, &set->engine,
	    &set->study, dirs, (const char *const *)tool->args, tool->nargs,
	    tool->groups[ENGINE].opts };
	struct bt_out *out = NULL;
	struct bt_job job;
	int rc = -1;

	if (bt_job_init(&job, &ask, err) == -1)
		return -1;
	if (bt_job_open(&job, err) == 0 &&
	    (out = bt_out_open(set->output, err)) != NULL)
		rc = sweep(&job, set, out, status, err);
	if (out != NULL && (rc == 0 || err->code == BT_OK))
		rc = bt_out_close(out, err);
	else
		bt_out_abort(out);
	bt_job_free(&job);
	return rc;
}

int
main(int argc, char *argv[])
{
	struct settings set = { .output = NULL };
	struct bt_optgroup groups[GROUPS + 1] = {
		[STRATEGY] = { "Strategy", bt_job_strategy_opts, &set.sweep },
		[SWEEP] = { "Sweep", bt_job_opts, &set.sweep },
		[OUTPUT] = { "Output", bt_plain_opts, &set.plain },
		[COMMAND] = { "Run", opts, &set },
		[ENGINE] = { "Execution", bt_settings_opts, &set.engine },
		[MEASURE] = { "Measuring", bt_measure_opts, &set.study },
		[BARS] = { "Input", bt_bars_opts, &set.bars },
		[WORK] = { "Work", bt_job_work_opts, &set.sweep },
	};
	struct bt_tool tool = { .name = "bt-optimize",
	    .brief = "try many values of parameters, and say what they made",
	    .operands = "[file ...]", .groups = groups, .adapt = adapt,
	    .examples = "bt-optimize -s sma_cross -P fast=5:50:5 "
	    "-P slow=20:200:20 --where 'fast < slow' prices.csv\n" };
	struct bt_err err = BT_ERR_INIT;
	enum bt_status status = BT_FAILED;
	const char *const *dirs = NULL;
	struct bt_arena *arena;
	int code;

	if (bt_tool_parse(&tool, argc, argv, &code) == -1)
		return code;
	if (tool.nargs == 0 && bt_tool_waits(&tool))
		return bt_tool_end(&tool, NULL, BT_EXIT_USAGE);
	if ((arena = bt_arena_new(&err)) != NULL)
		dirs = bt_strategy_dirs(arena, getenv("XDG_CONFIG_HOME"),
		    getenv("HOME"), getenv("BT_STRATEGIES"), BT_SHARE, &err);
	if (dirs != NULL)
		(void)run(&tool, &set, dirs, &status, &err);
	bt_arena_free(arena);
	return bt_tool_end(&tool, &err,
	    status == BT_TIMEOUT ? BT_EXIT_AGAIN : BT_EXIT_OK);
}
