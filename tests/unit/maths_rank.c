/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "lib/base/rng.h"
#include "lib/maths/rank.h"

#define N 10

static double
correlation(const double *x, const double *y, size_t n)
{
	struct bt_rank scratch[N];
	double rx[N], ry[N];

	bt_rank_of(x, n, scratch, rx);
	bt_rank_of(y, n, scratch, ry);
	return bt_rank_correlation(rx, ry, n);
}

/* By hand. */
static void
ranks(void **state)
{
	const double x[] = { 3, -1, 4, -1, 5, 4, 4 };
	const double rank[] = { 3, 1.5, 5, 1.5, 7, 5, 5 };
	struct bt_rank scratch[N];
	double got[N];
	size_t i;

	(void)state;
	bt_rank_of(x, 7, scratch, got);
	for (i = 0; i < 7; i++)
		assert_true(got[i] == rank[i]);
}

/* Against counting, for values with many ties. */
static void
agrees_with_counting(void **state)
{
	enum { MANY = 200 };
	double x[MANY], rank[MANY], want;
	struct bt_rank scratch[MANY];
	const uint64_t seed = 20240203;
	struct bt_rng rng;
	size_t i, k, n;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	for (n = 0; n <= MANY; n++) {
		bt_rng_init(&rng, seed, n);
		for (i = 0; i < n; i++)
			x[i] = (double)bt_rng_below(&rng, n < 50 ? 5 : 1000);
		bt_rank_of(x, n, scratch, rank);
		for (i = 0; i < n; i++) {
			for (want = 0.5, k = 0; k < n; k++)
				want += x[k] < x[i] ? 1 : x[k] == x[i] ? 0.5 :
				    0;
			assert_true(rank[i] == want);
		}
	}
}

/*
 * IQ and hours of television of ten people: rho = -29/165 by 1 - 6 sum d^2 /
 * (n (n^2 - 1)) with sum d^2 = 194 (the example of the English Wikipedia,
 * "Spearman's rank correlation coefficient").
 */
static void
correlates(void **state)
{
	const double iq[] = { 106, 86, 100, 101, 99, 103, 97, 113, 112, 110 };
	const double tv[] = { 7, 0, 27, 50, 28, 29, 20, 12, 6, 17 };
	const double up[] = { 1, 2, 3, 4 }, down[] = { 9, 8, 1, -3 };
	const double flat[] = { 2, 2, 2, 2 };
	/* Ranks 1 2.5 2.5 4 against 1 2 3 4: 4.5 / sqrt(4.5 * 5). */
	const double tied[] = { 0, 1, 1, 2 };

	(void)state;
	assert_true(fabs(correlation(iq, tv, 10) + 29.0 / 165.0) < 1e-15);
	assert_true(fabs(correlation(up, up, 4) - 1) < 1e-15);
	assert_true(fabs(correlation(up, down, 4) + 1) < 1e-15);
	assert_true(fabs(correlation(tied, up, 4) - 4.5 / sqrt(22.5)) <
	    1e-15);
	assert_true(isnan(correlation(up, flat, 4)));
	assert_true(isnan(correlation(up, down, 1)));
	assert_true(isnan(correlation(up, down, 0)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranks),
		cmocka_unit_test(agrees_with_counting),
		cmocka_unit_test(correlates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
