/* SPDX-License-Identifier: ISC */
#include "lib/engine/portfolio.h"

#include <math.h>
#include <string.h>

#include "lib/base/clones.h"
#include "lib/engine/engine.h"
#include "lib/engine/room.h"
#include "lib/signal/verbs.h"

#define LANES 32

const struct bt_reason_row bt_reasons[BT_REASONS] = {
	[BT_ON_SIGNAL] = { "signal", "a sell, a cover, or a target" },
	[BT_ON_STOP_LOSS] = { "stop_loss", "--stop-loss or its column" },
	[BT_ON_TAKE_PROFIT] = { "take_profit", "--take-profit or its column" },
	[BT_ON_TRAILING_STOP] = { "trailing_stop", "--trailing-stop" },
	[BT_ON_TIME] = { "time", "--holding-period" },
	[BT_ON_MARGIN_CALL] = { "margin_call", "the equity was used up" },
	[BT_ON_REVERSE] = { "reverse", "an entry of the other side" },
	[BT_ON_DELISTED] = { "delisted", "the symbol's data ended first" },
	[BT_ON_END] = { "end", "the data, or the run, ended" },
};

/* In 32 lanes of bytes, which are summed before one of them is full. */
BT_CLONES static size_t
count_signals(const uint8_t *verbs, size_t n)
{
	uint8_t lane[LANES];
	size_t i = 0, k, end, count = 0;

	while (i + LANES <= n) {
		memset(lane, 0, sizeof(lane));
		end = n - i > 255 * LANES ? i + 255 * LANES : n;
		for (; i + LANES <= end; i += LANES)
			for (k = 0; k < LANES; k++)
				lane[k] = (uint8_t)(lane[k] +
				    (verbs[i + k] != 0));
		for (k = 0; k < LANES; k++)
			count += lane[k];
	}
	for (; i < n; i++)
		count += verbs[i] != 0;
	return count;
}

/* One lot a signal at most, and --pyramiding lots a position at most. */
static int
count_lots(const struct bt_portfolio *pf, size_t *n, struct bt_err *err)
{
	*n = pf->sum.signals;
	if (pf->set->pyramiding > 0 &&
	    *n / (size_t)pf->set->pyramiding > pf->npos)
		*n = pf->npos * (size_t)pf->set->pyramiding;
	if (*n >= BT_NO_LOT)
		return bt_err_set(err, BT_EUSAGE,
		    "%zu signals are too many for --pyramiding 0", *n);
	return 0;
}

static int
take_room(struct bt_portfolio *pf, struct bt_engine_room *room,
    struct bt_err *err)
{
	size_t i, n;

	if (count_lots(pf, &n, err) == -1 ||
	    bt_room_fit(room, pf->npos, n, err) == -1)
		return -1;
	pf->room = room;
	pf->pos = room->pos;
	pf->held = room->held;
	pf->lots = room->lots;
	for (i = 0; i < n; i++)
		pf->lots[i].next = i + 1 < n ? (uint32_t)(i + 1) : BT_NO_LOT;
	pf->free = n > 0 ? 0 : BT_NO_LOT;
	return 0;
}

static void
init_position(struct bt_position *p, const struct bt_bars *bars,
    const struct bt_signal_cols *sig)
{
	*p = (struct bt_position){
		.bars = bars, .sig = sig, .bar = SIZE_MAX, .step = SIZE_MAX,
		.open = bars->open, .close = bars->close, .verbs = sig->verbs,
		.first = BT_NO_LOT, .last = BT_NO_LOT,
		.wake = BT_BUY | BT_SHORT | BT_TARGET_LONG | BT_TARGET_SHORT,
		.clock = SIZE_MAX,
	};
}

static const struct bt_bars *
bars_of(const struct bt_engine_job *job, size_t i)
{
	return job->market == NULL ? &job->bars[i] :
	    bt_market_bars(job->market, i);
}

int
bt_portfolio_init(struct bt_portfolio *pf, const struct bt_engine_job *job,
    struct bt_engine_room *room, struct bt_err *err)
{
	const struct bt_signal_cols *cols = job->signals->cols;
	size_t i, n = bt_engine_symbols(job);

