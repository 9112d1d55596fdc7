/* SPDX-License-Identifier: ISC */
/* bt-simulate: bars of a market that never was. */
#include "lib/chance/simwrite.h"
#include "lib/cli/tool.h"

struct settings {
	int			 format, order;
	const char		*output;
	struct bt_simsettings	 sim;
};

static const struct bt_opt opts[] = {
	BT_OPT_CHOICE_ROW('f', "format", struct settings, format,
	    "csv|ndjson", "csv", "how to write bars"),
	BT_OPT_FILE_ROW('o', "output", struct settings, output, "FILE",
	    "write here, whole or not at all, instead of standard output"),
	BT_OPT_CHOICE_ROW(0, "order", struct settings, order,
	    "symbol|time", "symbol", "what comes first in the output"),
	BT_OPT_END
};

static const char examples[] =
    "bt-simulate -n 1000 | bt-validate --calendar nyse\n"
    "bt-simulate -m garch:volatility=25% --symbols AAPL,MSFT\n"
    "bt-simulate -t 1m -n 1000000 --symbols BTCUSD >btc.csv\n";

static int
write_all(const struct settings *set, struct bt_out *out, struct bt_err *err)
{
	const struct bt_simwrite_rule rule = {
	    .format = (enum bt_simwrite_format)set->format,
	    .order = (enum bt_simwrite_order)set->order };
	struct bt_simulation *sim;
	int rc;

	if ((sim = bt_simulation_new(&set->sim, err)) == NULL)
		return -1;
	rc = bt_simwrite(sim, &rule, out, err);
	bt_simulation_free(sim);
	return rc;
}

static int
run(const struct settings *set, struct bt_err *err)
{
	struct bt_out *out = bt_out_open(set->output, err);

	if (out == NULL)
		return -1;
	if (write_all(set, out, err) == 0)
		return bt_out_close(out, err);
	bt_out_abort(out);
	return -1;
}

int
main(int argc, char *argv[])
{
	struct settings set;
	struct bt_optgroup groups[] = { { "Output", opts, &set },
	    { "Market", bt_simsettings_market, &set.sim },
	    { "Time", bt_simsettings_time, &set.sim },
	    { NULL, NULL, NULL } };
	struct bt_tool tool = { .name = "bt-simulate",
	    .brief = "bars of a market that never was", .operands = "",
	    .groups = groups, .examples = examples };
	struct bt_err err = BT_ERR_INIT;
	int status;

	if (bt_tool_parse(&tool, argc, argv, &status) == -1)
		return status;
	(void)run(&set, &err);
	return bt_tool_end(&tool, &err, BT_EXIT_OK);
}
