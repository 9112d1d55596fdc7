/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdint.h>

#include "lib/maths/quantile.h"
#include "lib/maths/sum.h"

#define SMALL 16	/* below this, insertion sort */
#define SAMPLE 127	/* values that a pivot is chosen from */
#define LARGE (20 * SAMPLE)	/* below this, a smaller sample will do */

static void
insertion_sort(double *x, size_t n)
{
	double v;
	size_t i, j;

	for (i = 1; i < n; i++) {
		v = x[i];
		for (j = i; j > 0 && x[j - 1] > v; j--)
			x[j] = x[j - 1];
		x[j] = v;
	}
}

/*
 * A pivot near the k-th of n values, more likely beyond it as seen from the
 * nearer end: then one pass leaves little more than what is sought (the idea
 * of Floyd and Rivest, "Expected time bounds for selection", CACM 18, 1975).
 * The sample's places follow a fixed sequence (the multiplier is Knuth's,
 * MMIX), so the work is the same every time, and no order that data come in
 * by themselves meets the worst case.
 */
static double
choose_pivot(const double *x, size_t n, size_t k, uint64_t *state)
{
	const size_t m = n >= LARGE ? SAMPLE : 3;
	const double share = ((double)k + 0.5) / (double)n;
	const double margin = 2.0 * sqrt((double)m * share * (1.0 - share));
	double sample[SAMPLE] = { 0.0 }, rank = share * (double)m;
	size_t i;

	for (i = 0; i < m; i++) {
		*state = *state * 6364136223846793005U + 1442695040888963407U;
		sample[i] = x[(*state >> 33) % n];
	}
	insertion_sort(sample, m);
	if (m == 3)
		return sample[1];
	rank += share < 0.5 ? margin : -margin;
	i = rank <= 0.0 ? 0 : (size_t)rank;
	return sample[i < m ? i : m - 1];
}

/*
 * Hoare's partition of [lo, hi): [lo, *right) <= pivot <= [*left, hi), and
 * what lies between is equal to it.  Both scans stop at equal values, so ties
 * split evenly.
 */
static void
partition(double *x, size_t lo, size_t hi, double pivot, size_t *left,
    size_t *right)
{
	size_t i = lo, j = hi;		/* j is one behind */
	double t;

	while (i < j) {
		while (x[i] < pivot)
			i++;
		while (x[j - 1] > pivot)
			j--;
		if (i < j) {
			t = x[i];
			x[i++] = x[j - 1];
			x[--j] = t;
		}
	}
	*left = i;
	*right = j;
}

double
bt_quantile_select(double *x, size_t n, size_t k)
{
	uint64_t state = n;
	size_t lo = 0, hi = n, left, right;

	while (hi - lo > SMALL) {
		partition(x, lo, hi, choose_pivot(x + lo, hi - lo,
		    k - lo, &state),
		    &left, &right);
		if (k < right)
			hi = right;
		else if (k >= left)
			lo = left;
		else
			return x[k];
	}
	insertion_sort(x + lo, hi - lo);
	return x[k];
}

/* The same of n values, of which the least left ones stand first. */
static double
quantile_of_least(double *x, size_t left, size_t n, double p)
{
	const double h = (double)(n - 1) * p;
	const size_t k = (size_t)h;
	double low, next;
	size_t i;

	low = bt_quantile_select(x, left, k);
	if (k + 1 >= n || h == (double)k)
		return low;
	next = x[k + 1];
	for (i = k + 2; i < left; i++)
		next = x[i] < next ? x[i] : next;
	return low + (next - low) * (h - (double)k);
}

double
bt_quantile(double *x, size_t n, double p)
{
	return n == 0 ? (double)NAN : quantile_of_least(x, n, n, p);
}

/*
 * From the highest down: what is above one is of no use to the next, so each
 * has less to look at.
 */
void
bt_quantiles(double *x, size_t n, const double *p, size_t np, double *q)
{
	size_t left = n, k, i;

	for (i = np; i-- > 0;) {
		if (n == 0) {
			q[i] = (double)NAN;
			continue;
		}
		k = (size_t)((double)(n - 1) * p[i]);
		q[i] = quantile_of_least(x, k + 1 < left ? left : n, n, p[i]);
		left = k + 1;
	}
}

double
bt_quantile_tail_mean(const double *x, size_t n, double limit)
{
	struct bt_sum s = BT_SUM_INIT;
	size_t i, count = 0;

	for (i = 0; i < n; i++)
		if (x[i] <= limit) {
			bt_sum_add(&s, x[i]);
			count++;
		}
	return count > 0 ? bt_sum_value(&s) / (double)count : (double)NAN;
}
