/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/rng.h"
#include "lib/study/cscv.h"

enum { TRIALS = 23, PERIODS = 240, BLOCKS = 8, SEEDS = 200 };

/* Returns, a row a trial, and what the room is told of them. */
static double			ret[TRIALS][PERIODS];
static struct bt_cscv_sum	sums[TRIALS * BT_CSCV_BLOCKS_MAX];

static void
make_returns(uint64_t seed, size_t trials)
{
	struct bt_rng rng;
	size_t t, i;

	bt_rng_init(&rng, seed, 0);
	for (t = 0; t < trials; t++)
		for (i = 0; i < PERIODS; i++)
			ret[t][i] = 0.01 * bt_rng_normal(&rng);
}

static void
make_sums(size_t trials, size_t blocks, size_t length)
{
	struct bt_cscv_sum *s;
	size_t t, i;

	memset(sums, 0, sizeof(sums));
	for (t = 0; t < trials; t++)
		for (i = 0; i < blocks * length; i++) {
			s = &sums[t * blocks + i / length];
			s->sum += ret[t][i];
			s->square += ret[t][i] * ret[t][i];
		}
}

static struct bt_cscv
cscv(size_t trials, size_t blocks, size_t length, size_t jobs)
{
	const struct bt_cscv_rule rule = { blocks, length, jobs };
	struct bt_err err = BT_ERR_INIT;
	struct bt_cscv c;

	make_sums(trials, blocks, length);
	if (bt_cscv_of(&rule, sums, trials, &c, &err) == -1)
		fail_msg("%s", err.text);
	return c;
}

/* The Sharpe ratio of the periods that are in a half, in two passes. */
static double
slow_sharpe(const double *x, uint32_t half, size_t blocks, size_t length)
{
	double mean = 0.0, square = 0.0, n = (double)(blocks / 2 * length);
	size_t i;

	for (i = 0; i < blocks * length; i++)
		if (half >> i / length & 1)
			mean += x[i] / n;
	for (i = 0; i < blocks * length; i++)
		if (half >> i / length & 1)
			square += (x[i] - mean) * (x[i] - mean);
	return square > 1e-12 ? mean / sqrt(square / (n - 1.0)) : 0.0;
}

struct slow {
	double	splits, over, loss, x, y, xx, xy, yy;
};

static void
slow_split(size_t trials, size_t blocks, size_t length, uint32_t half,
    struct slow *s)
{
	const uint32_t other = ~half & ((1U << blocks) - 1);
	double in, out, best = -1e9, place = 0.5, mine = 0.0;
	size_t t;

	for (t = 0; t < trials; t++) {
		in = slow_sharpe(ret[t], half, blocks, length);
		if (in > best + 1e-12) {
			best = in;
			mine = slow_sharpe(ret[t], other, blocks, length);
		}
	}
	for (t = 0; t < trials; t++) {
		out = slow_sharpe(ret[t], other, blocks, length);
		if (fabs(out - mine) < 1e-12)
			place += 0.5;
		else if (out < mine)
			place += 1.0;
	}
	s->splits += 1.0;
	s->over += place / ((double)trials + 1.0) <= 0.5;
	s->loss += mine < -1e-12;
	s->x += best;
	s->y += mine;
	s->xx += best * best;
	s->xy += best * mine;
	s->yy += mine * mine;
}

static void
near(const char *what, size_t blocks, double got, double want)
{
	if (!(fabs(got - want) <= 1e-9))
		fail_msg("%zu blocks: %s is %.17g, not %.17g", blocks, what,
		    got, want);
}

static void
check_slowly(size_t trials, size_t blocks, size_t length)
{
	struct bt_cscv c = cscv(trials, blocks, length, 1);
	struct slow s = { 0 };
	uint32_t half;
	double cov;

	for (half = 0; half < 1U << blocks; half++)
		if ((size_t)__builtin_popcount(half) == blocks / 2)
			slow_split(trials, blocks, length, half, &s);
	near("splits", blocks, (double)c.splits, s.splits);
	near("pbo", blocks, c.pbo, s.over / s.splits);
	near("loss", blocks, c.loss, s.loss / s.splits);
	near("inside", blocks, c.in_sample, s.x / s.splits);
	near("outside", blocks, c.out_of_sample, s.y / s.splits);
	cov = s.xy - s.x * s.y / s.splits;
	near("slope", blocks, c.slope,
	    cov / (s.xx - s.x * s.x / s.splits));
	near("intercept", blocks, c.intercept,
	    (s.y - c.slope * s.x) / s.splits);
	near("r2", blocks, c.r2,
	    c.slope * cov / (s.yy - s.y * s.y / s.splits));
}