	*pf = (struct bt_portfolio){ .set = job->settings,
	    .signals = job->signals, .sink = &job->sink,
	    .curve = job->curve, .brief = job->brief,
	    .npos = n, .cash = job->settings->cash };
	for (i = 0; i < n; i++)
		pf->sum.signals += count_signals(cols[i].verbs,
		    bars_of(job, i)->n);
	pf->sum.symbols = n;
	pf->sum.first_equity = pf->sum.last_equity = pf->cash;
	if (take_room(pf, room, err) == -1)
		return -1;
	for (i = 0; i < n; i++)
		init_position(&pf->pos[i], bars_of(job, i), &cols[i]);
	if (pf->curve != NULL) {
		pf->curve->n = pf->curve->held = 0;
		pf->curve->gross = (struct bt_sum)BT_SUM_INIT;
	}
	return 0;
}

struct bt_worth
bt_portfolio_worth(const struct bt_portfolio *pf, bool at_open)
{
	const struct bt_position *p;
	struct bt_worth w = { 0 };
	double price;
	size_t i;

	for (i = 0; i < pf->nheld; i++) {
		p = &pf->pos[pf->held[i]];
		if (at_open && p->step == pf->step)
			price = p->open[p->bar];
		else
			price = p->close[p->bar];
		if (p->side > 0)
			w.longs += p->quantity * price;
		else
			w.shorts += p->quantity * price;
	}
	w.equity = bt_worth_equity(pf->cash, w.longs, w.shorts);
	return w;
}

int
bt_portfolio_tell(struct bt_portfolio *pf, enum bt_cause_id id, int64_t time,
    struct bt_span symbol, double limit, double value, struct bt_err *err)
{
	const struct bt_cause *cause = &bt_causes[id];
	struct bt_event event;

	pf->sum.causes[id]++;
	++*(size_t *)(void *)((char *)&pf->sum + cause->total);
	if (pf->sink->event == NULL)
		return 0;
	event = (struct bt_event){ .time = time, .symbol = symbol,
	    .event = bt_span(cause->event), .reason = bt_span(cause->reason),
	    .limit = limit, .value = value };
	return pf->sink->event(pf->sink->arg, &event, err);
}

int
bt_portfolio_event(struct bt_portfolio *pf, enum bt_cause_id id,
    const struct bt_position *p, double limit, double value,
    struct bt_err *err)
{
	return bt_portfolio_tell(pf, id, p->bars->time[p->bar],
	    bt_span(p->bars->symbol), limit, value, err);
}

/* held stays in the order of symbols: sums then do not depend on history. */
static void
hold(struct bt_portfolio *pf, uint32_t symbol)
{
	size_t i = pf->nheld++;

	for (; i > 0 && pf->held[i - 1] > symbol; i--)
		pf->held[i] = pf->held[i - 1];
	pf->held[i] = symbol;
}

static void
let_go(struct bt_portfolio *pf, uint32_t symbol)
{
	size_t i = 0;

	while (pf->held[i] != symbol)
		i++;
	pf->nheld--;
	memmove(pf->held + i, pf->held + i + 1,
	    (pf->nheld - i) * sizeof(*pf->held));
}

uint32_t
bt_portfolio_add(struct bt_portfolio *pf, struct bt_position *p, int side,
    double quantity)
{
	uint32_t id = pf->free;

	pf->free = pf->lots[id].next;
	pf->lots[id].next = BT_NO_LOT;
	if (p->nlots++ == 0) {
		p->first = id;
		p->side = side;
		pf->nshort += side < 0;
		hold(pf, (uint32_t)(p - pf->pos));
	} else {
		pf->lots[p->last].next = id;
	}
	p->last = id;
	p->quantity += quantity;
	return id;
}

/* A position's quantity is summed anew, so that no rounding stays behind. */
static double
sum_quantity(const struct bt_portfolio *pf, const struct bt_position *p)
{
	double sum = 0;
	uint32_t id;

	for (id = p->first; id != BT_NO_LOT; id = pf->lots[id].next)
		sum += pf->lots[id].quantity;
	return sum;
}

void
bt_portfolio_drop(struct bt_portfolio *pf, struct bt_position *p,
    uint32_t prev, uint32_t lot)
{
	uint32_t next = pf->lots[lot].next;

	if (prev == BT_NO_LOT)
		p->first = next;
	else
		pf->lots[prev].next = next;
	if (p->last == lot)
		p->last = prev;
	pf->lots[lot].next = pf->free;
	pf->free = lot;
	p->quantity = sum_quantity(pf, p);
	if (--p->nlots == 0) {
		pf->nshort -= p->side < 0;
		p->side = 0;
		let_go(pf, (uint32_t)(p - pf->pos));
	}
}
