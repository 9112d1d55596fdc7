/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/report/xlsx_parts.h"

#define LABELS 8u		/* along the axis of times */
#define WIDTH 1.75		/* of a chart, in 480 pixels */

static const uint32_t colours[] = { 0x1F4E9EU, 0xC55A11U, 0x2E7D32U,
	0x7B1FA2U, 0x00838FU, 0x8D6E00U, 0xAD1457U, 0x455A64U };

#define GREY 0xD9D9D9U
#define DARK 0x595959U
#define RED 0xC00000U
#define NCOLOURS (sizeof(colours) / sizeof(colours[0]))

/* Labels of a chart over points, whatever their times. */
static void
space_labels(lxw_chart *chart, const struct bt_xlsx_curve *c)
{
	uint32_t every = (c->last - c->first) / LABELS + 1;

	if (every > UINT16_MAX)
		every = UINT16_MAX;
	chart_axis_set_interval_unit(chart->x_axis, (uint16_t)every);
	chart_axis_set_interval_tick(chart->x_axis, (uint16_t)every);
}

/* Of one over times, from the first to the last of n curves. */
static void
span_times(lxw_chart *chart, const struct bt_xlsx_curve *c, size_t n)
{
	double from = c->from, to = c->to;
	size_t i;

	for (i = 1; i < n; i++) {
		from = fmin(from, c[i].from);
		to = fmax(to, c[i].to);
	}
	if (!(to > from))
		return;
	chart_axis_set_min(chart->x_axis, from);
	chart_axis_set_max(chart->x_axis, to);
	chart_axis_set_major_unit(chart->x_axis, (to - from) / LABELS);
}

/* Labels as short as tells them apart. */
static const char *
format_of(const struct bt_xlsx_curve *c)
{
	if (c->time == -1)
		return "0";
	if (c->to - c->from > 500.0)
		return "yyyy-mm";
	return c->date_only || c->to - c->from > 15.0 ? "yyyy-mm-dd" :
	    "mm-dd hh:mm";
}

/* A chart over the times of a curve. */
static lxw_chart *
new_chart(struct bt_xlsx *x, uint8_t type, const char *title,
    const struct bt_xlsx_curve *c)
{
	lxw_chart *chart = workbook_add_chart(x->book, type);
	lxw_chart_font big = { .size = 12, .bold = LXW_TRUE, .color = DARK };
	lxw_chart_font small = { .size = 8, .color = DARK };
	lxw_chart_font slanted = { .size = 8, .color = DARK, .rotation = -45 };
	lxw_chart_line line = { .color = GREY, .width = 0.75F };

	if (chart == NULL)
		return NULL;
	chart_title_set_name(chart, title);
	chart_title_set_name_font(chart, &big);
	chart_axis_set_num_font(chart->x_axis, &slanted);
	chart_axis_set_num_font(chart->y_axis, &small);
	chart_axis_set_line(chart->x_axis, &line);
	chart_axis_set_line(chart->y_axis, &line);
	chart_axis_major_gridlines_set_line(chart->y_axis, &line);
	chart_axis_set_label_position(chart->x_axis,
	    LXW_CHART_AXIS_LABEL_POSITION_LOW);
	chart_axis_set_num_format(chart->x_axis, format_of(c));
	chart_axis_set_major_tick_mark(chart->x_axis,
	    LXW_CHART_AXIS_TICK_MARK_NONE);
	chart_axis_set_minor_tick_mark(chart->x_axis,
	    LXW_CHART_AXIS_TICK_MARK_NONE);
	chart_chartarea_set_line(chart, &line);
	return chart;
}

/* A column of the curve over its times. */
static lxw_chart_series *
add_series(lxw_chart *chart, const struct bt_xlsx_curve *c, int column)
{
	lxw_chart_series *s = chart_add_series(chart, NULL, NULL);

	if (s == NULL)
		return NULL;
	chart_series_set_values(s, c->sheet, c->first, (uint16_t)column,
	    c->last, (uint16_t)column);
	if (c->time != -1)
		chart_series_set_categories(s, c->sheet, c->first,
		    (uint16_t)c->time, c->last, (uint16_t)c->time);
	if (c->run != 0)
		chart_series_set_name_range(s, "Summary", BT_XLSX_RUNS_ROW,
		    c->run);
	else
		chart_series_set_name_range(s, c->sheet, 0, (uint16_t)column);
	chart_series_set_marker_type(s, LXW_CHART_MARKER_NONE);
	return s;
}

