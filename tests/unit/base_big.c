/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "lib/base/big.h"
#include "lib/base/mem.h"

/* Below and above every size at which another kind of memory begins. */
static const size_t sizes[] = { 1, 10, 131063, 131064, 131072, 262136, 262137,
	500000, 1000000, 262144, 131072, 131063, 100, 300000, 7 };

#define NSIZES (sizeof(sizes) / sizeof(sizes[0]))

static void
check(const uint64_t *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (p[i] != i * 2654435761U)
			fail_msg("element %zu of %zu is another", i, n);
}

static void
keeps_what_was_written(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	uint64_t *p = NULL, *q;
	size_t i, k, n = 0;

	(void)state;
	for (k = 0; k < NSIZES; k++) {
		q = bt_big_resize(p, sizes[k], sizeof(*p), &err);
		assert_non_null(q);
		p = q;
		check(p, n < sizes[k] ? n : sizes[k]);
		for (i = n; i < sizes[k]; i++)
			p[i] = i * 2654435761U;
		n = sizes[k];
	}
	bt_big_free(p);
}

static void
failure_leaves_it_alone(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	uint64_t *p;
	size_t i, k;

	(void)state;
	for (k = 0; k < NSIZES; k++) {
		assert_non_null(p = bt_big_resize(NULL, sizes[k], sizeof(*p),
		    &err));
		for (i = 0; i < sizes[k]; i++)
			p[i] = i * 2654435761U;
		assert_int_equal(bt_fault_set("alloc:1", &err), 0);
		assert_null(bt_big_resize(p, 600000, sizeof(*p), &err));
		assert_true(bt_fault_spent());
		assert_int_equal(bt_fault_set(NULL, &err), 0);
		assert_int_equal(err.code, BT_ESYS);
		err = (struct bt_err)BT_ERR_INIT;
		check(p, sizes[k]);
		bt_big_free(p);
	}
}

static void
refuses_what_no_object_can_be(void **state)
{
	struct bt_err err = BT_ERR_INIT;

	(void)state;
	assert_null(bt_big_resize(NULL, SIZE_MAX / 4, 8, &err));
	assert_int_equal(err.code, BT_ESYS);
	assert_string_equal(err.text, "out of memory: want "
	    "4611686018427387903 times 8 bytes");
	bt_big_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_what_was_written),
		cmocka_unit_test(failure_leaves_it_alone),
		cmocka_unit_test(refuses_what_no_object_can_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
