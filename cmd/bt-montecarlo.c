/* SPDX-License-Identifier: ISC */
/* bt-montecarlo: what could have happened, from what did. */
#include <time.h>

#include "lib/chance/tell.h"
#include "lib/cli/tool.h"

struct settings {
	struct bt_plan_settings		 plan;
	struct bt_tell_settings		 tell;
	struct bt_study_settings	 study;
	int				 progress;
	const char			*output;
	double				 time_limit;
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

/* Who looks after the simulation while it runs. */
struct watch {
	struct bt_progress		 progress;
	struct bt_progress_state	 state;
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

	w->state.done = (size_t)done;
	bt_progress_show(&w->progress, &w->state);
	if (*w->caught != 0)
		return BT_CANCELLED;
	return now() > w->deadline ? BT_TIMEOUT : BT_COMPLETED;
}

static int
write_result(const struct bt_plan *plan, const struct settings *set,
    struct bt_out *out, enum bt_status *status, struct bt_err *err)
{
	struct watch w = { .caught = bt_tool_catch(), .state = {
	    .total = (size_t)(plan->end - plan->first) },
	    .deadline = now() + set->time_limit };
	struct bt_chance_watch watch = { poll, &w };
	int rc;

	bt_tool_progress(&w.progress, set->progress);
	rc = bt_tell(out, &set->tell, plan, &watch, status, err);
	bt_progress_end(&w.progress, &w.state);
	return rc;
}

static int
run(const struct bt_tool *tool, const struct settings *set,
    enum bt_status *status, struct bt_err *err)
{
	struct bt_plan plan;
	struct bt_out *out = NULL;
	int rc = -1;

	if (bt_plan_init(&plan, &set->plan, err) == -1)
		return -1;
	if (bt_tell_check(&set->tell, &plan, err) == 0 &&
	    bt_plan_read(&plan, tool->nargs > 0 ? tool->args[0] : NULL,
	    &set->study, err) == 0 &&
	    (out = bt_out_open(set->output, err)) != NULL)
		rc = write_result(&plan, set, out, status, err);
	if (rc == 0 && plan.draw == NULL)
		bt_tool_warn(tool, "there is nothing to draw from: no %s in "
		    "the input", plan.sample.of == BT_OF_TRADES ?
		    "closed trade" : "return");
	bt_plan_free(&plan);
	if (rc == 0)
		return bt_out_close(out, err);
	bt_out_abort(out);
	return -1;
}

int
main(int argc, char *argv[])
{
	struct settings set;
	struct bt_optgroup groups[] = {
		{ "Simulation", bt_plan_opts, &set.plan },
		{ "Summary", bt_forecast_opts, &set.tell.summary },
		{ "Result", bt_tell_opts, &set.tell },
		{ "Output", opts, &set },
		{ "Measuring", bt_study_opts, &set.study },
		{ NULL, NULL, NULL }
	};
	struct bt_tool tool = { .name = "bt-montecarlo",
	    .brief = "what else could have become of a run",
	    .operands = "[file]", .groups = groups, .examples =
	    "bt-run signals.csv | bt-montecarlo\n"
	    "bt-montecarlo -n 10000 --trades 100 --ruin 20%,50% run.ndjson\n" };
	struct bt_err err = BT_ERR_INIT;
	enum bt_status status = BT_COMPLETED;
	int code;

	if (bt_tool_parse(&tool, argc, argv, &code) == -1)
		return code;
	if (tool.nargs > 1)
		(void)bt_err_set(&err, BT_EUSAGE, "want one file, got %zu",
		    tool.nargs);
	else if (tool.nargs == 0 && bt_tool_waits(&tool))
		return bt_tool_end(&tool, &err, BT_EXIT_USAGE);
	else
		(void)run(&tool, &set, &status, &err);
	return bt_tool_end(&tool, &err,
	    status == BT_TIMEOUT ? BT_EXIT_AGAIN : BT_EXIT_OK);
}
