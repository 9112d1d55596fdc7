/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <string.h>

#include "lib/base/portable.h"
#include "lib/base/rng.h"
#include "lib/maths/eigen.h"
#include "lib/sweep/search_cma.h"

#define SIGMA_MAX 1.0		/* of a cube of side 1 */
#define SIGMA_MIN 1e-11
#define CONDITION_MAX 1e14

static double
larger(double a, double b)
{
	return a > b ? a : b;
}

static double
smaller(double a, double b)
{
	return a < b ? a : b;
}

/* Scale the negative weights (equations 50 to 53 of the tutorial). */
static void
scale_weights(struct bt_search_cma *c, double positive, double negative,
    double negative_squares)
{
	const double n = (double)c->n;
	double most, mueff_minus = 0;
	size_t i;

	if (negative_squares > 0)
		mueff_minus = negative * negative / negative_squares;
	most = 1 + c->c1 / c->cmu;
	most = smaller(most, 1 + 2 * mueff_minus / (c->mueff + 2));
	most = smaller(most, (1 - c->c1 - c->cmu) / (n * c->cmu));
	for (i = 0; i < c->lambda; i++) {
		if (c->weight[i] >= 0)
			c->weight[i] /= positive;
		else
			c->weight[i] *= most / negative;
	}
}

/* The weights and rates of table 1 of the tutorial. */
static void
set_rates(struct bt_search_cma *c)
{
	const double n = (double)c->n, lambda = (double)c->lambda;
	double positive = 0, negative = 0, squares = 0, negative_squares = 0;
	double w;
	size_t i;

	for (i = 0; i < c->lambda; i++) {
		w = bt_portable_log((lambda + 1) / (double)(2 * i + 2));
		c->weight[i] = w;
		if (w >= 0) {
			positive += w;
			squares += w * w;
		} else {
			negative -= w;
			negative_squares += w * w;
		}
	}
	c->mueff = positive * positive / squares;
	c->cc = (4 + c->mueff / n) / (n + 4 + 2 * c->mueff / n);
	c->cs = (c->mueff + 2) / (n + c->mueff + 5);
	c->c1 = 2 / ((n + 1.3) * (n + 1.3) + c->mueff);
	c->cmu = smaller(1 - c->c1, 2 * (0.25 + c->mueff + 1 / c->mueff - 2) /
	    ((n + 2) * (n + 2) + c->mueff));
	c->damps = 1 + c->cs +
	    2 * larger(0, sqrt((c->mueff - 1) / (n + 1)) - 1);
	c->chi = sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
	scale_weights(c, positive, negative, negative_squares);
}

void
bt_search_cma_start(struct bt_search_cma *c, size_t lambda, double sigma,
    bool anywhere)
{
	struct bt_rng rng;
	size_t i, j;

	c->lambda = lambda;
	c->sigma = sigma;
	c->fresh = 1;
	c->age = c->spent = c->improved = 0;
	c->best = -(double)INFINITY;
	bt_rng_init(&rng, ~c->seed, ~c->generation);
	for (i = 0; i < c->n; i++) {
		c->mean[i] = anywhere ? bt_rng_uniform(&rng) : 0.5;
		c->ps[i] = c->pc[i] = 0;
		c->D[i] = c->A[i] = 1;
		for (j = 0; j < c->n; j++)
			c->C[i * c->n + j] = c->B[i * c->n + j] = i == j;
	}
	if (c->n > 0)
		set_rates(c);
}

/* Best first, the earlier before the later of equals. */
static void
sort_scores(struct bt_search_cma *c, const double *score)
{
	size_t i, j;

	for (i = 0; i < c->lambda; i++) {
		for (j = i; j > 0 && score[c->order[j - 1]] < score[i]; j--)
			c->order[j] = c->order[j - 1];
		c->order[j] = i;
	}
}

/* C^(-1/2) v into out. */
static void
whiten(const struct bt_search_cma *c, const double *v, double *out)
{
	const size_t n = c->n;
	double s;
	size_t i, j;

	memset(out, 0, n * sizeof(*out));
	for (j = 0; j < n; j++) {
		for (s = 0, i = 0; i < n; i++)
			s += c->B[i * n + j] * v[i];
		s /= c->D[j];
		for (i = 0; i < n; i++)
			out[i] += c->B[i * n + j] * s;
	}
}

static double
length(const double *v, size_t n)
{
	double s = 0;
	size_t i;

	for (i = 0; i < n; i++)
		s += v[i] * v[i];
	return sqrt(s);
}

