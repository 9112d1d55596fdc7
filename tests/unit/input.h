/* SPDX-License-Identifier: ISC */
#ifndef TEST_INPUT_H
#define TEST_INPUT_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/base/file.h"

/*
 * Input from memory, for tests of readers: a process writes it into a pipe,
 * step bytes at a time (0: all at once), so that windows end anywhere.
 */
static inline struct bt_in *
input_open(const void *text, size_t n, size_t step)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_in *in;
	char path[32];
	const char *p = text;
	size_t k;
	int fd[2];

	if (pipe(fd) == -1)
		abort();
	if (fork() == 0) {
		(void)close(fd[0]);
		for (; n > 0; p += k, n -= k) {
			k = step == 0 || step > n ? n : step;
			if (write(fd[1], p, k) != (ssize_t)k)
				break;
		}
		_exit(0);
	}
	(void)close(fd[1]);
	(void)snprintf(path, sizeof(path), "/dev/fd/%d", fd[0]);
	in = bt_in_open(path, &err);
	(void)close(fd[0]);
	if (in == NULL) {
		(void)fprintf(stderr, "%s\n", err.text);
		abort();
	}
	return in;
}

static inline void
input_close(struct bt_in *in)
{
	bt_in_close(in);
	(void)wait(NULL);
}

#endif
