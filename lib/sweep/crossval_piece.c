/* SPDX-License-Identifier: ISC */
#include "lib/sweep/crossval_piece.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"

int
bt_crossval_trial_init(struct bt_crossval_trial *t,
    const struct bt_timeline *line, const struct bt_folds *folds,
    struct bt_err *err)
{
	*t = (struct bt_crossval_trial){ .line = line, .folds = folds };
	t->reach = bt_calloc(folds->folds, sizeof(*t->reach), err);
	t->ret = bt_column(line->steps, err);
	t->part_ret = bt_column(line->steps, err);
	t->room = bt_column(2 * line->steps, err);
	t->part_time = bt_aligned(line->steps, sizeof(*t->part_time), err);
	return t->reach == NULL || t->ret == NULL || t->part_ret == NULL ||
	    t->room == NULL || t->part_time == NULL ? -1 : 0;
}

void
bt_crossval_trial_free(struct bt_crossval_trial *t)
{
	free(t->reach);
	free(t->ret);
	free(t->part_ret);
	free(t->room);
	free(t->part_time);
	free(t->part_deal);
	free(t->deal);
}

/* The step at this time, which is one of the timeline's. */
static size_t
step_at(const struct bt_timeline *line, int64_t time)
{
	size_t lo = 0, hi = line->steps, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (line->time[mid] < time)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* Trades as they are closed, and at the end what is left open. */
static int
on_trade(void *arg, const struct bt_trade *trade, struct bt_err *err)
{
	struct bt_crossval_trial *t = arg;
	const bool open = trade->exit_time == BT_TIME_NONE;
	struct bt_crossval_deal d = { .entry = step_at(t->line,
	    trade->entry_time), .last = open ? t->line->steps - 1 :
	    step_at(t->line, trade->exit_time) };

	if (t->folds->by_trades)
		bt_folds_reach_add(t->folds, t->reach, d.entry, d.last);
	if (open)
		return 0;
	d.deal = bt_deal_of(trade);
	if (bt_grow(&t->deal, &t->deals_cap, t->ndeals, sizeof(d), err) == -1)
		return -1;
	t->deal[t->ndeals++] = d;
	return 0;
}

int
bt_crossval_trial_run(struct bt_crossval_trial *t, struct bt_bench *bench,
    size_t worker, const double *point, struct bt_bench_result *r,
    struct bt_err *err)
{
	const struct bt_sink sink = { .arg = t, .trade = on_trade };
	const struct bt_bench_ask ask = { point, 0, t->line->steps,
	    (double)NAN, &sink };
	size_t i;

	t->ndeals = 0;
	bt_folds_reach_init(t->folds, t->reach);
	if (bt_bench_run(bench, worker, &ask, r, err) == -1)
		return -1;
	if (r->status == BT_TRIAL_FAILED || r->status == BT_TRIAL_BANKRUPT ||
	    r->n < t->line->steps)
		return 0;
	t->whole = *r->study;
	t->ret[0] = r->equity[0] / r->cash - 1;
	for (i = 1; i < r->n; i++)
		t->ret[i] = r->equity[i] / r->equity[i - 1] - 1;
	return 1;
}

static size_t
gather_returns(struct bt_crossval_trial *t,
    const struct bt_folds_range *range, size_t n)
{
	size_t i, k, at = 0;

	for (k = 0; k < n; k++)
		for (i = range[k].first; i < range[k].end; i++) {
			t->part_ret[at] = t->ret[i];
			t->part_time[at++] = t->line->time[i];
		}
	return at;
}

/* Does a trade begin and end in one of the ranges? */
static bool
is_inside(const struct bt_crossval_deal *d,
    const struct bt_folds_range *range, size_t n)
{
	size_t k;

	for (k = 0; k < n; k++)
		if (d->entry >= range[k].first && d->last < range[k].end)
			return true;
	return false;
}

int
bt_crossval_trial_deals(struct bt_crossval_trial *t,
    const struct bt_folds_range *range, size_t n, size_t *ndeals,
    struct bt_err *err)
{
	struct bt_deal *more;
	size_t i;

	if (t->part_cap < t->ndeals) {
		more = bt_realloc(t->part_deal, t->deals_cap, sizeof(*more),
		    err);
		if (more == NULL)
			return -1;
		t->part_deal = more;
		t->part_cap = t->deals_cap;
	}
	for (i = 0, *ndeals = 0; i < t->ndeals; i++)
		if (is_inside(&t->deal[i], range, n))
			t->part_deal[(*ndeals)++] = t->deal[i].deal;
	return 0;
}

int
bt_crossval_trial_study(struct bt_crossval_trial *t,
    const struct bt_folds_range *range, size_t n,
    const struct bt_study_rule *whole, struct bt_study *s,
    struct bt_err *err)
{
	struct bt_study_rule rule = *whole;
	struct bt_input in = { .curve = BT_CURVE_RETURN, .dated = true,
	    .date_only = t->whole.date_only, .value = t->part_ret,
	    .time = t->part_time, .base_time = BT_TIME_NONE,
	    .is_part = true, .has_trades = true };

	rule.like = &t->whole;
	rule.room = t->room;
	in.n = gather_returns(t, range, n);
	if (bt_crossval_trial_deals(t, range, n, &in.ndeals, err) == -1)
		return -1;
	in.deals = t->part_deal;
	return bt_study_of(&in, &rule, s, err);
}
