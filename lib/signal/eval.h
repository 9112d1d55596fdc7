/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_EVAL_H
#define BT_SIGNAL_EVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/market/market.h"
#include "lib/signal/program.h"

/*
 * Computes what lib/signal/compile made, symbol by symbol.  Every node is
 * computed once, and its column is given back when its last reader is done:
 * an expression of a dozen operators holds two or three columns at a time.
 *
 *	struct bt_eval eval = { program, bars, n, timeline, jobs };
 *	bt_eval_each(&eval, roots, nroots, take, arg, err);
 */
struct bt_eval {
	const struct bt_program	 *program;
	const struct bt_bars	 *bars;		/* one a symbol, by name */
	size_t			  nsymbols;
	/* Of the market the bars are from, or a longer one; for xrank(). */
	const struct bt_timeline *timeline;
	size_t			  jobs;		/* threads, >= 1 */
};

/* A root's values: x or c, of which row i is at [i * step]. */
struct bt_column {
	const double	*x;		/* NAN: no value */
	const uint8_t	*c;		/* 0 or 1; NULL for numbers */
	size_t		 step;		/* 1, or 0 for a constant */
};

/*
 * Take a symbol's roots; they are gone afterwards.  Calls for different
 * symbols may be made at the same time from several threads, in any order.
 */
typedef int	bt_eval_fn(void *arg, size_t symbol,
		    const struct bt_column *roots, struct bt_err *);

/*
 * Compute the roots for every symbol that has bars.  The values do not depend
 * on jobs.  BT_EUSAGE if sym() asks for a symbol that is not there.
 */
int	bt_eval_each(const struct bt_eval *, const uint32_t *roots,
	    size_t nroots, bt_eval_fn *fn, void *arg, struct bt_err *)
	    BT_MUST_CHECK;

/* The bars of a sealed market as an array for struct bt_eval; free() it. */
struct bt_bars	*bt_eval_bars(const struct bt_market *, struct bt_err *)
		    BT_MUST_CHECK;

/* Does any node need other symbols' timeline? */
bool		 bt_eval_wants_timeline(const struct bt_program *);

#endif
