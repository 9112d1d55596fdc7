/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "lib/base/portable.h"

/* The C library's functions are right to a unit in the last place. */
static void
near(double got, double want)
{
	if (!(fabs(got - want) <= 4.5e-16 * fabs(want)))
		fail_msg("got %.17g, want %.17g", got, want);
}

static void
logs(void **state)
{
	int i;

	(void)state;
	assert_true(bt_portable_log(1) == 0);
	near(bt_portable_log(2), log(2));
	near(bt_portable_log(1e-300), log(1e-300));
	near(bt_portable_log(1e300), log(1e300));
	for (i = 1; i < 20000; i++)
		near(bt_portable_log(i / 977.0), log(i / 977.0));
	near(bt_portable_log(1 + 0x1p-30), 0x1p-30 - 0x1p-61);
}

static void
exps(void **state)
{
	int i;

	(void)state;
	assert_true(bt_portable_exp(0) == 1);
	near(bt_portable_exp(1), exp(1));
	for (i = -70799; i < 70900; i += 7)
		near(bt_portable_exp(i / 100.0), exp(i / 100.0));
	for (i = -1000; i < 1000; i++)
		near(bt_portable_exp(i / 1e6), exp(i / 1e6));
	assert_true(bt_portable_exp(-709) == 0);
	assert_true(isinf(bt_portable_exp(709.5)));
	assert_true(isinf(bt_portable_exp(INFINITY)));
	assert_true(bt_portable_exp(-INFINITY) == 0);
	assert_true(bt_portable_exp(NAN) == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(logs),
		cmocka_unit_test(exps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
