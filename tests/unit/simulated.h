/* SPDX-License-Identifier: ISC */
#ifndef TESTS_UNIT_SIMULATED_H
#define TESTS_UNIT_SIMULATED_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "lib/chance/simulation.h"

/* Simulations for tests, from options as text, and estimates with errors. */

struct setting {
	const char	*name, *val;
};

/* Settings with all defaults but those given; ends at name NULL. */
static inline void
settings(struct bt_simsettings *set, const struct setting *given)
{
	struct bt_err err = BT_ERR_INIT;
	const struct bt_opt *o;

	assert_int_equal(bt_opt_defaults(bt_simsettings_market, set, &err),
	    0);
	assert_int_equal(bt_opt_defaults(bt_simsettings_time, set, &err), 0);
	for (; given->name != NULL; given++) {
		o = bt_opt_find(bt_simsettings_market,
		    bt_span(given->name));
		if (o == NULL)
			o = bt_opt_find(bt_simsettings_time,
			    bt_span(given->name));
		assert_non_null(o);
		if (bt_opt_set(o, set, given->val, &err) == -1)
			fail_msg("%s", err.text);
	}
}

/* The n bars of symbol i. */
static inline void
bars_of(const struct bt_simsettings *set, size_t i, struct bt_bar *bar,
    size_t n)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_simulation *sim;
	struct bt_series *series;
	size_t k;

	if ((sim = bt_simulation_new(set, &err)) == NULL)
		fail_msg("%s", err.text);
	series = bt_series_new(sim, i, &err);
	assert_non_null(series);
	for (k = 0; k < n; k++)
		assert_int_equal(bt_series_next(series, &bar[k], &err), 1);
	bt_series_free(series);
	bt_simulation_free(sim);
}

/*
 * An average over independent runs: its standard error follows from how they
 * differ.
 */
struct average {
	double	sum, squares, n;
};

static inline void
average_add(struct average *a, double x)
{
	a->sum += x;
	a->squares += x * x;
	a->n++;
}

static inline double
average_mean(const struct average *a)
{
	return a->sum / a->n;
}

static inline double
average_error(const struct average *a)
{
	const double m = average_mean(a);

	return sqrt((a->squares / a->n - m * m) / (a->n - 1));
}

/*
 * The average is what theory says, within 4 standard errors, and these are at
 * most the share worst of it (or of scale, where theory says 0): a test whose
 * errors are wide would prove nothing.
 */
static inline void
agrees(const char *what, const struct average *a, double theory,
    double scale, double worst)
{
	const double mean = average_mean(a), se = average_error(a);

	print_message("%s: %.6g, theory %.6g, standard error %.2g\n", what,
	    mean, theory, se);
	if (!(fabs(mean - theory) <= 4 * se))
		fail_msg("%s: %.6g is %.1f standard errors from %.6g", what,
		    mean, fabs(mean - theory) / se, theory);
	if (!(se <= worst * fabs(scale)))
		fail_msg("%s: standard error %.3g is wide", what, se);
}

#endif