static bool
add_line(lxw_chart *chart, const struct bt_xlsx_curve *c, int column,
    size_t colour)
{
	lxw_chart_series *s = add_series(chart, c, column);
	lxw_chart_line line = { .color = colours[colour % NCOLOURS],
	    .width = 1.5F };

	if (s == NULL)
		return false;
	chart_series_set_line(s, &line);
	return true;
}

static bool
add_area(lxw_chart *chart, const struct bt_xlsx_curve *c, int column,
    uint32_t colour)
{
	lxw_chart_series *s = add_series(chart, c, column);
	lxw_chart_line line = { .color = colour, .width = 1.0F };
	lxw_chart_fill fill = { .color = colour, .transparency = 60 };

	if (s == NULL)
		return false;
	chart_series_set_line(s, &line);
	chart_series_set_fill(s, &fill);
	return true;
}

static int
insert(struct bt_xlsx *x, lxw_worksheet *w, uint32_t row, uint16_t col,
    lxw_chart *chart, double height)
{
	lxw_chart_options o = { .x_scale = WIDTH, .y_scale = height,
	    .x_offset = 12, .object_position = LXW_OBJECT_DONT_MOVE_DONT_SIZE };

	return bt_xlsx_error(x, worksheet_insert_chart_opt(w, row, col, chart,
	    &o));
}

/* Several runs have times of their own: their lines are drawn by them. */
int
bt_xlsx_chart_equity(struct bt_xlsx *x, lxw_worksheet *w, uint32_t row,
    uint16_t col, const struct bt_xlsx_curve *c, size_t n)
{
	const bool line = (n == 1 && c->date_only) || c->time == -1;
	lxw_chart *chart = new_chart(x, line ? LXW_CHART_LINE :
	    LXW_CHART_SCATTER_STRAIGHT, "Equity", c);
	bool good = chart != NULL;
	size_t i;

	for (i = 0; good && i < n; i++)
		good = add_line(chart, &c[i], c[i].level, i);
	if (good && n == 1 && c->benchmark != -1)
		good = add_line(chart, c, c->benchmark, 1);
	if (!good)
		return bt_xlsx_error(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
	if (line)
		space_labels(chart, c);
	else
		span_times(chart, c, n);
	chart_axis_set_num_format(chart->y_axis, c->low >= 1000.0 ? "#,##0" :
	    "General");
	if (isfinite(c->low) && n == 1)
		chart_axis_set_min(chart->y_axis, c->low);
	if (n > 1 || c->benchmark != -1)
		chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	else
		chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	return insert(x, w, row, col, chart, 1.25);
}

/* Areas need the axis of a line chart; lines do for the time of day. */
static int
chart_area(struct bt_xlsx *x, lxw_worksheet *w, uint32_t row, uint16_t col,
    const struct bt_xlsx_curve *c, int column, const char *title)
{
	const bool area = c->date_only || c->time == -1;
	const uint32_t colour = column == c->drawdown ? RED : colours[4];
	lxw_chart *chart = new_chart(x, area ? LXW_CHART_AREA :
	    LXW_CHART_SCATTER_STRAIGHT, title, c);

	if (chart == NULL || !add_area(chart, c, column, colour))
		return bt_xlsx_error(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
	if (area)
		space_labels(chart, c);
	else
		span_times(chart, c, 1);
	chart_axis_set_num_format(chart->y_axis, "0%");
	chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	return insert(x, w, row, col, chart, 0.85);
}

int
bt_xlsx_chart_drawdown(struct bt_xlsx *x, lxw_worksheet *w, uint32_t row,
    uint16_t col, const struct bt_xlsx_curve *c)
{
	return chart_area(x, w, row, col, c, c->drawdown, "Drawdown");
}

int
bt_xlsx_chart_exposure(struct bt_xlsx *x, lxw_worksheet *w, uint32_t row,
    uint16_t col, const struct bt_xlsx_curve *c)
{
	return chart_area(x, w, row, col, c, c->exposure, "Exposure");
}
