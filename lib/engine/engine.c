/* SPDX-License-Identifier: ISC */
#include "lib/engine/engine.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/engine/order.h"
#include "lib/engine/portfolio.h"
#include "lib/engine/protect.h"

#define POLL_STEPS 8192		/* between two looks at the clock */

struct engine {
	struct bt_portfolio		 pf;
	const struct bt_engine_job	*job;
	uint32_t			*busy;	/* symbols to work on, now */
	size_t				 nbusy;
	struct bt_candidate		*scratch;
	bool				 bankrupt;
};

static int
init(struct engine *e, const struct bt_engine_job *job, struct bt_err *err)
{
	size_t n = bt_market_symbols(job->market);

	*e = (struct engine){ .job = job };
	if (bt_portfolio_init(&e->pf, job->settings, job->market,
	    job->signals, &job->sink, err) == -1)
		return -1;
	e->busy = bt_calloc(n, sizeof(*e->busy), err);
	e->scratch = bt_calloc(n, sizeof(*e->scratch), err);
	return e->busy == NULL || e->scratch == NULL ? -1 : 0;
}

static void
fini(struct engine *e)
{
	bt_portfolio_free(&e->pf);
	free(e->busy);
	free(e->scratch);
}

/* A bar of a symbol at this step: is there anything to do on it? */
static void
look_at(struct engine *e, uint32_t symbol, size_t bar)
{
	struct bt_position *p = &e->pf.pos[symbol];

	p->bar = bar;
	p->step = e->pf.step;
	if (!bt_position_quiet(p, bar))
		e->busy[e->nbusy++] = symbol;
	else if (p->trails)
		bt_protect_pass(&e->pf, p);
}

/*
 * The positions that have a bar at this step and may have something to do on
 * it.  All the rest of the pipeline works on these only.
 */
static void
find_busy(struct engine *e)
{
	const struct bt_timeline *line = e->job->timeline;
	size_t i, s = e->pf.step;

	e->nbusy = 0;
	if (line->first == NULL) {
		look_at(e, 0, s);
		return;
	}
	for (i = line->first[s]; i < line->first[s + 1]; i++)
		look_at(e, line->symbol[i], line->bar[i]);
}

/* Close the lots that find() picks; it says how. */
typedef bool	find_fn(const struct bt_settings *, const struct bt_position *,
		    const struct bt_lot *, struct bt_touch *);

static int
close_lots(struct bt_portfolio *pf, struct bt_position *p, find_fn *find,
    enum bt_fill_at at, struct bt_err *err)
{
	struct bt_touch touch;
	struct bt_exit_order out;
	uint32_t id, next, prev = BT_NO_LOT;

	for (id = p->first; id != BT_NO_LOT; id = next) {
		next = pf->lots[id].next;
		if (!find(pf->set, p, &pf->lots[id], &touch)) {
			prev = id;
			continue;
		}
		out = (struct bt_exit_order){ touch.price, at, touch.reason,
		    touch.ambiguous };
		if (bt_fill_exit(pf, p, prev, id, &out, err) == -1)
			return -1;
	}
	return 0;
}

static bool
is_over(const struct bt_settings *set, const struct bt_position *p,
    const struct bt_lot *lot, struct bt_touch *touch)
{
	bool at_open = set->time_exit == BT_TIME_EXIT_OPEN;

	if (p->bar < lot->clock)
		return false;
	*touch = (struct bt_touch){ (at_open ? p->bars->open :
	    p->bars->close)[p->bar], BT_ON_TIME, false };
	return true;
}

/* 1. Open: gapped stops and targets, exits, then entries. */
static int
at_open(struct engine *e, struct bt_err *err)
{
	struct bt_portfolio *pf = &e->pf;
	const struct bt_settings *set = pf->set;
	struct bt_position *p;
	size_t i;

	for (i = 0; i < e->nbusy; i++) {
		p = &pf->pos[e->busy[i]];
		if (p->nlots > 0 && close_lots(pf, p, bt_protect_gapped,
		    BT_AT_OPEN, err) == -1)
			return -1;
		if (set->fill == BT_FILL_NEXT_OPEN &&
		    bt_order_exit(pf, p, BT_AT_OPEN, err) == -1)
			return -1;
		if (set->time_exit == BT_TIME_EXIT_OPEN && close_lots(pf, p,
		    is_over, BT_AT_OPEN, err) == -1)
			return -1;
	}
	if (set->fill != BT_FILL_NEXT_OPEN)
		return 0;
	return bt_order_enter(pf, e->busy, e->nbusy, BT_AT_OPEN, e->scratch,
	    err);
}

/* 2. Inside the bar: stops and targets against its low and high. */
static int
inside_bar(struct engine *e, struct bt_err *err)
{
	struct bt_position *p;
	size_t i;

	for (i = 0; i < e->nbusy; i++) {
		p = &e->pf.pos[e->busy[i]];
		if (p->nlots > 0 && close_lots(&e->pf, p, bt_protect_touched,
		    BT_AT_INSIDE, err) == -1)
			return -1;
	}
	return 0;
}

