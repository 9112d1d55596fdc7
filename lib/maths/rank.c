/* SPDX-License-Identifier: ISC */
#include "lib/maths/rank.h"

#include <math.h>
#include <stdlib.h>

static int
ascending(const void *a, const void *b)
{
	const struct bt_rank *x = a, *y = b;

	return (x->value > y->value) - (x->value < y->value);
}

void
bt_rank_of(const double *x, size_t n, struct bt_rank *scratch, double *rank)
{
	size_t i, k, end;

	for (i = 0; i < n; i++)
		scratch[i] = (struct bt_rank){ x[i], i };
	qsort(scratch, n, sizeof(*scratch), ascending);
	for (i = 0; i < n; i = end) {
		for (end = i + 1; end < n &&
		    scratch[end].value == scratch[i].value; end++)
			;
		for (k = i; k < end; k++)
			rank[scratch[k].at] = ((double)i + (double)end + 1) /
			    2;
	}
}

/* Ranks are whole or half numbers around (n + 1) / 2. */
double
bt_rank_correlation(const double *rx, const double *ry, size_t n)
{
	const double mean = ((double)n + 1) / 2;
	double xx = 0, yy = 0, xy = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		xx += (rx[i] - mean) * (rx[i] - mean);
		yy += (ry[i] - mean) * (ry[i] - mean);
		xy += (rx[i] - mean) * (ry[i] - mean);
	}
	return xx > 0 && yy > 0 ? xy / (sqrt(xx) * sqrt(yy)) : (double)NAN;
}
