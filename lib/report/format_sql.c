/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <string.h>

#include "lib/base/hash.h"
#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/report/format.h"
#include "lib/report/rows.h"
#include "lib/report/sql_value.h"

#define BATCH 500		/* rows of one INSERT */

/* The row of a run in the table backtests; id is what all others refer to. */
struct run {
	struct bt_span	id, title, status;
	int64_t		from, to;
	double		first_equity, last_equity, commission, slippage;
	size_t		bars, symbols, signals, trades;
	double		periods_per_year, risk_free;
};

static const struct bt_col run_cols[] = {
	BT_COL(struct run, id, BT_COL_TEXT, "", "hash of what was run"),
	BT_COL(struct run, title, BT_COL_TEXT, "", "heading"),
	BT_COL(struct run, status, BT_COL_TEXT, "", "how it ended"),
	BT_COL(struct run, from, BT_COL_TIME, "", "first step"),
	BT_COL(struct run, to, BT_COL_TIME, "", "last step"),
	BT_COL(struct run, first_equity, BT_COL_REAL, "money", "at the begin"),
	BT_COL(struct run, last_equity, BT_COL_REAL, "money", "at the end"),
	BT_COL(struct run, commission, BT_COL_REAL, "money", "total"),
	BT_COL(struct run, slippage, BT_COL_REAL, "money", "total"),
	BT_COL(struct run, bars, BT_COL_COUNT, "", "read"),
	BT_COL(struct run, symbols, BT_COL_COUNT, "", "with bars"),
	BT_COL(struct run, signals, BT_COL_COUNT, "", "bars with a signal"),
	BT_COL(struct run, trades, BT_COL_COUNT, "", "closed"),
	BT_COL(struct run, periods_per_year, BT_COL_REAL, "", "of metrics"),
	BT_COL(struct run, risk_free, BT_COL_REAL, "", "of metrics"),
	BT_COL_END
};

/* Tables that have another name in a database. */
static const char *
name_of(const struct bt_rows_table *t)
{
	if (strcmp(t->name, "metrics") == 0)
		return "results";
	return strcmp(t->name, "config") == 0 ? "options" : t->name;
}

static void
put_name(struct bt_out *out, const char *before, struct bt_span name)
{
	bt_out_text(out, before);
	bt_out_text(out, "\"");
	bt_out_write(out, name.s, name.n);
	bt_out_text(out, "\"");
}

static void
put_column(struct bt_out *out, const struct bt_col *col)
{
	put_name(out, "\t", bt_span(col->name));
	bt_out_text(out, " ");
	bt_out_text(out, bt_sql_type(col));
}

static void
put_key(struct bt_out *out, const struct bt_rows_table *t)
{
	struct bt_span rest = bt_span(t->key == NULL ? "n" : t->key), name;

	bt_out_text(out, "\tPRIMARY KEY (\"backtest_id\"");
	while (bt_span_cut(&rest, ',', &name))
		put_name(out, ", ", name);
	bt_out_text(out, ")\n);\n");
}

static void
put_schema(struct bt_out *out)
{
	const struct bt_rows_table *t;
	const struct bt_col *col;

	bt_out_text(out, "CREATE TABLE IF NOT EXISTS backtests (\n");
	for (col = run_cols; col->name != NULL; col++) {
		put_column(out, col);
		bt_out_text(out, col == run_cols ? " PRIMARY KEY,\n" :
		    col[1].name == NULL ? "\n);\n" : ",\n");
	}
	for (t = bt_rows_tables; t->name != NULL; t++) {
		bt_out_text(out, "CREATE TABLE IF NOT EXISTS backtest_");
		bt_out_text(out, name_of(t));
		bt_out_text(out, " (\n\t\"backtest_id\" text NOT NULL "
		    "REFERENCES backtests (\"id\"),\n");
		if (t->key == NULL)
			bt_out_text(out, "\t\"n\" bigint NOT NULL,\n");
		for (col = t->cols; col->name != NULL; col++) {
			put_column(out, col);
			bt_out_text(out, ",\n");
		}
		put_key(out, t);
	}
}

