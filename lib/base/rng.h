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
double		bt_rng_normal(struct bt_rng *);		/* mean 0, sd 1 */

/* Those below are here so that loops over them need no calls. */
static inline uint64_t
bt_rng_rotate(uint64_t x, int k)
{
	return x << k | x >> (64 - k);
}

static inline uint64_t
bt_rng_next(struct bt_rng *r)
{
	uint64_t *s = r->s;
	const uint64_t result = bt_rng_rotate(s[1] * 5, 7) * 9;
	const uint64_t t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = bt_rng_rotate(s[3], 45);
	return result;
}

/* [0, 1) */
static inline double
bt_rng_uniform(struct bt_rng *r)
{
	return (double)(bt_rng_next(r) >> 11) * 0x1p-53;
}

/*
 * [0, n), n > 0, without bias: Lemire, "Fast random integer generation in an
 * interval", 2019.
 */
static inline uint64_t
bt_rng_below(struct bt_rng *r, uint64_t n)
{
	__extension__ unsigned __int128 m;

	do {
		m = n;
		m *= bt_rng_next(r);
	} while ((uint64_t)m < n && (uint64_t)m < -n % n);
	return (uint64_t)(m >> 64);
}

#endif
