/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "tests/unit/simulated.h"

/*
 * What models make against theory: moments of daily log returns over 64
 * seeds of 4,000 bars each, of which the first 500 do not count, for models
 * begin at their mean and not in their long run.  Seeds are 1 .. 64.
 */
#define SEEDS 64
#define BARS 4000
#define SKIP 500
#define DAY (1.0 / 252)

struct moments {
	double	mean, variance, fourth;	/* the last two around the mean */
	double	squares;		/* E of product of neighbours' */
};

/* An expected relative error is at most 1 % of the variance, 5 % of others. */
static void
measure(const char *model, const struct moments *t)
{
	static struct bt_bar bar[BARS];
	struct average mean = { 0 }, variance = { 0 }, fourth = { 0 },
	    squares = { 0 };
	struct bt_simsettings set;
	char seed[16];
	double r, s, before, sum[4];
	int i, k;

	for (i = 1; i <= SEEDS; i++) {
		snprintf(seed, sizeof(seed), "%d", i);
		settings(&set, (struct setting[]){ { "model", model },
		    { "seed", seed }, { "bars", "4000" },
		    { "tick-size", "0.00000001" }, { "start", "1000" },
		    { NULL, NULL } });
		bars_of(&set, 0, bar, BARS);
		sum[0] = sum[1] = sum[2] = sum[3] = before = 0;
		for (k = SKIP; k < BARS; k++) {
			r = log(bar[k].close / bar[k - 1].close) - t->mean;
			s = r * r;
			sum[0] += r;
			sum[1] += s;
			sum[2] += s * s;
			sum[3] += s * before;
			before = s;
		}
		average_add(&mean, t->mean + sum[0] / (BARS - SKIP));
		average_add(&variance, sum[1] / (BARS - SKIP));
		average_add(&fourth, sum[2] / (BARS - SKIP));
		average_add(&squares, sum[3] / (BARS - SKIP - 1));
	}
	print_message("%s, seeds 1 to %d\n", model, SEEDS);
	agrees("mean", &mean, t->mean, sqrt(t->variance), 0.01);
	agrees("variance", &variance, t->variance, t->variance, 0.03);
	agrees("fourth moment", &fourth, t->fourth, t->fourth, 0.15);
	agrees("product of squares", &squares, t->squares, t->squares, 0.1);
}

/* Normal and independent: log S has the drift m - v / 2. */
static void
gbm(void **state)
{
	const double v = 0.3 * 0.3 * DAY;

	(void)state;
	measure("gbm:drift=0.1,volatility=0.3",
	    &(struct moments){ 0.1 * DAY - v / 2, v, 3 * v * v, v * v });
}

/*
 * Cumulants of a compound Poisson sum: rate times the moments of a jump,
 * which are m, m^2 + s^2 and m^4 + 6 m^2 s^2 + 3 s^4.
 */
static void
merton(void **state)
{
	const double m = -0.02, s = 0.04, rate = 20 * DAY, b = 0.2 * 0.2 * DAY;
	const double v = b + rate * (m * m + s * s);
	const double fourth = rate * (m * m * m * m + 6 * m * m * s * s +
	    3 * s * s * s * s);

	(void)state;
	measure("merton:drift=0.1,volatility=0.2,jumps=20,jump-mean=-0.02,"
	    "jump-volatility=0.04", &(struct moments){
	    0.1 * DAY - b / 2 - rate * (exp(m + s * s / 2) - 1) + rate * m, v,
	    3 * v * v + fourth, v * v });
}

/* Bollerslev 1986: kurtosis and autocorrelation of squares. */
static void
garch(void **state)
{
	const double a = 0.1, b = 0.8, v = 0.2 * 0.2 * DAY;
	const double kurtosis = 3 * (1 - (a + b) * (a + b)) /
	    (1 - (a + b) * (a + b) - 2 * a * a);
	const double rho = a * (1 - a * b - b * b) / (1 - 2 * a * b - b * b);

	(void)state;
	measure("garch:drift=0.1,volatility=0.2,alpha=0.1,beta=0.8",
	    &(struct moments){ 0.1 * DAY - v / 2, v, kurtosis * v * v,
	    v * v * (1 + rho * (kurtosis - 1)) });
}

