/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_CSCV_H
#define BT_STUDY_CSCV_H

#include <stddef.h>

#include "lib/base/err.h"

/*
 * The probability of backtest overfitting: who picks the best trial on one
 * half of the data, does he get one that is better than the middle of all on
 * the other half?  Combinatorially symmetric cross-validation of Bailey,
 * Borwein, Lopez de Prado and Zhu, "The probability of backtest overfitting",
 * Journal of Computational Finance 20 (2017).
 *
 * The periods are cut into an even number of blocks; each way to take half of
 * them is a split.  In each the trial with the highest Sharpe ratio in its
 * half is chosen (of equal ones the first), and its place among all n trials
 * in the other half is looked up: rank r, from 1 for the worst, equal ones
 * sharing the mean of their places; w = r / (n + 1); logit log(w / (1 - w)).
 *
 *	... for each trial t and block b: sums[t * blocks + b] ...
 *	rc = bt_cscv_of(&rule, sums, trials, &result, err);
 *
 * Sharpe ratios of every split follow from the sums of the blocks, so that a
 * trial takes blocks x 16 bytes whatever its length.  About 10 ns a trial and
 * split on one thread: 16 blocks have 12,870 splits, 1,000 trials 0.13 s.
 */
#define BT_CSCV_BLOCKS_MAX 20

/* Of one trial and block: its returns less the risk-free rate. */
struct bt_cscv_sum {
	double	sum, square;
};

struct bt_cscv_rule {
	size_t	blocks;		/* even, 2 .. BT_CSCV_BLOCKS_MAX */
	size_t	length;		/* periods of a block, all alike */
	size_t	jobs;
};

struct bt_cscv {
	size_t	splits;
	double	pbo;		/* share of splits with logit <= 0 */
	double	logit;		/* median */
	double	loss;		/* share in which the chosen one loses */
	/* Mean Sharpe ratios a period of the chosen, in its half and in the
	   other; and the latter as a line over the former. */
	double	in_sample, out_of_sample;
	double	slope, intercept, r2;	/* NAN: the former do not vary */
	/*
	 * Stochastic dominance of the chosen over a trial drawn at random, by
	 * Sharpe ratios outside: the share of the range in which it holds; 1
	 * is dominance of first and of second order.  The random ones are of
	 * at most 1,000 trials, evenly spaced.
	 */
	double	first_order, second_order;
};

/*
 * BT_EUSAGE if there are fewer than 2 trials or blocks do not fit.  A trial
 * that does not vary in a half has a Sharpe ratio of 0 there.
 */
int	bt_cscv_of(const struct bt_cscv_rule *, const struct bt_cscv_sum *,
	    size_t trials, struct bt_cscv *, struct bt_err *) BT_MUST_CHECK;

#endif
