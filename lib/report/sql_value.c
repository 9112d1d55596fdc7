/* SPDX-License-Identifier: ISC */
#include "lib/report/sql_value.h"

#include <math.h>
#include <string.h>

#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/stream/utf8.h"

/* Twelve digits before the point are what numeric(20,8) has. */
#define NUMERIC_MAX 1e12

static bool
is_money(const struct bt_col *col)
{
	return strcmp(col->unit, "money") == 0 ||
	    strcmp(col->unit, "price") == 0 ||
	    strcmp(col->unit, "units") == 0;
}

const char *
bt_sql_type(const struct bt_col *col)
{
	static const char *const types[] = {
		[BT_COL_REAL] = "double precision",
		[BT_COL_COUNT] = "bigint",
		[BT_COL_TIME] = "timestamp with time zone",
		[BT_COL_TEXT] = "text",
		[BT_COL_BOOL] = "boolean",
	};

	return col->type == BT_COL_REAL && is_money(col) ? "numeric(20,8)" :
	    types[col->type];
}

static void
put_null(struct bt_out *out, enum bt_sql_way way)
{
	bt_out_text(out, way == BT_SQL_COPY ? "\\N" : "NULL");
}

/* A byte that must not stand as itself, or NULL if it may. */
static const char *
instead(enum bt_sql_way way, char ch)
{
	if (ch == '\0')
		return "\xef\xbf\xbd";
	if (way == BT_SQL_LITERAL)
		return ch == '\'' ? "''" : NULL;
	switch (ch) {
	case '\\':
		return "\\\\";
	case '\t':
		return "\\t";
	case '\n':
		return "\\n";
	case '\r':
		return "\\r";
	default:
		return NULL;
	}
}

void
bt_sql_text(struct bt_out *out, enum bt_sql_way way, struct bt_span text)
{
	const char *other;
	size_t i, n, from = 0;

	if (text.s == NULL) {
		put_null(out, way);
		return;
	}
	if (way == BT_SQL_LITERAL)
		bt_out_text(out, "'");
	for (i = 0; i < text.n; i += n) {
		n = bt_utf8(text.s + i, text.n - i);
		other = n == 0 ? "\xef\xbf\xbd" : n > 1 ? NULL :
		    instead(way, text.s[i]);
		n = n == 0 ? 1 : n;
		if (other == NULL)
			continue;
		bt_out_write(out, text.s + from, i - from);
		bt_out_text(out, other);
		from = i + n;
	}
	bt_out_write(out, text.s + from, text.n - from);
	if (way == BT_SQL_LITERAL)
		bt_out_text(out, "'");
}

static int
put_real(struct bt_out *out, enum bt_sql_way way, const struct bt_col *col,
    double x, struct bt_err *err)
{
	char buf[BT_NUM_MAX];

	if (!isfinite(x)) {
		put_null(out, way);
		return 0;
	}
	if (is_money(col) && fabs(x) >= NUMERIC_MAX)
		return bt_err_set(err, BT_EDATA, "sql: %s is %.6g: want less "
		    "than 1e12, what numeric(20,8) can hold", col->name, x);
	bt_out_write(out, buf, bt_num_format(buf, x));
	return 0;
}

/* With time of day and zone whatever the others are. */
static void
put_time(struct bt_out *out, enum bt_sql_way way, int64_t t)
{
	char buf[BT_TIME_MAX];

	if (t == BT_TIME_NONE)
		put_null(out, way);
	else
		bt_sql_text(out, way, (struct bt_span){ buf,
		    bt_time_format(buf, t, false) });
}

int
bt_sql_value(struct bt_out *out, enum bt_sql_way way,
    const struct bt_col *col, const void *row, struct bt_err *err)
{
	const void *field = (const char *)row + col->off;
	char buf[BT_NUM_MAX];

	switch (col->type) {
	case BT_COL_REAL:
		return put_real(out, way, col, *(const double *)field, err);
	case BT_COL_COUNT:
		bt_out_write(out, buf, bt_num_format_int(buf,
		    (long long)*(const size_t *)field));
		break;
	case BT_COL_TIME:
		put_time(out, way, *(const int64_t *)field);
		break;
	case BT_COL_TEXT:
		bt_sql_text(out, way, *(const struct bt_span *)field);
		break;
	case BT_COL_BOOL:
		bt_out_text(out, *(const bool *)field ? "true" : "false");
		break;
	}
	return 0;
}
