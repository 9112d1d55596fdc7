/* SPDX-License-Identifier: ISC */
#include "lib/stream/csv.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/stream/lines.h"
#include "lib/stream/quoted.h"

#define COLUMNS_MAX 4096

struct bt_csv {
	struct bt_lines		 lines;
	char			 delimiter;
	bool			 strict;
	struct bt_span		 row;
	bool			 plain, split;
	size_t			 line, next;	/* of this row, of the rest */
	struct bt_span		*fields;	/* of a plain row */
	size_t			 cap;
	const struct bt_span	*found;		/* fields, wherever they are */
	struct bt_quoted	*quoted;	/* made for the first quote */
	struct bt_arena		*memory;	/* of the header */
	struct bt_span		 header_text;
	struct bt_span		*header;
	size_t			 nheader;
};

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

	if (got == -1)
		(void)bt_err_at(err, bt_in_name(c->lines.in), c->next, 0);
	return got;
}

/* Take the row that ends before at, and its line end. */
static int
take(struct bt_csv *c, size_t at, bool plain, struct bt_err *err)
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
	got = take(c, l->pos + w.at, false, err);
	for (i = 0; i + 1 < c->row.n; i++)
		c->next += c->row.s[i] == '\n' || (c->row.s[i] == '\r' &&
		    c->row.s[i + 1] != '\n');
	return got;
}

static bool
blank(const struct bt_csv *c)
{
	size_t i;

	for (i = 0; i < c->row.n; i++)
		if ((c->row.s[i] != ' ' && c->row.s[i] != '\t') ||
		    c->row.s[i] == c->delimiter)
			return false;
	return true;
}

/* The next line end in the window: read on until there is one, or the end. */
static int
find_line(struct bt_csv *c, size_t *at, struct bt_err *err)
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

int
bt_csv_next(struct bt_csv *c, struct bt_err *err)
{
	size_t at;
	int got;

	do {
		if ((got = find_line(c, &at, err)) != 1)
			return got;
		if (bt_lines_seek(&c->lines, &c->lines.quote) < at)
			return is_closed(&c->lines, at) ?
			    take(c, at, false, err) : take_quoted(c, err);
		got = take(c, at, true, err);
	} while (got == 1 && blank(c));
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

static long
split(struct bt_csv *c, struct bt_err *err)
{
	return c->plain ? split_plain(c, err) : split_quoted(c, err);
}

const struct bt_span *
bt_csv_fields(struct bt_csv *c, struct bt_err *err)
{
	long n;

	if (c->split)
		return c->found;
	if ((n = split(c, err)) == -1)
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

/* The one of , ; tab that the header line has most of, quoted ones apart. */
static char
guess(struct bt_span line)
{
	static const char set[] = ",;\t";
	size_t count[sizeof(set)] = { 0 }, i, best = 0;
	const char *p;
	bool quoted = false;

	for (i = 0; i < line.n; i++) {
		if (line.s[i] == '"')
			quoted = !quoted;
		else if (!quoted && line.s[i] != '\0' &&
		    (p = strchr(set, line.s[i])) != NULL)
			count[p - set]++;
	}
	for (i = 1; set[i] != '\0'; i++)
		if (count[i] > count[best])
			best = i;
	return set[best];
}

/* Look at the first line with something in it, before it is taken. */
static int
learn_delimiter(struct bt_csv *c, struct bt_err *err)
{
	size_t at;
	int got;

	while ((got = find_line(c, &at, err)) == 1) {
		c->row.s = c->lines.buf + c->lines.pos;
		c->row.n = at - c->lines.pos;
		if (!blank(c)) {
			c->delimiter = guess(c->row);
			return 1;
		}
		if (take(c, at, true, err) == -1)
			return -1;
	}
	return got;
}

/*
 * A file without a header has numbers there, some of them twice: whoever looks
 * for names says better what is wrong.
 */
static bool
is_name(struct bt_span name)
{
	return name.n > 0 && memchr("0123456789+-.", name.s[0], 13) == NULL;
}

static int
check_header(struct bt_csv *c, struct bt_err *err)
{
	const struct bt_span *h = c->header;
	size_t i, j;

	if (c->nheader > COLUMNS_MAX)
		return bt_csv_fail(c, COLUMNS_MAX, err,
		    "header has %zu columns, more than %d", c->nheader,
		    COLUMNS_MAX);
	for (i = 1; i < c->nheader; i++)
		for (j = 0; j < i; j++)
			if (is_name(h[i]) && h[i].n == h[j].n &&
			    memcmp(h[i].s, h[j].s, h[i].n) == 0)
				return bt_csv_fail(c, i, err,
				    "column '%.*s' appears twice in the "
				    "header: does the first line name the "
				    "columns?", BT_SPAN(h[i]));
	return 0;
}

static int
keep(struct bt_csv *c, struct bt_span *to, struct bt_span from,
    struct bt_err *err)
{
	to->n = from.n;
	to->s = bt_arena_strndup(c->memory, from.s, from.n, err);
	return to->s == NULL ? -1 : 0;
}

static int
read_header(struct bt_csv *c, struct bt_err *err)
{
	size_t i;
	long n;
	int got = 1;

	if (c->delimiter == '\0')
		got = learn_delimiter(c, err);
	if (got == 1)
		got = bt_csv_next(c, err);
	if (got == 0) {
		(void)bt_err_set(err, BT_EDATA,
		    "input is empty: a header line was expected");
		return bt_err_at(err, bt_in_name(c->lines.in), 0, 0);
	}
	if (got == -1 || (n = split(c, err)) == -1 ||
	    (c->memory = bt_arena_new(err)) == NULL ||
	    keep(c, &c->header_text, c->row, err) == -1)
		return -1;
	c->nheader = (size_t)n;
	c->header = bt_arena_alloc(c->memory, c->nheader,
	    sizeof(*c->header), err);
	if (c->header == NULL)
		return -1;
	for (i = 0; i < c->nheader; i++)
		if (keep(c, &c->header[i], bt_span_trim(c->found[i]),
		    err) == -1)
			return -1;
	return check_header(c, err);
}

struct bt_csv *
bt_csv_new(struct bt_in *in, const struct bt_csv_rule *rule,
    struct bt_err *err)
{
	struct bt_csv *c;

	if ((c = bt_calloc(1, sizeof(*c), err)) == NULL)
		return NULL;
	c->delimiter = rule->delimiter;
	c->strict = rule->strict;
	c->next = 1;
	if (bt_lines_init(&c->lines, in, err) == -1)
		(void)bt_err_at(err, bt_in_name(in), 0, 0);
	else if (read_header(c, err) == 0)
		return c;
	bt_csv_free(c);
	return NULL;
}

void
bt_csv_free(struct bt_csv *c)
{
	if (c == NULL)
		return;
	bt_lines_free(&c->lines);
	bt_quoted_free(c->quoted);
	bt_arena_free(c->memory);
	free(c->fields);
	free(c);
}
