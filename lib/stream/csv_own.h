/* SPDX-License-Identifier: ISC */
#ifndef BT_STREAM_CSV_OWN_H
#define BT_STREAM_CSV_OWN_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/mem.h"
#include "lib/stream/csv.h"
#include "lib/stream/lines.h"
#include "lib/stream/quoted.h"

/* What csv.c (rows and fields) and csvhead.c (the header) share. */
struct bt_csv {
	struct bt_lines		 lines;
	char			 delimiter;
	bool			 strict;
	struct bt_span		 row;
	size_t			 special;	/* see quick() */
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

/*
 * The end of the next line, in *at: 1, or 0 if there is nothing more, or -1.
 * What is unread is in one piece up to there.
 */
int	bt_csv_find_line(struct bt_csv *, size_t *at, struct bt_err *)
	    BT_MUST_CHECK;

/* Make the line that ends at at the row, and go behind it: 1 or -1. */
int	bt_csv_take(struct bt_csv *, size_t at, bool plain, struct bt_err *)
	    BT_MUST_CHECK;

/* Is there nothing but blanks in the row? */
bool	bt_csv_is_blank(const struct bt_csv *);

/* The row's fields into found, however many: their number, or -1. */
long	bt_csv_split(struct bt_csv *, struct bt_err *) BT_MUST_CHECK;

#endif
