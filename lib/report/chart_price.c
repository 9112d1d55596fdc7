/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/report/chart.h"

/* Bars that still can be told apart as candles, for points of width. */
#define CANDLE 4.0

static bool
is_of(const struct bt_trade *t, const struct bt_document_price *p)
{
	return t->symbol.n == p->symbol.n && memcmp(t->symbol.s, p->symbol.s,
	    p->symbol.n) == 0;
}

/* The extremes of each column of the picture, as the curves have them. */
static size_t
put_closes(struct bt_plot *plot, const struct bt_bars *b)
{
	const size_t id = bt_plot_data(plot);
	size_t *kept, n = 0, i;

	kept = bt_decimate(b->close, b->n, plot->columns, &n, plot->err);
	if (kept == NULL)
		plot->failed = true;
	for (i = 0; kept != NULL && i < n; i++)
		bt_plot_printf(plot, "%.12g %.9g\n",
		    bt_plot_seconds(b->time[kept[i]]), b->close[kept[i]]);
	free(kept);
	bt_plot_data_end(plot);
	return id;
}

static size_t
put_candles(struct bt_plot *plot, const struct bt_bars *b)
{
	const size_t id = bt_plot_data(plot);
	size_t i;

	for (i = 0; i < b->n; i++)
		bt_plot_printf(plot, "%.12g %.9g %.9g %.9g %.9g %s\n",
		    bt_plot_seconds(b->time[i]), b->open[i], b->low[i],
		    b->high[i], b->close[i], b->close[i] >= b->open[i] ?
		    "0x0072b2" : "0xd55e00");
	bt_plot_data_end(plot);
	return id;
}

/* What is marked: entries of a side, or exits. */
static const struct mark {
	const char	*title, *letter, *side;
	int		 shape;
	bool		 exits;
} kinds[] = {
	{ "long", "^", "long", 9, false },
	{ "short", "v", "short", 11, false },
	{ "exit, by result", "x", NULL, 7, true },
};
#define NKINDS (sizeof(kinds) / sizeof(kinds[0]))

static bool
is_marked(const struct bt_trade *t, const struct mark *m)
{
	return m->exits ? t->exit_time != BT_TIME_NONE :
	    bt_span_is(t->side, m->side);
}

/* Time, price, colour; returns how many. */
static size_t
put_marks(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_document_price *p, const struct mark *m)
{
	const struct bt_trade *t;
	size_t i, n = 0;

	(void)bt_plot_data(plot);
	for (i = 0; i < doc->ntrades; i++) {
		t = &doc->trade[i];
		if (!is_of(t, p) || !is_marked(t, m))
			continue;
		bt_plot_printf(plot, "%.12g %.9g %s\n", bt_plot_seconds(
		    m->exits ? t->exit_time : t->entry_time), m->exits ?
		    t->exit_price : t->entry_price, !m->exits ? "0x222222" :
		    t->pnl > 0.0 ? "0x009e73" : "0xd55e00");
		n++;
	}
	bt_plot_data_end(plot);
	return n;
}

/* An empty block is not drawn: gnuplot may fail over it. */
static void
draw_marks(struct bt_plot *plot, size_t id, const size_t n[NKINDS])
{
	const size_t all = n[0] + n[1];
	const double size = all > 400 ? 0.35 : all > 100 ? 0.55 : 0.8;
	size_t k;

	for (k = 0; k < NKINDS; k++) {
		if (n[k] == 0)
			continue;
		bt_plot_printf(plot, ", $D%zu using 1:2:3 with points ", id +
		    k);
		if (plot->plain)
			bt_plot_printf(plot, "pt '%s'", kinds[k].letter);
		else
			bt_plot_printf(plot, "pt %d ps %.2f", kinds[k].shape,
			    size);
		bt_plot_printf(plot, " lc rgb variable title '%s'",
		    kinds[k].title);
	}
	bt_plot_printf(plot, "\n");
}

void
bt_chart_price(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_place *place)
{
	const struct bt_document_price *p = &doc->price[0];
	const struct bt_bars *b = &p->bars;
	const bool candles = !plot->plain && (double)b->n * CANDLE <
	    place->width;
	const size_t id = candles ? put_candles(plot, b) : put_closes(plot,
	    b);
	double low = HUGE_VAL, high = -HUGE_VAL;
	char title[BT_PLOT_TEXT], buf[BT_PLOT_TEXT];
	struct bt_place in;
	struct bt_span name;
	size_t i, n[NKINDS];

	for (i = 0; i < NKINDS; i++)
		n[i] = put_marks(plot, doc, p, &kinds[i]);
	for (i = 0; i < b->n; i++) {
		low = fmin(low, b->low[i]);
		high = fmax(high, b->high[i]);
	}
	name = bt_plot_shortened(buf, p->symbol, 9.0, true, place->width / 2);
	(void)snprintf(title, sizeof(title), "Price of %.*s", (int)name.n,
	    name.s);
	bt_plot_frame(plot, place, title, &in);
	bt_plot_legend(plot, place);
	bt_plot_dates(plot, b->time[0], b->time[b->n - 1], in.width);
	bt_plot_axis(plot, "y", BT_SCALE_MONEY, low, high, in.height, 26.0);
	if (candles)
		bt_plot_printf(plot, "plot $D%zu using 1:2:3:4:5:6 with "
		    "candlesticks lw 0.8 lc rgb variable notitle", id);
	else
		bt_plot_printf(plot, "plot $D%zu using 1:2 with lines lw 1 "
		    "lc rgb '" BT_PLOT_BLUE "' title 'close'", id);
	draw_marks(plot, id + 1, n);
}
