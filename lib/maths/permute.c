/* SPDX-License-Identifier: ISC */
#include "lib/maths/permute.h"

#define ROUNDS 8

/* Stafford's mix 13, the finalizer of splitmix64: every bit meets all. */
static uint64_t
mix(uint64_t z)
{
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

/* One pass over numbers of 2 * half bits. */
static uint64_t
scramble(uint64_t x, unsigned half, uint64_t key)
{
	const uint64_t mask = half == 32 ? UINT32_MAX :
	    ((uint64_t)1 << half) - 1;
	uint64_t left = x >> half, right = x & mask, t;
	unsigned r;

	for (r = 0; r < ROUNDS; r++) {
		key += 0x9e3779b97f4a7c15;
		t = left ^ (mix(right ^ key) >> 17 & mask);
		left = right;
		right = t;
	}
	return left << half | right;
}

uint64_t
bt_permute(uint64_t n, uint64_t key, uint64_t i)
{
	unsigned half = 1;

	while (half < 32 && (n - 1) >> 2 * half != 0)
		half++;
	key = mix(key ^ n);
	do
		i = scramble(i, half, key);
	while (i >= n);
	return i;
}
