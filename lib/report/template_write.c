/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/report/format.h"
#include "lib/report/template_parts.h"
#include "lib/stream/utf8.h"

/* A template while it is filled in. */
struct filling {
	const struct bt_template	*t;
	struct bt_out			*out;
	const struct bt_document	*doc;
	struct bt_rows			*rows;		/* of doc */
	const void			*row;		/* within a table */
};

static struct bt_span
title_of(const struct bt_document *doc, char buf[BT_SHOWN_MAX])
{
	(void)buf;
	return bt_span(doc->title);
}

static struct bt_span
source_of(const struct bt_document *doc, char buf[BT_SHOWN_MAX])
{
	(void)buf;
	return bt_span(doc->source);
}

static struct bt_span
status_of(const struct bt_document *doc, char buf[BT_SHOWN_MAX])
{
	(void)buf;
	return bt_span(doc->has_summary ? bt_status_name(doc->status) : "n/a");
}

static struct bt_span
from_of(const struct bt_document *doc, char buf[BT_SHOWN_MAX])
{
	return bt_shown_time(buf, doc->study.from, doc->date_only);
}

static struct bt_span
to_of(const struct bt_document *doc, char buf[BT_SHOWN_MAX])
{
	return bt_shown_time(buf, doc->study.to, doc->date_only);
}

static struct bt_span
first_of(const struct bt_document *doc, char buf[BT_SHOWN_MAX])
{
	return bt_shown(buf, BT_UNIT_MONEY, doc->study.first);
}

static struct bt_span
last_of(const struct bt_document *doc, char buf[BT_SHOWN_MAX])
{
	return bt_shown(buf, BT_UNIT_MONEY, doc->study.last);
}

static struct bt_span
periods_of(const struct bt_document *doc, char buf[BT_SHOWN_MAX])
{
	return bt_shown(buf, BT_UNIT_COUNT, doc->study.periods.per_year);
}

static struct bt_span
benchmark_of(const struct bt_document *doc, char buf[BT_SHOWN_MAX])
{
	(void)buf;
	return bt_span(doc->benchmark_name != NULL ? doc->benchmark_name :
	    "n/a");
}

static struct bt_span
version_of(const struct bt_document *doc, char buf[BT_SHOWN_MAX])
{
	(void)doc;
	(void)buf;
	return bt_span(BT_VERSION);
}

const struct bt_template_fact bt_template_facts[] = {
	{ "title", "the heading", title_of },
	{ "source", "what the input is called", source_of },
	{ "status", "how the run ended", status_of },
	{ "from", "its first bar", from_of },
	{ "to", "its last bar", to_of },
	{ "first_equity", "what it began with", first_of },
	{ "last_equity", "what it ended with", last_of },
	{ "periods", "a year", periods_of },
	{ "benchmark", "its name", benchmark_of },
	{ "version", "of bt-export", version_of },
	{ NULL, NULL, NULL }
};

/* What is no UTF-8 becomes U+FFFD, what could be markup an entity. */
static void
put_markup(struct bt_out *out, struct bt_span text)
{
	static const char signs[] = "&<>\"'";
	static const char *const entities[] = { "&amp;", "&lt;", "&gt;",
		"&quot;", "&#39;" };
	const char *sign;
	size_t i, n;

	for (i = 0; i < text.n; i += n == 0 ? 1 : n) {
		n = bt_utf8(text.s + i, text.n - i);
		sign = n == 1 ? memchr(signs, text.s[i], 5) : NULL;
		if (n == 0 || (n == 1 && (unsigned char)text.s[i] < ' '))
			bt_out_text(out, n == 0 ? "\357\277\275" : " ");
		else if (sign != NULL)
			bt_out_text(out, entities[sign - signs]);
		else
			bt_out_write(out, text.s + i, n);
	}
}

static void
put(const struct filling *f, const struct bt_piece *piece,
    struct bt_span text)
{
	if (f->t->html && !piece->plain)
		put_markup(f->out, text);
	else
		bt_out_write(f->out, text.s, text.n);
}

/* A number; unit serves what is shown as in other reports, or -1. */
static void
put_number(const struct filling *f, const struct bt_piece *piece, int unit,
    double x)
{
	char buf[BT_SHOWN_MAX], digits[BT_NUM_MAX];
	struct bt_span text;

	if (piece->how == BT_HOW_FIXED)
		text = bt_shown_bare(buf, BT_UNIT_RATIO, x, piece->decimals);
	else if (piece->how == BT_HOW_PERCENT)
		text = bt_shown_bare(buf, BT_UNIT_FRACTION, x,
		    piece->decimals);
	else if (piece->how == BT_HOW_SHOWN && unit >= 0)
		text = bt_shown(buf, (enum bt_unit)unit, x);
	else if (isfinite(x))
		text = (struct bt_span){ digits, bt_num_format(digits, x) };
	else
		text = bt_span("n/a");
	put(f, piece, text);
	if (piece->how == BT_HOW_PERCENT && isfinite(x))
		put(f, piece, bt_span(" %"));
}

