/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_CROSSVAL_OWN_H
#define BT_SWEEP_CROSSVAL_OWN_H

#include "lib/sweep/crossval.h"
#include "lib/sweep/crossval_piece.h"

/* Between the files of lib/sweep/crossval. */

/* Objectives of a trial in one split; more is better, NAN: none. */
struct bt_crossval_pair {
	double	train, test;
};

/* A split as the trials go by. */
struct bt_crossval_split {
	bool			*tested;	/* a fold each */
	struct bt_crossval_pair	*pair;		/* of trials with both */
	size_t			 npairs, cap;
	uint64_t		 valid;
	/* The best so far. */
	struct bt_crossval_pair	 best;
	uint64_t		 number;	/* 0: none */
	const struct bt_space	*space;
	double			*point;
	/* Then, of the winner. */
	size_t			 periods;
	double			*metric;	/* of the test */
	double			*ret;		/* of the test, step by step */
	/* Trades inside a fold, those of the first tested fold first. */
	struct bt_deal		*deal;
	size_t			*ndeals;	/* a fold each */
	double			 total;		/* of the test */
	double			 rank, correlation;
};

/* What a thread works with. */
struct bt_crossval_worker {
	struct bt_crossval_trial	 trial;
	struct bt_folds_range		 range[BT_FOLDS_MAX];
	double				*metric;	/* the job's */
};

struct bt_crossval_work {
	const struct bt_crossval_ask	*ask;
	struct bt_job			*job;
	const struct bt_folds		*folds;
	const struct bt_timeline	*line;
	struct bt_study_rule		 rule;
	struct bt_crossval		*to;
	struct bt_crossval_split	*split;
	struct bt_crossval_worker	*worker;
	bool				*used;	/* metrics of formulas */
	unsigned			 needs;	/* of these */
	uint64_t			 count[BT_TRIAL_CONSTRAINT + 1];
};

/* The metrics that pieces have; of the others NAN. */
double	bt_crossval_metric(const struct bt_metric *, const struct bt_study *);

/* The ranges of a split for a trial that was run; *n of them. */
void	bt_crossval_ranges(struct bt_crossval_worker *,
	    const struct bt_folds *, const bool *tested, bool train,
	    size_t *n);

/* Run all trials and see to the best of every split. */
int	bt_crossval_search(struct bt_crossval_work *, struct bt_err *)
	    BT_MUST_CHECK;

/* The winners once more: their tests, ranks and paths. */
int	bt_crossval_winners(struct bt_crossval_work *, struct bt_err *)
	    BT_MUST_CHECK;
int	bt_crossval_paths(struct bt_crossval_work *, struct bt_err *)
	    BT_MUST_CHECK;

#endif