/* 3. Close: time exits, then what is filled at the close. */
static int
at_close(struct engine *e, struct bt_err *err)
{
	struct bt_portfolio *pf = &e->pf;
	const struct bt_settings *set = pf->set;
	struct bt_position *p;
	size_t i;

	for (i = 0; i < e->nbusy; i++) {
		p = &pf->pos[e->busy[i]];
		if (set->time_exit == BT_TIME_EXIT_CLOSE && close_lots(pf, p,
		    is_over, BT_AT_CLOSE, err) == -1)
			return -1;
		if (set->fill == BT_FILL_CLOSE &&
		    bt_order_decide(pf, p, err) == -1)
			return -1;
		if (set->fill != BT_FILL_NEXT_OPEN &&
		    bt_order_exit(pf, p, BT_AT_CLOSE, err) == -1)
			return -1;
	}
	if (set->fill == BT_FILL_NEXT_OPEN)
		return 0;
	return bt_order_enter(pf, e->busy, e->nbusy, BT_AT_CLOSE, e->scratch,
	    err);
}

/* 4. Signals of this bar become orders for the next one. */
static int
read_signals(struct engine *e, struct bt_err *err)
{
	struct bt_position *p;
	size_t i;

	for (i = 0; i < e->nbusy; i++) {
		p = &e->pf.pos[e->busy[i]];
		if (e->pf.set->fill != BT_FILL_CLOSE &&
		    bt_order_decide(&e->pf, p, err) == -1)
			return -1;
		bt_protect_pass(&e->pf, p);
	}
	return 0;
}

/*
 * A symbol whose data end before the run: its last close is what there is, and
 * the cash is free from then on.
 */
static int
leave_symbols(struct engine *e, struct bt_err *err)
{
	struct bt_exit_order out = { .at = BT_AT_CLOSE,
	    .reason = BT_ON_DELISTED };
	struct bt_position *p;
	size_t i;

	for (i = 0; i < e->nbusy; i++) {
		p = &e->pf.pos[e->busy[i]];
		if (p->bar + 1 < p->bars->n)
			continue;
		if (bt_order_expire(&e->pf, p, err) == -1)
			return -1;
		out.market = p->bars->close[p->bar];
		if (e->pf.set->at_end == BT_END_CLOSE &&
		    bt_fill_exit_all(&e->pf, p, &out, err) == -1)
			return -1;
	}
	return 0;
}

/* Close everything at the last close there was. */
static int
close_all(struct bt_portfolio *pf, enum bt_reason reason, struct bt_err *err)
{
	struct bt_exit_order out = { .at = BT_AT_CLOSE, .reason = reason };
	struct bt_position *p;

	while (pf->nheld > 0) {
		p = &pf->pos[pf->held[0]];
		out.market = p->bars->close[p->bar];
		if (bt_fill_exit_all(pf, p, &out, err) == -1)
			return -1;
	}
	return 0;
}

static int
report_open(struct bt_portfolio *pf, struct bt_err *err)
{
	struct bt_position *p;
	uint32_t id;
	size_t i;

	for (i = 0; i < pf->nheld; i++) {
		p = &pf->pos[pf->held[i]];
		for (id = p->first; id != BT_NO_LOT; id = pf->lots[id].next)
			if (bt_fill_report_open(pf, p, id, err) == -1)
				return -1;
	}
	return 0;
}

/* After the last step that is done: nothing waits, nothing is left unsaid. */
static int
settle(struct engine *e, struct bt_err *err)
{
	struct bt_portfolio *pf = &e->pf;
	size_t i;

	for (i = 0; i < pf->npos; i++)
		if (bt_order_expire(pf, &pf->pos[i], err) == -1)
			return -1;
	if (pf->set->at_end == BT_END_MARK)
		return report_open(pf, err);
	return close_all(pf, BT_ON_END, err);
}

/* The account at the close of the step. */
static int
mark(struct engine *e, bool last, struct bt_err *err)
{
	struct bt_portfolio *pf = &e->pf;
	struct bt_worth w = bt_portfolio_worth(pf, false);
	struct bt_equity point;

	if (w.equity <= 0) {
		e->bankrupt = true;
		if (close_all(pf, BT_ON_MARGIN_CALL, err) == -1)
			return -1;
	}
	if ((last || e->bankrupt) && settle(e, err) == -1)
		return -1;
	if (last || e->bankrupt)
		w = bt_portfolio_worth(pf, false);
	pf->sum.last_equity = w.equity;
	if (pf->sink->equity == NULL)
		return 0;
	point = (struct bt_equity){ .time = e->job->timeline->time[pf->step],
	    .equity = w.equity, .cash = pf->cash, .longs = w.longs,
	    .shorts = w.shorts, .positions = pf->nheld };
	return pf->sink->equity(pf->sink->arg, &point, err);
}

