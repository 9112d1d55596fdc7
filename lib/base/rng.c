/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/base/portable.h"
#include "lib/base/rng.h"

static uint64_t
splitmix(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

/*
 * The index is scrambled before it meets the seed, so that neither (1, 2) and
 * (2, 1) nor neighbours have a state in common.
 */
void
bt_rng_init(struct bt_rng *r, uint64_t seed, uint64_t index)
{
	uint64_t state = index;
	int i;

	state = splitmix(&state) ^ seed;
	for (i = 0; i < 4; i++)
		r->s[i] = splitmix(&state);
}

/* Marsaglia's polar method; the second variate is left, a call is a call. */
double
bt_rng_normal(struct bt_rng *r)
{
	double u, v, s;

	do {
		u = 2 * bt_rng_uniform(r) - 1;
		v = 2 * bt_rng_uniform(r) - 1;
		s = u * u + v * v;
	} while (s >= 1 || s == 0);
	return u * sqrt(-2 * bt_portable_log(s) / s);
}
