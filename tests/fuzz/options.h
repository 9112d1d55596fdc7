/* SPDX-License-Identifier: ISC */
#ifndef FUZZ_OPTIONS_H
#define FUZZ_OPTIONS_H

#include "lib/base/option.h"
#include "lib/engine/settings.h"
#include "lib/stream/config.h"
#include "tests/fuzz/input.h"

/* A tool's options: those of a run, a list, a text. */
struct fuzz_own {
	struct bt_list	 params;
	const char	*text;
};

static const struct bt_opt	fuzz_opts[] = {
	BT_OPT_LIST_ROW('p', "param", struct fuzz_own, params, "K=V", ""),
	BT_OPT_TEXT_ROW('t', "text", struct fuzz_own, text, "T", NULL, ""),
	BT_OPT_END
};

struct fuzz_settings {
	struct bt_settings	run;
	struct fuzz_own		own;
};

static inline void
fuzz_defaults(struct fuzz_settings *set)
{
	struct bt_err err = BT_ERR_INIT;

	MUST(bt_opt_defaults(bt_settings_opts, &set->run, &err) == 0);
	MUST(bt_opt_defaults(fuzz_opts, &set->own, &err) == 0);
}

/* An error has a code and a text. */
static inline void
fuzz_refused(const struct bt_err *err)
{
	MUST(err->code != BT_OK && err->text[0] != '\0');
}

static inline int
fuzz_set(void *arg, const char *name, const char *text, struct bt_err *err)
{
	struct fuzz_settings *set = arg;
	const struct bt_opt *o;

	if (strcmp(name, "params") == 0)
		name = "param";
	if ((o = bt_opt_find(fuzz_opts, bt_span(name))) != NULL)
		return bt_opt_set(o, &set->own, text, err);
	if ((o = bt_opt_find(bt_settings_opts, bt_span(name))) != NULL)
		return bt_opt_set(o, &set->run, text, err);
	return bt_err_set(err, BT_EUSAGE, "unknown");
}

/* The effective settings as JSON; NULL if they hold what JSON cannot. */
static inline char *
fuzz_write(const struct fuzz_settings *set)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf buf = { 0 };

	MUST(bt_buf_add(&buf, "{", 1, &err) == 0);
	if (bt_config_write(&buf, bt_settings_opts, &set->run, &err) == -1 ||
	    bt_config_write(&buf, fuzz_opts, &set->own, &err) == -1) {
		fuzz_refused(&err);
		bt_buf_free(&buf);
		return NULL;
	}
	MUST(bt_buf_add(&buf, "}", 1, &err) == 0);
	return buf.s;
}

/* A configuration of these bytes, through a pipe. */
static inline struct bt_config *
fuzz_config(const void *data, size_t n, struct bt_err *err)
{
	struct bt_config *c;
	char path[32];
	int fd[2];

	MUST(n <= FUZZ_MAX);
	MUST(pipe(fd) == 0);
	MUST(write(fd[1], data, n) == (ssize_t)n);
	(void)close(fd[1]);
	(void)snprintf(path, sizeof(path), "/dev/fd/%d", fd[0]);
	c = bt_config_read(path, err);
	(void)close(fd[0]);
	return c;
}

/* What was written reads back, and writes the same again. */
static inline void
fuzz_again(const char *json)
{
	struct bt_err err = BT_ERR_INIT;
	struct fuzz_settings set;
	struct bt_config *c;
	char *again;

	if (strlen(json) > FUZZ_MAX)
		return;
	fuzz_defaults(&set);
	MUST((c = fuzz_config(json, strlen(json), &err)) != NULL);
	MUST(bt_config_each(c, fuzz_set, &set, &err) == 0);
	MUST((again = fuzz_write(&set)) != NULL);
	MUST(strcmp(json, again) == 0);
	free(again);
	bt_opt_free(fuzz_opts, &set.own);
	bt_config_free(c);
}

#endif
