/* SPDX-License-Identifier: ISC */
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/mem.h"
#include "lib/report/plot.h"

#define TICK 100			/* ms between looks at *caught */
#define SAID_MAX 4096			/* bytes of messages that are kept */

/* The program at work. */
struct running {
	pid_t	pid;
	int	script, picture;	/* its standard input and output */
	int	said;			/* our end of its standard error */
	struct bt_buf text;		/* what it said, from the start */
};

/* A file of that name in the directory, open to read and write. */
static int
open_scratch(const char *scratch, const char *name, struct bt_err *err)
{
	struct bt_buf path = { 0 };
	int fd = -1;

	if (bt_buf_printf(&path, err, "%s/%s", scratch, name) == -1)
		return -1;
	fd = open(path.s, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd == -1)
		(void)bt_err_sys(err, "write", path.s);
	bt_buf_free(&path);
	return fd;
}

static int
write_script(int fd, const struct bt_buf *text, struct bt_err *err)
{
	size_t done = 0;
	ssize_t n;

	while (done < text->n) {
		n = write(fd, text->s + done, text->n - done);
		if (n == -1 && errno != EINTR)
			return bt_err_sys(err, "write", "a script to plot");
		done += n > 0 ? (size_t)n : 0;
	}
	if (lseek(fd, 0, SEEK_SET) == -1)
		return bt_err_sys(err, "read", "a script to plot");
	return 0;
}

/*
 * The environment as it is, but for the locale, and the zone, which cairo
 * writes into a PDF; caller frees the array.
 */
static char **
environment(char *const *given, char *locale, char *zone, struct bt_err *err)
{
	char **env;
	size_t i, n = 0;

	while (given[n] != NULL)
		n++;
	if ((env = bt_calloc(n + 3, sizeof(*env), err)) == NULL)
		return NULL;
	for (i = n = 0; given[i] != NULL; i++)
		if (strncmp(given[i], "LC_ALL=", 7) != 0 &&
		    strncmp(given[i], "TZ=", 3) != 0)
			env[n++] = given[i];
	env[n] = locale;
	env[n + 1] = zone;
	return env;
}

/* No shell, no start-up files; only its three streams are its own. */
static int
spawn(struct running *run, const char *program, int said, char **env)
{
	char name[] = "gnuplot", defaults[] = "-d";
	char *argv[] = { name, defaults, NULL };
	posix_spawn_file_actions_t files;
	int rc = posix_spawn_file_actions_init(&files);

	if (rc != 0)
		return rc;
	if ((rc = posix_spawn_file_actions_adddup2(&files, run->script,
	    STDIN_FILENO)) == 0 &&
	    (rc = posix_spawn_file_actions_adddup2(&files, run->picture,
	    STDOUT_FILENO)) == 0 &&
	    (rc = posix_spawn_file_actions_adddup2(&files, said,
	    STDERR_FILENO)) == 0)
		rc = posix_spawnp(&run->pid, program, &files, NULL, argv, env);
	(void)posix_spawn_file_actions_destroy(&files);
	return rc;
}

