/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "lib/report/page.h"
#include "lib/stream/utf8.h"

/*
 * Text as itself: what could be a mark of Markdown gets a backslash, what
 * could be HTML becomes an entity, a line end a space.  What is not UTF-8 is
 * U+FFFD.
 */
static void
put_text(struct bt_out *out, struct bt_span text)
{
	size_t i, n;
	char ch;

	for (i = 0; i < text.n; i += n) {
		ch = text.s[i];
		if ((n = bt_utf8(text.s + i, text.n - i)) == 0) {
			bt_out_text(out, "\xef\xbf\xbd");
			n = 1;
		} else if (n > 1)
			bt_out_write(out, text.s + i, n);
		else if ((unsigned char)ch < ' ' || ch == 0x7f)
			bt_out_text(out, " ");
		else if (ch == '<')
			bt_out_text(out, "&lt;");
		else if (ch == '>')
			bt_out_text(out, "&gt;");
		else if (ch == '&')
			bt_out_text(out, "&amp;");
		else {
			if (strchr("\\`*_{}[]#|~$", ch) != NULL)
				bt_out_text(out, "\\");
			bt_out_write(out, &ch, 1);
		}
	}
}

static int
heading(struct bt_page *page, int level, struct bt_span text,
    struct bt_err *err)
{
	(void)err;
	if (page->begun)
		bt_out_text(page->out, "\n");
	page->begun = true;
	bt_out_write(page->out, "######", (size_t)level);
	bt_out_text(page->out, " ");
	put_text(page->out, text);
	bt_out_text(page->out, "\n");
	return 0;
}

static int
begin(struct bt_page *page, const struct bt_textcol *cols, size_t ncols,
    struct bt_err *err)
{
	size_t i;

	(void)err;
	page->ncols = ncols;
	page->at = 0;
	bt_out_text(page->out, "\n|");
	for (i = 0; i < ncols; i++) {
		bt_out_text(page->out, " ");
		put_text(page->out, bt_span(cols[i].title));
		bt_out_text(page->out, " |");
	}
	bt_out_text(page->out, "\n|");
	for (i = 0; i < ncols; i++)
		bt_out_text(page->out, cols[i].align == BT_RIGHT ?
		    " ---: |" : " --- |");
	bt_out_text(page->out, "\n");
	return 0;
}

static int
cell(struct bt_page *page, struct bt_span text, struct bt_err *err)
{
	(void)err;
	bt_out_text(page->out, page->at == 0 ? "| " : " ");
	put_text(page->out, text);
	bt_out_text(page->out, " |");
	if (++page->at == page->ncols) {
		bt_out_text(page->out, "\n");
		page->at = 0;
	}
	return 0;
}

static int
end(struct bt_page *page, struct bt_err *err)
{
	(void)page;
	(void)err;
	return 0;
}

int
bt_format_markdown(struct bt_out *out, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, struct bt_err *err)
{
	static const struct bt_page_way way = { false, heading, begin, cell,
		end };
	struct bt_page page = { .way = &way, .out = out };

	return bt_page_write(&page, docs, ndocs, rule, err);
}
