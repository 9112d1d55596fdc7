/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_COMPILE_H
#define BT_SIGNAL_COMPILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/signal/expr.h"
#include "lib/signal/program.h"

/*
 * Trees -> nodes: names get their meaning, types and argument counts are
 * checked, constants are folded, equal subexpressions become one node.
 *
 *	program = bt_program_new(err);
 *	if (bt_compile_expr(program, &src, tree, &names, 'c', &root, err) == -1)
 *		... err shows the place with a caret ...
 */

/* A parameter of a strategy, with its value. */
struct bt_value {
	const char	*name;
	double		 value;
};

/* What names may mean, besides the columns of a bar and functions. */
struct bt_scope {
	const struct bt_value	*params;
	size_t			 nparams;
	const char *const	*extras;	/* the market's extra columns */
	const bool		*has;		/* did an input have it? */
	size_t			 nextras;
	const struct bt_span	*header;	/* names for "did you mean" */
	size_t			 nheader;
};

/*
 * Compile one expression that shall be a condition (want 'c'), a number ('x')
 * or either (0).  *root is its node.
 */
int	bt_compile_expr(struct bt_program *, const struct bt_source *,
	    const struct bt_expr *, const struct bt_scope *, char want,
	    uint32_t *root, struct bt_err *) BT_MUST_CHECK;

/*
 * Call fn once for every name in the tree that only a column of the input can
 * explain, so that the reader knows what to keep.  fn returns 0 or -1.
 */
int	bt_compile_columns(const struct bt_expr *, const struct bt_scope *,
	    int (*fn)(void *arg, struct bt_span name, struct bt_err *),
	    void *arg, struct bt_err *) BT_MUST_CHECK;

/* Is the name taken by the language (a column of a bar, a function ...)? */
bool	bt_compile_reserves(struct bt_span name);

#endif
