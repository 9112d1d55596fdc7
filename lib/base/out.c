/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE		/* O_TMPFILE, realpath(), F_SETPIPE_SZ */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/mem.h"
#include "lib/base/out.h"

#define SIZE (4 * BT_OUT_ROOM)
#define TRIES 100			/* names for a temporary file */
#define NAME 64				/* bytes of one, more than it takes */
#define PIPE (1 << 20)			/* bytes that a pipe may hold */

struct bt_out {
	int	 fd;
	int	 failed;		/* errno of the first failure, or 0 */
	size_t	 used;
	char	*target;		/* what the user named */
	char	*place;			/* where it goes: links followed */
	char	*temporary;		/* NULL: written straight */
	bool	 named;			/* a file of that name exists */
	char	 buf[SIZE];
};

static void
destroy(struct bt_out *out)
{
	if (out->fd > STDERR_FILENO)
		(void)close(out->fd);
	free(out->target);
	free(out->place);
	free(out->temporary);
	free(out);
}

void
bt_out_abort(struct bt_out *out)
{
	if (out == NULL)
		return;
	if (out->named)
		(void)unlink(out->temporary);
	destroy(out);
}

/* How long the place's directory is, with its slash; 0 if it has none. */
static size_t
directory(const struct bt_out *out)
{
	const char *slash = strrchr(out->place, '/');

	return slash == NULL ? 0 : (size_t)(slash + 1 - out->place);
}

/* The i-th name to try, beside the place: a rename crosses no file system. */
static void
name_temporary(struct bt_out *out, int i)
{
	(void)snprintf(out->temporary, directory(out) + NAME,
	    "%.*s.bt-%ld-%d.tmp", (int)directory(out), out->place,
	    (long)getpid(), i);
}

/* A path to an open file that has no name; empty where there is no /proc. */
static void
path_of(int fd, char *path, size_t size)
{
	(void)snprintf(path, size, "/proc/self/fd/%d", fd);
	if (access(path, F_OK) == -1)
		path[0] = '\0';
}

/*
 * A file without a name is gone with the process, however that ends.  Not
 * every system and file system has such; -1 is no error yet.
 */
#ifdef O_TMPFILE
static int
open_unnamed(struct bt_out *out)
{
	char *dir = out->temporary, path[NAME];
	const size_t n = directory(out);

	(void)snprintf(dir, n + NAME, "%.*s", (int)n, out->place);
	if ((out->fd = open(n > 0 ? dir : ".", O_TMPFILE | O_WRONLY |
	    O_CLOEXEC, 0666)) == -1)
		return -1;
	path_of(out->fd, path, sizeof(path));
	if (path[0] != '\0')
		return 0;
	(void)close(out->fd);
	out->fd = -1;
	return -1;
}
#else
static int
open_unnamed(struct bt_out *out)
{
	(void)out;
	return -1;
}
#endif

static int
open_named(struct bt_out *out)
{
	int i;

	for (i = 0; i < TRIES; i++) {
		name_temporary(out, i);
		out->fd = open(out->temporary, O_WRONLY | O_CREAT | O_EXCL |
		    O_CLOEXEC, 0666);
		out->named = out->fd != -1;
		if (out->named || errno != EEXIST)
			break;
	}
	return out->named ? 0 : -1;
}

/* Give the file without a name one. */
static int
name_file(struct bt_out *out)
{
	char path[NAME];
	int i;

	path_of(out->fd, path, sizeof(path));
	for (i = 0; i < TRIES && !out->named; i++) {
		name_temporary(out, i);
		out->named = linkat(AT_FDCWD, path, AT_FDCWD, out->temporary,
		    AT_SYMLINK_FOLLOW) == 0;
		if (!out->named && errno != EEXIST)
			break;
	}
	return out->named ? 0 : -1;
}

/* The mode is the old file's, or what the umask leaves. */
static int
open_temporary(struct bt_out *out, const struct stat *old, struct bt_err *err)
{
	out->temporary = bt_calloc(directory(out) + NAME, 1, err);
	if (out->temporary == NULL)
		return -1;
	if ((open_unnamed(out) == -1 && open_named(out) == -1) ||
	    (old != NULL && fchmod(out->fd, old->st_mode & 0777) == -1))
		return bt_err_sys(err, "write", out->target);
	return 0;
}

static int
open_file(struct bt_out *out, struct bt_err *err)
{
	struct stat st;

	if (stat(out->target, &st) == -1) {
		if (errno != ENOENT || out->target[0] == '\0')
			return bt_err_sys(err, "write", out->target);
		if ((out->place = bt_strdup(out->target, err)) == NULL)
			return -1;
		return open_temporary(out, NULL, err);
	}
	if (S_ISDIR(st.st_mode))
		errno = EISDIR;
	else if (access(out->target, W_OK) == 0 && !S_ISREG(st.st_mode))
		out->fd = open(out->target, O_WRONLY | O_CLOEXEC);
	else if (access(out->target, W_OK) == 0 &&
	    (out->place = realpath(out->target, NULL)) != NULL)
		return open_temporary(out, &st, err);
	return out->fd != -1 ? 0 : bt_err_sys(err, "write", out->target);
}