/*
 * A variance with mean v, variance w and autocovariance w exp(-k t), over a
 * day: E V^2 is that of its integral, and so is the product of neighbours.
 */
static struct moments
stochastic(double mean, double v, double w, double k)
{
	const double kd = k * DAY, e = exp(-kd);
	const double same = w * 2 * (e - 1 + kd) / (kd * kd);
	const double next = w * (1 - e) * (1 - e) / (kd * kd);

	return (struct moments){ mean * DAY, v * DAY,
	    3 * (v * v + same) * DAY * DAY, (v * v + next) * DAY * DAY };
}

/* Cox, Ingersoll and Ross 1985: the variance's own is x^2 v / (2 k). */
static void
heston(void **state)
{
	const double v = 0.2 * 0.2, x = 0.5, k = 8;
	struct moments t = stochastic(0.1 - v / 2, v, x * x * v / (2 * k), k);

	(void)state;
	measure("heston:drift=0.1,volatility=0.2,reversion=8,vol-of-vol=0.5,"
	    "correlation=-0.5", &t);
}

/* Two states; what decays is the sum of the two rates. */
static void
regime(void **state)
{
	const double calm = 0.01, crisis = 0.09, p = 0.75, w = calm - crisis;
	struct moments t = stochastic(0.1 - (p * calm + (1 - p) * crisis) / 2,
	    p * calm + (1 - p) * crisis, p * (1 - p) * w * w,
	    252.0 / 60 + 252.0 / 20);

	(void)state;
	measure("regime:drift=0.1,volatility=0.1,length=60,crisis-drift=0.1,"
	    "crisis-volatility=0.3,crisis-length=20", &t);
}

/* Of the logarithm itself: variance s^2 / (2 k), neighbours exp(-k day). */
static void
ou(void **state)
{
	static struct bt_bar bar[BARS];
	struct average mean = { 0 }, variance = { 0 }, next = { 0 };
	const double v = 0.2 * 0.2 / 20;
	struct bt_simsettings set;
	double x, before, sum[3];
	char seed[16];
	int i, k;

	(void)state;
	for (i = 1; i <= SEEDS; i++) {
		snprintf(seed, sizeof(seed), "%d", i);
		settings(&set, (struct setting[]){ { "seed", seed },
		    { "model", "ou:reversion=10,volatility=0.2,level=2" },
		    { "bars", "4000" }, { "tick-size", "0.00000001" },
		    { NULL, NULL } });
		bars_of(&set, 0, bar, BARS);
		sum[0] = sum[1] = sum[2] = before = 0;
		for (k = SKIP; k < BARS; k++) {
			x = log(bar[k].close / 200);
			sum[0] += x;
			sum[1] += x * x;
			sum[2] += x * before;
			before = x;
		}
		average_add(&mean, sum[0] / (BARS - SKIP));
		average_add(&variance, sum[1] / (BARS - SKIP));
		average_add(&next, sum[2] / (BARS - SKIP - 1));
	}
	agrees("mean", &mean, 0, sqrt(v), 0.05);
	agrees("variance", &variance, v, v, 0.03);
	agrees("neighbours", &next, v * exp(-10 * DAY), v, 0.03);
}

/* Bachelier: differences of prices are normal with a constant variance. */
static void
walk(void **state)
{
	static struct bt_bar bar[BARS];
	struct average mean = { 0 }, variance = { 0 }, fourth = { 0 };
	const double v = 0.05 * 0.05 * 1e6 * DAY, m = 0.01 * 1000 * DAY;
	struct bt_simsettings set;
	char seed[16];
	double d, sum[3];
	int i, k;

	(void)state;
	for (i = 1; i <= SEEDS; i++) {
		snprintf(seed, sizeof(seed), "%d", i);
		settings(&set, (struct setting[]){ { "seed", seed },
		    { "model", "walk:drift=0.01,volatility=0.05" },
		    { "start", "1000" }, { "bars", "4000" },
		    { "tick-size", "0.00000001" }, { NULL, NULL } });
		bars_of(&set, 0, bar, BARS);
		sum[0] = sum[1] = sum[2] = 0;
		for (k = 1; k < BARS; k++) {
			d = bar[k].close - bar[k - 1].close - m;
			sum[0] += d;
			sum[1] += d * d;
			sum[2] += d * d * d * d;
		}
		average_add(&mean, m + sum[0] / (BARS - 1));
		average_add(&variance, sum[1] / (BARS - 1));
		average_add(&fourth, sum[2] / (BARS - 1));
	}
	agrees("mean", &mean, m, sqrt(v), 0.01);
	agrees("variance", &variance, v, v, 0.01);
	agrees("fourth moment", &fourth, 3 * v * v, 3 * v * v, 0.02);
}

