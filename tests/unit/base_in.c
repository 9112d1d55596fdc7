/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "lib/base/mem.h"
#include "lib/base/rng.h"
#include "tests/unit/input.h"

#define SIZE 600000			/* more than two reads */

/* Lines of digits: some of it repeats, most does not. */
static char plain[SIZE];
static unsigned char packed[2 * SIZE];

typedef size_t	pack_fn(unsigned char *to, size_t room, const char *s,
		    size_t n);

static size_t
pack_gzip(unsigned char *to, size_t room, const char *s, size_t n)
{
	z_stream z = { 0 };

	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, MAX_WBITS + 16, 8,
	    Z_DEFAULT_STRATEGY), Z_OK);
	z.next_in = (unsigned char *)(uintptr_t)s;
	z.avail_in = (unsigned)n;
	z.next_out = to;
	z.avail_out = (unsigned)room;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	n = z.total_out;
	assert_int_equal(deflateEnd(&z), Z_OK);
	return n;
}

static size_t
pack_zstd(unsigned char *to, size_t room, const char *s, size_t n)
{
	ZSTD_CCtx *c = ZSTD_createCCtx();

	assert_non_null(c);
	(void)ZSTD_CCtx_setParameter(c, ZSTD_c_checksumFlag, 1);
	n = ZSTD_compress2(c, to, room, s, n);
	assert_false(ZSTD_isError(n));
	(void)ZSTD_freeCCtx(c);
	return n;
}

/* A frame to be skipped, as pzstd writes one in front. */
static size_t
pack_skippable(unsigned char *to, size_t room, const char *s, size_t n)
{
	memcpy(to, "\x50\x2a\x4d\x18\4\0\0\0abcd", 12);
	return 12 + pack_zstd(to + 12, room - 12, s, n);
}

static size_t
pack_not(unsigned char *to, size_t room, const char *s, size_t n)
{
	assert_true(n <= room);
	memcpy(to, s, n);
	return n;
}

static pack_fn *const packs[] = { pack_not, pack_gzip, pack_zstd,
	pack_skippable };
#define NPACKS (sizeof(packs) / sizeof(packs[0]))

/* All of in, size bytes a read, must be the n bytes at want. */
static void
assert_gives(struct bt_in *in, size_t size, const char *want, size_t n)
{
	struct bt_err err = BT_ERR_INIT;
	char *buf = malloc(size);
	size_t at = 0;
	long got;

	while ((got = bt_in_read(in, buf, size, &err)) > 0) {
		assert_true((size_t)got <= size && at + (size_t)got <= n);
		assert_memory_equal(buf, want + at, (size_t)got);
		at += (size_t)got;
	}
	if (got == -1)
		fail_msg("%s: %s", err.source, err.text);
	assert_int_equal(at, n);
	assert_int_equal(bt_in_read(in, buf, size, &err), 0);
	free(buf);
}

static void
packed_or_not(void **state)
{
	static const size_t sizes[] = { 0, 1, 3, 5, 1000, SIZE };
	static const size_t reads[] = { 1, 100, 262144 };
	char want[33], got[33];
	struct bt_in *in;
	size_t p, s, r, n;

	(void)state;
	for (s = 0; s < 6; s++)
		for (p = 0; p < NPACKS; p++)
			for (r = sizes[s] == SIZE; r < 3; r++) {
				n = packs[p](packed, sizeof(packed), plain,
				    sizes[s]);
				in = input_open(packed, n, 0);
				assert_gives(in, reads[r], plain, sizes[s]);
				bt_in_hash(in, p == 0 && r == 2 ? want : got);
				if (p > 0 && r == 2)
					assert_string_equal(got, want);
				input_close(in);
			}
}

static void
byte_by_byte_and_several_members(void **state)
{
	struct bt_in *in;
	size_t p, n;

	(void)state;
	for (p = 1; p < NPACKS; p++) {
		n = packs[p](packed, SIZE, plain, 1000);
		n += packs[p](packed + n, SIZE, plain, 0);
		n += packs[p](packed + n, SIZE, plain + 1000, 4000);
		in = input_open(packed, n, 1);
		assert_gives(in, 777, plain, 5000);
		input_close(in);
	}
}

