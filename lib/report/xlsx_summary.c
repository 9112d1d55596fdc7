/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/report/xlsx_parts.h"

#define HELP 62.0		/* width of what a metric means */

/* Runs side by side on the sheet. */
struct summary {
	struct bt_xlsx_sheet		 s;
	const struct bt_document *const	*docs;
	size_t				 n;
};

/* A fact that a report begins with. */
struct fact {
	const char	*title;
	int		(*cell)(struct bt_xlsx_sheet *,
			    const struct bt_document *);
};

static int
put(struct bt_xlsx_sheet *s, double v, enum bt_xlsx_style style)
{
	return isfinite(v) ? bt_xlsx_number(s, v, style) :
	    bt_xlsx_text(s, bt_span("n/a"), BT_XLSX_NONE);
}

static int
put_time(struct bt_xlsx_sheet *s, const struct bt_document *doc, int64_t t)
{
	return t == BT_TIME_NONE ? put(s, (double)NAN, BT_XLSX_DATE) :
	    bt_xlsx_time(s, t, doc->date_only);
}

static int
put_text(struct bt_xlsx_sheet *s, const char *text)
{
	return text == NULL ? put(s, (double)NAN, BT_XLSX_RIGHT) :
	    bt_xlsx_text(s, bt_span(text), BT_XLSX_RIGHT);
}

static int
status_of(struct bt_xlsx_sheet *s, const struct bt_document *doc)
{
	return put_text(s, doc->has_summary ? bt_status_name(doc->status) :
	    NULL);
}

static int
from_of(struct bt_xlsx_sheet *s, const struct bt_document *doc)
{
	return put_time(s, doc, doc->study.from);
}

static int
to_of(struct bt_xlsx_sheet *s, const struct bt_document *doc)
{
	return put_time(s, doc, doc->study.to);
}

static int
first_of(struct bt_xlsx_sheet *s, const struct bt_document *doc)
{
	return put(s, doc->study.first, BT_XLSX_MONEY);
}

static int
last_of(struct bt_xlsx_sheet *s, const struct bt_document *doc)
{
	return put(s, doc->study.last, BT_XLSX_MONEY);
}

static int
symbols_of(struct bt_xlsx_sheet *s, const struct bt_document *doc)
{
	return put(s, doc->has_summary ? (double)doc->summary.symbols :
	    (double)NAN, BT_XLSX_COUNT);
}

static int
bars_of(struct bt_xlsx_sheet *s, const struct bt_document *doc)
{
	return put(s, doc->has_summary ? (double)doc->summary.bars :
	    (double)NAN, BT_XLSX_COUNT);
}

static int
commission_of(struct bt_xlsx_sheet *s, const struct bt_document *doc)
{
	return put(s, doc->has_summary ? doc->summary.commission :
	    (double)NAN, BT_XLSX_MONEY);
}

static int
slippage_of(struct bt_xlsx_sheet *s, const struct bt_document *doc)
{
	return put(s, doc->has_summary ? doc->summary.slippage :
	    (double)NAN, BT_XLSX_MONEY);
}

static bool
has_returns(const struct bt_document *doc)
{
	return (doc->study.have & BT_NEEDS_RETURNS) != 0;
}

static int
returns_of(struct bt_xlsx_sheet *s, const struct bt_document *doc)
{
	return put_text(s, !has_returns(doc) ? NULL : doc->study.daily ?
	    "day" : "bar");
}

static int
periods_of(struct bt_xlsx_sheet *s, const struct bt_document *doc)
{
	return put(s, has_returns(doc) ? doc->study.periods.per_year :
	    (double)NAN, BT_XLSX_COUNT);
}

static int
risk_free_of(struct bt_xlsx_sheet *s, const struct bt_document *doc)
{
	return put(s, doc->study.risk_free, BT_XLSX_PERCENT);
}

static int
benchmark_of(struct bt_xlsx_sheet *s, const struct bt_document *doc)
{
	return put_text(s, doc->benchmark_name != NULL ?
	    doc->benchmark_name : "none");
}

static const struct fact facts[] = {
	{ "Status", status_of }, { "From", from_of }, { "To", to_of },
	{ "First equity", first_of }, { "Last equity", last_of },
	{ "Symbols", symbols_of }, { "Bars", bars_of },
	{ "Commission paid", commission_of },
	{ "Slippage paid", slippage_of }, { "Returns by", returns_of },
	{ "Periods a year", periods_of },
	{ "Risk-free rate", risk_free_of }, { "Benchmark", benchmark_of },
};

/*
 * A line over all columns: its name, and the runs' if there are several; the
 * first one is BT_XLSX_RUNS_ROW.
 */
static int
write_group(struct summary *m, const char *name, bool runs)
{
	size_t i;

	bt_xlsx_line(&m->s);
	if (bt_xlsx_text(&m->s, bt_span(name), BT_XLSX_GROUP) == -1)
		return -1;
	for (i = 0; i < m->n; i++)
		if (bt_xlsx_text(&m->s, bt_span(runs && m->n > 1 ?
		    m->docs[i]->source : ""), BT_XLSX_GROUP_RIGHT) == -1)
			return -1;
	if (bt_xlsx_text(&m->s, bt_span(""), BT_XLSX_GROUP) == -1)
		return -1;
	bt_xlsx_line(&m->s);
	return 0;
}

