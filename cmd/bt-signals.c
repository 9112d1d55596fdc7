/* SPDX-License-Identifier: ISC */
/* bt-signals: bars in, the same bars with a strategy's signals out. */
#include <stdlib.h>

#include "lib/base/pool.h"
#include "lib/cli/tool.h"
#include "lib/market/bars.h"
#include "lib/report/catalogue.h"
#include "lib/signal/annotate.h"
#include "lib/signal/setup.h"

enum { CUTS = 20 };		/* of --check-lookahead */

struct settings {
	struct bt_bars_settings		 bars;
	struct bt_setup_settings	 setup;
	struct bt_catalogue_settings	 catalogue;
	const char			*output;
	long long			 jobs;
	bool				 only, warmup, check;
	const char *const		*dirs;		/* of strategies */
};

#define FLAG(name, field, help) \
	BT_OPT_FLAG_ROW(0, name, struct settings, field, help)

static const struct bt_opt output_opts[] = {
	FLAG("only", only, "print only rows with a signal"),
	BT_OPT_FILE_ROW('o', "output", struct settings, output, "FILE",
	    "write to a file, whole or not at all"),
	BT_OPT_INT_ROW('j', "jobs", struct settings, jobs, "N", 0, 1024, "1",
	    "threads for several symbols; 0 is one a processor"),
	BT_OPT_END
};

static const struct bt_opt check_opts[] = {
	FLAG("warmup", warmup,
	    "print the bars each expression needs first and exit"),
	FLAG("check-lookahead", check,
	    "compute again on data cut off, compare and exit"),
	BT_OPT_END
};

static int
compute(struct bt_out *out, const struct bt_tool *tool,
    const struct settings *set, struct bt_maker *maker, int *status,
    struct bt_err *err)
{
	struct bt_annotate_job job = { .bars = &set->bars,
	    .paths = (const char *const *)tool->args, .npaths = tool->nargs,
	    .only = set->only, .jobs = set->jobs == 0 ?
	    bt_pool_processors() : (size_t)set->jobs };

	if (set->warmup)
		return bt_maker_compile(maker, NULL, NULL, 0, err) == -1 ? -1 :
		    bt_catalogue_warmup(out,
		    set->catalogue.format, maker, err);
	if (!set->check)
		return bt_annotate_run(&job, maker, out, err);
	*status = bt_annotate_check(&job, maker, CUTS, out, err) == 0 ?
	    BT_EXIT_OK : BT_EXIT_NO;
	return err->code == BT_OK ? 0 : -1;
}

static int
run(struct bt_tool *tool, struct settings *set, int *status,
    struct bt_err *err)
{
	struct bt_out *out = NULL;
	struct bt_setup setup = { 0 };
	struct bt_maker *maker = NULL;
	int rc = -1;

	if ((out = bt_out_open(set->output, err)) != NULL)
		rc = bt_catalogue_write(out, &set->catalogue, set->dirs, err);
	if (rc == 1 && (rc = bt_setup_init(&setup, &set->setup, set->dirs,
	    err)) == 0) {
		rc = -1;
		if ((maker = bt_maker_new(&setup.rule, err)) != NULL)
			rc = compute(out, tool, set, maker, status, err);
	}
	bt_maker_free(maker);
	bt_setup_free(&setup);
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
		{ "Strategy", bt_setup_opts, &set.setup },
		{ "Output", output_opts, &set },
		{ "Lists", bt_catalogue_opts, &set.catalogue },
		{ "Checks", check_opts, &set },
		{ "Input", bt_bars_opts, &set.bars },
		{ NULL, NULL, NULL }
	};
	struct bt_tool tool = { .name = "bt-signals",
	    .brief = "turn bars into trading signals", .operands = "[file ...]",
	    .groups = groups, .examples =
	    "bt-signals -s sma_cross -p fast=10,slow=30 prices.csv\n"
	    "bt-signals --buy 'close > sma(200)' prices.csv | bt-run\n"
	    "bt-signals --list\n" };
	struct bt_err err = BT_ERR_INIT;
	struct bt_arena *arena;
	int status = BT_EXIT_OK;

	if (bt_tool_parse(&tool, argc, argv, &status) == -1)
		return status;
	if (tool.nargs == 0 && !set.warmup &&
	    !bt_catalogue_wanted(&set.catalogue) && bt_tool_waits(&tool))
		return bt_tool_end(&tool, &err, BT_EXIT_USAGE);
	set.dirs = NULL;
	if ((arena = bt_arena_new(&err)) != NULL)
		set.dirs = bt_strategy_dirs(arena, getenv("XDG_CONFIG_HOME"),
		    getenv("HOME"), getenv("BT_STRATEGIES"), BT_SHARE, &err);
	if (set.dirs != NULL && run(&tool, &set, &status, &err) == -1)
		status = BT_EXIT_USAGE;
	bt_arena_free(arena);
	return bt_tool_end(&tool, &err, status);
}
