/* SPDX-License-Identifier: ISC */
#include "lib/stream/lines.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#define FIRST ((size_t)256 << 10)

static int
widen(struct bt_lines *l, struct bt_err *err)
{
	char *buf;

	if (l->cap >= BT_LINES_MAX)
		return bt_err_set(err, BT_EDATA,
		    "row is longer than %zu MiB: is this text with lines?",
		    BT_LINES_MAX >> 20);
	buf = bt_realloc(l->buf, l->cap * 2 + BT_LINES_PAD, 1, err);
	if (buf == NULL)
		return -1;
	l->buf = buf;
	l->cap *= 2;
	return 0;
}

static void
shift(struct bt_mark *m, size_t by)
{
	if (m->at < by) {
		m->at = m->upto = 0;		/* passed: search again */
	} else {
		m->at -= by;
		m->upto -= by;
	}
}

/* Carry what was begun to the front. */
static void
carry(struct bt_lines *l)
{
	memmove(l->buf, l->buf + l->pos, l->end - l->pos);
	shift(&l->lf, l->pos);
	shift(&l->cr, l->pos);
	shift(&l->nul, l->pos);
	shift(&l->quote, l->pos);
	l->end -= l->pos;
	l->pos = 0;
}

int
bt_lines_fill(struct bt_lines *l, struct bt_err *err)
{
	long got;

	if (l->eof)
		return 0;
	if (l->pos > 0)
		carry(l);
	if ((l->end == l->cap && widen(l, err) == -1) ||
	    (got = bt_in_read(l->in, l->buf + l->end, l->cap - l->end,
	    err)) == -1) {
		bt_lines_stop(l);
		return -1;
	}
	l->eof = got == 0;
	l->end += (size_t)got;
	memset(l->buf + l->end, 0, BT_LINES_PAD);
	return got > 0;
}

int
bt_lines_init(struct bt_lines *l, struct bt_in *in, struct bt_err *err)
{
	static const char mark[] = { '\xef', '\xbb', '\xbf' };
	int got;

	l->in = in;
	l->lf.byte = '\n';
	l->cr.byte = '\r';
	l->nul.byte = '\0';
	l->quote.byte = '"';
	l->cap = FIRST;
	l->buf = bt_calloc(l->cap + BT_LINES_PAD, 1, err);
	if (l->buf == NULL)
		return -1;
	do
		got = bt_lines_fill(l, err);
	while (got == 1 && l->end < sizeof(mark));
	if (got == -1)
		return -1;
	if (l->end >= sizeof(mark) && memcmp(l->buf, mark, sizeof(mark)) == 0)
		l->pos = sizeof(mark);
	return 0;
}

void
bt_lines_free(struct bt_lines *l)
{
	free(l->buf);
	l->buf = NULL;
}

void
bt_lines_stop(struct bt_lines *l)
{
	l->pos = l->end;
	l->eof = true;
}

size_t
bt_lines_search(const struct bt_lines *l, struct bt_mark *m)
{
	size_t from = m->at < l->pos ? l->pos : m->upto;
	const char *p = memchr(l->buf + from, m->byte, l->end - from);

	m->upto = l->end;
	m->at = p == NULL ? l->end : (size_t)(p - l->buf);
	return m->at;
}
