/* SPDX-License-Identifier: ISC */
#include "lib/report/chart.h"

#include "lib/base/num.h"

#define SIZE_MIN 20
#define SIZE_MAX_PIXELS 10000

const struct bt_opt bt_chart_opts[] = {
	BT_OPT_TEXT_ROW(0, "chart", struct bt_chart_settings, chart, "NAME",
	    NULL, "one chart for png, svg or the terminal, see CHARTS; "
	    "without it, an overview"),
	BT_OPT_TEXT_ROW(0, "axes", struct bt_chart_settings, axes, "X,Y",
	    NULL, "the parameters of a heat map or a surface"),
	BT_OPT_TEXT_ROW(0, "size", struct bt_chart_settings, size, "WxH",
	    NULL, "pixels of a picture (1600x900), letters of a terminal"),
	BT_OPT_FLAG_ROW(0, "terminal", struct bt_chart_settings, terminal,
	    "draw with letters, in colour on a terminal"),
	BT_OPT_FLAG_ROW(0, "sixel", struct bt_chart_settings, sixel,
	    "draw with the pixels of a terminal that knows sixels"),
	BT_OPT_FLAG_ROW(0, "plot-script", struct bt_chart_settings, script,
	    "write the script for gnuplot, data included, instead of "
	    "running it"),
	BT_OPT_END
};

static const char *
lack_curve(const struct bt_document *doc)
{
	if (doc->n < 2)
		return "a curve of two points or more";
	return doc->study.ruined ? "an account that stays above zero" : NULL;
}

static const char *
lack_months(const struct bt_document *doc)
{
	return doc->nmonths == 0 ? "a curve with dates" : NULL;
}

static const char *
lack_returns(const struct bt_document *doc)
{
	return doc->nbins == 0 ||
	    (doc->study.have & BT_NEEDS_RETURNS) == 0 ? "returns" : NULL;
}

static const char *
lack_rolling(const struct bt_document *doc)
{
	if (lack_returns(doc) != NULL || doc->study.perf.n < 20 ||
	    (doc->study.have & BT_NEEDS_PERIODS) == 0)
		return "20 returns or more, of known periods a year";
	return NULL;
}

static const char *
lack_trades(const struct bt_document *doc)
{
	return doc->ntrades == 0 ? "closed trades of a run" : NULL;
}

static const char *
lack_exposure(const struct bt_document *doc)
{
	return doc->exposure == NULL || doc->n < 2 ? "equity rows with "
	    "positions" : NULL;
}

static const char *
lack_price(const struct bt_document *doc)
{
	return doc->nprices == 0 ? "bars given with --prices, and trades" :
	    NULL;
}

static const char *
lack_trials(const struct bt_document *doc)
{
	if (doc->trials == NULL)
		return "trials of bt-optimize";
	return doc->trials->ndims == 0 || doc->trials->nvalid == 0 ?
	    "a parameter, and a trial with a result" : NULL;
}

static const char *
lack_axes(const struct bt_document *doc)
{
	if (lack_trials(doc) != NULL)
		return lack_trials(doc);
	return doc->axis[0] == doc->axis[1] ? "two parameters that vary" :
	    NULL;
}

static const char *
lack_fan(const struct bt_document *doc)
{
	return doc->chance == NULL || doc->chance->nsteps == 0 ?
	    "a fan of bt-montecarlo" : NULL;
}

static const char *
lack_histogram(const struct bt_document *doc)
{
	return doc->chance == NULL || doc->chance->nclasses == 0 ?
	    "a histogram of bt-montecarlo" : NULL;
}

const struct bt_chart bt_charts[] = {
	{ "equity", "the account, and a benchmark", lack_curve,
	    bt_chart_equity },
	{ "drawdown", "how far below its high it was", lack_curve,
	    bt_chart_drawdown },
	{ "monthly", "returns by month, as a heat map", lack_months,
	    bt_chart_monthly },
	{ "yearly", "returns by year", lack_months, bt_chart_yearly },
	{ "distribution", "returns by size, with VaR and CVaR",
	    lack_returns, bt_chart_distribution },
	{ "rolling", "Sharpe ratio and volatility of a window",
	    lack_rolling, bt_chart_rolling },
	{ "trades", "results against excursions (MAE, MFE)", lack_trades,
	    bt_chart_trades },
	{ "exposure", "market value of positions over equity",
	    lack_exposure, bt_chart_exposure },
	{ "price", "the bars of --prices, with entries and exits", lack_price,
	    bt_chart_price },
	{ "heatmap", "trials by two parameters, as colours", lack_axes,
	    bt_chart_heatmap },
	{ "surface", "the same as a landscape", lack_axes,
	    bt_chart_surface },
	{ "scatter", "trials by each parameter", lack_trials,
	    bt_chart_scatter },
	{ "fan", "simulated paths: where most of them are", lack_fan,
	    bt_chart_fan },
	{ "histogram", "simulated outcomes by size", lack_histogram,
	    bt_chart_histogram },
	{ NULL, NULL, NULL, NULL }
};

const struct bt_chart *
bt_chart_want(struct bt_span name, struct bt_err *err)
{
	const struct bt_chart *row;

	for (row = bt_charts; row->name != NULL; row++)
		if (bt_span_is(name, row->name))
			return row;
	(void)bt_err_set(err, BT_EUSAGE, "--chart: unknown chart '%.*s'; "
	    "there are", BT_SPAN(name));
	for (row = bt_charts; row->name != NULL; row++)
		(void)bt_err_add(err, "%s%s", row == bt_charts ? " " : ", ",
		    row->name);
	return NULL;
}

int
bt_chart_size(const char *size, long long *width, long long *height,
    struct bt_err *err)
{
	struct bt_span rest = bt_span(size), w;

	if (bt_span_cut(&rest, 'x', &w) && rest.s != NULL &&
	    bt_num_parse_int(w.s, w.n, SIZE_MIN, SIZE_MAX_PIXELS,
	    width) == 0 && bt_num_parse_int(rest.s, rest.n,
	    SIZE_MIN / 2, SIZE_MAX_PIXELS, height) == 0)
		return 0;
	return bt_err_set(err, BT_EUSAGE, "--size: want WxH as in 1600x900, "
	    "up to %d each, got '%.60s'", SIZE_MAX_PIXELS, size);
}
