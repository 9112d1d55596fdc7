/* SPDX-License-Identifier: ISC */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/base/file.h"
#include "lib/base/mem.h"

int
bt_file_guard(struct bt_err *err)
{
	int fd;

	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) != -1)
			continue;
		/* The lowest free descriptor is taken, which is fd. */
		if (open("/dev/null", fd == STDIN_FILENO ? O_WRONLY :
		    O_RDONLY) == -1)
			return bt_err_sys(err, "open", "/dev/null");
	}
	return 0;
}

static char *
slurp(struct bt_in *in, size_t max, size_t *n, struct bt_err *err)
{
	char *s = NULL, *grown;
	size_t cap = 0;
	long got;

	for (*n = 0;; *n += (size_t)got) {
		if (*n > max) {
			(void)bt_err_set(err, BT_EDATA,
			    "file is too large: want at most %zu bytes", max);
			(void)bt_err_at(err, bt_in_name(in), 0, 0);
			break;
		}
		if (cap - *n < 2) {
			cap = cap * 2 + 4096;
			if ((grown = bt_realloc(s, cap, 1, err)) == NULL)
				break;
			s = grown;
		}
		if ((got = bt_in_read(in, s + *n, cap - *n - 1, err)) == -1)
			break;
		s[*n + (size_t)got] = '\0';
		if (got == 0)
			return s;
	}
	free(s);
	return NULL;
}

char *
bt_file_slurp(const char *path, size_t max, size_t *n, struct bt_err *err)
{
	struct bt_in *in;
	char *s;

	if ((in = bt_in_open(path, err)) == NULL)
		return NULL;
	s = slurp(in, max, n, err);
	bt_in_close(in);
	return s;
}
