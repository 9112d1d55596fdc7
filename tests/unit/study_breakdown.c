/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/rng.h"
#include "lib/base/time.h"
#include "lib/study/breakdown.h"

#define MAX 2000

static int64_t
day(int year, int month, int mday)
{
	return bt_days(year, month, mday) * BT_NS_DAY;
}

static void
months_by_hand(void **state)
{
	/* 100 at the start, 110 and 99 in January, 99 x 1.2 in March */
	const int64_t time[] = { day(2023, 12, 29), day(2024, 1, 2),
		day(2024, 1, 31), day(2024, 3, 1) };
	const double level[] = { 100.0, 110.0, 99.0, 118.8 };
	const struct bt_levels c = { time, level, 4, 80.0 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_month *m;
	size_t n;

	(void)state;
	m = bt_months_of(&c, 0, &n, &err);
	assert_non_null(m);
	assert_int_equal(n, 3);
	assert_int_equal(m[0].year, 2023);
	assert_int_equal(m[0].month, 12);
	assert_true(fabs(m[0].ret - 0.25) < 1e-15);	/* 100 / 80 - 1 */
	assert_int_equal(m[1].month, 1);
	assert_true(fabs(m[1].ret + 0.01) < 1e-15);	/* 99 / 100 - 1 */
	assert_int_equal(m[2].month, 3);
	assert_true(fabs(m[2].ret - 0.2) < 1e-15);
	free(m);
	m = bt_months_of(&c, 1, &n, &err);
	assert_int_equal(n, 2);
	assert_int_equal(m[0].year, 2023);
	assert_int_equal(m[0].month, 0);
	assert_true(fabs(m[1].ret - 0.188) < 1e-15);	/* 118.8 / 100 - 1 */
	free(m);
}

static void
months_of_few(void **state)
{
	const int64_t time[] = { day(2024, 2, 29) };
	const double level[] = { 50.0 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_month *m;
	size_t n;

	(void)state;
	m = bt_months_of(&(struct bt_levels){ time, level, 0, (double)NAN },
	    0, &n, &err);
	assert_non_null(m);
	assert_int_equal(n, 0);
	free(m);
	/* one point and nothing before it: it made nothing */
	m = bt_months_of(&(struct bt_levels){ time, level, 1, (double)NAN },
	    0, &n, &err);
	assert_int_equal(n, 1);
	assert_int_equal(m[0].month, 2);
	assert_true(m[0].ret == 0.0);
	free(m);
}

static void
episodes_by_hand(void **state)
{
	/* -10 % recovered after 3 bars; -50 % never */
	const double level[] = { 100, 90, 95, 100, 120, 60, 90 };
	int64_t time[7];
	struct bt_err err = BT_ERR_INIT;
	struct bt_episode *e;
	size_t i, n;

	(void)state;
	for (i = 0; i < 7; i++)
		time[i] = day(2024, 1, 1 + 2 * (int)i);
	e = bt_episodes_of(&(struct bt_levels){ time, level, 7,
	    (double)NAN }, &n, &err);
	assert_non_null(e);
	assert_int_equal(n, 2);
	assert_true(e[0].depth == -0.5);
	assert_int_equal(e[0].from, time[4]);
	assert_int_equal(e[0].trough, time[5]);
	assert_int_equal(e[0].to, BT_TIME_NONE);
	assert_int_equal(e[0].bars, 2);
	assert_true(e[0].days == 4.0);
	assert_true(fabs(e[1].depth + 0.1) < 1e-15);
	assert_int_equal(e[1].from, time[0]);
	assert_int_equal(e[1].trough, time[1]);
	assert_int_equal(e[1].to, time[3]);
	assert_int_equal(e[1].bars, 3);
	assert_true(e[1].days == 6.0);
	free(e);
	/* 150 before the first point: under water from there to the end */
	e = bt_episodes_of(&(struct bt_levels){ time, level, 7, 150.0 }, &n,
	    &err);
	assert_int_equal(n, 1);
	assert_true(fabs(e[0].depth + 0.6) < 1e-15);	/* 60 / 150 - 1 */
	assert_int_equal(e[0].from, time[0]);
	assert_int_equal(e[0].trough, time[5]);
	free(e);
	e = bt_episodes_of(&(struct bt_levels){ time, level, 1,
	    (double)NAN }, &n, &err);
	assert_non_null(e);
	assert_int_equal(n, 0);
	free(e);
}

static void
equals_are_told_by_date(void **state)
{
	const double level[] = { 100, 50, 100, 50, 100 };
	int64_t time[5];
	struct bt_err err = BT_ERR_INIT;
	struct bt_episode *e;
	size_t i, n;

	(void)state;
	for (i = 0; i < 5; i++)
		time[i] = day(2024, 1, 1 + (int)i);
	e = bt_episodes_of(&(struct bt_levels){ time, level, 5,
	    (double)NAN }, &n, &err);
	assert_int_equal(n, 2);
	assert_int_equal(e[0].from, time[0]);
	assert_int_equal(e[1].from, time[2]);
	free(e);
}

/* A walk with ties: steps of whole units about 100. */
static void
walk(uint64_t seed, int64_t *time, double *level, size_t n)
{
	struct bt_rng rng;
	double x = 100.0;
	size_t i;

	bt_rng_init(&rng, seed, 0);
	for (i = 0; i < n; i++) {
		x += (double)bt_rng_below(&rng, 5) - 2.0;
		x = x < 10.0 ? 10.0 : x;
		level[i] = x;
		time[i] = (int64_t)i * BT_NS_DAY;
	}
}

/* Months multiply to the whole; episodes are where the depth is below 0. */
static void
parts_make_the_whole(void **state)
{
	static int64_t time[MAX];
	static double level[MAX], depth[MAX];
	struct bt_err err = BT_ERR_INIT;
	struct bt_episode *e;
	struct bt_month *m;
	uint64_t seed;
	size_t i, n, under, bars;
	double product, worst;

	(void)state;
	for (seed = 1; seed <= 20; seed++) {
		const struct bt_levels c = { time, level, 100 * seed, 100.0 };

		walk(seed, time, level, c.n);
		m = bt_months_of(&c, 0, &n, &err);
		for (product = 1.0, i = 0; i < n; i++)
			product *= 1.0 + m[i].ret;
		assert_true(fabs(product * 100.0 / level[c.n - 1] - 1.0) <
		    1e-12);
		free(m);
		bt_underwater_of(&c, depth);
		worst = 0.0;
		for (under = 0, i = 0; i < c.n; i++) {
			under += depth[i] < 0.0;
			worst = fmin(worst, depth[i]);
		}
		e = bt_episodes_of(&c, &n, &err);
		for (bars = 0, i = 0; i < n; i++) {
			/* recovered: the last bar is not under water; from
			   the base, the first bar counts though it has none
			   before it */
			bars += e[i].bars - (e[i].to != BT_TIME_NONE);
			assert_true(i == 0 || e[i].depth >= e[i - 1].depth);
		}
		assert_true(bars == under || bars + 1 == under);
		assert_true(n == 0 ? worst == 0.0 : e[0].depth == worst);
		free(e);
	}
}

static void
bins_by_hand(void **state)
{
	const double x[] = { -0.031, -0.01, 0.0, 0.004, 0.01, 0.049 };
	struct bt_bin bin[10];
	size_t n;

	(void)state;
	/* 0.08 over 8 classes: a width of 0.01, from -0.04 to 0.05 */
	n = bt_bins_of(x, 6, bin, 10);
	assert_int_equal(n, 9);
	assert_true(fabs(bin[0].low + 0.04) < 1e-15);
	assert_true(fabs(bin[8].high - 0.05) < 1e-15);
	assert_int_equal(bin[0].count, 1);
	assert_int_equal(bin[3].count, 1);	/* -0.01 .. 0 has -0.01 */
	assert_int_equal(bin[4].count, 2);	/* 0 and 0.004 */
	assert_int_equal(bin[5].count, 1);
	assert_int_equal(bin[8].count, 1);
	assert_int_equal(bt_bins_of(x, 0, bin, 10), 0);
	assert_int_equal(bt_bins_of(x, 6, bin, 2), 0);
}

static void
check_bins(const double *x, size_t n, size_t max)
{
	struct bt_bin bin[60];
	size_t k, i, got = bt_bins_of(x, n, bin, max), count = 0, inside;
	double width, slack;

	assert_true(got >= 1 && got <= max);
	for (k = 0; k < got; k++) {
		width = bin[k].high - bin[k].low;
		slack = 1e-9 * width;
		assert_true(width > 0.0 && isfinite(width));
		for (inside = 0, i = 0; i < n; i++)
			inside += x[i] >= bin[k].low - slack &&
			    x[i] < bin[k].high + slack;
		assert_true(inside >= bin[k].count);
		count += bin[k].count;
	}
	assert_int_equal(count, n);
}

static void
bins_hold_everything(void **state)
{
	static const double scales[] = { 1e-300, 1e-9, 0.01, 1.0, 1e7, 1e290 };
	static const double flat[] = { 0.01, 0.01 * (1 + 1e-15), 0.01 };
	static const double zero[] = { 0.0, 0.0 }, one[] = { -3.5 };
	struct bt_rng rng;
	double x[200];
	size_t s, i, max;

	(void)state;
	bt_rng_init(&rng, 7, 0);
	for (s = 0; s < sizeof(scales) / sizeof(scales[0]); s++)
		for (max = 3; max <= 60; max += 19) {
			for (i = 0; i < 200; i++)
				x[i] = (bt_rng_uniform(&rng) - 0.4) *
				    scales[s] * 15.0;
			check_bins(x, 200, max);
		}
	check_bins(flat, 3, 60);
	check_bins(zero, 2, 60);
	check_bins(one, 1, 3);
}

static void
rolling_by_hand(void **state)
{
	/* returns 0.1, -0.1, 0.1; of the last two: mean 0, sd sqrt(0.02) */
	const double level[] = { 100.0, 110.0, 99.0, 108.9 };
	const double even[] = { 1.0, 1.1, 1.21, 1.331, 1.4641 };
	const struct bt_levels c = { NULL, level, 4, (double)NAN };
	const struct bt_levels flat = { NULL, even, 5, (double)NAN };
	double sharpe, volatility;

	(void)state;
	bt_rolling_at(&c, 3, 2, 252.0, &sharpe, &volatility);
	assert_true(fabs(volatility - sqrt(0.02 * 252.0)) < 1e-12);
	assert_true(fabs(sharpe) < 1e-12);
	/* of all three: mean 0.1 / 3, sd sqrt(0.04 / 3) */
	bt_rolling_at(&c, 3, 3, 4.0, &sharpe, &volatility);
	assert_true(fabs(volatility - 2.0 * sqrt(0.04 / 3.0)) < 1e-12);
	assert_true(fabs(sharpe - 0.4 / 3.0 / volatility) < 1e-12);
	bt_rolling_at(&c, 2, 3, 4.0, &sharpe, &volatility);
	assert_true(isnan(sharpe) && isnan(volatility));
	bt_rolling_at(&c, 3, 1, 4.0, &sharpe, &volatility);
	assert_true(isnan(sharpe) && isnan(volatility));
	/* growth that does not vary has no ratio */
	bt_rolling_at(&flat, 4, 4, 252.0, &sharpe, &volatility);
	assert_true(isnan(sharpe) && volatility == 0.0);
}

static void
decimated_keeps_extremes(void **state)
{
	static int64_t time[MAX];
	static double level[MAX];
	struct bt_err err = BT_ERR_INIT;
	size_t *kept, n, columns, k, i, high, low;

	(void)state;
	walk(3, time, level, MAX);
	for (i = 0; i < 50; i++)	/* a benchmark that begins later */
		level[i] = (double)NAN;
	for (columns = 1; columns <= 2 * MAX; columns *= 3) {
		kept = bt_decimate(level, MAX, columns, &n, &err);
		assert_non_null(kept);
		assert_true(n <= 4 * columns && n <= MAX);
		assert_int_equal(kept[0], 0);
		assert_int_equal(kept[n - 1], MAX - 1);
		high = low = 50;
		for (i = 50; i < MAX; i++) {
			high = level[i] > level[high] ? i : high;
			low = level[i] < level[low] ? i : low;
		}
		for (k = 0, i = 0; i < n; i++) {
			assert_true(i == 0 || kept[i] > kept[i - 1]);
			k |= level[kept[i]] == level[high] ? 1 : 0;
			k |= level[kept[i]] == level[low] ? 2 : 0;
		}
		assert_int_equal(k, 3);
		free(kept);
	}
	/* as many columns as points: all of them */
	kept = bt_decimate(level, 10, 10, &n, &err);
	assert_int_equal(n, 10);
	free(kept);
	kept = bt_decimate(level, 0, 10, &n, &err);
	assert_non_null(kept);
	assert_int_equal(n, 0);
	free(kept);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_by_hand),
		cmocka_unit_test(months_of_few),
		cmocka_unit_test(episodes_by_hand),
		cmocka_unit_test(equals_are_told_by_date),
		cmocka_unit_test(parts_make_the_whole),
		cmocka_unit_test(bins_by_hand),
		cmocka_unit_test(bins_hold_everything),
		cmocka_unit_test(rolling_by_hand),
		cmocka_unit_test(decimated_keeps_extremes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
