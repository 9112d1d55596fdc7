/* SPDX-License-Identifier: ISC */
#include "lib/study/cscv.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/pool.h"
#include "lib/maths/quantile.h"

enum {
	CHUNK = 1024,		/* pairs of splits that are one job */
	HALF = 1 << BT_CSCV_BLOCKS_MAX / 2,
	SAMPLE = 1000,		/* trials whose distribution is looked at */
	BINS = 1024,
};

/*
 * What a thread needs.  A split and the one with both halves exchanged are a
 * pair: one of them is chosen on `in` and judged on `out`, the other the other
 * way round.
 */
struct room {
	struct bt_cscv_sum	low[HALF], high[HALF];	/* of any blocks */
	double			side[2][CHUNK];	/* of one trial: see square */
	double			least, most;
	uint64_t		all[BINS];	/* of a sample's values */
};

/* Of a split: the chosen trial inside and outside, and its place there. */
struct split {
	double	inside, outside;
	size_t	below, equal;
};

struct work {
	const struct bt_cscv_rule	*rule;
	const struct bt_cscv_sum	*sums;
	size_t				 trials, stride;
	uint32_t			*mask;		/* of pairs */
	size_t				 pairs;
	struct split			*split;		/* 2 a pair */
	struct room			*room;
	double				 least, most;
};

/* The sums of every subset of n blocks. */
static void
add_subsets(const struct bt_cscv_sum *block, size_t n,
    struct bt_cscv_sum *subset)
{
	size_t i, k;

	subset[0] = (struct bt_cscv_sum){ 0.0, 0.0 };
	for (k = 0; k < n; k++)
		for (i = 0; i < (size_t)1 << k; i++)
			subset[i | (size_t)1 << k] = (struct bt_cscv_sum){
			    subset[i].sum + block[k].sum,
			    subset[i].square + block[k].square };
}

/*
 * The square of the Sharpe ratio, with its sign and but for a factor: ranks
 * need no more.  n: periods of a half.  Squares that cancel to nothing are a
 * half in which nothing varies.
 */
static double
square(double sum, double sq, double n)
{
	double spread = n * sq - sum * sum;

	return spread > 1e-12 * n * sq ? sum * fabs(sum) / spread : 0.0;
}

/* Back to the ratio. */
static double
ratio_of(double value, double n)
{
	return copysign(sqrt(fabs(value) * (n - 1.0) / n), value);
}

/* Fill in both sides of n pairs for one trial. */
static void
fill_sides(const struct work *w, struct room *r, size_t trial,
    const uint32_t *mask, size_t n)
{
	const size_t half = w->rule->blocks / 2;
	const uint32_t low = (1U << half) - 1;
	const double periods = (double)(half * w->rule->length);
	const struct bt_cscv_sum *a, *b, *block, *all[2];
	double sum, sq;
	size_t i;

	block = w->sums + trial * w->rule->blocks;
	add_subsets(block, half, r->low);
	add_subsets(block + half, half, r->high);
	all[0] = &r->low[low];
	all[1] = &r->high[low];
	for (i = 0; i < n; i++) {
		a = &r->low[mask[i] & low];
		b = &r->high[mask[i] >> half];
		sum = a->sum + b->sum;
		sq = a->square + b->square;
		r->side[0][i] = square(sum, sq, periods);
		sum = (all[0]->sum - a->sum) + (all[1]->sum - b->sum);
		sq = (all[0]->square - a->square) +
		    (all[1]->square - b->square);
		r->side[1][i] = square(sum, sq, periods);
	}
}

static size_t
chunk_size(const struct work *w, size_t first)
{
	return w->pairs - first < CHUNK ? w->pairs - first : CHUNK;
}

static void
take_if_better(struct split *s, double inside, double outside)
{
	if (inside > s->inside) {
		s->inside = inside;
		s->outside = outside;
	}
}

static void
widen(struct room *r, size_t n)
{
	size_t i, k;

	for (k = 0; k < 2; k++)
		for (i = 0; i < n; i++) {
			r->least = fmin(r->least, r->side[k][i]);
			r->most = fmax(r->most, r->side[k][i]);
		}
}

