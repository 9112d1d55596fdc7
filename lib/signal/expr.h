/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_EXPR_H
#define BT_SIGNAL_EXPR_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/base/str.h"

/*
 * An expression as it was written: where it came from, and its tree.
 * bt-expressions(7) is the language; lib/signal/parser makes the tree;
 * lib/signal/compile gives it meaning.
 *
 *	struct bt_source src = { "--buy", bt_span("close > open") };
 *	expr = bt_parser_parse(&src, arena, err);
 */
struct bt_source {
	const char	*name;		/* for messages: "--buy" */
	struct bt_span	 text;
};

/* Trees deeper than this are refused; the walks over them may recurse. */
#define BT_EXPR_DEPTH 200

enum bt_expr_kind {
	BT_EXPR_NUMBER,			/* number */
	BT_EXPR_TEXT,			/* name: between the quotes */
	BT_EXPR_NAME,			/* name: column, parameter, constant */
	BT_EXPR_COLUMN,			/* name: a column, in back quotes */
	BT_EXPR_CALL,			/* name(arg ...), operators too */
	BT_EXPR_PICK,			/* arg[0].name: an indicator's output */
};

struct bt_function;
struct bt_indicator;

struct bt_expr {
	enum bt_expr_kind	  kind;
	bool			  is_operator;	/* a call written as + - [] */
	unsigned int		  depth;	/* 1 for a leaf */
	struct bt_span		  at;	/* the piece of source it begins with */
	struct bt_span		  name;
	/* What the name of a call or a name may mean; or NULL. */
	const struct bt_function *function;
	const struct bt_indicator *indicator;
	double			  number;
	struct bt_expr		**arg;
	size_t			  nargs;
};

/*
 * Record a BT_EUSAGE error about the place at in src, with the line of the
 * expression and a caret under the place:
 *
 *	--buy: unknown name 'cloes'; did you mean 'close'?
 *	    sma(10) > cloes
 *	              ^
 * Always returns -1.
 */
int	bt_expr_fail(const struct bt_source *src, struct bt_span at,
	    struct bt_err *, const char *fmt, ...) BT_PRINTF(4, 5);

#endif
