/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/report/xlsx_parts.h"

#define RED 0xF8696BU
#define WHITE 0xFFFFFFU
#define GREEN 0x63BE7BU

/* Where a column of the table stands, or -1. */
static int
place_of(const struct bt_xlsx_table *t, const char *name)
{
	int i;

	for (i = 0; t->cols[i].name != NULL; i++)
		if (strcmp(t->cols[i].name, name) == 0)
			return i;
	return -1;
}

/* Gains in green, losses in red: rules, so that a filter keeps them. */
static void
colour_sign(struct bt_xlsx_sheet *s, int col, uint32_t first, uint32_t last)
{
	lxw_conditional_format rule = { .type = LXW_CONDITIONAL_TYPE_CELL,
	    .criteria = LXW_CONDITIONAL_CRITERIA_GREATER_THAN,
	    .format = s->x->style[BT_XLSX_GOOD] };
	const uint16_t at = (uint16_t)col;

	(void)bt_xlsx_error(s->x, worksheet_conditional_format_range(s->sheet,
	    first, at, last, at, &rule));
	rule.criteria = LXW_CONDITIONAL_CRITERIA_LESS_THAN;
	rule.format = s->x->style[BT_XLSX_BAD];
	(void)bt_xlsx_error(s->x, worksheet_conditional_format_range(s->sheet,
	    first, at, last, at, &rule));
}

static void
dress_trades(struct bt_xlsx_sheet *s, const struct bt_xlsx_table *t,
    uint32_t first, uint32_t last)
{
	colour_sign(s, place_of(t, "pnl"), first, last);
	colour_sign(s, place_of(t, "return"), first, last);
}

int
bt_xlsx_trades(struct bt_xlsx *x, struct bt_rows *rows, const char *name)
{
	const struct bt_xlsx_table t = { .name = name,
	    .table = bt_rows_want("trades", x->err), .cols = bt_trade_cols,
	    .fixed = 2, .filter = true, .never = "open",
	    .dress = dress_trades };

	return bt_xlsx_write_table(x, rows, &t, NULL);
}

/* The deeper, the redder. */
static void
dress_drawdowns(struct bt_xlsx_sheet *s, const struct bt_xlsx_table *t,
    uint32_t first, uint32_t last)
{
	lxw_conditional_format rule = { .type = LXW_CONDITIONAL_2_COLOR_SCALE,
	    .min_color = RED, .max_color = WHITE,
	    .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
	    .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_MINIMUM };
	const uint16_t at = (uint16_t)place_of(t, "depth");

	(void)bt_xlsx_error(s->x, worksheet_conditional_format_range(s->sheet,
	    first, at, last, at, &rule));
}

int
bt_xlsx_drawdowns(struct bt_xlsx *x, struct bt_rows *rows)
{
	const struct bt_rows_table *table = bt_rows_want("drawdowns", x->err);
	const struct bt_xlsx_table t = { .name = "Drawdowns", .table = table,
	    .cols = table->cols, .filter = true, .never = "not yet",
	    .dress = dress_drawdowns };

	return bt_xlsx_write_table(x, rows, &t, NULL);
}

int
bt_xlsx_events(struct bt_xlsx *x, struct bt_rows *rows)
{
	const struct bt_xlsx_table t = { .name = "Events",
	    .table = bt_rows_want("events", x->err), .cols = bt_event_cols,
	    .filter = true };

	return bt_xlsx_write_table(x, rows, &t, NULL);
}