/* First pass: who is chosen.  Strictly better only: the first of equals. */
static int
choose(void *arg, size_t job, size_t worker, struct bt_err *err)
{
	struct work *w = arg;
	struct room *r = &w->room[worker];
	const size_t first = job * CHUNK, n = chunk_size(w, first);
	struct split *s = w->split + 2 * first;
	size_t i, t;

	(void)err;
	for (i = 0; i < 2 * n; i++)
		s[i].inside = -(double)INFINITY;
	for (t = 0; t < w->trials; t++) {
		fill_sides(w, r, t, w->mask + first, n);
		for (i = 0; i < n; i++) {
			take_if_better(&s[2 * i], r->side[0][i],
			    r->side[1][i]);
			take_if_better(&s[2 * i + 1], r->side[1][i],
			    r->side[0][i]);
		}
		if (t % w->stride == 0)
			widen(r, n);
	}
	return 0;
}

static size_t
bin_of(const struct work *w, double ratio)
{
	double x = (ratio - w->least) / (w->most - w->least) * BINS;

	return x >= BINS ? BINS - 1 : x > 0.0 ? (size_t)x : 0;
}

static double
half_periods(const struct work *w)
{
	return (double)(w->rule->blocks / 2 * w->rule->length);
}

static void
count_bins(const struct work *w, struct room *r, size_t n)
{
	const double periods = half_periods(w);
	size_t i, k;

	for (k = 0; k < 2; k++)
		for (i = 0; i < n; i++)
			r->all[bin_of(w, ratio_of(r->side[k][i], periods))]++;
}

/* Second pass: the place of the chosen among all. */
static int
rank(void *arg, size_t job, size_t worker, struct bt_err *err)
{
	struct work *w = arg;
	struct room *r = &w->room[worker];
	const size_t first = job * CHUNK, n = chunk_size(w, first);
	struct split *s = w->split + 2 * first;
	size_t i, t;

	(void)err;
	for (t = 0; t < w->trials; t++) {
		fill_sides(w, r, t, w->mask + first, n);
		for (i = 0; i < n; i++) {
			s[2 * i].below += r->side[1][i] < s[2 * i].outside;
			s[2 * i].equal += r->side[1][i] == s[2 * i].outside;
			s[2 * i + 1].below +=
			    r->side[0][i] < s[2 * i + 1].outside;
			s[2 * i + 1].equal +=
			    r->side[0][i] == s[2 * i + 1].outside;
		}
		if (t % w->stride == 0)
			count_bins(w, r, n);
	}
	return 0;
}

/* All subsets of half the blocks that hold the last block. */
static size_t
list_masks(size_t blocks, uint32_t *mask)
{
	const uint32_t end = 1U << blocks;
	uint32_t m;
	size_t n = 0;

	for (m = end / 2; m < end; m++)
		if ((size_t)__builtin_popcount(m) == blocks / 2) {
			if (mask != NULL)
				mask[n] = m;
			n++;
		}
	return n;
}

/* The chosen ones' range counts as well; from here on, as ratios. */
static void
close_range(struct work *w)
{
	const double n = half_periods(w);
	double least = (double)INFINITY, most = -(double)INFINITY;
	size_t i;

	for (i = 0; i < w->rule->jobs; i++) {
		least = fmin(least, w->room[i].least);
		most = fmax(most, w->room[i].most);
	}
	for (i = 0; i < 2 * w->pairs; i++) {
		least = fmin(least, w->split[i].outside);
		most = fmax(most, w->split[i].outside);
	}
	w->least = ratio_of(least, n);
	w->most = ratio_of(most, n);
	if (!(w->most > w->least))
		w->most = w->least + 1.0;
}

static void
compare_distributions(const struct work *w, struct bt_cscv *c)
{
	uint64_t chosen[BINS] = { 0 }, all, total = 0;
	double f_chosen = 0.0, f_all = 0.0, area = 0.0;
	size_t i, k, first = 0, second = 0;

	for (i = 0; i < c->splits; i++)
		chosen[bin_of(w, ratio_of(w->split[i].outside,
		    half_periods(w)))]++;
	for (k = 0; k < w->rule->jobs; k++)
		for (i = 0; i < BINS; i++)
			total += w->room[k].all[i];
	for (i = 0; i < BINS; i++) {
		for (all = 0, k = 0; k < w->rule->jobs; k++)
			all += w->room[k].all[i];
		f_all += (double)all / (double)total;
		f_chosen += (double)chosen[i] / (double)c->splits;
		area += f_all - f_chosen;
		first += f_chosen <= f_all + 1e-9;
		second += area >= -1e-9;
	}
	c->first_order = (double)first / BINS;
	c->second_order = (double)second / BINS;
}

