/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/maths/rolling.h"
#include "lib/signal/indicator_rows.h"

/* Oscillators: RSI, MACD, STOCH, CCI, WILLR, ROC, MOM. */

static void
rsi(const struct bt_indicator_args *a)
{
	const double *x = a->in[0];
	double alpha = 1.0 / a->param[0], d, gain = 0.0, loss = 0.0, up;
	size_t i, w = (size_t)a->param[0];

	bt_indicator_nan(a->out[0], 0, w, a->n);
	for (i = 1; i < a->n; i++) {
		d = x[i] - x[i - 1];
		up = d > 0.0 ? d : 0.0;
		if (i <= w) {		/* the seed: means of w changes */
			gain += up * alpha;
			loss += (up - d) * alpha;
		} else {
			gain += (up - gain) * alpha;
			loss += (up - d - loss) * alpha;
		}
		if (i >= w)
			a->out[0][i] = gain + loss > 0.0 ?
			    100.0 * (gain / (gain + loss)) : 0.0;
	}
}

static size_t
macd_lookback(const double *param)
{
	return (size_t)param[1] - 1 + (size_t)param[2] - 1;
}

/* Both averages begin at row slow - 1: the fast one is seeded late. */
static void
macd(const struct bt_indicator_args *a)
{
	double *line = a->out[0], *signal = a->out[1], *histogram = a->out[2];
	size_t i, n = a->n, fast = (size_t)a->param[0];
	size_t first = (size_t)a->param[1] - 1, smooth = (size_t)a->param[2];

	bt_indicator_smooth(a->in[0], n, fast, first, 2.0 / (a->param[0] + 1.0),
	    histogram);
	bt_indicator_smooth(a->in[0], n, first + 1, first,
	    2.0 / (a->param[1] + 1.0), line);
	for (i = first; i < n; i++)
		line[i] = histogram[i] - line[i];
	bt_indicator_nan(signal, 0, first, n);
	if (first < n)
		bt_indicator_smooth(line + first, n - first, smooth, smooth - 1,
		    2.0 / (a->param[2] + 1.0), signal + first);
	bt_indicator_nan(line, 0, macd_lookback(a->param), n);
	for (i = 0; i < n; i++)
		histogram[i] = line[i] - signal[i];
}

static size_t
stoch_lookback(const double *param)
{
	return (size_t)param[0] - 1 + (size_t)param[1] - 1 +
	    (size_t)param[2] - 1;
}

/* Two columns, and a rolling window of any of the three lengths. */
static size_t
stoch_scratch(const double *param, size_t n)
{
	double w = fmax(param[0], fmax(param[1], param[2]));

	return 2 * n + bt_indicator_rolling(&w, n);
}

/* Mean of a column that begins at row skip, into out; NAN before. */
static void
mean_from(const double *x, size_t n, size_t w, size_t skip, double *out,
    double *scratch)
{
	bt_indicator_nan(out, 0, skip, n);
	if (skip < n)
		bt_rolling_mean(x + skip, n - skip, w, out + skip, scratch);
}

static void
stoch(const struct bt_indicator_args *a)
{
	const double *high = a->in[0], *low = a->in[1], *close = a->in[2];
	double *top = a->scratch, *bottom = top + a->n, *more = bottom + a->n;
	size_t i, n = a->n, k = (size_t)a->param[0];
	size_t smooth = (size_t)a->param[1], d = (size_t)a->param[2];

	bt_rolling_max(high, n, k, top, more);
	bt_rolling_min(low, n, k, bottom, more);
	for (i = k - 1; i < n; i++)
		top[i] = top[i] > bottom[i] ? 100.0 *
		    ((close[i] - bottom[i]) / (top[i] - bottom[i])) : 0.0;
	mean_from(top, n, smooth, k - 1, a->out[0], more);
	mean_from(a->out[0], n, d, k - 1 + smooth - 1, a->out[1], more);
	bt_indicator_nan(a->out[0], 0, stoch_lookback(a->param), n);
}

static size_t
willr_scratch(const double *param, size_t n)
{
	return n + bt_indicator_rolling(param, n);
}

static void
willr(const struct bt_indicator_args *a)
{
	double *top = a->scratch, *out = a->out[0];
	size_t i, w = (size_t)a->param[0];

	bt_rolling_max(a->in[0], a->n, w, top, a->scratch + a->n);
	bt_rolling_min(a->in[1], a->n, w, out, a->scratch + a->n);
	for (i = w - 1; i < a->n; i++)
		out[i] = top[i] > out[i] ? -100.0 *
		    ((top[i] - a->in[2][i]) / (top[i] - out[i])) : 0.0;
}

/* Two columns and a rolling window. */
static size_t
cci_scratch(const double *param, size_t n)
{
	return 2 * n + bt_indicator_rolling(param, n);
}

