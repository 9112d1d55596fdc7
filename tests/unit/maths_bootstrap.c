/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "lib/maths/bootstrap.h"

#define DRAWS 200000
#define MAX 20000

/* How many blocks there are: places where the next row does not follow. */
static size_t
count_blocks(const uint32_t *index, size_t count, size_t n)
{
	size_t i, blocks = 1;

	for (i = 1; i < count; i++)
		blocks += index[i] != (index[i - 1] + 1) % n;
	return blocks;
}

/*
 * Starts are binomial(DRAWS, 1 / block), and one in n of them happens to go
 * on where the block before ended: five standard deviations either way.
 */
static void
stationary_blocks(void **state)
{
	static const double block[] = { 0.5, 1.0, 2.0, 7.5, 50.0 };
	static uint32_t index[DRAWS], times[100];
	struct bt_rng rng;
	double p, seen;
	size_t i, k;

	(void)state;
	for (k = 0; k < sizeof(block) / sizeof(block[0]); k++) {
		bt_rng_init(&rng, 1, k);
		bt_bootstrap_stationary(&rng, 100, block[k], index, DRAWS);
		p = 0.99 / fmax(block[k], 1.0);
		seen = (double)count_blocks(index, DRAWS, 100);
		if (fabs(seen - DRAWS * p) > 5.0 * sqrt(DRAWS * p * (1.0 - p)))
			fail_msg("block %g: %g blocks, not %g", block[k], seen,
			    DRAWS * p);
		for (i = 0; i < 100; i++)
			times[i] = 0;
		for (i = 0; i < DRAWS; i++)
			times[index[i]]++;
		/* Rows of one block are not independent draws. */
		for (i = 0; i < 100; i++)
			if (fabs(times[i] - 2000.0) >
			    5.0 * sqrt(2000.0 * (2.0 * fmax(block[k], 1.0))))
				fail_msg("block %g: row %zu %u times",
				    block[k], i, times[i]);
	}
}

static void
circular_blocks(void **state)
{
	uint32_t index[1003];
	struct bt_rng rng;
	size_t i;

	(void)state;
	bt_rng_init(&rng, 7, 0);
	bt_bootstrap_circular(&rng, 10, 4, index, 1003);
	for (i = 0; i < 1003; i++) {
		assert_true(index[i] < 10);
		if (i % 4 != 0)
			assert_int_equal(index[i], (index[i - 1] + 1) % 10);
	}
	bt_bootstrap_circular(&rng, 1, 3, index, 5);
	for (i = 0; i < 5; i++)
		assert_int_equal(index[i], 0);
}

/* x[t] = rho x[t - 1] + normal */
static void
make_series(double *x, size_t n, double rho, uint64_t seed)
{
	struct bt_rng rng;
	size_t i;

	bt_rng_init(&rng, seed, 0);
	for (i = 0; i < n; i++)
		x[i] = bt_rng_normal(&rng) + (i > 0 ? rho * x[i - 1] : 0.0);
}

/* The same from the paper's words: all autocorrelations first. */
static struct bt_bootstrap_length
slow_length(const double *x, size_t n)
{
	static double r[MAX];
	const size_t most = (size_t)ceil(sqrt((double)n)) + 5;
	double mean = 0.0, g = 0.0, spectrum, lambda, limit, cap;
	size_t i, k, m, lags;
	bool quiet;

	for (i = 0; i < n; i++)
		mean += x[i] / (double)n;
	for (k = 0; k <= most; k++) {
		r[k] = 0.0;
		for (i = 0; i + k < n; i++)
			r[k] += (x[i] - mean) * (x[i + k] - mean) / (double)n;
	}
	limit = 2.0 * sqrt(log10((double)n) / (double)n) * r[0];
	for (m = 0; m + 5 <= most; m++) {
		quiet = true;
		for (k = m + 1; k <= m + 5; k++)
			quiet = quiet && fabs(r[k]) < limit;
		if (quiet)
			break;
	}
	if (m + 5 > most)
		for (m = most; m > 0 && fabs(r[m]) < limit;)
			m--;
	lags = m == 0 ? 2 : 2 * m < most ? 2 * m : most;
	spectrum = r[0];
	for (k = 1; k <= lags; k++) {
		lambda = 2 * k <= lags ? 1.0 :
		    2.0 - 2.0 * (double)k / (double)lags;
		g += 2.0 * lambda * (double)k * r[k];
		spectrum += 2.0 * lambda * r[k];
	}
	cap = ceil(fmin(3.0 * sqrt((double)n), (double)n / 3.0));
	return (struct bt_bootstrap_length){
	    fmin(cap, fmax(1.0, pow(2.0 * g * g /
	    (2.0 * spectrum * spectrum) * (double)n, 1.0 / 3.0))),
	    fmin(cap, fmax(1.0, pow(2.0 * g * g /
	    (4.0 / 3.0 * spectrum * spectrum) * (double)n, 1.0 / 3.0))) };
}

static void
length_by_slow_reference(void **state)
{
	static const double rho[] = { -0.5, 0.0, 0.3, 0.8, 0.99, 1.0 };
	static const size_t size[] = { 9, 10, 25, 100, 1001, 5000 };
	static double x[MAX];
	struct bt_bootstrap_length got, want;
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(rho) / sizeof(rho[0]); i++)
		for (j = 0; j < sizeof(size) / sizeof(size[0]); j++) {
			make_series(x, size[j], rho[i], 10 * i + j);
			got = bt_bootstrap_length_of(x, size[j]);
			want = slow_length(x, size[j]);
			if (!(fabs(got.stationary / want.stationary - 1.0) <
			    1e-9 && fabs(got.circular / want.circular - 1.0) <
			    1e-9))
				fail_msg("rho %g, %zu rows: %.17g %.17g, not "
				    "%.17g %.17g", rho[i], size[j],
				    got.stationary, got.circular,
				    want.stationary, want.circular);
		}
}

/*
 * For x[t] = rho x[t - 1] + e the sums behind the choice are known: with
 * c = (1 - rho)(1 + rho), G / g(0) = 2 rho / c, so the best length is
 * (2 rho / c)^(2/3) n^(1/3) for the stationary bootstrap (Politis and White
 * 2004, section 3.2, less the factor that the correction of 2009 removes).
 */
static void
length_in_theory(void **state)
{
	static double x[MAX];
	const double rho = 0.6, c = (1.0 - rho) * (1.0 + rho);
	struct bt_bootstrap_length got;
	double sum = 0.0, want = pow(2.0 * rho / c, 2.0 / 3.0) *
	    cbrt((double)MAX);
	size_t i;

	(void)state;
	for (i = 0; i < 20; i++) {
		make_series(x, MAX, rho, 100 + i);
		got = bt_bootstrap_length_of(x, MAX);
		sum += got.stationary / 20.0;
	}
	if (fabs(sum / want - 1.0) > 0.1)
		fail_msg("mean of 20 lengths %g, not about %g", sum, want);
}

static void
length_of_nothing(void **state)
{
	static const double flat[100];
	static const double few[] = { 1, 2, 3, 4, 5, 6, 7, 8 };

	(void)state;
	assert_true(bt_bootstrap_length_of(flat, 100).stationary == 1.0);
	assert_true(bt_bootstrap_length_of(few, 8).circular == 1.0);
	assert_true(bt_bootstrap_length_of(NULL, 0).stationary == 1.0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stationary_blocks),
		cmocka_unit_test(circular_blocks),
		cmocka_unit_test(length_by_slow_reference),
		cmocka_unit_test(length_in_theory),
		cmocka_unit_test(length_of_nothing),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
