/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stddef.h>

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

/*
 * log(x) for 0 < x < 1 from additions, multiplications and divisions alone,
 * so that it is the same everywhere; the C library's log() may differ in its
 * last bit between machines.  x = m * 2^e with m in [sqrt(1/2), sqrt(2)),
 * log m = 2 artanh z with z = (m - 1) / (m + 1), |z| < 0.172: eleven terms
 * leave less than 2^-58.
 */
static double
portable_log(double x)
{
	static const double term[] = { 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15,
		1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3, 1 };
	double m, z, z2, sum = 0;
	size_t k;
	int e;

	m = frexp(x, &e);
	if (m < 0.70710678118654752) {
		m *= 2;
		e--;
	}
	z = (m - 1) / (m + 1);
	z2 = z * z;
	for (k = 0; k < sizeof(term) / sizeof(term[0]); k++)
		sum = sum * z2 + term[k];
	return 2 * z * sum + e * 0.69314718055994531;
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
	return u * sqrt(-2 * portable_log(s) / s);
}
