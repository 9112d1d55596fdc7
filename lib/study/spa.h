/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_SPA_H
#define BT_STUDY_SPA_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

/*
 * Is the best of many trials better than a benchmark, or is it what the best
 * of as many worthless ones makes?  White's reality check ("A reality check
 * for data snooping", Econometrica 68, 2000) and Hansen's test for superior
 * predictive ability ("A test for superior predictive ability", Journal of
 * Business & Economic Statistics 23, 2005), by the stationary bootstrap.
 *
 *	s = bt_spa_new(&rule, err);
 *	for each trial
 *		bt_spa_add(s, ret, err);
 *	bt_spa_end(s, result, err);
 *	bt_spa_free(s);
 *
 * With d the returns of a trial less those of a benchmark, over n rows, m
 * their mean, m* that of a resample, and w the root of the bootstrap's
 * variance of sqrt(n) m*, the largest of all trials of
 *
 *	sqrt(n) m		reality check, against sqrt(n) (m* - m)
 *	max(sqrt(n) m / w, 0)	SPA, against max(sqrt(n) (m* - g(m)) / w, 0)
 *
 * are compared; p is the share of resamples in which the right side is above
 * the left one.  g(m) is m (upper p), m unless it is below -w sqrt(2 log log n
 * / n), then 0 (consistent p), or max(m, 0) (lower p).
 *
 * Resamples are the same for all trials, which thus need not be kept: memory
 * is that of resamples x (rows + 256), whatever the number of trials.  A trial
 * costs rows x resamples additions: 1,024 x 1,000 take about 0.2 ms.
 */
struct bt_spa_rule {
	size_t		 rows;		/* >= 2, < 2^32 */
	size_t		 resamples;	/* >= 1 */
	/* Mean block, in rows, >= 1; NAN: the mean of the automatic choices
	   (bt_bootstrap_length_of) for the first 256 trials. */
	double		 block;
	uint64_t	 seed;
	size_t		 jobs;
	/* rows of each benchmark: nothing (all 0) is the first, always; this
	   is the second, or NULL. */
	const double	*benchmark;
};

enum { BT_SPA_NOTHING, BT_SPA_BENCHMARK, BT_SPA_BENCHMARKS };

struct bt_spa_result {
	uint64_t	trials;		/* that vary from the benchmark */
	double		statistic;	/* Hansen's, of the best; NAN: none */
	double		lower, consistent, upper;	/* p of Hansen's */
	double		reality;	/* p of White's */
};

struct bt_spa;

struct bt_spa	*bt_spa_new(const struct bt_spa_rule *, struct bt_err *)
		    BT_MUST_CHECK;
void		 bt_spa_free(struct bt_spa *);		/* NULL is fine */

/* rows returns, finite.  Work is done at every 256th, on all threads. */
int	bt_spa_add(struct bt_spa *, const double *ret, struct bt_err *)
	    BT_MUST_CHECK;

/* Once, after the last; block: what was used, or NULL. */
int	bt_spa_end(struct bt_spa *, struct bt_spa_result[BT_SPA_BENCHMARKS],
	    double *block, struct bt_err *) BT_MUST_CHECK;

#endif