/* Outside over inside, by least squares. */
static void
fit_line(const struct work *w, struct bt_cscv *c)
{
	const double n = half_periods(w), count = (double)c->splits;
	double x, y, xx = 0.0, xy = 0.0, yy = 0.0;
	size_t i;

	for (i = 0; i < c->splits; i++) {
		c->in_sample += ratio_of(w->split[i].inside, n) / count;
		c->out_of_sample += ratio_of(w->split[i].outside, n) / count;
	}
	for (i = 0; i < c->splits; i++) {
		x = ratio_of(w->split[i].inside, n) - c->in_sample;
		y = ratio_of(w->split[i].outside, n) - c->out_of_sample;
		xx += x * x;
		xy += x * y;
		yy += y * y;
	}
	c->slope = xx > 1e-24 ? xy / xx : (double)NAN;
	c->intercept = c->out_of_sample - c->slope * c->in_sample;
	c->r2 = yy > 1e-24 ? c->slope * xy / yy : (double)NAN;
}

static int
summarise(const struct work *w, struct bt_cscv *c, struct bt_err *err)
{
	const struct split *s;
	double *logit, place;
	size_t i, n = 2 * w->pairs, over = 0, lost = 0;

	*c = (struct bt_cscv){ .splits = n };
	if ((logit = bt_column(n, err)) == NULL)
		return -1;
	for (i = 0; i < n; i++) {
		s = &w->split[i];
		place = ((double)s->below + ((double)s->equal + 1.0) / 2.0) /
		    ((double)w->trials + 1.0);
		logit[i] = log(place / (1.0 - place));
		over += place <= 0.5;
		lost += s->outside < 0.0;
	}
	c->pbo = (double)over / (double)n;
	c->loss = (double)lost / (double)n;
	c->logit = bt_quantile(logit, n, 0.5);
	free(logit);
	fit_line(w, c);
	compare_distributions(w, c);
	return 0;
}

static int
make_room(struct work *w, struct bt_err *err)
{
	size_t i;

	w->pairs = list_masks(w->rule->blocks, NULL);
	w->mask = bt_calloc(w->pairs, sizeof(*w->mask), err);
	w->split = bt_calloc(2 * w->pairs, sizeof(*w->split), err);
	w->room = bt_calloc(w->rule->jobs, sizeof(*w->room), err);
	if (w->mask == NULL || w->split == NULL || w->room == NULL)
		return -1;
	(void)list_masks(w->rule->blocks, w->mask);
	for (i = 0; i < w->rule->jobs; i++) {
		w->room[i].least = (double)INFINITY;
		w->room[i].most = -(double)INFINITY;
	}
	return 0;
}

static bool
is_sound(const struct bt_cscv_rule *rule)
{
	return rule->blocks >= 2 && rule->blocks % 2 == 0 &&
	    rule->blocks <= BT_CSCV_BLOCKS_MAX && rule->length > 0 &&
	    rule->blocks * rule->length >= 4;
}

int
bt_cscv_of(const struct bt_cscv_rule *rule, const struct bt_cscv_sum *sums,
    size_t trials, struct bt_cscv *c, struct bt_err *err)
{
	struct work w = { .rule = rule, .sums = sums, .trials = trials,
	    .stride = (trials + SAMPLE - 1) / SAMPLE };
	size_t chunks;
	int rc = -1;

	if (!is_sound(rule) || trials < 2)
		return bt_err_set(err, BT_EUSAGE, "cannot split %zu trials "
		    "into %zu blocks of %zu periods", trials, rule->blocks,
		    rule->length);
	if (make_room(&w, err) == 0) {
		chunks = (w.pairs + CHUNK - 1) / CHUNK;
		rc = bt_pool_each(rule->jobs, chunks, choose, &w, err);
		if (rc == 0) {
			close_range(&w);
			rc = bt_pool_each(rule->jobs, chunks, rank, &w, err);
		}
		if (rc == 0)
			rc = summarise(&w, c, err);
	}
	free(w.room);
	free(w.split);
	free(w.mask);
	return rc;
}
