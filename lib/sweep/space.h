/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_SPACE_H
#define BT_SWEEP_SPACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/engine/settings.h"
#include "lib/signal/strategy.h"

/*
 * What a sweep varies: parameters of a strategy, options of the engine, and
 * which column of the bars has the signals, each with the values to try.
 *
 *	-P fast=5:50:5		5, 10 ... 50
 *	-P fast=10,20,50	these
 *	-P slow=10:1000:*2	10, 20, 40 ... 640
 *	-P stop-loss=2%:10%:2%	fractions of an option that takes them
 *	-P fast=5:50		integers: all of them; reals: continuous, which
 *				only methods that sample can do
 *	-P stop-loss=1%:20%:log	continuous, evenly in the logarithm
 *	-P intrabar=worst,best	choices, methods and flags by their names
 *	-P commission=none,percent:0.1%
 *	-P signal=a,b,c		columns of the bars that hold signals
 *
 * A point is an array of ndims doubles: the value itself of a number, and of
 * anything else the number of its value, from 0.
 */
enum bt_dim_of { BT_DIM_PARAM, BT_DIM_OPTION, BT_DIM_SIGNAL };
enum bt_dim_kind { BT_DIM_INTEGER, BT_DIM_REAL, BT_DIM_CHOICE };

struct bt_dim {
	const char		*name;		/* "fast", "stop-loss" */
	enum bt_dim_of		 of;
	enum bt_dim_kind	 kind;
	/* Values in order, levels of them; 0: continuous from lo to hi. */
	size_t			 levels;
	const double		*value;		/* of numbers with levels */
	const char *const	*text;		/* of choices */
	double			 lo, hi;	/* of numbers, inclusive */
	bool			 log;		/* evenly in the logarithm */
	/* Of the strategy; parameters of expressions are known by name. */
	size_t			 param;
	const struct bt_opt	*opt;		/* of the engine */
};

struct bt_formula;

struct bt_space {
	const struct bt_dim	*dim;
	size_t			 ndims;
	const struct bt_formula	*where;		/* over the dims; or NULL */
	struct bt_arena		*arena;
};

/*
 * Parse "name=values" texts against a strategy (NULL: none; then a name that
 * is no option is a parameter of expressions) and the engine's options.  where
 * is the text of --where or NULL; it may also name parameters of the strategy
 * that are not varied.  BT_EUSAGE with "did you mean", the range a value has
 * to be in, and a caret in where.
 */
int	bt_space_init(struct bt_space *, const char *const *text, size_t n,
	    const char *where, const struct bt_strategy *, struct bt_err *)
	    BT_MUST_CHECK;
void	bt_space_free(struct bt_space *);

/* Do all dims have levels, so that there is a grid? */
bool	bt_space_is_grid(const struct bt_space *);

/*
 * Points of the grid before where is asked: the product of the levels, 1 with
 * no dims; BT_EUSAGE if it is more than 2^63 - 1.
 */
int	bt_space_size(const struct bt_space *, uint64_t *n, struct bt_err *)
	    BT_MUST_CHECK;

/* The i-th of them; the last dim varies fastest.  O(ndims). */
void	bt_space_point(const struct bt_space *, uint64_t i, double *point);

/* Does where hold (true without one)?  No allocation; any thread. */
bool	bt_space_allows(const struct bt_space *, const double *point);

/*
 * Between [0, 1) and a dim's values: the value at u, and the middle of what
 * is mapped to a value.  With levels each gets an equal part of the interval.
 */
double	bt_dim_at(const struct bt_dim *, double u);
double	bt_dim_unit(const struct bt_dim *, double value);

/* The value as -p, the option or the column's name has it. */
int	bt_dim_text(const struct bt_dim *, double value, struct bt_buf *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
