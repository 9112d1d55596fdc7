/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <string.h>

#include "lib/report/card_parts.h"
#include "lib/report/format.h"
#include "lib/report/rows.h"
#include "lib/stream/record.h"

/*
 * A report as one JSON object, in lines: a line a member, a line a row of a
 * table.  The members are listed in bt-export(1).
 */

static void
put_key(struct bt_out *out, const char *name)
{
	bt_json_text(out, bt_span(name));
	bt_out_text(out, ":");
}

static void
put_string(struct bt_out *out, const char *name, const char *text)
{
	bt_out_text(out, ",\n");
	put_key(out, name);
	bt_json_text(out, text == NULL ? (struct bt_span){ NULL, 0 } :
	    bt_span(text));
}

static void
put_value(struct bt_out *out, const struct bt_col *col, const void *row,
    bool date_only)
{
	const void *field = (const char *)row + col->off;

	if (col->type == BT_COL_REAL)
		bt_json_real(out, *(const double *)field);
	else if (col->type == BT_COL_TIME)
		bt_json_time(out, *(const int64_t *)field, date_only);
	else
		bt_json_text(out, *(const struct bt_span *)field);
}

/* What the numbers hang on: all columns but the name of the input. */
static void
put_facts(struct bt_out *out, const struct bt_document *doc)
{
	const struct bt_card card = { .status = doc->has_summary ?
	    bt_status_name(doc->status) : NULL, .study = doc->study };
	const struct bt_facts facts = bt_facts_of(&card);
	const struct bt_col *col;

	for (col = bt_facts_cols + 1; col->name != NULL; col++) {
		bt_out_text(out, ",\n");
		put_key(out, col->name);
		put_value(out, col, &facts, doc->date_only);
	}
}

static void
put_summary(struct bt_out *out, const struct bt_document *doc)
{
	const struct bt_record_rule record = { .format = BT_NDJSON,
	    .date_only = doc->date_only };

	bt_out_text(out, ",\n");
	put_key(out, "summary");
	if (doc->has_summary)
		bt_record_write(out, &record, bt_summary_cols,
		    &doc->summary);
	else
		bt_out_text(out, "null\n");
}

static void
put_config(struct bt_out *out, const struct bt_document *doc)
{
	size_t i;

	bt_out_text(out, ",");
	put_key(out, "config");
	for (i = 0; i < doc->noptions; i++) {
		bt_out_text(out, i == 0 ? "{" : ",");
		put_key(out, doc->option[i].name);
		bt_json_text(out, bt_span(doc->option[i].value));
	}
	bt_out_text(out, doc->noptions == 0 ? "{}\n" : "}\n");
}

static void
put_metrics(struct bt_out *out, const struct bt_document *doc,
    const struct bt_format_rule *rule)
{
	size_t i;

	bt_out_text(out, ",");
	put_key(out, "metrics");
	bt_out_text(out, "{\n");
	for (i = 0; i < rule->nmetrics; i++) {
		put_key(out, rule->metric[i]->name);
		bt_json_real(out, bt_metric_value(rule->metric[i],
		    &doc->study));
		bt_out_text(out, i + 1 < rule->nmetrics ? ",\n" : "\n");
	}
	bt_out_text(out, "}\n");
}

/* Why a metric is null. */
static void
put_undefined(struct bt_out *out, const struct bt_document *doc,
    const struct bt_format_rule *rule)
{
	const struct bt_metric *m;
	const char *before = "{";
	size_t i;

	bt_out_text(out, ",");
	put_key(out, "undefined");
	for (i = 0; i < rule->nmetrics; i++) {
		m = rule->metric[i];
		if (!isnan(bt_metric_value(m, &doc->study)))
			continue;
		bt_out_text(out, before);
		before = ",";
		put_key(out, m->name);
		bt_json_text(out, bt_span(bt_metric_why(m, &doc->study)));
	}
	bt_out_text(out, *before == '{' ? "{}\n" : "}\n");
}

static void
put_table(struct bt_out *out, struct bt_rows *rows,
    const struct bt_rows_table *t)
{
	const struct bt_record_rule record = { .format = BT_NDJSON,
	    .date_only = rows->doc->date_only };
	const size_t n = t->count(rows);
	size_t i;

	bt_out_text(out, ",");
	put_key(out, t->name);
	bt_out_text(out, "[\n");
	for (i = 0; i < n && !bt_out_failed(out); i++) {
		if (i > 0)
			bt_out_text(out, ",");
		bt_record_write(out, &record, t->cols, t->row(rows, i));
	}
	bt_out_text(out, "]\n");
}

static int
put_report(struct bt_out *out, const struct bt_document *doc, bool single,
    const struct bt_format_rule *rule, struct bt_err *err)
{
	const struct bt_rows_table *t;
	struct bt_rows rows;

	if (bt_rows_init(&rows, doc, rule->metric, rule->nmetrics, err) == -1)
		return -1;
	bt_out_text(out, "{\"type\":\"report\",\"schema\":1");
	if (!single)
		put_string(out, "run", doc->source);
	put_string(out, "title", doc->title);
	put_string(out, "benchmark", doc->benchmark_name);
	put_facts(out, doc);
	put_summary(out, doc);
	put_config(out, doc);
	put_metrics(out, doc, rule);
	put_undefined(out, doc, rule);
	/* Metrics and configuration are objects here, not tables. */
	for (t = bt_rows_tables; t->name != NULL; t++)
		if (strcmp(t->name, "metrics") != 0 &&
		    strcmp(t->name, "config") != 0)
			put_table(out, &rows, t);
	bt_out_text(out, "}\n");
	bt_rows_free(&rows);
	return 0;
}

int
bt_format_json(struct bt_out *out, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, struct bt_err *err)
{
	size_t i;

	if (ndocs == 1)
		return put_report(out, docs[0], true, rule, err);
	bt_out_text(out, "{\"type\":\"comparison\",\"schema\":1");
	put_string(out, "title", rule->title);
	bt_out_text(out, ",\n\"runs\":[\n");
	for (i = 0; i < ndocs; i++) {
		if (i > 0)
			bt_out_text(out, ",");
		if (put_report(out, docs[i], false, rule, err) == -1)
			return -1;
	}
	bt_out_text(out, "]}\n");
	return 0;
}
