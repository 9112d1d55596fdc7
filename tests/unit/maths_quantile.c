/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/maths/quantile.h"

#define MAX 6000

/* R 4.2.2: quantile(c(3, 1, 4, 1, 5, 9, 2, 6), p) is 1, 1.35, 3.5, 7.95. */
static void
known_sample(void **state)
{
	static const double p[] = { 0.0, 0.05, 0.5, 0.95, 1.0 };
	static const double want[] = { 1.0, 1.0, 3.5, 7.95, 9.0 };
	double x[8];
	size_t i;

	(void)state;
	for (i = 0; i < 5; i++) {
		memcpy(x, (double[]){ 3, 1, 4, 1, 5, 9, 2, 6 }, sizeof(x));
		if (fabs(bt_quantile(x, 8, p[i]) - want[i]) > 1e-14)
			fail_msg("quantile %g is %.17g", p[i],
			    bt_quantile(x, 8, p[i]));
	}
}

static void
few_values(void **state)
{
	double x[2] = { 7.0, 3.0 };

	(void)state;
	assert_true(isnan(bt_quantile(x, 0, 0.5)));
	assert_true(bt_quantile(x, 1, 0.05) == 7.0);
	assert_true(bt_quantile(x, 2, 0.25) == 4.0);
}

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Orders that data come in, and some that break careless selection. */
static double
value_at(int order, size_t i, size_t n, uint64_t *state)
{
	*state = *state * 6364136223846793005U + 1442695040888963407U;
	switch (order) {
	case 0:
		return (double)(*state >> 40);		/* random */
	case 1:
		return (double)i;			/* sorted */
	case 2:
		return (double)(n - i);			/* reversed */
	case 3:
		return 1.0;				/* all equal */
	case 4:
		return (double)(i < n / 2 ? i : n - i);	/* organ pipe */
	case 5:
		return (double)(i % 3);			/* few values */
	default:
		return i % 2 ? (double)i : -(double)i;	/* zigzag */
	}
}

/* Selection is sorting, for every order and for many ranks (seed 1). */
static void
selects_as_sorting_does(void **state)
{
	static const size_t sizes[] = { 1, 2, 16, 17, 100, 2539, 2541, MAX };
	static double x[MAX], sorted[MAX], work[MAX];
	uint64_t seed = 1;
	size_t i, k, n, s;
	int order;

	(void)state;
	for (order = 0; order < 7; order++)
		for (s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
			n = sizes[s];
			for (i = 0; i < n; i++)
				x[i] = value_at(order, i, n, &seed);
			memcpy(sorted, x, n * sizeof(*x));
			qsort(sorted, n, sizeof(*sorted), compare);
			for (k = 0; k < n; k += 1 + n / 23) {
				memcpy(work, x, n * sizeof(*x));
				assert_true(bt_quantile_select(work, n, k) ==
				    sorted[k]);
				for (i = 0; i < n; i++)
					assert_true(i < k ?
					    work[i] <= work[k] :
					    work[i] >= work[k]);
			}
		}
}

/* As one by one, for every order, near and far quantiles and equal ones. */
static void
several_are_as_one(void **state)
{
	static const size_t sizes[] = { 0, 1, 2, 3, 17, 100, 2541, MAX };
	static const double p[] = { 0.0, 0.05, 0.05, 0.0501, 0.5, 0.95, 1.0 };
	static double x[MAX], work[MAX];
	const size_t np = sizeof(p) / sizeof(p[0]);
	double got[sizeof(p) / sizeof(p[0])], want;
	uint64_t seed = 2;
	size_t i, s;
	int order;

	(void)state;
	for (order = 0; order < 7; order++)
		for (s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
			for (i = 0; i < sizes[s]; i++)
				work[i] = x[i] = value_at(order, i, sizes[s],
				    &seed);
			bt_quantiles(work, sizes[s], p, np, got);
			for (i = 0; i < np; i++) {
				memcpy(work, x, sizes[s] * sizeof(*x));
				want = bt_quantile(work, sizes[s], p[i]);
				assert_true(got[i] == want ||
				    (isnan(got[i]) && isnan(want)));
			}
		}
}

/* -5 -3 -3 1 2: at or below -3 lie three values, their mean is -11/3. */
static void
tail_includes_ties(void **state)
{
	const double x[] = { 1, -3, 2, -5, -3 };

	(void)state;
	assert_true(fabs(bt_quantile_tail_mean(x, 5, -3.0) + 11.0 / 3.0) <
	    1e-15);
	assert_true(bt_quantile_tail_mean(x, 5, -4.0) == -5.0);
	assert_true(isnan(bt_quantile_tail_mean(x, 5, -6.0)));
	assert_true(isnan(bt_quantile_tail_mean(x, 0, 0.0)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_sample),
		cmocka_unit_test(few_values),
		cmocka_unit_test(selects_as_sorting_does),
		cmocka_unit_test(several_are_as_one),
		cmocka_unit_test(tail_includes_ties),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
