/* SPDX-License-Identifier: ISC */
#include "lib/engine/fill.h"

#include <math.h>

#include "lib/base/time.h"
#include "lib/engine/cost.h"
#include "lib/engine/protect.h"

double
bt_fill_price(const struct bt_portfolio *pf, const struct bt_position *p,
    bool buys, double price)
{
	return bt_slippage(&pf->set->slippage, price, buys,
	    p->bars->low + p->bar, p->bars->high + p->bar);
}

static int
tell_fill(const struct bt_portfolio *pf, const struct bt_position *p,
    struct bt_fill *fill, bool buys, enum bt_reason reason,
    struct bt_err *err)
{
	bool opens = buys == (p->side > 0);

	if (pf->sink->fill == NULL)
		return 0;
	fill->time = p->bars->time[p->bar];
	fill->symbol = bt_span(p->bars->symbol);
	fill->reason = bt_span(bt_reasons[reason].name);
	if (opens)
		fill->side = bt_span(buys ? "buy" : "short");
	else
		fill->side = bt_span(buys ? "cover" : "sell");
	return pf->sink->fill(pf->sink->arg, fill, err);
}

int
bt_fill_entry(struct bt_portfolio *pf, struct bt_position *p,
    const struct bt_entry *in, struct bt_err *err)
{
	double price = bt_fill_price(pf, p, in->side > 0, in->market);
	struct bt_lot *lot;
	struct bt_fill fill;
	uint32_t id = bt_portfolio_add(pf, p, in->side, in->quantity);

	lot = &pf->lots[id];
	lot->number = ++pf->nentries;
	lot->entry_bar = p->bar;
	lot->at_close = in->at == BT_AT_CLOSE;
	lot->quantity = in->quantity;
	lot->price = price;
	lot->commission = bt_commission(&pf->set->commission, in->quantity,
	    price);
	lot->slippage = in->quantity * fabs(price - in->market);
	lot->tag = p->sig->tag != NULL ? p->sig->tag[in->signal_bar] : 0;
	bt_protect_begin(pf->set, p, in->side, in->signal_bar, lot);

	pf->cash -= in->side * in->quantity * price + lot->commission;
	pf->sum.fills++;
	pf->sum.commission += lot->commission;
	pf->sum.slippage += lot->slippage;
	fill = (struct bt_fill){ .quantity = in->quantity, .price = price,
	    .commission = lot->commission, .slippage = lot->slippage,
	    .lot = lot->number };
	return tell_fill(pf, p, &fill, in->side > 0, BT_ON_SIGNAL, err);
}

/*
 * Maximum adverse and favourable excursion, looked up in the columns when the
 * trade is over: cheaper than following each lot bar by bar.  A bar that the
 * trade left by its open, or inside, counts with its open and the exit only.
 */
static void
measure_excursions(const struct bt_position *p, const struct bt_lot *lot,
    enum bt_fill_at at, struct bt_trade *t)
{
	const double *low = p->bars->low, *high = p->bars->high;
	size_t i = lot->entry_bar + lot->at_close;
	size_t end = p->bar + (at == BT_AT_CLOSE);
	double down = fmin(lot->price, t->exit_price);
	double up = fmax(lot->price, t->exit_price);

	if (at != BT_AT_CLOSE && i <= p->bar) {
		down = fmin(down, p->bars->open[p->bar]);
		up = fmax(up, p->bars->open[p->bar]);
	}
	for (; i < end; i++) {
		down = low[i] < down ? low[i] : down;
		up = high[i] > up ? high[i] : up;
	}
	down = down / lot->price - 1;
	up = up / lot->price - 1;
	t->mae = p->side > 0 ? down : -up;
	t->mfe = p->side > 0 ? up : -down;
}

static double
profit(const struct bt_position *p, const struct bt_lot *lot,
    const struct bt_trade *t)
{
	return p->side * (t->exit_price - lot->price) * lot->quantity -
	    t->commission;
}

