/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdbool.h>

#include "lib/maths/growth.h"

/* The product is kept between these by exact powers of two. */
#define HIGH 0x1p+512
#define LOW 0x1p-512
#define STEP 512

/* Where little was gained, 1 + r has lost digits of r: keep to the gain. */
static double
gain_of(const double *ret, size_t n)
{
	double gain = 0.0;
	size_t i;

	for (i = 0; i < n; i++)
		gain += ret[i] + gain * ret[i];
	return gain;
}

struct bt_growth
bt_growth_of(const double *ret, size_t n)
{
	struct bt_growth g = { (double)NAN, (double)NAN, (double)NAN };
	double product = 1.0;
	size_t i;
	long power = 0;
	bool scaled = false;

	for (i = 0; i < n; i++) {
		if (!(product > 0.0))
			return g;
		product *= 1.0 + ret[i];
		if (product > HIGH) {
			product *= LOW;
			power += STEP;
			scaled = true;
		} else if (product < LOW && product > 0.0) {
			product *= HIGH;
			power -= STEP;
			scaled = true;
		}
	}
	g.factor = power == 0 ? product : power > 4 * STEP ?
	    (double)INFINITY : power < -4 * STEP ? 0.0 :
	    ldexp(product, (int)power);
	if (!scaled && g.factor > 0.5 && g.factor < 2.0) {
		g.gain = gain_of(ret, n);
		g.log = log1p(g.gain);
	} else {
		g.gain = g.factor - 1.0;
		g.log = log(product) + (double)power * log(2.0);
	}
	return g;
}
