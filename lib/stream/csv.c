/* SPDX-License-Identifier: ISC */
#include "lib/stream/csv_own.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A line end is there, and if it is a CR, what stands behind it is, too. */
static bool
whole(const struct bt_lines *l, size_t at)
{
	return at < l->end && (l->buf[at] == '\n' || at + 1 < l->end);
}

static int
refill(struct bt_csv *c, struct bt_err *err)
{
	int got = bt_lines_fill(&c->lines, err);

	c->special = 0;
	if (got == -1)
		(void)bt_err_at(err, bt_in_name(c->lines.in), c->next, 0);
	return got;
}

/* Take the row that ends before at, and its line end. */
int
bt_csv_take(struct bt_csv *c, size_t at, bool plain, struct bt_err *err)
{
	struct bt_lines *l = &c->lines;
	size_t nul = bt_lines_seek(l, &l->nul), begin = l->pos;

	c->row.s = l->buf + begin;
	c->row.n = at - begin;
	c->plain = plain && !c->strict;
	c->split = false;
	c->line = c->next++;
	l->pos = at;
	if (at < l->end)
		l->pos += l->buf[at] == '\r' && l->buf[at + 1] == '\n' ?
		    2 : 1;
	if (nul < at) {
		(void)bt_err_set(err, BT_EDATA,
		    "NUL byte: is this text in UTF-8?");
		return bt_err_at(err, bt_in_name(l->in), c->line,
		    nul - begin + 1);
	}
	return 1;
}

/* Record where in the row: its lines are counted, as an editor does. */
static int
blame(const struct bt_csv *c, size_t at, struct bt_err *err)
{
	const char *s = c->row.s;
	size_t line = c->line, begin = 0, i;

	for (i = 0; i < at && i < c->row.n; i++) {
		if (s[i] == '\n' || (s[i] == '\r' &&
		    (i + 1 == c->row.n || s[i + 1] != '\n'))) {
			line++;
			begin = i + 1;
		}
	}
	return bt_err_at(err, bt_in_name(c->lines.in), line, at - begin + 1);
}

static int
unclosed(struct bt_csv *c, const struct bt_quote_walk *w, struct bt_err *err)
{
	c->row.s = c->lines.buf + c->lines.pos;
	c->row.n = w->at;
	c->line = c->next;
	if (w->at - w->opened > BT_FIELD_MAX)
		(void)bt_err_set(err, BT_EDATA,
		    "quote is not closed within %zu MiB", BT_FIELD_MAX >> 20);
	else
		(void)bt_err_set(err, BT_EDATA, "quote is not closed");
	bt_lines_stop(&c->lines);
	return blame(c, w->opened, err);
}

/* A row that has a quote: line ends inside quotes belong to it. */
static int
take_quoted(struct bt_csv *c, struct bt_err *err)
{
	struct bt_lines *l = &c->lines;
	struct bt_quote_walk w = { BT_FRESH, 0, 0, 0 };
	size_t i;
	int got = 1;

	while (got == 1 && !(bt_quote_walk_row(&w, l->buf + l->pos,
	    l->end - l->pos, c->delimiter) && whole(l, l->pos + w.at))) {
		if (w.state == BT_INSIDE && w.at - w.opened > BT_FIELD_MAX)
			return unclosed(c, &w, err);
		got = refill(c, err);
	}
	if (got == -1)
		return -1;
	if (w.state == BT_INSIDE)
		return unclosed(c, &w, err);
	got = bt_csv_take(c, l->pos + w.at, false, err);
	for (i = 0; i + 1 < c->row.n; i++)
		c->next += c->row.s[i] == '\n' || (c->row.s[i] == '\r' &&
		    c->row.s[i + 1] != '\n');
	return got;
}

bool
bt_csv_is_blank(const struct bt_csv *c)
{
	size_t i;

	for (i = 0; i < c->row.n; i++)
		if ((c->row.s[i] != ' ' && c->row.s[i] != '\t') ||
		    c->row.s[i] == c->delimiter)
			return false;
	return true;
}

/* The next line end in the window: read on until there is one, or the end. */
int
bt_csv_find_line(struct bt_csv *c, size_t *at, struct bt_err *err)
{
	struct bt_lines *l = &c->lines;
	size_t lf, cr;
	int got = 1;

	for (;;) {
		lf = bt_lines_seek(l, &l->lf);
		cr = bt_lines_seek(l, &l->cr);
		*at = lf < cr ? lf : cr;
		if (got == 0 || whole(l, *at))
			return l->pos < l->end;
		if ((got = refill(c, err)) == -1)
			return -1;
	}
}

/*
 * The line that ends at at closes all quotes that it opens, or is broken: it
 * is a row.
 */
static bool
is_closed(const struct bt_lines *l, size_t at)
{
	const char *p;
	size_t quotes = 0;

	for (p = l->buf + l->quote.at; p < l->buf + at; p++)
		quotes += *p == '"';
	return quotes % 2 == 0;
}