/* Reading n bytes of packed fails, and the message has both these words. */
static void
assert_refused(size_t n, const char *what, const char *more)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_in *in = input_open(packed, n, 0);
	char buf[4096];
	long got;

	while ((got = bt_in_read(in, buf, sizeof(buf), &err)) > 0)
		continue;
	assert_int_equal(got, -1);
	assert_int_equal(err.code, BT_EDATA);
	assert_string_equal(err.source, bt_in_name(in));
	if (strstr(err.text, what) == NULL || strstr(err.text, more) == NULL)
		fail_msg("%s", err.text);
	input_close(in);
}

static void
cut_short(void **state)
{
	size_t p, n, i;

	(void)state;
	for (p = 1; p < NPACKS; p++) {
		n = packs[p](packed, sizeof(packed), plain, 300);
		for (i = 4; i < n; i++) {
			/* A skippable frame alone is a whole input. */
			if (p == 3 && i == 12)
				continue;
			assert_refused(i, p == 1 ? "gzip" : "zstd",
			    "cut short");
		}
	}
}

static void
damaged(void **state)
{
	size_t n;

	(void)state;
	n = pack_gzip(packed, sizeof(packed), plain, 3000);
	packed[n - 6] ^= 1;			/* in the check sum */
	assert_refused(n, "gzip", "damaged: incorrect data check");
	packed[n / 2] ^= 1;
	assert_refused(n, "gzip", "damaged");
	n = pack_zstd(packed, sizeof(packed), plain, 3000);
	packed[n - 1] ^= 1;
	assert_refused(n, "zstd", "damaged");
}

static void
other_bytes_follow(void **state)
{
	size_t p, n;

	(void)state;
	for (p = 1; p < NPACKS; p++) {
		n = packs[p](packed, SIZE, plain, 3000);
		packed[n] = 'x';
		assert_refused(n + 1, p == 1 ? "gzip" : "zstd",
		    "other bytes follow");
		(void)packs[p == 1 ? 2 : 1](packed + n, SIZE, plain, 10);
		assert_refused(n + 30, p == 1 ? "gzip" : "zstd",
		    "other bytes follow");
	}
}

static void
unknown_packings(void **state)
{
	static const struct { const char *magic, *name, *tool; } rows[] = {
		{ "\xfd" "7zXZ", "xz", "'xz -dc'" },
		{ "BZh91AY", "bzip2", "'bzip2 -dc'" },
		{ "PK\3\4....", "zip", "'unzip -p'" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		memcpy(packed, rows[i].magic, strlen(rows[i].magic));
		assert_refused(strlen(rows[i].magic), rows[i].name,
		    rows[i].tool);
	}
}

static void
what_begins_like_a_packing(void **state)
{
	static const char *const texts[] = { "P", "PK", "PKG,1\n", "(", "BZh",
		"BZhx", "\x1f", "\x1f\x8b", "P*" };
	struct bt_in *in;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		in = input_open(texts[i], strlen(texts[i]), 1);
		assert_gives(in, 100, texts[i], strlen(texts[i]));
		input_close(in);
	}
}

static void
looks_ahead(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_in *in;
	size_t p, n, r;
	char c, head[21] = "";

	(void)state;
	for (p = 0; p < NPACKS; p++) {
		for (r = 1; r <= 1000; r += 999) {
			n = packs[p](packed, sizeof(packed), plain, 2000);
			in = input_open(packed, n, 0);
			assert_int_equal(bt_in_peek(in, &c, &err), 1);
			assert_int_equal(c, plain[0]);
			assert_int_equal(bt_in_peek(in, &c, &err), 1);
			assert_int_equal(c, plain[0]);
			memcpy(head, plain, 20);
			assert_int_equal(bt_in_begins(in, head, &err), 1);
			head[19] ^= 1;
			assert_int_equal(bt_in_begins(in, head, &err), 0);
			assert_gives(in, r, plain, 2000);
			assert_int_equal(bt_in_peek(in, &c, &err), 0);
			input_close(in);
		}
		n = packs[p](packed, sizeof(packed), plain, 0);
		in = input_open(packed, n, 0);
		assert_int_equal(bt_in_peek(in, &c, &err), 0);
		assert_int_equal(bt_in_begins(in, "a", &err), 0);
		assert_int_equal(bt_in_begins(in, "", &err), 1);
		input_close(in);
	}
}

