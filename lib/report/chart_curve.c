/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/report/chart.h"
#include "lib/study/periods.h"

/* A curve as it is drawn: the first of its points stands at from. */
struct curve {
	const int64_t	*time;		/* NULL: numbered */
	const double	*y;
	size_t		 n;
};

static double
x_of(const struct curve *c, size_t i)
{
	return c->time != NULL ? bt_plot_seconds(c->time[i]) : (double)i;
}

/* Of a long curve, the extremes of each column. */
static size_t
put_curve(struct bt_plot *plot, const struct curve *c)
{
	const size_t id = bt_plot_data(plot);
	size_t *kept, n = 0, i;

	kept = bt_decimate(c->y, c->n, plot->columns, &n, plot->err);
	if (kept == NULL)
		plot->failed = true;
	for (i = 0; kept != NULL && i < n; i++)
		if (isfinite(c->y[kept[i]]))
			bt_plot_printf(plot, "%.12g %.9g\n", x_of(c, kept[i]),
			    c->y[kept[i]]);
	free(kept);
	bt_plot_data_end(plot);
	return id;
}

static void
put_x(struct bt_plot *plot, const struct curve *c, double length)
{
	if (c->time != NULL)
		bt_plot_dates(plot, c->time[0], c->time[c->n - 1], length);
	else {
		bt_plot_axis(plot, "x", BT_SCALE_NUMBER, 0.0,
		    (double)(c->n - 1), length, 70.0);
		bt_plot_printf(plot, "set xrange [0:%zu]\n", c->n - 1);
	}
}

static void
span_of(const double *y, size_t n, double *low, double *high)
{
	size_t i;

	for (i = 0; i < n; i++) {
		*low = fmin(*low, y[i]);	/* passes over NAN */
		*high = fmax(*high, y[i]);
	}
}

/* "Strategy  +35.8 %": who it is, and what came of it. */
static void
put_name(struct bt_plot *plot, const char *name, double total)
{
	char text[BT_PLOT_TEXT + 64], label[BT_PLOT_LABEL];
	char buf[BT_PLOT_TEXT];
	const struct bt_span span = bt_plot_shortened(buf, bt_span(name), 8.0,
	    false, 160.0);

	(void)snprintf(text, sizeof(text), "%.*s %s%s", (int)span.n, span.s,
	    total > 0.0 ? "+" : "",
	    bt_plot_label(label, BT_SCALE_PERCENT, total, 0.001));
	bt_plot_quoted(plot, bt_span(text));
}

static double
last_of(const double *y, size_t n)
{
	while (n > 0 && !isfinite(y[n - 1]))
		n--;
	return n > 0 ? y[n - 1] : (double)NAN;
}

void
bt_chart_equity(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_place *place)
{
	const struct bt_levels *l = &doc->levels;
	const struct curve own = { l->time, l->level, doc->n },
	    other = { l->time, doc->benchmark, doc->n };
	const double base = isfinite(l->base) ? l->base : l->level[0];
	double low = base, high = base;
	struct bt_place in;
	size_t id;

	id = put_curve(plot, &own);
	if (doc->benchmark != NULL)
		(void)put_curve(plot, &other);
	bt_plot_frame(plot, place, "Equity", &in);
	bt_plot_legend(plot, place);
	span_of(own.y, own.n, &low, &high);
	if (doc->benchmark != NULL)
		span_of(other.y, other.n, &low, &high);
	put_x(plot, &own, in.width);
	bt_plot_axis(plot, "y", BT_SCALE_MONEY, low, high, in.height, 26.0);
	bt_plot_printf(plot, "set arrow 1 from graph 0, first %.9g to "
	    "graph 1, first %.9g nohead back lc rgb '" BT_PLOT_GREY
	    "' lw 0.5 dt 3\n", base, base);
	bt_plot_printf(plot, "plot ");
	if (doc->benchmark != NULL) {
		bt_plot_printf(plot, "$D%zu using 1:2 with lines lw 1 "
		    "lc rgb '" BT_PLOT_ORANGE "' title ", id + 1);
		put_name(plot, doc->benchmark_name, last_of(other.y,
		    other.n) / base - 1.0);
		bt_plot_printf(plot, ", ");
	}
	bt_plot_printf(plot, "$D%zu using 1:2 with lines lw 1.4 lc rgb '"
	    BT_PLOT_BLUE "' title ", id);
	put_name(plot, "Strategy", last_of(own.y, own.n) / base - 1.0);
	bt_plot_printf(plot, "\n");
}

