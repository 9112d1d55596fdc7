/* SPDX-License-Identifier: ISC */
#include "lib/cli/tool.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/mem.h"
#include "lib/base/str.h"
#include "lib/cli/help.h"
#include "lib/cli/parse.h"
#include "lib/stream/config.h"

/* A handler has no argument: the variables that must be static. */
static volatile sig_atomic_t	caught, continued;

/* --help and its kind: text goes to stdout, and a lost write is an error. */
static int
print_text(const struct bt_buf *buf, struct bt_err *err)
{
	struct bt_out *out = bt_out_open(NULL, err);

	if (out == NULL)
		return -1;
	bt_out_write(out, buf->s, buf->n);
	return bt_out_close(out, err);
}

static int
write_config(const struct bt_tool *tool, struct bt_buf *buf,
    struct bt_err *err)
{
	const struct bt_optgroup *g;

	if (bt_buf_add(buf, "{", 1, err) == -1)
		return -1;
	for (g = tool->groups; g->title != NULL; g++)
		if (bt_config_write(buf, g->opts, g->settings, err) == -1)
			return -1;
	return bt_buf_add(buf, "}\n", 2, err);
}

/* 1 if a question was answered, 0 if there was none, -1. */
static int
answer(const struct bt_tool *tool, const struct bt_common *c,
    struct bt_err *err)
{
	struct bt_buf buf = { 0 };
	int rc;

	if (c->help)
		rc = bt_help_text(tool, &buf, err);
	else if (c->version)
		rc = bt_help_version(tool, &buf, err);
	else if (c->spec)
		rc = bt_help_spec(tool, &buf, err);
	else if (c->print_config)
		rc = write_config(tool, &buf, err);
	else
		return 0;
	if (rc == 0)
		rc = print_text(&buf, err);
	bt_buf_free(&buf);
	return rc == -1 ? -1 : 1;
}

static int
on_setting(void *arg, const char *name, const char *text, struct bt_err *err)
{
	const struct bt_tool *tool = arg;
	struct bt_span key = bt_span(name);
	const struct bt_opt *o;
	void *settings;

	if ((o = bt_parse_find(tool, key, &settings)) == NULL)
		return bt_parse_unknown(tool, key, err);
	return bt_opt_set(o, settings, text, err);
}

static int
apply_config(struct bt_tool *tool, const char *path, struct bt_err *err)
{
	if ((tool->memory = bt_config_read(path, err)) == NULL)
		return -1;
	if (bt_config_each(tool->memory, on_setting, tool, err) == -1)
		return bt_err_at(err, path, 0, 0);
	return 0;
}

/* Defaults, then the configuration, then the command line. */
static int
apply_once(struct bt_tool *tool, const struct bt_words *w, struct bt_err *err)
{
	const struct bt_optgroup *g;
	const struct bt_given *v;
	size_t i;

	for (g = tool->groups; g->title != NULL; g++)
		if (bt_opt_defaults(g->opts, g->settings, err) == -1)
			return -1;
	if (w->common.config != NULL &&
	    apply_config(tool, w->common.config, err) == -1)
		return -1;
	for (i = 0; i < w->n; i++) {
		v = &w->given[i];
		if (bt_opt_set(v->opt, v->settings, v->val, err) == -1)
			return -1;
	}
	return 0;
}

static void
release(struct bt_tool *tool)
{
	const struct bt_optgroup *g;

	for (g = tool->groups; g->title != NULL; g++)
		bt_opt_free(g->opts, g->settings);
	bt_config_free(tool->memory);
	tool->memory = NULL;
}

/* A preset changes the defaults, below what was given: once more then. */
static int
apply(struct bt_tool *tool, const struct bt_words *w, struct bt_err *err)
{
	int rc;

	if (apply_once(tool, w, err) == -1)
		return -1;
	if (tool->adapt == NULL || (rc = tool->adapt(tool, err)) == 0)
		return 0;
	release(tool);
	return rc == -1 ? -1 : apply_once(tool, w, err);
}

static int
parse(struct bt_tool *tool, int argc, char *argv[], struct bt_words *w,
    struct bt_err *err)
{
	struct bt_common early;
	int rc;

	if (bt_fault_set(getenv("BT_FAULT"), err) == -1 ||
	    bt_parse_words(tool, argc, argv, w, err) == -1)
		return -1;
	early = w->common;
	early.print_config = false;
	if ((rc = answer(tool, &early, err)) != 0)
		return rc;
	if (apply(tool, w, err) == -1)
		return -1;
	return answer(tool, &w->common, err);
}

/* Lists are freed on every way out, so they must be empty from the start. */
static void
clear(struct bt_tool *tool)
{
	const struct bt_optgroup *g;
	const struct bt_opt *o;
	struct bt_list *list;

	tool->memory = NULL;
	for (g = tool->groups; g->title != NULL; g++)
		for (o = g->opts; o->name != NULL; o++) {
			if (o->type != BT_OPT_LIST)
				continue;
			list = (struct bt_list *)(void *)
			    ((char *)g->settings + o->off);
			*list = (struct bt_list){ NULL, 0 };
		}
}

