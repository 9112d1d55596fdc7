/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "lib/base/rng.h"
#include "lib/maths/eigen.h"

#define MAX 30

/* By hand: (2 1; 1 2) has 1 along (1, -1) and 3 along (1, 1). */
static void
two_by_two(void **state)
{
	double a[] = { 2, 1, 1, 2 }, value[2], v[4];
	size_t high;

	(void)state;
	bt_eigen_symmetric(a, 2, value, v);
	high = value[1] > value[0];
	assert_true(fabs(value[high] - 3) < 1e-15);
	assert_true(fabs(value[!high] - 1) < 1e-15);
	assert_true(fabs(v[high] - v[2 + high]) < 1e-15);
	assert_true(fabs(v[!high] + v[2 + !high]) < 1e-15);
	assert_true(fabs(fabs(v[high]) - sqrt(0.5)) < 1e-15);
}

static void
diagonal_and_equal(void **state)
{
	double a[] = { 5, 0, 0, 0, 5, 0, 0, 0, 0 }, value[3], v[9];
	size_t i;

	(void)state;
	bt_eigen_symmetric(a, 3, value, v);
	assert_true(value[0] == 5 && value[1] == 5 && value[2] == 0);
	for (i = 0; i < 9; i++)
		assert_true(v[i] == (i % 4 == 0));
	a[0] = -7;
	bt_eigen_symmetric(a, 1, value, v);
	assert_true(value[0] == -7 && v[0] == 1);
}

/*
 * The second difference of n points has 2 - 2 cos(k pi / (n + 1)), k = 1 .. n
 * (Strang, "The discrete cosine transform", SIAM Review 41, 1999, DST-1).
 */
static void
known_spectrum(void **state)
{
	double a[MAX * MAX] = { 0 }, value[MAX], v[MAX * MAX], want, best;
	const double pi = 3.14159265358979323846;
	size_t i, k;

	(void)state;
	for (i = 0; i < MAX; i++) {
		a[i * MAX + i] = 2;
		if (i + 1 < MAX)
			a[i * MAX + i + 1] = -1;
	}
	bt_eigen_symmetric(a, MAX, value, v);
	for (k = 1; k <= MAX; k++) {
		want = 2 - 2 * cos((double)k * pi / (MAX + 1));
		best = 1;
		for (i = 0; i < MAX; i++)
			if (fabs(value[i] - want) < best)
				best = fabs(value[i] - want);
		assert_true(best < 1e-13);
	}
}

/* Random ones, with scales from 1e-6 to 1e6: a v = value v, v orthonormal. */
static void
definition(void **state)
{
	double a[MAX * MAX], copy[MAX * MAX], value[MAX], v[MAX * MAX], s, dot;
	struct bt_rng rng;
	size_t n, i, j, k;

	(void)state;
	bt_rng_init(&rng, 1, 2);
	for (n = 1; n <= MAX; n += 7) {
		for (i = 0; i < n; i++)
			for (j = i; j < n; j++)
				a[i * n + j] = a[j * n + i] =
				    bt_rng_normal(&rng) * pow(10, 12 *
				    bt_rng_uniform(&rng) - 6);
		memcpy(copy, a, sizeof(a));
		bt_eigen_symmetric(copy, n, value, v);
		for (j = 0; j < n; j++)
			for (i = 0; i < n; i++) {
				for (s = dot = 0, k = 0; k < n; k++) {
					s += a[i * n + k] * v[k * n + j];
					dot += v[k * n + i] * v[k * n + j];
				}
				assert_true(fabs(s - value[j] *
				    v[i * n + j]) < 1e-7);
				assert_true(fabs(dot - (i == j)) < 1e-13);
			}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_by_two),
		cmocka_unit_test(diagonal_and_equal),
		cmocka_unit_test(known_spectrum),
		cmocka_unit_test(definition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
