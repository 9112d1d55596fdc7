/* SPDX-License-Identifier: ISC */
#include "lib/engine/protect.h"

#include <math.h>

#include "lib/engine/room.h"
#include "lib/signal/verbs.h"

#define TOLERANCE 1e-12

/* A bar as a position on side sees it. */
struct view {
	int	side;
	double	open, against, favour;	/* low, high; high, low for shorts */
};

static struct view
view_of(const struct bt_position *p)
{
	const struct bt_bars *b = p->bars;
	size_t i = p->bar;

	if (p->side > 0)
		return (struct view){ 1, b->open[i], b->low[i], b->high[i] };
	return (struct view){ -1, b->open[i], b->high[i], b->low[i] };
}

/* Is price at level, or beyond it on the losing (or winning) side? */
static bool
loses(const struct view *v, double price, double level)
{
	return v->side * (price - level) <= TOLERANCE * level;
}

static bool
wins(const struct view *v, double price, double level)
{
	return v->side * (price - level) >= -TOLERANCE * level;
}

static double
fraction(const double *column, size_t bar, double setting)
{
	double x = column != NULL ? column[bar] : NAN;

	return x > 0 ? x : setting > 0 ? setting : NAN;
}

void
bt_protect_begin(const struct bt_settings *set, const struct bt_position *p,
    int side, size_t signal_bar, struct bt_lot *lot)
{
	double stop, target;

	stop = fraction(p->sig->stop_loss, signal_bar, set->stop_loss);
	target = fraction(p->sig->take_profit, signal_bar, set->take_profit);
	lot->stop = lot->price * (1 - side * stop);
	lot->target = lot->price * (1 + side * target);
	lot->anchor = lot->price;
	lot->clock = SIZE_MAX;
	if (set->holding_period > 0)
		lot->clock = lot->entry_bar + (size_t)set->holding_period;
}

/* The tighter of the two stops. */
static double
stop_level(const struct bt_settings *set, int side, const struct bt_lot *lot,
    enum bt_reason *reason)
{
	double trail;

	*reason = BT_ON_STOP_LOSS;
	if (!(set->trailing_stop > 0))
		return lot->stop;
	trail = lot->anchor * (1 - side * set->trailing_stop);
	if (side * (trail - lot->stop) < 0)
		return lot->stop;
	*reason = BT_ON_TRAILING_STOP;
	return trail;
}

static bool
is_live(const struct bt_settings *set, const struct bt_position *p,
    const struct bt_lot *lot)
{
	if (p->bar != lot->entry_bar)
		return true;
	return !lot->at_close && set->protect_from == BT_PROTECT_ENTRY;
}

bool
bt_protect_gapped(const struct bt_settings *set, const struct bt_position *p,
    const struct bt_lot *lot, struct bt_touch *touch)
{
	struct view v = view_of(p);

	if (set->gap == BT_GAP_LEVEL || p->bar == lot->entry_bar)
		return false;
	touch->price = v.open;
	touch->ambiguous = false;
	if (loses(&v, v.open, stop_level(set, p->side, lot, &touch->reason)))
		return true;
	touch->reason = BT_ON_TAKE_PROFIT;
	return wins(&v, v.open, lot->target);
}

/* Both levels lie inside the bar: is the stop the first to be met? */
static bool
stop_is_first(int intrabar, const struct view *v)
{
	double up, down;

	switch (intrabar) {
	case BT_INTRABAR_BEST:
		return false;
	case BT_INTRABAR_OHLC:		/* the high first */
		return v->side < 0;
	case BT_INTRABAR_OLHC:
		return v->side > 0;
	case BT_INTRABAR_NEAREST:	/* the extreme nearer to the open */
		up = v->side * (v->favour - v->open);
		down = v->side * (v->open - v->against);
		return down <= up;
	default:
		return true;
	}
}

/* A level that the bar touched is a price that the bar traded at. */
static double
within(const struct view *v, double price)
{
	if (v->side > 0)
		return fmin(fmax(price, v->against), v->favour);
	return fmax(fmin(price, v->against), v->favour);
}

