/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/report/pdf_parts.h"

#define LINE 12.5
#define COLUMN (BT_SHEET_ROOM / 2.0 - 12.0)

/* A line of the metrics: a group's name, or a metric. */
struct line {
	const struct bt_metric_group	*group;
	const struct bt_metric		*metric;
};

static bool
is_wanted(const struct bt_sheet *sheet, const struct bt_format_rule *rule,
    const struct bt_metric *m)
{
	size_t i;

	if ((m->needs & ~sheet->doc->study.have) != 0)
		return false;
	for (i = 0; i < rule->nmetrics; i++)
		if (rule->metric[i] == m)
			return true;
	return false;
}

/* The metrics that are shown, group by group; NULL for want of memory. */
static struct line *
lines_of(struct bt_sheet *sheet, const struct bt_format_rule *rule, size_t *n)
{
	const struct bt_metric_group *g;
	const struct bt_metric *m;
	struct line *line;
	size_t i, groups = 0;
	bool any;

	while (bt_metric_group_at(groups) != NULL)
		groups++;
	line = bt_calloc(rule->nmetrics + groups, sizeof(*line),
	    sheet->pages.err);
	*n = 0;
	for (i = 0; line != NULL && i < groups; i++) {
		g = bt_metric_group_at(i);
		any = false;
		for (m = g->rows; m->name != NULL; m++) {
			if (!is_wanted(sheet, rule, m))
				continue;
			if (!any)
				line[(*n)++] = (struct line){ g, NULL };
			any = true;
			line[(*n)++] = (struct line){ g, m };
		}
	}
	if (line == NULL)
		sheet->pages.failed = true;
	return line;
}

static void
put_line(struct bt_sheet *sheet, const struct line *line, double x, double y)
{
	struct bt_letters label = { 8.0, line->metric == NULL, BT_SIDE_LEFT,
		line->metric == NULL ? BT_PLOT_BLUE : BT_PLOT_INK,
		COLUMN - 80.0 };
	const struct bt_letters number = { 8.0, false, BT_SIDE_RIGHT,
		BT_PLOT_INK, 90.0 };
	char buf[BT_SHOWN_MAX];

	bt_plot_put(&sheet->layer, &label, x, y, bt_span(line->metric == NULL ?
	    line->group->name : line->metric->title));
	if (line->metric == NULL)
		return;
	bt_plot_put(&sheet->layer, &number, x + COLUMN, y, bt_pdf_shown(buf,
	    line->metric->unit, bt_metric_value(line->metric,
	    &sheet->doc->study)));
	bt_plot_printf(&sheet->layer, "set arrow from %.2f, %.2f to %.2f, "
	    "%.2f nohead lc rgb '" BT_PLOT_GRID "' lw 0.4\n", x,
	    y - LINE / 2.0, x + COLUMN, y - LINE / 2.0);
}

/* Where the second column begins: at a group, near the middle. */
static size_t
middle_of(const struct line *line, size_t n)
{
	size_t i, best = n;

	for (i = 1; i < n; i++)
		if (line[i].metric == NULL && (best == n ||
		    labs((long)(2 * i) - (long)n) <
		    labs((long)(2 * best) - (long)n)))
			best = i;
	return best;
}

void
bt_pdf_metrics(struct bt_sheet *sheet, const struct bt_format_rule *rule)
{
	size_t i, n, half, tall;
	struct line *line = lines_of(sheet, rule, &n);
	double x, y;

	if (line == NULL || n == 0) {
		free(line);
		return;
	}
	half = middle_of(line, n);
	tall = half > n - half ? half : n - half;
	bt_sheet_heading(sheet, "Key metrics", ((double)tall + 3.0) * LINE);
	for (i = 0; i < n; i++) {
		x = BT_SHEET_MARGIN + (i < half ? 0.0 : COLUMN + 24.0);
		y = sheet->y - ((double)(i < half ? i : i - half) + 0.5) *
		    LINE;
		put_line(sheet, &line[i], x, y);
	}
	sheet->y -= (double)tall * LINE + 20.0;
	free(line);
}

static void
define(struct bt_sheet *sheet, const struct bt_metric *m)
{
	const struct bt_letters name = { 8.0, true, BT_SIDE_LEFT, BT_PLOT_INK,
		130.0 }, text = { 8.0, false, BT_SIDE_LEFT, BT_PLOT_INK, 0.0 },
	    formula = { 7.5, false, BT_SIDE_LEFT, BT_PLOT_MUTED, 0.0 };
	const double x = BT_SHEET_MARGIN + 138.0, width = BT_SHEET_ROOM -
	    138.0;
	double y;

	bt_sheet_need(sheet, 56.0);
	y = sheet->y - 6.0;
	bt_plot_put(&sheet->layer, &name, BT_SHEET_MARGIN, y,
	    bt_span(m->title));
	y = bt_sheet_lines(sheet, &text, x, y, width, 2, bt_span(m->help));
	if (m->formula != NULL)
		y = bt_sheet_lines(sheet, &formula, x, y, width, 3,
		    bt_span(m->formula));
	sheet->y = y + 1.0;
}

void
bt_pdf_definitions(struct bt_sheet *sheet, const struct bt_format_rule *rule)
{
	size_t i, n;
	struct line *line = lines_of(sheet, rule, &n);

	if (n > 0)
		bt_sheet_heading(sheet, "Definitions of the metrics", 60.0);
	for (i = 0; line != NULL && i < n; i++)
		if (line[i].metric != NULL)
			define(sheet, line[i].metric);
	free(line);
}
