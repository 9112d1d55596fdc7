/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_STR_H
#define BT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "lib/base/err.h"

/* Text that is borrowed, not owned, and not NUL-terminated. */
struct bt_span {
	const char	*s;
	size_t		 n;
};

/* printf("%.*s", BT_SPAN(x)); long cells are cut at 60 bytes in messages. */
#define BT_SPAN(x) ((int)((x).n < 60 ? (x).n : 60)), (x).s

struct bt_span	bt_span(const char *s);
bool	bt_span_like(struct bt_span, const char *s);	/* ASCII case-blind */
struct bt_span	bt_span_trim(struct bt_span);		/* spaces and tabs */

/* Exactly?  Here, where the length of a literal is known. */
static inline bool
bt_span_is(struct bt_span x, const char *s)
{
	return strlen(s) == x.n && (x.n == 0 || memcmp(x.s, s, x.n) == 0);
}

/*
 * Take the next piece of *rest up to sep (or the end) into *piece, and move
 * *rest behind it.  false when *rest is used up (its s is then NULL).
 */
bool	bt_span_cut(struct bt_span *rest, char sep, struct bt_span *piece);

/* Text that grows.  Starts as { 0 }; bt_buf_free() ends it. */
struct bt_buf {
	char	*s;		/* NUL-terminated once something was added */
	size_t	 n, cap;
};

int	bt_buf_add(struct bt_buf *, const char *s, size_t n, struct bt_err *)
	    BT_MUST_CHECK;
int	bt_buf_printf(struct bt_buf *, struct bt_err *, const char *fmt, ...)
	    BT_PRINTF(3, 4) BT_MUST_CHECK;
void	bt_buf_free(struct bt_buf *);

/*
 * The name nearest to a mistyped one, or NULL if none is near: at most two
 * edits (insert, delete, replace, swap neighbours), fewer than half of the
 * word.  names yields the i-th candidate, NULL at the end.
 */
const char	*bt_nearest(struct bt_span word,
		    const char *(*names)(const void *arg, size_t i),
		    const void *arg);

#endif
