/* SPDX-License-Identifier: ISC */
#include "lib/maths/rolling.h"
#include "lib/signal/indicator_rows.h"

/* Moving averages: SMA, EMA, WMA, RMA, DEMA, TEMA. */

static void
sma(const struct bt_indicator_args *a)
{
	bt_rolling_mean(a->in[0], a->n, (size_t)a->param[0], a->out[0],
	    a->scratch);
}

static void
wma(const struct bt_indicator_args *a)
{
	bt_rolling_weighted_mean(a->in[0], a->n, (size_t)a->param[0],
	    a->out[0], a->scratch);
}

static void
ema(const struct bt_indicator_args *a)
{
	size_t w = (size_t)a->param[0];

	bt_indicator_smooth(a->in[0], a->n, w, w - 1, 2.0 / (a->param[0] + 1.0),
	    a->out[0]);
}

static void
rma(const struct bt_indicator_args *a)
{
	size_t w = (size_t)a->param[0];

	bt_indicator_smooth(a->in[0], a->n, w, w - 1, 1.0 / a->param[0],
	    a->out[0]);
}

/*
 * EMA of a column that begins at row skip, into out (NAN before); w - 1 rows
 * later it has its first value.
 */
static void
ema_of(const double *x, size_t n, size_t w, size_t skip, double *out)
{
	bt_indicator_nan(out, 0, skip, n);
	if (skip < n)
		bt_indicator_smooth(x + skip, n - skip, w, w - 1,
		    2.0 / ((double)w + 1.0), out + skip);
}

static size_t
dema_lookback(const double *param)
{
	return 2 * ((size_t)param[0] - 1);
}

static void
dema(const struct bt_indicator_args *a)
{
	size_t i, w = (size_t)a->param[0];
	double *e1 = a->scratch, *out = a->out[0];

	ema_of(a->in[0], a->n, w, 0, e1);
	ema_of(e1, a->n, w, w - 1, out);
	for (i = 0; i < a->n; i++)
		out[i] = 2.0 * e1[i] - out[i];
}

static size_t
tema_lookback(const double *param)
{
	return 3 * ((size_t)param[0] - 1);
}

static void
tema(const struct bt_indicator_args *a)
{
	size_t i, w = (size_t)a->param[0];
	double *e1 = a->scratch, *e2 = a->scratch + a->n, *out = a->out[0];

	ema_of(a->in[0], a->n, w, 0, e1);
	ema_of(e1, a->n, w, w - 1, e2);
	ema_of(e2, a->n, w, 2 * (w - 1), out);
	for (i = 0; i < a->n; i++)
		out[i] = 3.0 * e1[i] - 3.0 * e2[i] + out[i];
}

#define N(def) { { "n", def, 1, BT_INDICATOR_WINDOW, true, "window in bars" } }

const struct bt_indicator bt_indicator_average[] = {
	{
		.name = "sma", .group = "moving average", .inputs = "x",
		.param = N(30), .output = { "sma" },
		.scratch = bt_indicator_rolling,
		.lookback = bt_indicator_before, .compute = sma,
		.help = "simple moving average",
		.formula = "sum of the last n values / n. Exact (one rounding, "
		    "of the quotient) where the values are decimals of up to "
		    "nine places, as prices are, so that two averages that "
		    "are equal compare as equal. TA-Lib SMA.",
	}, {
		.name = "ema", .group = "moving average", .inputs = "x",
		.param = N(30), .output = { "ema" },
		.lookback = bt_indicator_before, .compute = ema,
		.help = "exponential moving average",
		.formula = "first value: mean of the first n values; then "
		    "previous + 2/(n+1) * (x - previous). TA-Lib EMA.",
	}, {
		.name = "wma", .group = "moving average", .inputs = "x",
		.param = N(30), .output = { "wma" },
		.scratch = bt_indicator_rolling,
		.lookback = bt_indicator_before, .compute = wma,
		.help = "weighted moving average",
		.formula = "sum of the last n values times 1, 2 ... n (the "
		    "latest weighs n) / (n(n+1)/2). TA-Lib WMA.",
	}, {
		.name = "rma", .group = "moving average", .inputs = "x",
		.param = N(14), .output = { "rma" },
		.lookback = bt_indicator_before, .compute = rma,
		.help = "Wilder's moving average",
		.formula = "first value: mean of the first n values; then "
		    "previous + (x - previous)/n. Wilder, New Concepts in "
		    "Technical Trading Systems (1978); TTR EMA with "
		    "wilder=TRUE.",
	}, {
		.name = "dema", .group = "moving average", .inputs = "x",
		.param = N(30), .output = { "dema" },
		.scratch = bt_indicator_column,
		.lookback = dema_lookback, .compute = dema,
		.help = "double exponential moving average",
		.formula = "2*e1 - e2, where e1 = ema(x, n) and e2 = ema(e1, "
		    "n). TA-Lib DEMA.",
	}, {
		.name = "tema", .group = "moving average", .inputs = "x",
		.param = N(30), .output = { "tema" },
		.scratch = bt_indicator_columns,
		.lookback = tema_lookback, .compute = tema,
		.help = "triple exponential moving average",
		.formula = "3*e1 - 3*e2 + e3, where e1 = ema(x, n), e2 = "
		    "ema(e1, n) and e3 = ema(e2, n). TA-Lib TEMA.",
	}, { 0 }
};
