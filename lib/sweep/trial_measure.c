/* SPDX-License-Identifier: ISC */
/* A trial's run and its study, in memory that the worker keeps. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/sweep/trial_own.h"

/* Trades go to the deals, if they are wanted, and to who asked to hear. */
struct ears {
	struct bt_bench_worker	*w;
	bool			 wants_deals;
	const struct bt_sink	*sink;		/* or NULL */
};

/* The study of any run of the window: periods a year, and its days. */
static int
find_days(const struct bt_bench *b, struct bt_bench_worker *w, size_t n,
    struct bt_err *err)
{
	struct bt_study_rule rule = *b->rule.study;
	struct bt_input in = { .curve = BT_CURVE_EQUITY, .dated = true,
	    .date_only = w->date_only, .n = n, .time = w->time,
	    .value = w->curve.equity, .base_time = BT_TIME_NONE };
	size_t i;

	rule.needs = BT_NEEDS_PERIODS;
	rule.room = w->work;
	if (bt_study_of(&in, &rule, &w->like, err) == -1)
		return -1;
	w->days = (struct bt_study_days){ .last = w->last, .rows = n };
	for (i = 0; w->like.daily && i < n; i++)
		if (i + 1 == n || bt_periods_day(w->time[i]) !=
		    bt_periods_day(w->time[i + 1]))
			w->last[w->days.n++] = i;
	return 0;
}

static int
take_rows(struct bt_bench_worker *w, size_t n, struct bt_err *err)
{
	free(w->time);
	free(w->last);
	free(w->curve.equity);
	free(w->work);
	w->work = NULL;
	w->time = bt_calloc(n, sizeof(*w->time), err);
	w->last = bt_calloc(n, sizeof(*w->last), err);
	w->curve.equity = bt_column(n, err);
	w->work = bt_column(2 * n, err);
	return w->time == NULL || w->last == NULL ||
	    w->curve.equity == NULL || w->work == NULL ? -1 : 0;
}

int
bt_bench_window(const struct bt_bench *b, struct bt_bench_worker *w,
    size_t first, size_t end, struct bt_err *err)
{
	size_t i, n = end - first;

	if (w->work != NULL && w->first == first && w->end == end)
		return 0;
	bt_window_free(&w->window);
	if (take_rows(w, n, err) == -1 || bt_window_init(&w->window,
	    b->bars.market, &b->line, first, end, err) == -1)
		return -1;
	w->first = first;
	w->end = end;
	w->date_only = true;
	for (i = 0; i < n; i++) {
		w->time[i] = w->window.line.time[i];
		w->curve.equity[i] = 1;
		w->date_only &= bt_time_is_midnight(w->time[i]);
	}
	return find_days(b, w, n, err);
}

static int
on_trade(void *arg, const struct bt_trade *trade, struct bt_err *err)
{
	const struct ears *e = arg;
	struct bt_bench_worker *w = e->w;

	if (e->wants_deals && trade->exit_reason.n > 0) {
		if (bt_grow(&w->deals, &w->deals_cap, w->ndeals,
		    sizeof(*w->deals), err) == -1)
			return -1;
		w->deals[w->ndeals++] = bt_deal_of(trade);
	}
	return e->sink == NULL || e->sink->trade == NULL ? 0 :
	    e->sink->trade(e->sink->arg, trade, err);
}

static int
on_equity(void *arg, const struct bt_equity *point, struct bt_err *err)
{
	const struct ears *e = arg;

	return e->sink->equity(e->sink->arg, point, err);
}

static int
on_fill(void *arg, const struct bt_fill *fill, struct bt_err *err)
{
	const struct ears *e = arg;

	return e->sink->fill(e->sink->arg, fill, err);
}

static int
on_event(void *arg, const struct bt_event *event, struct bt_err *err)
{
	const struct ears *e = arg;

	return e->sink->event(e->sink->arg, event, err);
}

/* Who does not want to hear is not told: trades take time to describe. */
static struct bt_sink
sink_of(struct ears *e)
{
	struct bt_sink to = { .arg = e };

	if (e->wants_deals || (e->sink != NULL && e->sink->trade != NULL))
		to.trade = on_trade;
	if (e->sink != NULL && e->sink->equity != NULL)
		to.equity = on_equity;
	if (e->sink != NULL && e->sink->fill != NULL)
		to.fill = on_fill;
	if (e->sink != NULL && e->sink->event != NULL)
		to.event = on_event;
	return to;
}

static bool
wants(const struct bt_bench *b, unsigned what)
{
	return (b->needs & what) == what;
}

static struct bt_span
tag_text(const void *market, uint32_t tag)
{
	return bt_market_text(market, tag);
}

static int
run_engine(const struct bt_bench *b, struct bt_bench_worker *w,
    const struct bt_sink *sink, struct bt_err *err)
{
	struct ears ears = { w, wants(b, BT_NEEDS_TRADES), sink };
	struct bt_signals sig = { .cols = w->cols, .tag_text = tag_text,
	    .arg = b->bars.market };
	struct bt_engine_job job = { .settings = &w->set,
	    .bars = w->window.bars, .nsymbols = w->window.nsymbols,
	    .timeline = &w->window.line, .signals = &sig,
	    .sink = sink_of(&ears), .curve = &w->curve, .room = w->room,
	    .brief = sink == NULL && !wants(b, BT_NEEDS_EXCURSIONS) };

	w->ndeals = 0;
	w->curve.wants_gross = wants(b, BT_NEEDS_GROSS);
	return bt_engine_run(&job, &w->res, err);
}

int
bt_bench_measure(const struct bt_bench *b, struct bt_bench_worker *w,
    const struct bt_sink *sink, struct bt_err *err)
{
	struct bt_study_rule rule = *b->rule.study;
	struct bt_input in = { .curve = BT_CURVE_EQUITY, .dated = true,
	    .date_only = w->date_only, .time = w->time,
	    .base_time = BT_TIME_NONE, .has_trades = true,
	    .has_summary = true };

	if (run_engine(b, w, sink, err) == -1)
		return -1;
	in.n = w->curve.n;
	in.value = w->curve.equity;
	in.has_positions = in.n > 0;
	in.held = w->curve.held;
	in.gross = w->curve.gross;
	in.deals = w->deals;
	in.ndeals = w->ndeals;
	in.summary = w->res.summary;
	in.status = w->res.status;
	rule.needs = b->needs;
	rule.room = w->work;
	rule.days = &w->days;
	/* An account that went bankrupt has seen fewer times. */
	if (in.n == w->end - w->first && rule.like == NULL)
		rule.like = &w->like;
	return bt_study_of(&in, &rule, &w->study, err);
}
