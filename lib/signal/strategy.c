/* SPDX-License-Identifier: ISC */
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/file.h"
#include "lib/base/num.h"
#include "lib/signal/strategy.h"
#include "lib/signal/verbs.h"

#define STRATEGY_MAX (1024 * 1024)	/* bytes of a file */
#define SUFFIX ".json"

const struct bt_role_row bt_roles[BT_ROLES] = {
	[BT_ROLE_BUY] = { "buy", 'c', BT_BUY, "open long" },
	[BT_ROLE_SELL] = { "sell", 'c', BT_SELL, "close long" },
	[BT_ROLE_SHORT] = { "short", 'c', BT_SHORT, "open short" },
	[BT_ROLE_COVER] = { "cover", 'c', BT_COVER, "close short" },
	[BT_ROLE_STRENGTH] = { "strength", 'x', 0,
	    "which entries come first when cash is short" },
	[BT_ROLE_STOP_LOSS] = { "stop_loss", 'x', 0,
	    "distance of the stop, a fraction of the entry price" },
	[BT_ROLE_TAKE_PROFIT] = { "take_profit", 'x', 0,
	    "distance of the target, a fraction of the entry price" },
};

void
bt_strategy_free(struct bt_strategy *s)
{
	if (s != NULL)
		bt_arena_free(s->arena);
}

static struct bt_strategy *
read_file(const char *path, struct bt_err *err)
{
	struct bt_strategy *s;
	char *text;
	size_t n;

	if ((text = bt_file_slurp(path, STRATEGY_MAX, &n, err)) == NULL)
		return NULL;
	s = bt_strategy_parse(text, n, path, err);
	free(text);
	return s;
}

/* A file that calls itself otherwise could not be found by that name. */
static struct bt_strategy *
read_named(const char *path, const char *name, struct bt_err *err)
{
	struct bt_strategy *s = read_file(path, err);

	if (s == NULL || strcmp(s->name, name) == 0)
		return s;
	bt_err_set(err, BT_EUSAGE, "\"name\" is '%s', but the file is "
	    "called '%s%s'", s->name, name, SUFFIX);
	bt_err_at(err, path, 0, 0);
	bt_strategy_free(s);
	return NULL;
}

static bool
ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n > m && strcmp(s + n - m, end) == 0;
}

static const char *
embedded_name(const void *arg, size_t i)
{
	(void)arg;
	return bt_embedded[i].name;
}

static struct bt_strategy *
find_embedded(const char *name, struct bt_err *err)
{
	const struct bt_embedded *e;
	const char *hint;

	for (e = bt_embedded; e->name != NULL; e++)
		if (strcmp(e->name, name) == 0)
			return bt_strategy_parse(e->text, strlen(e->text),
			    e->name, err);
	bt_err_set(err, BT_EUSAGE, "no strategy is called '%s'", name);
	hint = bt_nearest(bt_span(name), embedded_name, NULL);
	if (hint != NULL)
		bt_err_add(err, "; did you mean '%s'?", hint);
	else
		bt_err_add(err, "; bt-signals --list shows them all");
	return NULL;
}

static const char *
join(struct bt_arena *arena, struct bt_span dir, const char *below,
    struct bt_err *err)
{
	size_t n = strlen(below);
	char *path;

	path = bt_arena_alloc(arena, dir.n + n + 1, 1, err);
	if (path != NULL) {
		memcpy(path, dir.s, dir.n);
		memcpy(path + dir.n, below, n);
	}
	return path;
}

static bool
is_set(const char *s)
{
	return s != NULL && *s != '\0';
}

const char *const *
bt_strategy_dirs(struct bt_arena *arena, const char *config,
    const char *home, const char *list, const char *share, struct bt_err *err)
{
	struct bt_span rest = bt_span(is_set(list) ? list : ""), piece;
	const char **dirs, *p;
	size_t n = 0, most = 4;

	for (p = rest.s; *p != '\0'; p++)
		most += *p == ':';
	if ((dirs = bt_arena_alloc(arena, most, sizeof(*dirs), err)) == NULL)
		return NULL;
	if (is_set(config) && (dirs[n++] = join(arena, bt_span(config),
	    "/bt/strategies", err)) == NULL)
		return NULL;
	if (n == 0 && is_set(home) && (dirs[n++] = join(arena, bt_span(home),
	    "/.config/bt/strategies", err)) == NULL)
		return NULL;
	while (bt_span_cut(&rest, ':', &piece))
		if (piece.n > 0 &&
		    (dirs[n++] = join(arena, piece, "", err)) == NULL)
			return NULL;
	if (is_set(share) && (dirs[n++] = join(arena, bt_span(share),
	    "/strategies", err)) == NULL)
		return NULL;
	return dirs;
}

struct bt_strategy *
bt_strategy_find(const char *name, const char *const *dirs,
    struct bt_err *err)
{
	struct bt_buf path = { 0 };
	struct bt_strategy *s = NULL;
	bool there;

	if (strchr(name, '/') != NULL || ends_with(name, SUFFIX))
		return read_file(name, err);
	for (; *dirs != NULL; dirs++) {
		path.n = 0;
		if (bt_buf_printf(&path, err, "%s/%s" SUFFIX, *dirs,
		    name) == -1) {
			bt_buf_free(&path);
			return NULL;
		}
		if ((there = access(path.s, F_OK) == 0))
			break;
	}
	if (*dirs != NULL && there)
		s = read_named(path.s, name, err);
	bt_buf_free(&path);
	return *dirs != NULL ? s : find_embedded(name, err);
}

