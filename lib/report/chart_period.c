/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>

#include "lib/report/chart.h"

/* Numbers in the cells of a heat map need this height, points. */
#define LEGIBLE 5.5
/* No row is taller; title and tics are around the rows. */
#define TALLEST 26.0
#define AROUND 42.0

/* From white to blue for gains, to orange for losses; full at the extreme. */
static unsigned
heat(double x, double extreme)
{
	static const int gain[3] = { 0x2b, 0x7b, 0xba },
	    loss[3] = { 0xd9, 0x6c, 0x1e };
	const int *to = x >= 0.0 ? gain : loss;
	const double f = extreme > 0.0 ? fmin(1.0, fabs(x) / extreme) : 0.0;
	unsigned rgb = 0;
	int i;

	for (i = 0; i < 3; i++)
		rgb = rgb << 8 | (unsigned)(255.0 + f * (to[i] - 255) + 0.5);
	return rgb;
}

/* By its luminance (ITU-R BT.601): text on it is to be white. */
static bool
is_dark(unsigned rgb)
{
	return 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 0xff) +
	    0.114 * (rgb & 0xff) < 135.0;
}

/* The size that nine of ten returns stay below: outliers hide nothing. */
static double
extreme_of(const struct bt_month *m, size_t n)
{
	double sum = 0.0;
	size_t i;

	for (i = 0; i < n; i++)
		sum += m[i].ret * m[i].ret;
	return n == 0 ? 0.0 : 2.0 * sqrt(sum / (double)n);
}

/* x, row from the top, colour, colour of the text, text. */
static void
put_cells(struct bt_plot *plot, const struct bt_month *m, size_t n,
    int last, double extreme)
{
	char text[32];
	unsigned rgb;
	size_t i;

	for (i = 0; i < n; i++) {
		rgb = heat(m[i].ret, extreme);
		(void)snprintf(text, sizeof(text), "%.*f",
		    fabs(m[i].ret) < 9.995 ? 1 : 0,
		    fabs(m[i].ret) < 5e-4 ? 0.0 : m[i].ret * 100.0);
		bt_plot_printf(plot, "%.6g %d %u %u %s\n",
		    m[i].month == 0 ? 13.3 : (double)m[i].month,
		    last - m[i].year, rgb,
		    is_dark(rgb) ? 0xffffffU : 0x222222U, text);
	}
}

static size_t
put_heat(struct bt_plot *plot, const struct bt_document *doc, int last)
{
	const size_t id = bt_plot_data(plot);

	put_cells(plot, doc->month, doc->nmonths, last,
	    extreme_of(doc->month, doc->nmonths));
	put_cells(plot, doc->year, doc->nyears, last,
	    extreme_of(doc->year, doc->nyears));
	bt_plot_data_end(plot);
	return id;
}

/* Years at the left, every one or as many as there is room for. */
static void
put_years(struct bt_plot *plot, int first, int last, double height)
{
	const double size = fmax(5.0, fmin(8.0, height * 0.75));
	const int every = (int)ceil(7.0 / height);
	int year;

	bt_plot_printf(plot, "set ytics (");
	for (year = last; year >= first; year -= every)
		bt_plot_printf(plot, "%s'%d' %d", year == last ? "" : ", ",
		    year, last - year);
	bt_plot_printf(plot, ") nomirror scale 0 font ',%.1f' textcolor rgb '"
	    BT_PLOT_MUTED "'\n", size);
}