static int
step(struct engine *e, bool last, struct bt_err *err)
{
	struct bt_portfolio *pf = &e->pf;

	find_busy(e);
	if (e->nbusy > 0 && (at_open(e, err) == -1 ||
	    inside_bar(e, err) == -1 || at_close(e, err) == -1 ||
	    read_signals(e, err) == -1))
		return -1;
	if (!last && leave_symbols(e, err) == -1)
		return -1;
	if (last || pf->sink->equity != NULL || bt_portfolio_at_risk(pf))
		return mark(e, last, err);
	return 0;
}

/* Eight codes at once: does any of them wake the position? */
static inline bool
any_wakes(const uint8_t *verbs, uint64_t wake)
{
	uint64_t eight;

	memcpy(&eight, verbs, sizeof(eight));
	return (eight & wake) != 0;
}

/* Does any of eight bars reach one of the levels?  No branch a bar. */
static inline bool
any_reaches(const struct bt_position *p, size_t s)
{
	const double *low = p->bars->low + s, *high = p->bars->high + s;
	int reached = 0, i;

	for (i = 0; i < 8; i++)
		reached |= (low[i] <= p->low) | (high[i] >= p->high);
	return reached != 0;
}

/*
 * With one symbol and nobody listening to the equity, quiet bars need not be
 * stepped on at all: walk to the next one that is not, eight bars at a time.
 * This is where the time of a sweep is spent: half a nanosecond a bar, where
 * a step costs some 30 (make bench, "engine loop").
 */
static size_t
walk(struct engine *e, size_t s, size_t end)
{
	struct bt_position *p = &e->pf.pos[0];
	uint64_t wake = 0x0101010101010101u * p->wake;

	if (p->clock <= s)
		return s;
	end = p->clock < end ? p->clock : end;
	while (s + 8 <= end && !p->trails &&
	    !any_wakes(p->sig->verbs + s, wake) &&
	    (!p->levels || !any_reaches(p, s)))
		s += 8;
	for (; s < end && bt_position_quiet(p, s); s++)
		if (p->trails) {
			p->bar = s;
			bt_protect_pass(&e->pf, p);
		}
	return s;
}

static enum bt_status
poll
(const struct engine *e, size_t s)
{
	struct bt_progress_state st = { .done = s,
	    .total = e->job->timeline->steps,
	    .date = e->job->timeline->time[s], .trades = e->pf.sum.trades,
	    .equity = e->pf.sum.last_equity, .drawdown = NAN };

	if (e->job->poll == NULL)
		return BT_COMPLETED;
	return e->job->poll(e->job->poll_arg, &st);
}

/* Steps s .. end - 1, of which the last settles the account if last. */
static int
run_steps(struct engine *e, size_t s, size_t end, bool last,
    struct bt_err *err)
{
	bool walks = e->job->timeline->first == NULL &&
	    e->job->sink.equity == NULL;

	for (; s < end && !e->bankrupt; s++) {
		if (walks && (s = walk(e, s, end - last)) == end)
			break;
		e->pf.step = s;
		if (step(e, last && s + 1 == end, err) == -1)
			return -1;
	}
	return 0;
}

/* Whoever stops the run still gets one step more, which settles it. */
static int
run(struct engine *e, enum bt_status *status, struct bt_err *err)
{
	size_t s, end, steps = e->job->timeline->steps;

	*status = BT_COMPLETED;
	for (s = 0; s < steps && !e->bankrupt; s = end) {
		if ((*status = poll(e, s)) != BT_COMPLETED)
			return run_steps(e, s, s + 1, true, err);
		end = steps - s > POLL_STEPS ? s + POLL_STEPS : steps;
		if (run_steps(e, s, end, end == steps, err) == -1)
			return -1;
	}
	if (e->bankrupt)
		*status = BT_BANKRUPT;
	return 0;
}

/* What the summary says about the part of the data that was worked on. */
static void
sum_up(struct engine *e, struct bt_summary *sum, size_t done)
{
	const struct bt_timeline *line = e->job->timeline;

	*sum = e->pf.sum;
	sum->steps = done;
	sum->from = done > 0 ? line->time[0] : BT_TIME_NONE;
	sum->to = done > 0 ? line->time[done - 1] : BT_TIME_NONE;
	sum->bars = line->first == NULL ? done : line->first[done];
}

static int
tell_skips(struct bt_portfolio *pf, struct bt_err *err)
{
	const struct bt_signals *sig = pf->signals;
	size_t i;

	for (i = 0; i < sig->nskips; i++)
		if (bt_portfolio_tell(pf, sig->skips[i].cause,
		    sig->skips[i].time, sig->skips[i].symbol, NAN, NAN,
		    err) == -1)
			return -1;
	return 0;
}

int
bt_engine_run(const struct bt_engine_job *job, struct bt_engine_result *res,
    struct bt_err *err)
{
	struct engine e;
	size_t done;
	int rc = -1;

	*res = (struct bt_engine_result){ .status = BT_FAILED };
	if (init(&e, job, err) == -1 || tell_skips(&e.pf, err) == -1 ||
	    run(&e, &res->status, err) == -1)
		res->status = BT_FAILED;
	else
		rc = 0;
	done = job->timeline->steps == 0 ? 0 : e.pf.step + 1;
	sum_up(&e, &res->summary, done);
	fini(&e);
	return rc;
}
