/* SPDX-License-Identifier: ISC */
#include "lib/engine/order.h"

#include <math.h>
#include <stdlib.h>

#include "lib/engine/protect.h"
#include "lib/engine/risk.h"
#include "lib/engine/sizing.h"
#include "lib/signal/verbs.h"

/* A code as seen from a side: what opens and closes it, and the other one. */
struct wish {
	bool	enter, leave;		/* this side */
	bool	oppose, uncover;	/* the other side */
	bool	target;			/* a side to be on, bar after bar */
};

static struct wish
read_code(uint8_t code, int side)
{
	bool to_long = code & BT_TARGET_LONG, to_short = code & BT_TARGET_SHORT;
	bool flat = code & BT_TARGET_FLAT;
	struct wish w = {
		.enter = code & BT_BUY || to_long,
		.leave = code & BT_SELL || to_short || flat,
		.oppose = code & BT_SHORT || to_short,
		.uncover = code & BT_COVER || to_long || flat,
		.target = code & BT_TARGETS,
	};

	if (side >= 0)
		return w;
	return (struct wish){ w.oppose, w.uncover, w.enter, w.leave, w.target };
}

static int
skip(struct bt_portfolio *pf, struct bt_position *p, enum bt_cause_id cause,
    struct bt_err *err)
{
	return bt_portfolio_event(pf, cause, p, NAN, NAN, err);
}

static void
order_exit(struct bt_portfolio *pf, struct bt_position *p,
    enum bt_reason reason)
{
	p->exits = true;
	p->exit_reason = reason;
	pf->sum.orders++;
}

/* Numbers say their side on every bar, so what they cannot have is no event. */
static int
order_entry(struct bt_portfolio *pf, struct bt_position *p, int side,
    bool target, struct bt_err *err)
{
	const struct bt_settings *set = pf->set;
	size_t first = p->bar + (set->fill != BT_FILL_CLOSE);
	size_t last;

	if (set->side != BT_SIDE_BOTH && (set->side == BT_SIDE_LONG) !=
	    (side > 0))
		return target ? 0 : skip(pf, p, BT_SKIPPED_SIDE, err);
	if (set->full_holding && set->holding_period > 0) {
		last = first + (size_t)set->holding_period;
		if (last >= p->bars->n)
			return skip(pf, p, BT_SKIPPED_FULL_HOLDING, err);
	}
	p->enters = side;
	p->enters_from = p->bar;
	pf->sum.orders++;
	return 0;
}

/* Flat: exits mean nothing, and verbs that contradict each other neither. */
static int
decide_flat(struct bt_portfolio *pf, struct bt_position *p, uint8_t code,
    struct bt_err *err)
{
	struct wish w = read_code(code, 0);
	bool longs = w.enter && !w.leave, shorts = w.oppose && !w.uncover;

	if (!w.enter && !w.oppose)
		return 0;
	/* A number is one wish, not a pair of verbs. */
	if (w.target)
		return order_entry(pf, p, w.enter ? 1 : -1, true, err);
	if (longs == shorts)
		return skip(pf, p, BT_SKIPPED_CONFLICT, err);
	return order_entry(pf, p, longs ? 1 : -1, false, err);
}

/* The side that is held already. */
static int
decide_more(struct bt_portfolio *pf, struct bt_position *p, struct bt_err *err)
{
	if (pf->set->pyramiding > 0 &&
	    p->nlots >= (size_t)pf->set->pyramiding)
		return skip(pf, p, BT_SKIPPED_IN_POSITION, err);
	return order_entry(pf, p, p->side, false, err);
}

/*
 * In a position its own exit goes first.  The other side turns it, if told so
 * by name (a number, or an exit beside the entry) or by --on-opposite.
 */
static int
decide_held(struct bt_portfolio *pf, struct bt_position *p, uint8_t code,
    struct bt_err *err)
{
	struct wish w = read_code(code, p->side);
	bool turns = w.oppose && (w.target || !w.uncover);
	bool reverses = pf->set->on_opposite == BT_OPPOSITE_REVERSE;

	if (w.leave) {
		if (turns && order_entry(pf, p, -p->side, w.target, err) == -1)
			return -1;
		order_exit(pf, p, w.target && p->enters != 0 ?
		    BT_ON_REVERSE : BT_ON_SIGNAL);
		return 0;
	}
	if (w.enter && w.oppose)
		return skip(pf, p, BT_SKIPPED_CONFLICT, err);
	if (w.enter && w.target)
		return 0;
	if (w.enter)
		return decide_more(pf, p, err);
	if (!turns)
		return 0;
	if (pf->set->on_opposite == BT_OPPOSITE_IGNORE)
		return skip(pf, p, BT_SKIPPED_OPPOSITE, err);
	if (reverses && order_entry(pf, p, -p->side, false, err) == -1)
		return -1;
	order_exit(pf, p, p->enters != 0 ? BT_ON_REVERSE : BT_ON_SIGNAL);
	return 0;
}