static int
start(struct running *run, const struct bt_plot_tool *tool, struct bt_err *err)
{
	char locale[] = "LC_ALL=C.UTF-8", zone[] = "TZ=UTC0";
	const char *program = tool->program;
	char **env = environment(tool->environment, locale, zone, err);
	int ends[2], rc;

	if (env == NULL)
		return -1;
	if (pipe(ends) == -1) {
		free(env);
		return bt_err_sys(err, "run", program);
	}
	(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	rc = spawn(run, program, ends[1], env);
	free(env);
	(void)close(ends[1]);
	run->said = ends[0];
	if (rc == 0)
		return 0;
	run->pid = -1;
	errno = rc;
	return rc != ENOENT ? bt_err_sys(err, "run", program) :
	    bt_err_set(err, BT_ESYS, "cannot find '%s', which draws the "
	    "charts: install the package gnuplot-nox", program);
}

/* Gather what it says until it is done, or a signal came. */
static int
listen_to(struct running *run, const volatile sig_atomic_t *caught,
    struct bt_err *err)
{
	struct pollfd pfd = { run->said, POLLIN, 0 };
	char buf[512];
	ssize_t n;

	while (caught == NULL || *caught == 0) {
		if (poll(&pfd, 1, TICK) <= 0)
			continue;
		n = read(run->said, buf, sizeof(buf));
		if (n == 0)
			return 0;
		if (n > 0 && run->text.n < SAID_MAX &&
		    bt_buf_add(&run->text, buf, (size_t)n, err) == -1)
			return -1;
	}
	return bt_err_set(err, BT_ESYS, "interrupted while plotting");
}

/* Of what gnuplot said: the reason, without the line it complains of. */
static struct bt_span
first_message(const struct bt_buf *text)
{
	struct bt_span rest = { text->s, text->n }, line, best = { NULL, 0 };
	const char *colon;

	while (rest.n > 0 && bt_span_cut(&rest, '\n', &line)) {
		line = bt_span_trim(line);
		if (line.n == 0)
			continue;
		if (line.n > 5 && memcmp(line.s, "line ", 5) == 0 &&
		    (colon = memchr(line.s, ':', line.n)) != NULL)
			return bt_span_trim((struct bt_span){ colon + 1,
			    line.n - (size_t)(colon + 1 - line.s) });
		if (best.s == NULL)
			best = line;
	}
	return best;
}

static int
judge(const struct running *run, const char *program, int status,
    struct bt_err *err)
{
	const int rc = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	struct bt_span why;

	if (rc == 0)
		return 0;
	if (WIFSIGNALED(status))
		return bt_err_set(err, BT_ESYS, "'%s' was ended by signal %d",
		    program, WTERMSIG(status));
	why = first_message(&run->text);
	if (why.n == 0)
		why = bt_span("it gave no reason");
	return bt_err_set(err, BT_ESYS, "'%s' failed: %.*s", program,
	    (int)(why.n < 200 ? why.n : 200), why.s);
}

/* Let it end, or see to it. */
static int
finish(struct running *run, const char *program, bool well,
    struct bt_err *err)
{
	int status = 0;

	if (run->pid <= 0)
		return -1;
	if (!well)
		(void)kill(run->pid, SIGKILL);
	while (waitpid(run->pid, &status, 0) == -1)
		if (errno != EINTR)
			return bt_err_sys(err, "wait for", program);
	return well ? judge(run, program, status, err) : -1;
}

static int
read_picture(int fd, const char *program, struct bt_buf *picture,
    struct bt_err *err)
{
	char buf[65536];
	ssize_t n;

	if (lseek(fd, 0, SEEK_SET) == -1)
		return bt_err_sys(err, "read", "what was plotted");
	while ((n = read(fd, buf, sizeof(buf))) != 0) {
		if (n == -1 && errno != EINTR)
			return bt_err_sys(err, "read", "what was plotted");
		if (n > 0 && bt_buf_add(picture, buf, (size_t)n, err) == -1)
			return -1;
	}
	return picture->n > 0 ? 0 : bt_err_set(err, BT_ESYS,
	    "'%s' drew nothing", program);
}

static void
close_all(struct running *run)
{
	const int fds[] = { run->script, run->picture, run->said };
	size_t i;

	for (i = 0; i < sizeof(fds) / sizeof(fds[0]); i++)
		if (fds[i] != -1)
			(void)close(fds[i]);
	bt_buf_free(&run->text);
}

int
bt_plot_run(struct bt_plot *plot, const struct bt_plot_tool *tool,
    struct bt_buf *picture)
{
	struct running run = { .pid = -1, .script = -1, .picture = -1,
	    .said = -1 };
	struct bt_err *err = plot->err;
	int status = -1;

	if (plot->failed)
		return -1;
	run.script = open_scratch(tool->scratch, "script", err);
	if (run.script != -1)
		run.picture = open_scratch(tool->scratch, "picture", err);
	if (run.picture != -1 && write_script(run.script, &plot->text,
	    err) == 0 && start(&run, tool, err) == 0)
		status = finish(&run, tool->program,
		    listen_to(&run, tool->caught, err) == 0, err);
	if (status == 0)
		status = read_picture(run.picture, tool->program, picture,
		    err);
	close_all(&run);
	return status;
}