/*
 * The next row if it is a plain one like most, and not blank: up to special,
 * an offset in the window, there is neither quote nor CR nor NUL.
 */
static inline bool
quick(struct bt_csv *c)
{
	struct bt_lines *l = &c->lines;
	const char *s = l->buf + l->pos, *lf;

	if (l->pos >= c->special || *s <= ' ' ||
	    (lf = memchr(s, '\n', c->special - l->pos)) == NULL)
		return false;
	c->row.s = s;
	c->row.n = (size_t)(lf - s);
	c->plain = !c->strict;
	c->split = false;
	c->line = c->next++;
	l->pos += c->row.n + 1;
	return true;
}

static void
find_special(struct bt_csv *c)
{
	struct bt_lines *l = &c->lines;

	c->special = bt_lines_seek(l, &l->quote);
	if (bt_lines_seek(l, &l->cr) < c->special)
		c->special = l->cr.at;
	if (bt_lines_seek(l, &l->nul) < c->special)
		c->special = l->nul.at;
}

int
bt_csv_next(struct bt_csv *c, struct bt_err *err)
{
	size_t at;
	int got;

	do {
		if (quick(c))
			return 1;
		if ((got = bt_csv_find_line(c, &at, err)) != 1)
			return got;
		if (bt_lines_seek(&c->lines, &c->lines.quote) < at)
			return is_closed(&c->lines, at) ?
			    bt_csv_take(c, at, false, err) :
			    take_quoted(c, err);
		got = bt_csv_take(c, at, true, err);
		find_special(c);
	} while (got == 1 && bt_csv_is_blank(c));
	return got;
}

struct bt_span
bt_csv_text(const struct bt_csv *c, bool *plain)
{
	*plain = c->plain;
	return c->row;
}

size_t
bt_csv_line(const struct bt_csv *c)
{
	return c->line;
}

char
bt_csv_delimiter(const struct bt_csv *c)
{
	return c->delimiter;
}

const struct bt_span *
bt_csv_header(const struct bt_csv *c, size_t *n)
{
	*n = c->nheader;
	return c->header;
}

struct bt_span
bt_csv_header_text(const struct bt_csv *c)
{
	return c->header_text;
}

/* Fields of a row without quotes; their number, or -1. */
static long
split_plain(struct bt_csv *c, struct bt_err *err)
{
	struct bt_span rest = c->row, *f;
	size_t n = 0;

	do {
		if (bt_grow(&c->fields, &c->cap, n, sizeof(*c->fields),
		    err) == -1)
			return -1;
		f = &c->fields[n++];
		(void)bt_span_cut(&rest, c->delimiter, f);
		if (f->n > BT_FIELD_MAX) {
			(void)bt_err_set(err, BT_EDATA,
			    "field is longer than %zu MiB",
			    BT_FIELD_MAX >> 20);
			return blame(c, (size_t)(f->s - c->row.s), err);
		}
		*f = bt_span_trim(*f);
	} while (rest.s != NULL);
	c->found = c->fields;
	return (long)n;
}

static long
split_quoted(struct bt_csv *c, struct bt_err *err)
{
	size_t n, bad = 0;

	if (c->quoted == NULL &&
	    (c->quoted = bt_quoted_new(c->delimiter, err)) == NULL)
		return -1;
	c->found = bt_quoted_split(c->quoted, c->row, &n, &bad, err);
	if (c->found == NULL)
		return blame(c, bad, err);
	return (long)n;
}

long
bt_csv_split(struct bt_csv *c, struct bt_err *err)
{
	return c->plain ? split_plain(c, err) : split_quoted(c, err);
}

const struct bt_span *
bt_csv_fields(struct bt_csv *c, struct bt_err *err)
{
	long n;

	if (c->split)
		return c->found;
	if ((n = bt_csv_split(c, err)) == -1)
		return NULL;
	if ((size_t)n != c->nheader) {
		(void)bt_csv_fail(c, (size_t)n < c->nheader ? (size_t)n :
		    c->nheader, err,
		    "row has %ld field%s where the header has %zu", n,
		    n == 1 ? "" : "s", c->nheader);
		return NULL;
	}
	c->split = true;
	return c->found;
}

size_t
bt_csv_column(struct bt_csv *c, size_t i)
{
	struct bt_err place = BT_ERR_INIT;

	(void)bt_err_set(&place, BT_EDATA, " ");
	(void)blame(c, bt_quote_walk_field(c->row, i, c->delimiter), &place);
	return place.column;
}

int
bt_csv_fail(struct bt_csv *c, size_t i, struct bt_err *err,
    const char *fmt, ...)
{
	char text[BT_ERR_TEXT];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	(void)bt_err_set(err, BT_EDATA, "%s", text);
	return blame(c, bt_quote_walk_field(c->row, i, c->delimiter), err);
}
