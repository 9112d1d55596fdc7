/* SPDX-License-Identifier: ISC */
#ifndef BT_STREAM_QUOTED_H
#define BT_STREAM_QUOTED_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

/*
 * One CSV row through libcsv, which says what quotes mean.  The parser is
 * strict: a quote inside an unquoted field, text behind a closing quote and a
 * quote that is never closed are errors.  What libcsv lacks is added here: a
 * bound on fields, and the place of an error.
 */
struct bt_quoted;

struct bt_quoted	*bt_quoted_new(char delimiter, struct bt_err *)
			    BT_MUST_CHECK;
void			 bt_quoted_free(struct bt_quoted *);

/* A field may have so many bytes. */
#define BT_FIELD_MAX ((size_t)1 << 20)

/*
 * Split a whole row, its line end left out.  Returns the fields and their
 * number, valid until the next call; or NULL with a message in *err and the
 * place (bytes from the row's begin) in *bad.
 */
const struct bt_span	*bt_quoted_split(struct bt_quoted *,
			    struct bt_span row, size_t *n, size_t *bad,
			    struct bt_err *);

/*
 * Where in a row are we?  { 0 } is its begin.  A line end inside quotes does
 * not end the row; once a quote is misplaced (libcsv will refuse the row) the
 * next line end does, so that a reader can go on behind it.
 */
struct bt_quote_walk {
	enum { BT_FRESH, BT_BARE, BT_INSIDE, BT_CLOSED, BT_AFTER,
	    BT_BROKEN }	state;
	size_t		at;		/* bytes walked */
	size_t		opened;		/* the last quote that opened a field */
	size_t		field;		/* number of the field, from 0 */
};

/* Walk on to the line end that ends the row: true and at stands on it. */
bool	bt_quote_walk_row(struct bt_quote_walk *, const char *s, size_t n,
	    char delimiter);

/* Walk from the begin of a row to the begin of a field (or its end). */
size_t	bt_quote_walk_field(struct bt_span row, size_t field, char delimiter);

#endif
