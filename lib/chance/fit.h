/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_FIT_H
#define BT_CHANCE_FIT_H

#include <stddef.h>

#include "lib/base/err.h"

/*
 * Parameters of a model from a symbol's bars (bt-simulate --fit).  How, is
 * said with each function; parameters are in the order of the family's row.
 *
 * Drift is arithmetic, as in model.h: the mean log return of a year and half
 * of the variance.  Results are those of the returns at hand, without
 * correction for their small number.
 *
 * The same everywhere: nothing but arithmetic, sqrt and lib/base/portable.
 */
struct bt_fit {
	const double	*close;		/* n + 1 of them */
	double		*r;		/* n log returns; may be overwritten */
	size_t		 n;
	double		 dt;		/* years from bar to bar */
	double		 days;		/* sessions a year */
	double		 start;		/* the simulation's first price */
};

#define BT_FIT_LEAST 30		/* returns that a fit needs */

/* Fill p; each stays within the range of its parameter. */
typedef void	bt_fit_fn(const struct bt_fit *, double p[]);

/* Mean and mean squared distance from it. */
double	bt_fit_mean(const double *x, size_t n);
double	bt_fit_variance(const double *x, size_t n, double mean);

/* x, but not below low nor above high. */
double	bt_fit_within(double x, double low, double high);

bt_fit_fn	bt_fit_walk, bt_fit_gbm, bt_fit_merton, bt_fit_ou;
bt_fit_fn	bt_fit_garch, bt_fit_heston;	/* fit_variance.c */
bt_fit_fn	bt_fit_regime;			/* fit_regime.c */

#endif
