/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/hash.h"
#include "lib/base/mem.h"

/* By the program xxh128sum 0.8.1 (xxhash): printf ... | xxh128sum. */
static void
known_values(void **state)
{
	static const struct { const char *text; size_t n; const char *want; }
	    rows[] = {
		{ "", 0, "99aa06d3014798d86001c324468d497f" },
		{ "abc", 3, "06b05ab6733a618578af5f94892f3950" },
	};
	struct bt_err err = BT_ERR_INIT;
	char text[BT_HASH_TEXT];
	struct bt_hash *h;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_non_null(h = bt_hash_new(&err));
		bt_hash_add(h, rows[i].text, rows[i].n);
		bt_hash_text(h, text);
		assert_string_equal(text, rows[i].want);
		bt_hash_free(h);
	}
}

/* The way the bytes come does not matter, nor does asking in between. */
static void
pieces_add_up(void **state)
{
	static const size_t steps[] = { 1, 7, 64, 100, 1000, 5000 };
	struct bt_err err = BT_ERR_INIT;
	char want[BT_HASH_TEXT], got[BT_HASH_TEXT];
	unsigned char data[5000];
	struct bt_hash *h;
	size_t i, at, n;

	(void)state;
	for (i = 0; i < sizeof(data); i++)
		data[i] = (unsigned char)(i * i % 251);
	assert_non_null(h = bt_hash_new(&err));
	bt_hash_add(h, data, sizeof(data));
	bt_hash_text(h, want);
	bt_hash_free(h);
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		assert_non_null(h = bt_hash_new(&err));
		for (at = 0; at < sizeof(data); at += n) {
			n = steps[i] < sizeof(data) - at ? steps[i] :
			    sizeof(data) - at;
			bt_hash_add(h, data + at, n);
			bt_hash_text(h, got);
		}
		assert_string_equal(got, want);
		bt_hash_free(h);
	}
}

static void
want_of_memory(void **state)
{
	struct bt_err err = BT_ERR_INIT;

	(void)state;
	(void)bt_fault_set("alloc:1", &err);
	assert_null(bt_hash_new(&err));
	(void)bt_fault_set(NULL, &err);
	assert_int_equal(err.code, BT_ESYS);
	bt_hash_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_values),
		cmocka_unit_test(pieces_add_up),
		cmocka_unit_test(want_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
