/* SPDX-License-Identifier: ISC */
#include "lib/report/sheet.h"

#include <string.h>

#define TOP (BT_SHEET_HEIGHT - BT_SHEET_MARGIN)
#define BOTTOM 62.0			/* above the foot */
#define FOOT 36.0
#define ROW 14.0
#define PAD 4.0				/* between columns */
#define SHADE "#f5f7f9"

static const struct bt_letters heading = { 13.0, true, BT_SIDE_LEFT,
	BT_PLOT_INK, BT_SHEET_ROOM },
    foot = { 8.0, false, BT_SIDE_LEFT, BT_PLOT_MUTED, BT_SHEET_ROOM - 60.0 };

static void
begin_page(struct bt_sheet *sheet)
{
	sheet->page++;
	sheet->y = TOP;
	sheet->layer.text.n = 0;
	bt_plot_printf(&sheet->pages, "set multiplot\n");
}

/* The number of all pages is known to the script, not yet to us. */
static void
end_page(struct bt_sheet *sheet)
{
	struct bt_plot *p = &sheet->pages;
	const double right = BT_SHEET_WIDTH - BT_SHEET_MARGIN;

	bt_plot_layer(p);
	bt_plot_append(p, &sheet->layer);
	bt_plot_printf(p, "set arrow from %.2f, %.2f to %.2f, %.2f nohead "
	    "lc rgb '" BT_PLOT_GRID "' lw 0.6\n", BT_SHEET_MARGIN,
	    FOOT + 12.0, right, FOOT + 12.0);
	bt_plot_put(p, &foot, BT_SHEET_MARGIN, FOOT,
	    bt_span(sheet->doc->title));
	bt_plot_printf(p, "set label sprintf('%%d / %%d', %zu, pages) at "
	    "%.2f, %.2f right front font ',8' textcolor rgb '" BT_PLOT_MUTED
	    "'\n", sheet->page, right, FOOT);
	bt_plot_layer_end(p);
	bt_plot_printf(p, "unset multiplot\n");
}

void
bt_sheet_init(struct bt_sheet *sheet, const struct bt_document *doc,
    size_t columns, struct bt_err *err)
{
	memset(sheet, 0, sizeof(*sheet));
	sheet->doc = doc;
	sheet->pages.err = sheet->layer.err = err;
	sheet->pages.width = BT_SHEET_WIDTH;
	sheet->pages.height = BT_SHEET_HEIGHT;
	sheet->pages.columns = columns;
	begin_page(sheet);
}

void
bt_sheet_free(struct bt_sheet *sheet)
{
	bt_plot_free(&sheet->pages);
	bt_plot_free(&sheet->layer);
}

void
bt_sheet_end(struct bt_sheet *sheet)
{
	end_page(sheet);
}

void
bt_sheet_need(struct bt_sheet *sheet, double height)
{
	if (sheet->y - height >= BOTTOM || sheet->y >= TOP)
		return;
	end_page(sheet);
	begin_page(sheet);
}

void
bt_sheet_heading(struct bt_sheet *sheet, const char *text, double follows)
{
	bt_sheet_need(sheet, follows + 30.0);
	bt_plot_put(&sheet->layer, &heading, BT_SHEET_MARGIN, sheet->y - 10.0,
	    bt_span(text));
	sheet->y -= 24.0;
}

void
bt_sheet_chart(struct bt_sheet *sheet, const char *name, double height)
{
	const struct bt_chart *chart = bt_chart_want(bt_span(name),
	    sheet->pages.err);
	struct bt_place place = { BT_SHEET_MARGIN, 0.0, BT_SHEET_ROOM,
		height };

	if (chart == NULL)
		sheet->pages.failed = true;
	if (chart == NULL || chart->lack(sheet->doc) != NULL)
		return;
	bt_sheet_need(sheet, height);
	place.bottom = sheet->y - height;
	chart->draw(&sheet->pages, sheet->doc, &place);
	sheet->y -= height + 12.0;
}

void
bt_sheet_box(struct bt_sheet *sheet, double x, double y, double width,
    double height, const char *colour)
{
	bt_plot_printf(&sheet->layer, "set object rectangle from %.2f, %.2f "
	    "to %.2f, %.2f behind fs solid 1 noborder fc rgb '%s'\n", x, y,
	    x + width, y + height, colour);
}

static void
put_row(struct bt_sheet *sheet, const struct bt_span *cells, bool titles)
{
	struct bt_letters how = { 8.0, titles, BT_SIDE_LEFT, titles ?
	    BT_PLOT_MUTED : BT_PLOT_INK, 0.0 };
	const double y = sheet->y - ROW / 2.0;
	double x = BT_SHEET_MARGIN;
	size_t i;

	if (!titles && sheet->row++ % 2 == 0)
		bt_sheet_box(sheet, x, sheet->y - ROW, BT_SHEET_ROOM, ROW,
		    SHADE);
	for (i = 0; i < sheet->ncols; i++) {
		how.side = sheet->col[i].right ? BT_SIDE_RIGHT : BT_SIDE_LEFT;
		how.room = sheet->col[i].width - 2.0 * PAD;
		bt_plot_put(&sheet->layer, &how, sheet->col[i].right ? x +
		    sheet->col[i].width - PAD : x + PAD, y, cells[i]);
		x += sheet->col[i].width;
	}
	sheet->y -= ROW;
}

static void
put_titles(struct bt_sheet *sheet)
{
	struct bt_span cells[16];
	size_t i;

	for (i = 0; i < sheet->ncols && i < 16; i++)
		cells[i] = bt_span(sheet->col[i].title);
	put_row(sheet, cells, true);
	bt_plot_printf(&sheet->layer, "set arrow from %.2f, %.2f to %.2f, "
	    "%.2f nohead lc rgb '" BT_PLOT_GREY "' lw 0.6\n", BT_SHEET_MARGIN,
	    sheet->y, BT_SHEET_MARGIN + BT_SHEET_ROOM, sheet->y);
}

void
bt_sheet_table(struct bt_sheet *sheet, const struct bt_sheet_col *col,
    size_t ncols)
{
	sheet->col = col;
	sheet->ncols = ncols;
	sheet->row = 0;
	put_titles(sheet);
}

void
bt_sheet_row(struct bt_sheet *sheet, const struct bt_span *cells)
{
	const size_t page = sheet->page;

	bt_sheet_need(sheet, ROW);
	if (sheet->page != page)
		put_titles(sheet);
	put_row(sheet, cells, false);
}

void
bt_sheet_table_end(struct bt_sheet *sheet)
{
	sheet->y -= 16.0;
}

double
bt_sheet_lines(struct bt_sheet *sheet, const struct bt_letters *how, double x,
    double y, double width, size_t most, struct bt_span text)
{
	struct bt_letters last = *how;
	size_t n, i;

	last.room = width;
	for (i = 0; i < most && text.n > 0; i++) {
		while (text.n > 0 && text.s[0] == ' ')
			text = (struct bt_span){ text.s + 1, text.n - 1 };
		n = i + 1 == most ? text.n : bt_plot_line(text, how->size,
		    how->bold, width);
		bt_plot_put(&sheet->layer, &last, x, y,
		    (struct bt_span){ text.s, n });
		text = (struct bt_span){ text.s + n, text.n - n };
		y -= how->size * 1.4;
	}
	return y;
}
