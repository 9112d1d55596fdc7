/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "lib/chance/outcome.h"
#include "lib/maths/bootstrap.h"
#include "lib/maths/moments.h"
#include "tests/unit/chance.h"
#include "tests/unit/student.h"

/*
 * Bounds are standard errors of what is checked, five of them unless said
 * otherwise; seeds are fixed, so nothing is ever unlucky.
 */
#define SIGMAS 5.0

static void
assert_within(const char *what, double got, double want, double error)
{
	if (!(fabs(got - want) <= error))
		fail_msg("%s: %.9g, not %.9g within %.3g", what, got, want,
		    error);
}

static double	few[] = { 0.1, -0.05, 0.02, -0.01, 0.04 };
#define FEW (sizeof(few) / sizeof(few[0]))

/*
 * Independent draws r compound to a mean of (1 + m)^n and a mean square of
 * ((1 + m)^2 + v)^n, v the variance over n (not n - 1).  200,000 paths of 20,
 * seed 7.
 */
static void
trades_have_closed_moments(void **state)
{
	const struct bt_outcome_rule rule = { .n = 20 };
	const size_t paths = 200000;
	struct bt_made m;
	struct bt_moments of, got;
	struct bt_outcome o;
	double level[20], *x, mean, sd;
	size_t i;

	(void)state;
	bt_made_init(&m, "trades", few, FEW, 20, 7);
	x = test_calloc(paths, sizeof(*x));
	for (i = 0; i < paths; i++) {
		bt_outcome_measure(&rule, bt_made_path(&m, i), level, &o);
		x[i] = 1.0 + o.final_return;
	}
	bt_moments_of(few, FEW, &of);
	bt_moments_of(x, paths, &got);
	mean = pow(1.0 + of.mean, 20);
	sd = sqrt(pow(pow(1.0 + of.mean, 2) + of.m2 / FEW, 20) - mean * mean);
	assert_within("mean", got.mean, mean, SIGMAS * sd /
	    sqrt((double)paths));
	/* A sample variance varies by (kurtosis + 2) / n of its square. */
	assert_within("variance", bt_moments_variance(&got), sd * sd, SIGMAS *
	    sd * sd * sqrt((bt_moments_kurtosis(&got) + 2.0) / (double)paths));
	test_free(x);
	bt_made_free(&m);
}

/* Every one as often as any other: chi-square with 4 df, below 23.5 (1e-4). */
static void
trades_are_drawn_evenly(void **state)
{
	double count[FEW] = { 0 }, chi = 0, want;
	struct bt_made m;
	size_t i, k;

	(void)state;
	bt_made_init(&m, "trades", few, FEW, 33, 1);
	for (i = 0; i < 20000; i++) {
		(void)bt_made_path(&m, i);
		for (k = 0; k < 33; k++)
			count[m.room->pick[k]]++;
	}
	want = 20000.0 * 33 / FEW;
	for (k = 0; k < FEW; k++)
		chi += (count[k] - want) * (count[k] - want) / want;
	assert_true(chi < 23.5);
	bt_made_free(&m);
}

/* All 6 orders of 3: chi-square with 5 df, below 25.7 (1e-4). */
static void
shuffles_are_even(void **state)
{
	double count[27] = { 0 }, chi = 0;
	static const int orders[] = { 5, 7, 11, 15, 19, 21 };
	struct bt_made m;
	size_t i;

	(void)state;
	bt_made_init(&m, "trades-shuffle", few, 3, 3, 1);
	for (i = 0; i < 60000; i++) {
		(void)bt_made_path(&m, i);
		count[m.room->pick[0] * 9 + m.room->pick[1] * 3 +
		    m.room->pick[2]]++;
	}
	for (i = 0; i < 6; i++) {
		chi += (count[orders[i]] - 10000) * (count[orders[i]] - 10000) /
		    10000;
		count[orders[i]] = 0;
	}
	assert_true(chi < 25.7);
	for (i = 0; i < 27; i++)		/* and nothing else */
		assert_true(count[i] == 0);
	bt_made_free(&m);
}

static void
skips_so_many(void **state)
{
	double ret[100], missed = 0;
	struct bt_made m;
	size_t i, k;

	(void)state;
	for (k = 0; k < 100; k++)
		ret[k] = (double)k + 1.0;
	bt_made_init(&m, "skip-trades:25%", ret, 100, 100, 1);
	for (i = 0; i < 10000; i++) {
		const double *path = bt_made_path(&m, i);

		for (k = 0; k < 100; k++) {
			assert_true(path[k] == 0.0 || path[k] == ret[k]);
			missed += path[k] == 0.0;
		}
	}
	assert_within("missed", missed / 1e6, 0.25,
	    SIGMAS * sqrt(0.25 * 0.75 / 1e6));
	bt_made_free(&m);
}

