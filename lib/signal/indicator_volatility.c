/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/maths/rolling.h"
#include "lib/signal/indicator_rows.h"

/* Volatility and channels: ATR, NATR, BBANDS, STDEV, HIGHEST, LOWEST ... */

/* The true range of rows 1 and on; row 0 has none. */
static void
true_ranges(const struct bt_indicator_args *a, double *out)
{
	const double *high = a->in[0], *low = a->in[1], *close = a->in[2];
	size_t i;

	out[0] = (double)NAN;
	for (i = 1; i < a->n; i++)
		out[i] = bt_indicator_true_range(high[i], low[i], close[i - 1]);
}

static void
atr(const struct bt_indicator_args *a)
{
	size_t w = (size_t)a->param[0];

	true_ranges(a, a->scratch);
	bt_indicator_smooth(a->scratch, a->n, w, w, 1.0 / a->param[0],
	    a->out[0]);
}

static void
natr(const struct bt_indicator_args *a)
{
	double *out = a->out[0];
	size_t i;

	atr(a);
	for (i = (size_t)a->param[0]; i < a->n; i++)
		out[i] = a->in[2][i] != 0.0 ? 100.0 * (out[i] / a->in[2][i]) :
		    (double)NAN;
}

static void
stdev(const struct bt_indicator_args *a)
{
	bt_rolling_stdev(a->in[0], a->n, (size_t)a->param[0],
	    (size_t)a->param[1], a->out[0], a->scratch);
}

static void
bbands(const struct bt_indicator_args *a)
{
	double *upper = a->out[0], *middle = a->out[1], *lower = a->out[2];
	double half;
	size_t i, w = (size_t)a->param[0];

	bt_rolling_mean(a->in[0], a->n, w, middle, a->scratch);
	bt_rolling_stdev(a->in[0], a->n, w, 0, upper, a->scratch);
	for (i = 0; i < a->n; i++) {
		half = a->param[1] * upper[i];
		upper[i] = middle[i] + half;
		lower[i] = middle[i] - half;
	}
}

static void
highest(const struct bt_indicator_args *a)
{
	bt_rolling_max(a->in[0], a->n, (size_t)a->param[0], a->out[0],
	    a->scratch);
}

static void
lowest(const struct bt_indicator_args *a)
{
	bt_rolling_min(a->in[0], a->n, (size_t)a->param[0], a->out[0],
	    a->scratch);
}

static void
donchian(const struct bt_indicator_args *a)
{
	double *upper = a->out[0], *middle = a->out[1], *lower = a->out[2];
	size_t i, w = (size_t)a->param[0];

	bt_rolling_max(a->in[0], a->n, w, upper, a->scratch);
	bt_rolling_min(a->in[1], a->n, w, lower, a->scratch);
	for (i = 0; i < a->n; i++)
		middle[i] = (upper[i] + lower[i]) / 2.0;
}

#define N(def, min) { "n", def, min, BT_INDICATOR_WINDOW, true, \
	"window in bars" }

const struct bt_indicator bt_indicator_volatility[] = {
	{
		.name = "bbands", .group = "volatility", .inputs = "x",
		.param = {
			N(20, 2),
			{ "width", 2, 0, 100, false, "standard deviations" },
		},
		.output = { "upper", "middle", "lower" },
		.scratch = bt_indicator_rolling,
		.lookback = bt_indicator_before, .compute = bbands,
		.help = "Bollinger bands",
		.formula = "middle = sma(x, n); upper and lower = middle + and "
		    "- width * stdev(x, n). TA-Lib BBANDS (whose own n is 5).",
	}, {
		.name = "atr", .group = "volatility", .inputs = "hlc",
		.param = { N(14, 1) }, .output = { "atr" },
		.scratch = bt_indicator_column,
		.lookback = bt_indicator_after, .compute = atr,
		.help = "average true range",
		.formula = "true range = the greatest of high - low, |high - "
		    "close[1]|, |low - close[1]|, from the second bar on; "
		    "first the mean of "
		    "|p - m| overn, then previous + (now - previous)/n. "
		    "Wilder (1978); TA-Lib ATR.",
	}, {
		.name = "natr", .group = "volatility", .inputs = "hlc",
		.param = { N(14, 1) }, .output = { "natr" },
		.scratch = bt_indicator_column,
		.lookback = bt_indicator_after, .compute = natr,
		.help = "average true range in percent of the close",
		.formula = "100 * atr(n)/close. TA-Lib NATR.",
	}, {
		.name = "stdev", .group = "volatility", .inputs = "x",
		.param = {
			N(20, 2),
			{ "ddof", 0, 0, 1, true, "0: population, 1: sample" },
		},
		.output = { "stdev" }, .scratch = bt_indicator_rolling,
		.lookback = bt_indicator_before, .compute = stdev,
		.help = "standard deviation",
		.formula = "square root of the sum of (x - mean)^2 over n bars "
		    "/ (n - ddof). TA-Lib STDDEV (whose own n is 5).",
	}, {
		.name = "highest", .group = "channel", .inputs = "x",
		.param = { N(20, 1) }, .output = { "highest" },
		.scratch = bt_indicator_rolling,
		.lookback = bt_indicator_before, .compute = highest,
		.help = "highest value of n bars",
		.formula = "greatest of the last n values, this bar's "
		    "included. TA-Lib MAX.",
	}, {
		.name = "lowest", .group = "channel", .inputs = "x",
		.param = { N(20, 1) }, .output = { "lowest" },
		.scratch = bt_indicator_rolling,
		.lookback = bt_indicator_before, .compute = lowest,
		.help = "lowest value of n bars",
		.formula = "least of the last n values, this bar's included. "
		    "TA-Lib MIN.",
	}, {
		.name = "donchian", .group = "channel", .inputs = "hl",
		.param = { N(20, 1) }, .output = { "upper", "middle", "lower" },
		.scratch = bt_indicator_rolling,
		.lookback = bt_indicator_before, .compute = donchian,
		.help = "Donchian channel",
		.formula = "upper = highest high and lower = lowest low of n "
		    "bars, this bar's included; middle = (upper + lower)/2. A "
		    "breakout compares with the bar before: close > "
		    "donchian(20).upper[1]. TTR DonchianChannel.",
	}, { 0 }
};