static void
put_columns(struct bt_out *out, const struct bt_rows_table *t)
{
	const struct bt_col *col;

	bt_out_text(out, t->key == NULL ? " (\"backtest_id\", \"n\"" :
	    " (\"backtest_id\"");
	for (col = t->cols; col->name != NULL; col++)
		put_name(out, ", ", bt_span(col->name));
	bt_out_text(out, ")");
}

/* One run's row of one table, without what stands around it. */
static int
put_row(struct bt_out *out, enum bt_sql_way way, struct bt_rows *rows,
    const struct bt_rows_table *t, const char *id, size_t i,
    struct bt_err *err)
{
	const char *between = way == BT_SQL_COPY ? "\t" : ",";
	const void *row = t->row(rows, i);
	const struct bt_col *col;
	char buf[BT_NUM_MAX];

	bt_sql_text(out, way, bt_span(id));
	if (t->key == NULL) {
		bt_out_text(out, between);
		bt_out_write(out, buf, bt_num_format_int(buf,
		    (long long)i + 1));
	}
	for (col = t->cols; col->name != NULL; col++) {
		bt_out_text(out, between);
		if (bt_sql_value(out, way, col, row, err) == -1)
			return -1;
	}
	return 0;
}

static int
insert_rows(struct bt_out *out, struct bt_rows *rows,
    const struct bt_rows_table *t, const char *id, struct bt_err *err)
{
	const size_t n = t->count(rows);
	size_t i;

	for (i = 0; i < n && !bt_out_failed(out); i++) {
		if (i % BATCH == 0) {
			bt_out_text(out, "INSERT INTO backtest_");
			bt_out_text(out, name_of(t));
			put_columns(out, t);
			bt_out_text(out, " VALUES\n");
		}
		bt_out_text(out, "(");
		if (put_row(out, BT_SQL_LITERAL, rows, t, id, i, err) == -1)
			return -1;
		bt_out_text(out, i + 1 == n || (i + 1) % BATCH == 0 ?
		    ")\nON CONFLICT DO NOTHING;\n" : "),\n");
	}
	return 0;
}

/* COPY knows no conflicts: into a table of its own, and on from there. */
static int
copy_rows(struct bt_out *out, struct bt_rows *rows,
    const struct bt_rows_table *t, const char *id, struct bt_err *err)
{
	const char *name = name_of(t);
	const size_t n = t->count(rows);
	size_t i;

	if (n == 0)
		return 0;
	bt_out_text(out, "CREATE TEMPORARY TABLE bt_load (LIKE backtest_");
	bt_out_text(out, name);
	bt_out_text(out, ");\nCOPY bt_load");
	put_columns(out, t);
	bt_out_text(out, " FROM stdin;\n");
	for (i = 0; i < n && !bt_out_failed(out); i++) {
		if (put_row(out, BT_SQL_COPY, rows, t, id, i, err) == -1)
			return -1;
		bt_out_text(out, "\n");
	}
	bt_out_text(out, "\\.\nINSERT INTO backtest_");
	bt_out_text(out, name);
	bt_out_text(out, " SELECT * FROM bt_load ON CONFLICT DO NOTHING;\n"
	    "DROP TABLE bt_load;\n");
	return 0;
}

static void
hash_text(struct bt_hash *hash, const char *s)
{
	bt_hash_add(hash, s, strlen(s) + 1);
}

static void
hash_number(struct bt_hash *hash, double x)
{
	char buf[BT_NUM_MAX];

	if (isfinite(x))
		bt_hash_add(hash, buf, bt_num_format(buf, x));
	bt_hash_add(hash, ",", 1);
}

/* What is no run has no header: what there is of it says which it is. */
static void
hash_data(struct bt_hash *hash, const struct bt_document *doc)
{
	char buf[BT_TIME_MAX];
	size_t i;

	for (i = 0; i < doc->n; i++) {
		if (doc->levels.time != NULL)
			bt_hash_add(hash, buf, bt_time_format(buf,
			    doc->levels.time[i], false));
		hash_number(hash, doc->levels.level[i]);
	}
	for (i = 0; i < doc->ntrades; i++)
		hash_number(hash, doc->trade[i].pnl);
}