/* sd of two fills at 10 bps, and half of the most of 20 bps on average. */
static void
jitters_about_the_trades(void **state)
{
	double ret[50] = { 0 }, *all = test_calloc(500000, sizeof(*all));
	const double sd = sqrt(2 * 0.001 * 0.001 + 0.002 * 0.002 / 12.0);
	struct bt_made m;
	struct bt_moments got;
	size_t i;

	(void)state;
	bt_made_init(&m, "jitter:10bps,cost=20bps", ret, 50, 50, 1);
	for (i = 0; i < 10000; i++)
		memcpy(all + i * 50, bt_made_path(&m, i), sizeof(ret));
	bt_moments_of(all, 500000, &got);
	assert_within("mean", got.mean, -0.001, SIGMAS * sd / sqrt(500000));
	assert_within("sd", bt_moments_sd(&got), sd,
	    SIGMAS * sd / sqrt(2 * 500000));
	test_free(all);
	bt_made_free(&m);
}

/* Steps follow each other, but for the first of each block. */
static void
blocks_stay_together(void **state)
{
	double ret[10] = { 0 };
	struct bt_made m;
	size_t i, k;

	(void)state;
	bt_made_init(&m, "block:4", ret, 10, 14, 1);
	for (i = 0; i < 1000; i++) {
		(void)bt_made_path(&m, i);
		for (k = 1; k < 14; k++)
			if (k % 4 != 0)
				assert_true(m.room->pick[k] ==
				    (m.room->pick[k - 1] + 1) % 10);
	}
	bt_made_free(&m);
}

/* An autoregressive series, x = 0.5 x' + z, of unit variance. */
static void
make_series(double *x, size_t n, uint64_t seed)
{
	struct bt_rng rng;
	size_t i;

	bt_rng_init(&rng, seed, 0);
	x[0] = bt_rng_normal(&rng);
	for (i = 1; i < n; i++)
		x[i] = 0.5 * x[i - 1] + sqrt(0.75) * bt_rng_normal(&rng);
}

/* Circular, as the blocks are; mean known. */
static double
autocovariance(const double *x, size_t n, double mean, size_t lag)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < n; i++)
		sum += (x[i] - mean) * (x[(i + lag) % n] - mean);
	return sum / (double)n;
}

/*
 * Steps k apart are of one block with probability (1 - 1/b)^k, so a resample
 * has that share of the sample's (circular) autocovariance: Politis and
 * Romano (1994), lemma 1.  About the sample's mean, averaged over 4,000
 * resamples of 500; the error is that of the average, measured.
 */
static void
stationary_keeps_autocorrelation(void **state)
{
	enum { N = 500, PATHS = 4000 };
	double x[N], got[PATHS], want;
	struct bt_moments of, m;
	struct bt_made made;
	size_t i, k, lag;

	(void)state;
	make_series(x, N, 11);
	bt_moments_of(x, N, &of);
	bt_made_init(&made, "stationary:20", x, N, N, 1);
	for (lag = 0; lag <= 3; lag++) {
		for (i = 0; i < PATHS; i++) {
			const double *r = bt_made_path(&made, i);
			double sum = 0;

			for (k = 0; k + lag < N; k++)
				sum += (r[k] - of.mean) *
				    (r[k + lag] - of.mean);
			got[i] = sum / (double)(N - lag);
		}
		bt_moments_of(got, PATHS, &m);
		want = pow(1.0 - 1.0 / 20.0, (double)lag) *
		    autocovariance(x, N, of.mean, lag);
		assert_within("autocovariance", m.mean, want, SIGMAS *
		    bt_moments_sd(&m) / sqrt(PATHS));
	}
	/* The sample's own is far from 0, or nothing was shown. */
	assert_true(autocovariance(x, N, of.mean, 1) > 0.4);
	bt_made_free(&made);
}

/* A length that is not given is the one of lib/maths/bootstrap. */
static void
lengths_are_chosen(void **state)
{
	double x[500];
	struct bt_bootstrap_length want;
	struct bt_made m;

	(void)state;
	make_series(x, 500, 11);
	want = bt_bootstrap_length_of(x, 500);
	assert_true(want.stationary > 3.0);
	bt_made_init(&m, "stationary", x, 500, 10, 1);
	assert_true(m.draw->value[0] == want.stationary);
	bt_made_free(&m);
	bt_made_init(&m, "block", x, 500, 10, 1);
	assert_true(m.draw->value[0] == round(want.circular));
	bt_made_free(&m);
}

