/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/str.h"

#define WORD 64			/* longer words are not mistyped names */

struct bt_span
bt_span(const char *s)
{
	return (struct bt_span){ s, strlen(s) };
}

/* The C library's tolower() asks the locale; names here are ASCII. */
static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
bt_span_like(struct bt_span x, const char *s)
{
	size_t i;

	for (i = 0; i < x.n; i++)
		if (s[i] == '\0' || lower(x.s[i]) != lower(s[i]))
			return false;
	return s[i] == '\0';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

struct bt_span
bt_span_trim(struct bt_span x)
{
	while (x.n > 0 && is_blank(x.s[0])) {
		x.s++;
		x.n--;
	}
	while (x.n > 0 && is_blank(x.s[x.n - 1]))
		x.n--;
	return x;
}

bool
bt_span_cut(struct bt_span *rest, char sep, struct bt_span *piece)
{
	const char *p;

	if (rest->s == NULL)
		return false;
	*piece = *rest;
	if (rest->n > 0 && (p = memchr(rest->s, sep, rest->n)) != NULL) {
		piece->n = (size_t)(p - rest->s);
		rest->n -= piece->n + 1;
		rest->s = p + 1;
	} else
		*rest = (struct bt_span){ NULL, 0 };
	return true;
}

/* Room for n more bytes and a NUL. */
static int
reserve(struct bt_buf *b, size_t n, struct bt_err *err)
{
	size_t cap = b->cap < 64 ? 64 : b->cap;
	char *p;

	if (n >= SIZE_MAX / 4 - b->n)
		return bt_err_set(err, BT_ESYS,
		    "out of memory: text of %zu bytes", n);
	while (cap < b->n + n + 1)
		cap *= 2;
	if (cap == b->cap)
		return 0;
	if ((p = bt_realloc(b->s, cap, 1, err)) == NULL)
		return -1;
	b->s = p;
	b->cap = cap;
	return 0;
}

int
bt_buf_add(struct bt_buf *b, const char *s, size_t n, struct bt_err *err)
{
	if (reserve(b, n, err) == -1)
		return -1;
	if (n > 0)
		memcpy(b->s + b->n, s, n);
	b->n += n;
	b->s[b->n] = '\0';
	return 0;
}

int
bt_buf_printf(struct bt_buf *b, struct bt_err *err, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		return bt_err_sys(err, "format text", NULL);
	if (reserve(b, (size_t)n, err) == -1)
		return -1;
	va_start(ap, fmt);
	(void)vsnprintf(b->s + b->n, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->n += (size_t)n;
	return 0;
}

void
bt_buf_free(struct bt_buf *b)
{
	free(b->s);
	*b = (struct bt_buf){ 0 };
}

static size_t
min3(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

/*
 * Optimal string alignment: edits between a and b, a swap of neighbours
 * counting once.  Three rows of the table are enough.
 */
static size_t
distance(struct bt_span a, struct bt_span b)
{
	size_t rows[3][WORD + 1], *before = rows[0], *prev = rows[1];
	size_t *row = rows[2], *spare, i, j;

	for (j = 0; j <= b.n; j++)
		row[j] = j;
	for (i = 1; i <= a.n; i++) {
		spare = before;
		before = prev;
		prev = row;
		row = spare;
		row[0] = i;
		for (j = 1; j <= b.n; j++) {
			row[j] = min3(prev[j] + 1, row[j - 1] + 1, prev[j - 1] +
			    (lower(a.s[i - 1]) != lower(b.s[j - 1])));
			if (i > 1 && j > 1 && a.s[i - 1] == b.s[j - 2] &&
			    a.s[i - 2] == b.s[j - 1] && before[j - 2] + 1 <
			    row[j])
				row[j] = before[j - 2] + 1;
		}
	}
	return row[b.n];
}

const char *
bt_nearest(struct bt_span word, const char *(*names)(const void *, size_t),
    const void *arg)
{
	const char *name, *best = NULL;
	struct bt_span cand;
	size_t d, least = 3, i;

	if (word.n == 0 || word.n > WORD)
		return NULL;
	for (i = 0; (name = names(arg, i)) != NULL; i++) {
		cand = bt_span(name);
		if (cand.n > WORD)
			continue;
		d = distance(word, cand);
		if (d < least && 2 * d < word.n) {
			least = d;
			best = name;
		}
	}
	return best;
}
