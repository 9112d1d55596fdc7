/* SPDX-License-Identifier: ISC */
#include "lib/sweep/job.h"

#define EXPR_ROW(name, role, help) \
	BT_OPT_TEXT_ROW(0, name, struct bt_job_settings, expr[role], \
	"EXPR", NULL, help)

const struct bt_opt bt_job_strategy_opts[] = {
	BT_OPT_LIST_ROW('s', "strategy", struct bt_job_settings, strategies,
	    "NAME|FILE", "sweep this strategy; repeatable"),
	BT_OPT_LIST_ROW('p', "param", struct bt_job_settings, params,
	    "NAME=X,...", "parameters that stay as they are; repeatable"),
	EXPR_ROW("buy", BT_ROLE_BUY, "condition to open long"),
	EXPR_ROW("sell", BT_ROLE_SELL, "condition to close long"),
	EXPR_ROW("short", BT_ROLE_SHORT, "condition to open short"),
	EXPR_ROW("cover", BT_ROLE_COVER, "condition to close short"),
	EXPR_ROW("strength", BT_ROLE_STRENGTH,
	    "which entries come first when cash is short: higher"),
	BT_OPT_END
};

const struct bt_opt bt_job_opts[] = {
	BT_OPT_LIST_ROW('P', "sweep", struct bt_job_settings, sweeps,
	    "NAME=VALUES", "try these values: 5:50:5, 10,20,50, 10:640:*2, "
	    "1%:20%:log, worst,best; repeatable"),
	BT_OPT_TEXT_ROW(0, "where", struct bt_job_settings, where,
	    "CONDITION", NULL, "combinations to try: 'fast < slow'"),
	BT_OPT_TEXT_ROW(0, "objective", struct bt_job_settings, objective,
	    "EXPR", "sharpe", "what makes a trial good: a metric or an "
	    "expression of metrics"),
	BT_OPT_FLAG_ROW(0, "minimize", struct bt_job_settings, minimize,
	    "less of the objective is better"),
	BT_OPT_TEXT_ROW(0, "constraint", struct bt_job_settings, constraint,
	    "CONDITION", NULL, "what a good trial has to keep: "
	    "'trades >= 30 and max_drawdown > -30%'"),
	BT_OPT_TEXT_ROW('m', "metrics", struct bt_job_settings, metrics,
	    "NAME,...", NULL, "metrics to show; all for all of them"),
	BT_OPT_METHOD_ROW(0, "method", struct bt_job_settings, method,
	    bt_search_families, "grid", "how trials are chosen"),
	BT_OPT_INT_ROW(0, "seed", struct bt_job_settings, seed, "N", 0, 1e15,
	    "1", "seed of methods that draw"),
	BT_OPT_INT_ROW(0, "max-trials", struct bt_job_settings, max_trials,
	    "N", 1, 1e15, NULL, "trials, at most"),
	BT_OPT_INT_ROW(0, "patience", struct bt_job_settings, patience, "N",
	    1, 1e15, NULL, "end after so many trials without a better one"),
	BT_OPT_END
};

const struct bt_opt bt_job_work_opts[] = {
	BT_OPT_INT_ROW('j', "jobs", struct bt_job_settings, jobs, "N", 0, 1024,
	    "0", "threads; 0 is one a processor"),
	BT_OPT_REAL_ROW(0, "memory", struct bt_job_settings, memory, "MB", 1,
	    1e9, "512", "for columns of indicators that trials share"),
	BT_OPT_END
};
