/* SPDX-License-Identifier: ISC */
/* Kernels that remember: crossings, counts and last times. */
#include <math.h>
#include <string.h>

#include "lib/base/clones.h"
#include "lib/signal/functions.h"

static void	crosses_above(const struct bt_call *);
static void	crosses_below(const struct bt_call *);
static void	crosses(const struct bt_call *);

/*
 * Rows to skip, by eights, as long as one line stays above the other: of two
 * columns, of a column and a constant.
 */
BT_CLONES static size_t
stay(const double *high, const double *low, size_t n)
{
	double BT_FOUR a, b, c, d;
	int64_t BT_FOUR above;
	size_t i;

	for (i = 0; i + 8 <= n; i += 8) {
		memcpy(&a, high + i, sizeof(a));
		memcpy(&b, high + i + 4, sizeof(b));
		memcpy(&c, low + i, sizeof(c));
		memcpy(&d, low + i + 4, sizeof(d));
		above = (a > c) & (b > d);
		if (!bt_four_all(&above))
			break;
	}
	return i;
}

BT_CLONES static size_t
stay_over(const double *x, double level, size_t n)
{
	double BT_FOUR a, b, c = { level, level, level, level };
	int64_t BT_FOUR above;
	size_t i;

	for (i = 0; i + 8 <= n; i += 8) {
		memcpy(&a, x + i, sizeof(a));
		memcpy(&b, x + i + 4, sizeof(b));
		above = (a > c) & (b > c);
		if (!bt_four_all(&above))
			break;
	}
	return i;
}

BT_CLONES static size_t
stay_under(const double *x, double level, size_t n)
{
	double BT_FOUR a, b, c = { level, level, level, level };
	int64_t BT_FOUR below;
	size_t i;

	for (i = 0; i + 8 <= n; i += 8) {
		memcpy(&a, x + i, sizeof(a));
		memcpy(&b, x + i + 4, sizeof(b));
		below = (a < c) & (b < c);
		if (!bt_four_all(&below))
			break;
	}
	return i;
}

/* Where two lines stand to each other: the flags when they last differed. */
struct crossing {
	const double	*x, *y;
	size_t		 sx, sy;
	unsigned int	 above, below;
	uint32_t	*found;
	size_t		 n;
};

/* The next row from i on where the lines do not stand as they did. */
static size_t
skip_rows(const struct crossing *c, size_t i, size_t n)
{
	const double *high = c->above != 0 ? c->x : c->y;
	const double *low = c->above != 0 ? c->y : c->x;
	size_t step_high = c->above != 0 ? c->sx : c->sy;
	size_t step_low = c->above != 0 ? c->sy : c->sx;

	if ((c->above | c->below) == 0)
		return i;
	if (step_high != 0 && step_low != 0)
		i += stay(high + i, low + i, n - i);
	else if (step_high != 0)
		i += stay_over(high + i, *low, n - i);
	else if (step_low != 0)
		i += stay_under(low + i, *high, n - i);
	while (i < n && high[i * step_high] > low[i * step_low])
		i++;
	return i;
}

/*
 * Side by side the flags "above now" and "below when they last differed": a
 * touch that turns back is no cross, a cross by way of a tie is one.
 */
static void
cross_rows(struct crossing *c, size_t from, size_t end)
{
	unsigned int above, below;
	size_t i;

	for (i = from; i < end; i++) {
		above = c->x[i * c->sx] > c->y[i * c->sy];
		below = c->x[i * c->sx] < c->y[i * c->sy];
		c->found[c->n] = (uint32_t)i << 1 | above;
		c->n += (above & c->below) | (below & c->above);
		c->above = above | (c->above & !below);
		c->below = below | (c->below & !above);
	}
}

bool
bt_crosses_has(const struct bt_function *f)
{
	return f->compute == crosses_above || f->compute == crosses_below ||
	    f->compute == crosses;
}

size_t
bt_crosses_find(const struct bt_call *call, uint32_t *found)
{
	struct crossing c = { call->x[0], call->x[1], call->step[0],
	    call->step[1], 0, 0, found, 0 };
	size_t i = 0, end;

	while (i < call->n) {
		i = skip_rows(&c, i, call->n);
		/* Then one row, or eight while nobody knows who is above. */
		end = (c.above | c.below) != 0 ? i + 1 : i + 8;
		end = end < call->n ? end : call->n;
		cross_rows(&c, i, end);
		i = end;
	}
	return c.n;
}

