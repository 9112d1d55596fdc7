/* SPDX-License-Identifier: ISC */
#include "lib/chance/emit.h"
#include "lib/chance/rows.h"

struct row {
	size_t			simulation, seed;
	struct bt_outcome	o;
};

#define FIRST 2		/* columns before the outcomes */

static const struct bt_col first_cols[FIRST] = {
	BT_COL(struct row, simulation, BT_COL_COUNT, "",
	    "the path's number, from 1"),
	BT_COL(struct row, seed, BT_COL_COUNT, "", "of the random numbers"),
};

/* Those and the outcomes; room for FIRST + BT_OUTCOMES + 1. */
static void
make_cols(struct bt_col *cols)
{
	const struct bt_outcome_row *o;
	size_t i;

	for (i = 0; i < FIRST; i++)
		cols[i] = first_cols[i];
	for (o = bt_outcomes; o->name != NULL; o++)
		cols[i++] = (struct bt_col){ o->name, BT_COL_REAL,
		    offsetof(struct row, o) + o->off,
		    o->unit == BT_UNIT_FRACTION ? "fraction" :
		    o->unit == BT_UNIT_COUNT ? "steps" : "", o->help };
	cols[i] = (struct bt_col)BT_COL_END;
}

struct writing {
	struct bt_out	*out;
	struct bt_emit	*emit;
	size_t		 seed;
};

static int
take(void *arg, const struct bt_monte_block *b, struct bt_err *err)
{
	struct writing *w = arg;
	struct row row = { .seed = w->seed };
	size_t i;

	for (i = 0; i < b->n; i++) {
		row.simulation = (size_t)(b->first + i) + 1;
		row.o = b->outcome[i];
		if (bt_emit_row(w->emit, &row, err) == -1)
			return -1;
	}
	/* Who cannot write need not go on. */
	return bt_out_failed(w->out) ? bt_out_flush(w->out, err) : 0;
}

int
bt_rows_paths(struct bt_out *out, struct bt_rows_ask *ask, struct bt_err *err)
{
	struct writing w = { .out = out, .seed = (size_t)ask->plan->set->seed };
	struct bt_col cols[FIRST + BT_OUTCOMES + 1];
	struct bt_monte job;
	uint64_t done;
	int rc = 0;

	make_cols(cols);
	if ((w.emit = bt_emit_new(out, ask->format, "path", cols,
	    !ask->plan->is_later, err)) == NULL)
		return -1;
	if (ask->plan->draw != NULL) {
		job = bt_ensemble_job(ask->plan);
		job.take = take;
		job.take_arg = &w;
		job.poll = ask->watch->poll;
		job.poll_arg = ask->watch->arg;
		rc = bt_monte_run(&job, &ask->status, &done, err);
	}
	if (rc == 0)
		bt_emit_end(w.emit);
	bt_emit_free(w.emit);
	return rc;
}
