/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/report/card_parts.h"
#include "lib/stream/record.h"

const struct bt_col bt_facts_cols[] = {
	BT_COL(struct bt_facts, input, BT_COL_TEXT, "", "the file"),
	BT_COL(struct bt_facts, status, BT_COL_TEXT, "",
	    "how the run ended"),
	BT_COL(struct bt_facts, from, BT_COL_TIME, "", "first row"),
	BT_COL(struct bt_facts, to, BT_COL_TIME, "", "last row"),
	BT_COL(struct bt_facts, returns, BT_COL_TEXT, "",
	    "a return is of a bar or a day"),
	BT_COL(struct bt_facts, periods_per_year, BT_COL_REAL, "count",
	    "what annual numbers are made with"),
	BT_COL(struct bt_facts, periods_from, BT_COL_TEXT, "",
	    "where that is from"),
	BT_COL(struct bt_facts, risk_free, BT_COL_REAL, "fraction",
	    "the rate a year"),
	BT_COL_END
};

#define NFACTS (sizeof(bt_facts_cols) / sizeof(bt_facts_cols[0]) - 1)

static const char *const	labels[] = {
	[BT_SPLIT_NONE] = "input",
	[BT_SPLIT_YEAR] = "year",
	[BT_SPLIT_MONTH] = "month",
	[BT_SPLIT_SYMBOL] = "symbol",
	[BT_SPLIT_SIDE] = "side",
	[BT_SPLIT_EXIT_REASON] = "exit_reason",
};

const char *
bt_card_label(enum bt_split split)
{
	return labels[split];
}

static struct bt_span
text_or_none(const char *s)
{
	return s == NULL ? (struct bt_span){ NULL, 0 } : bt_span(s);
}

struct bt_facts
bt_facts_of(const struct bt_card *card)
{
	const struct bt_study *s = &card->study;
	const bool any = (s->have & BT_NEEDS_RETURNS) != 0;

	return (struct bt_facts){ .input = text_or_none(card->name),
	    .status = text_or_none(card->status),
	    .returns = text_or_none(!any ? NULL : s->daily ? "day" : "bar"),
	    .periods_from = text_or_none(any ? s->periods.how : NULL),
	    .from = s->from, .to = s->to,
	    .periods_per_year = any ? s->periods.per_year : (double)NAN,
	    .risk_free = s->risk_free };
}

/* Why there is no value, where the input could have given one. */
static void
write_undefined(struct bt_out *out, const struct bt_card_rule *rule,
    const struct bt_study *s)
{
	const struct bt_metric *m;
	bool any = false;
	size_t i;

	for (i = 0; i < rule->nmetrics; i++) {
		m = rule->metrics[i];
		if (!bt_study_could(s, m->needs) ||
		    !isnan(bt_metric_value(m, s)))
			continue;
		bt_out_text(out, any ? "," : "{");
		bt_json_text(out, bt_span(m->name));
		bt_out_text(out, ":");
		bt_json_text(out, bt_span(bt_metric_why(m, s)));
		any = true;
	}
	bt_out_text(out, any ? "}" : "{}");
}

static void
write_fact(struct bt_out *out, const struct bt_col *col, const void *row,
    bool date_only)
{
	const void *field = (const char *)row + col->off;
	const struct bt_span *text = field;

	if (col->type == BT_COL_REAL)
		bt_json_real(out, *(const double *)field);
	else if (col->type == BT_COL_TIME)
		bt_json_time(out, *(const int64_t *)field, date_only);
	else if (text->s != NULL)
		bt_json_text(out, *text);
	else
		bt_out_text(out, "null");
}

