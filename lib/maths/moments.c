/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "lib/base/clones.h"
#include "lib/maths/moments.h"
#include "lib/maths/sum.h"

#define BLOCK 256	/* whose powers are summed plainly */

/* Four sums side by side keep the processor busy; all carry their error. */
BT_CLONES static void
sum_fours(const double *x, size_t n, struct bt_sum s[4])
{
	double BT_FOUR hi = { 0 }, lo = { 0 }, four, sum, part;
	size_t i;

	/* bt_sum_add(), four times at once. */
	for (i = 0; i + 4 <= n; i += 4) {
		memcpy(&four, x + i, sizeof(four));
		sum = hi + four;
		part = sum - hi;
		lo += (hi - (sum - part)) + (four - part);
		hi = sum;
	}
	for (i = 0; i < 4; i++)
		s[i] = (struct bt_sum){ hi[i], lo[i] };
}

static double
sum_of(const double *x, size_t n)
{
	struct bt_sum s[4];
	size_t i;

	sum_fours(x, n, s);
	for (i = n - n % 4; i < n; i++)
		bt_sum_add(&s[0], x[i]);
	for (i = 1; i < 4; i++) {
		bt_sum_add(&s[0], s[i].hi);
		s[0].lo += s[i].lo;
	}
	return bt_sum_value(&s[0]);
}

static void
find_range(const double *x, size_t n, struct bt_moments *m)
{
	double lo = x[0], hi = x[0];
	size_t i;

	for (i = 1; i < n; i++) {
		lo = x[i] < lo ? x[i] : lo;
		hi = x[i] > hi ? x[i] : hi;
	}
	m->min = lo;
	m->max = hi;
}

/* Powers of the distances within one block, in two lanes. */
static void
block_powers(const double *x, size_t n, double mean, double sum[3])
{
	double a2 = 0.0, a3 = 0.0, a4 = 0.0, b2 = 0.0, b3 = 0.0, b4 = 0.0;
	double d, e, d2, e2;
	size_t i;

	for (i = 0; i + 2 <= n; i += 2) {
		d = x[i] - mean;
		e = x[i + 1] - mean;
		d2 = d * d;
		e2 = e * e;
		a2 += d2;
		b2 += e2;
		a3 += d2 * d;
		b3 += e2 * e;
		a4 += d2 * d2;
		b4 += e2 * e2;
	}
	if (i < n) {
		d = x[i] - mean;
		a2 += d * d;
		a3 += d * d * d;
		a4 += d * d * d * d;
	}
	sum[0] = a2 + b2;
	sum[1] = a3 + b3;
	sum[2] = a4 + b4;
}

static void
add_powers(const double *x, size_t n, struct bt_moments *m)
{
	struct bt_sum s[3] = { BT_SUM_INIT, BT_SUM_INIT, BT_SUM_INIT };
	double block[3];
	size_t i;
	int k;

	for (i = 0; i < n; i += BLOCK) {
		block_powers(x + i, n - i < BLOCK ? n - i : BLOCK, m->mean,
		    block);
		for (k = 0; k < 3; k++)
			bt_sum_add(&s[k], block[k]);
	}
	m->m2 = bt_sum_value(&s[0]);
	m->m3 = bt_sum_value(&s[1]);
	m->m4 = bt_sum_value(&s[2]);
}

void
bt_moments_of(const double *x, size_t n, struct bt_moments *m)
{
	*m = (struct bt_moments){ .n = n, .mean = (double)NAN,
	    .min = (double)NAN, .max = (double)NAN };
	if (n == 0)
		return;
	find_range(x, n, m);
	if (m->min == m->max) {
		m->mean = m->min;	/* a sum over n would round */
		return;
	}
	m->mean = sum_of(x, n) / (double)n;
	add_powers(x, n, m);
}

/*
 * What block_powers() gives as sum[0], of four blocks at a time: their sums do
 * not wait for each other.
 */
static void
four_squares(const double *x, double mean, struct bt_sum *s)
{
	double BT_PAIR m = { mean, mean }, a = { 0 }, b = a, c = a, d = a, y;
	size_t i;

	for (i = 0; i < BLOCK; i += 2) {
		memcpy(&y, x + i, sizeof(y));
		y -= m;
		a += y * y;
		memcpy(&y, x + i + BLOCK, sizeof(y));
		y -= m;
		b += y * y;
		memcpy(&y, x + i + 2 * BLOCK, sizeof(y));
		y -= m;
		c += y * y;
		memcpy(&y, x + i + 3 * BLOCK, sizeof(y));
		y -= m;
		d += y * y;
	}
	bt_sum_add(s, a[0] + a[1]);
	bt_sum_add(s, b[0] + b[1]);
	bt_sum_add(s, c[0] + c[1]);
	bt_sum_add(s, d[0] + d[1]);
}

static double
squares(const double *x, size_t n, double mean)
{
	struct bt_sum s = BT_SUM_INIT;
	double block[3];
	size_t i;

	for (i = 0; i + 4 * BLOCK <= n; i += 4 * BLOCK)
		four_squares(x + i, mean, &s);
	for (; i < n; i += BLOCK) {
		block_powers(x + i, n - i < BLOCK ? n - i : BLOCK, mean,
		    block);
		bt_sum_add(&s, block[0]);
	}
	return bt_sum_value(&s);
}

static bool
is_constant(const double *x, size_t n)
{
	size_t i = 1;

	while (i < n && x[i] == x[0])
		i++;
	return i >= n;
}

void
bt_moments_spread(const double *x, size_t n, struct bt_moments *m)
{
	const double none = (double)NAN;

	*m = (struct bt_moments){ .n = n, .mean = none, .m3 = none,
	    .m4 = none, .min = none, .max = none };
	if (n == 0)
		return;
	m->mean = x[0];
	if (is_constant(x, n))
		return;
	m->mean = sum_of(x, n) / (double)n;
	m->m2 = squares(x, n, m->mean);
}

double
bt_moments_variance(const struct bt_moments *m)
{
	return m->n < 2 ? (double)NAN : m->m2 / (double)(m->n - 1);
}

double
bt_moments_sd(const struct bt_moments *m)
{
	return sqrt(bt_moments_variance(m));
}

double
bt_moments_skew(const struct bt_moments *m)
{
	double n = (double)m->n, s2;

	if (m->n < 3 || !(m->m2 > 0.0))
		return (double)NAN;
	s2 = m->m2 / n;
	return sqrt(n * (n - 1.0)) / (n - 2.0) * (m->m3 / n) /
	    (s2 * sqrt(s2));
}

double
bt_moments_kurtosis(const struct bt_moments *m)
{
	double n = (double)m->n, g2;

	if (m->n < 4 || !(m->m2 > 0.0))
		return (double)NAN;
	g2 = n * m->m4 / (m->m2 * m->m2) - 3.0;
	return (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * g2 + 6.0);
}
