/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/base/portable.h"
#include "lib/chance/fit.h"

/* Models whose variance is constant; the order of parameters is model.c's. */

enum { DRIFT, VOLATILITY };

double
bt_fit_mean(const double *x, size_t n)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < n; i++)
		sum += x[i];
	return sum / (double)n;
}

double
bt_fit_variance(const double *x, size_t n, double mean)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < n; i++)
		sum += (x[i] - mean) * (x[i] - mean);
	return sum / (double)n;
}

double
bt_fit_within(double x, double low, double high)
{
	return x < low ? low : x > high ? high : x;
}

/* Maximum likelihood of differences, as shares of the first price. */
void
bt_fit_walk(const struct bt_fit *f, double p[])
{
	double mean, d, sum = 0;
	size_t i;

	mean = (f->close[f->n] - f->close[0]) / (double)f->n;
	for (i = 0; i < f->n; i++) {
		d = f->close[i + 1] - f->close[i] - mean;
		sum += d * d;
	}
	p[DRIFT] = mean / (f->dt * f->start);
	p[VOLATILITY] = sqrt(sum / (double)f->n / f->dt) / f->start;
}

/* Maximum likelihood. */
void
bt_fit_gbm(const struct bt_fit *f, double p[])
{
	const double mean = bt_fit_mean(f->r, f->n);
	const double v = bt_fit_variance(f->r, f->n, mean) / f->dt;

	p[VOLATILITY] = sqrt(v);
	p[DRIFT] = mean / f->dt + v / 2;
}

enum { JUMPS = 2, JUMP_MEAN, JUMP_SD };

/* Returns within 4 sd of the mean, and those beyond. */
struct part {
	size_t	n;
	double	mean, variance;
};

static void
split(const struct bt_fit *f, double mean, double sd, struct part part[2])
{
	double sum[2] = { 0, 0 }, squares[2] = { 0, 0 };
	size_t i, k, n[2] = { 0, 0 };

	for (i = 0; i < f->n; i++) {
		k = fabs(f->r[i] - mean) > 4 * sd;
		n[k]++;
		sum[k] += f->r[i];
		squares[k] += f->r[i] * f->r[i];
	}
	for (k = 0; k < 2; k++) {
		part[k].n = n[k];
		part[k].mean = n[k] > 0 ? sum[k] / (double)n[k] : 0;
		part[k].variance = n[k] > 0 ? fmax(squares[k] / (double)n[k] -
		    part[k].mean * part[k].mean, 0) : 0;
	}
}

/*
 * Jumps are returns more than 4 standard deviations from the mean of the
 * others, found again until no more are (C. Mancini's threshold, "Disentangling
 * the jumps of the diffusion in a geometric jumping Brownian motion", 2001, in
 * its simplest form); a jump is the whole of such a return.
 */
void
bt_fit_merton(const struct bt_fit *f, double p[])
{
	double mean = bt_fit_mean(f->r, f->n), per_year, v;
	double sd = sqrt(bt_fit_variance(f->r, f->n, mean));
	struct part part[2];
	size_t before = f->n + 1;
	int i;

	for (i = 0; i < 100; i++) {
		split(f, mean, sd, part);
		if (part[1].n == before)
			break;
		before = part[1].n;
		mean = part[0].mean;
		sd = sqrt(part[0].variance);
	}
	per_year = (double)part[1].n / ((double)f->n * f->dt);
	v = part[0].variance / f->dt;
	p[VOLATILITY] = sqrt(v);
	p[JUMPS] = bt_fit_within(per_year, 0, 1e4);
	p[JUMP_MEAN] = bt_fit_within(part[1].mean, -2, 2);
	p[JUMP_SD] = bt_fit_within(sqrt(part[1].variance), 0, 2);
	/* The simulation takes what jumps add from the drift; see model.h. */
	p[DRIFT] = bt_fit_mean(f->r, f->n) / f->dt + v / 2 +
	    p[JUMPS] * (bt_portable_exp(p[JUMP_MEAN] +
	    p[JUMP_SD] * p[JUMP_SD] / 2) - 1 - p[JUMP_MEAN]);
}

enum { REVERSION, OU_VOLATILITY, LEVEL };

/*
 * Maximum likelihood, given the first price: the least squares line of each
 * logarithm on the one before, x' = a + b x (e.g. Brigo and Mercurio,
 * "Interest Rate Models", 2006, section 3.2.1).
 */
void
bt_fit_ou(const struct bt_fit *f, double p[])
{
	double x, y, sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0, b, k, v, level;
	const double n = (double)f->n, at = bt_portable_log(f->close[0]);
	size_t i;

	for (x = 0, i = 0; i < f->n; i++, x = y) {
		y = bt_portable_log(f->close[i + 1]) - at;
		sx += x;
		sy += y;
		sxx += x * x;
		sxy += x * y;
		syy += y * y;
	}
	sxx -= sx * sx / n;
	sxy -= sx * sy / n;
	syy -= sy * sy / n;
	b = sxx > 0 ? bt_fit_within(sxy / sxx, 1e-9, 1) : 1;
	k = bt_fit_within(-bt_portable_log(b) / f->dt, 0.001, 1e3);
	b = bt_portable_exp(-k * f->dt);
	v = fmax(syy - 2 * b * sxy + b * b * sxx, 0) / n;
	level = at + (sy - b * sx) / n / (1 - b);
	p[REVERSION] = k;
	p[OU_VOLATILITY] = sqrt(v * 2 * k / (1 - b * b));
	p[LEVEL] = bt_fit_within(bt_portable_exp(bt_fit_within(level -
	    bt_portable_log(f->start), -20, 20)), 1e-6, 1e6);
}