/* between is what separates members: a comma, or a comma and a new line. */
static void
write_json(struct bt_out *out, const struct bt_card_rule *rule,
    const struct bt_card *card, const char *first, const char *between)
{
	const struct bt_facts facts = bt_facts_of(card);
	size_t i;

	bt_out_text(out, first);
	for (i = card->name == NULL; i < NFACTS; i++) {
		bt_json_text(out, bt_span(i == 0 ? labels[rule->split] :
		    bt_facts_cols[i].name));
		bt_out_text(out, ":");
		write_fact(out, &bt_facts_cols[i], &facts,
		    card->study.date_only);
		bt_out_text(out, between);
	}
	for (i = 0; i < rule->nmetrics; i++) {
		bt_json_text(out, bt_span(rule->metrics[i]->name));
		bt_out_text(out, ":");
		bt_json_real(out, bt_metric_value(rule->metrics[i],
		    &card->study));
		bt_out_text(out, between);
	}
	bt_out_text(out, "\"undefined\":");
	write_undefined(out, rule, &card->study);
}

static int
write_ndjson(struct bt_out *out, const struct bt_card_rule *rule,
    const struct bt_card *card, size_t n, struct bt_err *err)
{
	size_t i;

	(void)err;
	for (i = 0; i < n; i++) {
		write_json(out, rule, &card[i], "{\"type\":\"metrics\",", ",");
		bt_out_text(out, "}\n");
	}
	return 0;
}

/* One object, or an array of several and of parts. */
static int
write_document(struct bt_out *out, const struct bt_card_rule *rule,
    const struct bt_card *card, size_t n, struct bt_err *err)
{
	const bool many = n != 1 || rule->split != BT_SPLIT_NONE;
	size_t i;

	(void)err;
	if (many)
		bt_out_text(out, "[");
	for (i = 0; i < n; i++) {
		write_json(out, rule, &card[i], i == 0 ? "{\n " : ",{\n ",
		    ",\n ");
		bt_out_text(out, "\n}");
	}
	bt_out_text(out, many ? "]\n" : "\n");
	return 0;
}

/* Facts and metrics as one row of columns, made for the occasion. */
static int
write_csv(struct bt_out *out, const struct bt_card_rule *rule,
    const struct bt_card *card, size_t n, struct bt_err *err)
{
	const size_t skip = rule->split == BT_SPLIT_NONE &&
	    card[0].name == NULL, facts = NFACTS - skip;
	struct bt_record_rule record = { .format = BT_CSV };
	struct bt_col *cols;
	struct { struct bt_facts facts; double value[]; } *row;
	size_t i, k;

	cols = bt_calloc(facts + rule->nmetrics + 1, sizeof(*cols), err);
	row = bt_calloc(1, sizeof(*row) + rule->nmetrics * sizeof(double),
	    err);
	if (cols == NULL || row == NULL) {
		free(cols);
		free(row);
		return -1;
	}
	memcpy(cols, bt_facts_cols + skip, facts * sizeof(*cols));
	if (skip == 0)
		cols[0].name = labels[rule->split];
	for (k = 0; k < rule->nmetrics; k++)
		cols[facts + k] = (struct bt_col){ rule->metrics[k]->name,
		    BT_COL_REAL, sizeof(row->facts) + k * sizeof(double), "",
		    "" };
	bt_record_header(out, &record, cols);
	for (i = 0; i < n; i++) {
		row->facts = bt_facts_of(&card[i]);
		for (k = 0; k < rule->nmetrics; k++)
			row->value[k] = bt_metric_value(rule->metrics[k],
			    &card[i].study);
		record.date_only = card[i].study.date_only;
		bt_record_write(out, &record, cols, row);
	}
	free(cols);
	free(row);
	return 0;
}

typedef int	write_fn(struct bt_out *, const struct bt_card_rule *,
		    const struct bt_card *, size_t n, struct bt_err *);

static write_fn *const	writers[] = {
	[BT_CARD_TABLE] = bt_card_table,
	[BT_CARD_NDJSON] = write_ndjson,
	[BT_CARD_CSV] = write_csv,
	[BT_CARD_JSON] = write_document,
};

int
bt_card_write(struct bt_out *out, const struct bt_card_rule *rule,
    const struct bt_card *card, size_t n, struct bt_err *err)
{
	if (rule->format == BT_CARD_TABLE && rule->split != BT_SPLIT_NONE)
		return bt_card_rows(out, rule, card, n, err);
	return writers[rule->format](out, rule, card, n, err);
}