/* Where it was worst, in words, below it. */
static void
put_worst(struct bt_plot *plot, const struct curve *c)
{
	char label[BT_PLOT_LABEL], day[BT_TIME_MAX], text[128];
	double where;
	size_t i, at = 0, n = 0;

	for (i = 0; i < c->n; i++)
		at = c->y[i] < c->y[at] ? i : at;
	if (c->y[at] >= 0.0)
		return;
	if (c->time != NULL)
		n = bt_time_format(day, c->time[at], true);
	where = (x_of(c, at) - x_of(c, 0)) / (x_of(c, c->n - 1) - x_of(c, 0));
	(void)snprintf(text, sizeof(text), "%s %.*s", bt_plot_label(label,
	    BT_SCALE_PERCENT, c->y[at], 0.001), (int)n, day);
	bt_plot_printf(plot, "set label 2 ");
	bt_plot_quoted(plot, bt_span(text));
	bt_plot_printf(plot, " at first %.12g, first %.9g %s offset 0, -0.8 "
	    "front font ',8' textcolor rgb '" BT_PLOT_INK "' %s\n",
	    x_of(c, at), c->y[at], where < 0.15 ? "left" : where > 0.85 ?
	    "right" : "center", plot->plain ? "" : "point pt 7 ps 0.4 lc rgb '"
	    BT_PLOT_RED "'");
}

void
bt_chart_drawdown(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_place *place)
{
	double *depth = bt_column(doc->n, plot->err), low = 0.0, high = 0.0;
	const struct curve c = { doc->levels.time, depth, doc->n };
	struct bt_place in;
	size_t id;

	if (depth == NULL) {
		plot->failed = true;
		return;
	}
	bt_underwater_of(&doc->levels, depth);
	span_of(depth, doc->n, &low, &high);
	id = put_curve(plot, &c);
	bt_plot_frame(plot, place, "Drawdown", &in);
	put_x(plot, &c, in.width);
	/* Room below the worst for its label. */
	bt_plot_axis(plot, "y", BT_SCALE_PERCENT, low * (1.0 + 16.0 /
	    in.height), low < 0.0 ? 0.0 : 0.01, in.height, 22.0);
	put_worst(plot, &c);
	bt_plot_printf(plot, "plot ");
	if (!plot->plain)
		bt_plot_printf(plot, "$D%zu using 1:2 with filledcurves y1=0 "
		    "fs solid 0.25 noborder lc rgb '" BT_PLOT_RED
		    "' notitle, ", id);
	bt_plot_printf(plot, "$D%zu using 1:2 with lines lw 0.8 lc rgb '"
	    BT_PLOT_RED "' notitle\n", id);
	free(depth);
}

void
bt_chart_exposure(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_place *place)
{
	double *share = bt_column(doc->n, plot->err), low = 0.0, high = 0.0;
	const struct curve c = { doc->levels.time, share, doc->n };
	struct bt_place in;
	size_t i, id;

	if (share == NULL) {
		plot->failed = true;
		return;
	}
	for (i = 0; i < doc->n; i++)
		share[i] = (double)doc->exposure[i];
	span_of(share, doc->n, &low, &high);
	if (!(high > low))		/* never in the market */
		high = 1.0;
	id = put_curve(plot, &c);
	bt_plot_frame(plot, place, "Exposure (positions / equity)", &in);
	put_x(plot, &c, in.width);
	bt_plot_axis(plot, "y", BT_SCALE_PERCENT, low, high, in.height,
	    24.0);
	bt_plot_printf(plot, "plot $D%zu using 1:2 with %s\n", id,
	    plot->plain ? "steps notitle" : "fillsteps fs solid 0.45 "
	    "noborder lc rgb '" BT_PLOT_BLUE "' notitle");
	free(share);
}

/* A year of returns, or less where that leaves too little to see. */
static size_t
window_of(const struct bt_document *doc, size_t n)
{
	const double year = doc->study.periods.per_year;
	size_t window = year < (double)n / 2.0 ? (size_t)(year + 0.5) : n / 4;

	return window < 5 ? 5 : window;
}

