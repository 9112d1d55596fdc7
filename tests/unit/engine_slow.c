/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/engine_input.h"

/*
 * The engine against a slow one that is written the other way round: not bar
 * by bar, but trade by trade, each followed from its entry until something
 * ends it.  One symbol, one lot at a time, filled at the next open.
 */

struct slow {
	const struct bt_settings	*set;
	const struct bt_bars		*b;
	const uint8_t			*verbs;
};

/* One trade in the making, and how it ended. */
struct slow_trade {
	int		 side;
	size_t		 entry, exit;
	double		 price, out;
	const char	*reason;
	bool		 at_open;	/* of the exit bar */
	int		 turns;		/* the side that follows at that open */
};

static double
best_so_far(const struct slow *s, const struct slow_trade *t, size_t bar)
{
	bool closes = s->set->trail_on == BT_TRAIL_CLOSE;
	double best = t->price, x;
	size_t i;

	for (i = t->entry; i < bar; i++) {
		if (closes)
			x = s->b->close[i];
		else
			x = t->side > 0 ? s->b->high[i] : s->b->low[i];
		if (closes && i == t->entry)
			best = x;
		else
			best = t->side > 0 ? fmax(best, x) : fmin(best, x);
	}
	return best;
}

/* The stop for a bar: NAN if there is none. */
static double
stop_for(const struct slow *s, const struct slow_trade *t, size_t bar,
    const char **why)
{
	double fixed = NAN, trail = NAN;

	if (s->set->stop_loss > 0)
		fixed = t->price * (1 - t->side * s->set->stop_loss);
	if (s->set->trailing_stop > 0)
		trail = best_so_far(s, t, bar) *
		    (1 - t->side * s->set->trailing_stop);
	*why = "stop_loss";
	if (isnan(trail) || (!isnan(fixed) && t->side * fixed >
	    t->side * trail))
		return fixed;
	*why = "trailing_stop";
	return trail;
}

static bool
ended(struct slow_trade *t, size_t bar, double price, const char *why,
    bool at_open)
{
	t->exit = bar;
	t->out = price;
	t->reason = why;
	t->at_open = at_open;
	return true;
}

/* What the signal of the bar before says to this trade. */
static void
read_signal(const struct slow *s, struct slow_trade *t, size_t bar,
    bool *leave)
{
	uint8_t v = s->verbs[bar - 1];
	uint8_t out = t->side > 0 ? BT_SELL : BT_COVER;
	uint8_t back = t->side > 0 ? BT_SHORT : BT_BUY;

	*leave = v == out;
	t->turns = 0;
	if (v == back && s->set->on_opposite != BT_OPPOSITE_IGNORE) {
		*leave = true;
		if (s->set->on_opposite == BT_OPPOSITE_REVERSE)
			t->turns = -t->side;
	}
}

static bool
ends_at_open(const struct slow *s, struct slow_trade *t, size_t bar)
{
	double open = s->b->open[bar], target = NAN, stop;
	const char *why;
	bool leave;

	if (bar == t->entry)
		return false;
	read_signal(s, t, bar, &leave);
	stop = stop_for(s, t, bar, &why);
	if (s->set->take_profit > 0)
		target = t->price * (1 + t->side * s->set->take_profit);
	if (s->set->gap == BT_GAP_OPEN && t->side * open <= t->side * stop)
		return ended(t, bar, open, why, true);
	if (s->set->gap == BT_GAP_OPEN && t->side * open >= t->side * target)
		return ended(t, bar, open, "take_profit", true);
	if (leave)
		return ended(t, bar, open, t->turns != 0 ? "reverse" :
		    "signal", true);
	if (s->set->time_exit == BT_TIME_EXIT_OPEN &&
	    s->set->holding_period > 0 &&
	    bar - t->entry == (size_t)s->set->holding_period)
		return ended(t, bar, open, "time", true);
	return false;
}

static bool
stop_comes_first(const struct slow *s, int side, size_t bar)
{
	double up = s->b->high[bar] - s->b->open[bar];
	double down = s->b->open[bar] - s->b->low[bar];
	bool high_first = s->set->intrabar == BT_INTRABAR_OHLC ||
	    (s->set->intrabar == BT_INTRABAR_NEAREST && up < down);

	if (s->set->intrabar == BT_INTRABAR_WORST ||
	    s->set->intrabar == BT_INTRABAR_BEST)
		return s->set->intrabar == BT_INTRABAR_WORST;
	return high_first == (side < 0);
}

