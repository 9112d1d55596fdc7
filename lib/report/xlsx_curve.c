/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/report/xlsx_parts.h"

#define COLUMNS 6

/*
 * Where the axis of money begins: at a round number below all of the curve,
 * a tenth of its height at most; at 0 if that is near.
 */
static double
axis_from(const struct bt_document *doc)
{
	double low = INFINITY, high = -INFINITY, step, v;
	size_t i;

	for (i = 0; i < doc->n; i++) {
		v = doc->levels.level[i];
		low = fmin(low, v);
		high = fmax(high, v);
		v = doc->benchmark != NULL ? doc->benchmark[i] : v;
		low = fmin(low, v);
		high = fmax(high, v);
	}
	if (low <= 0.0 || high <= low || low < (high - low) / 2.0)
		return (double)NAN;
	step = pow(10.0, floor(log10(high - low)));
	step = high - low < 2.0 * step ? step / 5.0 : high - low < 5.0 * step ?
	    step / 2.0 : step;
	return floor(low / step) * step;
}

/* The columns of the curve that this document has. */
static void
choose(const struct bt_document *doc, const struct bt_col *all,
    struct bt_col cols[COLUMNS], struct bt_xlsx_curve *c)
{
	struct {
		const char	*name;
		bool		 has;
		int		*at;
	} known[] = { { "time", doc->levels.time != NULL, &c->time },
		{ "equity", true, &c->level },
		{ "drawdown", true, &c->drawdown },
		{ "exposure", doc->exposure != NULL, &c->exposure },
		{ "benchmark", doc->benchmark != NULL, &c->benchmark } };
	int n = 0;
	size_t i;

	c->date_only = doc->date_only;
	c->low = axis_from(doc);
	if (doc->levels.time != NULL) {
		c->from = bt_xlsx_serial(doc->levels.time[0]);
		c->to = bt_xlsx_serial(doc->levels.time[doc->n - 1]);
	}
	for (; all->name != NULL; all++)
		for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
			if (strcmp(all->name, known[i].name) == 0) {
				*known[i].at = known[i].has ? n : -1;
				if (known[i].has)
					cols[n++] = *all;
			}
	cols[n] = (struct bt_col)BT_COL_END;
}

static int
write_curve(struct bt_xlsx *x, struct bt_rows *rows,
    const struct bt_rows_table *table, const char *name,
    struct bt_xlsx_curve *c, lxw_worksheet **sheet)
{
	struct bt_col cols[COLUMNS];
	const struct bt_xlsx_table t = { .name = name, .table = table,
	    .cols = cols, .fixed = 1 };

	*c = (struct bt_xlsx_curve){ .first = 1 };
	(void)snprintf(c->sheet, sizeof(c->sheet), "%s", name);
	choose(rows->doc, table->cols, cols, c);
	c->last = (uint32_t)table->count(rows);
	return bt_xlsx_write_table(x, rows, &t, sheet);
}

int
bt_xlsx_equity(struct bt_xlsx *x, struct bt_rows *rows, const char *name,
    lxw_worksheet **sheet, struct bt_xlsx_curve *c)
{
	return write_curve(x, rows, bt_rows_want("equity", x->err), name, c,
	    sheet);
}

/* The rows of a chart's curve: some of the table's. */
struct some {
	struct bt_rows	 rows;		/* first: what the table is given */
	size_t		*index, n;
};

static size_t
count_some(const struct bt_rows *r)
{
	return ((const struct some *)(const void *)r)->n;
}

static const void *
row_some(struct bt_rows *r, size_t i)
{
	return bt_rows_want("equity", NULL)->row(r,
	    ((const struct some *)(const void *)r)->index[i]);
}

int
bt_xlsx_points(struct bt_xlsx *x, struct bt_rows *rows, const char *name,
    struct bt_xlsx_curve *c)
{
	struct bt_rows_table table = *bt_rows_want("equity", x->err);
	struct some some = { .rows = *rows };
	int status;

	some.index = bt_decimate(rows->doc->levels.level, rows->doc->n,
	    x->rule->max_points / 4, &some.n, x->err);
	if (some.index == NULL)
		return -1;
	table.count = count_some;
	table.row = row_some;
	status = write_curve(x, &some.rows, &table, name, c, NULL);
	free(some.index);
	return status;
}

int
bt_xlsx_exposure(struct bt_xlsx *x, const struct bt_document *doc,
    lxw_worksheet **sheet)
{
	struct bt_xlsx_sheet s;

	if (bt_xlsx_open(x, "Exposure", &s) == -1 ||
	    bt_xlsx_text(&s, bt_span("Long and short value over equity, at "
	    "each point of the curve: column Exposure of the sheet Equity"),
	    BT_XLSX_NOTE) == -1)
		return -1;
	bt_xlsx_line(&s);
	if (bt_xlsx_text(&s, bt_span("Time in the market"),
	    BT_XLSX_TEXT) == -1 ||
	    bt_xlsx_number(&s, doc->study.exposure, BT_XLSX_PERCENT) == -1)
		return -1;
	bt_xlsx_line(&s);
	if (bt_xlsx_text(&s, bt_span("Mean exposure"), BT_XLSX_TEXT) == -1 ||
	    bt_xlsx_number(&s, doc->study.gross, BT_XLSX_PERCENT) == -1 ||
	    bt_xlsx_error(x, worksheet_set_column(s.sheet, 0, 0, 22.0,
	    NULL)) == -1)
		return -1;
	*sheet = s.sheet;
	return 0;
}
