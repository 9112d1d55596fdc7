/* SPDX-License-Identifier: ISC */
/* bt-simulate: bars of a market that never was. */
#include "lib/chance/simwrite.h"
#include "lib/cli/tool.h"

struct settings {
	int			 format, order, known;
	const char		*output, *faults, *list;
	long long		 fault_count;
	bool			 ticks, print_fit;
	struct bt_simsettings	 sim;
};

static const struct bt_opt opts[] = {
	BT_OPT_CHOICE_ROW('f', "format", struct settings, format,
	    "csv|ndjson", "csv", "how to write bars"),
	BT_OPT_FILE_ROW('o', "output", struct settings, output, "FILE",
	    "write here, whole or not at all, instead of standard output"),
	BT_OPT_CHOICE_ROW(0, "order", struct settings, order,
	    "symbol|time", "symbol", "what comes first in the output"),
	BT_OPT_FLAG_ROW(0, "ticks", struct settings, ticks,
	    "write ticks, one more than --steps a bar, not bars"),
	BT_OPT_TEXT_ROW(0, "faults", struct settings, faults,
	    "all|FAULT,...", NULL, "plant faults, for bt-validate to find"),
	BT_OPT_INT_ROW(0, "fault-count", struct settings, fault_count, "N",
	    1, 1e6, "3", "of each kind, a symbol"),
	BT_OPT_FILE_ROW(0, "faults-list", struct settings, list, "FILE",
	    "write where they are, in the output's format"),
	BT_OPT_FLAG_ROW(0, "print-fit", struct settings, print_fit,
	    "print what --fit has found as commands, and end"),
	BT_OPT_CHOICE_ROW(0, "list", struct settings, known,
	    "symbols|faults", NULL, "list those that are known, and end"),
	BT_OPT_END
};

static const char examples[] =
    "bt-simulate -n 1000 | bt-validate --calendar nyse\n"
    "bt-simulate -m garch:volatility=25% --symbols AAPL,MSFT\n"
    "bt-simulate -t 1m -n 1000000 --symbols BTCUSD >btc.csv\n";

/* What goes out, and what stops it once that has begun. */
struct end {
	struct bt_out			*out, *list;
	const volatile sig_atomic_t	*caught;
};

static int
write_market(const struct settings *set, const struct bt_simulation *sim,
    struct end *end, struct bt_err *err)
{
	struct bt_simwrite_rule rule = { .list = end->list,
	    .format = (enum bt_simwrite_format)set->format,
	    .order = (enum bt_simwrite_order)set->order };
	struct bt_faults_ask faults;

	rule.stop = end->caught = bt_tool_catch();
	if (set->list != NULL && set->faults == NULL)
		return bt_err_set(err, BT_EUSAGE,
		    "--faults-list: there are none without --faults");
	if (set->ticks && (set->faults != NULL || set->order != 0))
		return bt_err_set(err, BT_EUSAGE, "--ticks: --faults and "
		    "--order time are for bars");
	if (set->ticks)
		return bt_simwrite_ticks(sim, &rule, end->out, err);
	if (set->faults != NULL) {
		if (bt_faults_ask(&faults, set->faults,
		    (size_t)set->fault_count, err) == -1)
			return -1;
		rule.faults = &faults;
	}
	return bt_simwrite(sim, &rule, end->out, err);
}

static int
answer(const struct settings *set, struct end *end, struct bt_err *err)
{
	struct bt_simulation *sim;
	int rc;

	if (set->known != -1) {
		bt_simwrite_list((enum bt_simwrite_list)set->known,
		    (enum bt_simwrite_format)set->format, end->out);
		return 0;
	}
	if ((sim = bt_simulation_new(&set->sim, err)) == NULL)
		return -1;
	rc = set->print_fit ? bt_simulation_tell(sim, end->out, err) :
	    write_market(set, sim, end, err);
	bt_simulation_free(sim);
	return rc;
}

/* A file appears only if it is whole. */
static int
close_file(struct bt_out *out, const char *path, int rc,
    const struct end *end, struct bt_err *err)
{
	if (rc == 0 && (path == NULL || end->caught == NULL ||
	    *end->caught == 0))
		return bt_out_close(out, err);
	bt_out_abort(out);
	return rc;
}

static int
run(const struct settings *set, struct bt_err *err)
{
	struct end end = { .caught = NULL };
	int rc = -1;

	if ((end.out = bt_out_open(set->output, err)) == NULL)
		return -1;
	if (set->list == NULL ||
	    (end.list = bt_out_open(set->list, err)) != NULL)
		rc = answer(set, &end, err);
	if (end.list != NULL)
		rc = close_file(end.list, set->list, rc, &end, err);
	return close_file(end.out, set->output, rc, &end, err);
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
