/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>

#include "lib/sweep/overfit_own.h"

/* What is made of the numbers, and from which value on. */

static enum bt_overfit_side
high(double x, double good, double fair)
{
	return isnan(x) ? BT_OVERFIT_MUTE : x >= good ? BT_OVERFIT_FOR :
	    x >= fair ? BT_OVERFIT_DOUBT : BT_OVERFIT_AGAINST;
}

/*
 * The trials that saw all the data, where others saw a part, are those that
 * were good on it: what speaks for them is in doubt.
 */
static enum bt_overfit_side
of_all(const struct bt_overfit_facts *f, enum bt_overfit_side side)
{
	return side == BT_OVERFIT_FOR && f->partial > 0 ? BT_OVERFIT_DOUBT :
	    side;
}

static enum bt_overfit_side
side_luck(const struct bt_overfit_facts *f)
{
	return high(bt_overfit_deflated(f, (double)f->tried), 0.95, 0.5);
}

static void
say_luck(const struct bt_overfit_facts *f, enum bt_overfit_side side,
    char *buf, size_t size)
{
	static const char *const what[] = { "is what luck alone would give",
		"is more than luck would give, but not by much",
		"is more than luck would give" };
	char sharpe[BT_OVERFIT_SHOWN], n[BT_OVERFIT_SHOWN];
	char dsr[BT_OVERFIT_SHOWN];

	(void)snprintf(buf, size, "the Sharpe ratio of the best of %s trials, "
	    "%s, %s: deflated Sharpe ratio %s (want 0.95)",
	    bt_overfit_shown(n, BT_OVERFIT_COUNT, (double)f->tried),
	    bt_overfit_shown(sharpe, BT_OVERFIT_RATIO,
	    bt_overfit_annual(f, f->sharpe.sharpe)), what[side + 1],
	    bt_overfit_shown(dsr, BT_OVERFIT_RATIO,
	    bt_overfit_deflated(f, (double)f->tried)));
}

static enum bt_overfit_side
side_choice(const struct bt_overfit_facts *f)
{
	enum bt_overfit_side side = high(-f->cscv.pbo, -0.1, -0.4);

	if (f->cscv.splits == 0)
		return BT_OVERFIT_MUTE;
	return side == BT_OVERFIT_FOR && f->cscv_trials < BT_OVERFIT_FEW ?
	    BT_OVERFIT_DOUBT : of_all(f, side);
}

static void
say_choice(const struct bt_overfit_facts *f, enum bt_overfit_side side,
    char *buf, size_t size)
{
	static const char *const what[] = { "says little about another",
		"helps on another, but not often enough",
		"is a good choice on another" };
	char pbo[BT_OVERFIT_SHOWN];

	(void)snprintf(buf, size, "the best trial on one half of the data %s: "
	    "probability of overfitting %s (want 0.10 or less)",
	    what[side + 1], bt_overfit_shown(pbo, BT_OVERFIT_RATIO,
	    f->cscv.pbo));
}

static enum bt_overfit_side
side_test(const struct bt_overfit_facts *f, double p)
{
	return of_all(f, high(-p, -0.05, -0.2));
}

static enum bt_overfit_side
side_nothing(const struct bt_overfit_facts *f)
{
	return side_test(f, f->spa[BT_SPA_NOTHING].consistent);
}

static void
say_test(const char *than, double p, enum bt_overfit_side side, char *buf,
    size_t size)
{
	static const char *const what[] = { "no trial is better than",
		"the best trial may be better than",
		"the best trial is better than" };
	char text[BT_OVERFIT_SHOWN];

	(void)snprintf(buf, size, "%s %s, given how many there are: p %s (want "
	    "below 0.05)", what[side + 1], than,
	    bt_overfit_shown(text, BT_OVERFIT_P, p));
}

static void
say_nothing(const struct bt_overfit_facts *f, enum bt_overfit_side side,
    char *buf, size_t size)
{
	say_test("nothing", f->spa[BT_SPA_NOTHING].consistent, side, buf,
	    size);
}

static enum bt_overfit_side
side_hold(const struct bt_overfit_facts *f)
{
	return side_test(f, f->spa[BT_SPA_BENCHMARK].consistent);
}

static void
say_hold(const struct bt_overfit_facts *f, enum bt_overfit_side side,
    char *buf, size_t size)
{
	say_test("buying and holding",
	    f->spa[BT_SPA_BENCHMARK].consistent, side, buf, size);
}

static enum bt_overfit_side
side_plateau(const struct bt_overfit_facts *f)
{
	return high(f->peak.plateau, 0.7, 0.3);
}

static void
say_plateau(const struct bt_overfit_facts *f, enum bt_overfit_side side,
    char *buf, size_t size)
{
	static const char *const what[] = {
		"alone: next to it the lead is gone",
		"on a slope: next to it a part of the lead is gone",
		"on a plateau: next to it most of the lead is left" };
	char score[BT_OVERFIT_SHOWN];

	(void)snprintf(buf, size, "the best trial stands %s: plateau score %s "
	    "(want 0.70 or more)", what[side + 1],
	    bt_overfit_shown(score, BT_OVERFIT_RATIO, f->peak.plateau));
}

const struct bt_overfit_verdict bt_overfit_verdicts[] = {
	{ "luck", side_luck, say_luck },
	{ "choice", side_choice, say_choice },
	{ "nothing", side_nothing, say_nothing },
	{ "hold", side_hold, say_hold },
	{ "plateau", side_plateau, say_plateau },
	{ .name = NULL }
};