void
bt_crosses_mark(const struct bt_call *call, const struct bt_function *row,
    const uint32_t *found, size_t n)
{
	bool up = row->compute != crosses_below;
	bool down = row->compute != crosses_above;
	size_t i;

	memset(call->flag, 0, call->n);
	for (i = 0; i < n; i++)
		call->flag[found[i] >> 1] = (found[i] & 1) != 0 ? up : down;
}

static void
cross(const struct bt_call *call, size_t row)
{
	/* The scratch is of numbers, and aligned for them. */
	uint32_t *found = (uint32_t *)(void *)call->scratch;

	bt_crosses_mark(call, &bt_functions_cross[row], found,
	    bt_crosses_find(call, found));
}

static void
crosses_above(const struct bt_call *call)
{
	cross(call, 0);
}

static void
crosses_below(const struct bt_call *call)
{
	cross(call, 1);
}

static void
crosses(const struct bt_call *call)
{
	cross(call, 2);
}

static void
since(const struct bt_call *call)
{
	double bars = NAN;
	size_t i;

	for (i = 0; i < call->n; i++) {
		bars = call->c[0][i * call->step[0]] ? 0 : bars + 1;
		call->out[i] = bars;
	}
}

static void
count(const struct bt_call *call)
{
	const uint8_t *c = call->c[0];
	size_t i, met = 0, step = call->step[0];
	size_t w = call->k[1] < (double)call->n ? (size_t)call->k[1] :
	    call->n + 1;

	for (i = 0; i < call->n; i++) {
		met += c[i * step];
		if (i >= w)
			met -= c[(i - w) * step];
		call->out[i] = i + 1 < w ? NAN : (double)met;
	}
}

static void
value_when(const struct bt_call *call)
{
	double value = NAN;
	size_t i;

	for (i = 0; i < call->n; i++) {
		if (call->c[0][i * call->step[0]])
			value = call->x[1][i * call->step[1]];
		call->out[i] = value;
	}
}

/* Runs of steps in one direction (sign 1 or -1), at least k[1] of them. */
static void
find_runs(const struct bt_call *call, double direction)
{
	const double *x = call->x[0];
	double run = 0;
	size_t i;

	for (i = 0; i < call->n; i++) {
		run = i > 0 && direction * (x[i] - x[i - 1]) > 0 ? run + 1 : 0;
		call->flag[i] = run >= call->k[1];
	}
}

static void
rising(const struct bt_call *call)
{
	find_runs(call, 1);
}

static void
falling(const struct bt_call *call)
{
	find_runs(call, -1);
}

const struct bt_function bt_functions_cross[] = {
	{ "crosses_above", "crossing", "xx>c", "crosses_above(x, y)", NAN,
	    0, 1, false, true, false, 1, 0, crosses_above,
	    "x > y now, and x < y when they last differed" },
	{ "crosses_below", "crossing", "xx>c", "crosses_below(x, y)", NAN,
	    0, 1, false, true, false, 1, 0, crosses_below,
	    "x < y now, and x > y when they last differed" },
	{ "crosses", "crossing", "xx>c", "crosses(x, y)", NAN,
	    0, 1, false, true, false, 1, 0, crosses,
	    "crosses_above or crosses_below" },
	{ .name = NULL }
};

const struct bt_function bt_functions_event[] = {
	{ "since", "event", "c>x", "since(c)", NAN, 0, 0, false, true, false,
	    0, 0, since,
	    "bars since c was met, 0 if it is now; no value before" },
	{ "count", "event", "cn>x", "count(c, n)", NAN, 1, -1, false, true,
	    false, 0, 0, count, "on how many of the last n bars c was met" },
	{ "value_when", "event", "cx>x", "value_when(c, x)", NAN, 0, 0, false,
	    true, false, 0, 0, value_when,
	    "x as it was when c was last met; no value before" },
	{ "rising", "event", "xn>c", "rising(x, n = 1)", 1, 1, 0, false, false,
	    false, 0, 0, rising,
	    "each of the last n bars is above the one before it" },
	{ "falling", "event", "xn>c", "falling(x, n = 1)", 1, 1, 0, false,
	    false, false, 0, 0, falling,
	    "each of the last n bars is below the one before it" },
	{ .name = NULL }
};
