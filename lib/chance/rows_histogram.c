/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/chance/emit.h"
#include "lib/chance/rows.h"
#include "lib/study/breakdown.h"

#define CLASSES 40

struct row {
	struct bt_span	name;
	size_t		seed;
	double		low, high;
	size_t		count;
	double		share;
};

static const struct bt_col cols[] = {
	BT_COL(struct row, name, BT_COL_TEXT, "", "the outcome"),
	BT_COL(struct row, seed, BT_COL_COUNT, "", "of the random numbers"),
	BT_COL(struct row, low, BT_COL_REAL, "", "from here"),
	BT_COL(struct row, high, BT_COL_REAL, "", "to below here"),
	BT_COL(struct row, count, BT_COL_COUNT, "count", "paths"),
	BT_COL(struct row, share, BT_COL_REAL, "fraction",
	    "of the paths with a value"),
	BT_COL_END
};

/* Classes of what is finite and no larger than classes can be. */
static size_t
keep_usable(double *x, size_t n)
{
	size_t i, kept = 0;

	for (i = 0; i < n; i++)
		if (fabs(x[i]) < 1e299)
			x[kept++] = x[i];
	return kept;
}

static int
put_outcome(struct bt_emit *e, struct bt_tally *t, size_t k, size_t seed,
    struct bt_err *err)
{
	struct bt_bin bins[CLASSES];
	const size_t n = keep_usable(t->column[k], t->n);
	const size_t found = bt_bins_of(t->column[k], n, bins, CLASSES);
	struct row row = { .name = bt_span(bt_outcomes[k].name),
	    .seed = seed };
	size_t i;

	for (i = 0; i < found; i++) {
		row.low = bins[i].low;
		row.high = bins[i].high;
		row.count = bins[i].count;
		row.share = (double)bins[i].count / (double)n;
		if (bt_emit_row(e, &row, err) == -1)
			return -1;
	}
	return 0;
}

static int
simulate(struct bt_rows_ask *ask, struct bt_tally *t, struct bt_err *err)
{
	struct bt_monte job;
	uint64_t done;

	if (ask->plan->draw == NULL)
		return 0;
	job = bt_ensemble_job(ask->plan);
	job.take = bt_tally_take;
	job.take_arg = t;
	job.poll = ask->watch->poll;
	job.poll_arg = ask->watch->arg;
	return bt_monte_run(&job, &ask->status, &done, err);
}

int
bt_rows_histogram(struct bt_out *out, struct bt_rows_ask *ask,
    struct bt_err *err)
{
	const struct bt_ensemble *plan = ask->plan;
	struct bt_tally t = { .n = 0 };
	struct bt_emit *e;
	size_t k;
	int rc;

	if ((e = bt_emit_new(out, ask->format, "class", cols, true,
	    err)) == NULL)
		return -1;
	if ((rc = bt_tally_init(&t, plan->draw == NULL ? 0 :
	    plan->end - plan->first, err)) == 0)
		rc = simulate(ask, &t, err);
	for (k = 0; k < BT_OUTCOMES && rc == 0; k++)
		rc = put_outcome(e, &t, k, (size_t)plan->set->seed, err);
	if (rc == 0)
		bt_emit_end(e);
	bt_tally_free(&t);
	bt_emit_free(e);
	return rc;
}
