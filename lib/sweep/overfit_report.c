/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/sweep/overfit.h"

const struct bt_opt bt_overfit_opts[] = {
	BT_OPT_FILE_ROW(0, "report", struct bt_overfit_settings, report,
	    "FILE", "say whether the best trial is to be believed; - is "
	    "standard output, in the place of the trials"),
	BT_OPT_INT_ROW(0, "report-blocks", struct bt_overfit_settings, blocks,
	    "N", 2, BT_CSCV_BLOCKS_MAX, "16", "blocks of time that make the "
	    "splits of the probability of overfitting; even"),
	BT_OPT_INT_ROW(0, "report-resamples", struct bt_overfit_settings,
	    resamples, "N", 10, 100000, "1000", "resamples of the bootstrap"),
	BT_OPT_REAL_ROW(0, "report-block", struct bt_overfit_settings, block,
	    "ROWS", 1, 1e6, NULL, "mean length of the bootstrap's blocks; by "
	    "itself from the returns"),
	BT_OPT_END
};

struct bt_overfit_report {
	struct bt_overfit		*overfit;
	const struct bt_plain_ask	*ask;
	struct bt_out			*out;
};

static bool
is_stdout(const char *path)
{
	return path == NULL || strcmp(path, "-") == 0;
}

int
bt_overfit_check(const struct bt_overfit_settings *set, const char *output,
    struct bt_err *err)
{
	if (set->blocks % 2 != 0)
		return bt_err_set(err, BT_EUSAGE, "--report-blocks: want an "
		    "even number, got %lld", set->blocks);
	if (set->report != NULL && is_stdout(set->report) && output != NULL &&
	    is_stdout(output))
		return bt_err_set(err, BT_EUSAGE, "--report: standard output "
		    "is for the trials; want a file for one of them");
	return 0;
}

const char *
bt_overfit_trials_output(const struct bt_overfit_settings *set,
    const char *output)
{
	return output == NULL && set->report != NULL &&
	    is_stdout(set->report) ? "/dev/null" : output;
}

struct bt_overfit_report *
bt_overfit_report_new(const struct bt_overfit_settings *set,
    const struct bt_plain_ask *ask, struct bt_err *err)
{
	struct bt_overfit_report *r = bt_calloc(1, sizeof(*r), err);

	if (r == NULL)
		return NULL;
	r->ask = ask;
	if ((r->overfit = bt_overfit_new(set, ask->job, err)) != NULL &&
	    (r->out = bt_out_open(set->report, err)) != NULL)
		return r;
	bt_overfit_report_free(r);
	return NULL;
}

void
bt_overfit_report_free(struct bt_overfit_report *r)
{
	if (r == NULL)
		return;
	bt_overfit_free(r->overfit);
	bt_out_abort(r->out);
	free(r);
}

static int
take(void *arg, const struct bt_trial *trial, struct bt_err *err)
{
	struct bt_overfit_report *r = arg;

	return bt_overfit_take(r->overfit, trial, err);
}

static int
rest(void *arg, struct bt_err *err)
{
	struct bt_overfit_report *r = arg;
	struct bt_overfit_facts facts;

	if (bt_overfit_judge(r->overfit, &facts, err) == -1 ||
	    (r->ask->settings->format == BT_PLAIN_NDJSON &&
	    bt_overfit_records(r->overfit, &facts, r->ask->out, err) == -1) ||
	    bt_overfit_text(r->overfit, &facts, r->out, err) == -1)
		return -1;
	return bt_out_flush(r->out, err);
}

int
bt_overfit_report_end(struct bt_overfit_report *r, struct bt_err *err)
{
	struct bt_out *out = r->out;

	r->out = NULL;
	return bt_out_close(out, err);
}

struct bt_plain_hook
bt_overfit_report_hook(struct bt_overfit_report *r)
{
	return (struct bt_plain_hook){ .arg = r, .taker = take,
	    .results = true, .rest = rest };
}