int64_t
bt_tool_clock(void)
{
	struct timespec ts;

	if (clock_gettime(CLOCK_MONOTONIC, &ts) == -1)
		return 0;
	return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

int
bt_tool_parse(struct bt_tool *tool, int argc, char *argv[], int *status)
{
	struct bt_words w = { 0 };
	struct bt_err err = BT_ERR_INIT;
	int rc;

	(void)signal(SIGPIPE, SIG_DFL);
	clear(tool);
	tool->begun = bt_tool_clock();
	tool->program = argv[0];
	if ((rc = bt_file_guard(&err)) == 0)
		rc = parse(tool, argc, argv, &w, &err);
	bt_parse_free(&w);
	if (rc == 0)
		return 0;
	release(tool);
	*status = rc == -1 ? bt_tool_fail(tool, &err) : BT_EXIT_OK;
	return -1;
}

bool
bt_tool_waits(const struct bt_tool *tool)
{
	if (!isatty(STDIN_FILENO))
		return false;
	(void)fprintf(stderr, "%s: no input: name a file or pipe data in; "
	    "see '%s --help'\n", tool->name, tool->name);
	return true;
}

int
bt_tool_fail(const struct bt_tool *tool, const struct bt_err *err)
{
	static const int status[] = {
		[BT_OK] = BT_EXIT_OK, [BT_EUSAGE] = BT_EXIT_USAGE,
		[BT_EDATA] = BT_EXIT_DATA, [BT_ESYS] = BT_EXIT_SYS };
	char place[BT_ERR_SOURCE + 64] = "";

	if (err->source[0] != '\0' && err->line > 0 && err->column > 0)
		(void)snprintf(place, sizeof(place), "%s:%zu:%zu: ",
		    err->source, err->line, err->column);
	else if (err->source[0] != '\0' && err->line > 0)
		(void)snprintf(place, sizeof(place), "%s:%zu: ", err->source,
		    err->line);
	else if (err->source[0] != '\0')
		(void)snprintf(place, sizeof(place), "%s: ", err->source);
	(void)fprintf(stderr, "%s: %s%s\n", tool->name, place, err->text);
	return status[err->code];
}

void
bt_tool_warn(const struct bt_tool *tool, const char *fmt, ...)
{
	char text[BT_ERR_TEXT];
	va_list ap;

	if (tool->quiet)
		return;
	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	(void)fprintf(stderr, "%s: warning: %s\n", tool->name, text);
}

static void
on_signal(int number)
{
	caught = number;
	(void)signal(SIGINT, SIG_DFL);
	(void)signal(SIGTERM, SIG_DFL);
}

const volatile sig_atomic_t *
bt_tool_catch(void)
{
	static const int numbers[] = { SIGINT, SIGTERM };
	struct sigaction sa = { .sa_handler = on_signal,
	    .sa_flags = SA_RESTART }, old;
	size_t i;

	(void)sigemptyset(&sa.sa_mask);
	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (sigaction(numbers[i], NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN)
			(void)sigaction(numbers[i], &sa, NULL);
	return &caught;
}

static void
on_continue(int number)
{
	continued = number;
}

bool
bt_tool_was_stopped(void)
{
	struct sigaction sa = { .sa_handler = on_continue,
	    .sa_flags = SA_RESTART };
	const bool was = continued != 0;

	continued = 0;
	(void)sigemptyset(&sa.sa_mask);
	(void)sigaction(SIGCONT, &sa, NULL);
	return was;
}

void
bt_tool_hold(bool hold)
{
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGPIPE);
	(void)sigprocmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

static void
put_stderr(const char *s, size_t n)
{
	(void)fwrite(s, 1, n, stderr);
}

/* Peak memory in MB and processor time so far in seconds. */
static void
usage(double *memory_mb, double *cpu_seconds)
{
	struct rusage ru;

	if (getrusage(RUSAGE_SELF, &ru) == -1)
		return;
	*memory_mb = (double)ru.ru_maxrss / 1024;
	*cpu_seconds = (double)(ru.ru_utime.tv_sec + ru.ru_stime.tv_sec) +
	    (double)(ru.ru_utime.tv_usec + ru.ru_stime.tv_usec) / 1e6;
}

double
bt_tool_memory(void)
{
	double memory = 0.0, cpu;

	usage(&memory, &cpu);
	return memory;
}

/* -v: what it took, for who wants to know. */
static void
tell_effort(const struct bt_tool *tool)
{
	double memory = 0.0, cpu = 0.0;

	usage(&memory, &cpu);
	(void)fprintf(stderr, "%s: took %.3f s, %.3f s of processor time, "
	    "%.1f MB of memory\n", tool->name,
	    (double)(bt_tool_clock() - tool->begun) / 1e9, cpu, memory);
}

int
bt_tool_end(struct bt_tool *tool, const struct bt_err *err, int status)
{
	if (err != NULL && err->code != BT_OK)
		status = bt_tool_fail(tool, err);
	if (tool->verbose)
		tell_effort(tool);
	release(tool);
	if (caught != 0) {
		(void)signal(caught, SIG_DFL);
		(void)raise(caught);
	}
	return status;
}

static size_t
terminal_width(void)
{
	struct winsize ws;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &ws) == -1 || ws.ws_col == 0)
		return 80;
	return ws.ws_col;
}

void
bt_tool_progress(struct bt_progress *progress, int when)
{
	struct bt_progress_rule rule = { BT_PROGRESS_NONE, bt_tool_clock,
	    put_stderr, usage, 0 };

	if (when == BT_PROGRESS_AS_JSON)
		rule.style = BT_PROGRESS_JSON;
	else if (when == BT_PROGRESS_ALWAYS ||
	    (when == BT_PROGRESS_AUTO && isatty(STDERR_FILENO)))
		rule.style = BT_PROGRESS_BAR;
	rule.width = terminal_width();
	bt_progress_begin(progress, &rule);
}
