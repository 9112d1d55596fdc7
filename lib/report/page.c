/* SPDX-License-Identifier: ISC */
#include "lib/report/page.h"

#include <string.h>

#include "lib/report/page_parts.h"
#include "lib/stream/utf8.h"

size_t
bt_page_fit(struct bt_span text, size_t cells)
{
	struct bt_span letter;
	size_t i, used = 0;

	for (i = 0; i < text.n; i += letter.n) {
		letter.s = text.s + i;
		if ((letter.n = bt_utf8(letter.s, text.n - i)) == 0)
			letter.n = 1;
		used += bt_texttable_width(letter);
		if (used > cells && i > 0)
			break;
	}
	return i;
}

int
bt_page_heading(const struct bt_paging *p, int level, const char *text)
{
	return p->page->way->heading(p->page, level, bt_span(text), p->err);
}

int
bt_page_begin(const struct bt_paging *p, const struct bt_textcol *cols,
    size_t ncols)
{
	return p->page->way->begin(p->page, cols, ncols, p->err);
}

int
bt_page_cell(const struct bt_paging *p, struct bt_span text)
{
	return p->page->way->cell(p->page, text.s == NULL ? bt_span("n/a") :
	    text, p->err);
}

int
bt_page_text(const struct bt_paging *p, const char *text)
{
	return bt_page_cell(p, bt_span(text));
}

int
bt_page_value(const struct bt_paging *p, enum bt_unit unit, double x)
{
	char buf[BT_SHOWN_MAX];

	return bt_page_cell(p, bt_shown(buf, unit, x));
}

int
bt_page_time(const struct bt_paging *p, const struct bt_document *doc,
    int64_t t)
{
	char buf[BT_SHOWN_MAX];

	return bt_page_cell(p, bt_shown_time(buf, t, doc->date_only));
}

int
bt_page_date(const struct bt_paging *p, const struct bt_document *doc,
    int64_t t)
{
	char buf[BT_SHOWN_MAX];

	return bt_page_cell(p, bt_shown_time(buf, t, doc->date_only ||
	    p->page->way->narrow));
}

int
bt_page_end(const struct bt_paging *p)
{
	return p->page->way->end(p->page, p->err);
}

static const char *
title_of(const struct bt_paging *p)
{
	if (p->n == 1)
		return p->docs[0]->title;
	return p->rule->title != NULL ? p->rule->title :
	    "Comparison of runs";
}

int
bt_page_write(struct bt_page *page, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, struct bt_err *err)
{
	static int (*const parts[])(const struct bt_paging *) = {
		bt_page_months, bt_page_drawdowns, bt_page_trades,
		bt_page_causes, bt_page_config, bt_page_inputs,
	};
	const struct bt_paging p = { page, docs, ndocs, ndocs > 1, rule,
		err };
	size_t i;

	if (bt_page_heading(&p, 1, title_of(&p)) == -1)
		return -1;
	if (docs[0]->trials != NULL)
		return bt_page_trials_of(&p);
	if (bt_page_facts(&p) == -1 || bt_page_metrics(&p) == -1)
		return -1;
	for (i = 0; ndocs == 1 && i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i](&p) == -1)
			return -1;
	return 0;
}
