/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "lib/base/rng.h"
#include "lib/sweep/overfit_map.h"
#include "lib/sweep/overfit_peak.h"

static void
must(int rc, const struct bt_err *err)
{
	if (rc == -1)
		fail_msg("%s", err->text);
}

static void
near(const char *what, double got, double want, double tolerance)
{
	if (!(fabs(got - want) <= tolerance))
		fail_msg("%s is %.17g, not %.17g", what, got, want);
}

/* A 3 x 2 grid with f = 10 x + y + 5 (x = 2 and y = 1). */
static double
surface(double x, double y)
{
	return 10.0 * x + y + (x == 2.0 && y == 1.0 ? 5.0 : 0.0);
}

static const double	values[] = { 0, 1, 2, 3, 4 };
static const struct bt_dim dims[] = {
	{ .name = "x", .kind = BT_DIM_INTEGER, .levels = 3, .value = values,
	    .lo = 0, .hi = 2 },
	{ .name = "y", .kind = BT_DIM_INTEGER, .levels = 2, .value = values,
	    .lo = 0, .hi = 1 },
};
static const struct bt_space	grid = { .dim = dims, .ndims = 2 };

/*
 * By hand: the six values are 0 1 10 11 20 26, mean 34/3, sum of squares about
 * it 527.33.  Means by x are 0.5, 10.5, 23: between them 2 x (10.8333^2 +
 * 0.8333^2 + 11.6667^2) = 508.33, within 19 with 3 degrees of freedom, so x
 * explains (508.33 - 2 x 19 / 3) / 527.33.  Means by y are 10 and 12.667.
 */
static void
map_by_hand(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_overfit_map *m = bt_overfit_map_new(&grid, &err);
	double p[2], between;

	(void)state;
	must(m == NULL ? -1 : 0, &err);
	for (p[0] = 0; p[0] < 3; p[0]++)
		for (p[1] = 0; p[1] < 2; p[1]++)
			bt_overfit_map_add(m, p, surface(p[0], p[1]));
	near("mean of x = 2", bt_overfit_map_class(m, 0, 2).mean, 23.0, 1e-12);
	near("best of x = 2", bt_overfit_map_class(m, 0, 2).best, 26.0, 0.0);
	assert_int_equal(bt_overfit_map_class(m, 1, 0).trials, 3);
	near("cell 1, 1", bt_overfit_map_cell(m, 0, 1, 1, 1).mean, 11.0,
	    1e-12);
	assert_int_equal(bt_overfit_map_cell(m, 0, 1, 2, 0).trials, 1);
	between = 1525.0 / 3.0;
	near("importance of x", bt_overfit_map_importance(m, 0),
	    (between - 2.0 * 19.0 / 3.0) / (1582.0 / 3.0), 1e-12);
	near("importance of y", bt_overfit_map_importance(m, 1), 0.0, 0.0);
	near("value", bt_overfit_axis_value(bt_overfit_map_axis(m, 0), 2),
	    2.0, 0.0);
	bt_overfit_map_free(m);
}

