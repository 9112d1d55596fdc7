/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/report/card_parts.h"
#include "lib/stream/texttable.h"
#include "lib/study/shown.h"

/* The table for people, on its way. */
struct sheet {
	struct bt_texttable		*table;
	const struct bt_card_rule	*rule;
	const struct bt_card		*card;
	size_t				 n;
};

static int
put_value(struct sheet *s, enum bt_unit unit, double x, struct bt_err *err)
{
	char text[BT_SHOWN_MAX];

	return bt_texttable_cell(s->table, bt_shown(text, unit, x), err);
}

static int
put_label(struct sheet *s, const char *label, struct bt_err *err)
{
	char text[64];

	(void)snprintf(text, sizeof(text), "  %s", label);
	return bt_texttable_cell(s->table, bt_span(text), err);
}

static int
put_text(struct sheet *s, struct bt_span text, struct bt_err *err)
{
	return bt_texttable_cell(s->table, text.s == NULL ? bt_span("n/a") :
	    text, err);
}

static int
put_time(struct sheet *s, int64_t t, bool date_only, struct bt_err *err)
{
	char text[BT_TIME_MAX];
	struct bt_span cell = { NULL, 0 };

	if (t != BT_TIME_NONE) {
		cell.n = bt_time_format(text, t, date_only);
		cell.s = text;
	}
	return put_text(s, cell, err);
}

static int
put_fact(struct sheet *s, const struct bt_card *card,
    const struct bt_col *col, struct bt_err *err)
{
	const struct bt_facts row = bt_facts_of(card);
	const void *field = (const char *)&row + col->off;
	enum bt_unit unit = strcmp(col->unit, "fraction") == 0 ?
	    BT_UNIT_FRACTION : BT_UNIT_COUNT;

	if (col->type == BT_COL_TIME)
		return put_time(s, *(const int64_t *)field,
		    card->study.date_only, err);
	if (col->type == BT_COL_REAL)
		return put_value(s, unit, *(const double *)field, err);
	return put_text(s, *(const struct bt_span *)field, err);
}

static const struct {
	const char	*name;		/* of the column of bt_facts */
	const char	*title;
} facts[] = {
	{ "status", "Status" }, { "from", "From" }, { "to", "To" },
	{ "returns", "Returns by" },
	{ "periods_per_year", "Periods a year" },
	{ "periods_from", "  taken from" },
	{ "risk_free", "Risk-free rate" },
};

static const struct bt_col *
find_fact(const char *name)
{
	const struct bt_col *col = bt_facts_cols;

	while (strcmp(col->name, name) != 0)
		col++;
	return col;
}

/* A fact that no run has is left out. */
static bool
has_fact(const struct sheet *s, const struct bt_col *col)
{
	size_t k;

	for (k = 0; k < s->n; k++) {
		const struct bt_facts row = bt_facts_of(&s->card[k]);
		const void *field = (const char *)&row + col->off;

		if (col->type == BT_COL_TEXT ?
		    ((const struct bt_span *)field)->s != NULL :
		    col->type == BT_COL_TIME ?
		    *(const int64_t *)field != BT_TIME_NONE :
		    !isnan(*(const double *)field))
			return true;
	}
	return false;
}

static int
put_facts(struct sheet *s, struct bt_err *err)
{
	const struct bt_col *col;
	size_t i, k;

	if (bt_texttable_line(s->table, bt_span("Run"), err) == -1)
		return -1;
	for (i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		col = find_fact(facts[i].name);
		if (!has_fact(s, col))
			continue;
		if (put_label(s, facts[i].title, err) == -1)
			return -1;
		for (k = 0; k < s->n; k++)
			if (put_fact(s, &s->card[k], col, err) == -1)
				return -1;
	}
	return 0;
}

static bool
is_wanted(const struct sheet *s, const struct bt_metric *m)
{
	size_t i;

	for (i = 0; i < s->rule->nmetrics; i++)
		if (s->rule->metrics[i] == m)
			return true;
	return false;
}

/* Asked for by name, or something in any run that it can be taken from. */
static bool
is_shown(const struct sheet *s, const struct bt_metric *m)
{
	bool any = s->rule->asked;
	size_t k;

	for (k = 0; k < s->n && !any; k++)
		any = (m->needs & ~s->card[k].study.have) == 0;
	return any && is_wanted(s, m);
}

