/* SPDX-License-Identifier: ISC */
/* bt-montecarlo: what could have happened, from what did. */
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "lib/chance/tell.h"
#include "lib/cli/tool.h"

enum { SIMULATION, SUMMARY, RESULT, OUTPUT, MEASURE, CURVE, STRATEGY, ENGINE,
	BARS, GROUPS };

struct settings {
	struct bt_ensemble_settings	 ensemble;
	struct bt_tell_settings		 tell;
	struct bt_study_settings	 study;
	struct bt_opt			 preset[BT_SETTINGS_ROWS + 1];
	const char			*output;
	double				 time_limit;
	int				 progress;
};

static const struct bt_opt opts[] = {
	BT_OPT_FILE_ROW('o', "output", struct settings, output, "FILE",
	    "write to FILE, whole or not at all"),
	BT_OPT_REAL_ROW(0, "time-limit", struct settings, time_limit,
	    "SECONDS", 0, 1e9, NULL, "stop after this time, with status 75"),
	BT_OPT_CHOICE_ROW(0, "progress", struct settings, progress,
	    "auto|always|never|json", "auto", "progress on standard error"),
	BT_OPT_END
};

/* Who looks after the simulation. */
struct watch {
	struct bt_progress		 progress;
	struct bt_progress_trials	 state;
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

	w->state.done = done;
	bt_progress_show_trials(&w->progress, &w->state);
	if (*w->caught != 0)
		return BT_CANCELLED;
	return now() > w->deadline ? BT_TIMEOUT : BT_COMPLETED;
}

/* --preset NAME: other defaults, and the options are read once more. */
static int
adapt(struct bt_tool *tool, struct bt_err *err)
{
	struct settings *set = tool->groups[OUTPUT].settings;
	const char *name = set->ensemble.rerun.engine.preset;

	tool->groups[ENGINE].opts = name == NULL ? bt_settings_opts :
	    set->preset;
	return name == NULL ? 0 :
	    bt_settings_preset(name, set->preset, err) == -1 ? -1 : 1;
}

static int
simulate(const struct settings *set, const struct bt_ensemble *e,
    enum bt_status *status, struct bt_err *err)
{
	struct watch w = { .state = { .total = e->end - e->first, .best = NAN },
	    .caught = bt_tool_catch(), .deadline = now() + set->time_limit };
	struct bt_out *out = bt_out_open(set->output, err);
	int rc;

	if (out == NULL)
		return -1;
	bt_tool_progress(&w.progress, set->progress);
	rc = bt_tell(out, &set->tell, e, &(struct bt_chance_watch){ poll, &w },
	    status, err);
	bt_progress_end_trials(&w.progress, &w.state);
	if (rc == 0)
		return bt_out_close(out, err);
	bt_out_abort(out);
	return -1;
}

static int
run(struct bt_tool *tool, const struct settings *set, struct bt_ensemble *e,
    enum bt_status *status, struct bt_err *err)
{
	if (bt_ensemble_init(e, &set->ensemble, err) == -1 ||
	    bt_tell_check(&set->tell, e, err) == -1 ||
	    bt_ensemble_read(e, (const char *const *)tool->args, tool->nargs,
	    &set->study, err) == -1)
		return -1;
	if (e->draw == NULL)
		bt_tool_warn(tool, "nothing to draw from: no %s in the input",
		    e->sample.of == BT_OF_TRADES ? "closed trade" : "return");
	return simulate(set, e, status, err);
}

int
main(int argc, char *argv[])
{
	struct settings set = { .progress = 0 };
	struct bt_ensemble_settings *e = &set.ensemble;
	struct bt_optgroup groups[GROUPS + 1] = {
		[SIMULATION] = { "Simulation", bt_ensemble_opts, e },
		[SUMMARY] = { "Summary", bt_forecast_opts, &set.tell.summary },
		[RESULT] = { "Result", bt_tell_opts, &set.tell },
		[OUTPUT] = { "Output", opts, &set },
		[MEASURE] = { "Measuring", bt_measure_opts, &set.study },
		[CURVE] = { "Curves", bt_curve_opts, &set.study },
		[STRATEGY] = { "Strategy", bt_rerun_opts, &e->rerun },
		[ENGINE] = { "Execution", bt_settings_opts, &e->rerun.engine },
		[BARS] = { "Prices", bt_bars_opts, &e->rerun.bars },
	};
	struct bt_tool tool = { .name = "bt-montecarlo",
	    .brief = "what else could have become of a run",
	    .operands = "[file ...]", .groups = groups, .adapt = adapt,
	    .examples = "bt-run signals.csv | bt-montecarlo --trades 100\n" };
	struct bt_ensemble ensemble = { .draw = NULL };
	struct bt_err err = BT_ERR_INIT;
	struct bt_arena *arena;
	enum bt_status status = BT_COMPLETED;
	int code;

	if (bt_tool_parse(&tool, argc, argv, &code) == -1)
		return code;
	if (tool.nargs == 0 && bt_tool_waits(&tool))
		return bt_tool_end(&tool, NULL, BT_EXIT_USAGE);
	if ((arena = bt_arena_new(&err)) != NULL)
		e->dirs = bt_strategy_dirs(arena, getenv("XDG_CONFIG_HOME"),
		    getenv("HOME"), getenv("BT_STRATEGIES"), BT_SHARE, &err);
	if (e->dirs != NULL)
		(void)run(&tool, &set, &ensemble, &status, &err);
	bt_ensemble_free(&ensemble);
	bt_arena_free(arena);
	return bt_tool_end(&tool, &err,
	    status == BT_TIMEOUT ? BT_EXIT_AGAIN : BT_EXIT_OK);
}
