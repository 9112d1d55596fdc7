/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_FUNCTIONS_H
#define BT_SIGNAL_FUNCTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/str.h"

/*
 * What expressions can call besides indicators: operators and functions, as
 * tables.  A new function is one row in its family's file, one kernel and one
 * test vector; type check, warm-up, bt-signals --functions and
 * bt-expressions(7) follow from the row.
 *
 * The signature has a letter an argument, then '>' and the result:
 *	x	a number, a column or a constant
 *	c	a condition
 *	a	either; all a of a call are of one type, which a result a takes
 *	n	a constant whole number from 1
 *	m	a constant whole number from 0
 *	p	a constant from 0 to 100
 */
#define BT_FUNCTION_ARGS 4

/* One call over one symbol's bars; arrays by the argument's place. */
struct bt_call {
	size_t		 n;			/* rows, >= 1 */
	const int64_t	*time;			/* of the bars */
	const double	*x[BT_FUNCTION_ARGS];	/* numbers; NULL for others */
	const uint8_t	*c[BT_FUNCTION_ARGS];	/* conditions: 0 or 1 */
	size_t		 step[BT_FUNCTION_ARGS]; /* 0: one value for all rows */
	double		 k[BT_FUNCTION_ARGS];	/* n, m and p */
	double		*out;			/* a number comes here ... */
	uint8_t		*flag;			/* ... or a condition here */
	double		*scratch;
};

struct bt_function {
	const char	*name;		/* "zscore"; of operators the sign */
	const char	*group;		/* heading in the manual */
	const char	*signature;	/* "xn>x" */
	const char	*usage;		/* "zscore(x, n)" */
	double		 def;		/* of the last argument, or NAN */
	/* Rows of warm-up on top of the arguments': lag_n * n + lag. */
	int		 lag_n, lag;
	bool		 by_row;	/* row i needs row i alone */
	bool		 steps;		/* the kernel heeds step[] */
	bool		 folds;		/* f(a, b, c) is f(f(a, b), c) */
	size_t		 columns;	/* scratch: n doubles each, and ... */
	size_t		 windows;	/* ... min(n, window) doubles each */
	void		(*compute)(const struct bt_call *);
	const char	*help;		/* one line */
};

/* Ends at name NULL, as the families below. */
extern const struct bt_function bt_operators[];

/* The families in the order of the manual; ends at NULL. */
extern const struct bt_function *const bt_functions[];

extern const struct bt_function bt_functions_cross[], bt_functions_window[],
    bt_functions_event[], bt_functions_maths[], bt_functions_time[];

/*
 * The crossings of x[0] and x[1]: rows with a flag "upwards" in the lowest bit,
 * into found, with room for n + 1 of them.  Returns how many.  The functions of
 * bt_functions_cross mark those that they are about in the call's flags.
 */
bool	bt_crosses_has(const struct bt_function *);
size_t	bt_crosses_find(const struct bt_call *, uint32_t *found);
void	bt_crosses_mark(const struct bt_call *, const struct bt_function *,
	    const uint32_t *found, size_t n);

/* By name, ASCII case-blind; NULL if there is none. */
const struct bt_function	*bt_functions_find(struct bt_span name);
const struct bt_function	*bt_functions_operator(struct bt_span name);

/* Arguments of a call: at most, and at least. */
size_t	bt_functions_max(const struct bt_function *);
size_t	bt_functions_min(const struct bt_function *);

/* Type of the result as the signature says it: 'x', 'c' or 'a'. */
char	bt_functions_result(const struct bt_function *);

#endif
