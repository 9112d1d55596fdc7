/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "lib/base/big.h"
#include "lib/base/mem.h"
#include "lib/base/pool.h"
#include "lib/chance/emit.h"
#include "lib/chance/rows.h"

#define HELD ((size_t)32 << 20)		/* levels in memory */

struct row {
	size_t	step, seed, n;
	double	mean, sd, p5, p25, p50, p75, p95;
};

static const struct bt_col cols[] = {
	BT_COL(struct row, step, BT_COL_COUNT, "steps",
	    "trades or periods so far"),
	BT_COL(struct row, seed, BT_COL_COUNT, "", "of the random numbers"),
	BT_COL(struct row, n, BT_COL_COUNT, "count", "paths"),
	BT_COL(struct row, mean, BT_COL_REAL, "fraction", "made until then"),
	BT_COL(struct row, sd, BT_COL_REAL, "fraction",
	    "standard deviation"),
	BT_COL(struct row, p5, BT_COL_REAL, "fraction", "5 % quantile"),
	BT_COL(struct row, p25, BT_COL_REAL, "fraction", "25 % quantile"),
	BT_COL(struct row, p50, BT_COL_REAL, "fraction", "median"),
	BT_COL(struct row, p75, BT_COL_REAL, "fraction", "75 % quantile"),
	BT_COL(struct row, p95, BT_COL_REAL, "fraction", "95 % quantile"),
	BT_COL_END
};

/* A pass: some of the steps, of all paths. */
struct pass {
	struct bt_odds	*odds;
	double		*level;		/* a column a step */
	size_t		 nmarks, cap, n;	/* columns; rows: room, used */
};

static int
take(void *arg, const struct bt_monte_block *b, struct bt_err *err)
{
	struct pass *p = arg;
	size_t i, k;

	(void)err;
	for (k = 0; k < p->nmarks; k++)
		for (i = 0; i < b->n; i++)
			p->level[k * p->cap + p->n + i] =
			    b->level[i * p->nmarks + k] - 1.0;
	p->n += b->n;
	return 0;
}

static int
describe(void *arg, size_t k, size_t worker, struct bt_err *err)
{
	struct pass *p = arg;

	(void)worker;
	(void)err;
	bt_odds_of(p->level + k * p->cap, p->n, &p->odds[k]);
	return 0;
}

static int
do_pass(struct bt_rows_ask *ask, struct pass *p, const size_t *marks,
    struct bt_err *err)
{
	struct bt_monte job = bt_ensemble_job(ask->plan);
	uint64_t done;

	p->n = 0;
	job.marks = marks;
	job.nmarks = p->nmarks;
	job.take = take;
	job.take_arg = p;
	job.poll = ask->watch->poll;
	job.poll_arg = ask->watch->arg;
	if (bt_monte_run(&job, &ask->status, &done, err) == -1)
		return -1;
	return bt_pool_each(ask->plan->jobs, p->nmarks, describe, p, err);
}

/* The steps that are shown: n of them, evenly, the last one always. */
static size_t
choose_marks(size_t length, size_t points, size_t *marks)
{
	size_t n = points < length ? points : length, i;

	for (i = 0; i < n; i++)
		marks[i] = (size_t)((double)length * (double)(i + 1) /
		    (double)n + 0.5);
	return n;
}

static int
put_rows(struct bt_emit *e, const struct pass *p, const size_t *marks,
    size_t seed, struct bt_err *err)
{
	struct row row;
	size_t k;

	for (k = 0; k < p->nmarks && p->n > 0; k++) {
		const struct bt_odds *o = &p->odds[k];

		row = (struct row){ marks[k], seed, o->n, o->mean, o->sd,
		    o->at[0], o->at[1], o->at[2], o->at[3], o->at[4] };
		if (bt_emit_row(e, &row, err) == -1)
			return -1;
	}
	return 0;
}

/* Pass by pass, until all steps were shown or somebody said stop. */
static int
do_passes(struct bt_rows_ask *ask, struct bt_emit *e, struct pass *p,
    const size_t *marks, size_t n, struct bt_err *err)
{
	const size_t seed = (size_t)ask->plan->set->seed, most = p->nmarks;
	size_t i;

	for (i = 0; i < n && ask->status == BT_COMPLETED; i += p->nmarks) {
		p->nmarks = n - i < most ? n - i : most;
		if (do_pass(ask, p, marks + i, err) == -1 ||
		    put_rows(e, p, marks + i, seed, err) == -1)
			return -1;
	}
	return 0;
}

static int
write_fan(struct bt_rows_ask *ask, struct bt_emit *e, struct bt_err *err)
{
	const struct bt_ensemble *plan = ask->plan;
	struct pass p = { .cap = (size_t)(plan->end - plan->first) };
	size_t *marks, n;
	int rc = -1;

	if (plan->draw == NULL)
		return 0;
	if ((marks = bt_calloc(ask->points, sizeof(*marks), err)) == NULL)
		return -1;
	n = choose_marks(plan->length, ask->points, marks);
	p.nmarks = p.cap < HELD / n ? n : p.cap < HELD ? HELD / p.cap : 1;
	p.odds = bt_calloc(p.nmarks, sizeof(*p.odds), err);
	p.level = bt_big_resize(NULL, p.cap, p.nmarks * sizeof(double), err);
	if (p.odds != NULL && p.level != NULL)
		rc = do_passes(ask, e, &p, marks, n, err);
	bt_big_free(p.level);
	free(p.odds);
	free(marks);
	return rc;
}

int
bt_rows_fan(struct bt_out *out, struct bt_rows_ask *ask, struct bt_err *err)
{
	struct bt_emit *e;
	int rc;

	if ((e = bt_emit_new(out, ask->format, "fan", cols, true,
	    err)) == NULL)
		return -1;
	if ((rc = write_fan(ask, e, err)) == 0)
		bt_emit_end(e);
	bt_emit_free(e);
	return rc;
}
