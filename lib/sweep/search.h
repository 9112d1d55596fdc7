/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_SEARCH_H
#define BT_SWEEP_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/sweep/space.h"

/*
 * Which points to try next: methods that are asked for points and told how
 * good they were.
 *
 *	s = bt_search_new(&rule, err);
 *	while ((n = bt_search_ask(s, asked, room)) > 0 || pending)
 *		... evaluate, on as many threads as there are ...
 *		bt_search_tell(s, score, n);
 *
 * The sequence of points depends on the rule and the scores alone, never on
 * how many are asked for at once: a method that needs the scores of a
 * generation before the next one gives no more points until it has them.
 * Scores are told in the order of the points.  No point comes twice with the
 * same share: a method that meets one again is told the score it had.
 */
struct bt_asked {
	double	*point;		/* of the caller: room for ndims */
	double	 share;		/* of the data, from its beginning; (0, 1] */
};

struct bt_search_rule {
	const struct bt_space	*space;
	struct bt_method	 method;	/* of bt_search_families */
	uint64_t		 seed;
	uint64_t		 max_trials;	/* at most; 0: no limit */
};

/* grid random lhs sobol de cma tpe halving; ends at name NULL. */
extern const struct bt_family bt_search_families[];

struct bt_search;

/*
 * BT_EUSAGE: a grid over a continuous dim, nothing that where allows (of up to
 * 2^18 points of a grid it is certain, else many have been drawn) ...  The
 * space has to live as long.
 */
struct bt_search	*bt_search_new(const struct bt_search_rule *,
			    struct bt_err *) BT_MUST_CHECK;
void			 bt_search_free(struct bt_search *);

/*
 * Up to n points, in their final order; fewer if scores are awaited or there
 * are no more; -1 without memory.  Only points that the space allows.
 */
long	bt_search_ask(struct bt_search *, struct bt_asked *, size_t n,
	    struct bt_err *) BT_MUST_CHECK;

/* More is better; NAN: the trial failed or broke a constraint. */
int	bt_search_tell(struct bt_search *, const double *score, size_t n,
	    struct bt_err *) BT_MUST_CHECK;

/* Do the points of this method depend on what it is told? */
bool	bt_search_learns(const struct bt_family *);

/* No points will follow, whatever is told. */
bool	bt_search_done(const struct bt_search *);

/*
 * How many trials it will be: exact for a grid (where is asked for every
 * point: 20 ns each), else the most it can be.  UINT64_MAX: not known.
 */
uint64_t bt_search_trials(const struct bt_search *);

/*
 * Before the first ask: go on from the i-th allowed point, as a shard or a
 * resumed sweep does.  grid, random, lhs and sobol can; false if the method
 * needs the scores of what is before.
 */
bool	bt_search_skip(struct bt_search *, uint64_t i);

#endif
