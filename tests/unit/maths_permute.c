/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "lib/maths/permute.h"

#define MAX 5000

/* Each number once, for sizes at and beside the powers of four. */
static void
each_once(void **state)
{
	static const uint64_t sizes[] = { 1, 2, 3, 4, 5, 15, 16, 17, 255, 256,
	    257, 1000, 4095, 4096, 4097, MAX };
	unsigned char seen[MAX];
	uint64_t i, key, x;
	size_t k;

	(void)state;
	for (k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++)
		for (key = 0; key < 5; key++) {
			memset(seen, 0, sizeof(seen));
			for (i = 0; i < sizes[k]; i++) {
				x = bt_permute(sizes[k], key, i);
				assert_true(x < sizes[k]);
				assert_int_equal(seen[x]++, 0);
			}
		}
}

static void
large_sizes(void **state)
{
	const uint64_t n = ((uint64_t)1 << 63) - 1;
	uint64_t i, a, b;

	(void)state;
	for (i = 0; i < 1000; i++) {
		a = bt_permute(n, 1, i);
		b = bt_permute(UINT64_MAX, 1, n + i);
		assert_true(a < n && b < UINT64_MAX);
		assert_true(a != bt_permute(n, 1, n - 1 - i));
		assert_true(a != bt_permute(n, 2, i));
	}
}

/*
 * All 24 orders of four things are equally likely over the keys.  Chi-square
 * with 23 degrees of freedom: above 49.73 once in 1,000 (Abramowitz and
 * Stegun, table 26.8); here the keys are fixed, so it is never or always.
 */
static void
orders_are_even(void **state)
{
	const double expect = 24000 / 24.0;
	long count[256] = { 0 };
	double chi = 0;
	uint64_t key, i;
	unsigned order;
	size_t k, met = 0;

	(void)state;
	for (key = 0; key < 24000; key++) {
		for (order = 0, i = 0; i < 4; i++)
			order = order << 2 | (unsigned)bt_permute(4, key, i);
		count[order]++;
	}
	for (k = 0; k < 256; k++) {
		if (count[k] == 0)
			continue;
		met++;
		chi += ((double)count[k] - expect) *
		    ((double)count[k] - expect) / expect;
	}
	assert_int_equal(met, 24);
	assert_true(chi < 49.73);
}

/*
 * What stands at a place says nothing of its neighbour: the correlation of
 * places 0 .. n - 1 with what stands there, and of a value with the next,
 * within five standard errors (1 / sqrt n).
 */
static void
neighbours_are_unrelated(void **state)
{
	const uint64_t n = 40000;
	const double mean = ((double)n - 1) / 2;
	double with_place = 0, with_next = 0, spread = 0, x, y;
	uint64_t i;

	(void)state;
	y = (double)bt_permute(n, 3, 0) - mean;
	for (i = 0; i < n - 1; i++) {
		x = y;
		y = (double)bt_permute(n, 3, i + 1) - mean;
		with_place += x * ((double)i - mean);
		with_next += x * y;
		spread += x * x;
	}
	assert_in_range((long)(100000 * (with_place / spread + 1)), 97500,
	    102500);
	assert_in_range((long)(100000 * (with_next / spread + 1)), 97500,
	    102500);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_once),
		cmocka_unit_test(large_sizes),
		cmocka_unit_test(orders_are_even),
		cmocka_unit_test(neighbours_are_unrelated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
