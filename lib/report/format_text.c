/* SPDX-License-Identifier: ISC */
#include "lib/report/page.h"

/* The widest a cell may be: what is longer is cut, and says so. */
#define WIDEST 44

static int
heading(struct bt_page *page, int level, struct bt_span text,
    struct bt_err *err)
{
	struct bt_texttable *table;
	const struct bt_textcol none = { NULL, BT_LEFT };
	size_t i, n;
	int status;

	if (page->begun)
		bt_out_text(page->out, "\n");
	page->begun = true;
	if ((table = bt_texttable_new(&none, 1, err)) == NULL)
		return -1;
	status = bt_texttable_line(table, text, err);
	if (status == 0)
		bt_texttable_write(table, page->out);
	bt_texttable_free(table);
	n = bt_texttable_width(text);
	for (i = 0; i < n && i < 78; i++)
		bt_out_text(page->out, level == 1 ? "=" : "-");
	bt_out_text(page->out, "\n");
	return status;
}

static int
begin(struct bt_page *page, const struct bt_textcol *cols, size_t ncols,
    struct bt_err *err)
{
	bt_out_text(page->out, "\n");
	page->ncols = ncols;
	page->table = bt_texttable_new(cols, ncols, err);
	return page->table == NULL ? -1 : 0;
}

static int
cell(struct bt_page *page, struct bt_span text, struct bt_err *err)
{
	return bt_texttable_cell(page->table, text, err);
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
	struct bt_page page = { .way = &way, .out = out };
	int status = bt_page_write(&page, docs, ndocs, rule, err);

	bt_texttable_free(page.table);
	return status;
}
