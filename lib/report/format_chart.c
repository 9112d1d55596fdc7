/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "lib/report/chart.h"
#include "lib/report/format.h"

/* A picture is laid out this wide, points, and then scaled to its pixels. */
#define CANVAS 640.0
#define TITLE 24.0
#define MARGIN 12.0
/* A letter of a terminal stands for this many points. */
#define CELL_WIDTH 6.5
#define CELL_HEIGHT 12.0

/* What a picture is drawn with. */
struct device {
	const char	*terminal;	/* gnuplot's name for it */
	const char	*more;		/* its own settings */
	double		 points;	/* its idea of a point, of ours */
	long long	 width, height;	/* without --size */
};

/* Cairo and gd set 96 dots of an inch where we count 72 points. */
static const struct device png = { "pngcairo", "pointscale 2", 0.75,
	1600, 900 },
    svg = { "svg", "dynamic background '#ffffff'", 1.0, 800, 450 },
    sixel = { "sixelgd", "truecolor background '#ffffff'", 0.75, 800, 450 };

static const struct bt_chart_settings none = { 0 };

static int
size_of(const struct device *dev, const struct bt_chart_settings *set,
    bool three, long long *width, long long *height, struct bt_err *err)
{
	*width = dev->width;
	*height = dev->height;
	/* Three charts, one above the other. */
	if (three)
		*height += *height / 2;
	return set->size == NULL ? 0 : bt_chart_size(set->size, width, height,
	    err);
}

static int
set_up(struct bt_plot *plot, const struct device *dev,
    const struct bt_chart_settings *set, bool three)
{
	long long width, height;
	double scale;

	if (size_of(dev, set, three, &width, &height, plot->err) == -1)
		return -1;
	scale = (double)width / CANVAS;
	plot->width = CANVAS;
	plot->height = (double)height / scale;
	bt_plot_printf(plot, "set terminal %s size %lld,%lld noenhanced "
	    "font 'DejaVu Sans,9' fontscale %.4g linewidth %.4g %s\n",
	    dev->terminal, width, height, scale * dev->points, scale,
	    dev->more);
	return 0;
}

/* Letters: as many as were asked for, or a common window. */
static int
set_up_letters(struct bt_plot *plot, const struct bt_chart_settings *set,
    const struct bt_format_rule *rule)
{
	long long width = 79, height = 24;

	if (set->size != NULL && bt_chart_size(set->size, &width, &height,
	    plot->err) == -1)
		return -1;
	plot->plain = true;
	plot->width = (double)width * CELL_WIDTH;
	plot->height = (double)height * CELL_HEIGHT;
	bt_plot_printf(plot, "set terminal dumb size %lld,%lld noenhanced "
	    "%s\n", width, height, rule->terminal ? "ansi" : "mono");
	return 0;
}

static void
put_title(struct bt_plot *plot, const struct bt_document *doc)
{
	const struct bt_letters how = { 12.0, true, BT_SIDE_LEFT, BT_PLOT_INK,
		plot->width - 2.0 * MARGIN };

	bt_plot_layer(plot);
	bt_plot_put(plot, &how, MARGIN, plot->height - TITLE / 2.0 - 4.0,
	    bt_span(doc->title));
	bt_plot_layer_end(plot);
}

static int
draw_one(struct bt_plot *plot, const struct bt_document *doc,
    const char *name)
{
	const struct bt_chart *chart = bt_chart_want(bt_span(name),
	    plot->err);
	const char *lack;
	const struct bt_place place = plot->plain ? (struct bt_place){ 0.0,
	    0.0, plot->width, plot->height } : (struct bt_place){ MARGIN,
	    MARGIN / 2.0, plot->width - 2.0 * MARGIN, plot->height - TITLE -
	    MARGIN };

	if (chart == NULL)
		return -1;
	if ((lack = chart->lack(doc)) != NULL)
		return bt_err_set(plot->err, BT_EDATA, "--chart: '%s' needs "
		    "%s, which '%.200s' does not have", chart->name, lack,
		    doc->source);
	chart->draw(plot, doc, &place);
	return 0;
}

