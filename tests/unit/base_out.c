/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE			/* O_TMPFILE */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/base/file.h"
#include "lib/base/mem.h"

static char folder[] = "/tmp/bt-out-XXXXXX";

/* The content of a file in the folder; "" if there is none. */
static const char *
content(const char *name)
{
	static char text[1000];
	FILE *fp = fopen(name, "r");
	size_t n = 0;

	if (fp != NULL) {
		n = fread(text, 1, sizeof(text) - 1, fp);
		(void)fclose(fp);
	}
	text[n] = '\0';
	return text;
}

/* How many files the folder has: no temporary one may be left. */
static size_t
count_files(void)
{
	DIR *d = opendir(".");
	struct dirent *e;
	size_t n = 0;

	assert_non_null(d);
	while ((e = readdir(d)) != NULL)
		n += strcmp(e->d_name, ".") != 0 &&
		    strcmp(e->d_name, "..") != 0;
	(void)closedir(d);
	return n;
}

static struct bt_out *
open_out(const char *path)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_out *out = bt_out_open(path, &err);

	if (out == NULL)
		fail_msg("%s", err.text);
	return out;
}

static void
write_file(const char *path, const char *text)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_out *out = open_out(path);

	bt_out_text(out, text);
	assert_int_equal(bt_out_close(out, &err), 0);
}

static void
whole_or_not_at_all(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_out *out;

	(void)state;
	out = open_out("a.csv");
	bt_out_text(out, "new\n");
	assert_int_equal(bt_out_flush(out, &err), 0);
	assert_string_equal(content("a.csv"), "");
	assert_int_equal(bt_out_close(out, &err), 0);
	assert_string_equal(content("a.csv"), "new\n");
	out = open_out("./a.csv");
	bt_out_text(out, "newer\n");
	assert_string_equal(content("a.csv"), "new\n");
	bt_out_abort(out);
	assert_string_equal(content("a.csv"), "new\n");
	assert_int_equal(count_files(), 1);
	(void)unlink("a.csv");
	bt_out_abort(NULL);
}

