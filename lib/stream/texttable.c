/* SPDX-License-Identifier: ISC */
#include "lib/stream/texttable.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/stream/utf8.h"

#define GAP 2		/* spaces between columns */

struct column {
	struct bt_textcol	spec;
	size_t			width;		/* of the widest cell so far */
};

struct cell {
	struct bt_span	text;
	bool		line;	/* stands alone, over all columns */
};

struct bt_texttable {
	struct column	*cols;
	size_t		 ncols;
	bool		 titled;
	struct cell	*cells;
	size_t		 n, cap;
	size_t		 at;		/* column of the next cell */
	struct bt_arena	*texts;
};

struct range {
	uint32_t	first, last;
};

/* Combining marks and other characters without a width (Unicode 15). */
static const struct range	zero[] = {
	{ 0x0300, 0x036f }, { 0x0483, 0x0489 }, { 0x0591, 0x05bd },
	{ 0x0610, 0x061a }, { 0x064b, 0x065f }, { 0x1ab0, 0x1aff },
	{ 0x1dc0, 0x1dff }, { 0x200b, 0x200f }, { 0x2060, 0x2064 },
	{ 0x20d0, 0x20ff }, { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f },
	{ 0xfeff, 0xfeff }, { 0xe0100, 0xe01ef }, { 0, 0 },
};

/* East Asian wide and full-width characters, emoji (Unicode 15). */
static const struct range	wide[] = {
	{ 0x1100, 0x115f }, { 0x2e80, 0x303e }, { 0x3041, 0x33ff },
	{ 0x3400, 0x4dbf }, { 0x4e00, 0x9fff }, { 0xa000, 0xa4cf },
	{ 0xa960, 0xa97f }, { 0xac00, 0xd7a3 }, { 0xf900, 0xfaff },
	{ 0xfe30, 0xfe6f }, { 0xff00, 0xff60 }, { 0xffe0, 0xffe6 },
	{ 0x1f300, 0x1f64f }, { 0x1f900, 0x1f9ff }, { 0x20000, 0x3fffd },
	{ 0, 0 },
};

static bool
is_in(const struct range *r, uint32_t c)
{
	for (; r->last != 0; r++)
		if (c >= r->first && c <= r->last)
			return true;
	return false;
}

/* The code point of a well-formed sequence of n bytes. */
static uint32_t
code_point(const char *s, size_t n)
{
	uint32_t c = (unsigned char)s[0];
	size_t i;

	if (n > 1)
		c &= 0xffU >> (n + 1);
	for (i = 1; i < n; i++)
		c = c << 6 | ((unsigned char)s[i] & 0x3fU);
	return c;
}

/*
 * The first character of a text that is not empty: its width, its bytes in
 * *n, and whether it can be shown (else one byte stands for '?').
 */
static size_t
character(struct bt_span text, size_t *n, bool *shown)
{
	uint32_t c = 0;

	if ((*n = bt_utf8(text.s, text.n)) > 0)
		c = code_point(text.s, *n);
	*shown = c >= 0x20 && c != 0x7f && (c < 0x80 || c >= 0xa0);
	if (!*shown) {
		*n = *n == 0 ? 1 : *n;
		return 1;
	}
	return c < 0x300 ? 1 : is_in(zero, c) ? 0 : is_in(wide, c) ? 2 : 1;
}

size_t
bt_texttable_width(struct bt_span text)
{
	size_t n, width = 0;
	bool shown;

	for (; text.n > 0; text.s += n, text.n -= n)
		width += character(text, &n, &shown);
	return width;
}

static int
copy_columns(struct bt_texttable *t, const struct bt_textcol *cols,
    struct bt_err *err)
{
	size_t i;

	if ((t->cols = bt_calloc(t->ncols, sizeof(*t->cols), err)) == NULL)
		return -1;
	for (i = 0; i < t->ncols; i++) {
		t->cols[i].spec = cols[i];
		if (cols[i].title == NULL)
			continue;
		t->titled = true;
		t->cols[i].width = bt_texttable_width(bt_span(cols[i].title));
	}
	return 0;
}

