/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_MONTE_H
#define BT_CHANCE_MONTE_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/chance/resample.h"
#include "lib/chance/outcome.h"
#include "lib/engine/runstream.h"

/*
 * Many paths: drawn and measured on all threads, and handed over in the order
 * of their numbers.  Memory does not depend on how many there are.
 *
 *	struct bt_monte job = { .draw = draw, .path = rule, .first = 0,
 *	    .end = 1000000, .jobs = 2, .take = take, .take_arg = &tally };
 *
 *	if (bt_monte_run(&job, &status, &done, err) == -1)
 *		return -1;
 */

/* Paths first .. first + n - 1. */
struct bt_monte_block {
	uint64_t		 first;
	size_t			 n;
	const struct bt_outcome	*outcome;	/* n */
	const double		*level;		/* n x nmarks */
	const double		*value;		/* n x nvalues */
};

struct bt_monte {
	const struct bt_resample	*draw;
	struct bt_outcome_rule	 path;
	double			 stake;		/* multiplies every return */
	/* Where they all end, where that does not depend on the draw. */
	const struct bt_outcome	*end_of_all;	/* or NULL */
	uint64_t		 first, end;	/* numbers of paths */
	size_t			 jobs;		/* threads, >= 1 */
	/* Levels that are wanted: after so many steps, 1 .. path.n. */
	const size_t		*marks;
	size_t			 nmarks;
	/* More values of each path, from any thread; NULL: none. */
	size_t			 nvalues;
	int			(*measure)(void *arg, size_t worker,
				    const struct bt_resample_room *,
				    double *value, struct bt_err *);
	void			*measure_arg;
	/* In order, from one thread. */
	int			(*take)(void *arg,
				    const struct bt_monte_block *,
				    struct bt_err *);
	void			*take_arg;
	/* Between blocks: another status than BT_COMPLETED stops; or NULL. */
	enum bt_status		(*poll)(void *arg, uint64_t done);
	void			*poll_arg;
};

/* How it ended, and how many paths were taken. */
int	bt_monte_run(const struct bt_monte *, enum bt_status *,
	    uint64_t *done, struct bt_err *) BT_MUST_CHECK;

#endif
