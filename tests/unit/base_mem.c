/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

static void
memory_is_zeroed(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	unsigned char *p = bt_calloc(1000, 3, &err);
	size_t i;

	(void)state;
	assert_non_null(p);
	for (i = 0; i < 3000; i++)
		assert_int_equal(p[i], 0);
	free(p);
	p = bt_calloc(0, 8, &err);
	assert_non_null(p);
	free(p);
}

static void
products_do_not_overflow(void **state)
{
	struct bt_err err = BT_ERR_INIT, arena = BT_ERR_INIT;
	struct bt_arena *a = bt_arena_new(&arena);

	(void)state;
	assert_null(bt_calloc(SIZE_MAX / 8 + 2, 8, &err));
	assert_int_equal(err.code, BT_ESYS);
	assert_non_null(strstr(err.text, "out of memory"));
	assert_null(bt_realloc(NULL, SIZE_MAX / 2, 3, &err));
	assert_null(bt_column(SIZE_MAX / 8, &err));
	assert_null(bt_arena_alloc(a, SIZE_MAX / 2, 2, &arena));
	assert_int_equal(arena.code, BT_ESYS);
	bt_arena_free(a);
}

static void
arrays_double(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	size_t cap = 0, n, moves = 0, was;
	int *v = NULL;

	(void)state;
	for (n = 0; n < 1000; n++) {
		was = cap;
		assert_int_equal(bt_grow(&v, &cap, n, sizeof(*v), &err), 0);
		moves += cap != was;
		v[n] = (int)n;
	}
	for (n = 0; n < 1000; n++)
		assert_int_equal(v[n], n);
	assert_int_equal(cap, 1024);	/* 16 * 2^6 */
	assert_int_equal(moves, 7);
	free(v);
}

static void
columns_are_aligned(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	size_t n;
	double *x;

	(void)state;
	for (n = 0; n < 20; n++) {
		x = bt_column(n, &err);
		assert_non_null(x);
		assert_int_equal((uintptr_t)x % 64, 0);
		free(x);
	}
}

static void
copies_end_with_nul(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	char *a = bt_strdup("abc", &err), *b = bt_strndup("abc", 2, &err);
	char *c = bt_strndup(NULL, 0, &err);

	(void)state;
	assert_string_equal(a, "abc");
	assert_string_equal(b, "ab");
	assert_string_equal(c, "");
	free(a);
	free(b);
	free(c);
}

/* Small and large pieces in turn keep what was written into them. */
static void
arena_keeps_pieces_apart(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_arena *a = bt_arena_new(&err);
	unsigned char *p[300];
	size_t i, k, size;

	(void)state;
	for (i = 0; i < 300; i++) {
		size = i % 7 == 0 ? 20000 + i : 1 + i * 5 % 900;
		p[i] = bt_arena_alloc(a, size, 1, &err);
		assert_non_null(p[i]);
		assert_int_equal((uintptr_t)p[i] % _Alignof(max_align_t), 0);
		for (k = 0; k < size; k++)
			assert_int_equal(p[i][k], 0);
		memset(p[i], (int)(i % 255) + 1, size);
	}
	for (i = 0; i < 300; i++)
		assert_int_equal(p[i][0], i % 255 + 1);
	assert_string_equal(bt_arena_strndup(a, "hello", 4, &err), "hell");
	bt_arena_free(a);
	bt_arena_free(NULL);
}

static void
nth_allocation_fails(void **state)
{
	struct bt_err err = BT_ERR_INIT, ignored = BT_ERR_INIT;
	void *p;

	(void)state;
	assert_int_equal(bt_fault_set("alloc:2", &err), 0);
	p = bt_calloc(1, 1, &err);
	assert_non_null(p);
	free(p);
	assert_false(bt_fault_spent());
	assert_false(bt_fault_hit("write"));	/* another kind */
	assert_null(bt_calloc(1, 1, &err));
	assert_int_equal(err.code, BT_ESYS);
	assert_true(bt_fault_spent());
	p = bt_calloc(1, 1, &ignored);		/* only that one */
	assert_non_null(p);
	free(p);
	assert_int_equal(bt_fault_set(NULL, &ignored), 0);
	assert_false(bt_fault_spent());
}

static void
every_kind_of_allocation_can_fail(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_arena *a = bt_arena_new(&err);
	size_t cap = 0;
	int *v = NULL;

	(void)state;
	(void)bt_fault_set("alloc:1", &err);
	assert_null(bt_realloc(NULL, 1, 1, &err));
	(void)bt_fault_set("alloc:1", &err);
	assert_null(bt_column(1, &err));
	(void)bt_fault_set("alloc:1", &err);
	assert_null(bt_arena_alloc(a, 1, 1, &err));
	(void)bt_fault_set("alloc:1", &err);
	assert_null(bt_arena_alloc(a, 100000, 1, &err));
	(void)bt_fault_set("alloc:1", &err);
	assert_int_equal(bt_grow(&v, &cap, 0, 4, &err), -1);
	assert_null(v);
	assert_int_equal(cap, 0);
	(void)bt_fault_set(NULL, &err);
	bt_arena_free(a);
}

static void
fault_texts(void **state)
{
	static const char *const wrong[] = { "", "alloc", "alloc:", "alloc:0",
		"alloc:x", "read:1", "alloc:1:2", "alloc:-1" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct bt_err err = BT_ERR_INIT;

		assert_int_equal(bt_fault_set(wrong[i], &err), -1);
		assert_int_equal(err.code, BT_EUSAGE);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed),
		cmocka_unit_test(products_do_not_overflow),
		cmocka_unit_test(arrays_double),
		cmocka_unit_test(columns_are_aligned),
		cmocka_unit_test(copies_end_with_nul),
		cmocka_unit_test(arena_keeps_pieces_apart),
		cmocka_unit_test(nth_allocation_fails),
		cmocka_unit_test(every_kind_of_allocation_can_fail),
		cmocka_unit_test(fault_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
