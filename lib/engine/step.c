/* SPDX-License-Identifier: ISC */
#include "lib/engine/step.h"

#include "lib/engine/curve.h"
#include "lib/engine/protect.h"
#include "lib/engine/room.h"

/* Can any lot have a stop or a target? */
static bool
has_levels(const struct bt_portfolio *pf)
{
	const struct bt_settings *set = pf->set;
	bool any = set->stop_loss > 0 || set->take_profit > 0 ||
	    set->trailing_stop > 0;
	size_t i;

	for (i = 0; i < pf->npos && !any; i++)
		any = pf->pos[i].sig->stop_loss != NULL ||
		    pf->pos[i].sig->take_profit != NULL;
	return any;
}

int
bt_step_init(struct bt_step *e, const struct bt_engine_job *job,
    struct bt_err *err)
{
	struct bt_engine_room *room = job->room;

	*e = (struct bt_step){ .line = job->timeline };
	if (room == NULL && (room = e->own = bt_engine_room_new(err)) == NULL)
		return -1;
	if (bt_portfolio_init(&e->pf, job, room, err) == -1)
		return -1;
	e->busy = room->busy;
	e->scratch = room->scratch;
	e->protects = has_levels(&e->pf);
	e->expires = job->settings->holding_period > 0;
	e->closes = job->settings->fill != BT_FILL_NEXT_OPEN ||
	    (e->expires && job->settings->time_exit == BT_TIME_EXIT_CLOSE);
	return 0;
}

void
bt_step_free(struct bt_step *e)
{
	bt_engine_room_free(e->own);
}

/* A bar of a symbol at this step: is there anything to do on it? */
static void
look_at(struct bt_step *e, uint32_t symbol, size_t bar)
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
find_busy(struct bt_step *e)
{
	const struct bt_timeline *line = e->line;
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

static bool
any_enters(const struct bt_step *e)
{
	size_t i;

	for (i = 0; i < e->nbusy; i++)
		if (e->pf.pos[e->busy[i]].enters != 0)
			return true;
	return false;
}

/* 1. Open: gapped stops and targets, exits, then entries. */
static int
at_open(struct bt_step *e, struct bt_err *err)
{
	struct bt_portfolio *pf = &e->pf;
	const struct bt_settings *set = pf->set;
	struct bt_position *p;
	size_t i;

	for (i = 0; i < e->nbusy; i++) {
		p = &pf->pos[e->busy[i]];
		if (e->protects && p->nlots > 0 && close_lots(pf, p,
		    bt_protect_gapped, BT_AT_OPEN, err) == -1)
			return -1;
		if (set->fill == BT_FILL_NEXT_OPEN && p->exits &&
		    bt_order_exit(pf, p, BT_AT_OPEN, err) == -1)
			return -1;
		if (e->expires && set->time_exit == BT_TIME_EXIT_OPEN &&
		    close_lots(pf, p, is_over, BT_AT_OPEN, err) == -1)
			return -1;
	}
	if (set->fill != BT_FILL_NEXT_OPEN || !any_enters(e))
		return 0;
	return bt_order_enter(pf, e->busy, e->nbusy, BT_AT_OPEN, e->scratch,
	    err);
}

/* 2. Inside the bar: stops and targets against its low and high. */
static int
inside_bar(struct bt_step *e, struct bt_err *err)
{
	struct bt_position *p;
	size_t i;

	for (i = 0; e->protects && i < e->nbusy; i++) {
		p = &e->pf.pos[e->busy[i]];
		if (p->nlots > 0 && close_lots(&e->pf, p, bt_protect_touched,
		    BT_AT_INSIDE, err) == -1)
			return -1;
	}
	return 0;
}

/* 3. Close: time exits, then what is filled at the close. */
static int
at_close(struct bt_step *e, struct bt_err *err)
{
	struct bt_portfolio *pf = &e->pf;
	const struct bt_settings *set = pf->set;
	struct bt_position *p;
	size_t i;

	for (i = 0; e->closes && i < e->nbusy; i++) {
		p = &pf->pos[e->busy[i]];
		if (e->expires && set->time_exit == BT_TIME_EXIT_CLOSE &&
		    close_lots(pf, p, is_over, BT_AT_CLOSE, err) == -1)
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
read_signals(struct bt_step *e, struct bt_err *err)
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
leave_symbols(struct bt_step *e, struct bt_err *err)
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
settle(struct bt_step *e, struct bt_err *err)
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
mark(struct bt_step *e, bool last, struct bt_err *err)
{
	struct bt_portfolio *pf = &e->pf;
	struct bt_worth w = bt_portfolio_worth(pf, false);

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
	return bt_curve_point(pf, &w, e->line->time[pf->step], err);
}

int
bt_step_do(struct bt_step *e, size_t step, bool last, struct bt_err *err)
{
	struct bt_portfolio *pf = &e->pf;

	pf->step = step;
	find_busy(e);
	if (e->nbusy > 0 && (at_open(e, err) == -1 ||
	    inside_bar(e, err) == -1 || at_close(e, err) == -1 ||
	    read_signals(e, err) == -1))
		return -1;
	if (!last && leave_symbols(e, err) == -1)
		return -1;
	e->marked = last || pf->sink->equity != NULL ||
	    (pf->curve != NULL && e->line->first != NULL) ||
	    bt_portfolio_at_risk(pf);
	return e->marked ? mark(e, last, err) : 0;
}
