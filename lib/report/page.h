/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_PAGE_H
#define BT_REPORT_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/out.h"
#include "lib/base/str.h"
#include "lib/report/document.h"
#include "lib/report/format.h"
#include "lib/stream/texttable.h"

/*
 * A report to be read as text: headings and tables, whatever the marks
 * that a format puts around them.  What a report consists of is said once
 * (page.c), and each format brings its own way to write the pieces.
 *
 *	struct bt_page page = { .way = &markdown, .out = out };
 *
 *	return bt_page_write(&page, docs, ndocs, rule, err);
 */
struct bt_page;

struct bt_page_way {
	bool	narrow;		/* 78 cells a line are all there is */
	int	(*heading)(struct bt_page *, int level, struct bt_span text,
		    struct bt_err *);
	/* A table: its columns, its cells row by row, its end. */
	int	(*begin)(struct bt_page *, const struct bt_textcol *,
		    size_t ncols, struct bt_err *);
	int	(*cell)(struct bt_page *, struct bt_span text,
		    struct bt_err *);
	int	(*end)(struct bt_page *, struct bt_err *);
};

struct bt_page {
	const struct bt_page_way	*way;
	struct bt_out			*out;
	/* the table that is being written, as the way needs it */
	struct bt_texttable		*table;
	size_t				 ncols, at;
	bool				 begun;
};

/* Bytes of text that take so many terminal cells at most; at least a letter. */
size_t	bt_page_fit(struct bt_span text, size_t cells);

/* One document is a report, several are a comparison. */
int	bt_page_write(struct bt_page *, const struct bt_document *const *docs,
	    size_t ndocs, const struct bt_format_rule *, struct bt_err *)
	    BT_MUST_CHECK;

#endif
