/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/chance/emit.h"
#include "lib/stream/record.h"
#include "lib/stream/texttable.h"
#include "lib/study/shown.h"

struct bt_emit {
	struct bt_out		*out;
	const struct bt_col	*cols;
	struct bt_record_rule	 rule;
	struct bt_record_table	*rows;		/* CSV and NDJSON */
	struct bt_texttable	*table;		/* for people */
};

static struct bt_texttable *
make_table(const struct bt_col *cols, struct bt_err *err)
{
	struct bt_textcol *heads;
	struct bt_texttable *table;
	size_t i, n = 0;

	while (cols[n].name != NULL)
		n++;
	if ((heads = bt_calloc(n + 1, sizeof(*heads), err)) == NULL)
		return NULL;
	for (i = 0; i < n; i++)
		heads[i] = (struct bt_textcol){ cols[i].name,
		    cols[i].type == BT_COL_TEXT ? BT_LEFT : BT_RIGHT };
	table = bt_texttable_new(heads, n, err);
	free(heads);
	return table;
}

struct bt_emit *
bt_emit_new(struct bt_out *out, enum bt_forecast_format format,
    const char *type, const struct bt_col *cols, bool header,
    struct bt_err *err)
{
	struct bt_emit *e;

	if (format == BT_FORECAST_JSON) {
		(void)bt_err_set(err, BT_EUSAGE,
		    "--format: rows are written as table, csv or ndjson");
		return NULL;
	}
	if ((e = bt_calloc(1, sizeof(*e), err)) == NULL)
		return NULL;
	e->out = out;
	e->cols = cols;
	e->rule = (struct bt_record_rule){ .type = type,
	    .format = format == BT_FORECAST_NDJSON ? BT_NDJSON : BT_CSV };
	if (format == BT_FORECAST_TABLE)
		e->table = make_table(cols, err);
	else
		e->rows = bt_record_table_new(&e->rule, cols, err);
	if (e->table == NULL && e->rows == NULL) {
		bt_emit_free(e);
		return NULL;
	}
	if (e->rows != NULL && header)
		bt_record_header(out, &e->rule, cols);
	return e;
}

static const struct {
	const char	*name;		/* of a column's unit */
	enum bt_unit	 unit;
} units[] = {
	{ "fraction", BT_UNIT_FRACTION },
	{ "steps", BT_UNIT_COUNT },
};

static struct bt_span
show(const struct bt_col *col, const void *field, char text[BT_SHOWN_MAX])
{
	enum bt_unit unit = BT_UNIT_RATIO;
	size_t i;

	if (col->type == BT_COL_TEXT)
		return *(const struct bt_span *)field;
	if (col->type == BT_COL_BOOL)
		return bt_span(*(const bool *)field ? "yes" : "");
	if (col->type == BT_COL_COUNT)
		return (struct bt_span){ text, (size_t)snprintf(text,
		    BT_SHOWN_MAX, "%zu", *(const size_t *)field) };
	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(col->unit, units[i].name) == 0)
			unit = units[i].unit;
	return bt_shown(text, unit, *(const double *)field);
}

int
bt_emit_row(struct bt_emit *e, const void *row, struct bt_err *err)
{
	const struct bt_col *col;
	char text[BT_SHOWN_MAX];

	if (e->rows != NULL) {
		bt_record_table_write(e->rows, e->out, row);
		return 0;
	}
	for (col = e->cols; col->name != NULL; col++)
		if (bt_texttable_cell(e->table, show(col, (const char *)row +
		    col->off, text), err) == -1)
			return -1;
	return 0;
}

void
bt_emit_end(struct bt_emit *e)
{
	if (e->table != NULL)
		bt_texttable_write(e->table, e->out);
}

void
bt_emit_free(struct bt_emit *e)
{
	if (e == NULL)
		return;
	bt_record_table_free(e->rows);
	bt_texttable_free(e->table);
	free(e);
}
