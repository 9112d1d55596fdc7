/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_BOOTSTRAP_H
#define BT_MATHS_BOOTSTRAP_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/rng.h"

/*
 * Which rows of a series a resample takes, so that rows that follow each other
 * mostly still do: resamples of series that depend on their past.
 *
 *	struct bt_bootstrap_length b = bt_bootstrap_length_of(ret, n);
 *
 *	bt_rng_init(&rng, seed, resample);
 *	bt_bootstrap_stationary(&rng, n, b.stationary, index, n);
 */

/*
 * The stationary bootstrap: blocks that begin anywhere, have geometric lengths
 * of mean block >= 1, and go round from the last row to the first.  Politis
 * and Romano, "The stationary bootstrap", JASA 89 (1994).  count indices below
 * n, 0 < n <= 2^32; about 2 ns each.
 */
void	bt_bootstrap_stationary(struct bt_rng *, size_t n, double block,
	    uint32_t *index, size_t count);

/*
 * Circular blocks of this length: Politis and Romano, "A circular
 * block-resampling procedure", 1992.  The last is cut off at count.
 */
void	bt_bootstrap_circular(struct bt_rng *, size_t n, size_t block,
	    uint32_t *index, size_t count);

/* Block lengths that make the variance of the mean most exact. */
struct bt_bootstrap_length {
	double	stationary, circular;	/* 1 .. min(3 sqrt(n), n / 3) */
};

/*
 * By the automatic choice of Politis and White, "Automatic block-length
 * selection for the dependent bootstrap", Econometric Reviews 23 (2004), as
 * corrected by Patton, Politis and White, ibid. 28 (2009): the flat-top window
 * over twice the lag behind which five autocorrelations in a row are below
 * 2 sqrt(log10(n) / n).  1 if n < 9 or if nothing varies.  x must be finite.
 * O(n sqrt(n)) at worst, O(n) mostly.
 */
struct bt_bootstrap_length	bt_bootstrap_length_of(const double *x,
				    size_t n);

#endif
