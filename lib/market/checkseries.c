/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/market/checks.h"

#define SAMPLE 512		/* returns that a spread is estimated from */

/*
 * The distance that more than half of the bars keep (Boyer and Moore's
 * majority vote), or 0 if there is none, as for ticks.
 */
int64_t
bt_probe_step(const struct bt_bars *b)
{
	int64_t step = 0, d;
	size_t i, votes = 0;

	for (i = 1; i < b->n; i++) {
		d = bt_probe_distance(b, i);
		if (votes == 0)
			step = d;
		votes = d == step ? votes + 1 : votes - 1;
	}
	for (votes = 0, i = 1; i < b->n; i++)
		votes += bt_probe_distance(b, i) == step;
	return 2 * votes > b->n ? step : 0;
}

int64_t
bt_probe_hole(const struct bt_bars *b, long long days)
{
	double least = (double)days * (double)BT_NS_DAY, mean = 0;

	if (b->n > 1)
		mean = ((double)b->time[b->n - 1] - (double)b->time[0]) /
		    (double)(b->n - 1);
	if (least < 3 * mean)
		least = 3 * mean;
	return least < 9e18 ? (int64_t)least : INT64_MAX;
}

static int
ascending(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double
middle(double *x, size_t n)
{
	qsort(x, n, sizeof(*x), ascending);
	return n % 2 == 1 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

/*
 * Median of the log returns, and 1.4826 times the median distance from it,
 * which is the standard deviation if they are normal (Huber, "Robust
 * Statistics", 1981, section 5.1).  Of a long series, SAMPLE returns at even
 * distances.  sigma 0: nothing can be said.
 */
int
bt_probe_spread(const struct bt_bars *b, double *median, double *sigma,
    struct bt_err *err)
{
	size_t n = b->n < 2 ? 0 : b->n - 1, m, i, at;
	double *r;

	*median = *sigma = 0;
	m = n < SAMPLE ? n : SAMPLE;
	if (m == 0)
		return 0;
	if ((r = bt_calloc(m, sizeof(*r), err)) == NULL)
		return -1;
	for (i = 0; i < m; i++) {
		at = (size_t)((double)i * (double)n / (double)m);
		r[i] = log(b->close[at + 1] / b->close[at]);
	}
	*median = middle(r, m);
	for (i = 0; i < m; i++)
		r[i] = fabs(r[i] - *median);
	*sigma = 1.4826 * middle(r, m);
	free(r);
	return 0;
}
