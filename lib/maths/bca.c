/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/maths/bca.h"
#include "lib/maths/moments.h"
#include "lib/maths/normal.h"

double
bt_bca_bias(const double *resampled, size_t n, double value)
{
	size_t i, below = 0, equal = 0;

	for (i = 0; i < n; i++) {
		below += resampled[i] < value;
		equal += resampled[i] == value;
	}
	return bt_normal_quantile(((double)below + 0.5 * (double)equal) /
	    (double)n);
}

double
bt_bca_acceleration(const double *jackknife, size_t parts)
{
	struct bt_moments m;

	bt_moments_of(jackknife, parts, &m);
	if (parts == 0 || isnan(m.m2))
		return (double)NAN;
	if (m.m2 == 0.0)
		return 0.0;
	return -m.m3 / (6.0 * m.m2 * sqrt(m.m2));
}

double
bt_bca_share(const struct bt_bca *b, double p)
{
	const double z = b->bias + bt_normal_quantile(p);

	if (!isfinite(b->bias) || !isfinite(b->acceleration) ||
	    1.0 - b->acceleration * z <= 0.0)
		return (double)NAN;
	return bt_normal_cdf(b->bias + z / (1.0 - b->acceleration * z));
}
