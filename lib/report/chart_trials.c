/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>

#include "lib/report/chart.h"
#include "lib/report/heatgrid.h"

/* More cells than this are drawn as an image. */
#define BOXES 10000
/* Of the colour bar and its numbers, points. */
#define BAR 76.0
#define SHADES 60

static int
grid_of(struct bt_heatgrid *g, const struct bt_document *doc,
    struct bt_plot *plot)
{
	const int status = bt_heatgrid_init(g, doc->trials, doc->axis,
	    plot->err);

	if (status == -1)
		plot->failed = true;
	return status;
}

/* Names of levels along an axis, as many as there is room for. */
static void
put_levels(struct bt_plot *plot, const char *axis,
    const struct bt_trialset_dim *dim, double length, double room)
{
	const size_t every = (size_t)ceil((double)dim->nlevels * room /
	    length);
	char text[BT_TRIALSET_TEXT], buf[BT_PLOT_TEXT];
	size_t i;

	bt_plot_printf(plot, "set %stics (", axis);
	for (i = 0; i < dim->nlevels; i += every) {
		bt_plot_printf(plot, i > 0 ? ", " : "");
		bt_plot_quoted(plot, bt_plot_shortened(buf,
		    bt_trialset_level(text, dim, i), 8.0, false, 60.0));
		bt_plot_printf(plot, " %zu", i);
	}
	bt_plot_printf(plot, ") nomirror scale 0.4 font ',8' textcolor rgb '"
	    BT_PLOT_MUTED "'\n");
}

/* x, y, colour as one number, red, green, blue, a letter. */
static size_t
put_cells(struct bt_plot *plot, const struct bt_heatgrid *g)
{
	static const char letters[] = ".:-=+*#%@";
	const size_t id = bt_plot_data(plot), nx = g->x->nlevels;
	size_t i, letter;
	unsigned rgb;
	double f;

	for (i = 0; i < nx * g->y->nlevels; i++) {
		f = bt_heatgrid_share(g, g->cell[i]);
		rgb = isnan(f) ? 0xffffff : bt_heatgrid_colour(f);
		letter = isnan(f) ? 0 : (size_t)(f * 8.99);
		bt_plot_printf(plot, "%zu %zu %u %u %u %u %c\n", i % nx,
		    i / nx, rgb, rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff,
		    isnan(f) ? '_' : letters[letter]);
	}
	bt_plot_data_end(plot);
	return id;
}

/* What the colours mean, at the right of the place. */
static void
draw_bar(struct bt_plot *plot, const struct bt_heatgrid *g,
    const struct bt_place *place)
{
	const struct bt_place bar = { place->left + place->width - BAR,
		place->bottom, BAR, place->height };
	const double step = (g->high - g->low) / SHADES;
	size_t id = bt_plot_data(plot), i;
	struct bt_place in;
	double v;

	for (i = 0; i < SHADES; i++) {
		v = g->low + ((double)i + 0.5) * step;
		bt_plot_printf(plot, "0 %.9g %.9g %.9g %u\n", v,
		    v - 0.52 * step, v + 0.52 * step,
		    bt_heatgrid_colour(bt_heatgrid_share(g, v)));
	}
	bt_plot_data_end(plot);
	bt_plot_frame(plot, &bar, "", &in);
	bt_plot_axis(plot, "y", BT_SCALE_NUMBER, g->low, g->high, in.height,
	    24.0);
	bt_plot_printf(plot, "unset xtics\nset border 0\nunset grid\n"
	    "set xrange [-0.5:0.5]\nset yrange [%.12g:%.12g]\n"
	    "plot $D%zu using 1:2:(-0.5):(0.5):3:4:5 with boxxyerror fs solid "
	    "1 noborder lc rgb variable notitle\n", g->low, g->high, id);
}

/* "sharpe by fast (across) and slow (up)". */
static void
put_grid_title(struct bt_plot *plot, const struct bt_heatgrid *g,
    const struct bt_place *place, const char *second, struct bt_place *in)
{
	char whole[BT_PLOT_TEXT], buf[BT_PLOT_TEXT], title[BT_PLOT_TEXT];
	struct bt_span text;

	(void)snprintf(whole, sizeof(whole), "%s by %s (across) and %s (%s)%s",
	    g->set->objective, g->x->name, g->y->name, second,
	    g->set->ndims > 2 ? ", best over the others" : "");
	text = bt_plot_shortened(buf, bt_span(whole), 10.0, true,
	    place->width);
	(void)snprintf(title, sizeof(title), "%.*s", (int)text.n, text.s);
	bt_plot_frame(plot, place, title, in);
}

