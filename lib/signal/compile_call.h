/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_COMPILE_CALL_H
#define BT_SIGNAL_COMPILE_CALL_H

#include "lib/signal/compile.h"

/*
 * Between the files of the compiler: what they share while one expression is
 * compiled.  Everybody else wants lib/signal/compile.h.
 */
struct bt_compiler {
	struct bt_program	*program;
	const struct bt_source	*source;
	const struct bt_scope	*names;
	struct bt_err		*err;
	uint32_t		 frame;		/* 0, or inside tf() */
};

/* Any tree.  Recursion is bounded by BT_EXPR_DEPTH. */
int	bt_compile_tree(struct bt_compiler *, const struct bt_expr *,
	    uint32_t *node) BT_MUST_CHECK;

/* Calls of operators, functions and indicators; outputs of the latter. */
int	bt_compile_call(struct bt_compiler *, const struct bt_expr *,
	    uint32_t *node) BT_MUST_CHECK;
int	bt_compile_pick(struct bt_compiler *, const struct bt_expr *,
	    uint32_t *node) BT_MUST_CHECK;
int	bt_compile_indicator(struct bt_compiler *, const struct bt_expr *,
	    const void *row, size_t output, uint32_t *node) BT_MUST_CHECK;
/* tf(), sym() and xrank(): 1 if it was one of them, 0 if not, -1. */
int	bt_compile_scope(struct bt_compiler *, const struct bt_expr *,
	    uint32_t *node) BT_MUST_CHECK;

/* Leaves. */
int	bt_compile_number(struct bt_compiler *, double, uint32_t *node)
	    BT_MUST_CHECK;
int	bt_compile_flag(struct bt_compiler *, uint8_t, uint32_t *node)
	    BT_MUST_CHECK;
int	bt_compile_bar_column(struct bt_compiler *, uint32_t column,
	    uint32_t *node) BT_MUST_CHECK;

/* e is of type want ('x', 'c'; 0: any), or an error at its place. */
int	bt_compile_want(struct bt_compiler *, const struct bt_expr *, char want,
	    uint32_t node) BT_MUST_CHECK;

/* Is node a constant number?  Then *value. */
bool	bt_compile_is_number(const struct bt_compiler *, uint32_t node,
	    double *value);

/* The i-th name that can be called, NULL at the end. */
const char	*bt_compile_callable(size_t i);
/* The i-th of a NULL-terminated array, for bt_nearest(). */
const char	*bt_compile_pick_name(const void *names, size_t i);

#endif
