/* SPDX-License-Identifier: ISC */
#include "lib/maths/sobol.h"

#define DEGREE_MAX 7

/*
 * Of dimensions 1 to 31: the degree of the primitive polynomial, its inner
 * coefficients as binary digits, and the first direction numbers.  Dimension
 * 0 is van der Corput's sequence.
 */
static const struct {
	unsigned	degree, inner;
	uint32_t	m[DEGREE_MAX];
} table[BT_SOBOL_DIMS - 1] = {
	{ 1, 0, { 1 } },
	{ 2, 1, { 1, 3 } },
	{ 3, 1, { 1, 3, 1 } },
	{ 3, 2, { 1, 1, 1 } },
	{ 4, 1, { 1, 1, 3, 3 } },
	{ 4, 4, { 1, 3, 5, 13 } },
	{ 5, 2, { 1, 1, 5, 5, 17 } },
	{ 5, 4, { 1, 1, 5, 5, 5 } },
	{ 5, 7, { 1, 1, 7, 11, 19 } },
	{ 5, 11, { 1, 1, 5, 1, 1 } },
	{ 5, 13, { 1, 1, 1, 3, 11 } },
	{ 5, 14, { 1, 3, 5, 5, 31 } },
	{ 6, 1, { 1, 3, 3, 9, 7, 49 } },
	{ 6, 13, { 1, 1, 1, 15, 21, 21 } },
	{ 6, 16, { 1, 3, 1, 13, 27, 49 } },
	{ 6, 19, { 1, 1, 1, 15, 7, 5 } },
	{ 6, 22, { 1, 3, 1, 15, 13, 25 } },
	{ 6, 25, { 1, 1, 5, 5, 19, 61 } },
	{ 7, 1, { 1, 3, 7, 11, 23, 15, 103 } },
	{ 7, 4, { 1, 3, 7, 13, 13, 15, 69 } },
	{ 7, 7, { 1, 1, 3, 13, 7, 35, 63 } },
	{ 7, 8, { 1, 3, 5, 9, 1, 25, 53 } },
	{ 7, 14, { 1, 3, 1, 13, 9, 35, 107 } },
	{ 7, 19, { 1, 3, 1, 5, 27, 61, 31 } },
	{ 7, 21, { 1, 1, 5, 11, 19, 41, 61 } },
	{ 7, 28, { 1, 3, 5, 3, 3, 13, 69 } },
	{ 7, 31, { 1, 1, 7, 13, 1, 19, 1 } },
	{ 7, 32, { 1, 3, 7, 5, 13, 19, 59 } },
	{ 7, 37, { 1, 1, 3, 9, 25, 29, 41 } },
	{ 7, 41, { 1, 3, 5, 13, 23, 1, 55 } },
	{ 7, 42, { 1, 3, 7, 3, 13, 59, 17 } },
};

/*
 * All direction numbers of a dimension, by the recurrence of Bratley and Fox,
 * "Algorithm 659", ACM TOMS 14 (1988), already shifted to the left.
 */
static void
directions(size_t dim, uint32_t v[32])
{
	unsigned k, j, degree;

	if (dim == 0) {
		for (k = 0; k < 32; k++)
			v[k] = (uint32_t)1 << (31 - k);
		return;
	}
	degree = table[dim - 1].degree;
	for (k = 0; k < degree; k++)
		v[k] = table[dim - 1].m[k] << (31 - k);
	for (; k < 32; k++) {
		v[k] = v[k - degree] ^ v[k - degree] >> degree;
		for (j = 1; j < degree; j++)
			if (table[dim - 1].inner >> (degree - 1 - j) & 1)
				v[k] ^= v[k - j];
	}
}

uint32_t
bt_sobol(size_t dim, uint32_t i)
{
	uint32_t v[32] = { 0 }, x = 0;
	unsigned k;

	directions(dim, v);
	for (k = 0; i != 0; k++, i >>= 1)
		if (i & 1)
			x ^= v[k];
	return x;
}

/* Stafford's mix 13, the finalizer of splitmix64: every bit meets all. */
static uint64_t
mix(uint64_t z)
{
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

/*
 * Whether a digit is flipped depends on the digits before it, and on nothing
 * else: halves of intervals change places, at every depth.
 */
uint32_t
bt_sobol_shuffle(uint32_t x, uint64_t key)
{
	uint32_t flips = 0, before;
	unsigned k;

	key = mix(key + 0x9e3779b97f4a7c15);
	for (k = 0; k < 32; k++) {
		before = k == 0 ? 0 : x >> (32 - k);
		flips |= (uint32_t)(mix(key ^ ((uint64_t)k << 32 | before)) >>
		    32 & 1) << (31 - k);
	}
	return x ^ flips;
}