struct bt_texttable *
bt_texttable_new(const struct bt_textcol *cols, size_t ncols,
    struct bt_err *err)
{
	struct bt_texttable *t;

	if ((t = bt_calloc(1, sizeof(*t), err)) == NULL)
		return NULL;
	t->ncols = ncols;
	if ((t->texts = bt_arena_new(err)) == NULL ||
	    copy_columns(t, cols, err) == -1) {
		bt_texttable_free(t);
		return NULL;
	}
	return t;
}

void
bt_texttable_free(struct bt_texttable *t)
{
	if (t == NULL)
		return;
	bt_arena_free(t->texts);
	free(t->cells);
	free(t->cols);
	free(t);
}

static int
push(struct bt_texttable *t, struct bt_span text, bool line,
    struct bt_err *err)
{
	struct cell *cells;
	char *s;

	if (bt_grow(&t->cells, &t->cap, t->n, sizeof(*cells), err) == -1)
		return -1;
	s = bt_arena_strndup(t->texts, text.n > 0 ? text.s : "", text.n, err);
	if (s == NULL)
		return -1;
	t->cells[t->n++] = (struct cell){ { s, text.n }, line };
	return 0;
}

int
bt_texttable_cell(struct bt_texttable *t, struct bt_span text,
    struct bt_err *err)
{
	struct column *col = &t->cols[t->at];
	size_t width = bt_texttable_width(text);

	if (push(t, text, false, err) == -1)
		return -1;
	if (width > col->width)
		col->width = width;
	t->at = (t->at + 1) % t->ncols;
	return 0;
}

int
bt_texttable_line(struct bt_texttable *t, struct bt_span text,
    struct bt_err *err)
{
	while (t->at != 0)
		if (bt_texttable_cell(t, bt_span(""), err) == -1)
			return -1;
	return push(t, text, true, err);
}

static void
put_text(struct bt_out *out, struct bt_span text)
{
	size_t n;
	bool shown;

	for (; text.n > 0; text.s += n, text.n -= n) {
		(void)character(text, &n, &shown);
		bt_out_write(out, shown ? text.s : "?", shown ? n : 1);
	}
}

/*
 * A cell of a row.  Spaces before it have waited in *spaces until something
 * follows them, so that none ends a line.
 */
static void
put_cell(const struct column *col, struct bt_span text, size_t *spaces,
    struct bt_out *out)
{
	size_t pad = col->width - bt_texttable_width(text);

	if (col->spec.align == BT_RIGHT)
		*spaces += pad;
	if (text.n > 0) {
		for (; *spaces > 0; --*spaces)
			bt_out_write(out, " ", 1);
		put_text(out, text);
	}
	if (col->spec.align == BT_LEFT)
		*spaces += pad;
	*spaces += GAP;
}

static void
put_titles(const struct bt_texttable *t, struct bt_out *out)
{
	size_t i, spaces = 0;
	const char *title;

	for (i = 0; i < t->ncols; i++) {
		title = t->cols[i].spec.title;
		put_cell(&t->cols[i], bt_span(title != NULL ? title : ""),
		    &spaces, out);
	}
	bt_out_write(out, "\n", 1);
}

void
bt_texttable_write(const struct bt_texttable *t, struct bt_out *out)
{
	size_t i, at = 0, spaces = 0;

	if (t->titled)
		put_titles(t, out);
	for (i = 0; i < t->n; i++) {
		if (t->cells[i].line) {
			put_text(out, t->cells[i].text);
			bt_out_write(out, "\n", 1);
			continue;
		}
		put_cell(&t->cols[at], t->cells[i].text, &spaces, out);
		if (++at == t->ncols || i + 1 == t->n) {
			bt_out_write(out, "\n", 1);
			at = spaces = 0;
		}
	}
}