/*
 * A pipe of 64 kB lets both its ends wait for each other at every turn; one of
 * a megabyte took 15 % of the time of a pipeline over a million bars (make
 * bench).  What is no pipe, or may not be widened, stays as it is.
 */
static void
widen_pipe(int fd)
{
#ifdef F_SETPIPE_SZ
	(void)fcntl(fd, F_SETPIPE_SZ, PIPE);
#else
	(void)fd;
#endif
}

struct bt_out *
bt_out_open(const char *path, struct bt_err *err)
{
	const bool std = path == NULL || strcmp(path, "-") == 0;
	struct bt_out *out;

	if ((out = bt_calloc(1, sizeof(*out), err)) == NULL)
		return NULL;
	out->fd = std ? STDOUT_FILENO : -1;
	widen_pipe(out->fd);
	if ((out->target = bt_strdup(std ? "stdout" : path, err)) == NULL ||
	    (!std && open_file(out, err) == -1)) {
		bt_out_abort(out);
		return NULL;
	}
	return out;
}

struct bt_out *
bt_out_onto(int fd, const char *name, struct bt_err *err)
{
	struct bt_out *out;

	if ((out = bt_calloc(1, sizeof(*out), err)) == NULL)
		return NULL;
	out->fd = -1;
	if ((out->target = bt_strdup(name, err)) == NULL) {
		destroy(out);
		return NULL;
	}
	out->fd = fd;
	return out;
}

/* One write that is not disturbed by signals, nor by a shared O_NONBLOCK. */
static ssize_t
write_some(int fd, const char *p, size_t n)
{
	struct pollfd pfd = { fd, POLLOUT, 0 };
	ssize_t done;

	if (bt_fault_hit("write")) {
		errno = ENOSPC;
		return -1;
	}
	while ((done = write(fd, p, n)) == -1 &&
	    (errno == EINTR || errno == EAGAIN))
		if (errno == EAGAIN)
			(void)poll(&pfd, 1, -1);
	return done;
}

static void
flush(struct bt_out *out)
{
	size_t done = 0;
	ssize_t n;

	while (out->failed == 0 && done < out->used) {
		n = write_some(out->fd, out->buf + done, out->used - done);
		if (n == -1)
			out->failed = errno;
		else
			done += (size_t)n;
	}
	out->used = 0;
}

char *
bt_out_room(struct bt_out *out, size_t n)
{
	if (n > SIZE - out->used)
		flush(out);
	return out->buf + out->used;
}

void
bt_out_used(struct bt_out *out, size_t n)
{
	out->used += n;
}

void
bt_out_write(struct bt_out *out, const void *p, size_t n)
{
	const char *s = p;
	size_t part;

	for (; n > 0; s += part, n -= part) {
		part = n < BT_OUT_ROOM ? n : BT_OUT_ROOM;
		memcpy(bt_out_room(out, part), s, part);
		bt_out_used(out, part);
	}
}

void
bt_out_text(struct bt_out *out, const char *s)
{
	bt_out_write(out, s, strlen(s));
}

bool
bt_out_failed(const struct bt_out *out)
{
	return out->failed != 0;
}

static int
report(const struct bt_out *out, int code, struct bt_err *err)
{
	errno = code;
	return bt_err_sys(err, "write", out->target);
}

int
bt_out_flush(struct bt_out *out, struct bt_err *err)
{
	flush(out);
	return out->failed == 0 ? 0 : report(out, out->failed, err);
}

int
bt_out_sync(struct bt_out *out, struct bt_err *err)
{
	flush(out);
	/* EINVAL: of its kind there is nothing to wait for. */
	if (out->failed == 0 && fsync(out->fd) == -1 && errno != EINVAL)
		out->failed = errno;
	return out->failed == 0 ? 0 : report(out, out->failed, err);
}

/*
 * Some file systems report a lost write when a descriptor is closed, and not
 * before.  Standard output is not ours to close, a copy of it is.
 */
static int
close_checked(struct bt_out *out)
{
	int fd = out->fd;

	if (fd == STDOUT_FILENO && (fd = dup(STDOUT_FILENO)) == -1)
		return errno == EBADF ? 0 : -1;	/* closed, never written to */
	out->fd = -1;
	return close(fd) == -1 && errno != EINTR ? -1 : 0;
}

int
bt_out_close(struct bt_out *out, struct bt_err *err)
{
	flush(out);
	if (out->failed == 0 && ((out->temporary != NULL && !out->named &&
	    name_file(out) == -1) || close_checked(out) == -1 ||
	    (out->named && rename(out->temporary, out->place) == -1)))
		out->failed = errno;
	if (out->failed != 0) {
		(void)report(out, out->failed, err);
		bt_out_abort(out);
		return -1;
	}
	destroy(out);
	return 0;
}
