/* SPDX-License-Identifier: ISC */
/* A study of what one metric needs gives it the value that all of it gives. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "lib/base/rng.h"
#include "lib/base/time.h"
#include "lib/study/metrics.h"

#define ROWS 900
#define SEEDS 30

/* A curve with flat parts, and trades, at so many rows a day. */
struct made {
	double		 value[ROWS];
	int64_t		 time[ROWS];
	struct bt_deal	 deal[20];
	size_t		 last[ROWS], ndays;
	struct bt_input	 in;
};

static void
make_deals(struct made *m, struct bt_rng *rng)
{
	struct bt_deal *d;

	for (d = m->deal; d < m->deal + 20; d++)
		*d = (struct bt_deal){ .pnl = bt_rng_normal(rng),
		    .ret = 0.01 * bt_rng_normal(rng), .commission = 1,
		    .slippage = 0.5, .traded = 1000, .mae = -0.01,
		    .mfe = bt_rng_uniform(rng), .bars = 3,
		    .is_short = bt_rng_below(rng, 2) == 0 };
	m->in.deals = m->deal;
	m->in.ndeals = 20;
	m->in.has_trades = m->in.has_positions = true;
	m->in.held = 300;
	bt_sum_add(&m->in.gross, 250);
}

static void
make(struct made *m, uint64_t seed)
{
	const size_t a_day = seed % 3 == 0 ? 7 : 1;
	struct bt_rng rng;
	double x = 100000;
	size_t i;

	bt_rng_init(&rng, seed, 0);
	*m = (struct made){ .in = { .curve = seed % 5 == 0 ?
	    BT_CURVE_RETURN : BT_CURVE_EQUITY, .n = seed == 1 ? 1 : seed == 2 ?
	    2 : ROWS - seed, .dated = true, .base_time = BT_TIME_NONE } };
	for (i = 0; i < ROWS; i++) {
		if (i / 40 % 3 != 0)
			x *= exp(0.02 * bt_rng_normal(&rng));
		m->value[i] = m->in.curve == BT_CURVE_EQUITY ? x :
		    0.01 * bt_rng_normal(&rng);
		m->time[i] = (int64_t)(i / a_day) * BT_NS_DAY +
		    (int64_t)(i % a_day) * BT_NS_DAY / 24;
		if (i < m->in.n && (i + 1 == m->in.n || (i + 1) % a_day == 0))
			m->last[m->ndays++] = i;
	}
	if (seed % 11 == 0)
		m->value[m->in.n - 1] = -50000;
	if (seed % 13 == 0)
		m->value[5] = -2;
	m->in.value = m->value;
	m->in.time = m->time;
	if (seed % 2 == 0) {
		m->in.has_summary = true;
		m->in.summary.first_equity = 100500;
	}
	make_deals(m, &rng);
}

static void
assert_same(const struct bt_metric *metric, const struct bt_study *part,
    const struct bt_study *all)
{
	double a = bt_metric_value(metric, part);
	double b = bt_metric_value(metric, all);

	if (a != b && !(isnan(a) && isnan(b)))
		fail_msg("%s: %.17g alone, %.17g among all", metric->name, a,
		    b);
	assert_ptr_equal(bt_metric_why(metric, part),
	    bt_metric_why(metric, all));
}

static void
each_metric_alone(void **state)
{
	static struct made m;
	static double room[2 * ROWS];
	struct bt_study_rule rule = { .periods = (double)NAN,
	    .risk_free = 0.01 };
	struct bt_study_days days = { .last = m.last };
	struct bt_err err = BT_ERR_INIT;
	const struct bt_metric *metric;
	struct bt_study all, part;
	uint64_t seed;
	size_t i;

	(void)state;
	for (seed = 1; seed <= SEEDS; seed++) {
		make(&m, seed);
		days.n = m.ndays;
		days.rows = m.in.n;
		rule.needs = 0;
		rule.room = NULL;
		rule.days = NULL;
		assert_int_equal(bt_study_of(&m.in, &rule, &all, &err), 0);
		rule.room = room;
		rule.days = &days;
		for (i = 0; (metric = bt_metric_at(i)) != NULL; i++) {
			rule.needs = bt_metrics_needs(&metric, 1);
			assert_int_equal(bt_study_of(&m.in, &rule, &part,
			    &err), 0);
			assert_same(metric, &part, &all);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_metric_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
