/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/maths/rolling.h"
#include "lib/signal/indicator_rows.h"

/* With volume: OBV, MFI, VWAP. */

static size_t
obv_lookback(const double *param)
{
	(void)param;
	return 0;
}

static void
obv(const struct bt_indicator_args *a)
{
	const double *close = a->in[0], *volume = a->in[1];
	double sum = volume[0];
	size_t i;

	a->out[0][0] = sum;
	for (i = 1; i < a->n; i++) {
		if (close[i] > close[i - 1])
			sum += volume[i];
		else if (close[i] < close[i - 1])
			sum -= volume[i];
		a->out[0][i] = sum;
	}
}

/* Money that flowed up (sign 1) or down (sign -1) at rows 1 and on. */
static void
flows(const double *price, const double *volume, size_t n, double sign,
    double *out)
{
	size_t i;

	for (i = 1; i < n; i++)
		out[i] = sign * (price[i] - price[i - 1]) > 0.0 ?
		    price[i] * volume[i] : 0.0;
}

static size_t
mfi_scratch(const double *param, size_t n)
{
	return 3 * n + bt_indicator_rolling(param, n);
}

static void
mfi(const struct bt_indicator_args *a)
{
	double *price = a->scratch, *flow = price + a->n, *up = flow + a->n;
	double *more = up + a->n, *out = a->out[0];
	size_t i, n = a->n, w = (size_t)a->param[0];

	bt_indicator_typical(a->in, n, price);
	flows(price, a->in[3], n, 1.0, flow);
	bt_rolling_sum(flow + 1, n - 1, w, up + 1, more);
	flows(price, a->in[3], n, -1.0, flow);
	bt_rolling_sum(flow + 1, n - 1, w, out + 1, more);
	bt_indicator_nan(out, 0, w, n);
	for (i = w; i < n; i++)
		out[i] = up[i] + out[i] > 0.0 ?
		    100.0 * (up[i] / (up[i] + out[i])) : 0.0;
}

static size_t
vwap_scratch(const double *param, size_t n)
{
	return 2 * n + bt_indicator_rolling(param, n);
}

static void
vwap(const struct bt_indicator_args *a)
{
	const double *volume = a->in[3];
	double *flow = a->scratch, *sum = flow + a->n, *out = a->out[0];
	size_t i, w = (size_t)a->param[0];

	bt_indicator_typical(a->in, a->n, flow);
	for (i = 0; i < a->n; i++)
		flow[i] *= volume[i];
	bt_rolling_sum(flow, a->n, w, sum, sum + a->n);
	bt_rolling_sum(volume, a->n, w, out, sum + a->n);
	for (i = w - 1; i < a->n; i++)
		out[i] = out[i] > 0.0 ? sum[i] / out[i] / 3.0 : (double)NAN;
}

#define N(def) { { "n", def, 1, BT_INDICATOR_WINDOW, true, "window in bars" } }

const struct bt_indicator bt_indicator_volume[] = {
	{
		.name = "obv", .group = "volume", .inputs = "cv",
		.output = { "obv" },
		.lookback = obv_lookback, .compute = obv,
		.help = "on-balance volume",
		.formula = "begins with the first bar's volume; then the "
		    "volume is added if the close rose, taken off if it fell. "
		    "TA-Lib OBV.",
	}, {
		.name = "mfi", .group = "volume", .inputs = "hlcv",
		.param = N(14), .output = { "mfi" }, .scratch = mfi_scratch,
		.lookback = bt_indicator_after, .compute = mfi,
		.help = "money flow index, 0 to 100",
		.formula = "p = (high + low + close)/3; up and down are the "
		    "sums of p * volume over the bars of the last n where p "
		    "rose and fell; 100 * up/(up + down), 0 where nothing "
		    "flowed. TA-Lib MFI.",
	}, {
		.name = "vwap", .group = "volume", .inputs = "hlcv",
		.param = N(20), .output = { "vwap" }, .scratch = vwap_scratch,
		.lookback = bt_indicator_before, .compute = vwap,
		.help = "volume-weighted average price of n bars",
		.formula = "p = (high + low + close)/3; sum of p * volume / "
		    "sum of volume over the last n bars; NaN where no volume "
		    "was traded. TTR VWAP of the typical price.",
	}, { 0 }
};
