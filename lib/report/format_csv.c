/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/scratch.h"
#include "lib/report/format.h"
#include "lib/report/rows.h"
#include "lib/stream/record.h"

/* Room for a row of any table. */
union any_row {
	struct bt_trade		trade;
	struct bt_event		event;
	struct bt_episode	episode;
	struct bt_rows_metric	metric;
	struct bt_rows_point	point;
	struct bt_rows_period	period;
	struct bt_rows_option	option;
	struct bt_rows_input	input;
};

/* A spreadsheet would take it for a formula, or for the way to one. */
static bool
is_risky(struct bt_span text)
{
	return text.n > 0 && memchr("=+-@\t\r\n", text.s[0], 7) != NULL;
}

static void
put_text(struct bt_out *out, struct bt_span text, bool safe,
    struct bt_buf *buf, struct bt_err *err)
{
	buf->n = 0;
	if (safe && is_risky(text) && bt_buf_add(buf, "'", 1, err) == 0 &&
	    bt_buf_add(buf, text.s, text.n, err) == 0)
		text = (struct bt_span){ buf->s, buf->n };
	bt_csv_cell(out, text);
}

static bool
has_risky(const struct bt_col *cols, const void *row)
{
	const struct bt_col *c;

	for (c = cols; c->name != NULL; c++)
		if (c->type == BT_COL_TEXT && is_risky(*(const struct bt_span *)
		    (const void *)((const char *)row + c->off)))
			return true;
	return false;
}

/* The row with its risky texts behind an apostrophe, for as long as needed. */
static int
write_safely(struct bt_out *out, const struct bt_record_rule *record,
    const struct bt_rows_table *t, const void *row, struct bt_err *err)
{
	struct bt_arena *arena = bt_arena_new(err);
	const struct bt_col *c;
	struct bt_span *text;
	union any_row copy;
	char *p;

	memcpy(&copy, row, t->size);
	for (c = t->cols; arena != NULL && c->name != NULL; c++) {
		text = (struct bt_span *)(void *)((char *)&copy + c->off);
		if (c->type != BT_COL_TEXT || !is_risky(*text))
			continue;
		if ((p = bt_arena_alloc(arena, text->n + 1, 1, err)) == NULL)
			break;
		p[0] = '\'';
		memcpy(p + 1, text->s, text->n);
		*text = (struct bt_span){ p, text->n + 1 };
	}
	if (err->code == BT_OK)
		bt_record_write(out, record, t->cols, &copy);
	bt_arena_free(arena);
	return err->code == BT_OK ? 0 : -1;
}

/* What a run is called in front of its rows, where there are several. */
static int
write_run(struct bt_out *out, const struct bt_document *doc, bool named,
    const struct bt_rows_table *t, const struct bt_format_rule *rule,
    struct bt_err *err)
{
	const struct bt_record_rule record = { .format = BT_CSV,
	    .date_only = doc->date_only };
	struct bt_buf buf = { 0 };
	struct bt_rows rows;
	const void *row;
	size_t i, n;
	int status = 0;

	if (bt_rows_init(&rows, doc, rule->metric, rule->nmetrics, err) == -1)
		return -1;
	n = t->count(&rows);
	for (i = 0; i < n && status == 0 && !bt_out_failed(out); i++) {
		row = t->row(&rows, i);
		if (named) {
			put_text(out, bt_span(doc->source), rule->safe_csv,
			    &buf, err);
			bt_out_text(out, ",");
		}
		if (rule->safe_csv && has_risky(t->cols, row))
			status = write_safely(out, &record, t, row, err);
		else
			bt_record_write(out, &record, t->cols, row);
	}
	bt_buf_free(&buf);
	bt_rows_free(&rows);
	return err->code == BT_OK ? status : -1;
}

static void
put_value(struct bt_out *out, double x)
{
	char buf[BT_NUM_MAX];

	if (isfinite(x))
		bt_out_write(out, buf, bt_num_format(buf, x));
}

/* A row a metric, a column a run. */
static int
compare_metrics(struct bt_out *out, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, struct bt_err *err)
{
	struct bt_buf buf = { 0 };
	size_t i, k;

	bt_out_text(out, "metric,unit");
	for (k = 0; k < ndocs; k++) {
		bt_out_text(out, ",");
		put_text(out, bt_span(docs[k]->source), rule->safe_csv, &buf,
		    err);
	}
	bt_out_text(out, "\n");
	for (i = 0; i < rule->nmetrics; i++) {
		bt_out_text(out, rule->metric[i]->name);
		bt_out_text(out, ",");
		bt_out_text(out, bt_unit_name(rule->metric[i]->unit));
		for (k = 0; k < ndocs; k++) {
			bt_out_text(out, ",");
			put_value(out, bt_metric_value(rule->metric[i],
			    &docs[k]->study));
		}
		bt_out_text(out, "\n");
	}
	bt_buf_free(&buf);
	return err->code == BT_OK ? 0 : -1;
}

static int
write_table(struct bt_out *out, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_rows_table *t,
    const struct bt_format_rule *rule, struct bt_err *err)
{
	const struct bt_record_rule record = { .format = BT_CSV };
	size_t k;
	int status = 0;

	if (ndocs > 1 && t == bt_rows_tables)
		return compare_metrics(out, docs, ndocs, rule, err);
	if (ndocs > 1)
		bt_out_text(out, "run,");
	bt_record_header(out, &record, t->cols);
	for (k = 0; k < ndocs && status == 0; k++)
		status = write_run(out, docs[k], ndocs > 1, t, rule, err);
	return status;
}

int
bt_format_csv(struct bt_out *out, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, struct bt_err *err)
{
	const struct bt_rows_table *t = bt_rows_want(rule->table, err);

	return t == NULL ? -1 : write_table(out, docs, ndocs, t, rule, err);
}

static int
write_file(const char *dir, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_rows_table *t,
    const struct bt_format_rule *rule, struct bt_err *err)
{
	struct bt_buf path = { 0 };
	struct bt_out *out = NULL;
	int status = -1;

	if (bt_buf_printf(&path, err, "%s/%s.csv", dir, t->name) == 0 &&
	    (out = bt_out_open(path.s, err)) != NULL)
		status = write_table(out, docs, ndocs, t, rule, err);
	bt_buf_free(&path);
	if (status == 0)
		return bt_out_close(out, err);
	bt_out_abort(out);
	return -1;
}

int
bt_format_csv_directory(const char *path,
    const struct bt_document *const *docs, size_t ndocs,
    const struct bt_format_rule *rule, struct bt_err *err)
{
	const struct bt_rows_table *t;
	struct bt_scratch *dir = bt_scratch_beside(path, err);
	int status = dir == NULL ? -1 : 0;

	for (t = bt_rows_tables; status == 0 && t->name != NULL; t++) {
		status = write_file(bt_scratch_path(dir), docs, ndocs, t,
		    rule, err);
		if (rule->caught != NULL && *rule->caught != 0)
			status = -1;
	}
	if (status == 0)
		return bt_scratch_keep(dir, path, err);
	bt_scratch_free(dir);
	return -1;
}