#ifdef O_TMPFILE
/* Where files without a name are to be had, not even SIGKILL leaves one. */
static void
killed(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_out *out;
	int fd, status;
	pid_t pid;

	(void)state;
	if ((fd = open(".", O_TMPFILE | O_WRONLY, 0600)) == -1)
		skip();
	(void)close(fd);
	if ((pid = fork()) == 0) {
		out = open_out("a.csv");
		bt_out_text(out, "x");
		if (bt_out_flush(out, &err) == -1)
			_exit(1);
		(void)raise(SIGKILL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(count_files(), 0);
}

#endif

/* What other processes of this number left behind is not touched. */
static void
names_that_are_taken(void **state)
{
	char name[64];
	int i;

	(void)state;
	for (i = 0; i < 3; i++) {
		(void)snprintf(name, sizeof(name), ".bt-%ld-%d.tmp",
		    (long)getpid(), i);
		assert_int_equal(close(creat(name, 0600)), 0);
	}
	write_file("a.csv", "x");
	assert_string_equal(content("a.csv"), "x");
	assert_int_equal(count_files(), 4);
	for (i = 0; i < 3; i++) {
		(void)snprintf(name, sizeof(name), ".bt-%ld-%d.tmp",
		    (long)getpid(), i);
		assert_int_equal(unlink(name), 0);
	}
	(void)unlink("a.csv");
}

/* More than the buffer, in pieces of many sizes, up to more than its room. */
static void
large_output(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_out *out = open_out("a.csv");
	static char data[200000];
	size_t i, n, size, at = 0;
	char *text;

	(void)state;
	for (i = 0; i < sizeof(data); i++)
		data[i] = (char)('a' + i % 23);
	for (n = 1; n <= sizeof(data); n += n / 2 + 1)
		bt_out_write(out, data, n);
	memset(bt_out_room(out, BT_OUT_ROOM), 'z', BT_OUT_ROOM);
	bt_out_used(out, BT_OUT_ROOM);
	assert_int_equal(bt_out_close(out, &err), 0);
	assert_non_null(text = bt_file_slurp("a.csv", 1 << 22, &size, &err));
	for (n = 1; n <= sizeof(data); at += n, n += n / 2 + 1)
		assert_memory_equal(text + at, data, n);
	for (i = 0; i < BT_OUT_ROOM; i++)
		assert_int_equal(text[at + i], 'z');
	assert_int_equal(size, at + BT_OUT_ROOM);
	free(text);
	(void)unlink("a.csv");
}

static unsigned
mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 0777;
}

static void
permissions(void **state)
{
	const mode_t old = umask(027);

	(void)state;
	write_file("a.csv", "x");
	assert_int_equal(mode_of("a.csv"), 0640);	/* 0666 & ~027 */
	assert_int_equal(chmod("a.csv", 0604), 0);
	write_file("a.csv", "y");
	assert_int_equal(mode_of("a.csv"), 0604);
	(void)umask(old);
	(void)unlink("a.csv");
}

static void
links_stay(void **state)
{
	struct stat st;

	(void)state;
	assert_int_equal(mkdir("sub", 0777), 0);
	write_file("sub/real", "old");
	assert_int_equal(symlink("sub/real", "link"), 0);
	write_file("link", "new");
	assert_int_equal(lstat("link", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_string_equal(content("sub/real"), "new");
	assert_int_equal(count_files(), 2);
	(void)unlink("link");
	(void)unlink("sub/real");
	(void)rmdir("sub");
}

static void
what_cannot_be_written(void **state)
{
	static const struct { const char *path, *says; } rows[] = {
		{ "sub", "cannot write 'sub': Is a directory" },
		{ "none/a.csv",
		"cannot write 'none/a.csv': No such file or directory" },
		{ "", "cannot write '': No such file or directory" },
		{ "/dev/null/x",
		"cannot write '/dev/null/x': Not a directory" },
		{ "read-only", "cannot write 'read-only': Permission denied" },
	};
	size_t i;

	(void)state;
	assert_int_equal(mkdir("sub", 0777), 0);
	write_file("read-only", "x");
	assert_int_equal(chmod("read-only", 0444), 0);
	/* root may write anything */
	for (i = 0; i < (geteuid() == 0 ? 4 : 5); i++) {
		struct bt_err err = BT_ERR_INIT;

		assert_null(bt_out_open(rows[i].path, &err));
		assert_int_equal(err.code, BT_ESYS);
		assert_string_equal(err.text, rows[i].says);
	}
	(void)unlink("read-only");
	(void)rmdir("sub");
	assert_int_equal(count_files(), 0);
}

/* A full device: told by flush, by failed, and again by close. */
static void
full_device(void **state)
{
	struct bt_err err = BT_ERR_INIT, again = BT_ERR_INIT;
	struct bt_out *out;

	(void)state;
	if (access("/dev/full", W_OK) == -1)
		skip();
	out = open_out("/dev/full");
	bt_out_text(out, "x");
	assert_false(bt_out_failed(out));
	assert_int_equal(bt_out_flush(out, &err), -1);
	assert_string_equal(err.text,
	    "cannot write '/dev/full': No space left on device");
	assert_true(bt_out_failed(out));
	bt_out_text(out, "y");			/* dropped */
	assert_int_equal(bt_out_close(out, &again), -1);
	assert_string_equal(again.text, err.text);
}

static void
failed_write_keeps_the_old(void **state)
{
	int nth;

	(void)state;
	write_file("a.csv", "old");
	for (nth = 1; nth <= 2; nth++) {
		struct bt_err err = BT_ERR_INIT, unused = BT_ERR_INIT;
		struct bt_out *out = open_out("a.csv");

		(void)bt_fault_set(nth == 1 ? "write:1" : "write:2", &unused);
		bt_out_text(out, "x");
		assert_int_equal(bt_out_flush(out, &unused), nth == 1 ? -1 : 0);
		bt_out_text(out, "y");
		assert_int_equal(bt_out_close(out, &err), -1);
		assert_true(bt_fault_spent());
		(void)bt_fault_set(NULL, &unused);
		assert_int_equal(err.code, BT_ESYS);
		assert_string_equal(content("a.csv"), "old");
		assert_int_equal(count_files(), 1);
	}
	(void)unlink("a.csv");
}

static void
want_of_memory(void **state)
{
	struct bt_out *out = NULL;
	char spec[32];
	int n;

	(void)state;
	for (n = 1; out == NULL; n++) {
		struct bt_err err = BT_ERR_INIT;

		(void)snprintf(spec, sizeof(spec), "alloc:%d", n);
		(void)bt_fault_set(spec, &err);
		out = bt_out_open("a.csv", &err);
		assert_int_equal(out == NULL, bt_fault_spent());
		(void)bt_fault_set(NULL, &err);
	}
	assert_true(n > 4);
	bt_out_abort(out);
	assert_int_equal(count_files(), 0);
}

/* In a process of its own, with the descriptors below 3 that are listed. */
static int
without(const char *closed, int (*run)(void))
{
	pid_t pid = fork();
	int status, fd;

	if (pid == 0) {
		for (fd = 0; fd <= 2; fd++)
			if (strchr(closed, '0' + fd) != NULL)
				(void)close(fd);
		_exit(run());
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}

static int
write_to_closed(void)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_out *out, *file;

	if (bt_file_guard(&err) == -1 ||
	    (file = bt_out_open("a.csv", &err)) == NULL ||
	    (out = bt_out_open(NULL, &err)) == NULL)
		return 1;
	bt_out_text(out, "lost");
	if (bt_out_close(out, &err) != -1 || strcmp(err.text,
	    "cannot write 'stdout': Bad file descriptor") != 0)
		return 2;
	bt_out_abort(file);
	return 0;
}

static int
read_from_closed(void)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_in *in;
	char c;

	if (bt_file_guard(&err) == -1 || (in = bt_in_open(NULL, &err)) == NULL)
		return 1;
	if (bt_in_read(in, &c, 1, &err) != -1 || strcmp(err.text,
	    "cannot read 'stdin': Bad file descriptor") != 0)
		return 2;
	bt_in_close(in);
	return 0;
}

/* The next file opened is none of the three. */
static int
open_another(void)
{
	struct bt_err err = BT_ERR_INIT;

	return bt_file_guard(&err) == -1 || open(".", O_RDONLY) < 3;
}

static void
closed_descriptors(void **state)
{
	static const char *const closed[] = { "", "0", "1", "2", "01", "12",
		"02", "012" };
	size_t i;

	(void)state;
	for (i = 0; i < 8; i++)
		assert_int_equal(without(closed[i], open_another), 0);
	assert_int_equal(without("1", write_to_closed), 0);
	assert_int_equal(without("012", write_to_closed), 0);
	assert_int_equal(without("0", read_from_closed), 0);
	assert_int_equal(without("012", read_from_closed), 0);
	assert_int_equal(count_files(), 0);
}

static void
slurps_small_files(void **state)
{
	struct bt_err err = BT_ERR_INIT, large = BT_ERR_INIT;
	struct bt_out *out = open_out("a.json");
	char *text;
	size_t n;
	int i;

	(void)state;
	for (i = 0; i < 10000; i++)
		bt_out_text(out, "0123456789");
	assert_int_equal(bt_out_close(out, &err), 0);
	assert_non_null(text = bt_file_slurp("a.json", 100000, &n, &err));
	assert_int_equal(n, 100000);
	assert_int_equal(strlen(text), 100000);
	free(text);
	assert_null(bt_file_slurp("a.json", 99999, &n, &large));
	assert_int_equal(large.code, BT_EDATA);
	assert_string_equal(large.text,
	    "file is too large: want at most 99999 bytes");
	assert_string_equal(large.source, "a.json");
	write_file("a.json", "");
	assert_non_null(text = bt_file_slurp("a.json", 10, &n, &err));
	assert_int_equal(n, 0);
	assert_string_equal(text, "");
	free(text);
	(void)bt_fault_set("alloc:4", &err);	/* the text's own memory */
	assert_null(bt_file_slurp("a.json", 10, &n, &err));
	assert_true(bt_fault_spent());
	(void)bt_fault_set(NULL, &err);
	(void)unlink("a.json");
}

static int
enter_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) == NULL || chdir(folder) == -1;
}

static int
leave_folder(void **state)
{
	(void)state;
	return chdir("/") == -1 || rmdir(folder) == -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_or_not_at_all),
#ifdef O_TMPFILE
		cmocka_unit_test(killed),
#endif
		cmocka_unit_test(names_that_are_taken),
		cmocka_unit_test(large_output),
		cmocka_unit_test(permissions),
		cmocka_unit_test(links_stay),
		cmocka_unit_test(what_cannot_be_written),
		cmocka_unit_test(full_device),
		cmocka_unit_test(failed_write_keeps_the_old),
		cmocka_unit_test(want_of_memory),
		cmocka_unit_test(closed_descriptors),
		cmocka_unit_test(slurps_small_files),
	};

	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
