/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/pool.h"

#define PIECES 1000
#define JOBS 4

struct board {
	int		times[PIECES];	/* how often each piece was done */
	size_t		done[JOBS];	/* by each worker */
	size_t		fail_from;	/* pieces from here on fail */
	atomic_size_t	begun;
};

static int
mark(void *arg, size_t i, size_t worker, struct bt_err *err)
{
	struct board *b = arg;

	(void)atomic_fetch_add(&b->begun, 1);
	b->times[i]++;
	b->done[worker]++;
	if (i >= b->fail_from)
		return bt_err_set(err, BT_EDATA, "piece %zu", i);
	return 0;
}

static void
each_piece_once(void **state)
{
	static const size_t jobs[] = { 0, 1, 2, 3, JOBS };
	static const size_t pieces[] = { 0, 1, 2, 3, PIECES };
	struct bt_err err = BT_ERR_INIT;
	struct board *b;
	size_t j, p, i, sum;

	(void)state;
	for (j = 0; j < 5; j++)
		for (p = 0; p < 5; p++) {
			assert_non_null(b = bt_calloc(1, sizeof(*b), &err));
			b->fail_from = PIECES;
			assert_int_equal(bt_pool_each(jobs[j], pieces[p], mark,
			    b, &err), 0);
			for (i = 0; i < PIECES; i++)
				assert_int_equal(b->times[i], i < pieces[p]);
			for (sum = i = 0; i < JOBS; i++)
				sum += b->done[i];
			assert_int_equal(sum, pieces[p]);
			free(b);
		}
}

static void
lowest_failure_is_told(void **state)
{
	struct board *b;
	size_t jobs, round;

	(void)state;
	for (jobs = 1; jobs <= JOBS; jobs++)
		for (round = 0; round < 50; round++) {
			struct bt_err err = BT_ERR_INIT;

			assert_non_null(b = bt_calloc(1, sizeof(*b), &err));
			b->fail_from = 17;
			assert_int_equal(bt_pool_each(jobs, PIECES, mark, b,
			    &err), -1);
			assert_int_equal(err.code, BT_EDATA);
			assert_string_equal(err.text, "piece 17");
			/* What had begun was ended; nothing more began. */
			assert_true(atomic_load(&b->begun) < 18 + jobs);
			free(b);
		}
}

static int
allocate(void *arg, size_t i, size_t worker, struct bt_err *err)
{
	void *p = bt_calloc(i + 1, 1, err);

	(void)arg;
	(void)worker;
	free(p);
	return p == NULL ? -1 : 0;
}

static void
want_of_memory(void **state)
{
	struct bt_err err = BT_ERR_INIT, within = BT_ERR_INIT;

	(void)state;
	(void)bt_fault_set("alloc:1", &err);
	assert_int_equal(bt_pool_each(2, 10, allocate, NULL, &err), -1);
	assert_int_equal(err.code, BT_ESYS);
	(void)bt_fault_set("alloc:5", &within);
	assert_int_equal(bt_pool_each(2, 10, allocate, NULL, &within), -1);
	assert_int_equal(within.code, BT_ESYS);
	assert_true(bt_fault_spent());
	(void)bt_fault_set(NULL, &within);
}

static void
there_are_processors(void **state)
{
	(void)state;
	assert_in_range(bt_pool_processors(), 1, 100000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_piece_once),
		cmocka_unit_test(lowest_failure_is_told),
		cmocka_unit_test(want_of_memory),
		cmocka_unit_test(there_are_processors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
