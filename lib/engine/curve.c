/* SPDX-License-Identifier: ISC */
#include "lib/engine/curve.h"

#include "lib/base/clones.h"
#include "lib/engine/engine.h"

#define BLOCK 8		/* bars at a time, for the compiler to do as one */

static void
hold(struct bt_engine_curve *c, const struct bt_worth *w, size_t positions)
{
	c->held += positions > 0;
	if (c->wants_gross && w->equity > 0.0)
		bt_sum_add(&c->gross, bt_equity_gross(w->equity, w->longs,
		    w->shorts));
}

int
bt_curve_point(const struct bt_portfolio *pf, const struct bt_worth *w,
    int64_t time, struct bt_err *err)
{
	struct bt_equity point;

	if (pf->curve != NULL) {
		pf->curve->equity[pf->curve->n++] = w->equity;
		hold(pf->curve, w, pf->nheld);
	}
	if (pf->sink->equity == NULL)
		return 0;
	point = (struct bt_equity){ .time = time, .equity = w->equity,
	    .cash = pf->cash, .longs = w->longs, .shorts = w->shorts,
	    .positions = pf->nheld };
	return pf->sink->equity(pf->sink->arg, &point, err);
}

BT_CLONES static void
fill_long(double *restrict to, const double *restrict close, double cash,
    double quantity, size_t n)
{
	size_t i, k;

	for (i = 0; i + BLOCK <= n; i += BLOCK)
		for (k = 0; k < BLOCK; k++)
			to[i + k] = bt_worth_equity(cash,
			    quantity * close[i + k], 0.0);
	for (; i < n; i++)
		to[i] = bt_worth_equity(cash, quantity * close[i], 0.0);
}

BT_CLONES static void
fill_short(double *restrict to, const double *restrict close, double cash,
    double quantity, size_t n)
{
	size_t i, k;

	for (i = 0; i + BLOCK <= n; i += BLOCK)
		for (k = 0; k < BLOCK; k++)
			to[i + k] = bt_worth_equity(cash, 0.0,
			    quantity * close[i + k]);
	for (; i < n; i++)
		to[i] = bt_worth_equity(cash, 0.0, quantity * close[i]);
}

BT_CLONES static void
fill_flat(double *to, double equity, size_t n)
{
	size_t i, k;

	for (i = 0; i + BLOCK <= n; i += BLOCK)
		for (k = 0; k < BLOCK; k++)
			to[i + k] = equity;
	for (; i < n; i++)
		to[i] = equity;
}

static struct bt_worth
worth_at(const struct bt_portfolio *pf, size_t bar)
{
	const struct bt_position *p = &pf->pos[0];
	struct bt_worth w = { 0 };

	if (p->side > 0)
		w.longs = p->quantity * p->bars->close[bar];
	else if (p->side < 0)
		w.shorts = p->quantity * p->bars->close[bar];
	w.equity = bt_worth_equity(pf->cash, w.longs, w.shorts);
	return w;
}

static void
fill(const struct bt_portfolio *pf, size_t from, size_t end)
{
	const struct bt_position *p = &pf->pos[0];
	struct bt_engine_curve *c = pf->curve;
	double *to = c->equity + c->n;
	struct bt_worth w;
	size_t i;

	c->n += end - from;
	if (p->side > 0)
		fill_long(to, p->bars->close + from, pf->cash, p->quantity,
		    end - from);
	else if (p->side < 0)
		fill_short(to, p->bars->close + from, pf->cash, p->quantity,
		    end - from);
	else
		fill_flat(to, bt_worth_equity(pf->cash, 0.0, 0.0),
		    end - from);
	if (p->side == 0)
		return;
	c->held += end - from;
	for (i = from; c->wants_gross && i < end; i++) {
		w = worth_at(pf, i);
		if (w.equity > 0.0)
			bt_sum_add(&c->gross, bt_equity_gross(w.equity,
			    w.longs, w.shorts));
	}
}

int
bt_curve_stretch(const struct bt_portfolio *pf, size_t from, size_t end,
    struct bt_err *err)
{
	const struct bt_sink *sink = pf->sink;
	struct bt_equity point = { .cash = pf->cash,
	    .positions = pf->nheld };
	struct bt_worth w;
	size_t i;

	if (pf->curve != NULL)
		fill(pf, from, end);
	for (i = from; sink->equity != NULL && i < end; i++) {
		w = worth_at(pf, i);
		point.time = pf->pos[0].bars->time[i];
		point.equity = w.equity;
		point.longs = w.longs;
		point.shorts = w.shorts;
		if (sink->equity(sink->arg, &point, err) == -1)
			return -1;
	}
	return 0;
}
