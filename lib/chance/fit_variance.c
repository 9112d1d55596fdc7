/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/base/portable.h"
#include "lib/chance/fit.h"

/* Models whose variance moves; the order of parameters is model.c's. */

enum { DRIFT, VOLATILITY };

/* Returns to their distances from the mean, over sd; drift and volatility. */
static void
standardise(const struct bt_fit *f, double p[])
{
	double mean, sd;
	size_t i;

	bt_fit_gbm(f, p);
	mean = bt_fit_mean(f->r, f->n);
	sd = sqrt(bt_fit_variance(f->r, f->n, mean));
	for (i = 0; i < f->n; i++)
		f->r[i] = sd > 0 ? (f->r[i] - mean) / sd : 0;
}

enum { ALPHA = 2, BETA };

/*
 * -2 log likelihood of normal returns with variance h, its mean being 1.
 * The logarithm of a product is cheaper than the sum of the logarithms.
 */
static double
misfit(const struct bt_fit *f, double alpha, double beta)
{
	double h = 1, sum = 0, product = 1;
	size_t i;

	for (i = 0; i < f->n; i++) {
		sum += f->r[i] * f->r[i] / h;
		product *= h;
		if (product < 1e-200 || product > 1e200) {
			sum += bt_portable_log(product);
			product = 1;
		}
		h = (1 - alpha - beta) + alpha * f->r[i] * f->r[i] + beta * h;
	}
	return sum + bt_portable_log(product);
}

/*
 * Quasi maximum likelihood with the variance's mean at that of the returns
 * ("variance targeting": Engle and Mezrich, "GARCH for groups", Risk 9, 1996);
 * alpha and alpha + beta by a compass search with halving steps, to 1e-5.
 */
void
bt_fit_garch(const struct bt_fit *f, double p[])
{
	static const int way[4][2] = { { 1, 0 }, { -1, 0 }, { 0, 1 },
	    { 0, -1 } };
	double a = 0.1, ab = 0.95, best, x, y, tried, step;
	int i;

	standardise(f, p);
	best = misfit(f, a, ab - a);
	for (step = 0.04; step > 1e-5; step /= 2)
		for (i = 0; i < 4; i++) {
			x = bt_fit_within(a + way[i][0] * step, 0, 0.999);
			y = bt_fit_within(ab + way[i][1] * step, x, 0.9995);
			if ((tried = misfit(f, x, y - x)) >= best)
				continue;
			best = tried;
			a = x;
			ab = y;
			i = -1;		/* all ways again */
		}
	p[ALPHA] = a;
	p[BETA] = ab - a;
}

enum { REVERSION = 2, VOL_OF_VOL, CORRELATION };

#define NEAR 10			/* lags */
#define FAR 50

/* Mean over lags from .. to of E x(t)^power x(t + lag)^2, less its mean. */
static double
memory(const struct bt_fit *f, size_t from, size_t to, int power)
{
	const double mean = power == 2 ? 1 : 0;
	double sum = 0, x;
	size_t i, lag;

	for (lag = from; lag <= to; lag++)
		for (i = 0; i + lag < f->n; i++) {
			x = f->r[i + lag];
			sum += (power == 2 ? f->r[i] : 1) * f->r[i] * x * x -
			    mean;
		}
	return sum / (double)(to - from + 1) / (double)f->n;
}

/* Mean of exp(-x lag) over the lags. */
static double
decay(double x, size_t from, size_t to)
{
	double sum = 0;
	size_t lag;

	for (lag = from; lag <= to; lag++)
		sum += bt_portable_exp(-x * (double)lag);
	return sum / (double)(to - from + 1);
}

/*
 * Moments.  Squared returns' autocovariance is w exp(-reversion t): the
 * reversion is that at which lags 11 to 50 have the share of lags 1 to 10
 * that they have in the data; then w, and the vol-of-vol from w = x^2 v / (2
 * reversion).  The correlation from how returns go with later squares, E r(0)
 * r(t)^2 = correlation x v exp(-reversion t) dt^2 (Bouchaud, Matacz and
 * Potters, "Leverage effect in financial markets", Physical Review Letters
 * 87, 2001).
 */
void
bt_fit_heston(const struct bt_fit *f, double p[])
{
	double low = 0.01 * f->dt, high = 2, mid, near, share, w, sd;
	int i;

	standardise(f, p);
	near = memory(f, 1, NEAR, 2);
	share = near > 0 ? memory(f, NEAR + 1, FAR, 2) / near : 0;
	for (i = 0; i < 60; i++) {
		mid = sqrt(low * high);
		if (decay(mid, NEAR + 1, FAR) / decay(mid, 1, NEAR) > share)
			low = mid;
		else
			high = mid;
	}
	p[REVERSION] = bt_fit_within(low / f->dt, 0.001, 1e3);
	low = p[REVERSION] * f->dt;
	w = near > 0 ? near / decay(low, 1, NEAR) : 0;
	/* In units of the variance: w = y^2 / (2 k), y = vol-of-vol / sd. */
	sd = sqrt(2 * p[REVERSION] * w);
	p[VOL_OF_VOL] = bt_fit_within(sd * p[VOLATILITY], 0, 100);
	p[CORRELATION] = sd > 0 ? bt_fit_within(memory(f, 1, NEAR, 1) /
	    (sd * sqrt(f->dt) * decay(low, 1, NEAR)), -0.99, 0.99) : 0;
}
