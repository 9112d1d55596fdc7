/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_CROSSVAL_PIECE_H
#define BT_SWEEP_CROSSVAL_PIECE_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/study/metrics.h"
#include "lib/study/study.h"
#include "lib/study/tradestat.h"
#include "lib/sweep/folds.h"
#include "lib/sweep/trial.h"

/*
 * One trial over all the data, to be measured piece by piece.  One thread's
 * own; reused from trial to trial.
 *
 *	bt_crossval_trial_run(&t, bench, worker, point, &folds, &r, err);
 *	n = bt_folds_train(&folds, tested, t.reach, range);
 *	bt_crossval_trial_study(&t, range, n, &rule, &study, err);
 */
struct bt_crossval_trial {
	const struct bt_timeline	*line;
	const struct bt_folds		*folds;
	struct bt_study			 whole;
	struct bt_folds_reach		*reach;
	double				*ret;	/* a step each */
	/* A piece's, put together. */
	double				*part_ret;
	int64_t				*part_time;
	double				*room;	/* of the study */
	struct bt_deal			*part_deal;
	size_t				 part_cap;
	/* Closed trades: from which step to which. */
	struct bt_crossval_deal {
		struct bt_deal	deal;
		size_t		entry, last;
	}				*deal;
	size_t				 ndeals, deals_cap;
};

int	bt_crossval_trial_init(struct bt_crossval_trial *,
	    const struct bt_timeline *, const struct bt_folds *,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_crossval_trial_free(struct bt_crossval_trial *);

/*
 * 1: ready to be measured; 0: r->status and r->reason say why there is nothing
 * to measure (failed, bankrupt); -1.
 */
int	bt_crossval_trial_run(struct bt_crossval_trial *, struct bt_bench *,
	    size_t worker, const double *point, struct bt_bench_result *r,
	    struct bt_err *) BT_MUST_CHECK;

/* The trades that begin and end in one of the ranges, into part_deal. */
int	bt_crossval_trial_deals(struct bt_crossval_trial *,
	    const struct bt_folds_range *, size_t n, size_t *ndeals,
	    struct bt_err *) BT_MUST_CHECK;

/* Measure ranges that ascend, as one, by the rule of the whole. */
int	bt_crossval_trial_study(struct bt_crossval_trial *,
	    const struct bt_folds_range *, size_t n,
	    const struct bt_study_rule *, struct bt_study *, struct bt_err *)
	    BT_MUST_CHECK;

#endif