int
bt_order_decide(struct bt_portfolio *pf, struct bt_position *p,
    struct bt_err *err)
{
	uint8_t code = p->sig->verbs[p->bar];

	if (code == 0)
		return 0;
	return p->side == 0 ? decide_flat(pf, p, code, err) :
	    decide_held(pf, p, code, err);
}

static double
market_price(const struct bt_position *p, enum bt_fill_at at)
{
	return at == BT_AT_OPEN ? p->bars->open[p->bar] :
	    p->bars->close[p->bar];
}

int
bt_order_exit(struct bt_portfolio *pf, struct bt_position *p,
    enum bt_fill_at at, struct bt_err *err)
{
	struct bt_exit_order out = { .at = at, .reason = p->exit_reason };

	if (!p->exits)
		return 0;
	p->exits = false;
	out.market = market_price(p, at);
	return bt_fill_exit_all(pf, p, &out, err);
}

/* Stronger first; without a strength last; then by symbol. */
static bool
goes_before(const struct bt_candidate *a, const struct bt_candidate *b)
{
	if (a->strength > b->strength ||
	    (isnan(b->strength) && !isnan(a->strength)))
		return true;
	if (a->strength < b->strength || isnan(a->strength) !=
	    isnan(b->strength))
		return false;
	return a->symbol < b->symbol;
}

static int
compare(const void *a, const void *b)
{
	return goes_before(a, b) ? -1 : goes_before(b, a);
}

static size_t
gather(const struct bt_portfolio *pf, const uint32_t *symbols, size_t n,
    struct bt_candidate *out)
{
	const struct bt_position *p;
	size_t i, found = 0;

	for (i = 0; i < n; i++) {
		p = &pf->pos[symbols[i]];
		if (p->enters == 0)
			continue;
		out[found].symbol = symbols[i];
		out[found++].strength = p->sig->strength == NULL ? NAN :
		    p->sig->strength[p->enters_from];
	}
	if (found > 1)
		qsort(out, found, sizeof(*out), compare);
	return found;
}

/* *power is what the entries of this moment have left to spend. */
static int
enter_one(struct bt_portfolio *pf, struct bt_position *p, double equity,
    enum bt_fill_at at, double *power, struct bt_err *err)
{
	const struct bt_settings *set = pf->set;
	struct bt_entry in = { .side = p->enters, .at = at,
	    .signal_bar = p->enters_from,
	    .market = market_price(p, at) };
	struct bt_risk_entry e = { .position = p, .power = *power,
	    .price = bt_fill_price(pf, p, in.side > 0, in.market) };
	struct bt_size_input size = { .equity = equity, .price = e.price,
	    .slots = set->max_positions > 0 ? (size_t)set->max_positions :
	    pf->npos, .commission = &set->commission };
	int verdict;

	p->enters = 0;
	e.quantity = equity > 0 ? bt_size(&set->size, &size) : 0;
	if ((verdict = bt_risk_check(pf, &e, err)) != 1)
		return verdict;
	in.quantity = e.quantity;
	if (bt_fill_entry(pf, p, &in, err) == -1)
		return -1;
	*power -= in.quantity * e.price + pf->lots[p->last].commission;
	return 0;
}

int
bt_order_enter(struct bt_portfolio *pf, const uint32_t *symbols, size_t n,
    enum bt_fill_at at, struct bt_candidate *scratch, struct bt_err *err)
{
	struct bt_worth worth;
	double power;
	size_t i;

	if ((n = gather(pf, symbols, n, scratch)) == 0)
		return 0;
	worth = bt_portfolio_worth(pf, at == BT_AT_OPEN);
	power = bt_risk_power(pf, worth);
	for (i = 0; i < n; i++)
		if (enter_one(pf, &pf->pos[scratch[i].symbol], worth.equity,
		    at, &power, err) == -1)
			return -1;
	return 0;
}

int
bt_order_expire(struct bt_portfolio *pf, struct bt_position *p,
    struct bt_err *err)
{
	int waiting = p->exits + (p->enters != 0);

	p->exits = false;
	p->enters = 0;
	while (waiting-- > 0)
		if (bt_portfolio_event(pf, BT_EXPIRED_END, p, NAN, NAN,
		    err) == -1)
			return -1;
	return 0;
}
