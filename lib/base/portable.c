/* SPDX-License-Identifier: ISC */
#include "lib/base/portable.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * x = m * 2^e with m in [sqrt(1/2), sqrt(2)), log m = 2 artanh z with
 * z = (m - 1) / (m + 1), |z| < 0.172: eleven terms leave less than 2^-58.
 */
double
bt_portable_log(double x)
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

/* 2^k for -1022 <= k <= 1023, by its bits. */
static double
power_of_two(int k)
{
	const uint64_t bits = (uint64_t)(k + 1023) << 52;
	double x;

	memcpy(&x, &bits, sizeof(x));
	return x;
}

/*
 * x = k log 2 + r with |r| < 0.347; log 2 in two pieces, the first with so
 * few bits that k times it is exact.  Taylor's series of e^r to r^13 leaves
 * less than 2^-57; pairs of terms (Estrin) do not wait for each other.
 */
double
bt_portable_exp(double x)
{
	const double high = 0x1.62e42feep-1, low = 0x1.a39ef35793c76p-33;
	double r, r2, r4, a, b, c, d;
	int k;

	if (!(x > -708))
		return 0;
	if (x > 709)
		return INFINITY;
	k = (int)(x * 1.4426950408889634 + (x < 0 ? -0.5 : 0.5));
	r = (x - k * high) - k * low;
	r2 = r * r;
	r4 = r2 * r2;
	a = r2 * (1.0 / 2 + r * (1.0 / 6));
	b = (1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720 + r * (1.0 / 5040));
	c = (1.0 / 40320 + r * (1.0 / 362880)) +
	    r2 * (1.0 / 3628800 + r * (1.0 / 39916800));
	d = 1.0 / 479001600 + r * (1.0 / 6227020800);
	return power_of_two(k) *
	    (1 + (r + (a + r4 * (b + r4 * (c + r4 * d)))));
}
