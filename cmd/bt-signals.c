/* SPDX-License-Identifier: ISC */
/* bt-signals: bars in, the same bars with a strategy's signals out. */
#include <stdlib.h>

#include "lib/base/pool.h"
#include "lib/cli/tool.h"
#include "lib/market/bars.h"
#include "lib/signal/annotate.h"
#include "lib/signal/setup.h"

struct settings {
	struct bt_bars_settings		bars;
	struct bt_signals_settings	signals;
	const char			*output;
	long long			jobs;
	bool				only;
};

static const struct bt_opt opts[] = {
	BT_OPT_FLAG_ROW(0, "only", struct settings, only,
	    "print only rows with a signal"),
	BT_OPT_FILE_ROW('o', "output", struct settings, output, "FILE",
	    "write here, whole or not at all, instead of standard output"),
	BT_OPT_INT_ROW('j', "jobs", struct settings, jobs, "N", 0, 1024, "1",
	    "threads; 0 means one a processor"),
	BT_OPT_END
};

static int
compute(const struct settings *set, struct bt_signals *signals,
    const struct bt_bars_result *bars, struct bt_err *err)
{
	size_t jobs = set->jobs == 0 ? bt_pool_processors() :
	    (size_t)set->jobs;

	if (bt_signals_compile(signals, bars->market, NULL, 0, err) == -1)
		return -1;
	return bt_signals_compute(signals, bars->market, jobs, err);
}

static int
write_rows(const struct settings *set, const struct bt_signals *signals,
    const struct bt_bars_result *bars, struct bt_err *err)
{
	struct bt_annotate a = { bars->market, bars->text, signals, set->only };
	struct bt_out *out;
	size_t rows;

	if ((out = bt_out_open(set->output, err)) == NULL)
		return -1;
	if (bt_annotate_write(&a, out, &rows, err) == -1) {
		bt_out_abort(out);
		return -1;
	}
	return bt_out_close(out, err);
}

static int
run(const struct bt_tool *tool, const struct settings *set,
    const struct bt_setup *setup, struct bt_err *err)
{
	struct bt_bars_read read = { .settings = &set->bars,
	    .paths = (const char *const *)tool->args, .npaths = tool->nargs,
	    .keep_text = true };
	struct bt_bars_result bars = { 0 };
	struct bt_signals *signals;
	int status = -1;

	if ((signals = bt_signals_new(&setup->rule, err)) == NULL)
		return -1;
	read.extras = bt_signals_extras(signals, &read.nextras);
	if (bt_bars_read(&read, &bars, err) == 0 &&
	    compute(set, signals, &bars, err) == 0)
		status = write_rows(set, signals, &bars, err);
	bt_signals_free(signals);
	bt_bars_result_free(&bars);
	return status;
}

int
main(int argc, char *argv[])
{
	static const char *const dirs[] = { NULL };
	struct settings set;
	struct bt_optgroup groups[] = {
		{ "Strategy", bt_signals_opts, &set.signals },
		{ "Output", opts, &set },
		{ "Input", bt_bars_opts, &set.bars },
		{ NULL, NULL, NULL }
	};
	struct bt_tool tool = { .name = "bt-signals",
	    .brief = "turn bars into trading signals", .operands = "[file ...]",
	    .groups = groups,
	    .examples = "bt-signals -s sma_cross -p fast=10,slow=30 "
	    "prices.csv\n" };
	struct bt_err err = BT_ERR_INIT;
	struct bt_setup setup;
	int status;

	if (bt_tool_parse(&tool, argc, argv, &status) == -1)
		return status;
	if (bt_setup_init(&setup, &set.signals, dirs, &err) == 0) {
		if (tool.nargs == 0 && bt_tool_waits(&tool))
			return BT_EXIT_USAGE;
		(void)!run(&tool, &set, &setup, &err);
		bt_setup_free(&setup);
	}
	return bt_tool_end(&tool, &err, BT_EXIT_OK);
}