/* What can be drawn of the curve, its drawdowns and its months. */
static int
draw_overview(struct bt_plot *plot, const struct bt_document *doc)
{
	static const struct {
		const char	*name;
		double		 share;
	} parts[] = { { "equity", 0.42 }, { "drawdown", 0.2 },
		{ "monthly", 0.38 } };
	const double room = plot->height - TITLE - MARGIN;
	struct bt_place place = { MARGIN, plot->height - TITLE -
	    MARGIN / 2.0, plot->width - 2.0 * MARGIN, 0.0 };
	const struct bt_chart *chart;
	size_t i, drawn = 0;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		chart = bt_chart_want(bt_span(parts[i].name), plot->err);
		place.height = parts[i].share * room;
		place.bottom -= place.height;
		if (chart == NULL)
			return -1;
		if (chart->lack(doc) == NULL) {
			chart->draw(plot, doc, &place);
			drawn++;
		}
	}
	return drawn > 0 ? 0 : bt_err_set(plot->err, BT_EDATA, "there is no "
	    "curve to draw in '%.200s'", doc->source);
}

static int
draw(struct bt_plot *plot, const struct bt_document *doc, const char *chart)
{
	int status;

	bt_plot_printf(plot, "set multiplot\n");
	status = chart != NULL ? draw_one(plot, doc, chart) :
	    draw_overview(plot, doc);
	if (!plot->plain)
		put_title(plot, doc);
	bt_plot_printf(plot, "unset multiplot\n");
	return status;
}

static int
run(struct bt_plot *plot, struct bt_out *out,
    const struct bt_format_rule *rule)
{
	struct bt_buf picture = { 0 };
	const struct bt_plot_tool tool = { rule->gnuplot, rule->environment,
		rule->scratch, rule->caught };
	int status = bt_plot_run(plot, &tool, &picture);

	if (status == 0)
		bt_out_write(out, picture.s, picture.n);
	bt_buf_free(&picture);
	return status;
}

/* The chart that was asked for, or the one to begin with; NULL: several. */
static const char *
chart_of(const struct bt_document *doc, const struct bt_chart_settings *set,
    bool letters)
{
	if (set->chart != NULL)
		return set->chart;
	if (doc->trials != NULL)
		return doc->axis[0] != doc->axis[1] ? "heatmap" : "scatter";
	if (doc->chance != NULL)
		return doc->chance->nsteps > 0 ? "fan" : "histogram";
	return letters ? "equity" : NULL;
}

/* dev NULL: letters. */
static int
write_chart(struct bt_out *out, const struct bt_document *doc,
    const struct bt_format_rule *rule, const struct device *dev, bool script,
    struct bt_err *err)
{
	const struct bt_chart_settings *set = rule->chart != NULL ?
	    rule->chart : &none;
	struct bt_plot plot = { .err = err,
	    .columns = rule->max_points / 4 + 1 };
	const char *chart = chart_of(doc, set, dev == NULL);
	int status;

	status = dev != NULL ? set_up(&plot, dev, set, chart == NULL) :
	    set_up_letters(&plot, set, rule);
	if (status == 0)
		status = draw(&plot, doc, chart);
	if (status == 0)
		status = script ? bt_plot_write(&plot, out) : run(&plot, out,
		    rule);
	bt_plot_free(&plot);
	return status;
}

int
bt_format_png(struct bt_out *out, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, struct bt_err *err)
{
	(void)ndocs;
	return write_chart(out, docs[0], rule, &png, rule->chart->script, err);
}

int
bt_format_svg(struct bt_out *out, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, struct bt_err *err)
{
	(void)ndocs;
	return write_chart(out, docs[0], rule, &svg, rule->chart->script, err);
}

int
bt_format_terminal(struct bt_out *out, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, struct bt_err *err)
{
	(void)ndocs;
	return write_chart(out, docs[0], rule, rule->chart->sixel ? &sixel :
	    NULL, rule->chart->script, err);
}

int
bt_format_gnuplot(struct bt_out *out, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, struct bt_err *err)
{
	(void)ndocs;
	return write_chart(out, docs[0], rule, &png, true, err);
}
