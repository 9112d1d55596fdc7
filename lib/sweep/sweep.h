/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_SWEEP_H
#define BT_SWEEP_SWEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/sweep/formula.h"
#include "lib/sweep/search.h"
#include "lib/sweep/trial.h"

/*
 * The loop of a sweep: asks the search for points, runs them on the bench's
 * threads, tells the search, and hands every trial to the takers in the order
 * of their numbers, so that the output is the same for any number of threads.
 */
struct bt_trial {
	uint64_t		 number;	/* from 1 */
	const struct bt_space	*space;
	const double		*point;
	double			 share;		/* of the data */
	enum bt_trial_status	 status;
	/* The same before the constraint was asked. */
	enum bt_trial_status	 ran;
	const char		*reason;	/* or NULL */
	const double		*metric;	/* of the bench's rule */
	/* The objective's value as given; NAN where it has none. */
	double			 value;
	/* The same so that more is better; NAN: not valid, not to be chosen. */
	double			 objective;
	/* All there is of it, if the sweep is asked for results; else NULL. */
	const struct bt_bench_result *result;
};

/* 0 to go on, 1 to end the sweep here in peace, -1. */
typedef int	bt_trial_fn(void *arg, const struct bt_trial *,
		    struct bt_err *);

struct bt_objective {
	const struct bt_formula	*formula;	/* over the bench's metrics */
	bool			 minimize;
	const struct bt_formula	*constraint;	/* or NULL */
};

struct bt_sweep {
	struct bt_bench			*bench;
	struct bt_search		*search;
	const struct bt_space		*space;		/* of the search */
	const struct bt_objective	*objective;
	size_t				 jobs, nmetrics;
	size_t				 first, end;	/* steps of the data */
	/* A shard: the trials skip + 1 .. skip + take; take 0: all. */
	uint64_t			 skip, take;
	uint64_t			 base;	/* numbers begin behind it */
	/*
	 * Takers look at results: then what is known is run all the same, and
	 * threads wait for each other a little where trials are short.
	 */
	bool				 results;
	/*
	 * A trial that is known already (journal, cache): fill status,
	 * reason, metric and return 1, or status as it was told, reason,
	 * value and the metrics that are shown and return 2; 0 if it is not
	 * known.  Asked by the thread that runs the sweep, once for every
	 * trial in the order of numbers, before the batch is prepared.  Or
	 * NULL.
	 */
	int	(*known)(void *arg, struct bt_trial *, double *metric,
		    struct bt_err *);
	void	*known_arg;
	bt_trial_fn			*taker;	/* in order, one thread */
	void				*taker_arg;
	/* Between batches: not 0 stops with that status.  Or NULL. */
	enum bt_status (*poll)(void *arg, uint64_t done);
	void				*poll_arg;
};

/*
 * What became of it, and how many trials were taken.  -1 for want of memory,
 * or what a taker answered.
 */
int	bt_sweep_run(const struct bt_sweep *, enum bt_status *,
	    uint64_t *trials, struct bt_err *) BT_MUST_CHECK;

#endif
