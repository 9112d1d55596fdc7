/* SPDX-License-Identifier: ISC */
#include "lib/maths/rank.h"

#include <math.h>

/* Let the value at i of a heap of n sink to where it is due, highest first. */
static void
sink(struct bt_rank *x, size_t i, size_t n)
{
	const struct bt_rank v = x[i];
	size_t below;

	while ((below = 2 * i + 1) < n) {
		if (below + 1 < n && x[below + 1].value > x[below].value)
			below++;
		if (v.value >= x[below].value)
			break;
		x[i] = x[below];
		i = below;
	}
	x[i] = v;
}

/* Ascending, in place and in O(n log n) whatever the order. */
static void
sort(struct bt_rank *x, size_t n)
{
	struct bt_rank last;
	size_t i;

	for (i = n / 2; i-- > 0;)
		sink(x, i, n);
	for (i = n; i-- > 1;) {
		last = x[i];
		x[i] = x[0];
		x[0] = last;
		sink(x, 0, i);
	}
}

void
bt_rank_of(const double *x, size_t n, struct bt_rank *scratch, double *rank)
{
	size_t i, k, end;

	for (i = 0; i < n; i++)
		scratch[i] = (struct bt_rank){ x[i], i };
	sort(scratch, n);
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
