/* SPDX-License-Identifier: ISC */
#ifndef BT_STREAM_LINES_H
#define BT_STREAM_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/file.h"

/*
 * The window that the CSV and NDJSON readers look at their input through.
 * What is unread is buf[pos .. end); a reader moves pos forward as it takes
 * rows and asks for more when a row is not whole.  The part that was begun is
 * carried to the front, so a row is always in one piece.
 *
 *	while ((at = bt_lines_seek(l, &l->lf)) == l->end)
 *		if ((got = bt_lines_fill(l, err)) != 1)
 *			return got;
 */

/*
 * Where a byte comes next.  [.., upto) of the window was searched: it stands
 * at `at`, or nowhere if at == upto.  Searching far ahead once makes most
 * rows free of the question whether they hold a quote, a CR or a NUL.
 */
struct bt_mark {
	size_t	at, upto;
	char	byte;
};

struct bt_lines {
	struct bt_in	*in;		/* the caller's */
	char		*buf;		/* moves when filled */
	size_t		 pos, end, cap;
	bool		 eof;		/* there is nothing beyond end */
	struct bt_mark	 lf, cr, nul, quote;
};

/* Zero bytes that may be read behind end, for scanners of whole words. */
#define BT_LINES_PAD 16

/* A row may not be longer: what has no line ends is not rows. */
#define BT_LINES_MAX ((size_t)16 << 20)

/* Reads the first bytes and takes a byte order mark away.  Zeroed before. */
int	bt_lines_init(struct bt_lines *, struct bt_in *, struct bt_err *)
	    BT_MUST_CHECK;
void	bt_lines_free(struct bt_lines *);

/*
 * More bytes behind end: 1, or 0 at the end of input, or -1 (among others, if
 * the unread part is a row of BT_LINES_MAX already; there is no more after
 * that).  pos becomes 0.
 */
int	bt_lines_fill(struct bt_lines *, struct bt_err *) BT_MUST_CHECK;

/* Leave out what is left: from now on it is the end of input. */
void	bt_lines_stop(struct bt_lines *);

/* The first of a mark's bytes at or behind pos, or end. */
size_t	bt_lines_search(const struct bt_lines *, struct bt_mark *);

static inline size_t
bt_lines_seek(const struct bt_lines *l, struct bt_mark *m)
{
	if (m->at >= l->pos && (m->at < m->upto || m->upto == l->end))
		return m->at;
	return bt_lines_search(l, m);
}

#endif