/* What somebody who listens wants to know; t has its pnl. */
static void
describe(const struct bt_portfolio *pf, const struct bt_position *p,
    const struct bt_lot *lot, struct bt_trade *t)
{
	t->symbol = bt_span(p->bars->symbol);
	t->side = bt_span(p->side > 0 ? "long" : "short");
	t->quantity = lot->quantity;
	t->entry_time = p->bars->time[lot->entry_bar];
	t->entry_price = lot->price;
	t->ret = t->pnl / (lot->price * lot->quantity);
	t->bars = p->bar - lot->entry_bar;
	t->lot = lot->number;
	if (lot->tag != 0)
		t->tag = pf->signals->tag_text(pf->signals->arg, lot->tag);
}

/* Targets are limit orders: their price is theirs. */
static double
exit_price(const struct bt_portfolio *pf, const struct bt_position *p,
    const struct bt_exit_order *out)
{
	if (out->reason == BT_ON_TAKE_PROFIT)
		return out->market;
	return bt_fill_price(pf, p, p->side < 0, out->market);
}

static int
tell_trade(struct bt_portfolio *pf, const struct bt_position *p,
    const struct bt_lot *lot, const struct bt_exit_order *out,
    struct bt_trade *t, struct bt_err *err)
{
	t->id = ++pf->sum.trades;
	t->pnl = profit(p, lot, t);
	if (t->ambiguous) {
		pf->sum.ambiguous++;
		pf->sum.ambiguous_pnl += t->pnl;
	}
	if (pf->sink->trade == NULL)
		return 0;
	t->exit_time = p->bars->time[p->bar];
	t->exit_reason = bt_span(bt_reasons[out->reason].name);
	describe(pf, p, lot, t);
	if (!pf->brief)
		measure_excursions(p, lot, out->at, t);
	return pf->sink->trade(pf->sink->arg, t, err);
}

int
bt_fill_exit(struct bt_portfolio *pf, struct bt_position *p, uint32_t prev,
    uint32_t id, const struct bt_exit_order *out, struct bt_err *err)
{
	const struct bt_lot *lot = &pf->lots[id];
	struct bt_fill fill = { .quantity = lot->quantity,
	    .price = exit_price(pf, p, out), .lot = lot->number };
	struct bt_trade t = { .exit_price = fill.price,
	    .ambiguous = out->ambiguous };

	fill.commission = bt_commission(&pf->set->commission, lot->quantity,
	    fill.price);
	fill.slippage = lot->quantity * fabs(fill.price - out->market);
	t.commission = lot->commission + fill.commission;
	t.slippage = lot->slippage + fill.slippage;

	pf->cash += p->side * lot->quantity * fill.price - fill.commission;
	pf->sum.fills++;
	pf->sum.commission += fill.commission;
	pf->sum.slippage += fill.slippage;
	if (tell_fill(pf, p, &fill, p->side < 0, out->reason, err) == -1 ||
	    tell_trade(pf, p, lot, out, &t, err) == -1)
		return -1;
	bt_portfolio_drop(pf, p, prev, id);
	return 0;
}

int
bt_fill_exit_all(struct bt_portfolio *pf, struct bt_position *p,
    const struct bt_exit_order *out, struct bt_err *err)
{
	while (p->first != BT_NO_LOT)
		if (bt_fill_exit(pf, p, BT_NO_LOT, p->first, out, err) == -1)
			return -1;
	return 0;
}

int
bt_fill_report_open(struct bt_portfolio *pf, struct bt_position *p,
    uint32_t id, struct bt_err *err)
{
	const struct bt_lot *lot = &pf->lots[id];
	struct bt_trade t = { .exit_price = p->bars->close[p->bar],
	    .exit_time = BT_TIME_NONE, .commission = lot->commission,
	    .slippage = lot->slippage };

	t.id = pf->sum.trades + ++pf->sum.open_trades;
	if (pf->sink->trade == NULL)
		return 0;
	t.pnl = profit(p, lot, &t);
	describe(pf, p, lot, &t);
	if (!pf->brief)
		measure_excursions(p, lot, BT_AT_CLOSE, &t);
	return pf->sink->trade(pf->sink->arg, &t, err);
}