/* Both columns at as many points as a chart has room for. */
static size_t
put_rolling(struct bt_plot *plot, const struct bt_levels *l, size_t window,
    double periods, double range[4])
{
	const size_t left = l->n - window, m = left < plot->columns ? left :
	    plot->columns;
	const struct curve c = { l->time, l->level, l->n };
	const size_t id = bt_plot_data(plot);
	double sharpe, vol;
	size_t i, k;

	for (k = 0; k < m; k++) {
		i = m < 2 ? window : window + (size_t)((double)(left - 1) *
		    (double)k / (double)(m - 1) + 0.5);
		bt_rolling_at(l, i, window, periods, &sharpe, &vol);
		if (!isfinite(sharpe) || !isfinite(vol)) {
			bt_plot_printf(plot, "\n");
			continue;
		}
		bt_plot_printf(plot, "%.12g %.9g %.9g\n", x_of(&c, i),
		    sharpe, vol);
		span_of(&sharpe, 1, &range[0], &range[1]);
		span_of(&vol, 1, &range[2], &range[3]);
	}
	bt_plot_data_end(plot);
	return id;
}

static void
draw_rolling(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_levels *l, const struct bt_place *place)
{
	const size_t window = window_of(doc, l->n);
	const struct curve c = { l->time, l->level, l->n };
	struct bt_place half = *place, in;
	double range[4] = { 0.0, 0.0, 0.0, 0.0 };
	char title[96];
	size_t id;

	id = put_rolling(plot, l, window, doc->study.periods.per_year,
	    range);
	half.height = place->height / 2.0;
	half.bottom = place->bottom + half.height;
	(void)snprintf(title, sizeof(title), "Rolling Sharpe ratio (window "
	    "of %zu returns)", window);
	bt_plot_frame(plot, &half, title, &in);
	put_x(plot, &c, in.width);
	bt_plot_axis(plot, "y", BT_SCALE_NUMBER, range[0], range[1],
	    in.height, 22.0);
	bt_plot_printf(plot, "set arrow 1 from graph 0, first 0 to graph 1, "
	    "first 0 nohead back lc rgb '" BT_PLOT_GREY "' lw 0.6\n"
	    "plot $D%zu using 1:2 with lines lw 1.2 lc rgb '" BT_PLOT_BLUE
	    "' notitle\n", id);
	half.bottom = place->bottom;
	bt_plot_frame(plot, &half, "Rolling volatility, annualised", &in);
	put_x(plot, &c, in.width);
	bt_plot_axis(plot, "y", BT_SCALE_PERCENT, range[2], range[3],
	    in.height, 22.0);
	bt_plot_printf(plot, "plot $D%zu using 1:3 with lines lw 1.2 lc rgb '"
	    BT_PLOT_RED "' notitle\n", id);
}

/*
 * The curve by the periods that the study measures: by day where its returns
 * are, else as it is.  *own is NULL or the memory of it.
 */
static int
daily_levels(const struct bt_document *doc, struct bt_levels *levels,
    void **own, struct bt_err *err)
{
	const struct bt_levels *all = &doc->levels;
	int64_t *time;
	double *level;
	size_t i, k = 0;

	*levels = *all;
	*own = NULL;
	if (!doc->study.daily || all->time == NULL)
		return 0;
	time = bt_calloc(all->n, sizeof(*time) + sizeof(*level), err);
	if (time == NULL)
		return -1;
	level = (double *)(void *)(time + all->n);
	for (i = 0; i < all->n; i++) {
		if (k > 0 && bt_periods_day(time[k - 1]) ==
		    bt_periods_day(all->time[i]))
			k--;
		time[k] = all->time[i];
		level[k++] = all->level[i];
	}
	*levels = (struct bt_levels){ time, level, k, all->base };
	*own = time;
	return 0;
}

void
bt_chart_rolling(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_place *place)
{
	struct bt_levels levels;
	void *own;

	if (daily_levels(doc, &levels, &own, plot->err) == -1) {
		plot->failed = true;
		return;
	}
	if (levels.n > window_of(doc, levels.n))
		draw_rolling(plot, doc, &levels, place);
	free(own);
}
