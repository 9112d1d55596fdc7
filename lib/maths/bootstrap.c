/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/maths/bootstrap.h"
#include "lib/maths/moments.h"

#define QUIET 5		/* lags that must be insignificant in a row */
#define SHORT 9		/* rows below which nothing is estimated */

void
bt_bootstrap_stationary(struct bt_rng *rng, size_t n, double block,
    uint32_t *index, size_t count)
{
	const uint64_t begins = (uint64_t)(0x1p53 / fmax(block, 1.0));
	uint64_t at = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		if (i == 0 || bt_rng_next(rng) >> 11 < begins)
			at = bt_rng_below(rng, n);
		else if (++at == n)
			at = 0;
		index[i] = (uint32_t)at;
	}
}

void
bt_bootstrap_circular(struct bt_rng *rng, size_t n, size_t block,
    uint32_t *index, size_t count)
{
	uint64_t at = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		if (i % block == 0)
			at = bt_rng_below(rng, n);
		else if (++at == n)
			at = 0;
		index[i] = (uint32_t)at;
	}
}

/* Autocovariance at lag k, divided by n as the window wants it. */
static double
covariance_at(const double *x, size_t n, double mean, size_t k)
{
	double a = 0.0, b = 0.0;
	size_t i, m = n - k;

	for (i = 0; i + 2 <= m; i += 2) {
		a += (x[i] - mean) * (x[i + k] - mean);
		b += (x[i + 1] - mean) * (x[i + 1 + k] - mean);
	}
	if (i < m)
		a += (x[i] - mean) * (x[i + k] - mean);
	return (a + b) / (double)n;
}

/*
 * The last lag before QUIET insignificant ones; if there are no such, the last
 * that is significant.
 */
static size_t
last_lag(const double *x, size_t n, const struct bt_moments *m, size_t most)
{
	const double limit = 2.0 * sqrt(log10((double)n) / (double)n) *
	    m->m2 / (double)n;
	size_t k, last = 0;

	for (k = 1; k <= most && k < n; k++) {
		if (fabs(covariance_at(x, n, m->mean, k)) >= limit)
			last = k;
		else if (k - last == QUIET)
			break;
	}
	return last;
}

/* The flat-top lag window of Politis and Romano (1995). */
static double
window_at(double share)
{
	return share <= 0.5 ? 1.0 : 2.0 * (1.0 - share);
}

struct bt_bootstrap_length
bt_bootstrap_length_of(const double *x, size_t n)
{
	struct bt_bootstrap_length length = { 1.0, 1.0 };
	struct bt_moments m;
	double root = sqrt((double)n), most, g = 0.0, spectrum, c, ratio;
	size_t k, lags, limit = (size_t)ceil(root) + QUIET;

	bt_moments_of(x, n, &m);
	if (n < SHORT || !(m.m2 > 0.0))
		return length;
	lags = 2 * last_lag(x, n, &m, limit);
	lags = lags < 2 ? 2 : lags < limit ? lags : limit;
	lags = lags < n ? lags : n - 1;
	spectrum = m.m2 / (double)n;
	for (k = 1; k <= lags; k++) {
		c = 2.0 * window_at((double)k / (double)lags) *
		    covariance_at(x, n, m.mean, k);
		g += (double)k * c;
		spectrum += c;
	}
	most = ceil(fmin(3.0 * root, (double)n / 3.0));
	ratio = g * g / (spectrum * spectrum) * (double)n;
	length.stationary = fmin(fmax(cbrt(ratio), 1.0), most);
	length.circular = fmin(fmax(cbrt(1.5 * ratio), 1.0), most);
	return length;
}