void
bt_chart_monthly(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_place *place)
{
	const int first = doc->year[0].year,
	    last = doc->year[doc->nyears - 1].year;
	const size_t id = put_heat(plot, doc, last);
	struct bt_place in;
	double height, spare;

	/* Few years do not fill a large place. */
	spare = plot->plain ? 0.0 : fmax(0.0, place->height - AROUND -
	    TALLEST * (last - first + 1));
	bt_plot_frame(plot, &(struct bt_place){ place->left, place->bottom +
	    spare, place->width, place->height - spare },
	    "Monthly returns, %", &in);
	height = in.height / (last - first + 1);
	put_years(plot, first, last, height);
	bt_plot_printf(plot, "unset grid\nset border 0\nset xrange "
	    "[0.5:13.8]\nset yrange [%d.5:-0.5]\nset xtics ('Jan' 1, "
	    "'Feb' 2, 'Mar' 3, 'Apr' 4, 'May' 5, 'Jun' 6, 'Jul' 7, 'Aug' 8, "
	    "'Sep' 9, 'Oct' 10, 'Nov' 11, 'Dec' 12, 'Year' 13.3) scale 0 "
	    "font ',8' textcolor rgb '" BT_PLOT_MUTED "'\n", last - first);
	bt_plot_printf(plot, "plot ");
	if (!plot->plain)
		bt_plot_printf(plot, "$D%zu using 1:2:($1-0.48):($1+0.48):"
		    "($2-0.46):($2+0.46):3 with boxxyerror fs solid 1 "
		    "noborder lc rgb variable notitle%s", id,
		    height >= LEGIBLE ? ", " : "\n");
	if (plot->plain || height >= LEGIBLE)
		bt_plot_printf(plot, "$D%zu using 1:2:5:4 with labels "
		    "font ',%.1f' textcolor rgb variable notitle\n", id,
		    fmin(8.0, height * 0.72));
}

/* Year, return, colour, the number on it and where that stands. */
static void
put_year(struct bt_plot *plot, const struct bt_month *m, double gap)
{
	const double x = m->ret;

	bt_plot_printf(plot, "%d %.9g %s %.1f %.9g\n", m->year, x,
	    x < 0.0 ? "0xd55e00" : "0x0072b2", fabs(x) < 5e-4 ? 0.0 :
	    x * 100.0, x < 0.0 ? x - gap : x + gap);
}

/* Below the bars; a single one is not to fill the width. */
static void
put_bar_years(struct bt_plot *plot, int first, int last, double width)
{
	const int every = (int)ceil(30.0 * (last - first + 1) / width);
	const double around = last - first < 5 ? 3.0 : 0.7;
	int year;

	bt_plot_printf(plot, "set xrange [%.1f:%.1f]\nset xtics (",
	    first - around, last + around);
	for (year = last; year >= first; year -= every)
		bt_plot_printf(plot, "%s'%d' %d", year == last ? "" : ", ",
		    year, year);
	bt_plot_printf(plot, ") nomirror scale 0.4 font ',8' textcolor rgb '"
	    BT_PLOT_MUTED "'\n");
}

static void
put_values(struct bt_plot *plot, size_t id, const struct bt_place *in,
    size_t n)
{
	const double room = in->width / (double)n;

	if (room >= 17.0 && !plot->plain)
		bt_plot_printf(plot, ", $D%zu using 1:5:4:($2 < 0 ? 0x5f2a00 "
		    ": 0x003a5c) with labels "
		    "font ',%.1f' textcolor rgb variable notitle", id,
		    fmin(8.0, room * 0.36));
	bt_plot_printf(plot, "\n");
}

void
bt_chart_yearly(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_place *place)
{
	const size_t n = doc->nyears, id = bt_plot_data(plot);
	const int first = doc->year[0].year, last = doc->year[n - 1].year;
	double low = 0.0, high = 0.0, gap;
	struct bt_place in;
	size_t i;

	for (i = 0; i < n; i++) {
		low = fmin(low, doc->year[i].ret);
		high = fmax(high, doc->year[i].ret);
	}
	/* Numbers stand beyond the ends of the bars. */
	gap = (high - low) * 8.0 / (place->height - AROUND);
	for (i = 0; i < n; i++)
		put_year(plot, &doc->year[i], gap);
	bt_plot_data_end(plot);
	bt_plot_frame(plot, place, "Yearly returns", &in);
	put_bar_years(plot, first, last, in.width);
	bt_plot_axis(plot, "y", BT_SCALE_PERCENT, low < 0.0 ? low - 2.0 * gap :
	    0.0, high > 0.0 ? high + 2.0 * gap : 0.0,
	    in.height, 22.0);
	bt_plot_printf(plot, "set boxwidth 0.7\nplot $D%zu using 1:2:3 with "
	    "boxes fs solid %s noborder lc rgb variable notitle", id,
	    plot->plain ? "0" : "0.85");
	put_values(plot, id, &in, n);
}
