/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/signal/verbs.h"
#include "lib/sweep/trial_own.h"

/* Points on their way to the batch. */
struct points {
	const struct bt_bench	*b;
	const double *const	*point;
};

static bool
set_params(void *arg, size_t i, struct bt_value *params)
{
	const struct points *p = arg;
	struct bt_err why = BT_ERR_INIT;

	return bt_bench_params(p->b, params, p->point[i], &why) == 0;
}

int
bt_bench_prepare(struct bt_bench *b, const double *const *points, size_t n,
    size_t *done, struct bt_err *err)
{
	struct points p = { b, points };

	*done = n;
	return b->batch == NULL ? 0 : bt_batch_prepare(b->batch, set_params,
	    &p, n, done, err);
}

/* A column of the input, from the first bar of the window on. */
static const void *
input_column(const struct bt_bench *b, const struct bt_window *win, size_t i,
    size_t at, size_t size)
{
	const struct bt_bars *bars;

	if (at == SIZE_MAX || !bt_market_has(b->bars.market, at))
		return NULL;
	bars = bt_market_bars(b->bars.market, win->symbol[i]);
	return (const char *)bars->extra[at] + win->skip[i] * size;
}

/* Which column of the input has the signals. */
static size_t
signal_of(const struct bt_bench *b, const double *point)
{
	size_t i;

	for (i = 0; i < b->space->ndims; i++)
		if (b->space->dim[i].of == BT_DIM_SIGNAL)
			return b->signals[(size_t)point[i]];
	return b->at[BT_BENCH_SIGNAL];
}

static void
take_columns(const struct bt_bench *b, struct bt_bench_worker *w,
    const double *point)
{
	const struct bt_window *win = &w->window;
	size_t i, signal = signal_of(b, point);

	for (i = 0; i < win->nsymbols; i++)
		w->cols[i] = (struct bt_signal_cols){
			.verbs = input_column(b, win, i, signal, 1),
			.strength = input_column(b, win, i,
			    b->at[BT_BENCH_STRENGTH], sizeof(double)),
			.stop_loss = input_column(b, win, i,
			    b->at[BT_BENCH_STOP_LOSS], sizeof(double)),
			.take_profit = input_column(b, win, i,
			    b->at[BT_BENCH_TAKE_PROFIT], sizeof(double)),
			.tag = input_column(b, win, i, b->at[BT_BENCH_TAG],
			    sizeof(uint32_t)),
		};
}

/* What the setup makes, in the place of the input's. */
static void
take_made(struct bt_bench_worker *w, const struct bt_made *made)
{
	const struct bt_window *win = &w->window;
	const struct bt_made *m;
	struct bt_signal_cols *to;
	size_t i, skip;

	for (i = 0; i < win->nsymbols; i++) {
		m = &made[win->symbol[i]];
		to = &w->cols[i];
		skip = win->skip[i];
		if (m->codes != NULL)
			to->verbs = m->codes + skip;
		if (m->x[BT_ROLE_STRENGTH] != NULL)
			to->strength = m->x[BT_ROLE_STRENGTH] + skip;
		if (m->x[BT_ROLE_STOP_LOSS] != NULL)
			to->stop_loss = m->x[BT_ROLE_STOP_LOSS] + skip;
		if (m->x[BT_ROLE_TAKE_PROFIT] != NULL)
			to->take_profit = m->x[BT_ROLE_TAKE_PROFIT] + skip;
	}
}

/* A worker is as good as its number: the batch knows it by that, too. */
static int
make_signals(struct bt_bench *b, size_t worker, const double *point,
    const struct bt_made **made, struct bt_err *err)
{
	*made = NULL;
	if (b->batch == NULL)
		return 0;
	if (bt_bench_params(b, bt_batch_params(b->batch, worker), point,
	    err) == -1)
		return -1;
	*made = bt_batch_make(b->batch, worker, err);
	return *made == NULL ? -1 : 0;
}

static void
tell(const struct bt_bench *b, struct bt_bench_worker *w,
    struct bt_bench_result *r)
{
	const struct bt_summary *sum = &w->res.summary;
	size_t i;

	r->status = w->res.status == BT_BANKRUPT ? BT_TRIAL_BANKRUPT :
	    sum->trades == 0 && sum->open_trades == 0 ? BT_TRIAL_NO_TRADES :
	    BT_TRIAL_OK;
	if (r->status == BT_TRIAL_NO_TRADES &&
	    bt_why_line(sum, 0, w->why))
		r->reason = w->why;
	for (i = 0; i < b->rule.nmetrics; i++)
		w->metric[i] = bt_metric_value(b->rule.metrics[i], &w->study);
	r->study = &w->study;
	r->engine = &w->res;
	r->equity = w->curve.equity;
	r->n = w->curve.n;
}

static int
try_point(struct bt_bench *b, size_t worker, const struct bt_bench_ask *ask,
    struct bt_err *err)
{
	struct bt_bench_worker *w = &b->worker[worker];
	const struct bt_made *made;

	if (bt_bench_options(b, w, ask->point, err) == -1 ||
	    make_signals(b, worker, ask->point, &made, err) == -1 ||
	    bt_bench_window(b, w, ask->first, ask->end, err) == -1)
		return -1;
	if (!isnan(ask->cash))
		w->set.cash = ask->cash;
	take_columns(b, w, ask->point);
	if (made != NULL)
		take_made(w, made);
	return bt_bench_measure(b, w, ask->sink, err);
}

/* It does not make sense: nothing was measured. */
static void
give_up(const struct bt_bench *b, struct bt_bench_worker *w,
    struct bt_bench_result *r)
{
	size_t i;

	for (i = 0; i < b->rule.nmetrics; i++)
		w->metric[i] = (double)NAN;
	r->status = BT_TRIAL_FAILED;
	r->reason = w->err.text;
}

int
bt_bench_run(struct bt_bench *b, size_t worker, const struct bt_bench_ask *ask,
    struct bt_bench_result *r, struct bt_err *err)
{
	struct bt_bench_worker *w = &b->worker[worker];

	*r = (struct bt_bench_result){ .metric = w->metric };
	w->err = (struct bt_err)BT_ERR_INIT;
	if (try_point(b, worker, ask, &w->err) == 0)
		tell(b, w, r);
	else if (w->err.code == BT_EUSAGE)
		give_up(b, w, r);
	else {
		*err = w->err;
		return -1;
	}
	r->cash = w->set.cash;
	return 0;
}
