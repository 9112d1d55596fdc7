/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/maths/growth.h"

/* The product is kept between these by exact powers of two. */
#define HIGH 0x1p+512
#define LOW 0x1p-512
#define STEP 512

struct bt_growth
bt_growth_of(const double *ret, size_t n)
{
	struct bt_growth none = { (double)NAN, (double)NAN };
	double product = 1.0;
	size_t i;
	long power = 0;

	for (i = 0; i < n; i++) {
		if (!(product > 0.0))
			return none;
		product *= 1.0 + ret[i];
		if (product > HIGH) {
			product *= LOW;
			power += STEP;
		} else if (product < LOW && product > 0.0) {
			product *= HIGH;
			power -= STEP;
		}
	}
	return (struct bt_growth){ .factor = power == 0 ? product :
	    power > 4 * STEP ? (double)INFINITY : power < -4 * STEP ? 0.0 :
	    ldexp(product, (int)power),
	    .log = log(product) + (double)power * log(2.0) };
}
