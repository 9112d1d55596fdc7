/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/report/heatgrid.h"
#include "lib/report/html_parts.h"
#include "lib/report/trialtable.h"

#define LISTED 500		/* of the best */
#define WIDTH 1000.0		/* of the map, in its own units */
#define LEFT 70.0
#define BOTTOM 26.0

static void
put_facts(const struct bt_html *h, const struct bt_trialset *set)
{
	char buf[BT_TRIALTABLE_TEXT];
	struct bt_trialtable_fact fact;
	size_t i;

	bt_html_put(h, "<p>");
	for (i = 0; (fact = bt_trialtable_fact(buf, set, i)).label != NULL;
	    i++) {
		bt_html_put(h, i > 0 ? " \302\267 " : "");
		bt_html_put(h, fact.label);
		bt_html_put(h, ": ");
		bt_html_text(h, fact.text);
	}
	bt_html_put(h, "</p>");
}

static void
put_formatted(const struct bt_html *h, const char *format, double a,
    double b)
{
	char text[128];

	(void)snprintf(text, sizeof(text), format, a, b);
	bt_html_put(h, text);
}

/* Names of levels along an axis, as many as there is room for. */
static void
put_levels(const struct bt_html *h, const struct bt_trialset_dim *dim,
    double each, double height)
{
	const bool across = height > 0.0;
	const size_t every = (size_t)ceil((across ? 42.0 : 16.0) / each);
	char buf[BT_TRIALSET_TEXT];
	size_t i;
	double at;

	for (i = 0; i < dim->nlevels; i += every) {
		at = ((double)i + 0.5) * each;
		if (across)
			put_formatted(h, "<text x=\"%.1f\" y=\"%.1f\" "
			    "text-anchor=\"middle\">", LEFT + at, height +
			    18.0);
		else
			put_formatted(h, "<text x=\"%.1f\" y=\"%.1f\" "
			    "text-anchor=\"end\">", LEFT - 8.0, ((double)
			    dim->nlevels - (double)i - 0.5) * each + 4.0);
		bt_html_text(h, bt_trialset_level(buf, dim, i));
		bt_html_put(h, "</text>");
	}
}

/* A cell, with its values for who points at it. */
static void
put_cell(const struct bt_html *h, const struct bt_heatgrid *g, size_t x,
    size_t y, double width, double height)
{
	const double v = g->cell[y * g->x->nlevels + x];
	char buf[BT_TRIALSET_TEXT], text[192];

	if (isnan(v))
		return;
	(void)snprintf(text, sizeof(text), "<rect x=\"%.2f\" y=\"%.2f\" "
	    "width=\"%.2f\" height=\"%.2f\" fill=\"#%06x\"%s><title>",
	    LEFT + (double)x * width, ((double)g->y->nlevels - 1.0 -
	    (double)y) * height, width, height,
	    bt_heatgrid_colour(bt_heatgrid_share(g, v)),
	    x == g->best[0] && y == g->best[1] ?
	    " stroke=\"#d55e00\" stroke-width=\"3\"" : "");
	bt_html_put(h, text);
	bt_html_text(h, bt_span(g->x->name));
	bt_html_put(h, " ");
	bt_html_text(h, bt_trialset_level(buf, g->x, x));
	bt_html_put(h, ", ");
	bt_html_text(h, bt_span(g->y->name));
	bt_html_put(h, " ");
	bt_html_text(h, bt_trialset_level(buf, g->y, y));
	put_formatted(h, ": %.6g", v, 0.0);
	bt_html_put(h, "</title></rect>\n");
}

static void
put_cells(const struct bt_html *h, const struct bt_heatgrid *g)
{
	const double width = (WIDTH - LEFT) / (double)g->x->nlevels,
	    height = fmin(28.0, fmax(3.0, 480.0 / (double)g->y->nlevels)),
	    all = height * (double)g->y->nlevels;
	size_t x, y;

	put_formatted(h, "<svg class=\"map\" viewBox=\"0 0 %.0f %.0f\" "
	    "role=\"img\" font-size=\"12\" fill=\"currentColor\" "
	    "aria-label=\"heat map\">\n", WIDTH, all + BOTTOM);
	for (y = 0; y < g->y->nlevels; y++)
		for (x = 0; x < g->x->nlevels; x++)
			put_cell(h, g, x, y, width, height);
	put_levels(h, g->x, width, all);
	put_levels(h, g->y, height, 0.0);
	bt_html_put(h, "</svg>\n");
}

