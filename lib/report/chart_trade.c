/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>

#include "lib/report/chart.h"
#include "lib/report/sieve.h"

/* Curve points of the bell that is drawn over a histogram. */
#define BELL 120

/* A vertical line with its name, at the side of the axis' top. */
static void
put_mark(struct bt_plot *plot, int id, const char *name, double x,
    double height, double middle)
{
	const bool right = x < middle;
	char label[BT_PLOT_LABEL], text[96];

	(void)snprintf(text, sizeof(text), "%s %s", name, bt_plot_label(label,
	    BT_SCALE_PERCENT, x, 0.0001));
	bt_plot_printf(plot, "set arrow %d from first %.9g, graph 0 to first "
	    "%.9g, graph %.3f nohead front lc rgb '" BT_PLOT_RED
	    "' lw 1 dt %d\nset label %d ", id, x, x, height, id - 1, id);
	bt_plot_quoted(plot, bt_span(text));
	bt_plot_printf(plot, " at first %.9g, graph %.3f %s offset %s, 0 "
	    "front font ',8' textcolor rgb '" BT_PLOT_INK "'\n", x, height,
	    right ? "left" : "right", right ? "0.5" : "-0.5");
}

/* Counts that returns of a normal distribution would have. */
static size_t
put_bell(struct bt_plot *plot, const struct bt_perf *p,
    const struct bt_bin *bin, size_t nbins)
{
	const double sd = bt_perf_sd(p), mean = p->ret.mean;
	const double low = bin[0].low, high = bin[nbins - 1].high;
	const double scale = (double)p->n * (bin[0].high - bin[0].low) /
	    (sd * sqrt(2.0 * acos(-1.0)));
	const size_t id = bt_plot_data(plot);
	double x;
	int i;

	for (i = 0; i <= BELL; i++) {
		x = low + (high - low) * i / BELL;
		bt_plot_printf(plot, "%.9g %.9g\n", x, scale * exp(-0.5 *
		    (x - mean) * (x - mean) / (sd * sd)));
	}
	bt_plot_data_end(plot);
	return id;
}

static void
draw_bins(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_bin *bin, size_t nbins, const struct bt_place *place)
{
	const struct bt_perf *p = &doc->study.perf;
	const bool bell = bt_perf_sd(p) > 0.0 && !plot->plain;
	const size_t id = bt_plot_data(plot);
	const double middle = 0.65 * bin[0].low + 0.35 * bin[nbins - 1].high;
	struct bt_place in;
	size_t i, most = 0;

	for (i = 0; i < nbins; i++) {
		most = bin[i].count > most ? bin[i].count : most;
		bt_plot_printf(plot, "%.9g %zu %.9g\n", (bin[i].low +
		    bin[i].high) / 2.0, bin[i].count, bin[i].high -
		    bin[i].low);
	}
	bt_plot_data_end(plot);
	if (bell)
		(void)put_bell(plot, p, bin, nbins);
	bt_plot_frame(plot, place, doc->study.daily ? "Distribution of "
	    "returns by day" : "Distribution of returns", &in);
	bt_plot_legend(plot, place);
	bt_plot_axis(plot, "x", BT_SCALE_PERCENT, bin[0].low,
	    bin[nbins - 1].high, in.width, 56.0);
	bt_plot_axis(plot, "y", BT_SCALE_COUNT, 0.0, (double)most, in.height,
	    24.0);
	put_mark(plot, 2, "VaR 95 %", p->q05, 0.94, middle);
	put_mark(plot, 3, "CVaR 95 %", p->tail_mean, 0.82, middle);
	bt_plot_printf(plot, "plot $D%zu using 1:2:($3 * 0.92) with boxes "
	    "fs solid %s noborder lc rgb '" BT_PLOT_BLUE "' notitle", id,
	    plot->plain ? "0" : "0.75");
	if (bell)
		bt_plot_printf(plot, ", $D%zu using 1:2 with lines lw 1 "
		    "lc rgb '" BT_PLOT_GREY "' dt 2 title 'normal "
		    "distribution'", id + 1);
	bt_plot_printf(plot, "\n");
}

void
bt_chart_distribution(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_place *place)
{
	draw_bins(plot, doc, doc->bin, doc->nbins, place);
}

/* One side of the excursions: x is the adverse or the favourable one. */
struct side {
	const char	*title;
	bool		 adverse;
};

static double
excursion(const struct side *side, const struct bt_trade *t)
{
	return side->adverse ? t->mae : t->mfe;
}

static bool
is_drawn(const struct side *side, const struct bt_trade *t)
{
	return isfinite(excursion(side, t)) && isfinite(t->ret);
}

static void
range_of(const struct bt_document *doc, const struct side *side,
    double range[4])
{
	const struct bt_trade *t;
	size_t i;

	for (i = 0; i < doc->ntrades; i++) {
		t = &doc->trade[i];
		if (!is_drawn(side, t))
			continue;
		range[0] = fmin(range[0], excursion(side, t));
		range[1] = fmax(range[1], excursion(side, t));
		range[2] = fmin(range[2], t->ret);
		range[3] = fmax(range[3], t->ret);
	}
}

static size_t
put_trades(struct bt_plot *plot, const struct bt_document *doc,
    const struct side *side, const double range[4])
{
	const size_t id = bt_plot_data(plot);
	const struct bt_trade *t;
	struct bt_sieve sieve;
	size_t i;

	if (bt_sieve_init(&sieve, range, plot->err) == -1) {
		plot->failed = true;
		return id;
	}
	for (i = 0; i < doc->ntrades; i++) {
		t = &doc->trade[i];
		if (is_drawn(side, t) &&
		    bt_sieve_takes(&sieve, excursion(side, t), t->ret))
			bt_plot_printf(plot, "%.6g %.6g %s\n",
			    excursion(side, t), t->ret,
			    t->pnl > 0.0 ? "0x0072b2" : "0xd55e00");
	}
	bt_sieve_free(&sieve);
	bt_plot_data_end(plot);
	return id;
}

static void
draw_side(struct bt_plot *plot, const struct bt_document *doc,
    const struct side *side, const struct bt_place *place)
{
	double range[4] = { 0.0, 0.0, 0.0, 0.0 };
	size_t id;
	const double size = doc->ntrades > 2000 ? 0.2 : doc->ntrades > 300 ?
	    0.35 : 0.55;
	struct bt_place in;

	range_of(doc, side, range);
	id = put_trades(plot, doc, side, range);
	bt_plot_frame(plot, place, side->title, &in);
	bt_plot_axis(plot, "x", BT_SCALE_PERCENT, range[0], range[1],
	    in.width, 50.0);
	bt_plot_axis(plot, "y", BT_SCALE_PERCENT, range[2], range[3],
	    in.height, 22.0);
	bt_plot_printf(plot, "set arrow 1 from graph 0, first 0 to graph 1, "
	    "first 0 nohead back lc rgb '" BT_PLOT_GREY "' lw 0.6\n"
	    "plot $D%zu using 1:2:3 with points pt %s ps %.2f lc rgb variable "
	    "notitle\n", id, plot->plain ? "'*'" : "7", size);
}

void
bt_chart_trades(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_place *place)
{
	static const struct side sides[] = {
		{ "Return against worst point (MAE)", true },
		{ "Return against best point (MFE)", false },
	};
	struct bt_place half = *place;

	half.width = place->width / 2.0 - 6.0;
	draw_side(plot, doc, &sides[0], &half);
	half.left += half.width + 12.0;
	draw_side(plot, doc, &sides[1], &half);
}
