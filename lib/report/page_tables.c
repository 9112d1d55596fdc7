/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/report/page_parts.h"

#define MOST 10			/* drawdowns, best and worst trades */
#define BROKEN 48		/* cells of a long text on a narrow page */

/* The return of a month (or, month 0, the year), NAN if there is none. */
static double
month_of(const struct bt_document *doc, int year, int month)
{
	const struct bt_month *list = month > 0 ? doc->month : doc->year;
	const size_t n = month > 0 ? doc->nmonths : doc->nyears;
	size_t i;

	for (i = 0; i < n; i++)
		if (list[i].year == year && list[i].month == month)
			return list[i].ret;
	return (double)NAN;
}

static int
write_months(const struct bt_paging *p, int from, int to)
{
	static const char *const names[] = { "Year", "Jan", "Feb", "Mar",
		"Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	const struct bt_document *doc = p->docs[0];
	struct bt_textcol cols[14] = { { "Year", BT_LEFT } };
	char buf[BT_SHOWN_MAX];
	size_t i, n = 1;
	double x;
	int m;

	for (m = from; m <= to; m++)
		cols[n++] = (struct bt_textcol){ names[m % 13], BT_RIGHT };
	if (bt_page_begin(p, cols, n) == -1)
		return -1;
	for (i = 0; i < doc->nyears; i++) {
		if (bt_page_cell(p, bt_shown_bare(buf, BT_UNIT_COUNT,
		    doc->year[i].year, 0)) == -1)
			return -1;
		for (m = from; m <= to; m++) {
			x = month_of(doc, doc->year[i].year, m % 13);
			if (bt_page_cell(p, isnan(x) ? bt_span("") :
			    bt_shown_bare(buf, BT_UNIT_FRACTION, x, 2)) == -1)
				return -1;
		}
	}
	return bt_page_end(p);
}

/* Month 13 is the whole year. */
int
bt_page_months(const struct bt_paging *p)
{
	if (p->docs[0]->nmonths == 0)
		return 0;
	if (bt_page_heading(p, 2, "Monthly returns in %") == -1)
		return -1;
	if (!p->page->way->narrow)
		return write_months(p, 1, 13);
	return write_months(p, 1, 6) == -1 ? -1 : write_months(p, 7, 13);
}

int
bt_page_drawdowns(const struct bt_paging *p)
{
	static const struct bt_textcol cols[] = { { "Depth", BT_RIGHT },
		{ "From", BT_LEFT }, { "Lowest", BT_LEFT },
		{ "Recovered", BT_LEFT }, { "Bars", BT_RIGHT },
		{ "Days", BT_RIGHT } };
	const struct bt_document *doc = p->docs[0];
	const struct bt_episode *e;
	size_t i;

	if (doc->ndrawdowns == 0)
		return 0;
	if (bt_page_heading(p, 2, "Deepest drawdowns") == -1 ||
	    bt_page_begin(p, cols, 6) == -1)
		return -1;
	for (i = 0; i < doc->ndrawdowns && i < MOST; i++) {
		e = &doc->drawdown[i];
		if (bt_page_value(p, BT_UNIT_FRACTION, e->depth) == -1 ||
		    bt_page_date(p, doc, e->from) == -1 ||
		    bt_page_date(p, doc, e->trough) == -1 ||
		    (e->to == BT_TIME_NONE ? bt_page_text(p, "not yet") :
		    bt_page_date(p, doc, e->to)) == -1 ||
		    bt_page_value(p, BT_UNIT_COUNT, (double)e->bars) == -1 ||
		    bt_page_value(p, BT_UNIT_COUNT, e->days) == -1)
			return -1;
	}
	return bt_page_end(p);
}

static int
by_pnl(const void *a, const void *b)
{
	const struct bt_trade *x = *(const struct bt_trade *const *)a;
	const struct bt_trade *y = *(const struct bt_trade *const *)b;

	if (x->pnl != y->pnl)
		return x->pnl > y->pnl ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static int
write_trade(const struct bt_paging *p, const struct bt_trade *t)
{
	const struct bt_document *doc = p->docs[0];

	if (bt_page_cell(p, t->symbol) == -1 ||
	    bt_page_cell(p, t->side) == -1 ||
	    bt_page_date(p, doc, t->entry_time) == -1 ||
	    bt_page_date(p, doc, t->exit_time) == -1 ||
	    bt_page_value(p, BT_UNIT_MONEY, t->pnl) == -1 ||
	    bt_page_value(p, BT_UNIT_FRACTION, t->ret) == -1)
		return -1;
	return p->page->way->narrow ? 0 : bt_page_cell(p, t->exit_reason);
}

/* From the first on, or from the last back, as long as the sign is right. */
static int
write_trades(const struct bt_paging *p, const struct bt_trade *const *sorted,
    size_t n, bool best)
{
	static const struct bt_textcol cols[] = { { "Symbol", BT_LEFT },
		{ "Side", BT_LEFT }, { "Entry", BT_LEFT }, { "Exit", BT_LEFT },
		{ "P&L", BT_RIGHT }, { "Return", BT_RIGHT },
		{ "Reason", BT_LEFT } };
	const struct bt_trade *t;
	size_t i;

	for (i = 0; i < n && i < MOST; i++) {
		t = sorted[best ? i : n - 1 - i];
		if (best ? !(t->pnl > 0.0) : !(t->pnl < 0.0))
			break;
		if (i == 0 && (bt_page_heading(p, 2, best ? "Best trades" :
		    "Worst trades") == -1 || bt_page_begin(p, cols,
		    p->page->way->narrow ? 6 : 7) == -1))
			return -1;
		if (write_trade(p, t) == -1)
			return -1;
	}
	return i == 0 ? 0 : bt_page_end(p);
}

int
bt_page_trades(const struct bt_paging *p)
{
	const struct bt_document *doc = p->docs[0];
	const struct bt_trade **sorted;
	size_t i, n = 0;
	int status;

	sorted = bt_calloc(doc->ntrades, sizeof(*sorted), p->err);
	if (sorted == NULL)
		return -1;
	for (i = 0; i < doc->ntrades; i++)
		if (doc->trade[i].exit_time != BT_TIME_NONE &&
		    isfinite(doc->trade[i].pnl))
			sorted[n++] = &doc->trade[i];
	qsort(sorted, n, sizeof(*sorted), by_pnl);
	status = write_trades(p, sorted, n, true);
	if (status == 0)
		status = write_trades(p, sorted, n, false);
	free(sorted);
	return status;
}

int
bt_page_pair(const struct bt_paging *p, const char *label,
    struct bt_span text)
{
	size_t n;

	do {
		n = p->page->way->narrow ? bt_page_fit(text,
		    BROKEN) : text.n;
		if (bt_page_text(p, label) == -1 || bt_page_cell(p,
		    (struct bt_span){ text.s, n }) == -1)
			return -1;
		label = "";
		text = (struct bt_span){ text.s + n, text.n - n };
	} while (text.n > 0);
	return 0;
}

int
bt_page_causes(const struct bt_paging *p)
{
	static const struct bt_textcol cols[] = { { "Event", BT_LEFT },
		{ "Reason", BT_LEFT } };
	char text[64];
	const struct bt_document *doc = p->docs[0];
	bool any = false;
	size_t i;

	for (i = 0; doc->has_summary && i < BT_CAUSES; i++) {
		if (doc->summary.causes[i] == 0)
			continue;
		if (!any && (bt_page_heading(p, 2, "Orders and signals that "
		    "did not happen as asked") == -1 ||
		    bt_page_begin(p, cols, 2) == -1))
			return -1;
		any = true;
		(void)snprintf(text, sizeof(text), "%zu %s",
		    doc->summary.causes[i], bt_causes[i].event);
		if (bt_page_pair(p, text, bt_span(bt_causes[i].help)) == -1)
			return -1;
	}
	return any ? bt_page_end(p) : 0;
}

int
bt_page_config(const struct bt_paging *p)
{
	static const struct bt_textcol cols[] = { { "Option", BT_LEFT },
		{ "Value", BT_LEFT } };
	const struct bt_document *doc = p->docs[0];
	size_t i;

	if (doc->noptions == 0)
		return 0;
	if (bt_page_heading(p, 2, "Configuration") == -1 ||
	    bt_page_begin(p, cols, 2) == -1)
		return -1;
	for (i = 0; i < doc->noptions; i++)
		if (bt_page_pair(p, doc->option[i].name,
		    bt_span(doc->option[i].value)) == -1)
			return -1;
	return bt_page_end(p);
}

static int
write_input(const struct bt_paging *p, const struct bt_document_input *in)
{
	if (bt_page_pair(p, "Name", bt_span(in->name)) == -1 ||
	    bt_page_pair(p, "XXH3-128", bt_span(in->xxh3)) == -1 ||
	    bt_page_text(p, "Rows") == -1 ||
	    bt_page_value(p, BT_UNIT_COUNT, (double)in->rows) == -1 ||
	    bt_page_text(p, "Symbols") == -1 ||
	    bt_page_value(p, BT_UNIT_COUNT, (double)in->symbols) == -1 ||
	    bt_page_text(p, "From") == -1 ||
	    bt_page_time(p, p->docs[0], in->from) == -1 ||
	    bt_page_text(p, "To") == -1)
		return -1;
	return bt_page_time(p, p->docs[0], in->to);
}

int
bt_page_inputs(const struct bt_paging *p)
{
	static const struct bt_textcol cols[] = { { "Input", BT_LEFT },
		{ "Value", BT_LEFT } };
	const struct bt_document *doc = p->docs[0];
	size_t i;

	if (doc->ninputs == 0)
		return 0;
	if (bt_page_heading(p, 2, "Inputs") == -1)
		return -1;
	for (i = 0; i < doc->ninputs; i++)
		if (bt_page_begin(p, cols, 2) == -1 ||
		    write_input(p, &doc->input[i]) == -1 ||
		    bt_page_end(p) == -1)
			return -1;
	return 0;
}