static int
put_map(const struct bt_html *h, const struct bt_document *doc)
{
	struct bt_heatgrid g;

	if (doc->axis[0] == doc->axis[1] || doc->trials->nvalid == 0)
		return 0;
	if (bt_heatgrid_init(&g, doc->trials, doc->axis, h->err) == -1)
		return -1;
	bt_html_put(h, "<section id=\"map\"><h2>");
	bt_html_text(h, bt_span(doc->trials->objective));
	bt_html_put(h, " by ");
	bt_html_text(h, bt_span(g.x->name));
	bt_html_put(h, " (across) and ");
	bt_html_text(h, bt_span(g.y->name));
	bt_html_put(h, " (up)</h2>\n");
	put_cells(h, &g);
	bt_html_put(h, "<p class=\"note\">Each cell is the best over all "
	    "other parameters, from ");
	put_formatted(h, "%.4g (dark) to %.4g (light); ",
	    doc->trials->minimize ? g.high : g.low,
	    doc->trials->minimize ? g.low : g.high);
	bt_html_put(h, "the best of all is framed. Point at a cell for its "
	    "value. A good cell among bad ones is luck.</p></section>\n");
	bt_heatgrid_free(&g);
	return 0;
}

static void
put_trial(const struct bt_html *h, const struct bt_trialset *set, size_t i,
    size_t ncols)
{
	char buf[BT_TRIALTABLE_TEXT];
	double v;
	size_t c;

	bt_html_put(h, "<tr>");
	for (c = 0; c < ncols; c++) {
		v = bt_trialtable_value(set, c, i);
		if (bt_trialtable_is_number(set, c)) {
			bt_html_put(h, "<td class=\"number\" data-v=\"");
			if (isfinite(v))
				bt_html_real(h, v);
			bt_html_put(h, "\">");
		} else
			bt_html_put(h, "<td>");
		bt_html_text(h, bt_trialtable_cell(buf, set, c, i));
		bt_html_put(h, "</td>");
	}
	bt_html_put(h, "</tr>\n");
}

static void
put_best(const struct bt_html *h, const struct bt_trialset *set)
{
	const size_t ncols = bt_trialtable_columns(set);
	size_t i;

	bt_html_put(h, "<section id=\"trials\"><h2>Best trials</h2>\n"
	    "<div class=\"bar\"><label hidden>Filter "
	    "<input id=\"query\" type=\"search\"></label></div>\n"
	    "<div class=\"wide\" tabindex=\"0\"><table class=\"data\">\n"
	    "<thead><tr>");
	for (i = 0; i < ncols; i++) {
		bt_html_put(h, bt_trialtable_is_number(set, i) ?
		    "<th scope=\"col\" class=\"number\">" :
		    "<th scope=\"col\">");
		bt_html_text(h, bt_span(bt_trialtable_title(set, i)));
		bt_html_put(h, "</th>");
	}
	bt_html_put(h, "</tr></thead>\n<tbody>\n");
	for (i = 0; i < set->nvalid && i < LISTED; i++)
		put_trial(h, set, set->rank[i], ncols);
	bt_html_put(h, "</tbody></table></div></section>\n");
}

int
bt_html_trials(const struct bt_html *h)
{
	const struct bt_document *doc = h->docs[0];

	bt_html_head(h, bt_span(doc->title), bt_html_index_hash);
	bt_html_put(h, "<header><div><h1>");
	bt_html_text(h, bt_span(doc->title));
	bt_html_put(h, "</h1>\n");
	put_facts(h, doc->trials);
	bt_html_put(h, "</div></header>\n<main>\n");
	if (put_map(h, doc) == -1)
		return -1;
	put_best(h, doc->trials);
	bt_html_config(h);
	bt_html_put(h, "</main>\n<footer>Losses are negative. Made by "
	    "bt-export " BT_VERSION ".</footer>\n<script>");
	bt_html_put(h, bt_html_index);
	bt_html_put(h, "</script>\n</body>\n</html>\n");
	return 0;
}
