/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "lib/chance/draw.h"

#define N 4000000

/* So many of N with the probability p, within 4 standard errors. */
static void
share(const char *what, double x, double count, double p)
{
	const double se = sqrt(p * (1 - p) / N);

	if (!(fabs(count / N - p) <= 4 * se))
		fail_msg("%s %g: %.7g, theory %.7g, standard error %.2g",
		    what, x, count / N, p, se);
}

/* The tail begins at 3.44, so 3.5 and 4.5 lie in it. */
static void
normals(void **state)
{
	static const double at[] = { -4.5, -3.5, -2, -1, -0.3, 0, 0.5, 1.5,
		2.5, 3.5, 4.5 };
	const size_t nat = sizeof(at) / sizeof(at[0]);
	double below[sizeof(at) / sizeof(at[0])] = { 0 }, z;
	struct bt_draw_tables tables;
	struct bt_draw d;
	size_t k;
	int i;

	(void)state;
	bt_draw_tables_init(&tables);
	bt_draw_init(&d, &tables, 1, 2);
	for (i = 0; i < N; i++) {
		z = bt_draw_normal(&d);
		for (k = 0; k < nat; k++)
			below[k] += z < at[k];
	}
	for (k = 0; k < nat; k++)
		share("normal below", at[k], below[k],
		    erfc(-at[k] / sqrt(2)) / 2);
}

/* The tail begins at 7.70. */
static void
exponentials(void **state)
{
	static const double at[] = { 0.01, 0.3, 1, 2, 4, 7, 8, 10 };
	const size_t nat = sizeof(at) / sizeof(at[0]);
	double above[sizeof(at) / sizeof(at[0])] = { 0 }, x;
	struct bt_draw_tables tables;
	struct bt_draw d;
	size_t k;
	int i;

	(void)state;
	bt_draw_tables_init(&tables);
	bt_draw_init(&d, &tables, 3, 4);
	for (i = 0; i < N; i++) {
		x = bt_draw_exponential(&d);
		assert_true(x >= 0);
		for (k = 0; k < nat; k++)
			above[k] += x > at[k];
	}
	for (k = 0; k < nat; k++)
		share("exponential above", at[k], above[k], exp(-at[k]));
}

/*
 * FNV-1a of "foobar" is 0x85944171f73967e8 (the authors' test vectors); the
 * byte 0xff and the purpose 0 follow it.
 */
static void
keys(void **state)
{
	uint64_t h = 0x85944171f73967e8;

	(void)state;
	h = (h ^ 0xff) * 0x100000001b3;
	h = h * 0x100000001b3;
	assert_true(bt_draw_key(bt_span("foobar"), 0) == h);
	assert_true(bt_draw_key(bt_span("foobar"), 1) != h);
	assert_true(bt_draw_key(bt_span("fooba"), 0) != h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(normals),
		cmocka_unit_test(exponentials),
		cmocka_unit_test(keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
