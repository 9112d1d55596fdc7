/* SPDX-License-Identifier: ISC */
/*
 * Any bytes as a file that may be packed: read in large and in small pieces
 * they give the same bytes, the same identity and the same end.
 */
#include "lib/base/hash.h"
#include "tests/fuzz/input.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define LIMIT (1 << 22)			/* of a bomb, enough is enough */

struct result {
	char	hash[BT_HASH_TEXT];
	size_t	size;
	bool	failed;
};

static void
drain(const uint8_t *data, size_t n, size_t step, struct result *r)
{
	static char buf[65536];
	struct bt_err err = BT_ERR_INIT;
	char path[32], c = 0;
	struct bt_in *in;
	long got;
	int fd[2];

	MUST(pipe(fd) == 0);
	MUST(write(fd[1], data, n) == (ssize_t)n);
	(void)close(fd[1]);
	(void)snprintf(path, sizeof(path), "/dev/fd/%d", fd[0]);
	MUST((in = bt_in_open(path, &err)) != NULL);
	(void)close(fd[0]);
	if (step < sizeof(buf) && bt_in_peek(in, &c, &err) == -1)
		MUST(err.code != BT_OK);
	while (err.code == BT_OK && r->size < LIMIT &&
	    (got = bt_in_read(in, buf, step, &err)) > 0) {
		MUST((size_t)got <= step);
		MUST(r->size > 0 || step == sizeof(buf) || buf[0] == c);
		r->size += (size_t)got;
	}
	r->failed = err.code != BT_OK;
	MUST(!r->failed || (err.code == BT_EDATA && err.source[0] != '\0'));
	bt_in_hash(in, r->hash);
	bt_in_close(in);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct result large = { .size = 0 }, small = { .size = 0 };

	if (n > FUZZ_MAX)
		return 0;
	drain(data, n, 65536, &large);
	if (large.size >= LIMIT)
		return 0;
	drain(data, n, 77, &small);
	/* libzstd is stricter where it has a frame and its room as a whole. */
	MUST(large.failed || !small.failed);
	MUST(large.failed == small.failed || data[0] != 0x1f);
	/* How far a damaged input was read depends on the pieces. */
	if (!large.failed)
		MUST(large.size == small.size &&
		    strcmp(large.hash, small.hash) == 0);
	return 0;
}