/* 500 levels, and a range without any, are 20 classes. */
static void
map_of_many_values(void **state)
{
	struct bt_dim many[] = {
		{ .name = "n", .kind = BT_DIM_REAL, .lo = 0, .hi = 1 },
		{ .name = "m", .kind = BT_DIM_REAL, .lo = 1, .hi = 1024,
		    .log = true },
	};
	const struct bt_space space = { .dim = many, .ndims = 2 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_overfit_map *m = bt_overfit_map_new(&space, &err);
	const struct bt_overfit_axis *a;
	struct bt_rng rng;
	double p[2];
	size_t i;

	(void)state;
	must(m == NULL ? -1 : 0, &err);
	assert_true(isnan(bt_overfit_map_importance(m, 0)));
	bt_rng_init(&rng, 1, 0);
	for (i = 0; i < 4000; i++) {
		p[0] = bt_rng_uniform(&rng);
		p[1] = exp2(10.0 * bt_rng_uniform(&rng));
		bt_overfit_map_add(m, p, 1e6 + p[0]);
	}
	a = bt_overfit_map_axis(m, 1);
	assert_int_equal(a->classes, BT_OVERFIT_PARTS);
	assert_int_equal(bt_overfit_axis_class(a, 1.0), 0);
	assert_int_equal(bt_overfit_axis_class(a, 33.0), 10);
	assert_int_equal(bt_overfit_axis_class(a, 1024.0), 19);
	near("middle", bt_overfit_axis_value(a, 10), exp2(5.25), 1e-9);
	/* Within a class of width 1/20 a uniform has 1/400 of its variance. */
	near("importance", bt_overfit_map_importance(m, 0), 1.0 - 1.0 / 400.0,
	    1e-3);
	near("of nothing", bt_overfit_map_importance(m, 1), 0.0, 0.01);
	assert_true(isnan(bt_overfit_map_cell(m, 0, 1, 0, 0).mean) ==
	    (bt_overfit_map_cell(m, 0, 1, 0, 0).trials == 0));
	bt_overfit_map_free(m);
}

static struct bt_overfit_peak
peak_of(const struct bt_space *space, const double *point,
    const double *objective, size_t n, const double *best, double value)
{
	const struct bt_overfit_points p = { space, point, objective, n, 2 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_overfit_peak peak;

	must(bt_overfit_peak_of(&p, best, value, &peak, &err), &err);
	return peak;
}

/*
 * The same surface, best at (2, 1) = 26: next to it stand (1, 0) = 10, (1, 1)
 * = 11 and (2, 0) = 20, mean 41/3; the median of all is 10.5.
 */
static void
peak_on_a_grid(void **state)
{
	static const double best[] = { 2, 1 };
	double point[12], objective[6];
	struct bt_overfit_peak peak;
	size_t i;

	(void)state;
	for (i = 0; i < 6; i++) {
		point[2 * i] = (double)(i / 2);
		point[2 * i + 1] = (double)(i % 2);
		objective[i] = surface(point[2 * i], point[2 * i + 1]);
	}
	peak = peak_of(&grid, point, objective, 6, best, 26.0);
	assert_int_equal(peak.neighbours, 3);
	assert_false(peak.nearest);
	near("mean", peak.mean, 41.0 / 3.0, 1e-12);
	near("worst", peak.worst, 10.0, 0.0);
	near("median", peak.median, 10.5, 0.0);
	near("plateau", peak.plateau, (41.0 / 3.0 - 10.5) / 15.5, 1e-12);
	objective[3] = (double)NAN;		/* (1, 1) broke a constraint */
	peak = peak_of(&grid, point, objective, 6, best, 26.0);
	assert_int_equal(peak.neighbours, 2);
	near("mean", peak.mean, 15.0, 1e-12);
}

/* On a line: 0.5 is best; the two nearest are 0.45 and 0.6. */
static void
peak_of_points(void **state)
{
	static const struct bt_dim line = { .name = "x",
	    .kind = BT_DIM_REAL, .lo = 0, .hi = 1 };
	static const struct bt_space space = { .dim = &line, .ndims = 1 };
	static const double point[] = { 0.9, 0, 0.6, 0, 0.5, 0, 0.1, 0,
		0.45, 0 };
	static const double objective[] = { 1, 4, 10, 2, 6 };
	struct bt_overfit_peak peak;

	(void)state;
	peak = peak_of(&space, point, objective, 5, &point[4], 10.0);
	assert_true(peak.nearest);
	assert_int_equal(peak.neighbours, 2);
	near("mean", peak.mean, 5.0, 1e-12);
	near("plateau", peak.plateau, (5.0 - 4.0) / 6.0, 1e-12);
	/* Alone, or no better than others: no score. */
	peak = peak_of(&space, &point[4], &objective[2], 1, &point[4], 10.0);
	assert_int_equal(peak.neighbours, 0);
	assert_true(isnan(peak.plateau));
}

/* Choices have no order: another one is no neighbour. */
static void
peak_among_choices(void **state)
{
	static const struct bt_dim two[] = {
		{ .name = "x", .kind = BT_DIM_INTEGER, .levels = 3,
		    .value = values, .lo = 0, .hi = 2 },
		{ .name = "c", .kind = BT_DIM_CHOICE, .levels = 2 },
	};
	static const struct bt_space space = { .dim = two, .ndims = 2 };
	static const double point[] = { 0, 0, 1, 0, 2, 0, 0, 1, 1, 1, 2, 1 };
	static const double objective[] = { 3, 9, 5, 0, 1, 2 };
	struct bt_overfit_peak peak;

	(void)state;
	peak = peak_of(&space, point, objective, 6, &point[2], 9.0);
	assert_int_equal(peak.neighbours, 2);
	near("mean", peak.mean, 4.0, 1e-12);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(map_by_hand),
		cmocka_unit_test(map_of_many_values),
		cmocka_unit_test(peak_on_a_grid),
		cmocka_unit_test(peak_of_points),
		cmocka_unit_test(peak_among_choices),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
