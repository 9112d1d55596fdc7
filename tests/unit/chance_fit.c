/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/chance/history.h"
#include "tests/unit/simulated.h"

#define SEEDS 16
#define BARS 20001
#define DAY (1.0 / 252)

/* Fit a model of that name to closes. */
static void
fit(const char *name, const double *close, size_t n, double p[])
{
	static double r[BARS];
	struct bt_fit f = { .close = close, .r = r, .n = n - 1, .dt = DAY,
	    .days = 252, .start = close[0] };
	const struct bt_family *m = bt_models;
	size_t i;

	while (strcmp(m->name, name) != 0)
		m++;
	for (i = 0; i + 1 < n; i++)
		r[i] = log(close[i + 1] / close[i]);
	((const struct bt_model *)m->row)->fit(&f, p);
}

/*
 * What is simulated is found again: averages over seeds 1 to 16 of 20,000
 * daily bars each.  Besides 4 standard errors of the average, each parameter
 * may be off by slack[i], for what the method itself is off: a threshold calls
 * some jumps small returns, moments of finite series are biased.
 */
static void
found(const char *model, const double *truth, const double *slack, size_t n)
{
	static struct bt_bar bar[BARS];
	static double close[BARS];
	struct average got[BT_METHOD_PARAMS] = { { 0, 0, 0 } };
	double p[BT_METHOD_PARAMS] = { 0 };
	struct bt_simsettings set;
	char seed[16], name[16];
	size_t i, k;
	int s;

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(model, ":"),
	    model);
	for (s = 1; s <= SEEDS; s++) {
		snprintf(seed, sizeof(seed), "%d", s);
		settings(&set, (struct setting[]){ { "model", model },
		    { "seed", seed }, { "bars", "20001" },
		    { "start", "1000" }, { "tick-size", "0.00000001" },
		    { NULL, NULL } });
		bars_of(&set, 0, bar, BARS);
		for (i = 0; i < BARS; i++)
			close[i] = bar[i].close;
		fit(name, close, BARS, p);
		for (k = 0; k < n; k++)
			average_add(&got[k], p[k]);
	}
	for (k = 0; k < n; k++) {
		print_message("%s %zu: %.5g, truth %.5g, se %.2g\n", name, k,
		    average_mean(&got[k]), truth[k], average_error(&got[k]));
		if (!(fabs(average_mean(&got[k]) - truth[k]) <=
		    4 * average_error(&got[k]) + slack[k]))
			fail_msg("parameter %zu is not found", k);
	}
}

static void
gbm(void **state)
{
	(void)state;
	found("gbm:drift=0.08,volatility=0.25", (double[]){ 0.08, 0.25 },
	    (double[]){ 0, 0 }, 2);
}

/* A day's sd is 0.0063: jumps above -0.025, a tenth of these, are missed. */
static void
merton(void **state)
{
	(void)state;
	found("merton:drift=0.08,volatility=0.1,jumps=10,jump-mean=-0.05,"
	    "jump-volatility=0.02",
	    (double[]){ 0.08, 0.1, 10, -0.05, 0.02 },
	    (double[]){ 0, 0.002, 1.5, 0.005, 0.004 }, 5);
}

static void
garch(void **state)
{
	(void)state;
	found("garch:drift=0.08,volatility=0.2,alpha=0.08,beta=0.9",
	    (double[]){ 0.08, 0.2, 0.08, 0.9 },
	    (double[]){ 0, 0.001, 0.001, 0.001 }, 4);
}

static void
heston(void **state)
{
	(void)state;
	found("heston:drift=0.08,volatility=0.2,reversion=6,vol-of-vol=0.4,"
	    "correlation=-0.6", (double[]){ 0.08, 0.2, 6, 0.4, -0.6 },
	    (double[]){ 0.01, 0.002, 0.6, 0.03, 0.06 }, 5);
}

static void
ou(void **state)
{
	(void)state;
	found("ou:reversion=5,volatility=0.3,level=1.5",
	    (double[]){ 5, 0.3, 1.5 }, (double[]){ 0.1, 0.001, 0.01 }, 3);
}

static void
regime(void **state)
{
	(void)state;
	found("regime:drift=0.15,volatility=0.1,length=100,crisis-drift=-0.3,"
	    "crisis-volatility=0.3,crisis-length=30",
	    (double[]){ 0.15, 0.1, 100, -0.3, 0.3, 30 },
	    (double[]){ 0.01, 0.001, 2, 0.02, 0.003, 1 }, 6);
}

/*
 * By hand: closes 100 110 99: differences 10 and -11, mean -0.5, mean square
 * 110.25; log returns 0.09531 and -0.10536.
 */
static void
by_hand(void **state)
{
	const double close[] = { 100, 110, 99 };
	const double a = log(1.1), b = log(0.9), m = (a + b) / 2;
	const double v = ((a - m) * (a - m) + (b - m) * (b - m)) / 2;
	double p[BT_METHOD_PARAMS];

	(void)state;
	fit("walk", close, 3, p);
	assert_true(fabs(p[0] - -0.005 * 252) < 1e-12);
	assert_true(fabs(p[1] - 0.105 * sqrt(252)) < 1e-12);
	fit("gbm", close, 3, p);
	assert_true(fabs(p[0] - (m + v / 2) * 252) < 1e-12);
	assert_true(fabs(p[1] - sqrt(v * 252)) < 1e-12);
}

/* Prices that never move, or rise evenly, leave every fit in its range. */
static void
degenerate(void **state)
{
	const struct bt_family *m;
	double close[100], p[BT_METHOD_PARAMS];
	struct bt_method method;
	struct bt_err err = BT_ERR_INIT;
	int i, k, shape;

	(void)state;
	for (m = bt_models; m->name != NULL; m++)
		for (shape = 0; shape < 3; shape++) {
			if (((const struct bt_model *)m->row)->fit == NULL)
				continue;
			for (i = 0; i < 100; i++)
				close[i] = shape == 0 ? 10 : shape == 1 ?
				    10 * pow(1.001, i) : 10 + i % 2;
			fit(m->name, close, 100, p);
			method = (struct bt_method){ .family = m };
			for (k = 0; k < BT_METHOD_PARAMS &&
			    m->params[k].name != NULL; k++) {
				if (!(p[k] >= m->params[k].min &&
				    p[k] <= m->params[k].max))
					fail_msg("%s %d: %s is %g", m->name,
					    shape, m->params[k].name, p[k]);
				method.value[k] = p[k];
			}
			assert_int_equal(bt_model_check(&method, &err), 0);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gbm),
		cmocka_unit_test(merton),
		cmocka_unit_test(garch),
		cmocka_unit_test(heston),
		cmocka_unit_test(ou),
		cmocka_unit_test(regime),
		cmocka_unit_test(by_hand),
		cmocka_unit_test(degenerate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