static int
put_metric(struct sheet *s, const struct bt_metric *m, struct bt_err *err)
{
	size_t k;

	if (put_label(s, m->title, err) == -1)
		return -1;
	for (k = 0; k < s->n; k++)
		if (put_value(s, m->unit, bt_metric_value(m,
		    &s->card[k].study), err) == -1)
			return -1;
	return 0;
}

/* A group's heading comes with its first row, if it has one. */
static int
put_group(struct sheet *s, const struct bt_metric_group *g,
    struct bt_err *err)
{
	const struct bt_metric *m;
	bool any = false;

	for (m = g->rows; m->name != NULL; m++) {
		if (!is_shown(s, m))
			continue;
		if (!any && (bt_texttable_line(s->table, bt_span(""),
		    err) == -1 || bt_texttable_line(s->table,
		    bt_span(g->name), err) == -1))
			return -1;
		any = true;
		if (put_metric(s, m, err) == -1)
			return -1;
	}
	return 0;
}

/* A line "  what: why", and the heading before the first. */
static int
put_reason(struct sheet *s, const char *what, const char *why, bool *any,
    struct bt_err *err)
{
	char text[256];

	if (!*any && (bt_texttable_line(s->table, bt_span(""), err) == -1 ||
	    bt_texttable_line(s->table, bt_span("Not available"),
	    err) == -1))
		return -1;
	*any = true;
	(void)snprintf(text, sizeof(text), "  %s: %s", what, why);
	return bt_texttable_line(s->table, bt_span(text), err);
}

/*
 * Why the first run without a value of this metric has none; beside a run that
 * has trades, one without them needs no reason, unless it was asked for.
 */
static const char *
find_reason(const struct sheet *s, const struct bt_metric *m)
{
	size_t k;

	for (k = 0; k < s->n; k++) {
		const struct bt_study *study = &s->card[k].study;

		if (isnan(bt_metric_value(m, study)) && (s->rule->asked ||
		    (m->needs & ~study->have) == 0))
			return bt_metric_why(m, study);
	}
	return NULL;
}

/* The reason of each n/a in the group, and of the rows that are not there. */
static int
put_reasons(struct sheet *s, const struct bt_metric_group *g, bool *any,
    struct bt_err *err)
{
	const struct bt_metric *m, *hidden = NULL;
	const char *why;

	for (m = g->rows; m->name != NULL; m++) {
		if (!is_shown(s, m)) {
			if (hidden == NULL && is_wanted(s, m))
				hidden = m;
			continue;
		}
		if ((why = find_reason(s, m)) != NULL &&
		    put_reason(s, m->title, why, any, err) == -1)
			return -1;
	}
	if (hidden == NULL)
		return 0;
	return put_reason(s, g->name, bt_metric_why(hidden,
	    &s->card[0].study), any, err);
}

static int
put_all(struct sheet *s, struct bt_err *err)
{
	const struct bt_metric_group *g;
	bool any = false;
	size_t i;

	if (put_facts(s, err) == -1)
		return -1;
	for (i = 0; (g = bt_metric_group_at(i)) != NULL; i++)
		if (put_group(s, g, err) == -1)
			return -1;
	for (i = 0; (g = bt_metric_group_at(i)) != NULL; i++)
		if (put_reasons(s, g, &any, err) == -1)
			return -1;
	return 0;
}

int
bt_card_table(struct bt_out *out, const struct bt_card_rule *rule,
    const struct bt_card *card, size_t n, struct bt_err *err)
{
	struct sheet s = { NULL, rule, card, n };
	struct bt_textcol *cols;
	size_t k;
	int status = -1;

	if ((cols = bt_calloc(n + 1, sizeof(*cols), err)) == NULL)
		return -1;
	cols[0] = (struct bt_textcol){ NULL, BT_LEFT };
	for (k = 0; k < n; k++)
		cols[k + 1] = (struct bt_textcol){ card[k].name, BT_RIGHT };
	if ((s.table = bt_texttable_new(cols, n + 1, err)) != NULL &&
	    (status = put_all(&s, err)) == 0)
		bt_texttable_write(s.table, out);
	bt_texttable_free(s.table);
	free(cols);
	return status;
}