static int
write_facts(struct summary *m)
{
	size_t i, k;

	if (write_group(m, "Run", true) == -1)
		return -1;
	for (i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		if (bt_xlsx_text(&m->s, bt_span(facts[i].title),
		    BT_XLSX_TEXT) == -1)
			return -1;
		for (k = 0; k < m->n; k++)
			if (facts[i].cell(&m->s, m->docs[k]) == -1)
				return -1;
		bt_xlsx_line(&m->s);
	}
	return 0;
}

static bool
is_wanted(const struct summary *m, const struct bt_metric *metric)
{
	const struct bt_format_rule *rule = m->s.x->rule;
	size_t i, k;

	for (i = 0; i < rule->nmetrics; i++)
		if (rule->metric[i] == metric)
			break;
	for (k = 0; i < rule->nmetrics && k < m->n; k++)
		if ((metric->needs & ~m->docs[k]->study.have) == 0)
			return true;
	return false;
}

static int
write_metric(struct summary *m, const struct bt_metric *metric)
{
	static const enum bt_xlsx_style styles[] = {
		[BT_UNIT_FRACTION] = BT_XLSX_PERCENT,
		[BT_UNIT_RATIO] = BT_XLSX_RATIO,
		[BT_UNIT_MONEY] = BT_XLSX_MONEY,
		[BT_UNIT_COUNT] = BT_XLSX_COUNT,
		[BT_UNIT_DAYS] = BT_XLSX_DAYS,
		[BT_UNIT_BARS] = BT_XLSX_BARS,
		[BT_UNIT_YEARS] = BT_XLSX_YEARS,
	};
	size_t k;

	if (bt_xlsx_text(&m->s, bt_span(metric->title), BT_XLSX_TEXT) == -1)
		return -1;
	for (k = 0; k < m->n; k++)
		if (put(&m->s, bt_metric_value(metric, &m->docs[k]->study),
		    styles[metric->unit]) == -1)
			return -1;
	if (bt_xlsx_text(&m->s, bt_span(metric->help), BT_XLSX_NOTE) == -1)
		return -1;
	bt_xlsx_line(&m->s);
	return 0;
}

static int
write_metrics(struct summary *m, const struct bt_metric_group *g)
{
	const struct bt_metric *metric;
	bool any = false;

	for (metric = g->rows; metric->name != NULL; metric++) {
		if (!is_wanted(m, metric))
			continue;
		if (!any && write_group(m, g->name, false) == -1)
			return -1;
		any = true;
		if (write_metric(m, metric) == -1)
			return -1;
	}
	return 0;
}

static bool
happened(const struct summary *m, size_t cause)
{
	size_t k;

	for (k = 0; k < m->n; k++)
		if (m->docs[k]->has_summary &&
		    m->docs[k]->summary.causes[cause] > 0)
			return true;
	return false;
}

static int
write_cause(struct summary *m, size_t cause)
{
	size_t k;

	if (bt_xlsx_text(&m->s, bt_span(bt_causes[cause].event),
	    BT_XLSX_TEXT) == -1)
		return -1;
	for (k = 0; k < m->n; k++)
		if (put(&m->s, m->docs[k]->has_summary ?
		    (double)m->docs[k]->summary.causes[cause] : (double)NAN,
		    BT_XLSX_COUNT) == -1)
			return -1;
	if (bt_xlsx_text(&m->s, bt_span(bt_causes[cause].help),
	    BT_XLSX_NOTE) == -1)
		return -1;
	bt_xlsx_line(&m->s);
	return 0;
}

/* Nothing is lost silently. */
static int
write_causes(struct summary *m)
{
	bool any = false;
	size_t i;

	for (i = 0; i < BT_CAUSES; i++) {
		if (!happened(m, i))
			continue;
		if (!any && write_group(m, "Not done as asked", false) == -1)
			return -1;
		any = true;
		if (write_cause(m, i) == -1)
			return -1;
	}
	return 0;
}

static const char *
title_of(const struct summary *m)
{
	if (m->n == 1)
		return m->docs[0]->title;
	return m->s.x->rule->title != NULL ? m->s.x->rule->title :
	    "Comparison of runs";
}

static int
set_widths(struct summary *m)
{
	const uint16_t help = (uint16_t)(m->n + 1);
	lxw_worksheet *w = m->s.sheet;

	if (bt_xlsx_error(m->s.x, worksheet_set_column(w, 0, 0, 30.0,
	    NULL)) == -1 || bt_xlsx_error(m->s.x, worksheet_set_column(w, 1,
	    (uint16_t)m->n, 18.0, NULL)) == -1)
		return -1;
	worksheet_gridlines(w, LXW_HIDE_ALL_GRIDLINES);
	return bt_xlsx_error(m->s.x, worksheet_set_column(w, help, help, HELP,
	    NULL));
}

int
bt_xlsx_summary(struct bt_xlsx *x, const struct bt_document *const *docs,
    size_t ndocs, lxw_worksheet **sheet)
{
	struct summary m = { .docs = docs, .n = ndocs };
	const struct bt_metric_group *g;
	size_t i;

	if (bt_xlsx_open(x, "Summary", &m.s) == -1 ||
	    bt_xlsx_text(&m.s, bt_span(title_of(&m)), BT_XLSX_TITLE) == -1)
		return -1;
	*sheet = m.s.sheet;
	bt_xlsx_line(&m.s);
	if (write_facts(&m) == -1)
		return -1;
	for (i = 0; (g = bt_metric_group_at(i)) != NULL; i++)
		if (write_metrics(&m, g) == -1)
			return -1;
	return write_causes(&m) == -1 ? -1 : set_widths(&m);
}
