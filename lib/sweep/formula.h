/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_FORMULA_H
#define BT_SWEEP_FORMULA_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/signal/expr.h"

/*
 * One number from named numbers, in the language of bt-expressions(7) less
 * everything that looks at a column: arithmetic, comparisons, and or not,
 * ?:, abs min max log exp sqrt floor ceil round sign nz if, and percent after
 * a number ("-30%").  Conditions are 1 and 0; what is compared with NAN is 0.
 *
 *	"fast < slow"				over parameters
 *	"trades >= 30 and max_drawdown > -30%"	over metrics
 *	"cagr / -max_drawdown"
 */
struct bt_formula;

/* The place of a name among the values, or -1. */
typedef long	bt_formula_find_fn(const void *arg, struct bt_span name);

/*
 * In the arena.  BT_EUSAGE with a caret; a name that find does not know gets
 * "did you mean" from names, which yields the i-th name, NULL at the end.
 */
struct bt_formula	*bt_formula_parse(const struct bt_source *,
			    bt_formula_find_fn *find,
			    const char *(*names)(const void *arg, size_t i),
			    const void *arg, struct bt_arena *,
			    struct bt_err *) BT_MUST_CHECK;

/* Is its value a condition, 1 or 0? */
bool	bt_formula_is_condition(const struct bt_formula *);

/* No allocation; any thread. */
double	bt_formula_value(const struct bt_formula *, const double *values);

/* From now on the name at this place has this value always. */
void	bt_formula_fix(struct bt_formula *, size_t place, double value);

/* Call fn with the place of every name it uses (some more than once). */
void	bt_formula_each(const struct bt_formula *,
	    void (*fn)(void *arg, size_t place), void *arg);

#endif
