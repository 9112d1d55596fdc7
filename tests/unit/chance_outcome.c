/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "lib/base/rng.h"
#include "lib/chance/outcome.h"
#include "lib/maths/drawdown.h"

#define MAX 200

static struct bt_outcome
measure(const double *ret, size_t n, double per_year)
{
	const struct bt_outcome_rule rule = { .n = n, .per_year = per_year };
	struct bt_outcome o;
	double level[MAX];

	bt_outcome_measure(&rule, ret, level, &o);
	return o;
}

static void
assert_near(double got, double want)
{
	if (!(fabs(got - want) <= 1e-14 * fmax(1.0, fabs(want))))
		fail_msg("%.17g, not %.17g", got, want);
}

/*
 * By hand: levels 1.1 0.88 0.924 1.2012 1.189188.  From the high after step 1
 * to its recovery at step 4 are 3 steps, from the trough at step 2 are 2.
 * Python 3.11 statistics: mean / stdev * sqrt(5) = 0.5929089674119233
 */
static void
path_by_hand(void **state)
{
	static const double ret[] = { 0.1, -0.2, 0.05, 0.3, -0.01 };
	const struct bt_outcome o = measure(ret, 5, 5.0);

	(void)state;
	assert_near(o.final_return, 0.189188);
	assert_near(o.cagr, 0.189188);
	assert_near(o.max_drawdown, -0.2);
	assert_true(o.longest_drawdown == 3.0);
	assert_true(o.recovery == 2.0);
	assert_near(o.lowest, -0.12);
	assert_near(o.highest, 0.2012);
	assert_near(o.sharpe, 0.5929089674119233);
}

static void
all_winners(void **state)
{
	static const double ret[] = { 0.1, 0.2, 0.1 };
	const struct bt_outcome o = measure(ret, 3, (double)NAN);

	(void)state;
	assert_near(o.final_return, 0.452);
	assert_true(o.max_drawdown == 0.0 && o.longest_drawdown == 0.0);
	assert_true(o.recovery == 0.0 && o.lowest == 0.0);
	assert_near(o.highest, 0.452);
	assert_true(isnan(o.cagr) && isnan(o.sharpe));
}

static void
all_losers(void **state)
{
	static const double ret[] = { -0.5, -0.5 };
	const struct bt_outcome o = measure(ret, 2, 2.0);

	(void)state;
	assert_true(o.final_return == -0.75 && o.max_drawdown == -0.75);
	assert_true(o.longest_drawdown == 2.0 && isnan(o.recovery));
	assert_true(o.lowest == -0.75 && o.highest == 0.0);
	assert_true(isnan(o.sharpe));		/* nothing varies */
	assert_near(o.cagr, -0.75);
}

/* Nothing grows from nothing: later gains do not matter. */
static void
ruin_is_the_end(void **state)
{
	static const double ret[] = { 1.0, -1.0, 5.0, 5.0 };
	const struct bt_outcome o = measure(ret, 4, 1.0);

	(void)state;
	assert_true(o.final_return == -1.0 && o.cagr == -1.0);
	assert_true(o.max_drawdown == -1.0 && o.longest_drawdown == 3.0);
	assert_true(isnan(o.recovery) && o.highest == 1.0);
}

/* A loss of 150 % of 2 leaves a debt of 1. */
static void
debt_stays(void **state)
{
	static const double ret[] = { 1.0, -1.5, -0.5 };
	const struct bt_outcome o = measure(ret, 3, 1.0);

	(void)state;
	assert_true(o.final_return == -2.0 && o.lowest == -2.0);
	assert_true(o.max_drawdown == -1.5 && o.cagr == -1.0);
}

static void
no_steps_and_one(void **state)
{
	static const double ret[] = { 0.25 };
	struct bt_outcome o = measure(ret, 0, 1.0);

	(void)state;
	assert_true(o.final_return == 0.0 && o.max_drawdown == 0.0);
	assert_true(isnan(o.cagr) && isnan(o.sharpe));
	o = measure(ret, 1, 1.0);
	assert_true(o.final_return == 0.25 && o.cagr > 0.2499);
	assert_true(isnan(o.sharpe));
}

/* An open drawdown of one step counts one, a pause between highs none. */
static void
short_drawdowns(void **state)
{
	static const double last[] = { 0.1, -0.1 }, flat[] = { 0.1, 0.0, 0.1 };

	(void)state;
	assert_true(measure(last, 2, 1.0).longest_drawdown == 1.0);
	assert_true(measure(flat, 3, 1.0).longest_drawdown == 0.0);
}

/* Levels are held at 1e300, and fall from there. */
static void
held_in_range(void **state)
{
	static const double ret[] = { 1e200, 1e200, 1e200, -0.5 };
	static const double debt[] = { 1e200, -1e200 };
	struct bt_outcome o = measure(ret, 4, 1.0);

	(void)state;
	assert_true(o.highest == 1e300 && o.final_return == 0.5e300);
	assert_true(o.max_drawdown == -0.5);
	o = measure(debt, 2, 1.0);
	assert_true(o.final_return == -1e300);
}

/* The same as lib/maths/drawdown finds point by point (seed 3). */
static void
drawdowns_as_point_by_point(void **state)
{
	struct bt_outcome o;
	struct bt_drawdown d;
	struct bt_rng rng;
	double ret[MAX];
	size_t i, k;

	(void)state;
	bt_rng_init(&rng, 3, 0);
	for (k = 0; k < 500; k++) {
		bt_drawdown_init(&d, 0, 1.0);
		for (i = 0; i < MAX; i++) {
			/* Ties and flat steps happen, too. */
			ret[i] = ((double)bt_rng_below(&rng, 5) - 2) / 64.0;
			bt_drawdown_push_return(&d, (int64_t)i + 1, ret[i]);
		}
		bt_drawdown_end(&d);
		o = measure(ret, MAX, 1.0);
		assert_near(o.max_drawdown, d.max);
		assert_true(o.longest_drawdown == (double)d.longest);
	}
}

/* What is near the mean keeps the variance exact: returns of 1 + 1e-9 x. */
static void
centre_saves_digits(void **state)
{
	static const double ret[] = { 1.0, 1.000000001, 1.000000002 };
	struct bt_outcome_rule rule = { .n = 3, .per_year = 1.0,
		.centre = 1.000000001 };
	struct bt_outcome o;
	double level[3];

	(void)state;
	bt_outcome_measure(&rule, ret, level, &o);
	assert_true(fabs(o.sharpe / 1.000000001e9 - 1.0) < 1e-6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(path_by_hand),
		cmocka_unit_test(all_winners),
		cmocka_unit_test(all_losers),
		cmocka_unit_test(ruin_is_the_end),
		cmocka_unit_test(debt_stays),
		cmocka_unit_test(no_steps_and_one),
		cmocka_unit_test(short_drawdowns),
		cmocka_unit_test(held_in_range),
		cmocka_unit_test(drawdowns_as_point_by_point),
		cmocka_unit_test(centre_saves_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
