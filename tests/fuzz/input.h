/* SPDX-License-Identifier: ISC */
#ifndef FUZZ_INPUT_H
#define FUZZ_INPUT_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/file.h"

/* What a pipe takes without a reader. */
#define FUZZ_MAX 60000

#define MUST(x) do { if (!(x)) { \
	(void)fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #x); \
	abort(); } } while (0)

/* An input that gives these bytes; NULL if it would decompress them. */
static inline struct bt_in *
fuzz_open(const uint8_t *data, size_t n)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_in *in;
	char path[32];
	int fd[2];

	if (n > FUZZ_MAX || (n >= 2 && memcmp(data, "\x1f\x8b", 2) == 0) ||
	    (n >= 4 && memcmp(data + 1, "\xb5\x2f\xfd", 3) == 0))
		return NULL;
	MUST(pipe(fd) == 0);
	MUST(write(fd[1], data, n) == (ssize_t)n);
	(void)close(fd[1]);
	(void)snprintf(path, sizeof(path), "/dev/fd/%d", fd[0]);
	MUST((in = bt_in_open(path, &err)) != NULL);
	(void)close(fd[0]);
	return in;
}

#endif
