/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/report/chart.h"

/* Histograms side by side and below each other. */
#define MOST 6

static void
put_fan(struct bt_plot *plot, const struct bt_chanceset *set, double *low,
    double *high)
{
	const struct bt_chance_step *s;

	*low = *high = 0.0;
	bt_plot_printf(plot, "0 0 0 0 0 0\n");
	for (s = set->step; s < set->step + set->nsteps; s++) {
		if (!isfinite(s->p5) || !isfinite(s->p25) ||
		    !isfinite(s->p50) || !isfinite(s->p75) ||
		    !isfinite(s->p95))
			continue;
		bt_plot_printf(plot, "%zu %.9g %.9g %.9g %.9g %.9g\n",
		    s->step, s->p5, s->p25, s->p50, s->p75, s->p95);
		*low = fmin(*low, s->p5);
		*high = fmax(*high, s->p95);
	}
}

/* From the start, nine of ten paths and half of them; the middle one. */
void
bt_chart_fan(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_place *place)
{
	const struct bt_chanceset *set = doc->chance;
	const size_t id = bt_plot_data(plot);
	double low, high;
	char title[96];
	struct bt_place in;

	put_fan(plot, set, &low, &high);
	bt_plot_data_end(plot);
	(void)snprintf(title, sizeof(title), "Return of %zu paths",
	    set->step[0].n);
	bt_plot_frame(plot, place, title, &in);
	bt_plot_legend(plot, place);
	bt_plot_axis(plot, "x", BT_SCALE_COUNT, 0.0,
	    (double)set->step[set->nsteps - 1].step, in.width, 60.0);
	bt_plot_axis(plot, "y", BT_SCALE_PERCENT, low, high, in.height, 24.0);
	bt_plot_printf(plot, "set arrow 1 from graph 0, first 0 to graph 1, "
	    "first 0 nohead back lc rgb '" BT_PLOT_GREY "' lw 0.6\nplot ");
	if (!plot->plain)
		bt_plot_printf(plot, "$D%zu using 1:2:6 with filledcurves "
		    "fs solid 0.18 noborder lc rgb '" BT_PLOT_BLUE
		    "' title '5 to 95 %%', $D%zu using 1:3:5 with "
		    "filledcurves fs solid 0.35 noborder lc rgb '"
		    BT_PLOT_BLUE "' title '25 to 75 %%', ", id, id);
	else
		bt_plot_printf(plot, "$D%zu using 1:2 with points pt '.' "
		    "title '5 %%', $D%zu using 1:6 with points pt '.' title "
		    "'95 %%', ", id, id);
	bt_plot_printf(plot, "$D%zu using 1:4 with lines lw 1.6 lc rgb '"
	    BT_PLOT_BLUE "' title 'median'\n", id);
}

static bool
is_same(struct bt_span a, struct bt_span b)
{
	return a.n == b.n && memcmp(a.s, b.s, a.n) == 0;
}

/* Where the classes of the next outcome begin. */
static size_t
end_of(const struct bt_chanceset *set, size_t i)
{
	size_t k = i;

	while (k < set->nclasses && is_same(set->class[k].name,
	    set->class[i].name))
		k++;
	return k;
}

static enum bt_scale
scale_of(struct bt_span name)
{
	char text[64];
	const struct bt_metric *m;

	(void)snprintf(text, sizeof(text), "%.*s", BT_SPAN(name));
	if (strcmp(text, "final_return") == 0 || strcmp(text, "lowest") == 0 ||
	    strcmp(text, "highest") == 0)
		return BT_SCALE_PERCENT;
	m = bt_metric_find(bt_span(text));
	return m != NULL && m->unit == BT_UNIT_FRACTION ? BT_SCALE_PERCENT :
	    BT_SCALE_NUMBER;
}

static void
draw_classes(struct bt_plot *plot, const struct bt_chance_class *c, size_t n,
    const struct bt_place *place)
{
	const size_t id = bt_plot_data(plot);
	char title[80];
	struct bt_place in;
	double most = 0.0;
	size_t i;

	for (i = 0; i < n; i++) {
		bt_plot_printf(plot, "%.9g %zu %.9g\n", 0.5 * (c[i].low +
		    c[i].high), c[i].count, c[i].high - c[i].low);
		most = fmax(most, (double)c[i].count);
	}
	bt_plot_data_end(plot);
	(void)snprintf(title, sizeof(title), "%.*s", BT_SPAN(c[0].name));
	for (i = 0; title[i] != '\0'; i++)
		title[i] = title[i] == '_' ? ' ' : title[i];
	bt_plot_frame(plot, place, title, &in);
	bt_plot_axis(plot, "x", scale_of(c[0].name), c[0].low, c[n - 1].high,
	    in.width, 44.0);
	bt_plot_axis(plot, "y", BT_SCALE_COUNT, 0.0, most, in.height, 24.0);
	bt_plot_printf(plot, "plot $D%zu using 1:2:($3 * 0.92) with boxes fs "
	    "solid %s noborder lc rgb '" BT_PLOT_BLUE "' notitle\n", id,
	    plot->plain ? "0" : "0.75");
}

void
bt_chart_histogram(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_place *place)
{
	const struct bt_chanceset *set = doc->chance;
	struct bt_place part = *place;
	size_t i, n = 0, across, down;

	for (i = 0; i < set->nclasses && n < MOST; i = end_of(set, i))
		n++;
	n = plot->plain ? 1 : n;
	across = n < 2 ? 1 : n < 5 ? 2 : 3;
	down = (n + across - 1) / across;
	part.width = place->width / (double)across - 10.0;
	part.height = place->height / (double)down - 8.0;
	for (i = n = 0; i < set->nclasses && n < across * down;
	    i = end_of(set, i), n++) {
		part.left = place->left + place->width / (double)across *
		    (double)(n % across);
		part.bottom = place->bottom + place->height / (double)down *
		    (double)(down - 1 - n / across);
		draw_classes(plot, &set->class[i], end_of(set, i) - i,
		    &part);
	}
}