bool
bt_protect_touched(const struct bt_settings *set, const struct bt_position *p,
    const struct bt_lot *lot, struct bt_touch *touch)
{
	struct view v = view_of(p);
	enum bt_reason why;
	double stop = stop_level(set, p->side, lot, &why);
	bool lost, won;

	if (!is_live(set, p, lot))
		return false;
	lost = loses(&v, v.against, stop);
	won = wins(&v, v.favour, lot->target);
	if (!lost && !won)
		return false;
	touch->ambiguous = lost && won;
	if (lost && won)
		lost = stop_is_first(set->intrabar, &v);
	touch->reason = lost ? why : BT_ON_TAKE_PROFIT;
	touch->price = lost ? stop : lot->target;
	if (set->gap == BT_GAP_LEVEL)
		return true;
	/* With slippage a stop may lie beyond the open of the entry bar. */
	if (lost && loses(&v, v.open, stop))
		touch->price = v.open;
	touch->price = within(&v, touch->price);
	return true;
}

static void
trail(struct bt_portfolio *pf, const struct bt_position *p)
{
	bool on_close = pf->set->trail_on == BT_TRAIL_CLOSE;
	const struct bt_bars *b = p->bars;
	struct bt_lot *lot;
	double price;
	uint32_t id;

	if (on_close)
		price = b->close[p->bar];
	else
		price = p->side > 0 ? b->high[p->bar] : b->low[p->bar];
	for (id = p->first; id != BT_NO_LOT; id = lot->next) {
		lot = &pf->lots[id];
		if (p->bar == lot->entry_bar && lot->at_close)
			continue;
		if (p->side * (price - lot->anchor) > 0 ||
		    (on_close && p->bar == lot->entry_bar))
			lot->anchor = price;
	}
}

/* What a signal can change depends on what is held. */
static uint8_t
wake_on(int side)
{
	if (side > 0)
		return (uint8_t)(0xff & ~(BT_COVER | BT_TARGET_LONG));
	if (side < 0)
		return (uint8_t)(0xff & ~(BT_SELL | BT_TARGET_SHORT));
	return BT_BUY | BT_SHORT | BT_TARGET_LONG | BT_TARGET_SHORT;
}

/* Levels that are NAN count for nothing; the library's own are slower. */
static double
greater(double level, double x)
{
	return x > level ? x : level;
}

static double
lesser(double level, double x)
{
	return x < level ? x : level;
}

/*
 * Alone in the account, a position at risk also has a price of ruin.  With all
 * the cash spent that is some tiny fraction, which no bar reaches.
 */
static void
watch_ruin(const struct bt_portfolio *pf, struct bt_position *p)
{
	double price = -p->side * pf->cash / p->quantity;
	bool down = p->side > 0;

	if (pf->npos > 1 || (down && price <= 0))
		return;
	price *= down ? 1 + 2 * TOLERANCE : 1 - 2 * TOLERANCE;
	p->ruins = bt_room_reaches(pf->room, p->bars, down, price);
	if (p->ruins && down)
		p->low = greater(p->low, price);
	else if (p->ruins)
		p->high = lesser(p->high, price);
}

/* Where no bar can pass without being looked at. */
static void
watch_levels(const struct bt_portfolio *pf, struct bt_position *p)
{
	const struct bt_lot *lot;
	enum bt_reason why;
	double stop, down, up;
	uint32_t id;

	for (id = p->first; id != BT_NO_LOT; id = lot->next) {
		lot = &pf->lots[id];
		stop = stop_level(pf->set, p->side, lot, &why);
		down = p->side > 0 ? stop : lot->target;
		up = p->side > 0 ? lot->target : stop;
		p->low = greater(p->low, down * (1 + 2 * TOLERANCE));
		p->high = lesser(p->high, up * (1 - 2 * TOLERANCE));
		if (lot->clock < p->clock)
			p->clock = lot->clock;
	}
	watch_ruin(pf, p);
	p->levels = isfinite(p->low) || isfinite(p->high);
}

void
bt_protect_pass(struct bt_portfolio *pf, struct bt_position *p)
{
	p->wake = wake_on(p->side);
	p->low = -INFINITY;
	p->high = INFINITY;
	p->clock = p->exits || p->enters != 0 ? 0 : SIZE_MAX;
	p->levels = p->trails = p->ruins = false;
	if (p->side == 0)
		return;
	if ((p->trails = pf->set->trailing_stop > 0))
		trail(pf, p);
	if (p->bars->n - 1 < p->clock)
		p->clock = p->bars->n - 1;
	watch_levels(pf, p);
}

