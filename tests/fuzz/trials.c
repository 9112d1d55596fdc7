/* SPDX-License-Identifier: ISC */
/*
 * Any bytes as the trials of a sweep: refused with a place, or whole, ranked
 * and on levels.
 */
#include <math.h>

#include "lib/report/heatgrid.h"
#include "lib/report/trialset.h"
#include "lib/report/trialtable.h"
#include "lib/sweep/trials.h"
#include "tests/fuzz/input.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check_dim(const struct bt_trialset *set, const struct bt_trialset_dim *dim)
{
	char buf[BT_TRIALSET_TEXT];
	size_t i;

	for (i = 0; i < set->n; i++)
		MUST(dim->at[i] == BT_TRIALSET_NONE ||
		    dim->at[i] < dim->nlevels);
	for (i = 0; i < dim->nlevels; i++)
		MUST(bt_trialset_level(buf, dim, i).s != NULL);
}

static void
check_set(const struct bt_trialset *set)
{
	char buf[BT_TRIALTABLE_TEXT];
	const size_t axis[2] = { 0, set->ndims > 1 ? 1 : 0 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_heatgrid g;
	size_t i, c;

	MUST(set->nvalid <= set->n);
	for (i = 0; i < set->ndims; i++)
		check_dim(set, &set->dim[i]);
	for (i = 0; i < set->n; i++)
		MUST(isnan(set->value[set->rank[i]]) == (i >= set->nvalid));
	for (i = 0; i < set->n; i++)
		for (c = 0; c < bt_trialtable_columns(set); c++)
			MUST(bt_trialtable_cell(buf, set, c, i).s != NULL);
	if (set->nvalid == 0 || set->ndims < 2)
		return;
	MUST(bt_heatgrid_init(&g, set, axis, &err) == 0);
	MUST(!(g.low > g.high) || g.best[0] == BT_TRIALSET_NONE ||
	    g.best[1] == BT_TRIALSET_NONE);
	bt_heatgrid_free(&g);
}

/* What stands in a journal: its end may be missing, its last line torn. */
static void
check_journal(const uint8_t *data, size_t n)
{
	struct bt_in *in = fuzz_open(data, n);
	struct bt_err err = BT_ERR_INIT;
	struct bt_trials_in *r;
	int next = -1;

	if (in == NULL)
		return;
	if ((r = bt_trials_open(in, true, &err)) != NULL) {
		while ((next = bt_trials_next(r, &err)) == BT_TRIALS_ROW ||
		    next == BT_TRIALS_OTHER)
			MUST(bt_trials_head(r)->ndims <= n);
	}
	MUST(next == BT_TRIALS_DONE || err.code != BT_OK);
	bt_trials_close(r);
	bt_in_close(in);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct bt_in *in = fuzz_open(data, n);
	struct bt_err err = BT_ERR_INIT;
	struct bt_trialset *set;

	if (in == NULL)
		return 0;
	if ((set = bt_trialset_read(in, &err)) != NULL)
		check_set(set);
	else
		MUST(err.text[0] != '\0' && err.code != BT_OK);
	bt_trialset_free(set);
	bt_in_close(in);
	check_journal(data, n);
	return 0;
}
