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
#include "lib/maths/bootstrap.h"
#include "lib/study/spa.h"

enum { TRIALS = 300, ROWS = 120, RESAMPLES = 250, SEEDS = 200 };

static double	ret[TRIALS][ROWS], market[ROWS];

/* Long or flat by the toss of a coin, in a market that walks at random. */
static void
make_returns(uint64_t seed, size_t trials)
{
	struct bt_rng rng;
	size_t t, i;

	bt_rng_init(&rng, seed, 0);
	for (i = 0; i < ROWS; i++)
		market[i] = 0.01 * bt_rng_normal(&rng);
	for (t = 0; t < trials; t++)
		for (i = 0; i < ROWS; i++)
			ret[t][i] = bt_rng_uniform(&rng) < 0.5 ? 0.0 :
			    market[i];
}

static double
run(const struct bt_spa_rule *rule, size_t trials,
    struct bt_spa_result result[BT_SPA_BENCHMARKS])
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_spa *s = bt_spa_new(rule, &err);
	double block;
	size_t t;

	if (s == NULL)
		fail_msg("%s", err.text);
	for (t = 0; t < trials; t++)
		if (bt_spa_add(s, ret[t], &err) == -1)
			fail_msg("%s", err.text);
	if (bt_spa_end(s, result, &block, &err) == -1)
		fail_msg("%s", err.text);
	bt_spa_free(s);
	return block;
}

/* Resampled means of one trial, each row looked up; then all at once. */
struct slow {
	double	mean[TRIALS], sd[TRIALS], again[TRIALS][RESAMPLES];
};

static void
slow_means(const struct bt_spa_rule *rule, size_t trials, struct slow *s)
{
	uint32_t index[ROWS];
	struct bt_rng rng;
	size_t t, b, i;

	for (t = 0; t < trials; t++)
		for (s->mean[t] = 0.0, i = 0; i < ROWS; i++)
			s->mean[t] += (ret[t][i] - (rule->benchmark == NULL ?
			    0.0 : rule->benchmark[i])) / ROWS;
	for (b = 0; b < RESAMPLES; b++) {
		bt_rng_init(&rng, rule->seed, b);
		bt_bootstrap_stationary(&rng, ROWS, rule->block, index, ROWS);
		for (t = 0; t < trials; t++)
			for (s->again[t][b] = 0.0, i = 0; i < ROWS; i++)
				s->again[t][b] += (ret[t][index[i]] -
				    (rule->benchmark == NULL ? 0.0 :
				    rule->benchmark[index[i]])) / ROWS;
	}
	for (t = 0; t < trials; t++) {
		for (s->sd[t] = 0.0, b = 0; b < RESAMPLES; b++)
			s->sd[t] += pow(s->again[t][b] - s->mean[t], 2.0);
		s->sd[t] = sqrt(ROWS * s->sd[t] / RESAMPLES);
	}
}

enum which { LOWER, CONSISTENT, UPPER, REALITY };

static double
slow_centre(const struct slow *s, size_t t, enum which which)
{
	const double m = s->mean[t];

	if (which == LOWER)
		return m > 0.0 ? m : 0.0;
	if (which == CONSISTENT)
		return sqrt(ROWS) * m / s->sd[t] >=
		    -sqrt(2.0 * log(log((double)ROWS))) ? m : 0.0;
	return m;
}

static double
slow_p(const struct slow *s, size_t trials, enum which which)
{
	double least = which == REALITY ? -1e9 : 0.0, data = least, most, x;
	size_t t, b, above = 0;

	for (t = 0; t < trials; t++)
		data = fmax(data, sqrt(ROWS) * s->mean[t] /
		    (which == REALITY ? 1.0 : s->sd[t]));
	for (b = 0; b < RESAMPLES; b++) {
		for (most = least, t = 0; t < trials; t++) {
			x = sqrt(ROWS) * (s->again[t][b] -
			    slow_centre(s, t, which));
			most = fmax(most, which == REALITY ? x :
			    x / s->sd[t]);
		}
		above += most > data;
	}
	return (double)above / RESAMPLES;
}

static void
check_slowly(const struct bt_spa_rule *rule, size_t trials, size_t which)
{
	static struct slow s;
	struct bt_spa_rule slow = *rule;
	struct bt_spa_result r[BT_SPA_BENCHMARKS];

	(void)run(rule, trials, r);
	if (which == BT_SPA_NOTHING)
		slow.benchmark = NULL;
	slow_means(&slow, trials, &s);
	if (r[which].lower != slow_p(&s, trials, LOWER) ||
	    r[which].consistent != slow_p(&s, trials, CONSISTENT) ||
	    r[which].upper != slow_p(&s, trials, UPPER) ||
	    r[which].reality != slow_p(&s, trials, REALITY))
		fail_msg("%zu trials: p %g %g %g, %g, not %g %g %g, %g",
		    trials, r[which].lower, r[which].consistent,
		    r[which].upper, r[which].reality,
		    slow_p(&s, trials, LOWER),
		    slow_p(&s, trials, CONSISTENT),
		    slow_p(&s, trials, UPPER), slow_p(&s, trials, REALITY));
}

