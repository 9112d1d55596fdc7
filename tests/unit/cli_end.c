/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/cli/tool.h"

static struct bt_optgroup	groups[] = { { NULL, NULL, NULL } };
static struct bt_tool		tool = { .name = "bt-x", .groups = groups };
static char			path[] = "/tmp/bt-end-XXXXXX";

static int
make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd == -1 ? -1 : close(fd);
}

static int
remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

/* What a process prints on descriptor fd while fn runs in it; its status. */
static int
printed(int fd, int (*fn)(const void *), const void *arg, char *text,
    size_t size)
{
	int status, out;
	ssize_t n;
	pid_t pid;

	if ((pid = fork()) == 0) {
		out = open(path, O_WRONLY | O_TRUNC);
		(void)dup2(out, fd);
		_exit(fn(arg));
	}
	assert_true(pid > 0);
	assert_true(waitpid(pid, &status, 0) == pid);
	assert_true((out = open(path, O_RDONLY)) != -1);
	n = read(out, text, size - 1);
	assert_true(n >= 0);
	text[n] = '\0';
	(void)close(out);
	return status;
}

static int
fail_with_place(const void *arg)
{
	return bt_tool_fail(&tool, arg);
}

static void
places(void **state)
{
	static const struct {
		struct bt_err	err;
		int		status;
		const char	*text;
	} rows[] = {
		{ { BT_EDATA, 17, 3, "p.csv", "bad" }, 3,
		    "bt-x: p.csv:17:3: bad\n" },
		{ { BT_EDATA, 17, 0, "p.csv", "bad" }, 3,
		    "bt-x: p.csv:17: bad\n" },
		{ { BT_EUSAGE, 0, 0, "c.json", "bad" }, 2,
		    "bt-x: c.json: bad\n" },
		{ { BT_ESYS, 0, 0, "", "bad" }, 4, "bt-x: bad\n" },
	};
	char text[256];
	size_t i;
	int got;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		got = printed(STDERR_FILENO, fail_with_place, &rows[i].err,
		    text, sizeof(text));
		assert_int_equal(WEXITSTATUS(got), rows[i].status);
		assert_string_equal(text, rows[i].text);
	}
}

static int
warn(const void *arg)
{
	tool.quiet = *(const bool *)arg;
	bt_tool_warn(&tool, "%d rows", 3);
	return 0;
}

static void
warnings(void **state)
{
	char text[256];
	bool quiet = false;

	(void)state;
	(void)printed(STDERR_FILENO, warn, &quiet, text, sizeof(text));
	assert_string_equal(text, "bt-x: warning: 3 rows\n");
	quiet = true;
	(void)printed(STDERR_FILENO, warn, &quiet, text, sizeof(text));
	assert_string_equal(text, "");
}

/* The first signal sets the flag, the way out dies of it. */
static int
one_signal(const void *arg)
{
	const volatile sig_atomic_t *caught = bt_tool_catch();

	(void)raise(*(const int *)arg);
	if (*caught != *(const int *)arg)
		return 1;
	(void)dprintf(STDERR_FILENO, "going on");
	return bt_tool_end(&tool, NULL, 0);
}

static int
two_signals(const void *arg)
{
	(void)arg;
	(void)bt_tool_catch();
	(void)raise(SIGINT);
	(void)raise(SIGTERM);
	return 0;
}

static int
ignored_signal(const void *arg)
{
	(void)arg;
	(void)signal(SIGINT, SIG_IGN);
	(void)bt_tool_catch();
	(void)raise(SIGINT);
	return bt_tool_end(&tool, NULL, 5);
}

static void
signals(void **state)
{
	static const int numbers[] = { SIGINT, SIGTERM };
	char text[256];
	size_t i;
	int got;

	(void)state;
	for (i = 0; i < 2; i++) {
		got = printed(STDERR_FILENO, one_signal, &numbers[i], text,
		    sizeof(text));
		assert_true(WIFSIGNALED(got));
		assert_int_equal(WTERMSIG(got), numbers[i]);
		assert_string_equal(text, "going on");
	}
	got = printed(STDERR_FILENO, two_signals, NULL, text, sizeof(text));
	assert_true(WIFSIGNALED(got) && WTERMSIG(got) == SIGTERM);
	/* nohup and background jobs of a shell ignore it: so do we. */
	got = printed(STDERR_FILENO, ignored_signal, NULL, text,
	    sizeof(text));
	assert_true(WIFEXITED(got) && WEXITSTATUS(got) == 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places),
		cmocka_unit_test(warnings),
		cmocka_unit_test(signals),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
