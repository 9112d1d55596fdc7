/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_ERR_H
#define BT_BASE_ERR_H

#include <stddef.h>

/*
 * The one error report of the library.  A function that can fail returns 0
 * (or a pointer) when all is well, and -1 (or NULL) with *err filled in when
 * it is not.  The first error wins: recording into an error that is already
 * set does nothing, so that cleanup code may report freely.  The library
 * neither prints nor exits; lib/cli turns a code into text and exit status.
 *
 *	struct bt_err err = BT_ERR_INIT;
 *	if (bt_num_parse(s, n, &x) == -1)
 *		return bt_err_set(&err, BT_EDATA,
 *		    "close is not a number: '%.*s'", (int)n, s);
 */

enum bt_code {
	BT_OK = 0,
	BT_EUSAGE,		/* an option, setting or expression is wrong */
	BT_EDATA,		/* malformed input; the place says where */
	BT_ESYS,		/* the system refused: I/O, memory, space */
};

#define BT_ERR_SOURCE 256
#define BT_ERR_TEXT 512

struct bt_err {
	enum bt_code	code;
	size_t		line;			/* 1-based; 0 = none */
	size_t		column;			/* 1-based byte; 0 = none */
	char		source[BT_ERR_SOURCE];	/* "prices.csv", "stdin", "" */
	char		text[BT_ERR_TEXT];	/* lower case, no full stop */
};

#define BT_ERR_INIT { BT_OK, 0, 0, "", "" }

#define BT_MUST_CHECK __attribute__((warn_unused_result))
#define BT_PRINTF(f, a) __attribute__((format(printf, f, a)))

/* Record an error unless one is recorded already.  Always returns -1. */
int	bt_err_set(struct bt_err *err, enum bt_code code, const char *fmt, ...)
	    BT_PRINTF(3, 4);

/*
 * Record a BT_ESYS error with what errno says: "cannot <what> '<which>':
 * No such file or directory".  which may be NULL.  Always returns -1.
 */
int	bt_err_sys(struct bt_err *err, const char *what, const char *which);

/*
 * Say where the recorded error happened, unless a place is known already.
 * line and column are 0 where there is none.  Always returns -1.
 */
int	bt_err_at(struct bt_err *err, const char *source, size_t line,
	    size_t column);

/* Append to the text, as in "; did you mean 'x'?".  Always returns -1. */
int	bt_err_add(struct bt_err *err, const char *fmt, ...) BT_PRINTF(2, 3);

#endif