static const char *
param_name(const void *arg, size_t i)
{
	const struct bt_strategy *s = arg;

	return i < s->nparams ? s->params[i].name : NULL;
}

static struct bt_strategy_param *
find_param(struct bt_strategy *s, struct bt_span name, struct bt_err *err)
{
	const char *hint;
	size_t i;

	for (i = 0; i < s->nparams; i++)
		if (bt_span_is(name, s->params[i].name))
			return &s->params[i];
	bt_err_set(err, BT_EUSAGE, "strategy '%s' has no parameter '%.*s'",
	    s->name, BT_SPAN(name));
	hint = bt_nearest(name, param_name, s);
	if (hint != NULL)
		bt_err_add(err, "; did you mean '%s'?", hint);
	for (i = 0; hint == NULL && i < s->nparams; i++)
		bt_err_add(err, "%s%s", i == 0 ? "; it has " : ", ",
		    s->params[i].name);
	return NULL;
}

static bool
is_valid(const struct bt_strategy_param *p, double x)
{
	return x >= p->min && x <= p->max && (!p->integer || floor(x) == x);
}

static int
refuse(const struct bt_strategy *s, const struct bt_strategy_param *p,
    struct bt_span value, struct bt_err *err)
{
	char range[64] = "";

	if (isfinite(p->min) && isfinite(p->max))
		snprintf(range, sizeof(range), " from %.15g to %.15g", p->min,
		    p->max);
	else if (isfinite(p->min))
		snprintf(range, sizeof(range), " from %.15g", p->min);
	else if (isfinite(p->max))
		snprintf(range, sizeof(range), " up to %.15g", p->max);
	return bt_err_set(err, BT_EUSAGE, "parameter '%s' of '%s': want %s%s, "
	    "got '%.*s'", p->name, s->name, p->integer ? "an integer" :
	    "a number", range, BT_SPAN(value));
}

static int
set_one(struct bt_strategy *s, struct bt_span piece, struct bt_err *err)
{
	struct bt_span name, value = piece;
	struct bt_strategy_param *p;
	double x;

	if (memchr(piece.s, '=', piece.n) == NULL ||
	    !bt_span_cut(&value, '=', &name))
		return bt_err_set(err, BT_EUSAGE,
		    "want a parameter as name=value, got '%.*s'",
		    BT_SPAN(piece));
	name = bt_span_trim(name);
	value = bt_span_trim(value);
	if ((p = find_param(s, name, err)) == NULL)
		return -1;
	if (bt_num_parse(value.s, value.n, &x) == 0 && is_valid(p, x)) {
		p->value = x;
		return 0;
	}
	return refuse(s, p, value, err);
}

int
bt_strategy_check(const struct bt_strategy *s, size_t param, double x,
    struct bt_err *err)
{
	const struct bt_strategy_param *p = &s->params[param];
	char text[BT_NUM_MAX];

	if (is_valid(p, x))
		return 0;
	return refuse(s, p, (struct bt_span){ text, bt_num_format(text, x) },
	    err);
}

int
bt_strategy_set(struct bt_strategy *s, const char *list, struct bt_err *err)
{
	struct bt_span rest = bt_span(list), piece;

	while (bt_span_cut(&rest, ',', &piece))
		if (set_one(s, piece, err) == -1)
			return -1;
	return 0;
}

/* Names of strategies, from every place, before they are sorted. */
struct names {
	char	**v;
	size_t	  n, cap;
};

static int
add_name(struct names *names, const char *s, size_t n, struct bt_err *err)
{
	if (bt_grow(&names->v, &names->cap, names->n, sizeof(*names->v),
	    err) == -1 ||
	    (names->v[names->n] = bt_strndup(s, n, err)) == NULL)
		return -1;
	names->n++;
	return 0;
}

/* A directory that is not there holds no strategies. */
static int
add_directory(struct names *names, const char *dir, struct bt_err *err)
{
	const struct dirent *entry;
	int status = 0;
	DIR *d;

	if ((d = opendir(dir)) == NULL)
		return 0;
	while (status == 0 && (entry = readdir(d)) != NULL)
		if (ends_with(entry->d_name, SUFFIX))
			status = add_name(names, entry->d_name,
			    strlen(entry->d_name) - strlen(SUFFIX), err);
	closedir(d);
	return status;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int
show_each(const struct names *names, const char *const *dirs,
    int (*fn)(void *, const struct bt_strategy *, struct bt_err *),
    void *arg, struct bt_err *err)
{
	struct bt_strategy *s;
	int status = 0;
	size_t i;

	for (i = 0; i < names->n && status == 0; i++) {
		if (i > 0 && strcmp(names->v[i], names->v[i - 1]) == 0)
			continue;
		if ((s = bt_strategy_find(names->v[i], dirs, err)) == NULL)
			return -1;
		status = fn(arg, s, err);
		bt_strategy_free(s);
	}
	return status;
}

int
bt_strategy_each(const char *const *dirs,
    int (*fn)(void *, const struct bt_strategy *, struct bt_err *),
    void *arg, struct bt_err *err)
{
	const struct bt_embedded *e;
	struct names names = { NULL, 0, 0 };
	int status = 0;
	size_t i;

	for (i = 0; dirs[i] != NULL && status == 0; i++)
		status = add_directory(&names, dirs[i], err);
	for (e = bt_embedded; e->name != NULL && status == 0; e++)
		status = add_name(&names, e->name, strlen(e->name), err);
	if (status == 0) {
		qsort(names.v, names.n, sizeof(*names.v), by_name);
		status = show_each(&names, dirs, fn, arg, err);
	}
	while (names.n > 0)
		free(names.v[--names.n]);
	free(names.v);
	return status;
}
