/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/report/card_parts.h"
#include "lib/report/texttable.h"

/* The table for people, on its way. */
struct sheet {
	struct bt_texttable		*table;
	const struct bt_card_rule	*rule;
	const struct bt_card		*card;
	size_t				 n;
};

/* How a unit is shown: as many decimals as a reader can use. */
static const struct {
	double		 scale;
	int		 decimals;
	const char	*suffix;
} shown[] = {
	[BT_UNIT_FRACTION] = { 100.0, 2, " %" },
	[BT_UNIT_RATIO] = { 1.0, 3, "" },
	[BT_UNIT_MONEY] = { 1.0, 2, "" },
	[BT_UNIT_COUNT] = { 1.0, 0, "" },
	[BT_UNIT_DAYS] = { 1.0, 0, " days" },
	[BT_UNIT_BARS] = { 1.0, 1, " bars" },
	[BT_UNIT_YEARS] = { 1.0, 2, "" },
};

static int
put_value(struct sheet *s, enum bt_unit unit, double x, struct bt_err *err)
{
	double v = x * shown[unit].scale;
	int decimals = shown[unit].decimals;
	char text[64];

	if (isnan(x))
		return bt_texttable_cell(s->table, bt_span("n/a"), err);
	if (unit == BT_UNIT_BARS && v == floor(v))
		decimals = 0;
	(void)snprintf(text, sizeof(text), fabs(v) < 1e12 ? "%.*f%s" :
	    "%.*e%s", decimals, v, shown[unit].suffix);
	return bt_texttable_cell(s->table, bt_span(text), err);
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

	if (t == BT_TIME_NONE)
		return put_text(s, (struct bt_span){ NULL, 0 }, err);
	return put_text(s, (struct bt_span){ text, bt_time_format(text, t,
	    date_only) }, err);
}

static int
put_fact(struct sheet *s, const struct bt_card *card,
    const struct bt_col *col, struct bt_err *err)
{
	const struct bt_facts facts = bt_facts_of(card);
	const void *field = (const char *)&facts + col->off;
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

static int
put_facts(struct sheet *s, struct bt_err *err)
{
	size_t i, k;

	if (bt_texttable_line(s->table, bt_span("Run"), err) == -1)
		return -1;
	for (i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		if (put_label(s, facts[i].title, err) == -1)
			return -1;
		for (k = 0; k < s->n; k++)
			if (put_fact(s, &s->card[k],
			    find_fact(facts[i].name), err) == -1)
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

/* Something in any of the runs that the metric can be taken from. */
static bool
has_input(const struct sheet *s, const struct bt_metric *m)
{
	size_t k;

	for (k = 0; k < s->n; k++)
		if ((m->needs & ~s->card[k].study.have) == 0)
			return true;
	return false;
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
		if (!is_wanted(s, m) || !has_input(s, m))
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

/* The reason of each n/a, and of each row that is not there. */
static int
put_reasons(struct sheet *s, struct bt_err *err)
{
	const struct bt_metric *m;
	char text[256];
	size_t i, k;
	bool any = false;

	for (i = 0; i < s->rule->nmetrics; i++) {
		m = s->rule->metrics[i];
		for (k = 0; k < s->n && !isnan(bt_metric_value(m,
		    &s->card[k].study)); k++)
			continue;
		if (k == s->n || !has_input(s, m))
			continue;
		(void)snprintf(text, sizeof(text), "  %s: %s", m->title,
		    bt_metric_why(m, &s->card[k].study));
		if (!any && bt_texttable_line(s->table, bt_span(""),
		    err) == -1)
			return -1;
		if (!any && bt_texttable_line(s->table,
		    bt_span("Not available"), err) == -1)
			return -1;
		any = true;
		if (bt_texttable_line(s->table, bt_span(text), err) == -1)
			return -1;
	}
	return 0;
}

static int
put_all(struct sheet *s, struct bt_err *err)
{
	const struct bt_metric_group *g;
	size_t i;

	if (put_facts(s, err) == -1)
		return -1;
	for (i = 0; (g = bt_metric_group_at(i)) != NULL; i++)
		if (put_group(s, g, err) == -1)
			return -1;
	return put_reasons(s, err);
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
