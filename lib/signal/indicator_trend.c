/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/maths/unit.h"
#include "lib/signal/indicator_rows.h"

/* Wilder's directional movement: ADX and DI. */

/* The inputs, and the smoothed sums of the movements and the true range. */
struct directional {
	const double	*high, *low, *close;
	struct bt_unit	 unit;
	double		 plus, minus, range;
};

static void
begin(struct directional *s, const struct bt_indicator_args *a)
{
	s->high = a->in[0];
	s->low = a->in[1];
	s->close = a->in[2];
	s->plus = s->minus = s->range = 0.0;
	bt_unit_scan(&s->unit, a->in, 2, a->n, 2.0);
}

/*
 * What a decimal column rose from row i - 1 to row i, rounded once: equal
 * movements are equal then, which differences of doubles are not.
 */
static double
rise(const struct directional *s, const double *x, size_t i)
{
	if (i >= s->unit.rows)
		return x[i] - x[i - 1];
	return (bt_unit_count(&s->unit, x[i]) -
	    bt_unit_count(&s->unit, x[i - 1])) / s->unit.scale;
}

/* Take row i >= 1 in, after a decay of the sums. */
static void
move(struct directional *s, size_t i, double decay)
{
	double up = rise(s, s->high, i), down = -rise(s, s->low, i);

	s->plus -= s->plus * decay;
	s->minus -= s->minus * decay;
	s->range -= s->range * decay;
	if (up > down && up > 0.0)
		s->plus += up;
	else if (down > up && down > 0.0)
		s->minus += down;
	s->range += bt_indicator_true_range(s->high[i], s->low[i],
	    s->close[i - 1]);
}

static void
di(const struct bt_indicator_args *a)
{
	struct directional s;
	double decay = 1.0 / a->param[0];
	size_t i, w = (size_t)a->param[0];

	begin(&s, a);
	bt_indicator_nan(a->out[0], 0, w, a->n);
	bt_indicator_nan(a->out[1], 0, w, a->n);
	for (i = 1; i < a->n; i++) {
		move(&s, i, i < w ? 0.0 : decay);
		if (i < w)
			continue;
		a->out[0][i] = s.range > 0.0 ? 100.0 * (s.plus / s.range) : 0.0;
		a->out[1][i] = s.range > 0.0 ? 100.0 * (s.minus / s.range) :
		    0.0;
	}
}

static size_t
adx_lookback(const double *param)
{
	return 2 * (size_t)param[0] - 1;
}

static void
adx(const struct bt_indicator_args *a)
{
	struct directional s;
	double adx = 0.0, decay = 1.0 / a->param[0], dx;
	size_t i, first = adx_lookback(a->param), w = (size_t)a->param[0];

	begin(&s, a);
	bt_indicator_nan(a->out[0], 0, first, a->n);
	for (i = 1; i < a->n; i++) {
		move(&s, i, i < w ? 0.0 : decay);
		if (i < w)
			continue;
		dx = s.range > 0.0 && s.plus + s.minus > 0.0 ? 100.0 *
		    (fabs(s.plus - s.minus) / (s.plus + s.minus)) :
		    i > first ? adx : 0.0;
		adx += i > first ? (dx - adx) * decay : dx * decay;
		if (i >= first)
			a->out[0][i] = adx;
	}
}

#define N(min) { { "n", 14, min, BT_INDICATOR_WINDOW, true, "window in bars" } }

const struct bt_indicator bt_indicator_trend[] = {
	{
		.name = "adx", .group = "trend", .inputs = "hlc",
		.param = N(2), .output = { "adx" },
		.lookback = adx_lookback, .compute = adx,
		.help = "average directional index, 0 to 100",
		.formula = "dx = 100 * |plus - minus|/(plus + minus) of di(n); "
		    "first the mean of "
		    "|p - m| overn values of dx, then previous + (dx - "
		    "previous)/n; kept where dx is 0/0. Wilder (1978); TA-Lib "
		    "ADX.",
	}, {
		.name = "di", .group = "trend", .inputs = "hlc",
		.param = N(1), .output = { "plus", "minus" },
		.lookback = bt_indicator_after, .compute = di,
		.help = "directional indicators +DI and -DI, 0 to 100",
		.formula = "up = high - high[1], down = low[1] - low; the "
		    "greater one counts if it is above 0, equal ones count for "
		    "neither side. Sums of up, down and the true range: over "
		    "the first n-1 bars, then sum - sum/n + now. plus = 100 * "
		    "up/range, minus = 100 * down/range, 0 where range is 0. "
		    "Wilder (1978); TA-Lib PLUS_DI, MINUS_DI.",
	}, { 0 }
};