/* The mean and the two paths; true unless the long path is too long. */
static bool
move_mean(struct bt_search_cma *c)
{
	const double keep = sqrt(c->cs * (2 - c->cs) * c->mueff);
	const double keep_c = sqrt(c->cc * (2 - c->cc) * c->mueff);
	const size_t n = c->n;
	double *white = c->spare, gone;
	bool steady;
	size_t i, k;

	memset(c->step, 0, n * sizeof(*c->step));
	for (k = 0; k < c->lambda && c->weight[k] > 0; k++)
		for (i = 0; i < n; i++)
			c->step[i] += c->weight[k] *
			    c->y[c->order[k] * n + i];
	whiten(c, c->step, white);
	for (i = 0; i < n; i++) {
		c->mean[i] += c->sigma * c->step[i];
		c->mean[i] = smaller(1, larger(0, c->mean[i]));
		c->ps[i] = (1 - c->cs) * c->ps[i] + keep * white[i];
	}
	c->fresh *= (1 - c->cs) * (1 - c->cs);
	gone = 1 - c->fresh;
	steady = length(c->ps, n) / sqrt(gone) / c->chi <
	    1.4 + 2 / ((double)n + 1);
	for (i = 0; i < n; i++)
		c->pc[i] = (1 - c->cc) * c->pc[i] +
		    (steady ? keep_c * c->step[i] : 0);
	return steady;
}

static void
adapt_shape(struct bt_search_cma *c, bool steady)
{
	const size_t n = c->n;
	const double delta = steady ? 0 : c->cc * (2 - c->cc);
	double sum = 0, w, *y, len;
	size_t i, j, k;

	for (k = 0; k < c->lambda; k++)
		sum += c->weight[k];
	w = 1 + c->c1 * delta - c->c1 - c->cmu * sum;
	for (i = 0; i < n; i++)
		for (j = 0; j < n; j++)
			c->C[i * n + j] = w * c->C[i * n + j] +
			    c->c1 * c->pc[i] * c->pc[j];
	for (k = 0; k < c->lambda; k++) {
		y = c->y + c->order[k] * n;
		w = c->cmu * c->weight[k];
		if (w < 0) {
			whiten(c, y, c->spare);
			len = length(c->spare, n);
			w *= (double)n / (len * len + 1e-300);
		}
		for (i = 0; i < n; i++)
			for (j = 0; j < n; j++)
				c->C[i * n + j] += w * y[i] * y[j];
	}
}

/* B and D of C; false if it has become too long and thin. */
static bool
decompose(struct bt_search_cma *c)
{
	const size_t n = c->n;
	double low = INFINITY, high = 0;
	size_t i;

	memcpy(c->spare, c->C, n * n * sizeof(*c->C));
	bt_eigen_symmetric(c->spare, n, c->D, c->B);
	for (i = 0; i < n; i++) {
		low = smaller(low, c->D[i]);
		high = larger(high, c->D[i]);
	}
	if (!(low > 0) || !(high < CONDITION_MAX * low))
		return false;
	for (i = 0; i < n; i++)
		c->D[i] = sqrt(c->D[i]);
	return c->sigma * sqrt(high) > SIGMA_MIN;
}

/* Has it become better lately?  (The tutorial's TolFun, B.3.) */
static bool
improves(struct bt_search_cma *c, double best)
{
	const double patience = 20 + ceil(30 * (double)c->n /
	    (double)c->lambda);

	if (best > c->best && !(best - c->best <= 1e-12 * fabs(best))) {
		c->best = best;
		c->improved = c->age;
	}
	return (double)(c->age - c->improved) < patience;
}

bool
bt_search_cma_update(struct bt_search_cma *c, const double *score)
{
	const size_t n = c->n, most = (c->lambda * 7) / 10;
	double best, factor;
	bool steady;

	sort_scores(c, score);
	best = score[c->order[0]];
	steady = move_mean(c);
	adapt_shape(c, steady);
	factor = c->cs / c->damps * (length(c->ps, n) / c->chi - 1);
	/* On a plain look farther. */
	if (best == score[c->order[most]])
		factor += 0.2 + c->cs / c->damps;
	c->sigma = smaller(SIGMA_MAX, c->sigma *
	    bt_portable_exp(smaller(1, factor)));
	c->age++;
	return improves(c, best) && decompose(c);
}