/* Equal trials, one that never trades, and one that trades at the end only. */
static void
slow_reference(void **state)
{
	(void)state;
	make_returns(1, TRIALS);
	memcpy(ret[7], ret[3], sizeof(ret[7]));
	memset(ret[11], 0, sizeof(ret[11]));
	memset(ret[12], 0, 200 * sizeof(ret[12][0]));
	check_slowly(TRIALS, 4, 60);
	check_slowly(TRIALS, 6, 40);
	check_slowly(TRIALS, 8, 30);
	check_slowly(TRIALS, 12, 20);
	check_slowly(2, 8, 29);
}

/*
 * By hand: the first trial wins in the first half only, the second in the
 * second half.  Whoever is chosen has place 1 of 2 outside: w = 1/3, logit
 * -log 2.  Means are +-0.01, deviations sqrt(2e-4): Sharpe ratios +-1/sqrt 2.
 */
static void
two_trials_by_hand(void **state)
{
	static const double first[] = { 0.02, 0.0, -0.02, 0.0 };
	struct bt_cscv c;
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++) {
		ret[0][i] = first[i];
		ret[1][i] = -first[i];
	}
	c = cscv(2, 2, 2, 1);
	assert_int_equal(c.splits, 2);
	near("pbo", 2, c.pbo, 1.0);
	near("loss", 2, c.loss, 1.0);
	near("logit", 2, c.logit, -log(2.0));
	near("inside", 2, c.in_sample, sqrt(0.5));
	near("outside", 2, c.out_of_sample, -sqrt(0.5));
	assert_true(isnan(c.slope));
	/* All lie at the lower of two values where half of all trials are. */
	assert_true(c.first_order < 0.01);
}

/* Long or flat by the toss of a coin, in a market that walks at random. */
static void
make_tosses(uint64_t seed, size_t trials)
{
	struct bt_rng rng;
	double market;
	size_t t, i;

	bt_rng_init(&rng, seed, 1);
	for (i = 0; i < PERIODS; i++) {
		market = 0.01 * bt_rng_normal(&rng);
		for (t = 0; t < trials; t++)
			ret[t][i] = bt_rng_uniform(&rng) < 0.5 ? 0.0 : market;
	}
}

/*
 * The place outside of the one of 20 that is chosen is as likely any of 1 ..
 * 20, so that PBO is 10 / 20 on average.  Seeds 1 .. 200; four standard errors
 * as measured.
 */
static void
random_walks_are_even(void **state)
{
	double sum = 0.0, square = 0.0, mean, error;
	struct bt_cscv c;
	uint64_t seed;

	(void)state;
	for (seed = 1; seed <= SEEDS; seed++) {
		make_tosses(seed, 20);
		c = cscv(20, BLOCKS, PERIODS / BLOCKS, 1);
		sum += c.pbo;
		square += c.pbo * c.pbo;
	}
	mean = sum / SEEDS;
	error = sqrt((square / SEEDS - mean * mean) / SEEDS);
	print_message("# seeds 1 .. %d: PBO %.3f, standard error %.3f\n",
	    SEEDS, mean, error);
	if (fabs(mean - 0.5) > 4.0 * error || error > 0.03)
		fail_msg("PBO %g +- %g", mean, error);
}

/* One trial with a true Sharpe ratio of 0.5 a period is always found. */
static void
skill_is_found(void **state)
{
	struct bt_cscv c;
	size_t i;

	(void)state;
	make_returns(2, TRIALS);
	for (i = 0; i < PERIODS; i++)
		ret[5][i] += 0.005;
	c = cscv(TRIALS, 16, PERIODS / 16, 1);
	assert_int_equal(c.splits, 12870);
	assert_true(c.pbo == 0.0 && c.loss == 0.0);
	assert_true(c.logit > 2.0);
	assert_true(c.first_order == 1.0 && c.second_order == 1.0);
}

static void
threads_do_not_matter(void **state)
{
	struct bt_cscv one, four;

	(void)state;
	make_returns(3, TRIALS);
	one = cscv(TRIALS, 16, PERIODS / 16, 1);
	four = cscv(TRIALS, 16, PERIODS / 16, 4);
	assert_memory_equal(&one, &four, sizeof(one));
}

static void
what_does_not_fit(void **state)
{
	static const struct bt_cscv_rule rules[] = {
		{ 3, 10, 1 }, { 0, 10, 1 }, { 22, 10, 1 }, { 2, 1, 1 },
		{ 4, 0, 1 },
	};
	struct bt_err err = BT_ERR_INIT;
	struct bt_cscv c;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		assert_int_equal(bt_cscv_of(&rules[i], sums, 2, &c, &err), -1);
	assert_int_equal(err.code, BT_EUSAGE);
	assert_string_equal(err.text,
	    "cannot split 2 trials into 3 blocks of 10 periods");
	assert_int_equal(bt_cscv_of(&(struct bt_cscv_rule){ 4, 10, 1 }, sums,
	    1, &c, &err), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slow_reference),
		cmocka_unit_test(two_trials_by_hand),
		cmocka_unit_test(random_walks_are_even),
		cmocka_unit_test(skill_is_found),
		cmocka_unit_test(threads_do_not_matter),
		cmocka_unit_test(what_does_not_fit),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