/* A cell of the row at hand. */
static void
put_cell(const struct filling *f, const struct bt_piece *piece)
{
	const void *cell = (const char *)f->row + piece->col->off;
	char buf[BT_SHOWN_MAX];

	switch (piece->col->type) {
	case BT_COL_REAL:
		put_number(f, piece, -1, *(const double *)cell);
		break;
	case BT_COL_COUNT:
		put_number(f, piece, -1, (double)*(const size_t *)cell);
		break;
	case BT_COL_TIME:
		put(f, piece, bt_shown_time(buf, *(const int64_t *)cell,
		    f->doc->date_only || piece->how == BT_HOW_DATE));
		break;
	case BT_COL_TEXT:
		if (((const struct bt_span *)cell)->s != NULL)
			put(f, piece, *(const struct bt_span *)cell);
		break;
	case BT_COL_BOOL:
		put(f, piece, bt_span(*(const bool *)cell ? "yes" : "no"));
		break;
	}
}

static void
put_option(const struct filling *f, const struct bt_piece *piece)
{
	size_t i;

	for (i = 0; i < f->doc->noptions; i++)
		if (bt_span_is(piece->text, f->doc->option[i].name))
			put(f, piece, bt_span(f->doc->option[i].value));
}

static void
put_piece(const struct filling *f, const struct bt_piece *piece)
{
	char buf[BT_SHOWN_MAX];

	switch (piece->kind) {
	case BT_PIECE_TEXT:
		bt_out_write(f->out, piece->text.s, piece->text.n);
		break;
	case BT_PIECE_FACT:
		put(f, piece, piece->fact->text(f->doc, buf));
		break;
	case BT_PIECE_METRIC:
		put_number(f, piece, (int)piece->metric->unit,
		    bt_metric_value(piece->metric, &f->doc->study));
		break;
	case BT_PIECE_OPTION:
		put_option(f, piece);
		break;
	case BT_PIECE_COLUMN:
		put_cell(f, piece);
		break;
	default:
		break;
	}
}

/* The pieces of a table's part, once for each row that is wanted. */
static void
put_rows(struct filling *f, size_t at)
{
	const struct bt_piece *part = &f->t->piece[at];
	const size_t n = part->table->count(f->rows);
	size_t i, k, first = 0, last = n;

	if (part->kind == BT_PIECE_NONE)
		last = n == 0 ? 1 : 0;
	else if (part->most < 0 && (size_t)-part->most < n)
		first = n - (size_t)-part->most;
	else if (part->most >= 0 && (size_t)part->most < n)
		last = (size_t)part->most;
	for (i = first; i < last; i++) {
		f->row = part->kind == BT_PIECE_NONE ? NULL :
		    part->table->row(f->rows, i);
		for (k = at + 1; k < part->end; k++)
			put_piece(f, &f->t->piece[k]);
	}
}

/* Pieces at .. end - 1, of one document. */
static void
put_run(struct filling *f, size_t at, size_t end)
{
	const struct bt_piece *piece;

	for (; at < end; at++) {
		piece = &f->t->piece[at];
		if (piece->kind != BT_PIECE_ROWS &&
		    piece->kind != BT_PIECE_NONE) {
			put_piece(f, piece);
			continue;
		}
		put_rows(f, at);
		at = piece->end;
	}
}

static int
put_document(struct filling *f, struct bt_rows *rows,
    const struct bt_document *doc, size_t at, size_t end, struct bt_err *err)
{
	const struct bt_rows metrics = *rows;

	if (bt_rows_init(rows, doc, metrics.metric, metrics.nmetrics,
	    err) == -1)
		return -1;
	f->doc = doc;
	f->rows = rows;
	put_run(f, at, end);
	bt_rows_free(rows);
	return 0;
}

/* Outside of runs, names are those of the first document. */
int
bt_template_write(const struct bt_template *t, struct bt_out *out,
    const struct bt_document *const *docs, size_t ndocs,
    const struct bt_metric *const *metric, size_t nmetrics,
    struct bt_err *err)
{
	struct filling f = { .t = t, .out = out };
	struct bt_rows rows = { .metric = metric, .nmetrics = nmetrics };
	size_t at = 0, end, i;

	while (at < t->n) {
		for (end = at; end < t->n && t->piece[end].kind !=
		    BT_PIECE_RUNS; end++)
			;
		if (put_document(&f, &rows, docs[0], at, end, err) == -1)
			return -1;
		if (end == t->n)
			break;
		for (i = 0; i < ndocs; i++)
			if (put_document(&f, &rows, docs[i], end + 1,
			    t->piece[end].end, err) == -1)
				return -1;
		at = t->piece[end].end + 1;
	}
	return 0;
}

int
bt_format_template(struct bt_out *out, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, struct bt_err *err)
{
	return bt_template_write(rule->template, out, docs, ndocs,
	    rule->metric, rule->nmetrics, err);
}
