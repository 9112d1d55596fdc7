/* SPDX-License-Identifier: ISC */
#include "lib/sweep/walkforward_stitch.h"

#include "lib/base/time.h"

void
bt_walkforward_stitch_init(struct bt_walkforward_stitch *s, double cash,
    const struct bt_sink *takers, size_t ntakers)
{
	*s = (struct bt_walkforward_stitch){ .takers = takers,
		.ntakers = ntakers, .cash = cash,
		.sum = { .from = BT_TIME_NONE, .to = BT_TIME_NONE,
		    .first_equity = cash, .last_equity = cash } };
}

static int
on_trade(void *arg, const struct bt_trade *trade, struct bt_err *err)
{
	struct bt_walkforward_stitch *s = arg;
	struct bt_trade t = *trade;
	size_t i;

	s->last_trade = t.id > s->last_trade ? t.id : s->last_trade;
	s->last_lot = t.lot > s->last_lot ? t.lot : s->last_lot;
	t.id += s->trades;
	t.lot += s->lots;
	for (i = 0; i < s->ntakers; i++)
		if (s->takers[i].trade != NULL &&
		    s->takers[i].trade(s->takers[i].arg, &t, err) == -1)
			return -1;
	return 0;
}

static int
on_fill(void *arg, const struct bt_fill *fill, struct bt_err *err)
{
	struct bt_walkforward_stitch *s = arg;
	struct bt_fill f = *fill;
	size_t i;

	s->last_lot = f.lot > s->last_lot ? f.lot : s->last_lot;
	f.lot += s->lots;
	for (i = 0; i < s->ntakers; i++)
		if (s->takers[i].fill != NULL &&
		    s->takers[i].fill(s->takers[i].arg, &f, err) == -1)
			return -1;
	return 0;
}

static int
on_event(void *arg, const struct bt_event *event, struct bt_err *err)
{
	const struct bt_walkforward_stitch *s = arg;
	size_t i;

	for (i = 0; i < s->ntakers; i++)
		if (s->takers[i].event != NULL &&
		    s->takers[i].event(s->takers[i].arg, event, err) == -1)
			return -1;
	return 0;
}

static int
on_equity(void *arg, const struct bt_equity *point, struct bt_err *err)
{
	const struct bt_walkforward_stitch *s = arg;
	size_t i;

	for (i = 0; i < s->ntakers; i++)
		if (s->takers[i].equity != NULL &&
		    s->takers[i].equity(s->takers[i].arg, point, err) == -1)
			return -1;
	return 0;
}

struct bt_sink
bt_walkforward_stitch_sink(struct bt_walkforward_stitch *s)
{
	return (struct bt_sink){ .arg = s, .trade = on_trade,
	    .fill = on_fill, .event = on_event, .equity = on_equity };
}

/* The counts of bt_summary: what happened in all runs together. */
static void
add_counts(struct bt_summary *sum, const struct bt_summary *x)
{
	size_t i;

	sum->bars += x->bars;
	sum->steps += x->steps;
	sum->signals += x->signals;
	sum->orders += x->orders;
	sum->fills += x->fills;
	sum->trades += x->trades;
	sum->open_trades += x->open_trades;
	sum->rejected += x->rejected;
	sum->shrunk += x->shrunk;
	sum->expired += x->expired;
	sum->skipped += x->skipped;
	sum->ambiguous += x->ambiguous;
	for (i = 0; i < BT_CAUSES; i++)
		sum->causes[i] += x->causes[i];
}

void
bt_walkforward_stitch_add(struct bt_walkforward_stitch *s,
    const struct bt_engine_result *res)
{
	const struct bt_summary *x = &res->summary;

	add_counts(&s->sum, x);
	s->sum.commission += x->commission;
	s->sum.slippage += x->slippage;
	s->sum.ambiguous_pnl += x->ambiguous_pnl;
	if (x->symbols > s->sum.symbols)
		s->sum.symbols = x->symbols;
	if (s->sum.from == BT_TIME_NONE)
		s->sum.from = x->from;
	s->sum.to = x->to;
	s->sum.last_equity = x->last_equity;
	s->cash = x->last_equity;
	s->trades += s->last_trade;
	s->lots += s->last_lot;
	s->last_trade = s->last_lot = 0;
}

int
bt_walkforward_stitch_idle(struct bt_walkforward_stitch *s,
    const int64_t *time, size_t n, size_t nbars, struct bt_err *err)
{
	struct bt_engine_result res = { .status = BT_COMPLETED };
	struct bt_equity point = { .equity = s->cash, .cash = s->cash };
	size_t i;

	for (i = 0; i < n; i++) {
		point.time = time[i];
		if (on_equity(s, &point, err) == -1)
			return -1;
	}
	res.summary = (struct bt_summary){ .from = time[0],
	    .to = time[n - 1], .steps = n, .bars = nbars,
	    .symbols = s->sum.symbols, .last_equity = s->cash };
	bt_walkforward_stitch_add(s, &res);
	return 0;
}