static int
write_months_head(struct bt_xlsx_sheet *s)
{
	static const char *const names[] = { "Year", "Jan", "Feb", "Mar",
		"Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
		"Total" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (bt_xlsx_text(s, bt_span(names[i]), BT_XLSX_HEAD_RIGHT) ==
		    -1)
			return -1;
	bt_xlsx_line(s);
	return 0;
}

/* A year's row; *at moves on to the first month of the next. */
static int
write_year(struct bt_xlsx_sheet *s, const struct bt_document *doc,
    const struct bt_month *year, size_t *at)
{
	const struct bt_month *m;

	if (bt_xlsx_number(s, year->year, BT_XLSX_PLAIN) == -1)
		return -1;
	for (; *at < doc->nmonths && doc->month[*at].year == year->year;
	    ++*at) {
		m = &doc->month[*at];
		s->col = (uint16_t)m->month;
		if (bt_xlsx_number(s, m->ret, BT_XLSX_PERCENT) == -1)
			return -1;
	}
	s->col = 13;
	if (bt_xlsx_number(s, year->ret, BT_XLSX_PERCENT) == -1)
		return -1;
	bt_xlsx_line(s);
	return 0;
}

/* White at 0, whatever the best and the worst are. */
static int
heat(struct bt_xlsx_sheet *s, uint16_t from, uint16_t to)
{
	lxw_conditional_format rule = { .type = LXW_CONDITIONAL_3_COLOR_SCALE,
	    .min_color = RED, .mid_color = WHITE, .max_color = GREEN,
	    .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_MINIMUM,
	    .mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
	    .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_MAXIMUM };

	return bt_xlsx_error(s->x, worksheet_conditional_format_range(s->sheet,
	    1, from, s->row - 1, to, &rule));
}

int
bt_xlsx_months(struct bt_xlsx *x, const struct bt_document *doc)
{
	struct bt_xlsx_sheet s;
	size_t i, at = 0;

	if (bt_xlsx_open(x, "Monthly returns", &s) == -1 ||
	    write_months_head(&s) == -1)
		return -1;
	for (i = 0; i < doc->nyears; i++)
		if (write_year(&s, doc, &doc->year[i], &at) == -1)
			return -1;
	worksheet_freeze_panes(s.sheet, 1, 1);
	if (bt_xlsx_error(x, worksheet_set_column(s.sheet, 0, 0, 8.0,
	    NULL)) == -1 || bt_xlsx_error(x, worksheet_set_column(s.sheet, 1,
	    13, 9.5, NULL)) == -1)
		return -1;
	return doc->nyears == 0 ? 0 : heat(&s, 1, 12) == -1 ? -1 :
	    heat(&s, 13, 13);
}

static int
write_options(struct bt_xlsx_sheet *s, const struct bt_document *doc)
{
	size_t i;

	if (bt_xlsx_text(s, bt_span("Option"), BT_XLSX_HEAD) == -1 ||
	    bt_xlsx_text(s, bt_span("Value"), BT_XLSX_HEAD) == -1)
		return -1;
	bt_xlsx_line(s);
	for (i = 0; i < doc->noptions; i++) {
		if (bt_xlsx_text(s, bt_span(doc->option[i].name),
		    BT_XLSX_TEXT) == -1 || bt_xlsx_text(s,
		    bt_span(doc->option[i].value), BT_XLSX_TEXT) == -1)
			return -1;
		bt_xlsx_line(s);
	}
	bt_xlsx_line(s);
	return 0;
}

static int
write_inputs(struct bt_xlsx_sheet *s, const struct bt_document *doc)
{
	static const char *const heads[] = { "Input", "XXH3-128 of its bytes",
		"Rows", "Symbols", "From", "To" };
	const struct bt_document_input *in;
	size_t i;

	for (i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (bt_xlsx_text(s, bt_span(heads[i]), i < 2 ? BT_XLSX_HEAD :
		    BT_XLSX_HEAD_RIGHT) == -1)
			return -1;
	bt_xlsx_line(s);
	for (i = 0; i < doc->ninputs; i++) {
		in = &doc->input[i];
		if (bt_xlsx_text(s, bt_span(in->name), BT_XLSX_TEXT) == -1 ||
		    bt_xlsx_text(s, bt_span(in->xxh3), BT_XLSX_TEXT) == -1 ||
		    bt_xlsx_number(s, (double)in->rows, BT_XLSX_COUNT) == -1 ||
		    bt_xlsx_number(s, (double)in->symbols,
		    BT_XLSX_COUNT) == -1 ||
		    bt_xlsx_time(s, in->from, doc->date_only) == -1 ||
		    bt_xlsx_time(s, in->to, doc->date_only) == -1)
			return -1;
		bt_xlsx_line(s);
	}
	return 0;
}

/* Values of options are text as typed, even where they look like numbers. */
int
bt_xlsx_config(struct bt_xlsx *x, const struct bt_document *doc)
{
	struct bt_xlsx_sheet s;
	char range[32];

	if (bt_xlsx_open(x, "Configuration", &s) == -1 ||
	    write_options(&s, doc) == -1 || write_inputs(&s, doc) == -1)
		return -1;
	(void)snprintf(range, sizeof(range), "A1:B%u", s.row);
	if (bt_xlsx_error(x, worksheet_ignore_errors(s.sheet,
	    LXW_IGNORE_NUMBER_STORED_AS_TEXT, range)) == -1 ||
	    bt_xlsx_error(x, worksheet_set_column(s.sheet, 0, 0, 26.0,
	    NULL)) == -1 ||
	    bt_xlsx_error(x, worksheet_set_column(s.sheet, 1, 1, 40.0,
	    NULL)) == -1)
		return -1;
	return bt_xlsx_error(x, worksheet_set_column(s.sheet, 2, 5,
	    doc->date_only ? 12.0 : 20.0, NULL));
}
