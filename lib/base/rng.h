/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_RNG_H
#define BT_BASE_RNG_H

#include <stdint.h>

/*
 * Random numbers that are the same on every machine: xoshiro256** seeded by
 * splitmix64 (Blackman and Vigna, "Scrambled linear pseudorandom number
 * generators", 2021).  A stream is a function of (seed, index), so that work
 * may be split over threads and machines in any way.
 */
struct bt_rng {
	uint64_t	s[4];
};

void		bt_rng_init(struct bt_rng *, uint64_t seed, uint64_t index);
uint64_t	bt_rng_next(struct bt_rng *);
double		bt_rng_uniform(struct bt_rng *);	/* [0, 1) */
uint64_t	bt_rng_below(struct bt_rng *, uint64_t n); /* [0, n), n > 0 */
double		bt_rng_normal(struct bt_rng *);		/* mean 0, sd 1 */

#endif
