/* SPDX-License-Identifier: ISC */
#ifndef BT_STREAM_CSV_H
#define BT_STREAM_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/str.h"

/*
 * CSV with a header line, row by row.
 *
 * A row without a quote is taken by our own line reader (several times the
 * speed of a general tokeniser); a row with a quote goes to libcsv, which is
 * the arbiter of what quotes mean, and with strict everything does.  Both
 * give the same fields; a fuzz test holds them together.
 *
 * The delimiter is the one of , ; tab that the header line has most of,
 * unless told.  A byte order mark, CRLF and lone CR are understood; blank
 * lines are skipped.  A row with more or fewer fields than the header is an
 * error, as are an unterminated quote, a NUL byte, a field over 1 MiB and two
 * columns of one name.
 *
 *	csv = bt_csv_new(in, &(struct bt_csv_rule){ 0 }, err);
 *	while ((got = bt_csv_next(csv, err)) == 1) {
 *		f = bt_csv_fields(csv);
 *		... f[0].s, f[0].n ...
 *	}
 */
struct bt_csv;

struct bt_csv_rule {
	char	delimiter;	/* 0: told by the header */
	bool	strict;		/* every row through libcsv */
};

/* Reads the header too.  in stays the caller's and must outlive the reader. */
struct bt_csv	*bt_csv_new(struct bt_in *in, const struct bt_csv_rule *,
		    struct bt_err *) BT_MUST_CHECK;
void		 bt_csv_free(struct bt_csv *);

/* The header: *n names, trimmed; valid as long as the reader. */
const struct bt_span	*bt_csv_header(const struct bt_csv *, size_t *n);

/* The header line's own text, without the line end (for pass-through). */
struct bt_span	bt_csv_header_text(const struct bt_csv *);
char		bt_csv_delimiter(const struct bt_csv *);

/*
 * To the next row: 1, or 0 at the end of input, or -1.  What the functions
 * below return is valid until the next call.  Behind a row with a NUL byte, or
 * one that bt_csv_fields() refuses, the next call goes on; after any other
 * error of this function it is the end.
 */
int	bt_csv_next(struct bt_csv *, struct bt_err *) BT_MUST_CHECK;

/*
 * The row's own text without its line end, and whether it is plain: no quote
 * in it, so that fields are what stands between the delimiters.  A reader in
 * a hurry may parse a plain row itself and never ask for the fields; it may
 * look at BT_CSV_PAD bytes behind the text, the first of which ends any field.
 */
#define BT_CSV_PAD 8
struct bt_span	bt_csv_text(const struct bt_csv *, bool *plain);

/*
 * The fields of the row, as many as the header has; unquoted ones trimmed of
 * spaces.  NULL with *err if the row is ragged or broken.  Splits on demand.
 */
const struct bt_span	*bt_csv_fields(struct bt_csv *, struct bt_err *);

/* Where the row began, and where its i-th field began (1-based, bytes). */
size_t	bt_csv_line(const struct bt_csv *);
size_t	bt_csv_column(struct bt_csv *, size_t i);

/* Record what and where: source, line and the column of field i.  -1. */
int	bt_csv_fail(struct bt_csv *, size_t i, struct bt_err *,
	    const char *fmt, ...) BT_PRINTF(4, 5);

#endif