/* Of three times the typical price: the factor cancels. */
static void
cci(const struct bt_indicator_args *a)
{
	double *price = a->scratch, *mean = price + a->n, *out = a->out[0];
	size_t i, w = (size_t)a->param[0];

	bt_indicator_typical(a->in, a->n, price);
	bt_rolling_mean(price, a->n, w, mean, mean + a->n);
	bt_rolling_deviation(price, mean, a->n, w, out, mean + a->n);
	for (i = w - 1; i < a->n; i++)
		if (out[i] > 0.0)
			out[i] = (price[i] - mean[i]) / (0.015 * out[i]);
}

static void
roc(const struct bt_indicator_args *a)
{
	const double *x = a->in[0];
	size_t i, w = (size_t)a->param[0];

	bt_indicator_nan(a->out[0], 0, w, a->n);
	for (i = w; i < a->n; i++)
		a->out[0][i] = x[i - w] != 0.0 ?
		    100.0 * ((x[i] - x[i - w]) / x[i - w]) : (double)NAN;
}

static void
mom(const struct bt_indicator_args *a)
{
	const double *x = a->in[0];
	size_t i, w = (size_t)a->param[0];

	bt_indicator_nan(a->out[0], 0, w, a->n);
	for (i = w; i < a->n; i++)
		a->out[0][i] = x[i] - x[i - w];
}

#define N(def, min) { "n", def, min, BT_INDICATOR_WINDOW, true, \
	"window in bars" }
#define W(name, def, help) { name, def, 1, BT_INDICATOR_WINDOW, true, help }

const struct bt_indicator bt_indicator_momentum[] = {
	{
		.name = "rsi", .group = "momentum", .inputs = "x",
		.param = { N(14, 1) }, .output = { "rsi" },
		.lookback = bt_indicator_after, .compute = rsi,
		.help = "relative strength index, 0 to 100",
		.formula = "100 * g/(g + l), where g and l are the averages of "
		    "gains and losses from bar to bar: first the mean of "
		    "|p - m| overn "
		    "changes, then previous + (now - previous)/n. 0 as long "
		    "as nothing has moved. Wilder (1978); TA-Lib RSI.",
	}, {
		.name = "macd", .group = "momentum", .inputs = "x",
		.param = {
			W("fast", 12, "window of the fast average"),
			W("slow", 26, "window of the slow average"),
			W("signal", 9, "window of the signal line"),
		},
		.output = { "macd", "signal", "histogram" }, .ascending = true,
		.lookback = macd_lookback, .compute = macd,
		.help = "moving average convergence/divergence",
		.formula = "macd = fast EMA - slow EMA, both seeded at bar "
		    "slow with the mean of their last fast and slow values; "
		    "signal = ema(macd, signal); histogram = macd - signal. "
		    "All three begin where the signal does. TA-Lib MACD.",
	}, {
		.name = "stoch", .group = "momentum", .inputs = "hlc",
		.param = {
			W("n", 14, "window of the range"),
			W("smooth", 3, "window that smooths %K"),
			W("d", 3, "window of %D"),
		},
		.output = { "k", "d" }, .scratch = stoch_scratch,
		.lookback = stoch_lookback, .compute = stoch,
		.help = "stochastic oscillator, slow %K and %D, 0 to 100",
		.formula = "f = 100 * (close - lowest low)/(highest high - "
		    "lowest low) of n bars, 0 where they are equal; k = "
		    "sma(f, smooth); d = sma(k, d). Both begin where d does. "
		    "TA-Lib STOCH (whose own n is 5).",
	}, {
		.name = "cci", .group = "momentum", .inputs = "hlc",
		.param = { N(20, 2) }, .output = { "cci" },
		.scratch = cci_scratch,
		.lookback = bt_indicator_before, .compute = cci,
		.help = "commodity channel index",
		.formula = "(p - m)/(0.015 * v), where p = (high + low + "
		    "close)/3, m its mean over n bars and v the mean of "
		    "|p - m| over the same bars; 0 where v is 0. "
		    "Lambert (1980); TA-Lib CCI (whose own n is 14).",
	}, {
		.name = "willr", .group = "momentum", .inputs = "hlc",
		.param = { N(14, 1) }, .output = { "willr" },
		.scratch = willr_scratch,
		.lookback = bt_indicator_before, .compute = willr,
		.help = "Williams' %R, -100 to 0",
		.formula = "-100 * (highest high - close)/(highest high - "
		    "lowest low) of n bars, 0 where they are equal. TA-Lib "
		    "WILLR.",
	}, {
		.name = "roc", .group = "momentum", .inputs = "x",
		.param = { N(10, 1) }, .output = { "roc" },
		.lookback = bt_indicator_after, .compute = roc,
		.help = "rate of change in percent",
		.formula = "100 * (x - x[n])/x[n]; NaN where x[n] is 0. "
		    "TA-Lib ROC.",
	}, {
		.name = "mom", .group = "momentum", .inputs = "x",
		.param = { N(10, 1) }, .output = { "mom" },
		.lookback = bt_indicator_after, .compute = mom,
		.help = "momentum: change over n bars",
		.formula = "x - x[n]. TA-Lib MOM.",
	}, { 0 }
};
