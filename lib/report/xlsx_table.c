/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/time.h"
#include "lib/report/xlsx_parts.h"
#include "lib/stream/texttable.h"

#define COLUMNS 32
#define WIDEST 48.0

/* What a column of the sheet needs to be known of while it is written. */
struct column {
	const struct bt_col	*col;
	enum bt_xlsx_style	 style;
	double			 width;		/* in letters */
	double			 most;		/* of its numbers, absolute */
};

/* A table on its way into sheets. */
struct filling {
	const struct bt_xlsx_table	*t;
	struct bt_rows			*rows;
	struct bt_xlsx_sheet		 s;
	struct column			 column[COLUMNS];
	uint16_t			 ncols;
};

static enum bt_xlsx_style
style_of(const struct bt_col *col)
{
	static const struct {
		const char		*unit;
		enum bt_xlsx_style	 style;
	} units[] = { { "money", BT_XLSX_MONEY }, { "price", BT_XLSX_PRICE },
		{ "fraction", BT_XLSX_PERCENT } };
	size_t i;

	if (col->type == BT_COL_COUNT)
		return strcmp(col->name, "id") == 0 ||
		    strcmp(col->name, "lot") == 0 ? BT_XLSX_PLAIN :
		    BT_XLSX_COUNT;
	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(col->unit, units[i].unit) == 0)
			return units[i].style;
	return BT_XLSX_NUMBER;
}

static double
width_of(const struct bt_col *col, bool date_only)
{
	switch (col->type) {
	case BT_COL_TIME:
		return date_only ? 12.0 : 20.0;
	case BT_COL_REAL:
		return 11.0;
	default:
		return 7.0;
	}
}

static void
prepare(struct filling *f)
{
	const struct bt_col *col;
	struct column *c;

	for (col = f->t->cols; col->name != NULL; col++) {
		c = &f->column[f->ncols++];
		*c = (struct column){ .col = col, .style = style_of(col),
		    .width = width_of(col, f->rows->doc->date_only) };
	}
}

/* The head's letters are bold, and a filter has its button beside them. */
static int
write_head(struct filling *f)
{
	char head[64];
	struct column *c;
	double wide;

	for (c = f->column; c < f->column + f->ncols; c++) {
		bt_xlsx_head(c->col->name, head, sizeof(head));
		wide = 1.15 * (double)strlen(head) + (f->t->filter ? 4.0 :
		    2.0);
		if (c->width < wide)
			c->width = wide;
		if (bt_xlsx_text(&f->s, bt_span(head),
		    c->col->type == BT_COL_TEXT ? BT_XLSX_HEAD :
		    BT_XLSX_HEAD_RIGHT) == -1)
			return -1;
	}
	bt_xlsx_line(&f->s);
	return 0;
}

static int
write_text(struct filling *f, struct column *c, struct bt_span text)
{
	const double wide = text.n == 0 || c->width >= WIDEST ? 0.0 :
	    1.1 * (double)bt_texttable_width(text) + 2.0;

	if (text.n == 0) {
		bt_xlsx_skip(&f->s);
		return 0;
	}
	if (c->width < wide)
		c->width = wide < WIDEST ? wide : WIDEST;
	return bt_xlsx_text(&f->s, text, BT_XLSX_TEXT);
}

static int
write_number(struct filling *f, struct column *c, double v)
{
	if (isfinite(v) && fabs(v) > c->most)
		c->most = fabs(v);
	return bt_xlsx_number(&f->s, v, c->style);
}

static int
write_time(struct filling *f, int64_t t)
{
	if (t == BT_TIME_NONE && f->t->never != NULL)
		return bt_xlsx_text(&f->s, bt_span(f->t->never),
		    BT_XLSX_NONE);
	return bt_xlsx_time(&f->s, t, f->rows->doc->date_only);
}

static int
write_cell(struct filling *f, struct column *c, const char *field)
{
	switch (c->col->type) {
	case BT_COL_TIME:
		return write_time(f, *(const int64_t *)(const void *)field);
	case BT_COL_TEXT:
		return write_text(f, c, *(const struct bt_span *)
		    (const void *)field);
	case BT_COL_BOOL:
		return bt_xlsx_bool(&f->s, *(const bool *)field);
	case BT_COL_COUNT:
		return write_number(f, c, (double)*(const size_t *)
		    (const void *)field);
	case BT_COL_REAL:
		break;
	}
	return write_number(f, c, *(const double *)(const void *)field);
}

/* Digits, a separator every three of them, sign, decimals. */
static double
width_of_numbers(const struct column *c)
{
	const double digits = c->most < 1.0 ? 1.0 : floor(log10(c->most)) + 1;
	const bool plain = c->style == BT_XLSX_NUMBER;

	return c->most > 0.0 && digits < 16.0 && !plain ?
	    digits * 4.0 / 3.0 + 5.0 : 0.0;
}

static int
finish(struct filling *f)
{
	struct bt_xlsx *x = f->s.x;
	const struct column *c;
	const uint32_t last = f->s.row - 1;
	const uint16_t right = (uint16_t)(f->ncols - 1);
	uint16_t i;

	for (i = 0; i < f->ncols; i++) {
		c = &f->column[i];
		if (bt_xlsx_error(x, worksheet_set_column(f->s.sheet, i, i,
		    fmax(c->width, width_of_numbers(c)), NULL)) == -1)
			return -1;
	}
	worksheet_freeze_panes(f->s.sheet, 1, f->t->fixed);
	if (f->t->filter && bt_xlsx_error(x, worksheet_autofilter(f->s.sheet,
	    0, 0, last, right)) == -1)
		return -1;
	if (f->t->dress != NULL && last > 0)
		f->t->dress(&f->s, f->t, 1, last);
	return bt_xlsx_error(x, worksheet_repeat_rows(f->s.sheet, 0, 0));
}

static int
begin(struct filling *f, size_t part)
{
	struct bt_xlsx *x = f->s.x;
	char name[BT_XLSX_NAME];

	if (part == 1)
		(void)snprintf(name, sizeof(name), "%s", f->t->name);
	else
		(void)snprintf(name, sizeof(name), "%s-%zu", f->t->name, part);
	return bt_xlsx_open(x, name, &f->s) == -1 ? -1 : write_head(f);
}

static int
write_row(struct filling *f, size_t i)
{
	const char *row = f->t->table->row(f->rows, i);
	struct column *c;

	for (c = f->column; c < f->column + f->ncols; c++)
		if (write_cell(f, c, row + c->col->off) == -1)
			return -1;
	bt_xlsx_line(&f->s);
	return 0;
}

int
bt_xlsx_write_table(struct bt_xlsx *x, struct bt_rows *rows,
    const struct bt_xlsx_table *t, lxw_worksheet **first)
{
	struct filling f = { .t = t, .rows = rows, .s.x = x };
	const size_t n = t->table->count(rows);
	size_t i, part = 1;

	prepare(&f);
	if (begin(&f, part) == -1)
		return -1;
	if (first != NULL)
		*first = f.s.sheet;
	for (i = 0; i < n; i++) {
		if (f.s.row == x->most && (finish(&f) == -1 ||
		    begin(&f, ++part) == -1))
			return -1;
		if (write_row(&f, i) == -1)
			return -1;
	}
	return finish(&f);
}
