/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/market/checks.h"

/*
 * Moves from close to close.  A bar is told of once: as a reused ticker, else
 * as a spike, else as a split, else as an outlier.  Moves too small for any
 * of them, which are nearly all, are sorted out in one pass.
 */

#define FAR 1.35		/* ratios that are worth a closer look */

static double
move(const struct bt_bars *b, size_t i)
{
	return b->close[i] / b->close[i - 1] - 1;
}

static double
days(const struct bt_bars *b, size_t i)
{
	return (double)(bt_probe_distance(b, i)) / (double)BT_NS_DAY;
}

static double
least(double a, double b)
{
	return a < b ? a : b;
}

int
bt_probe_jumps(struct bt_probe *p, const struct bt_bars *b,
    struct bt_err *err)
{
	const struct bt_quality_settings *set = p->set;
	const double *c = b->close;
	double small = least(least(set->outlier_move, set->spike),
	    least(set->reuse, 1 - 1 / FAR));
	size_t i;

	p->njumps = 0;
	for (i = 1; i < b->n; i++) {
		if (fabs(c[i] - c[i - 1]) < small * c[i - 1])
			continue;
		if (bt_grow(&p->jump, &p->cap_jumps, p->njumps,
		    sizeof(*p->jump), err) == -1)
			return -1;
		p->jump[p->njumps++] = i;
	}
	return 0;
}

static bool
is_reuse(const struct bt_probe *p, const struct bt_bars *b, size_t i)
{
	return fabs(move(b, i)) >= p->set->reuse &&
	    bt_probe_distance(b, i) >= p->hole;
}

void
bt_check_reuse(struct bt_probe *p, const struct bt_bars *b)
{
	size_t i, k;

	for (k = 0; k < p->njumps; k++) {
		i = p->jump[k];
		if (is_reuse(p, b, i))
			bt_probe_say(p, b, i, "after %.0f days without a bar "
			    "the close is %+.1f%% away: the same security?",
			    days(b, i), 100 * move(b, i));
	}
}

/* The factor on the price that splits and reverse splits have. */
static const struct split {
	int	from, to;	/* 2:1 halves the price: from 2, to 1 */
} splits[] = {
	{ 2, 1 }, { 3, 1 }, { 3, 2 }, { 4, 1 }, { 5, 1 }, { 6, 1 }, { 7, 1 },
	{ 8, 1 }, { 10, 1 }, { 15, 1 }, { 20, 1 }, { 25, 1 }, { 50, 1 },
	{ 100, 1 }, { 1, 2 }, { 1, 3 }, { 1, 4 }, { 1, 5 }, { 1, 6 },
	{ 1, 7 }, { 1, 8 }, { 1, 10 }, { 1, 12 }, { 1, 15 }, { 1, 20 },
	{ 1, 25 }, { 1, 30 }, { 1, 50 }, { 1, 100 },
};

/*
 * The open has jumped to the ratio, and the close has stayed near it: a news
 * gap rarely does both.  The day's own move may blur the close.
 */
static const struct split *
find_split(const struct bt_probe *p, const struct bt_bars *b, size_t i)
{
	double open = b->open[i] / b->close[i - 1];
	double close = b->close[i] / b->close[i - 1], ratio;
	size_t k;

	if (close < FAR && close > 1 / FAR)
		return NULL;
	for (k = 0; k < sizeof(splits) / sizeof(splits[0]); k++) {
		ratio = (double)splits[k].to / splits[k].from;
		if (fabs(open / ratio - 1) <= p->set->split &&
		    fabs(close / ratio - 1) <= 4 * p->set->split)
			return &splits[k];
	}
	return NULL;
}

/* Does the next bar take back most of a big move? */
static bool
is_spike(const struct bt_probe *p, const struct bt_bars *b, size_t i)
{
	double there, back;

	if (i + 1 >= b->n || fabs(there = move(b, i)) < p->set->spike)
		return false;
	back = b->close[i + 1] / b->close[i - 1] - 1;
	return fabs(back) < fabs(there) / 4;
}

void
bt_check_split(struct bt_probe *p, const struct bt_bars *b)
{
	const struct split *s;
	size_t i, k;

	for (k = 0; k < p->njumps; k++) {
		i = p->jump[k];
		if (!is_reuse(p, b, i) && !is_spike(p, b, i) &&
		    !(i > 1 && is_spike(p, b, i - 1)) &&
		    (s = find_split(p, b, i)) != NULL)
			bt_probe_say(p, b, i, "opens at %.4g times the last "
			    "close, as after a %d:%d split",
			    b->open[i] / b->close[i - 1], s->from, s->to);
	}
}

void
bt_check_spike(struct bt_probe *p, const struct bt_bars *b)
{
	size_t i, k;

	for (k = 0; k < p->njumps; k++) {
		i = p->jump[k];
		if (!is_reuse(p, b, i) && is_spike(p, b, i) &&
		    !(i > 1 && is_spike(p, b, i - 1)))
			bt_probe_say(p, b, i,
			    "the close is %+.1f%% away, and %+.1f%% back on "
			    "the next bar", 100 * move(b, i),
			    100 * move(b, i + 1));
	}
}

void
bt_check_outlier(struct bt_probe *p, const struct bt_bars *b)
{
	double high = exp(p->median + p->set->outlier * p->sigma);
	double low = exp(p->median - p->set->outlier * p->sigma), ratio;
	size_t i, k;

	if (p->sigma == 0)
		return;
	for (k = 0; k < p->njumps; k++) {
		i = p->jump[k];
		ratio = b->close[i] / b->close[i - 1];
		if ((ratio <= high && ratio >= low) ||
		    fabs(ratio - 1) < p->set->outlier_move ||
		    is_reuse(p, b, i) || find_split(p, b, i) != NULL ||
		    is_spike(p, b, i) || (i > 1 && is_spike(p, b, i - 1)))
			continue;
		bt_probe_say(p, b, i, "the close moves %+.1f%%, %.0f robust "
		    "standard deviations", 100 * (ratio - 1),
		    fabs(log(ratio) - p->median) / p->sigma);
	}
}