static void
slow_reference(void **state)
{
	struct bt_spa_rule rule = { ROWS, RESAMPLES, 4.5, 9, 1, NULL };
	size_t i;

	(void)state;
	make_returns(1, TRIALS);
	for (i = 0; i < ROWS; i++)
		ret[17][i] -= 0.01;	/* so bad that the p values differ */
	check_slowly(&rule, 1, BT_SPA_NOTHING);
	check_slowly(&rule, 20, BT_SPA_NOTHING);
	check_slowly(&rule, TRIALS, BT_SPA_NOTHING);
	rule.benchmark = market;
	check_slowly(&rule, 20, BT_SPA_NOTHING);
	check_slowly(&rule, TRIALS, BT_SPA_BENCHMARK);
}

static void
threads_do_not_matter(void **state)
{
	struct bt_spa_rule rule = { ROWS, RESAMPLES, (double)NAN, 9, 1,
		market };
	struct bt_spa_result one[BT_SPA_BENCHMARKS], four[BT_SPA_BENCHMARKS];

	(void)state;
	make_returns(3, TRIALS);
	(void)run(&rule, TRIALS, one);
	rule.jobs = 4;
	(void)run(&rule, TRIALS, four);
	assert_memory_equal(one, four, sizeof(one));
}

/* Without a block length it is the mean of the first 256 automatic ones. */
static void
block_by_itself(void **state)
{
	const struct bt_spa_rule rule = { ROWS, 1, (double)NAN, 9, 1, NULL };
	struct bt_spa_result r[BT_SPA_BENCHMARKS];
	double sum = 0.0, block;
	size_t t, i;

	(void)state;
	make_returns(4, TRIALS);
	for (t = 0; t < TRIALS; t++)
		for (i = 1; i < ROWS; i++)
			ret[t][i] += 0.7 * ret[t][i - 1];
	block = run(&rule, TRIALS, r);
	for (t = 0; t < 256; t++)
		sum += bt_bootstrap_length_of(ret[t], ROWS).stationary;
	assert_true(fabs(block - sum / 256.0) < 1e-9);
	assert_true(block > 2.0);
}

/*
 * 20 random strategies in each of 200 random walks (seeds 1 .. 200): a test at
 * 5 % is to reject binomial(200, 0.05) times, which is below 3 with a
 * probability of 0.23 % and above 20 with 0.12 % (sums of C(200, k) 0.05^k
 * 0.95^(200 - k)).
 */
static void
rejects_at_its_rate(void **state)
{
	struct bt_spa_rule rule = { ROWS, RESAMPLES, (double)NAN, 0, 1, NULL };
	struct bt_spa_result r[BT_SPA_BENCHMARKS];
	size_t spa = 0, white = 0;

	(void)state;
	for (rule.seed = 1; rule.seed <= SEEDS; rule.seed++) {
		make_returns(rule.seed, 20);
		(void)run(&rule, 20, r);
		assert_true(r[0].lower <= r[0].consistent &&
		    r[0].consistent <= r[0].upper);
		spa += r[0].consistent < 0.05;
		white += r[0].reality < 0.05;
	}
	print_message("# seeds 1 .. %d at 5 %%: SPA rejects %zu, reality check "
	    "%zu\n", SEEDS, spa, white);
	if (spa < 3 || spa > 20 || white < 3 || white > 20)
		fail_msg("SPA %zu, reality check %zu of %d", spa, white,
		    SEEDS);
}

/* A true mean of 0.4 deviations: sqrt(120) x 0.4 = 4.4 of them. */
static void
finds_skill(void **state)
{
	const struct bt_spa_rule rule = { ROWS, RESAMPLES, 3.0, 1, 1, NULL };
	struct bt_spa_result r[BT_SPA_BENCHMARKS];
	struct bt_rng rng;
	size_t i;

	(void)state;
	make_returns(5, 100);
	bt_rng_init(&rng, 5, 1);
	for (i = 0; i < ROWS; i++)
		ret[50][i] = 0.01 * (bt_rng_normal(&rng) + 0.4);
	(void)run(&rule, 100, r);
	assert_int_equal(r[0].trials, 100);
	assert_true(r[0].statistic > 3.0);
	assert_true(r[0].upper == 0.0);
}

/* Nothing but the benchmark itself, and nothing at all. */
static void
nothing_to_test(void **state)
{
	const struct bt_spa_rule rule = { ROWS, 10, 2.0, 1, 1, market };
	struct bt_spa_result r[BT_SPA_BENCHMARKS];

	(void)state;
	make_returns(6, 1);
	memcpy(ret[0], market, sizeof(market));
	memset(ret[1], 0, sizeof(ret[1]));
	(void)run(&rule, 1, r);
	assert_int_equal(r[BT_SPA_NOTHING].trials, 1);
	assert_int_equal(r[BT_SPA_BENCHMARK].trials, 0);
	assert_true(isnan(r[BT_SPA_BENCHMARK].consistent));
	(void)run(&rule, 0, r);
	assert_int_equal(r[BT_SPA_NOTHING].trials, 0);
	assert_true(isnan(r[BT_SPA_NOTHING].reality));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slow_reference),
		cmocka_unit_test(threads_do_not_matter),
		cmocka_unit_test(block_by_itself),
		cmocka_unit_test(rejects_at_its_rate),
		cmocka_unit_test(finds_skill),
		cmocka_unit_test(nothing_to_test),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
