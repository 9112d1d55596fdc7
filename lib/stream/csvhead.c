/* SPDX-License-Identifier: ISC */
#include "lib/stream/csv_own.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS_MAX 4096

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

	while ((got = bt_csv_find_line(c, &at, err)) == 1) {
		c->row.s = c->lines.buf + c->lines.pos;
		c->row.n = at - c->lines.pos;
		if (!bt_csv_is_blank(c)) {
			c->delimiter = guess(c->row);
			return 1;
		}
		if (bt_csv_take(c, at, true, err) == -1)
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
	if (got == -1 || (n = bt_csv_split(c, err)) == -1 ||
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
