/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>

#include "lib/report/page_parts.h"

/* Runs that stand side by side on a narrow page. */
#define ABREAST 3
#define COLUMNS 33

/* A fact that a report begins with. */
struct fact {
	const char	*title;
	int		(*cell)(const struct bt_paging *,
			    const struct bt_document *);
};

static int
status_of(const struct bt_paging *p, const struct bt_document *doc)
{
	return bt_page_text(p, doc->has_summary ?
	    bt_status_name(doc->status) : "n/a");
}

static int
from_of(const struct bt_paging *p, const struct bt_document *doc)
{
	return bt_page_time(p, doc, doc->study.from);
}

static int
to_of(const struct bt_paging *p, const struct bt_document *doc)
{
	return bt_page_time(p, doc, doc->study.to);
}

static int
first_of(const struct bt_paging *p, const struct bt_document *doc)
{
	return bt_page_value(p, BT_UNIT_MONEY, doc->study.first);
}

static int
last_of(const struct bt_paging *p, const struct bt_document *doc)
{
	return bt_page_value(p, BT_UNIT_MONEY, doc->study.last);
}

static int
symbols_of(const struct bt_paging *p, const struct bt_document *doc)
{
	return bt_page_value(p, BT_UNIT_COUNT, doc->has_summary ?
	    (double)doc->summary.symbols : (double)NAN);
}

static int
bars_of(const struct bt_paging *p, const struct bt_document *doc)
{
	return bt_page_value(p, BT_UNIT_COUNT, doc->has_summary ?
	    (double)doc->summary.bars : (double)NAN);
}

static bool
has_returns(const struct bt_document *doc)
{
	return (doc->study.have & BT_NEEDS_RETURNS) != 0;
}

static int
returns_of(const struct bt_paging *p, const struct bt_document *doc)
{
	return bt_page_text(p, !has_returns(doc) ? "n/a" :
	    doc->study.daily ? "day" : "bar");
}

static int
periods_of(const struct bt_paging *p, const struct bt_document *doc)
{
	return bt_page_value(p, BT_UNIT_COUNT, has_returns(doc) ?
	    doc->study.periods.per_year : (double)NAN);
}

static int
risk_free_of(const struct bt_paging *p, const struct bt_document *doc)
{
	return bt_page_value(p, BT_UNIT_FRACTION, doc->study.risk_free);
}

static int
benchmark_of(const struct bt_paging *p, const struct bt_document *doc)
{
	return bt_page_text(p, doc->benchmark_name != NULL ?
	    doc->benchmark_name : "none");
}

static const struct fact facts[] = {
	{ "Status", status_of }, { "From", from_of }, { "To", to_of },
	{ "First equity", first_of }, { "Last equity", last_of },
	{ "Symbols", symbols_of }, { "Bars", bars_of },
	{ "Returns by", returns_of }, { "Periods a year", periods_of },
	{ "Risk-free rate", risk_free_of }, { "Benchmark", benchmark_of },
};

/* The heads of a table with a label and a column a run. */
static int
begin(const struct bt_paging *p, const char *label)
{
	struct bt_textcol cols[COLUMNS] = { { label, BT_LEFT } };
	size_t k;

	for (k = 0; k < p->n; k++)
		cols[k + 1] = (struct bt_textcol){ p->compares ?
		    p->docs[k]->source : "Value", BT_RIGHT };
	return bt_page_begin(p, cols, p->n + 1);
}

static int
write_facts(const struct bt_paging *p)
{
	size_t i, k;

	if (begin(p, "Fact") == -1)
		return -1;
	for (i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		if (bt_page_text(p, facts[i].title) == -1)
			return -1;
		for (k = 0; k < p->n; k++)
			if (facts[i].cell(p, p->docs[k]) == -1)
				return -1;
	}
	return bt_page_end(p);
}

static bool
is_wanted(const struct bt_paging *p, const struct bt_metric *m)
{
	size_t i, k;

	for (i = 0; i < p->rule->nmetrics; i++)
		if (p->rule->metric[i] == m)
			break;
	for (k = 0; i < p->rule->nmetrics && k < p->n; k++)
		if ((m->needs & ~p->docs[k]->study.have) == 0)
			return true;
	return false;
}

static int
write_metric(const struct bt_paging *p, const struct bt_metric *m)
{
	const struct bt_study *s = &p->docs[0]->study;
	char text[128];
	size_t k;

	if (bt_page_text(p, m->title) == -1)
		return -1;
	if (!p->compares && isnan(bt_metric_value(m, s))) {
		(void)snprintf(text, sizeof(text), "n/a: %s",
		    bt_metric_why(m, s));
		return bt_page_text(p, text);
	}
	for (k = 0; k < p->n; k++)
		if (bt_page_value(p, m->unit, bt_metric_value(m,
		    &p->docs[k]->study)) == -1)
			return -1;
	return 0;
}

static int
write_group(const struct bt_paging *p, const struct bt_metric_group *g)
{
	const struct bt_metric *m;
	bool any = false;

	for (m = g->rows; m->name != NULL; m++) {
		if (!is_wanted(p, m))
			continue;
		if (!any && (bt_page_heading(p, 2, g->name) == -1 ||
		    begin(p, "Metric") == -1))
			return -1;
		any = true;
		if (write_metric(p, m) == -1)
			return -1;
	}
	return any ? bt_page_end(p) : 0;
}

static int
write_groups(const struct bt_paging *p)
{
	const struct bt_metric_group *g;
	size_t i;

	for (i = 0; (g = bt_metric_group_at(i)) != NULL; i++)
		if (write_group(p, g) == -1)
			return -1;
	return 0;
}

/* As many runs at a time as the page is wide. */
static int
abreast(const struct bt_paging *all, int (*write)(const struct bt_paging *))
{
	const size_t most = all->page->way->narrow ? ABREAST : COLUMNS - 1;
	struct bt_paging p = *all;
	size_t i;

	for (i = 0; i < all->n; i += p.n) {
		p.docs = all->docs + i;
		p.n = all->n - i < most ? all->n - i : most;
		if (write(&p) == -1)
			return -1;
	}
	return 0;
}

int
bt_page_facts(const struct bt_paging *p)
{
	return abreast(p, write_facts);
}

int
bt_page_metrics(const struct bt_paging *p)
{
	return abreast(p, write_groups);
}
