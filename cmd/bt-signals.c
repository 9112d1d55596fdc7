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

/* What lies between options and output. */
struct work {
	struct bt_setup		 setup;
	struct bt_annotate	 annotate;
};

static int
prepare(struct work *w, const struct bt_tool *tool,
    const struct settings *set, struct bt_err *err)
{
	if (bt_catalogue_wanted(&set->catalogue))
		return 0;
	if (bt_setup_init(&w->setup, &set->setup, set->dirs, err) == -1 ||
	    (w->annotate.maker = bt_maker_new(&w->setup.rule, err)) == NULL)
		return -1;
	if (set->warmup)
		return bt_maker_compile(w->annotate.maker, NULL, NULL, 0, err);
	w->annotate.only = set->only;
	w->annotate.jobs = set->jobs == 0 ? bt_pool_processors() :
	    (size_t)set->jobs;
	return bt_annotate_read(&w->annotate, &set->bars,
	    (const char *const *)tool->args, tool->nargs, err);
}

static int
produce(const struct work *w, const struct settings *set, struct bt_out *out,
    int *status, struct bt_err *err)
{
	long differ;

	if (bt_catalogue_wanted(&set->catalogue))
		return bt_catalogue_write(out, &set->catalogue, set->dirs,
		    err);
	if (set->warmup)
		return bt_catalogue_warmup(out, set->catalogue.format,
		    w->annotate.maker, err);
	if (!set->check)
		return bt_annotate_write(&w->annotate, out, err);
	differ = bt_annotate_check(&w->annotate, CUTS, out, err);
	if (differ > 0)
		*status = BT_EXIT_NO;
	return differ == -1 ? -1 : 0;
}

/*
 * The output is opened when there is something to write.  From then on a
 * signal ends it behind a whole row, and a file that is not whole goes.
 */
static int
run(struct bt_tool *tool, const struct settings *set, int *status,
    struct bt_err *err)
{
	struct work w = { .annotate = { .stop = NULL } };
	struct bt_out *out = NULL;
	int rc = prepare(&w, tool, set, err);

	if (rc == 0) {
		w.annotate.stop = bt_tool_catch();
		rc = (out = bt_out_open(set->output, err)) == NULL ? -1 :
		    produce(&w, set, out, status, err);
	}
	if (rc == 0 && (set->output == NULL || *w.annotate.stop == 0))
		rc = bt_out_close(out, err);
	else
		bt_out_abort(out);
	bt_annotate_free(&w.annotate);
	bt_maker_free(w.annotate.maker);
	bt_setup_free(&w.setup);
	return rc;
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
	if (set.dirs != NULL)
		(void)run(&tool, &set, &status, &err);
	bt_arena_free(arena);
	return bt_tool_end(&tool, &err, status);
}