static void
gather_paths(struct bt_made *m, double *all, size_t paths, size_t length)
{
	size_t i;

	for (i = 0; i < paths; i++)
		memcpy(all + i * length, bt_made_path(m, i),
		    length * sizeof(*all));
}

/* Mean and sd of the sample; of the normal distribution, no tails. */
static void
normal_is_normal(void **state)
{
	enum { PATHS = 2000, LENGTH = 200, ALL = PATHS * LENGTH };
	double *all = test_calloc(ALL, sizeof(*all));
	struct bt_made m;
	struct bt_moments of, got;

	(void)state;
	bt_made_init(&m, "parametric", few, FEW, LENGTH, 1);
	gather_paths(&m, all, PATHS, LENGTH);
	bt_moments_of(few, FEW, &of);
	bt_moments_of(all, ALL, &got);
	assert_within("mean", got.mean, of.mean,
	    SIGMAS * bt_moments_sd(&of) / sqrt(ALL));
	assert_within("sd", bt_moments_sd(&got), bt_moments_sd(&of),
	    SIGMAS * bt_moments_sd(&of) / sqrt(2.0 * ALL));
	assert_within("skew", bt_moments_skew(&got), 0, SIGMAS *
	    sqrt(6.0 / ALL));
	assert_within("kurtosis", bt_moments_kurtosis(&got), 0, SIGMAS *
	    sqrt(24.0 / ALL));
	test_free(all);
	bt_made_free(&m);
}

/* Shares beyond quantiles that lib/maths/student knows, at 5 df. */
static void
student_has_its_tails(void **state)
{
	static const double p[] = { 0.001, 0.01, 0.1, 0.3, 0.5, 0.9, 0.999 };
	enum { PATHS = 1000, LENGTH = 400, ALL = PATHS * LENGTH };
	double *all = test_calloc(ALL, sizeof(*all)), at, below;
	struct bt_made m;
	size_t i, k;

	(void)state;
	bt_made_init(&m, "parametric:df=5,mean=1%,sd=2%", few, FEW, LENGTH, 1);
	gather_paths(&m, all, PATHS, LENGTH);
	for (k = 0; k < sizeof(p) / sizeof(p[0]); k++) {
		at = 0.01 + 0.02 * sqrt(3.0 / 5.0) *
		    student_quantile(p[k], 5.0);
		for (i = 0, below = 0; i < ALL; i++)
			below += all[i] <= at;
		assert_within("share below", below / ALL, p[k],
		    SIGMAS * sqrt(p[k] * (1.0 - p[k]) / ALL));
	}
	test_free(all);
	bt_made_free(&m);
}

/*
 * Degrees of freedom by the kurtosis G2: that of 0 0 0 0 0 0 0 0 0 1 is 10
 * (Python, by the formula of Joanes and Gill), so 4.6; of an even sample it is
 * negative: normal.
 */
static void
student_is_fitted(void **state)
{
	double tails[10] = { [9] = 1.0 }, even[] = { -1, -1, 1, 1 };
	struct bt_made m;

	(void)state;
	bt_made_init(&m, "parametric:student", tails, 10, 1, 1);
	assert_within("df", m.draw->value[2], 4.6, 1e-12);
	bt_made_free(&m);
	bt_made_init(&m, "parametric:student", even, 4, 1, 1);
	assert_true(isinf(m.draw->value[2]));
	bt_made_free(&m);
}

/*
 * GARCH with alpha 0.2, beta 0.6: the variance is the sample's, squares are
 * autocorrelated, at lag 1 by alpha (1 - ab - b^2) / (1 - 2ab - b^2) with ab =
 * alpha beta (Bollerslev, 1986): 0.2 x 0.52 / 0.40 = 0.26.  Errors are
 * measured over the paths.
 */
