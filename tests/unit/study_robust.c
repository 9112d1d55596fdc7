/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "lib/study/robust.h"

static void
near(const char *what, double got, double want, double tolerance)
{
	if (!(fabs(got - want) <= tolerance))
		fail_msg("%s is %.17g, not %.17g", what, got, want);
}

/*
 * The numerical example of Bailey and Lopez de Prado 2014: five years of 250
 * days, an annual Sharpe ratio of 2.5 with skewness -3 and kurtosis 10, chosen
 * out of 100 trials whose annual Sharpe ratios have a variance of 1/2, is to be
 * compared with 0.1132 a day and has a deflated Sharpe ratio of 0.9004; out of
 * 46, of 0.9505; and out of 88 if the returns were normal.
 */
static void
deflated_sharpe_as_published(void **state)
{
	struct bt_robust_sharpe s = { 1250, 2.5 / sqrt(250.0), -3.0, 10.0 };
	const double variance = 0.5 / 250.0;

	(void)state;
	near("luck of 100", bt_robust_luck(variance, 100.0), 0.1132, 5e-5);
	near("deflated Sharpe of 100",
	    bt_robust_psr(&s, bt_robust_luck(variance, 100.0)), 0.9004, 5e-5);
	near("deflated Sharpe of 46",
	    bt_robust_psr(&s, bt_robust_luck(variance, 46.0)), 0.9505, 5e-5);
	s.skew = 0.0;
	s.kurtosis = 3.0;
	near("normal deflated Sharpe of 88",
	    bt_robust_psr(&s, bt_robust_luck(variance, 88.0)), 0.9505, 5e-5);
}

/*
 * Bailey and Lopez de Prado 2012: to say with 95 % confidence that an annual
 * Sharpe ratio of 2 is above 1, returns being normal, takes 2.73 years of
 * daily, 2.83 of weekly and 3.24 of monthly returns.
 */
static void
track_record_as_published(void **state)
{
	static const double periods[] = { 252.0, 52.0, 12.0 };
	static const double years[] = { 2.73, 2.83, 3.24 };
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		struct bt_robust_sharpe s = { 1000, 2.0 / sqrt(periods[i]),
			0.0, 3.0 };

		near("years", bt_robust_min_track(&s, 1.0 / sqrt(periods[i]),
		    0.95) / periods[i], years[i], 0.005);
	}
}

/* A track record of the minimum length has the confidence it was asked for. */
static void
track_record_is_psr(void **state)
{
	struct bt_robust_sharpe s = { 1000, 0.11, -0.7, 8.0 };
	double n = bt_robust_min_track(&s, 0.05, 0.9);

	(void)state;
	s.n = (size_t)ceil(n);
	near("confidence", bt_robust_psr(&s, 0.05), 0.9, 1e-3);
	s.n = (size_t)floor(n);
	assert_true(bt_robust_psr(&s, 0.05) <= 0.9);
}

/*
 * By hand: returns 0.02 -0.01 0.02 0.01 have mean 0.01, squares 6e-4, third
 * powers -6e-6, fourth 1.8e-7, so S = 0.01 / sqrt(2e-4), skewness
 * -1.5e-6 / (1.5e-4)^1.5, kurtosis 4.5e-8 / 2.25e-8 = 2.
 */
static void
moments_of_a_sample(void **state)
{
	static const double ret[] = { 0.02, -0.01, 0.02, 0.01 };
	struct bt_robust_sharpe s;
	struct bt_perf perf;
	double scratch[4];

	(void)state;
	bt_perf_of(ret, 4, 252.0, 0.0, BT_PERF_ALL, scratch, &perf);
	s = bt_robust_of(&perf);
	assert_int_equal(s.n, 4);
	near("Sharpe", s.sharpe, 0.01 / sqrt(2e-4), 1e-14);
	near("skewness", s.skew, -1.5e-6 / pow(1.5e-4, 1.5), 1e-12);
	near("kurtosis", s.kurtosis, 2.0, 1e-12);
}

static void
edges(void **state)
{
	static const double flat[] = { 0.01, 0.01, 0.01 };
	struct bt_robust_sharpe s = { 100, 0.1, 0.0, 3.0 };
	struct bt_perf perf;
	double scratch[3];

	(void)state;
	near("even", bt_robust_psr(&s, 0.1), 0.5, 0.0);
	assert_true(isinf(bt_robust_min_track(&s, 0.1, 0.95)));
	s.n = 1;
	assert_true(isnan(bt_robust_psr(&s, 0.0)));
	bt_perf_of(flat, 3, 252.0, 0.0, BT_PERF_ALL, scratch, &perf);
	s = bt_robust_of(&perf);
	assert_true(isnan(s.sharpe));
	assert_true(isnan(bt_robust_psr(&s, 0.0)));
	assert_true(isnan(bt_robust_min_track(&s, 0.0, 0.95)));
	near("one trial", bt_robust_luck(0.01, 1.0), 0.0, 0.0);
	/* 0.5 + 0.5 x 100; and correlations below 0 count as none. */
	near("independent", bt_robust_independent(100.0, 0.5), 50.5, 1e-12);
	near("independent", bt_robust_independent(100.0, -0.1), 100.0, 0.0);
	near("independent", bt_robust_independent(100.0, 1.0), 1.0, 0.0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(deflated_sharpe_as_published),
		cmocka_unit_test(track_record_as_published),
		cmocka_unit_test(track_record_is_psr),
		cmocka_unit_test(moments_of_a_sample),
		cmocka_unit_test(edges),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
