/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "lib/report/page.h"

/*
 * A report for mail: 78 cells a line.  With two columns there is much room
 * for each; with more, names are cut.  Numbers and dates are shorter anyway.
 */
#define WIDTH 78
#define LABEL 28		/* the first of two columns, the second one */
#define VALUE 48
#define NAME 18			/* any of several */
#define COLUMNS 16
#define BYTES 128		/* of a cell that was cut, and its end */

/* A page and the titles of its table, which must outlive it. */
struct text_page {
	struct bt_page	page;
	char		title[COLUMNS][BYTES];
};

static size_t
room_of(const struct bt_page *page, size_t column)
{
	return page->ncols > 2 ? NAME : column == 0 ? LABEL : VALUE;
}

/* The text, or the begin of it and three points, in so many cells. */
static struct bt_span
cut(struct bt_span text, size_t cells, char buf[BYTES])
{
	size_t n;

	if (bt_texttable_width(text) <= cells)
		return text;
	n = bt_page_fit(text, cells - 3);
	if (n > BYTES - 4)
		n = BYTES - 4;
	memcpy(buf, text.s, n);
	memcpy(buf + n, "...", 4);
	return (struct bt_span){ buf, n + 3 };
}

/* The texttable knows how to write what is no letter. */
static int
write_line(struct bt_page *page, struct bt_span text, struct bt_err *err)
{
	const struct bt_textcol none = { NULL, BT_LEFT };
	struct bt_texttable *table = bt_texttable_new(&none, 1, err);
	int status;

	if (table == NULL)
		return -1;
	if ((status = bt_texttable_line(table, text, err)) == 0)
		bt_texttable_write(table, page->out);
	bt_texttable_free(table);
	return status;
}

static int
heading(struct bt_page *page, int level, struct bt_span text,
    struct bt_err *err)
{
	size_t i, n, width = 0;

	if (page->begun)
		bt_out_text(page->out, "\n");
	page->begun = true;
	do {
		n = bt_page_fit(text, WIDTH);
		i = bt_texttable_width((struct bt_span){ text.s, n });
		width = i > width ? i : width;
		if (write_line(page, (struct bt_span){ text.s, n }, err) == -1)
			return -1;
		text = (struct bt_span){ text.s + n, text.n - n };
	} while (text.n > 0);
	for (i = 0; i < width; i++)
		bt_out_text(page->out, level == 1 ? "=" : "-");
	bt_out_text(page->out, "\n");
	return 0;
}

static int
begin(struct bt_page *page, const struct bt_textcol *cols, size_t ncols,
    struct bt_err *err)
{
	struct text_page *text = (struct text_page *)(void *)page;
	struct bt_textcol heads[COLUMNS];
	struct bt_span title;
	char buf[BYTES];
	size_t i;

	page->ncols = ncols;
	page->at = 0;
	for (i = 0; i < ncols && i < COLUMNS; i++) {
		title = cut(bt_span(cols[i].title), room_of(page, i), buf);
		(void)snprintf(text->title[i], BYTES, "%.*s", (int)title.n,
		    title.s);
		heads[i] = (struct bt_textcol){ text->title[i],
		    cols[i].align };
	}
	bt_out_text(page->out, "\n");
	page->table = bt_texttable_new(heads, ncols, err);
	return page->table == NULL ? -1 : 0;
}

static int
cell(struct bt_page *page, struct bt_span text, struct bt_err *err)
{
	const size_t room = room_of(page, page->at);
	char buf[BYTES];

	page->at = (page->at + 1) % page->ncols;
	return bt_texttable_cell(page->table, cut(text, room, buf), err);
}

static int
end(struct bt_page *page, struct bt_err *err)
{
	(void)err;
	bt_texttable_write(page->table, page->out);
	bt_texttable_free(page->table);
	page->table = NULL;
	return 0;
}

int
bt_format_text(struct bt_out *out, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, struct bt_err *err)
{
	static const struct bt_page_way way = { true, heading, begin, cell,
		end };
	struct text_page text = { .page = { .way = &way, .out = out } };
	int status = bt_page_write(&text.page, docs, ndocs, rule, err);

	bt_texttable_free(text.page.table);
	return status;
}