/* A line of a live feed is handed on before the next one is there. */
static void
does_not_wait(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	char path[32], buf[100];
	struct bt_in *in;
	int fd[2];

	(void)state;
	assert_int_equal(pipe(fd), 0);
	(void)snprintf(path, sizeof(path), "/dev/fd/%d", fd[0]);
	assert_non_null(in = bt_in_open(path, &err));
	assert_int_equal(write(fd[1], "a\n", 2), 2);
	assert_int_equal(bt_in_read(in, buf, sizeof(buf), &err), 2);
	assert_int_equal(write(fd[1], "b\n", 2), 2);
	assert_int_equal(bt_in_read(in, buf, 1, &err), 1);
	assert_int_equal(bt_in_read(in, buf, 0, &err), 0);
	assert_int_equal(bt_in_read(in, buf, sizeof(buf), &err), 1);
	bt_in_close(in);
	(void)close(fd[0]);
	(void)close(fd[1]);
}

static void
what_cannot_be_opened(void **state)
{
	static const struct { const char *path, *says; } rows[] = {
		{ "/nonexistent/a.csv", "cannot open '/nonexistent/a.csv': "
		    "No such file or directory" },
		{ "/tmp", "cannot read '/tmp': Is a directory" },
		{ "", "cannot open '': No such file or directory" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		struct bt_err err = BT_ERR_INIT;

		assert_null(bt_in_open(rows[i].path, &err));
		assert_int_equal(err.code, BT_ESYS);
		assert_string_equal(err.text, rows[i].says);
	}
}

static void
standard_input_has_a_name(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_in *in;

	(void)state;
	assert_non_null(in = bt_in_open(NULL, &err));
	assert_string_equal(bt_in_name(in), "stdin");
	bt_in_close(in);
	assert_non_null(in = bt_in_open("-", &err));
	assert_string_equal(bt_in_name(in), "stdin");
	bt_in_close(in);
	assert_int_not_equal(fcntl(STDIN_FILENO, F_GETFD), -1);
}

/* Each allocation fails once; for zstd's own there is one. */
static void
want_of_memory(void **state)
{
	static char path[] = "/tmp/bt-in-XXXXXX";
	int fd = mkstemp(path), k;
	size_t p, n;
	char spec[32], buf[4000];
	long got;

	(void)state;
	for (p = 0; p < NPACKS; p++) {
		n = packs[p](packed, sizeof(packed), plain, 3000);
		assert_int_equal(ftruncate(fd, 0), 0);
		assert_int_equal(pwrite(fd, packed, n, 0), n);
		for (k = 1, got = -1; got == -1; k++) {
			struct bt_err err = BT_ERR_INIT;
			struct bt_in *in;

			(void)snprintf(spec, sizeof(spec), "alloc:%d", k);
			(void)bt_fault_set(spec, &err);
			if ((in = bt_in_open(path, &err)) != NULL)
				while ((got = bt_in_read(in, buf, sizeof(buf),
				    &err)) > 0)
					continue;
			assert_int_equal(got == -1, bt_fault_spent());
			assert_int_equal(err.code, got == -1 ? BT_ESYS :
			    BT_OK);
			(void)bt_fault_set(NULL, &err);
			bt_in_close(in);
		}
		assert_true(k > 4);
	}
	(void)close(fd);
	(void)unlink(path);
}

static int
make_plain(void **state)
{
	struct bt_rng r;
	size_t i;

	(void)state;
	bt_rng_init(&r, 1, 0);
	for (i = 0; i < SIZE; i++)
		plain[i] = i % 37 == 36 ? '\n' :
		    (char)('0' + bt_rng_below(&r, 10));
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(packed_or_not),
		cmocka_unit_test(byte_by_byte_and_several_members),
		cmocka_unit_test(cut_short),
		cmocka_unit_test(damaged),
		cmocka_unit_test(other_bytes_follow),
		cmocka_unit_test(unknown_packings),
		cmocka_unit_test(what_begins_like_a_packing),
		cmocka_unit_test(looks_ahead),
		cmocka_unit_test(does_not_wait),
		cmocka_unit_test(what_cannot_be_opened),
		cmocka_unit_test(standard_input_has_a_name),
		cmocka_unit_test(want_of_memory),
	};

	return cmocka_run_group_tests(tests, make_plain, NULL);
}
