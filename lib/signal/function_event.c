/* SPDX-License-Identifier: ISC */
/* Kernels that remember: crossings, counts and last times. */
#include <math.h>

#include "lib/signal/functions.h"

/*
 * Side by side the flags "above now" and "below when they last differed": a
 * touch that turns back is no cross, a cross by way of a tie is one.
 */
static void
find_crosses(const struct bt_call *call, unsigned int up, unsigned int down)
{
	const double *x = call->x[0], *y = call->x[1];
	size_t i, sx = call->step[0], sy = call->step[1];
	unsigned int above, below, was_above = 0, was_below = 0;

	for (i = 0; i < call->n; i++) {
		above = x[i * sx] > y[i * sy];
		below = x[i * sx] < y[i * sy];
		call->flag[i] = (uint8_t)((above & was_below & up) |
		    (below & was_above & down));
		was_above = above | (was_above & !below);
		was_below = below | (was_below & !above);
	}
}

static void
crosses_above(const struct bt_call *call)
{
	find_crosses(call, 1, 0);
}

static void
crosses_below(const struct bt_call *call)
{
	find_crosses(call, 0, 1);
}

static void
crosses(const struct bt_call *call)
{
	find_crosses(call, 1, 1);
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
	    0, 1, false, true, false, 0, 0, crosses_above,
	    "x > y now, and x < y when they last differed" },
	{ "crosses_below", "crossing", "xx>c", "crosses_below(x, y)", NAN,
	    0, 1, false, true, false, 0, 0, crosses_below,
	    "x < y now, and x > y when they last differed" },
	{ "crosses", "crossing", "xx>c", "crosses(x, y)", NAN,
	    0, 1, false, true, false, 0, 0, crosses,
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