/* The same options over the same data, ended the same way: the same run. */
static int
identify(const struct bt_document *doc, char id[BT_HASH_TEXT],
    struct bt_err *err)
{
	struct bt_hash *hash = bt_hash_new(err);
	size_t i;

	if (hash == NULL)
		return -1;
	for (i = 0; i < doc->noptions; i++) {
		hash_text(hash, doc->option[i].name);
		hash_text(hash, doc->option[i].value);
	}
	for (i = 0; i < doc->ninputs; i++) {
		hash_text(hash, doc->input[i].name);
		hash_text(hash, doc->input[i].xxh3);
	}
	if (doc->has_summary)
		hash_text(hash, bt_status_name(doc->status));
	if (doc->noptions == 0 && doc->ninputs == 0)
		hash_data(hash, doc);
	bt_hash_text(hash, id);
	bt_hash_free(hash);
	return 0;
}

static int
put_run(struct bt_out *out, const struct bt_document *doc, const char *id,
    struct bt_err *err)
{
	const struct bt_summary *sum = &doc->summary;
	const bool any = doc->has_summary;
	const struct run run = { .id = bt_span(id),
	    .title = bt_span(doc->title),
	    .status = any ? bt_span(bt_status_name(doc->status)) :
	    (struct bt_span){ NULL, 0 },
	    .from = doc->study.from, .to = doc->study.to,
	    .first_equity = doc->study.first,
	    .last_equity = doc->study.last,
	    .commission = any ? sum->commission : (double)NAN,
	    .slippage = any ? sum->slippage : (double)NAN,
	    .bars = sum->bars, .symbols = sum->symbols,
	    .signals = sum->signals, .trades = sum->trades,
	    .periods_per_year = doc->study.periods.per_year,
	    .risk_free = doc->study.risk_free };
	const struct bt_col *col;

	bt_out_text(out, "INSERT INTO backtests (");
	for (col = run_cols; col->name != NULL; col++)
		put_name(out, col == run_cols ? "" : ", ",
		    bt_span(col->name));
	bt_out_text(out, ") VALUES\n(");
	for (col = run_cols; col->name != NULL; col++) {
		if (col != run_cols)
			bt_out_text(out, ",");
		if (bt_sql_value(out, BT_SQL_LITERAL, col, &run, err) == -1)
			return -1;
	}
	bt_out_text(out, ")\nON CONFLICT DO NOTHING;\n");
	return 0;
}

static int
put_document(struct bt_out *out, const struct bt_document *doc,
    const struct bt_format_rule *rule, struct bt_err *err)
{
	const struct bt_rows_table *t;
	struct bt_rows rows;
	char id[BT_HASH_TEXT];
	int status;

	if (identify(doc, id, err) == -1 ||
	    bt_rows_init(&rows, doc, rule->metric, rule->nmetrics, err) == -1)
		return -1;
	status = put_run(out, doc, id, err);
	for (t = bt_rows_tables; status == 0 && t->name != NULL; t++)
		status = (rule->postgresql ? copy_rows : insert_rows)(out,
		    &rows, t, id, err);
	bt_rows_free(&rows);
	return status == -1 ? bt_err_at(err, doc->source, 0, 0) : 0;
}

int
bt_format_sql(struct bt_out *out, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, struct bt_err *err)
{
	size_t i;

	if (rule->postgresql)
		bt_out_text(out, "\\set ON_ERROR_STOP on\nBEGIN;\n"
		    "SET LOCAL client_encoding = 'UTF8';\n"
		    "SET LOCAL standard_conforming_strings = on;\n");
	else
		bt_out_text(out, "BEGIN;\n");
	put_schema(out);
	for (i = 0; i < ndocs; i++)
		if (put_document(out, docs[i], rule, err) == -1)
			return -1;
	bt_out_text(out, "COMMIT;\n");
	return 0;
}