static void
draw_cells(struct bt_plot *plot, const struct bt_heatgrid *g, size_t id)
{
	const size_t n = g->x->nlevels * g->y->nlevels;

	bt_plot_printf(plot, "unset grid\nset border 0\nset xrange "
	    "[-0.5:%zu.5]\nset yrange [-0.5:%zu.5]\nplot ",
	    g->x->nlevels - 1, g->y->nlevels - 1);
	if (plot->plain) {
		bt_plot_printf(plot, "$D%zu using 1:2:7 with labels "
		    "notitle\n", id);
		return;
	}
	if (n <= BOXES)
		bt_plot_printf(plot, "$D%zu using 1:2:($1-0.5):($1+0.5):"
		    "($2-0.5):($2+0.5):3 with boxxyerror fs solid 1 noborder "
		    "lc rgb variable notitle", id);
	else
		bt_plot_printf(plot, "$D%zu using 1:2:4:5:6 with rgbimage "
		    "pixels notitle", id);
	/* The best: a cross, light on the dark of its edge. */
	bt_plot_printf(plot, ", '+' every ::::0 using (%zu):(%zu) with points "
	    "pt 2 ps 1.1 lw 3 lc rgb '#000000' notitle, '+' every ::::0 using "
	    "(%zu):(%zu) with points pt 2 ps 1 lw 1.2 lc rgb '#ffffff' "
	    "notitle\n", g->best[0], g->best[1], g->best[0], g->best[1]);
}

void
bt_chart_heatmap(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_place *place)
{
	struct bt_place map = *place, in;
	struct bt_heatgrid g;
	size_t id;

	if (grid_of(&g, doc, plot) == -1)
		return;
	if (!plot->plain)
		map.width -= BAR;
	id = put_cells(plot, &g);
	put_grid_title(plot, &g, &map, "up", &in);
	put_levels(plot, "x", g.x, in.width, 34.0);
	put_levels(plot, "y", g.y, in.height, 14.0);
	draw_cells(plot, &g, id);
	if (!plot->plain)
		draw_bar(plot, &g, place);
	bt_heatgrid_free(&g);
}

/* Rows of points with an empty line between, as a surface wants them. */
static size_t
put_surface(struct bt_plot *plot, const struct bt_heatgrid *g)
{
	const size_t id = bt_plot_data(plot), nx = g->x->nlevels;
	size_t i;

	for (i = 0; i < nx * g->y->nlevels; i++) {
		if (i > 0 && i % nx == 0)
			bt_plot_printf(plot, "\n");
		if (isnan(g->cell[i]))
			bt_plot_printf(plot, "%zu %zu NaN\n", i % nx, i / nx);
		else
			bt_plot_printf(plot, "%zu %zu %.9g\n", i % nx, i / nx,
			    g->cell[i]);
	}
	bt_plot_data_end(plot);
	return id;
}

void
bt_chart_surface(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_place *place)
{
	struct bt_place in;
	struct bt_heatgrid g;
	size_t id, i;

	if (grid_of(&g, doc, plot) == -1)
		return;
	id = put_surface(plot, &g);
	put_grid_title(plot, &g, place, "back", &in);
	put_levels(plot, "x", g.x, in.width / 2.5, 34.0);
	put_levels(plot, "y", g.y, in.width / 2.5, 34.0);
	/* With margins of its own a surface would not keep to its place. */
	bt_plot_printf(plot, "set lmargin -1\nset rmargin -1\n"
	    "set tmargin -1\nset bmargin -1\nset origin %.6f,%.6f\n"
	    "set size %.6f,%.6f\n", place->left / plot->width,
	    place->bottom / plot->height, place->width / plot->width,
	    0.92 * place->height / plot->height);
	bt_plot_printf(plot, "unset grid\nset border 31 lc rgb '" BT_PLOT_GREY
	    "' lw 0.6\nset ztics auto scale 0.4 font ',8' textcolor rgb '"
	    BT_PLOT_MUTED "'\nset ticslevel 0\nset view 52,325,1.05,1.1\n"
	    "unset colorbox\nset cbrange [%.9g:%.9g]\n"
	    "set palette %s defined (", g.low, g.high,
	    g.set->minimize ? "negative" : "positive");
	for (i = 0; i <= 8; i++)
		bt_plot_printf(plot, "%s%zu '#%06x'", i > 0 ? ", " : "", i,
		    bt_heatgrid_colour((double)i / 8.0));
	bt_plot_printf(plot, ")\nsplot $D%zu using 1:2:3 with %s notitle\n"
	    "unset ztics\nset origin 0,0\nset size 1,1\n", id,
	    plot->plain ? "lines" : "pm3d");
	bt_heatgrid_free(&g);
}
