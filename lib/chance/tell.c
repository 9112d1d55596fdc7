/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "lib/chance/tell.h"

const struct bt_opt bt_tell_opts[] = {
	BT_OPT_CHOICE_ROW(0, "emit", struct bt_tell_settings, what,
	    "summary|paths|fan|histogram", "summary",
	    "the summary, or rows: of paths, of steps, of classes"),
	BT_OPT_INT_ROW(0, "points", struct bt_tell_settings, points, "N", 1,
	    100000, "100", "steps that a fan shows, at most"),
	BT_OPT_TEXT_ROW(0, "leverage-sweep", struct bt_tell_settings, stakes,
	    "X,...|A:B:STEP", NULL,
	    "rows of stakes: growth and ruin, and the best one"),
	BT_OPT_CHOICE_ROW('f', "format", struct bt_tell_settings, format,
	    "table|ndjson|csv|json", NULL,
	    "what to write; table, or csv for rows"),
	BT_OPT_END
};

static int
read_stakes(const struct bt_tell_settings *set, struct bt_numbers *stakes,
    struct bt_err *err)
{
	static const struct bt_numbers_rule rule = { "leverage-sweep", 1e-6,
		1e6, true };

	return bt_numbers_parse(&rule, set->stakes, stakes, err);
}

int
bt_tell_check(const struct bt_tell_settings *set,
    const struct bt_ensemble *plan, struct bt_err *err)
{
	const bool rows = set->what != BT_TELL_SUMMARY || set->stakes != NULL;
	struct bt_numbers stakes;

	if (set->stakes != NULL && set->what != BT_TELL_SUMMARY)
		return bt_err_set(err, BT_EUSAGE,
		    "--leverage-sweep has rows of its own; leave --emit out");
	if (plan->set->shard != NULL && set->what != BT_TELL_PATHS)
		return bt_err_set(err, BT_EUSAGE, "--shard: parts of the "
		    "paths can only be put together as --emit paths");
	if (rows && set->format == BT_FORECAST_JSON)
		return bt_err_set(err, BT_EUSAGE,
		    "--format: rows are written as table, csv or ndjson");
	if (read_stakes(set, &stakes, err) == -1)
		return -1;
	free(stakes.v);
	if (rows && (set->summary.horizons != NULL ||
	    set->summary.metrics != NULL))
		return bt_err_set(err, BT_EUSAGE,
		    "--%s is of the summary; rows have none",
		    set->summary.horizons != NULL ? "horizons" : "metrics");
	return bt_forecast_check(&set->summary, err);
}

static int
tell_summary(struct bt_out *out, const struct bt_tell_settings *set,
    const struct bt_ensemble *plan, const struct bt_chance_watch *watch,
    enum bt_status *status, struct bt_err *err)
{
	struct bt_forecast f;
	int rc;

	if ((rc = bt_forecast_make(plan, &set->summary, watch, &f,
	    err)) == 0)
		rc = bt_forecast_write(out, &f, set->format == -1 ?
		    BT_FORECAST_TABLE : (enum bt_forecast_format)set->format,
		    err);
	*status = f.status;
	bt_forecast_free(&f);
	return rc;
}

static bt_rows_fn *const	rows[] = {
	[BT_TELL_PATHS] = bt_rows_paths,
	[BT_TELL_FAN] = bt_rows_fan,
	[BT_TELL_HISTOGRAM] = bt_rows_histogram,
};

int
bt_tell(struct bt_out *out, const struct bt_tell_settings *set,
    const struct bt_ensemble *plan, const struct bt_chance_watch *watch,
    enum bt_status *status, struct bt_err *err)
{
	struct bt_rows_ask ask = { .plan = plan, .watch = watch,
	    .points = (size_t)set->points, .status = BT_COMPLETED,
	    .format = set->format == -1 ? BT_FORECAST_CSV :
	    (enum bt_forecast_format)set->format };
	int rc;

	if (set->what == BT_TELL_SUMMARY && set->stakes == NULL)
		return tell_summary(out, set, plan, watch, status, err);
	if (read_stakes(set, &ask.stakes, err) == -1)
		return -1;
	rc = set->stakes != NULL ? bt_rows_stakes(out, &ask, err) :
	    rows[set->what](out, &ask, err);
	free(ask.stakes.v);
	*status = ask.status;
	return rc;
}
