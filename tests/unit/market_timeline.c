/* SPDX-License-Identifier: ISC */
/* The timeline against a slow reference: all times sorted, duplicates out. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/rng.h"
#include "lib/market/market.h"
#include "lib/market/timeline.h"

#define ROUNDS 400
#define SYMBOLS 40

static int
ascending(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static size_t
reference(const struct bt_market *m, int64_t *times)
{
	size_t i, k, n = 0, kept = 0;

	for (i = 0; i < bt_market_symbols(m); i++)
		for (k = 0; k < bt_market_bars(m, i)->n; k++)
			times[n++] = bt_market_bars(m, i)->time[k];
	qsort(times, n, sizeof(*times), ascending);
	for (i = 0; i < n; i++)
		if (i == 0 || times[i] != times[i - 1])
			times[kept++] = times[i];
	return kept;
}

/* Each step holds exactly the symbols that have its time, in their order. */
static void
check_entries(const struct bt_timeline *line, const struct bt_market *m)
{
	const struct bt_bars *b;
	size_t s, i, k, at;

	for (s = 0; s < line->steps; s++) {
		at = line->first[s];
		for (i = 0; i < bt_market_symbols(m); i++) {
			b = bt_market_bars(m, i);
			for (k = 0; k < b->n; k++)
				if (b->time[k] == line->time[s])
					break;
			if (k == b->n)
				continue;
			assert_true(at < line->first[s + 1]);
			assert_int_equal(i, line->symbol[at]);
			assert_int_equal(k, line->bar[at]);
			at++;
		}
		assert_int_equal(at, line->first[s + 1]);
	}
}

static void
check(const struct bt_market *m)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_timeline line;
	int64_t *times;
	size_t n, i;

	times = bt_calloc(bt_market_rows(m) + 1, sizeof(*times), &err);
	assert_non_null(times);
	n = reference(m, times);
	assert_int_equal(0, bt_timeline_init(&line, m, &err));
	assert_int_equal(n, line.steps);
	for (i = 0; i < n; i++)
		assert_true(line.time[i] == times[i]);
	if (bt_market_symbols(m) > 1)
		check_entries(&line, m);
	else
		assert_null(line.first);
	bt_timeline_free(&line);
	free(times);
}

/* Some symbols share a calendar, others trade now and then. */
static void
fill(struct bt_market *m, struct bt_rng *rng)
{
	size_t symbols = (size_t)bt_rng_below(rng, SYMBOLS), i, k, n;
	struct bt_bar bar = { 0, 2, 3, 1, 2, 0 };
	struct bt_err err = BT_ERR_INIT;
	char name[24];
	bool regular;
	long s;

	for (i = 0; i < symbols; i++) {
		(void)snprintf(name, sizeof(name), "%zu", i);
		s = bt_market_enter(m, bt_span(name), &err);
		assert_true(s >= 0);
		regular = bt_rng_below(rng, 2) == 0;
		n = regular ? 30 : (size_t)bt_rng_below(rng, 60);
		bar.time = regular ? 1000 : (int64_t)bt_rng_below(rng, 3000);
		for (k = 0; k < n; k++) {
			assert_int_equal(0, bt_market_push(m, (size_t)s, &bar,
			    &err));
			bar.time += regular ? 10 :
			    1 + (int64_t)bt_rng_below(rng, 40);
		}
	}
	assert_int_equal(0, bt_market_seal(m, &err));
}

static void
agrees_with_the_reference(void **state)
{
	uint64_t seed = 20240131, round;
	struct bt_err err = BT_ERR_INIT;
	struct bt_market *m;
	struct bt_rng rng;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	for (round = 0; round < ROUNDS; round++) {
		bt_rng_init(&rng, seed, round);
		m = bt_market_new(NULL, 0, &err);
		assert_non_null(m);
		fill(m, &rng);
		check(m);
		bt_market_free(m);
	}
}

static void
survives_faults(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_timeline line;
	struct bt_market *m;
	struct bt_rng rng;
	char fault[32];
	int n, rc;

	(void)state;
	bt_rng_init(&rng, 1, 3);
	m = bt_market_new(NULL, 0, &err);
	fill(m, &rng);
	assert_true(bt_market_symbols(m) > 1);
	for (n = 1, rc = -1; rc == -1; n++) {
		err = (struct bt_err)BT_ERR_INIT;
		(void)snprintf(fault, sizeof(fault), "alloc:%d", n);
		assert_int_equal(0, bt_fault_set(fault, &err));
		rc = bt_timeline_init(&line, m, &err);
		assert_int_equal(rc == 0 ? BT_OK : BT_ESYS, err.code);
		bt_timeline_free(&line);
		assert_int_equal(0, bt_fault_set(NULL, &err));
	}
	assert_true(n > 5);
	bt_market_free(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_reference),
		cmocka_unit_test(survives_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
