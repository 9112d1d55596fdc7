/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/report/pdf_parts.h"

#define LISTED 10			/* of the worst, of the best */

void
bt_pdf_drawdowns(struct bt_sheet *sheet, const struct bt_format_rule *rule)
{
	static const struct bt_sheet_col cols[] = { { "#", 24.0, true },
		{ "Depth", 65.0, true }, { "From", 95.0, true },
		{ "Lowest", 95.0, true }, { "Recovered", 95.0, true },
		{ "Days", 65.0, true }, { "Bars", 60.28, true } };
	const struct bt_document *doc = sheet->doc;
	char buf[7][BT_SHOWN_MAX];
	const struct bt_episode *e;
	size_t i;

	(void)rule;
	if (doc->ndrawdowns == 0)
		return;
	bt_sheet_heading(sheet, "Deepest drawdowns", 80.0);
	bt_sheet_table(sheet, cols, 7);
	for (i = 0; i < doc->ndrawdowns && i < LISTED; i++) {
		e = &doc->drawdown[i];
		bt_sheet_row(sheet, (struct bt_span[]){
		    bt_shown(buf[0], BT_UNIT_COUNT, (double)i + 1.0),
		    bt_shown(buf[1], BT_UNIT_FRACTION, e->depth),
		    bt_shown_time(buf[2], e->from, doc->date_only),
		    bt_shown_time(buf[3], e->trough, doc->date_only),
		    e->to == BT_TIME_NONE ? bt_span("not yet") :
		    bt_shown_time(buf[4], e->to, doc->date_only),
		    bt_shown_bare(buf[5], BT_UNIT_DAYS, e->days, 0),
		    bt_shown_bare(buf[6], BT_UNIT_BARS, (double)e->bars, 0) });
	}
	bt_sheet_table_end(sheet);
}

/* By money, then in order of exit. */
static int
by_pnl(const void *a, const void *b)
{
	const struct bt_trade *x = *(const struct bt_trade *const *)a,
	    *y = *(const struct bt_trade *const *)b;

	if (x->pnl < y->pnl || x->pnl > y->pnl)
		return x->pnl < y->pnl ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static void
put_trade(struct bt_sheet *sheet, const struct bt_trade *t)
{
	char buf[6][BT_SHOWN_MAX];

	bt_sheet_row(sheet, (struct bt_span[]){
	    bt_shown(buf[0], BT_UNIT_COUNT, (double)t->id), t->symbol,
	    t->side, bt_shown_time(buf[1], t->entry_time, true),
	    bt_shown_time(buf[2], t->exit_time, true),
	    bt_shown(buf[3], BT_UNIT_FRACTION, t->ret),
	    bt_pdf_shown(buf[4], BT_UNIT_MONEY, t->pnl),
	    bt_shown_bare(buf[5], BT_UNIT_BARS, (double)t->bars, 0),
	    t->exit_reason });
}

/* From an end of the list: best ones made money, worst ones lost it. */
static void
put_trades(struct bt_sheet *sheet, const struct bt_trade *const *sorted,
    size_t n, bool best)
{
	static const struct bt_sheet_col cols[] = { { "#", 36.0, true },
		{ "Symbol", 84.0, false }, { "Side", 36.0, false },
		{ "Entry", 62.0, true }, { "Exit", 62.0, true },
		{ "Return", 52.0, true }, { "Profit", 66.0, true },
		{ "Bars", 36.0, true }, { "Exit by", 65.28, false } };
	size_t i;

	if (n == 0 || (best ? sorted[n - 1]->pnl <= 0.0 :
	    sorted[0]->pnl >= 0.0))
		return;
	bt_sheet_heading(sheet, best ? "Best trades" : "Worst trades", 80.0);
	bt_sheet_table(sheet, cols, 9);
	for (i = 0; i < n && i < LISTED; i++)
		if (best && sorted[n - 1 - i]->pnl > 0.0)
			put_trade(sheet, sorted[n - 1 - i]);
		else if (!best && sorted[i]->pnl < 0.0)
			put_trade(sheet, sorted[i]);
	bt_sheet_table_end(sheet);
}

void
bt_pdf_trades(struct bt_sheet *sheet, const struct bt_format_rule *rule)
{
	const struct bt_document *doc = sheet->doc;
	const struct bt_trade **sorted;
	size_t i, n = 0;

	(void)rule;
	sorted = bt_calloc(doc->ntrades, sizeof(*sorted), sheet->pages.err);
	if (sorted == NULL) {
		sheet->pages.failed = true;
		return;
	}
	for (i = 0; i < doc->ntrades; i++)
		if (doc->trade[i].exit_time != BT_TIME_NONE &&
		    isfinite(doc->trade[i].pnl))
			sorted[n++] = &doc->trade[i];
	qsort(sorted, n, sizeof(*sorted), by_pnl);
	put_trades(sheet, sorted, n, true);
	put_trades(sheet, sorted, n, false);
	free(sorted);
}

/* A label once, and its text in as many rows as it takes. */
static void
put_pair(struct bt_sheet *sheet, struct bt_span label, struct bt_span text)
{
	const double room = sheet->col[1].width - 9.0;
	size_t n;

	do {
		n = bt_plot_line(text, 8.0, false, room);
		bt_sheet_row(sheet, (struct bt_span[]){ label,
		    { text.s, n } });
		label = bt_span("");
		text = (struct bt_span){ text.s + n, text.n - n };
	} while (text.n > 0);
}

static const struct bt_sheet_col pairs[] = { { "Option", 150.0, false },
	{ "Value", BT_SHEET_ROOM - 150.0, false } };

void
bt_pdf_config(struct bt_sheet *sheet, const struct bt_format_rule *rule)
{
	const struct bt_document *doc = sheet->doc;
	size_t i;

	(void)rule;
	if (doc->noptions == 0)
		return;
	bt_sheet_heading(sheet, "Configuration", 80.0);
	bt_sheet_table(sheet, pairs, 2);
	for (i = 0; i < doc->noptions; i++)
		put_pair(sheet, bt_span(doc->option[i].name),
		    bt_span(doc->option[i].value));
	bt_sheet_table_end(sheet);
}

void
bt_pdf_inputs(struct bt_sheet *sheet, const struct bt_format_rule *rule)
{
	static const struct bt_sheet_col cols[] = { { "Name", 110.0, false },
		{ "Rows", 46.0, true }, { "Symbols", 46.0, true },
		{ "From", 62.0, true }, { "To", 62.0, true },
		{ "XXH3-128", 173.28, false } };
	const struct bt_document *doc = sheet->doc;
	const struct bt_document_input *in;
	char buf[4][BT_SHOWN_MAX];
	size_t i;

	(void)rule;
	if (doc->ninputs == 0)
		return;
	bt_sheet_heading(sheet, "Inputs", 60.0);
	bt_sheet_table(sheet, cols, 6);
	for (i = 0; i < doc->ninputs; i++) {
		in = &doc->input[i];
		bt_sheet_row(sheet, (struct bt_span[]){ bt_span(in->name),
		    bt_pdf_shown(buf[0], BT_UNIT_COUNT, (double)in->rows),
		    bt_shown(buf[1], BT_UNIT_COUNT, (double)in->symbols),
		    bt_shown_time(buf[2], in->from, true),
		    bt_shown_time(buf[3], in->to, true),
		    bt_span(in->xxh3) });
	}
	bt_sheet_table_end(sheet);
}