static bool
ends_inside(const struct slow *s, struct slow_trade *t, size_t bar)
{
	double down = t->side > 0 ? s->b->low[bar] : s->b->high[bar];
	double up = t->side > 0 ? s->b->high[bar] : s->b->low[bar];
	double target = NAN, stop;
	const char *why;
	bool lost, won;

	if (bar == t->entry && s->set->protect_from == BT_PROTECT_NEXT)
		return false;
	stop = stop_for(s, t, bar, &why);
	if (s->set->take_profit > 0)
		target = t->price * (1 + t->side * s->set->take_profit);
	lost = t->side * down <= t->side * stop;
	won = t->side * up >= t->side * target;
	if (lost && (!won || stop_comes_first(s, t->side, bar)))
		return ended(t, bar, stop, why, false);
	return won && ended(t, bar, target, "take_profit", false);
}

static void
follow(const struct slow *s, struct slow_trade *t)
{
	size_t bar;

	t->turns = 0;
	for (bar = t->entry; bar < s->b->n; bar++) {
		if (ends_at_open(s, t, bar))
			return;
		t->turns = 0;
		if (ends_inside(s, t, bar))
			return;
		if (s->set->time_exit == BT_TIME_EXIT_CLOSE &&
		    s->set->holding_period > 0 && bar - t->entry ==
		    (size_t)s->set->holding_period &&
		    ended(t, bar, s->b->close[bar], "time", false))
			return;
	}
	(void)ended(t, s->b->n - 1, s->b->close[s->b->n - 1], "end", false);
}

/* The next entry from the signal of bar on: its side, or 0. */
static int
next_entry(const struct slow *s, size_t bar, size_t *entry)
{
	for (; bar + 1 < s->b->n; bar++)
		if (s->verbs[bar] == BT_BUY || s->verbs[bar] == BT_SHORT) {
			*entry = bar + 1;
			return s->verbs[bar] == BT_BUY ? 1 : -1;
		}
	return 0;
}

static void
compare(const struct slow_trade *t, const struct bt_trade *got)
{
	assert_int_equal(got->side.s[0], t->side > 0 ? 'l' : 's');
	assert_int_equal(got->entry_time / BT_NS_DAY, t->entry);
	assert_int_equal(got->exit_time / BT_NS_DAY, t->exit);
	assert_int_equal(got->bars, t->exit - t->entry);
	assert_true(got->entry_price == t->price);
	assert_true(fabs(got->exit_price - t->out) <= 1e-9 * t->out);
	assert_true(bt_span_is(got->exit_reason, t->reason));
}

/* All trades of the slow engine, each held against the fast one's. */
static size_t
hold_against(const struct slow *s, const struct play *p)
{
	struct slow_trade t = { .side = 0 };
	size_t n;

	t.side = next_entry(s, 0, &t.entry);
	for (n = 0; t.side != 0; n++) {
		t.price = s->b->open[t.entry];
		follow(s, &t);
		assert_true(n < p->ntrades);
		compare(&t, &p->trades[n]);
		t.entry = t.exit;
		t.side = t.turns;
		if (t.side == 0)
			t.side = next_entry(s, t.exit, &t.entry);
	}
	return n;
}

/* A value of an option, drawn. */
static void
draw(struct play *p, struct bt_rng *rng, const char *name, const char *a,
    const char *b)
{
	play_option(p, name, bt_rng_below(rng, 2) == 0 ? a : b);
}

static void
fast_is_slow(void **state)
{
	static const char *const paths[] = { "worst", "best", "ohlc", "olhc",
	    "nearest" };
	static const char *const turns[] = { "reverse", "close", "ignore" };
	struct play_rule rule = { .symbols = 1, .bars = 400, .scale = 1 };
	struct bt_rng rng;
	struct play p;
	struct slow s;
	size_t i, sum = 0;

	(void)state;
	for (rule.seed = 1; rule.seed <= 300; rule.seed++) {
		bt_rng_init(&rng, rule.seed, 97);
		play_init(&p, &rule);
		for (i = 0; i < rule.bars; i++)
			if ((p.verbs[0][i] & (p.verbs[0][i] - 1)) != 0)
				p.verbs[0][i] = 0;
		play_option(&p, "cash", "1000000000");
		play_option(&p, "size", "fixed-quantity:1");
		draw(&p, &rng, "stop-loss", "0", "3%");
		draw(&p, &rng, "take-profit", "0", "4%");
		draw(&p, &rng, "trailing-stop", "0", "4%");
		draw(&p, &rng, "trail-on", "extremes", "close");
		draw(&p, &rng, "protect-from", "entry", "next");
		draw(&p, &rng, "gap", "open", "level");
		draw(&p, &rng, "holding-period", "0", "6");
		draw(&p, &rng, "time-exit", "open", "close");
		play_option(&p, "intrabar", paths[bt_rng_below(&rng, 5)]);
		play_option(&p, "on-opposite", turns[bt_rng_below(&rng, 3)]);
		play_run(&p, rule.seed % 2 == 0);
		s = (struct slow){ &p.set, bt_market_bars(p.market, 0),
		    p.verbs[0] };
		assert_int_equal(hold_against(&s, &p), p.ntrades);
		sum += p.ntrades;
		play_free(&p);
	}
	assert_true(sum > 5000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fast_is_slow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
