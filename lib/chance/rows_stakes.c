/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/chance/emit.h"
#include "lib/chance/rows.h"
#include "lib/maths/sum.h"

/* Columns before those of the levels of ruin. */
struct row {
	double	stake;
	bool	best;
	size_t	seed;
	double	growth, mean, p5, p50, p95, deep, median_deep;
	double	ruin[];
};

static const struct bt_col fixed[] = {
	BT_COL(struct row, stake, BT_COL_REAL, "",
	    "what every return is multiplied by"),
	BT_COL(struct row, best, BT_COL_BOOL, "", "the growth is fastest"),
	BT_COL(struct row, seed, BT_COL_COUNT, "", "of the random numbers"),
	BT_COL(struct row, growth, BT_COL_REAL, "fraction",
	    "mean of the logarithm a step, of the input"),
	BT_COL_AS("final_return_mean", struct row, mean, BT_COL_REAL,
	    "fraction", "of the paths"),
	BT_COL_AS("final_return_p5", struct row, p5, BT_COL_REAL, "fraction",
	    "5 % quantile"),
	BT_COL_AS("final_return_p50", struct row, p50, BT_COL_REAL,
	    "fraction", "median"),
	BT_COL_AS("final_return_p95", struct row, p95, BT_COL_REAL,
	    "fraction", "95 % quantile"),
	BT_COL_AS("max_drawdown_p5", struct row, deep, BT_COL_REAL,
	    "fraction", "one path in twenty falls deeper"),
	BT_COL_AS("max_drawdown_p50", struct row, median_deep, BT_COL_REAL,
	    "fraction", "median"),
};

#define FIXED (sizeof(fixed) / sizeof(fixed[0]))
#define NAME 40

struct table {
	struct bt_col	*cols;
	char		(*names)[NAME];		/* "ruin_0.3" */
	struct row	*row;
};

static int
make_table(struct table *t, const struct bt_numbers *ruin,
    struct bt_err *err)
{
	char number[BT_NUM_MAX];
	size_t i, n;

	t->cols = bt_calloc(FIXED + ruin->n + 1, sizeof(*t->cols), err);
	t->names = bt_calloc(ruin->n + 1, sizeof(*t->names), err);
	t->row = bt_calloc(1, sizeof(*t->row) + (ruin->n + 1) *
	    sizeof(double), err);
	if (t->cols == NULL || t->names == NULL || t->row == NULL)
		return -1;
	for (i = 0; i < FIXED; i++)
		t->cols[i] = fixed[i];
	for (i = 0; i < ruin->n; i++) {
		n = bt_num_format(number, ruin->v[i]);
		(void)snprintf(t->names[i], NAME, "ruin_%.*s", (int)n, number);
		t->cols[FIXED + i] = (struct bt_col){ t->names[i],
		    BT_COL_REAL, sizeof(struct row) + i * sizeof(double),
		    "fraction", "share of the paths that lost so much" };
	}
	return 0;
}

static void
free_table(struct table *t)
{
	free(t->cols);
	free(t->names);
	free(t->row);
}

static double
growth_of(const double *ret, size_t n, double stake)
{
	struct bt_sum sum = BT_SUM_INIT;
	size_t i;

	for (i = 0; i < n; i++) {
		if (1.0 + stake * ret[i] <= 0.0)
			return (double)NAN;
		bt_sum_add(&sum, log1p(stake * ret[i]));
	}
	return bt_sum_value(&sum) / (double)n;
}

/* The slope of the growth at a stake; it falls as the stake rises. */
static double
slope_of(const double *ret, size_t n, double stake)
{
	struct bt_sum sum = BT_SUM_INIT;
	size_t i;

	for (i = 0; i < n; i++)
		bt_sum_add(&sum, ret[i] / (1.0 + stake * ret[i]));
	return bt_sum_value(&sum);
}

double
bt_rows_best_stake(const double *ret, size_t n, double *growth)
{
	double worst = 0.0, low = 0.0, high, mid;
	size_t i;

	*growth = 0.0;
	for (i = 0; i < n; i++)
		worst = ret[i] < worst ? ret[i] : worst;
	if (n == 0 || slope_of(ret, n, 0.0) <= 0.0)
		return 0.0;
	*growth = (double)NAN;
	if (worst == 0.0)
		return (double)INFINITY;
	high = -1.0 / worst;
	for (i = 0; i < 200; i++) {
		mid = low + (high - low) / 2.0;
		if (mid <= low || mid >= high)
			break;
		if (slope_of(ret, n, mid) > 0.0)
			low = mid;
		else
			high = mid;
	}
	*growth = growth_of(ret, n, low);
	return low;
}

