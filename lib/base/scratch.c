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

struct bt_scratch {
	char	*path;
};

static struct bt_scratch *
make(const char *parent, size_t n, const char *name, struct bt_err *err)
{
	struct bt_scratch *dir = bt_calloc(1, sizeof(*dir), err);
	struct bt_buf path = { 0 };

	if (dir == NULL)
		return NULL;
	if (bt_buf_printf(&path, err, "%.*s%s-XXXXXX", (int)n, parent,
	    name) == 0) {
		dir->path = path.s;
		if (mkdtemp(path.s) != NULL)
			return dir;
		(void)bt_err_sys(err, "make a directory like", path.s);
	}
	bt_buf_free(&path);
	free(dir);
	return NULL;
}

struct bt_scratch *
bt_scratch_new(const char *parent, struct bt_err *err)
{
	return make(parent, strlen(parent), "/bt", err);
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
	size_t n = trimmed(path);

	while (n > 0 && path[n - 1] != '/')
		n--;
	return make(path, n, ".bt", err);
}

const char *
bt_scratch_path(const struct bt_scratch *dir)
{
	return dir->path;
}

static void
remove_files(const char *path)
{
	DIR *list = opendir(path);
	struct dirent *entry;
	struct bt_err ignored = BT_ERR_INIT;
	struct bt_buf name = { 0 };

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
	const mode_t mask = umask(0);
	char *name = bt_strndup(path, trimmed(path), err);

	(void)umask(mask);
	if (name != NULL && (chmod(dir->path, 0777 & ~mask) == -1 ||
	    rename(dir->path, name) == -1))
		(void)bt_err_sys(err, "write", path);
	else if (name != NULL) {
		free(dir->path);
		dir->path = NULL;
	}
	free(name);
	bt_scratch_free(dir);
	return err->code == BT_OK ? 0 : -1;
}
