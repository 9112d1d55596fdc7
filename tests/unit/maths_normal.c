/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "lib/maths/normal.h"
#include "tests/unit/student.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static void
near(const char *what, double x, double got, double want, double tolerance)
{
	if (!(fabs(got - want) <= tolerance * fabs(want)))
		fail_msg("%s of %.17g is %.17g, not %.17g", what, x, got, want);
}

/* mpmath 1.3.0, 40 digits: the root of ncdf(x) = p. */
static const struct {
	double	p, x;
} quantiles[] = {
	{ 1e-300, -37.047096299361199237 },
	{ 1e-20, -9.2623400897984075796 },
	{ 1e-5, -4.2648907939228246102 },
	{ 0.01, -2.3263478740408410931 },
	{ 0.075, -1.4395314709384559349 },
	{ 0.3, -0.52440051270804081597 },
	{ 0.6, 0.25334710313579974132 },
	{ 0.975, 1.9599639845400538556 },
	{ 0.999999, 4.7534243088170877657 },
};

static void
normal_quantile(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < LEN(quantiles); i++) {
		near("quantile", quantiles[i].p,
		    bt_normal_quantile(quantiles[i].p), quantiles[i].x, 1e-15);
		/* The density's slope makes x^2 times of an error in x. */
		near("cdf", quantiles[i].x, bt_normal_cdf(quantiles[i].x),
		    quantiles[i].p, 1e-12);
	}
	assert_true(bt_normal_quantile(0.5) == 0.0);
	assert_true(bt_normal_quantile(0.0) == -(double)INFINITY);
	assert_true(bt_normal_quantile(1.0) == (double)INFINITY);
	assert_true(isnan(bt_normal_quantile(-1e-9)));
	assert_true(isnan(bt_normal_quantile((double)NAN)));
}

/*
 * mpmath 1.3.0: the formula with exact quantiles, and the integral of
 * x n phi(x) Phi(x)^(n - 1), which the formula comes near.
 */
static void
expected_maximum(void **state)
{
	static const struct {
		double	n, formula, exact;
	} rows[] = {
		{ 2, 0.519755344280594, 0.564189583548 },
		{ 3, 0.852804496150695, 0.846284375322 },
		{ 5, 1.19259400101479, 1.16296447364 },
		{ 10, 1.57459830134575, 1.53875273084 },
		{ 100, 2.53060289320168, 2.50759363644 },
		{ 1000, 3.25512151365273, 3.24143576913 },
		{ 100000, 4.39082874237777, 4.38431940311 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < LEN(rows); i++) {
		near("expected maximum", rows[i].n,
		    bt_normal_expected_max(rows[i].n), rows[i].formula, 1e-14);
		near("exact maximum", rows[i].n,
		    bt_normal_expected_max(rows[i].n), rows[i].exact,
		    rows[i].n < 3.0 ? 0.08 : 0.026);
	}
	assert_true(bt_normal_expected_max(1.0) == 0.0);
	assert_true(isnan(bt_normal_expected_max(0.0)));
}

/* mpmath 1.3.0: P(T <= -1.5), and the root of P(T <= t) = 0.975. */
static const struct {
	double	df, p, t;
} students[] = {
	{ 0.5, 0.253950895324054224, 164.557673480488241 },
	{ 1, 0.187167041810998816, 12.7062047361746933 },
	{ 2, 0.13619656244550054, 4.30265272974946179 },
	{ 3, 0.115291932622411526, 3.18244630528370844 },
	{ 4.5, 0.10010954282807676, 2.65891234720440298 },
	{ 10, 0.0822536632227200904, 2.22813885198622427 },
	{ 30, 0.0720329645643230007, 2.04227245630123789 },
	{ 100, 0.0683825290623444284, 1.98397151852355189 },
	{ 1000000, 0.0668073591183963846, 1.95996635681410666 },
};

static void
student_distribution(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < LEN(students); i++) {
		near("cdf at df", students[i].df,
		    student_cdf(-1.5, students[i].df), students[i].p, 2e-13);
		near("cdf above at df", students[i].df,
		    student_cdf(1.5, students[i].df),
		    1.0 - students[i].p, 2e-13);
		near("quantile at df", students[i].df,
		    student_quantile(0.975, students[i].df),
		    students[i].t, 1e-11);
	}
	/* One degree of freedom: 1/2 + atan(t) / pi, far out as well. */
	near("far tail", -1e8, student_cdf(-1e8, 1.0),
	    atan(1e-8) / 3.14159265358979323846, 1e-12);
	near("limit", 1.5, student_cdf(1.5, 1e11), bt_normal_cdf(1.5),
	    1e-15);
}

static void
student_edges(void **state)
{
	(void)state;
	assert_true(student_quantile(0.5, 3.0) == 0.0);
	assert_true(student_cdf(0.0, 3.0) == 0.5);
	assert_true(student_cdf((double)INFINITY, 3.0) == 1.0);
	assert_true(student_quantile(0.0, 3.0) == -(double)INFINITY);
	assert_true(student_quantile(1.0, 3.0) == (double)INFINITY);
	assert_true(isnan(student_quantile(0.5, 0.0)));
	assert_true(isnan(student_cdf(0.5, -1.0)));
	assert_true(isnan(student_quantile(1.5, 3.0)));
}

/* I_x(1, b) = 1 - (1 - x)^b, I_x(a, 1) = x^a, I_x(a, b) + I_1-x(b, a) = 1. */
static void
beta_identities(void **state)
{
	double x, b;

	(void)state;
	for (x = 0.0; x <= 1.0; x += 0.0625)
		for (b = 0.25; b < 600.0; b *= 3.0) {
			near("beta(1, b)", x, student_beta(1.0, b, x),
			    -expm1(b * log1p(-x)), 1e-12);
			near("beta(a, 1)", x, student_beta(b, 1.0, x),
			    pow(x, b), 1e-12);
			near("beta sum", x, student_beta(2.5, b, x) +
			    student_beta(b, 2.5, 1.0 - x), 1.0, 1e-13);
		}
	assert_true(isnan(student_beta(1.0, 1.0, 1.5)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(normal_quantile),
		cmocka_unit_test(expected_maximum),
		cmocka_unit_test(student_distribution),
		cmocka_unit_test(student_edges),
		cmocka_unit_test(beta_identities),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
