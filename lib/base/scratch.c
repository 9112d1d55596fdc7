/* SPDX-License-Identifier: ISC */
#include "lib/base/scratch.h"

#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/mem.h"
#include "lib/base/str.h"

#define TRIES 100			/* names for a directory */

struct bt_scratch {
	char	*path;
};

/* A name in the first n bytes of parent, which end in a slash or are none. */
static int
name_it(struct bt_scratch *dir, const char *parent, size_t n, int i,
    struct bt_err *err)
{
	struct bt_buf path = { 0 };
	int status = bt_buf_add(&path, parent, n, err);

	if (status == 0)
		status = bt_buf_printf(&path, err, ".bt-%ld-%d.tmp",
		    (long)getpid(), i);
	free(dir->path);
	dir->path = path.s;
	return status;
}

/* On failure errno says why, unless *err does. */
static struct bt_scratch *
make(const char *parent, size_t n, mode_t mode, struct bt_err *err)
{
	struct bt_scratch *dir = bt_calloc(1, sizeof(*dir), err);
	int i, code = EEXIST;

	for (i = 0; dir != NULL && i < TRIES && code == EEXIST; i++) {
		if (name_it(dir, parent, n, i, err) == -1)
			break;
		if (mkdir(dir->path, mode) == 0)
			return dir;
		code = errno;
	}
	if (dir != NULL)
		free(dir->path);
	free(dir);
	errno = code;
	return NULL;
}

struct bt_scratch *
bt_scratch_new(const char *parent, struct bt_err *err)
{
	struct bt_scratch *dir = NULL;
	struct bt_buf path = { 0 };

	if (bt_buf_printf(&path, err, "%s/", parent) == 0 &&
	    (dir = make(path.s, path.n, 0700, err)) == NULL)
		(void)bt_err_sys(err, "make a directory in", parent);
	bt_buf_free(&path);
	return dir;
}

/* The length of path without the slashes at its end. */
static size_t
trimmed(const char *path)
{
	size_t n = strlen(path);

	while (n > 1 && path[n - 1] == '/')
		n--;
	return n;
}

struct bt_scratch *
bt_scratch_beside(const char *path, struct bt_err *err)
{
	struct bt_scratch *dir;
	size_t n = trimmed(path);

	while (n > 0 && path[n - 1] != '/')
		n--;
	if ((dir = make(path, n, 0777, err)) == NULL)
		(void)bt_err_sys(err, "write", path);
	return dir;
}

const char *
bt_scratch_path(const struct bt_scratch *dir)
{
	return dir == NULL ? NULL : dir->path;
}

static void
remove_files(const char *path)
{
	DIR *list = opendir(path);
	struct bt_err ignored = BT_ERR_INIT;
	struct bt_buf name = { 0 };
	struct dirent *entry;

	while (list != NULL && (entry = readdir(list)) != NULL) {
		name.n = 0;
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0 &&
		    bt_buf_printf(&name, &ignored, "%s/%s", path,
		    entry->d_name) == 0)
			(void)unlink(name.s);
	}
	bt_buf_free(&name);
	if (list != NULL)
		(void)closedir(list);
}

void
bt_scratch_free(struct bt_scratch *dir)
{
	if (dir == NULL)
		return;
	if (dir->path != NULL) {
		remove_files(dir->path);
		(void)rmdir(dir->path);
	}
	free(dir->path);
	free(dir);
}

int
bt_scratch_keep(struct bt_scratch *dir, const char *path, struct bt_err *err)
{
	char *name = bt_strndup(path, trimmed(path), err);
	int status = name == NULL ? -1 : rename(dir->path, name);

	if (status == 0) {
		free(dir->path);
		dir->path = NULL;
	} else if (name != NULL)
		(void)bt_err_sys(err, "write", path);
	free(name);
	bt_scratch_free(dir);
	return status;
}