/* The outcomes of all paths at a stake. */
static int
play(struct bt_rows_ask *ask, double stake, struct bt_tally *t,
    struct bt_err *err)
{
	struct bt_monte job = bt_ensemble_job(ask->plan);
	uint64_t done;

	t->n = 0;
	job.stake = stake;
	job.path.centre *= stake;
	job.end_of_all = NULL;		/* it is another end now */
	job.take = bt_tally_take;
	job.take_arg = t;
	job.poll = ask->watch->poll;
	job.poll_arg = ask->watch->arg;
	return bt_monte_run(&job, &ask->status, &done, err);
}

static void
describe(const struct bt_ensemble *plan, struct bt_tally *t, struct row *row)
{
	struct bt_odds end, deep;
	size_t i;

	bt_odds_of(BT_TALLY(t, final_return), t->n, &end);
	bt_odds_of(BT_TALLY(t, max_drawdown), t->n, &deep);
	row->mean = end.mean;
	row->p5 = end.at[0];
	row->p50 = end.at[2];
	row->p95 = end.at[4];
	row->deep = deep.at[0];
	row->median_deep = deep.at[2];
	for (i = 0; i < plan->ruin.n; i++)
		row->ruin[i] = bt_tally_ruin(t, plan->ruin.v[i]);
}

static int
put_stake(struct bt_rows_ask *ask, double stake, bool best,
    struct bt_tally *t, struct row *row, struct bt_emit *e,
    struct bt_err *err)
{
	const struct bt_sample *s = &ask->plan->sample;

	if (ask->status != BT_COMPLETED)
		return 0;
	if (play(ask, stake, t, err) == -1)
		return -1;
	if (ask->status != BT_COMPLETED)
		return 0;
	row->stake = stake;
	row->best = best;
	row->seed = (size_t)ask->plan->set->seed;
	row->growth = growth_of(s->ret, s->n, stake);
	describe(ask->plan, t, row);
	return bt_emit_row(e, row, err);
}

/* The best stake is found to its last digits only. */
static bool
is_same(double a, double b)
{
	return fabs(a - b) <= 1e-9 * b;
}

/* The stakes that were asked for, and the best one where it belongs. */
static int
put_stakes(struct bt_rows_ask *ask, struct bt_tally *t, struct row *row,
    struct bt_emit *e, struct bt_err *err)
{
	const struct bt_sample *s = &ask->plan->sample;
	const struct bt_numbers *v = &ask->stakes;
	double growth, best = bt_rows_best_stake(s->ret, s->n, &growth);
	bool put = !isfinite(best) || best == 0.0;
	size_t i;

	for (i = 0; i < v->n; i++) {
		if (!put && best < v->v[i] && !is_same(best, v->v[i])) {
			if (put_stake(ask, best, true, t, row, e, err) == -1)
				return -1;
			put = true;
		}
		if (put_stake(ask, v->v[i], is_same(best, v->v[i]), t, row, e,
		    err) == -1)
			return -1;
		put = put || is_same(best, v->v[i]);
	}
	return put ? 0 : put_stake(ask, best, true, t, row, e, err);
}

int
bt_rows_stakes(struct bt_out *out, struct bt_rows_ask *ask,
    struct bt_err *err)
{
	const struct bt_ensemble *plan = ask->plan;
	struct bt_tally tally = { .n = 0 };
	struct table table = { NULL, NULL, NULL };
	struct bt_emit *e = NULL;
	int rc = -1;

	if (make_table(&table, &plan->ruin, err) == 0 &&
	    (e = bt_emit_new(out, ask->format, "stake", table.cols, true,
	    err)) != NULL && bt_tally_init(&tally, plan->draw == NULL ? 0 :
	    plan->end - plan->first, err) == 0)
		rc = plan->draw == NULL ? 0 :
		    put_stakes(ask, &tally, table.row, e, err);
	if (rc == 0)
		bt_emit_end(e);
	bt_tally_free(&tally);
	bt_emit_free(e);
	free_table(&table);
	return rc;
}
