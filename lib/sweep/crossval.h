/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_CROSSVAL_H
#define BT_SWEEP_CROSSVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/engine/runstream.h"
#include "lib/sweep/folds.h"
#include "lib/sweep/job.h"

/*
 * Cross-validation of a search: every trial runs once over all the data, and
 * its returns are cut.  For each split the trial that is best where it trains
 * is looked at where it is tested.
 *
 *	rc = bt_crossval_run(&ask, &cv, err);
 *	... cv.below_median, cv.path[0].objective ...
 *	bt_crossval_free(&cv);
 *
 * A piece of a run is measured by its returns, put one after another, and the
 * trades that begin and end inside it; the objective and the constraint may
 * use what can be had from these (bt_crossval_check).  What is held when a
 * test begins was bought before it, as it would have been.
 *
 * Points must not follow scores, which have seen the tests: methods that learn
 * are refused.  Memory: 16 bytes a split and trial, for the ranks.
 */

/* A split, done. */
struct bt_crossval_row {
	size_t				 number;	/* from 1 */
	const bool			*tested;	/* a fold each */
	uint64_t			 trials, valid;
	/* The best in training, with its objective there; NULL: none. */
	const struct bt_trials_row	*winner;
	const double			*value;	/* a dim each; NAN: no number */
	const char			*reason;	/* why none; or NULL */
	size_t				 periods;	/* trained on */
	double				 objective;	/* in the test */
	double				 gain;		/* of the test */
	const double			*metric;	/* of the test; NAN */
	/* Its place in the test among all, from 0, the worst, to 1; NAN. */
	double				 rank;
	/* Of ranks, in training and test. */
	double				 correlation;
};

typedef int	bt_crossval_fn(void *arg, const struct bt_crossval_row *,
		    struct bt_err *);

struct bt_crossval_ask {
	struct bt_job		*job;		/* open */
	const struct bt_folds	*folds;		/* of its timeline */
	bt_crossval_fn		*row;		/* in order, at the end */
	void			*row_arg;
	/* Not BT_COMPLETED stops the trials.  Or NULL. */
	enum bt_status		(*poll)(void *arg, uint64_t done);
	void			*poll_arg;
};

/* All the data, each fold by a winner that had not seen it. */
struct bt_crossval_path {
	double	 objective;		/* as given; NAN */
	double	 gain;			/* of the whole */
	double	*metric;		/* the job's */
};

/* How a number is spread over splits; NAN where there are none. */
struct bt_crossval_spread {
	size_t	n;
	double	mean, sd, min, median, max;
};

struct bt_crossval {
	enum bt_status			 status;
	uint64_t			 trials;
	size_t				 splits;
	size_t				 chosen;	/* have a winner */
	struct bt_crossval_spread	 train, test;	/* objectives */
	double	 loss;			/* share of tests that lost money */
	/* Share of winners that are in the worse half of their test. */
	double	 below_median;
	double	 correlation;		/* mean over splits */
	struct bt_crossval_path		*path;
	size_t				 npaths;
	double	 path_loss;		/* share of paths that lost money */
	struct bt_arena			*arena;
};

/*
 * Can the objective and the constraint be had from pieces, and does the
 * method not learn?  BT_EUSAGE if not.  Before any data are read.
 */
int	bt_crossval_check(const struct bt_job *, struct bt_err *)
	    BT_MUST_CHECK;

/*
 * Stopped early, it has no rows, since all the trials are needed for one.  To
 * be freed also after an error.
 */
int	bt_crossval_run(const struct bt_crossval_ask *, struct bt_crossval *,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_crossval_free(struct bt_crossval *);

#endif
