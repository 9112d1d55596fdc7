/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_DRAW_H
#define BT_CHANCE_DRAW_H

#include <stdint.h>

#include "lib/base/rng.h"
#include "lib/base/str.h"

/*
 * Normal and exponential numbers, quickly, and the same on every machine: the
 * ziggurat of G. Marsaglia and W. W. Tsang, "The Ziggurat Method for
 * Generating Random Variables", Journal of Statistical Software 5(8), 2000,
 * with J. A. Doornik's care that the layer and the number come from different
 * bits ("An Improved Ziggurat Method to Generate Normal Random Samples",
 * 2005).  The tables are made at the start, with lib/base/portable.
 *
 *	bt_draw_tables_init(&tables);
 *	bt_draw_init(&d, &tables, seed, bt_draw_key(bt_span("ABC"), 0));
 *	z = bt_draw_normal(&d);
 */
#define BT_DRAW_NORMAL 128
#define BT_DRAW_EXPONENTIAL 256

struct bt_draw_tables {
	double	normal[BT_DRAW_NORMAL + 1];		/* right edges */
	double	exponential[BT_DRAW_EXPONENTIAL + 1];
	/* The share of a layer that is wholly below the curve. */
	double	normal_share[BT_DRAW_NORMAL];
	double	exponential_share[BT_DRAW_EXPONENTIAL];
};

struct bt_draw {
	struct bt_rng			 rng;
	const struct bt_draw_tables	*tables;	/* borrowed */
};

void	bt_draw_tables_init(struct bt_draw_tables *);

/*
 * The stream of a name and a purpose, as an index for a seed: what a symbol
 * draws depends on its name, not on its place among others (FNV-1a, 64 bits).
 */
uint64_t	bt_draw_key(struct bt_span name, unsigned int purpose);

void	bt_draw_init(struct bt_draw *, const struct bt_draw_tables *,
	    uint64_t seed, uint64_t key);

/* The rest of them, where the first look does not do. */
double	bt_draw_normal_edge(struct bt_draw *, uint64_t word);
double	bt_draw_exponential_edge(struct bt_draw *, uint64_t word);

/* The layer is in the low bits of a word, the place in its high ones. */
static inline double
bt_draw_normal_place(uint64_t word)		/* [-1, 1) */
{
	return (double)(word >> 11) * 0x1p-52 - 1;
}

static inline double
bt_draw_normal(struct bt_draw *d)		/* mean 0, sd 1 */
{
	const uint64_t word = bt_rng_next(&d->rng);
	const uint64_t i = word % BT_DRAW_NORMAL;
	const double u = bt_draw_normal_place(word);
	const double share = d->tables->normal_share[i];

	return u < share && u > -share ? u * d->tables->normal[i] :
	    bt_draw_normal_edge(d, word);
}

static inline double
bt_draw_exponential(struct bt_draw *d)		/* mean 1 */
{
	const uint64_t word = bt_rng_next(&d->rng);
	const uint64_t i = word % BT_DRAW_EXPONENTIAL;
	const double u = (double)(word >> 11) * 0x1p-53;

	return u < d->tables->exponential_share[i] ?
	    u * d->tables->exponential[i] : bt_draw_exponential_edge(d, word);
}

static inline double
bt_draw_uniform(struct bt_draw *d)		/* [0, 1) */
{
	return bt_rng_uniform(&d->rng);
}

#endif