static void
garch_has_its_memory(void **state)
{
	enum { PATHS = 400, LENGTH = 2000 };
	double x[500], v[PATHS], c[PATHS];
	struct bt_moments of, m, cross;
	struct bt_made made;
	size_t i, k;

	(void)state;
	make_series(x, 500, 11);
	bt_moments_of(x, 500, &of);
	bt_made_init(&made, "garch:0.2,beta=0.6,normal", x, 500, LENGTH, 1);
	for (i = 0; i < PATHS; i++) {
		const double *r = bt_made_path(&made, i);
		double a, b;

		v[i] = c[i] = 0;
		for (k = 0; k < LENGTH; k++) {
			a = (r[k] - of.mean) * (r[k] - of.mean);
			v[i] += a / LENGTH;
		}
		for (k = 0; k + 1 < LENGTH; k++) {
			a = (r[k] - of.mean) * (r[k] - of.mean) - v[i];
			b = (r[k + 1] - of.mean) * (r[k + 1] - of.mean) - v[i];
			c[i] += a * b / LENGTH;
		}
		for (k = 0, a = 0; k < LENGTH; k++) {
			b = (r[k] - of.mean) * (r[k] - of.mean) - v[i];
			a += b * b / LENGTH;
		}
		c[i] /= a;
	}
	bt_moments_of(v, PATHS, &m);
	bt_moments_of(c, PATHS, &cross);
	assert_within("variance", m.mean, of.m2 / 500, SIGMAS *
	    bt_moments_sd(&m) / sqrt(PATHS));
	/* An estimate of a correlation is biased by about 1 / LENGTH x 10. */
	assert_within("memory", cross.mean, 0.26, SIGMAS *
	    bt_moments_sd(&cross) / sqrt(PATHS) + 10.0 / LENGTH);
	bt_made_free(&made);
}

/* A path depends on its number and the seed alone. */
static void
paths_stand_alone(void **state)
{
	static const char *const methods[] = { "trades", "trades-shuffle",
		"skip-trades", "jitter", "block:2", "stationary:3",
		"parametric", "parametric:df=4", "garch:0.1,beta=0.8" };
	double x[50], first[50];
	struct bt_made m, other;
	size_t i;

	(void)state;
	make_series(x, 50, 5);
	for (i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
		bt_made_init(&m, methods[i], x, 50, 50, 9);
		memcpy(first, bt_made_path(&m, 3), sizeof(first));
		(void)bt_made_path(&m, 4);
		assert_memory_equal(first, bt_made_path(&m, 3),
		    sizeof(first));
		assert_true(memcmp(first, bt_made_path(&m, 2),
		    sizeof(first)) != 0);
		bt_made_init(&other, methods[i], x, 50, 50, 10);
		assert_true(memcmp(first, bt_made_path(&other, 3),
		    sizeof(first)) != 0);
		bt_made_free(&m);
		bt_made_free(&other);
	}
}

static void
refusals(void **state)
{
	struct bt_sample sample = { .ret = few, .n = FEW };
	struct bt_method method;
	struct bt_resample_rule rule = { .method = &method,
		.sample = &sample, .length = 1 };
	struct bt_err err = BT_ERR_INIT;
	double x[40];

	(void)state;
	assert_int_equal(bt_method_parse("method", bt_resample_families,
	    "garch", &method, &err), 0);
	assert_null(bt_resample_new(&rule, &err));
	assert_string_equal(err.text,
	    "the method 'garch' wants at least 30 returns, got 5");
	err = (struct bt_err)BT_ERR_INIT;
	make_series(x, 40, 1);
	sample = (struct bt_sample){ .ret = x, .n = 40 };
	assert_int_equal(bt_method_parse("method", bt_resample_families,
	    "garch:0.5,beta=0.5", &method, &err), 0);
	assert_null(bt_resample_new(&rule, &err));
	assert_string_equal(err.text,
	    "--method: garch wants alpha + beta below 1, got 1");
	err = (struct bt_err)BT_ERR_INIT;
	rule.length = UINT32_MAX;
	assert_null(bt_resample_new(&rule, &err));
	assert_string_equal(err.text,
	    "paths and samples have at most 4294967294 steps");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trades_have_closed_moments),
		cmocka_unit_test(trades_are_drawn_evenly),
		cmocka_unit_test(shuffles_are_even),
		cmocka_unit_test(skips_so_many),
		cmocka_unit_test(jitters_about_the_trades),
		cmocka_unit_test(blocks_stay_together),
		cmocka_unit_test(stationary_keeps_autocorrelation),
		cmocka_unit_test(lengths_are_chosen),
		cmocka_unit_test(normal_is_normal),
		cmocka_unit_test(student_has_its_tails),
		cmocka_unit_test(student_is_fitted),
		cmocka_unit_test(garch_has_its_memory),
		cmocka_unit_test(paths_stand_alone),
		cmocka_unit_test(refusals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
