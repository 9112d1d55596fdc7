/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_ROBUST_H
#define BT_STUDY_ROBUST_H

#include <stddef.h>

#include "lib/study/perf.h"

/*
 * How far a Sharpe ratio may be believed: that it is above some other one,
 * how long it takes to say so, and what is left of it when it is the best of
 * many.
 *
 *	s = bt_robust_of(&study.perf);
 *	bt_robust_psr(&s, 0.0);			0.93
 *	luck = bt_robust_luck(variance_of_trials, 1027);
 *	bt_robust_psr(&s, luck);		the deflated Sharpe ratio
 *
 * All Sharpe ratios of this room are those of a period: an annual one divided
 * by the root of the periods a year.
 */
struct bt_robust_sharpe {
	size_t	n;		/* returns */
	double	sharpe;		/* NAN: nothing varies */
	double	skew;		/* third moment over sd^3, both over n */
	double	kurtosis;	/* fourth over sd^4: 3 if normal, not 0 */
};

struct bt_robust_sharpe	bt_robust_of(const struct bt_perf *);

/*
 * Standard error of the Sharpe ratio, for returns of any shape that do not
 * depend on each other: sqrt((1 - skew S + (kurtosis - 1) / 4 S^2) / (n - 1)).
 * Mertens 2002; Lo, "The statistics of Sharpe ratios", Financial Analysts
 * Journal 58 (2002), where the shape is normal.  NAN if n < 2.
 */
double	bt_robust_error(const struct bt_robust_sharpe *);

/*
 * Probabilistic Sharpe ratio: how probable it is that the true one is above
 * reference.  Bailey and Lopez de Prado, "The Sharpe ratio efficient
 * frontier", Journal of Risk 15 (2012), equation 10.  NAN without a Sharpe
 * ratio or if n < 2.
 */
double	bt_robust_psr(const struct bt_robust_sharpe *, double reference);

/*
 * Minimum track record length: so many returns it takes for a PSR of
 * confidence, ibid. equation 13; INFINITY if the Sharpe ratio is not above
 * reference.
 */
double	bt_robust_min_track(const struct bt_robust_sharpe *, double reference,
	    double confidence);

/*
 * The best Sharpe ratio to be expected of so many independent trials that are
 * all worth nothing, if their Sharpe ratios have this variance.  The PSR above
 * it is the deflated Sharpe ratio: Bailey and Lopez de Prado, "The deflated
 * Sharpe ratio: correcting for selection bias, backtest overfitting and
 * non-normality", Journal of Portfolio Management 40 (2014).
 */
double	bt_robust_luck(double variance, double trials);

/*
 * How many independent trials are as many as these, if the mean correlation of
 * their returns is this: r + (1 - r) trials, ibid. appendix 3.
 */
double	bt_robust_independent(double trials, double correlation);

#endif
