/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdbool.h>

#include "lib/base/portable.h"
#include "lib/chance/fit.h"

/*
 * Two regimes with normal returns: maximum likelihood by expectation and
 * maximisation (L. E. Baum et al., "A maximization technique occurring in the
 * statistical analysis of probabilistic functions of Markov chains", 1970;
 * J. D. Hamilton, "Analysis of time series subject to changes in regime",
 * Journal of Econometrics 45, 1990), at most ROUNDS times, or until no
 * standard deviation moves by 1e-6 of itself.
 *
 * One pass forward in time does for a round: instead of smoothing, sums are
 * carried along for either regime that the last return may be in, and joined
 * at the end (O. Zeitouni and A. Dembo's recursion, 1988), so nothing is
 * stored.
 */
#define ROUNDS 200

enum { CALM, CRISIS, REGIMES };

struct chain {
	double	mean[REGIMES], variance[REGIMES];
	double	leave[REGIMES];		/* probability, a bar */
};

/* What is summed over the returns: weight by regime, moves, x and x^2. */
enum { WEIGHT, LEFT = 2, SUM = 4, SQUARES = 6, SUMS = 8 };

struct pass {
	double	p[REGIMES];		/* of the regime, given the past */
	double	sum[SUMS][REGIMES];	/* given the regime at the end, too */
};

static double
density(const struct chain *c, int k, double x)
{
	const double d = x - c->mean[k];

	return bt_portable_exp(-d * d / (2 * c->variance[k])) /
	    sqrt(c->variance[k]);
}

/* The return x comes: from regime i to regime k. */
static void
take(struct pass *s, const struct chain *c, double x)
{
	struct pass next = { { 0 }, { { 0 } } };
	double w, total = 0;
	int i, k, j;

	for (k = 0; k < REGIMES; k++)
		for (i = 0; i < REGIMES; i++) {
			w = s->p[i] * (i == k ? 1 - c->leave[i] :
			    c->leave[i]) * density(c, k, x);
			next.p[k] += w;
			for (j = 0; j < SUMS; j++)
				next.sum[j][k] += w * s->sum[j][i];
			next.sum[LEFT + i][k] += i != k ? w : 0;
		}
	for (k = 0; k < REGIMES; k++) {
		next.sum[WEIGHT + k][k] += next.p[k];
		next.sum[SUM + k][k] += next.p[k] * x;
		next.sum[SQUARES + k][k] += next.p[k] * x * x;
		total += next.p[k];
	}
	for (k = 0; k < REGIMES; k++) {
		for (j = 0; j < SUMS; j++)
			next.sum[j][k] = next.p[k] > 0 ?
			    next.sum[j][k] / next.p[k] : 0;
		next.p[k] = total > 0 ? next.p[k] / total : 0.5;
	}
	*s = next;
}

/* A better chain; false when it hardly moves. */
static bool
improve(const struct bt_fit *f, struct chain *c)
{
	struct pass s = { { 0.5, 0.5 }, { { 0 } } };
	double sum[SUMS], v, least = 0;
	bool moves = false;
	size_t i;
	int j, k;

	for (i = 0; i < f->n; i++)
		take(&s, c, f->r[i]);
	for (j = 0; j < SUMS; j++)
		sum[j] = s.p[0] * s.sum[j][0] + s.p[1] * s.sum[j][1];
	/* A regime of one return would have no variance at all. */
	for (k = 0; k < REGIMES; k++)
		least = fmax(least, c->variance[k]) * 1e-4;
	for (k = 0; k < REGIMES; k++) {
		if (!(sum[WEIGHT + k] > 1))
			return false;
		c->mean[k] = sum[SUM + k] / sum[WEIGHT + k];
		v = sum[SQUARES + k] / sum[WEIGHT + k] -
		    c->mean[k] * c->mean[k];
		v = fmax(v, least);
		moves |= fabs(v - c->variance[k]) > 2e-6 * v;
		c->variance[k] = v;
		c->leave[k] = bt_fit_within(sum[LEFT + k] / sum[WEIGHT + k],
		    1e-6, 1);
	}
	return moves;
}

/* Mean, volatility and length of a regime of the chain. */
static void
tell(const struct bt_fit *f, const struct chain *c, int k, double p[3],
    double *length)
{
	const double v = c->variance[k] / f->dt;

	p[0] = bt_fit_within(c->mean[k] / f->dt + v / 2, -10, 10);
	p[1] = bt_fit_within(sqrt(v), 0, 10);
	*length = bt_fit_within(f->dt * f->days / c->leave[k], 0.01, 1e6);
}

void
bt_fit_regime(const struct bt_fit *f, double p[])
{
	const double mean = bt_fit_mean(f->r, f->n);
	const double v = bt_fit_variance(f->r, f->n, mean);
	struct chain c = { { mean, mean }, { v / 2, v * 3 }, { 0.02, 0.05 } };
	int i = 0, calm;

	while (v > 0 && i < ROUNDS && improve(f, &c))
		i++;
	calm = c.variance[CALM] <= c.variance[CRISIS] ? CALM : CRISIS;
	tell(f, &c, calm, p, &p[2]);
	tell(f, &c, 1 - calm, p + 3, &p[5]);
}
