/* SPDX-License-Identifier: ISC */
#include "lib/study/spa.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/pool.h"
#include "lib/maths/bootstrap.h"

enum {
	BATCH = 256,		/* trials that are worked on at once */
	LANES = 8,		/* of them side by side */
	TILE = 16,		/* resamples that are one job */
};

/* The largest values so far, of one benchmark. */
struct running {
	uint64_t	 trials;
	double		 reality, hansen;	/* of the data */
	/* Of every resample; kept apart as g is. */
	double		*reality_max, *lower, *consistent, *upper;
};

struct bt_spa {
	struct bt_spa_rule	 rule;
	double			 block;
	/* How often a resample takes each row. */
	double			*times;		/* resamples x rows */
	double			*data;		/* BATCH trials; see lane_of */
	double			*mean;		/* BATCH x resamples */
	double			*benchmark;	/* resamples; mean's */
	size_t			 n;		/* trials in the batch */
	bool			 drawn;
	double			*room;		/* rows; resamples */
	struct running		 run[BT_SPA_BENCHMARKS];
	double			*maxima;	/* of both */
};

static size_t
benchmarks(const struct bt_spa *s)
{
	return s->rule.benchmark != NULL ? 2 : 1;
}

static void
init_running(struct bt_spa *s)
{
	const size_t n = s->rule.resamples;
	struct running *r;
	size_t i;

	for (i = 0; i < 4 * n * BT_SPA_BENCHMARKS; i++)
		s->maxima[i] = -(double)INFINITY;
	for (i = 0; i < BT_SPA_BENCHMARKS; i++) {
		r = &s->run[i];
		r->reality = r->hansen = -(double)INFINITY;
		r->reality_max = s->maxima + 4 * n * i;
		r->lower = r->reality_max + n;
		r->consistent = r->lower + n;
		r->upper = r->consistent + n;
	}
}

struct bt_spa *
bt_spa_new(const struct bt_spa_rule *rule, struct bt_err *err)
{
	struct bt_spa *s = bt_calloc(1, sizeof(*s), err);
	const size_t n = rule->resamples;

	if (s == NULL)
		return NULL;
	s->rule = *rule;
	s->block = rule->block;
	if (n > SIZE_MAX / 8 / (rule->rows + BATCH) ||
	    (s->times = bt_column(n * rule->rows, err)) == NULL ||
	    (s->data = bt_calloc(BATCH * rule->rows, sizeof(*s->data),
	    err)) == NULL ||
	    (s->mean = bt_column(BATCH * n, err)) == NULL ||
	    (s->benchmark = bt_column(n, err)) == NULL ||
	    (s->room = bt_column(n > rule->rows ? n : rule->rows,
	    err)) == NULL ||
	    (s->maxima = bt_column(4 * n * BT_SPA_BENCHMARKS, err)) == NULL) {
		(void)bt_err_set(err, BT_EUSAGE, "too many resamples");
		bt_spa_free(s);
		return NULL;
	}
	init_running(s);
	return s;
}

void
bt_spa_free(struct bt_spa *s)
{
	if (s == NULL)
		return;
	free(s->times);
	free(s->data);
	free(s->mean);
	free(s->benchmark);
	free(s->room);
	free(s->maxima);
	free(s);
}

static double *
lane_of(struct bt_spa *s, size_t trial)
{
	return s->data + trial / LANES * s->rule.rows * LANES + trial % LANES;
}

static void
find_block(struct bt_spa *s)
{
	double sum = 0.0;
	const double *lane;
	size_t i, t;

	for (t = 0; t < s->n; t++) {
		lane = lane_of(s, t);
		for (i = 0; i < s->rule.rows; i++)
			s->room[i] = lane[i * LANES];
		sum += bt_bootstrap_length_of(s->room,
		    s->rule.rows).stationary;
	}
	s->block = sum / (double)s->n;
}

static double
dot(const double *x, const double *y, size_t n)
{
	double sum = 0.0;
	size_t i;

	for (i = 0; i < n; i++)
		sum += x[i] * y[i];
	return sum;
}

/* Draw the resamples; number b is made of the stream (seed, b) alone. */
static int
draw(struct bt_spa *s, struct bt_err *err)
{
	const size_t rows = s->rule.rows;
	uint32_t *index;
	struct bt_rng rng;
	double *times;
	size_t b, i;

	if ((index = bt_calloc(rows, sizeof(*index), err)) == NULL)
		return -1;
	for (b = 0; b < s->rule.resamples; b++) {
		times = s->times + b * rows;
		memset(times, 0, rows * sizeof(*times));
		bt_rng_init(&rng, s->rule.seed, b);
		bt_bootstrap_stationary(&rng, rows, s->block, index, rows);
		for (i = 0; i < rows; i++)
			times[index[i]] += 1.0;
		s->benchmark[b] = s->rule.benchmark == NULL ? 0.0 :
		    dot(times, s->rule.benchmark, rows) / (double)rows;
	}
	free(index);
	s->drawn = true;
	return 0;
}

/*
 * Sums of LANES trials' rows, each as often as two resamples take it.  Without
 * the pragma the sums live in memory, which takes twice as long.
 */
static void
sum_lanes(const double *restrict times, const double *restrict also,
    const double *restrict data, size_t rows, double *sum)
{
	double a[LANES] = { 0.0 }, b[LANES] = { 0.0 };
	size_t i, k;

	for (i = 0; i < rows; i++) {
#pragma GCC unroll 8
		for (k = 0; k < LANES; k++) {
			a[k] += times[i] * data[i * LANES + k];
			b[k] += also[i] * data[i * LANES + k];
		}
	}
	memcpy(sum, a, sizeof(a));
	memcpy(sum + LANES, b, sizeof(b));
}