/*
 * Drift is arithmetic: after 60 days at 50 % a year, E S = S(0) exp(0.5 * 60 /
 * 252).  The first close is a day without its night old: 0.8 of a day.
 */
static void
expected_price(void **state)
{
	static const char *const models[] = {
		"gbm:drift=0.5,volatility=0.4",
		"merton:drift=0.5,jumps=30,jump-mean=-0.03",
		"heston:drift=0.5,volatility=0.4,correlation=-0.8",
		"garch:drift=0.5,volatility=0.4",
		"regime:drift=0.5,volatility=0.2,crisis-drift=0.5,length=20",
	};
	struct bt_simsettings set;
	struct bt_bar bar[60];
	struct average price;
	char seed[16];
	size_t m;
	int i;

	(void)state;
	for (m = 0; m < sizeof(models) / sizeof(models[0]); m++) {
		price = (struct average){ 0 };
		for (i = 1; i <= 4000; i++) {
			snprintf(seed, sizeof(seed), "%d", i);
			settings(&set, (struct setting[]){ { "seed", seed },
			    { "model", models[m] }, { NULL, NULL } });
			bars_of(&set, 0, bar, 60);
			average_add(&price, bar[59].close / 100);
		}
		agrees(models[m], &price, exp(0.5 * 59.8 * DAY), 1, 0.005);
	}
}

/*
 * Blocks of the bootstrap: every bar as often as any other; with a fixed
 * length of 4, three in four are followed by their neighbour, with a random
 * one of mean 4 too (a jump to the neighbour counts: 1 in 4 times 1 in n).
 */
static void
blocks(void **state)
{
	struct bt_model_state s;
	struct bt_draw_tables tables;
	struct average first, next;
	struct bt_draw d;
	size_t at, before;
	int random, seed, i;
	double n[2];

	(void)state;
	bt_draw_tables_init(&tables);
	for (random = 0; random < 2; random++) {
		first = next = (struct average){ 0 };
		for (seed = 1; seed <= SEEDS; seed++) {
			bt_draw_init(&d, &tables, (uint64_t)seed, 0);
			s = (struct bt_model_state){ .p = { 4, random } };
			bt_model_bootstrap.start(&s, 0, &d);
			before = 49;
			n[0] = n[1] = 0;
			for (i = 0; i < BARS; i++) {
				at = bt_model_sample(&s, 50, &d);
				assert_true(at < 50);
				n[0] += at == 7;
				n[1] += at == (before + 1) % 50;
				before = at;
			}
			average_add(&first, n[0] / BARS);
			average_add(&next, n[1] / BARS);
		}
		agrees("one bar", &first, 0.02, 0.02, 0.02);
		agrees("its neighbour", &next, 0.75 + 0.25 / 50, 1, 0.002);
	}
}

static void
impossible(void **state)
{
	struct bt_simsettings set;
	struct bt_err err = BT_ERR_INIT;

	(void)state;
	settings(&set, (struct setting[]){ { "model",
	    "garch:alpha=0.1,beta=0.9" }, { NULL, NULL } });
	assert_int_equal(bt_model_check(&set.model, &err), -1);
	assert_string_equal(err.text, "--model: garch: alpha and beta must "
	    "be less than 1 together, got 1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gbm),
		cmocka_unit_test(merton),
		cmocka_unit_test(garch),
		cmocka_unit_test(heston),
		cmocka_unit_test(regime),
		cmocka_unit_test(ou),
		cmocka_unit_test(walk),
		cmocka_unit_test(expected_price),
		cmocka_unit_test(blocks),
		cmocka_unit_test(impossible),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
