/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sys/stat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/scratch.h"

static char	room[] = "/tmp/bt-scratch-XXXXXX";

static int
make_room(void **state)
{
	(void)state;
	return mkdtemp(room) == NULL ? -1 : 0;
}

static int
remove_room(void **state)
{
	(void)state;
	return rmdir(room);	/* fails if a test left something behind */
}

static void
put_file(const char *dir, const char *name)
{
	char path[256];
	int fd;

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	assert_true(fd != -1);
	(void)close(fd);
}

static void
removed_with_its_files(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_scratch *one, *two;
	struct stat st;
	char path[256];

	(void)state;
	one = bt_scratch_new(room, &err);
	two = bt_scratch_new(room, &err);
	assert_non_null(one);
	assert_non_null(two);
	assert_string_not_equal(bt_scratch_path(one), bt_scratch_path(two));
	assert_int_equal(stat(bt_scratch_path(one), &st), 0);
	assert_true(S_ISDIR(st.st_mode));
	assert_int_equal(st.st_mode & 0077, 0);	/* for this user alone */
	put_file(bt_scratch_path(one), "a");
	put_file(bt_scratch_path(one), ".b");
	(void)snprintf(path, sizeof(path), "%s", bt_scratch_path(one));
	bt_scratch_free(one);
	assert_int_equal(stat(path, &st), -1);
	bt_scratch_free(two);
	bt_scratch_free(NULL);
}

static void
kept_under_its_name(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_scratch *dir;
	char path[256], file[300];

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/out//", room);
	dir = bt_scratch_beside(path, &err);
	assert_non_null(dir);
	assert_int_equal(strncmp(bt_scratch_path(dir), room, strlen(room)),
	    0);
	put_file(bt_scratch_path(dir), "a");
	assert_int_equal(bt_scratch_keep(dir, path, &err), 0);
	(void)snprintf(file, sizeof(file), "%s/a", path);
	assert_int_equal(access(file, R_OK), 0);
	/* it is not empty now: refused, and the second one is gone */
	dir = bt_scratch_beside(path, &err);
	assert_non_null(dir);
	put_file(bt_scratch_path(dir), "b");
	assert_int_equal(bt_scratch_keep(dir, path, &err), -1);
	assert_int_equal(err.code, BT_ESYS);
	assert_int_equal(access(file, R_OK), 0);
	assert_int_equal(unlink(file), 0);
	assert_int_equal(rmdir(path), 0);
}

static void
no_place_is_an_error(void **state)
{
	struct bt_err err = BT_ERR_INIT, other = BT_ERR_INIT;

	(void)state;
	assert_null(bt_scratch_new("/tmp/bt-no-such-place", &err));
	assert_string_equal(err.text, "cannot make a directory in "
	    "'/tmp/bt-no-such-place': No such file or directory");
	assert_null(bt_scratch_beside("/tmp/bt-no-such-place/x/", &other));
	assert_string_equal(other.text, "cannot write "
	    "'/tmp/bt-no-such-place/x/': No such file or directory");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(removed_with_its_files),
		cmocka_unit_test(kept_under_its_name),
		cmocka_unit_test(no_place_is_an_error),
	};

	return cmocka_run_group_tests(tests, make_room, remove_room);
}
