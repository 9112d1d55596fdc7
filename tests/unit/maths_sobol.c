/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "lib/maths/sobol.h"

/*
 * By hand.  Direction numbers m / 2^k: of dimension 1 (x + 1) 1/2, 3/4, then
 * m = 2 * 3 ^ 3 = 5, 5/8; of dimension 2 (x^2 + x + 1) 1/2, 3/4, then m =
 * 2 * 3 ^ 4 * 1 ^ 1 = 3, 3/8.  Point i is the sum without carry of those
 * where i has a digit.
 */
static void
first_points(void **state)
{
	static const double want[8][3] = {
		{ 0, 0, 0 }, { 0.5, 0.5, 0.5 },
		{ 0.25, 0.75, 0.75 }, { 0.75, 0.25, 0.25 },
		{ 0.125, 0.625, 0.375 }, { 0.625, 0.125, 0.875 },
		{ 0.375, 0.375, 0.625 }, { 0.875, 0.875, 0.125 },
	};
	size_t dim;
	uint32_t i;

	(void)state;
	for (i = 0; i < 8; i++)
		for (dim = 0; dim < 3; dim++)
			assert_true(bt_sobol(dim, i) * 0x1p-32 ==
			    want[i][dim]);
}

static size_t
rank_of(uint64_t *row, size_t n)
{
	size_t rank = 0, i, bit;
	uint64_t t;

	for (bit = 0; bit < 64; bit++) {
		for (i = rank; i < n && !(row[i] >> bit & 1); i++)
			continue;
		if (i == n)
			continue;
		t = row[i];
		row[i] = row[rank];
		row[rank++] = t;
		for (i = rank; i < n; i++)
			if (row[i] >> bit & 1)
				row[i] ^= t;
	}
	return rank;
}

/*
 * Sobol's property A: of any 2^d points from a multiple of that, in d
 * dimensions, each of the 2^d halves of halves has one: the first binary
 * digits of the d direction numbers of d dimensions, as a matrix over GF(2),
 * have full rank.  A wrong number of the table most likely breaks it.
 */
static void
property_a(void **state)
{
	uint64_t row[BT_SOBOL_DIMS];
	size_t d, dim, k;

	(void)state;
	for (d = 1; d < BT_SOBOL_DIMS; d++) {
		memset(row, 0, sizeof(row));
		for (dim = 0; dim < d; dim++)
			for (k = 0; k < d; k++)
				row[dim] |= (uint64_t)(bt_sobol(dim,
				    (uint32_t)1 << k) >> 31) << k;
		assert_int_equal(rank_of(row, d), d);
	}
}

/* 2^k points: one in each of 2^k parts, in every dimension; shuffled too. */
static void
check_parts(size_t dim, unsigned k, uint32_t from, uint64_t key)
{
	unsigned char met[1024] = { 0 };
	uint32_t i, x;

	for (i = from; i < from + ((uint32_t)1 << k); i++) {
		x = bt_sobol(dim, i);
		if (key != 0)
			x = bt_sobol_shuffle(x, key);
		assert_int_equal(met[x >> (32 - k)]++, 0);
	}
}

static void
one_in_each_part(void **state)
{
	size_t dim;
	unsigned k;

	(void)state;
	for (dim = 0; dim < BT_SOBOL_DIMS; dim++)
		for (k = 1; k <= 10; k++) {
			check_parts(dim, k, 0, 0);
			check_parts(dim, k, (uint32_t)5 << k, 0);
			check_parts(dim, k, (uint32_t)3 << k, dim + 1);
		}
}

/*
 * Dimensions 0 and 1 are a (0, m, 2)-net (Sobol 1967): 2^m points have one in
 * each rectangle of 2^-a by 2^-(m - a); shuffled ones too (Owen 1995).
 */
static void
one_in_each_rectangle(void **state)
{
	unsigned char met[256];
	unsigned a, m = 8;
	uint32_t i, x, y;
	int shuffled;

	(void)state;
	for (shuffled = 0; shuffled < 2; shuffled++)
		for (a = 1; a < m; a++) {
			memset(met, 0, sizeof(met));
			for (i = 256; i < 512; i++) {
				x = bt_sobol(0, i);
				y = bt_sobol(1, i);
				if (shuffled) {
					x = bt_sobol_shuffle(x, 11);
					y = bt_sobol_shuffle(y, 12);
				}
				assert_int_equal(met[x >> (32 - a) << (m - a) |
				    y >> (32 - (m - a))]++, 0);
			}
		}
}

/* Over keys each digit is flipped as often as not: 5 sd of a coin, n = 4000. */
static void
shuffles_are_even(void **state)
{
	int bit, flips[32] = { 0 };
	uint64_t key;
	uint32_t x;

	(void)state;
	for (key = 0; key < 4000; key++) {
		x = bt_sobol_shuffle(0x12345678, key) ^ 0x12345678;
		for (bit = 0; bit < 32; bit++)
			flips[bit] += (int)(x >> bit & 1);
	}
	for (bit = 0; bit < 32; bit++)
		assert_in_range(flips[bit], 2000 - 158, 2000 + 158);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_points),
		cmocka_unit_test(property_a),
		cmocka_unit_test(one_in_each_part),
		cmocka_unit_test(one_in_each_rectangle),
		cmocka_unit_test(shuffles_are_even),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
