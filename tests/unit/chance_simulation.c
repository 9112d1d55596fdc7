/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tests/unit/simulated.h"

/* Bars as such: extremes, gaps, volumes, correlation, what depends on what. */

#define SEEDS 64
#define BARS 2000

/*
 * Extremes of Brownian motion without drift from 0, variance 1 a bar:
 * E H^2 = 1, E (H - L)^2 = 4 log 2 (Parkinson, "The extreme value method for
 * estimating the variance of the rate of return", Journal of Business 53,
 * 1980); H and L of one bar are drawn as if independent, given its ends.
 */
static void
extremes(const char *steps, double square_of_range, double slack)
{
	static struct bt_bar bar[BARS];
	struct average high = { 0 }, range = { 0 };
	const double sd = 0.1 / sqrt(252);
	struct bt_simsettings set;
	char seed[16];
	double h, r, sum[2];
	int i, k;

	for (i = 1; i <= SEEDS; i++) {
		snprintf(seed, sizeof(seed), "%d", i);
		settings(&set, (struct setting[]){ { "seed", seed },
		    { "model", "gbm:drift=0.005,volatility=0.1" },
		    { "steps", steps }, { "bars", "2000" },
		    { "overnight", "0" }, { "tick-size", "0.00000001" },
		    { "start", "1000" }, { NULL, NULL } });
		bars_of(&set, 0, bar, BARS);
		sum[0] = sum[1] = 0;
		for (k = 0; k < BARS; k++) {
			h = log(bar[k].high / bar[k].open) / sd;
			r = log(bar[k].high / bar[k].low) / sd;
			sum[0] += h * h;
			sum[1] += r * r;
		}
		average_add(&high, sum[0] / BARS);
		average_add(&range, sum[1] / BARS);
	}
	print_message("%s steps a bar, seeds 1 to %d\n", steps, SEEDS);
	agrees("E H^2", &high, 1, 1, 0.01);
	print_message("E (H-L)^2: %.5g, 4 log 2 = %.5g, se %.2g\n",
	    average_mean(&range), square_of_range, average_error(&range));
	assert_true(fabs(average_mean(&range) / square_of_range - 1) < slack);
}

static void
bridges(void **state)
{
	(void)state;
	extremes("1", 4 * log(2), 0.05);
	extremes("2", 4 * log(2), 0.05);
	extremes("4", 4 * log(2), 0.05);
	extremes("16", 4 * log(2), 0.05);
	extremes("64", 4 * log(2), 0.05);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bridges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
