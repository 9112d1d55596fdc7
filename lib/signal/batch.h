/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_BATCH_H
#define BT_SIGNAL_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/market/market.h"
#include "lib/signal/maker.h"

/*
 * The same expressions over the same bars with one set of parameters after
 * the other, on many threads: what the maker makes, at a fraction of the time.
 * Columns of indicators and windows are computed once for all sets that have
 * them in common, as far as memory allows; what is left to do for a set are
 * comparisons, crossings and arithmetic.
 *
 *	b = bt_batch_new(&rule, err);
 *	bt_batch_prepare(b, set, arg, n, &done, err)		one thread
 *	bt_batch_params(b, worker)[0].value = 10;		any thread
 *	bt_batch_make(b, worker, made, err)
 */
struct bt_batch_rule {
	const struct bt_maker_rule	*maker;	/* params: names count */
	/* Read with bt_maker_extras() of such a maker first. */
	const struct bt_market		*market;
	size_t				 jobs;
	size_t				 memory;	/* bytes of columns */
};

struct bt_batch;

/* What the rule points to must outlive it.  BT_EUSAGE as bt_maker_compile. */
struct bt_batch	*bt_batch_new(const struct bt_batch_rule *, struct bt_err *)
		    BT_MUST_CHECK;
void		 bt_batch_free(struct bt_batch *);	/* NULL is fine */

/* The values of the i-th set; false if it makes no sense. */
typedef bool	bt_batch_set_fn(void *arg, size_t i, struct bt_value *params);

/*
 * Compute, on all threads, the columns that these sets need and that are not
 * there; others are forgotten if memory asks for it.  *done says for how many
 * sets, from the first on, there was memory: at least one.  Not while others
 * make.
 */
int	bt_batch_prepare(struct bt_batch *, bt_batch_set_fn *set, void *arg,
	    size_t n, size_t *done, struct bt_err *) BT_MUST_CHECK;

/* A worker's own, to be filled before it makes. */
struct bt_value	*bt_batch_params(struct bt_batch *, size_t worker);

/* Of one symbol; NULL where there is no such expression. */
struct bt_made {
	const uint8_t	*codes;		/* of verbs */
	const double	*x[BT_ROLES];	/* of the roles behind them */
};

/*
 * The columns for the worker's parameters, one bt_made a symbol: valid until
 * its next call, or until something is prepared.  A set that was not prepared
 * takes longer, and that is all.  BT_EUSAGE as bt_maker_compile().
 */
const struct bt_made	*bt_batch_make(struct bt_batch *, size_t worker,
			    struct bt_err *) BT_MUST_CHECK;

#endif
