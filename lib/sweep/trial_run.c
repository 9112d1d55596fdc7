/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/signal/verbs.h"
#include "lib/sweep/trial_own.h"

int
bt_bench_prepare(struct bt_bench *b, const double *const *points, size_t n,
    size_t *done, struct bt_err *err)
{
	(void)b, (void)points, (void)err;
	*done = n;
	return 0;
}

static int
make_signals(const struct bt_bench *b, struct bt_bench_worker *w,
    struct bt_err *err)
{
	struct bt_maker_rule rule = b->setup.rule;

	bt_maker_free(w->maker);
	w->maker = NULL;
	if (!b->has_setup)
		return 0;
	rule.params = w->params;
	if ((w->maker = bt_maker_new(&rule, err)) == NULL ||
	    bt_maker_compile(w->maker, b->bars.market, NULL, 0, err) == -1)
		return -1;
	return bt_maker_compute(w->maker, b->bars.market, 1, err);
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
take_made(struct bt_bench_worker *w)
{
	const struct bt_window *win = &w->window;
	const double *x[BT_ROLES];
	size_t i, role;

	for (i = 0; i < win->nsymbols; i++) {
		for (role = 0; role < BT_ROLES; role++) {
			x[role] = bt_maker_column(w->maker,
			    (enum bt_role)role, win->symbol[i]);
			if (x[role] != NULL)
				x[role] += win->skip[i];
		}
		if (bt_maker_has_codes(w->maker))
			w->cols[i].verbs = bt_maker_codes(w->maker,
			    win->symbol[i]) + win->skip[i];
		if (x[BT_ROLE_STRENGTH] != NULL)
			w->cols[i].strength = x[BT_ROLE_STRENGTH];
		if (x[BT_ROLE_STOP_LOSS] != NULL)
			w->cols[i].stop_loss = x[BT_ROLE_STOP_LOSS];
		if (x[BT_ROLE_TAKE_PROFIT] != NULL)
			w->cols[i].take_profit = x[BT_ROLE_TAKE_PROFIT];
	}
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
try_point(const struct bt_bench *b, struct bt_bench_worker *w,
    const struct bt_bench_ask *ask, struct bt_err *err)
{
	if (bt_bench_apply(b, w, ask->point, err) == -1 ||
	    make_signals(b, w, err) == -1 ||
	    bt_bench_window(b, w, ask->first, ask->end, err) == -1)
		return -1;
	if (!isnan(ask->cash))
		w->set.cash = ask->cash;
	take_columns(b, w, ask->point);
	if (w->maker != NULL)
		take_made(w);
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
	if (try_point(b, w, ask, &w->err) == 0)
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