/* TILE resamples of all trials of the batch. */
static int
resample(void *arg, size_t job, size_t worker, struct bt_err *err)
{
	struct bt_spa *s = arg;
	const size_t rows = s->rule.rows, n = s->rule.resamples;
	const size_t first = job * TILE;
	const size_t end = first + TILE < n ? first + TILE : n;
	double sum[2 * LANES];
	size_t t, b, next, k;

	(void)worker, (void)err;
	for (t = 0; t < s->n; t += LANES)
		for (b = first; b < end; b += 2) {
			next = b + 1 < end ? b + 1 : b;
			sum_lanes(s->times + b * rows, s->times + next * rows,
			    s->data + t * rows, rows, sum);
			for (k = 0; k < LANES; k++) {
				s->mean[(t + k) * n + b] =
				    sum[k] / (double)rows;
				s->mean[(t + k) * n + next] =
				    sum[LANES + k] / (double)rows;
			}
		}
	return 0;
}

/* The mean of a trial's rows, and less the benchmark's. */
static double
mean_of(struct bt_spa *s, size_t trial, const double *benchmark)
{
	const double *lane = lane_of(s, trial);
	double sum = 0.0;
	size_t i;

	for (i = 0; i < s->rule.rows; i++)
		sum += lane[i * LANES] - (benchmark != NULL ? benchmark[i] :
		    0.0);
	return sum / (double)s->rule.rows;
}

static double
larger(double a, double b)
{
	return a > b ? a : b;
}

/* The trial's part in all maxima of one benchmark; m* are in room. */
static void
compare(struct bt_spa *s, struct running *r, double m)
{
	const size_t n = s->rule.resamples;
	const double rows = (double)s->rule.rows, root = sqrt(rows);
	double w = 0.0, centre, limit;
	size_t b;

	for (b = 0; b < n; b++)
		w += (s->room[b] - m) * (s->room[b] - m);
	w = sqrt(w / (double)n);	/* of m*; sqrt(n) cancels below */
	if (!(w > 1e-15))
		return;
	/* log log n is below 0 for n < e. */
	limit = -w * sqrt(2.0 * log(log(larger(rows, 3.0))));
	centre = m >= limit ? m : 0.0;
	r->trials++;
	r->reality = larger(r->reality, root * m);
	r->hansen = larger(r->hansen, m / w);
	for (b = 0; b < n; b++) {
		r->reality_max[b] = larger(r->reality_max[b],
		    root * (s->room[b] - m));
		r->lower[b] = larger(r->lower[b],
		    (s->room[b] - larger(m, 0.0)) / w);
		r->consistent[b] = larger(r->consistent[b],
		    (s->room[b] - centre) / w);
		r->upper[b] = larger(r->upper[b], (s->room[b] - m) / w);
	}
}

static int
work(struct bt_spa *s, struct bt_err *err)
{
	const size_t n = s->rule.resamples;
	const double *benchmark;
	size_t t, b, k;

	if (isnan(s->block) && s->n > 0)
		find_block(s);
	if (!s->drawn && draw(s, err) == -1)
		return -1;
	if (bt_pool_each(s->rule.jobs, (n + TILE - 1) / TILE, resample, s,
	    err) == -1)
		return -1;
	for (t = 0; t < s->n; t++)
		for (k = 0; k < benchmarks(s); k++) {
			benchmark = k == 0 ? NULL : s->rule.benchmark;
			for (b = 0; b < n; b++)
				s->room[b] = s->mean[t * n + b] -
				    (k == 0 ? 0.0 : s->benchmark[b]);
			compare(s, &s->run[k], mean_of(s, t, benchmark));
		}
	s->n = 0;
	return 0;
}

int
bt_spa_add(struct bt_spa *s, const double *ret, struct bt_err *err)
{
	double *lane = lane_of(s, s->n);
	size_t i;

	for (i = 0; i < s->rule.rows; i++)
		lane[i * LANES] = ret[i];
	return ++s->n < BATCH ? 0 : work(s, err);
}

static double
share_above(const double *x, size_t n, double limit, double least)
{
	size_t i, above = 0;

	for (i = 0; i < n; i++)
		above += larger(x[i], least) > limit;
	return (double)above / (double)n;
}

int
bt_spa_end(struct bt_spa *s, struct bt_spa_result result[BT_SPA_BENCHMARKS],
    double *block, struct bt_err *err)
{
	const size_t n = s->rule.resamples;
	const struct running *r;
	double t;
	size_t i;

	if (s->n > 0 && work(s, err) == -1)
		return -1;
	if (block != NULL)
		*block = s->block;
	for (i = 0; i < BT_SPA_BENCHMARKS; i++) {
		r = &s->run[i];
		result[i] = (struct bt_spa_result){ 0, (double)NAN,
		    (double)NAN, (double)NAN, (double)NAN, (double)NAN };
		if (r->trials == 0)
			continue;
		t = larger(r->hansen, 0.0);
		result[i] = (struct bt_spa_result){ r->trials, t,
		    share_above(r->lower, n, t, 0.0),
		    share_above(r->consistent, n, t, 0.0),
		    share_above(r->upper, n, t, 0.0),
		    share_above(r->reality_max, n, r->reality,
			-(double)INFINITY) };
	}
	return 0;
}
