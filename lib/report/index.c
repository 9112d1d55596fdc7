/* SPDX-License-Identifier: ISC */
#include "lib/report/index.h"

#include <sys/stat.h>

#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/report/index_parts.h"

/* Files that are reports of a run, in the order of their links. */
static const char *const suffixes[] = { "html", "pdf", "xlsx", "md", "txt",
	"png", "svg" };
#define NSUFFIXES (sizeof(suffixes) / sizeof(suffixes[0]))

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int
add_name(struct bt_index *x, const char *name, struct bt_err *err)
{
	if (bt_grow(&x->name, &x->names_cap, x->nnames, sizeof(*x->name),
	    err) == -1)
		return -1;
	x->name[x->nnames] = bt_arena_strndup(x->arena, name, strlen(name),
	    err);
	return x->name[x->nnames++] == NULL ? -1 : 0;
}

/* All names that do not begin with a point, in their order. */
static int
list_names(struct bt_index *x, struct bt_err *err)
{
	DIR *dir = opendir(x->dir);
	struct dirent *entry;
	int status = 0;

	if (dir == NULL)
		return bt_err_sys(err, "open directory", x->dir);
	while (status == 0 && (entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.')
			status = add_name(x, entry->d_name, err);
	(void)closedir(dir);
	if (x->nnames > 0)
		qsort(x->name, x->nnames, sizeof(*x->name), by_name);
	return status;
}

static const char *
path_of(struct bt_index *x, const char *name, struct bt_err *err)
{
	const size_t n = strlen(x->dir) + 1 + strlen(name);
	char *path = bt_arena_alloc(x->arena, n + 1, 1, err);

	if (path != NULL) {
		memcpy(path, x->dir, strlen(x->dir));
		path[strlen(x->dir)] = '/';
		memcpy(path + strlen(x->dir) + 1, name, strlen(name));
	}
	return path;
}

/* "a.ndjson.gz" -> "a": what a report of it would be called. */
static size_t
stem_of(const char *name)
{
	const char *point = strchr(name, '.');

	return point != NULL ? (size_t)(point - name) : strlen(name);
}

/* The reports of a run are those with its name and another suffix. */
static int
find_reports(struct bt_index *x, struct bt_index_run *run,
    struct bt_err *err)
{
	const size_t stem = stem_of(run->file);
	size_t i, k, n = 0;

	run->report = bt_arena_alloc(x->arena, NSUFFIXES + 1,
	    sizeof(*run->report), err);
	if (run->report == NULL)
		return -1;
	for (k = 0; k < NSUFFIXES; k++)
		for (i = 0; i < x->nnames; i++)
			if (strncmp(x->name[i], run->file, stem) == 0 &&
			    x->name[i][stem] == '.' &&
			    strcmp(x->name[i] + stem + 1, suffixes[k]) == 0)
				run->report[n++] = x->name[i];
	return 0;
}

static void
draw_shape(struct bt_index_run *run, const struct bt_document *doc)
{
	const size_t n = doc->n < BT_INDEX_POINTS ? doc->n : BT_INDEX_POINTS;
	double low = HUGE_VAL, high = -HUGE_VAL, v;
	size_t i;

	if (n < 2)
		return;
	for (i = 0; i < n; i++) {
		v = doc->levels.level[i * (doc->n - 1) / (n - 1)];
		run->shape[i] = v;
		low = fmin(low, v);
		high = fmax(high, v);
	}
	for (i = 0; i < n; i++)
		run->shape[i] = high > low ? (run->shape[i] - low) /
		    (high - low) : 0.5;
	run->nshape = n;
}

static int
take_document(struct bt_index *x, struct bt_index_run *run,
    const struct bt_document *doc, struct bt_err *err)
{
	size_t i;

	run->status = doc->status;
	run->from = doc->study.from;
	run->to = doc->study.to;
	run->date_only = doc->date_only;
	run->title = bt_arena_strndup(x->arena, doc->title,
	    strlen(doc->title), err);
	if (run->title == NULL)
		return -1;
	for (i = 0; i < x->nmetrics; i++)
		run->value[i] = bt_metric_value(x->metric[i], &doc->study);
	draw_shape(run, doc);
	return 0;
}

/* Whatever is wrong with a run is said in its line. */
static int
take_problem(struct bt_index *x, struct bt_index_run *run,
    const struct bt_err *why, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < x->nmetrics; i++)
		run->value[i] = (double)NAN;
	run->from = run->to = BT_TIME_NONE;
	run->status = BT_FAILED;
	run->title = "";
	run->problem = bt_arena_strndup(x->arena, why->text,
	    strlen(why->text), err);
	return run->problem == NULL ? -1 : 0;
}

static int
take_run(struct bt_index *x, const char *name, struct bt_in *in,
    const struct bt_index_rule *rule, struct bt_err *err)
{
	const struct bt_document_rule how = { .study = *rule->study };
	struct bt_err why = BT_ERR_INIT;
	struct bt_index_run *run;
	struct bt_document *doc;
	int status;

	if (bt_grow(&x->run, &x->cap, x->n, sizeof(*x->run), err) == -1)
		return -1;
	run = &x->run[x->n++];
	*run = (struct bt_index_run){ .file = name };
	run->value = bt_arena_alloc(x->arena, x->nmetrics,
	    sizeof(*run->value), err);
	if (run->value == NULL || find_reports(x, run, err) == -1)
		return -1;
	if ((doc = bt_document_read(in, &how, &why)) != NULL)
		status = take_document(x, run, doc, err);
	else if (why.code == BT_ESYS) {
		*err = why;
		status = -1;
	} else
		status = take_problem(x, run, &why, err);
	bt_document_free(doc);
	return status;
}

/*
 * A run stream begins with its type; nothing else is looked at further.  1, 0,
 * or -1 if the system refuses to say.
 */
static int
is_run(const char *path, struct bt_err *err)
{
	static const char begin[] = "{\"type\":\"run\",";
	struct bt_err why = BT_ERR_INIT;
	char head[sizeof(begin) - 1];
	struct bt_in *in;
	struct stat st;
	size_t n = 0;
	long got = 1;

	if (stat(path, &st) == -1 || !S_ISREG(st.st_mode))
		return 0;
	if ((in = bt_in_open(path, &why)) != NULL)
		while (n < sizeof(head) && got > 0 && (got = bt_in_read(in,
		    head + n, sizeof(head) - n, &why)) > 0)
			n += (size_t)got;
	bt_in_close(in);
	if (why.code == BT_ESYS) {
		*err = why;
		return -1;
	}
	return n == sizeof(head) && memcmp(head, begin, n) == 0;
}

static int
take_name(struct bt_index *x, const char *name,
    const struct bt_index_rule *rule, struct bt_err *err)
{
	const char *path = path_of(x, name, err);
	struct bt_in *in;
	int status;

	if (path == NULL)
		return -1;
	if ((status = is_run(path, err)) != 1)
		return status;
	if ((in = bt_in_open(path, err)) == NULL)
		return -1;
	status = take_run(x, name, in, rule, err);
	bt_in_close(in);
	return status;
}

/* Links are relative where the index lies among what it lists. */
static int
set_prefix(struct bt_index *x, const char *output, struct bt_err *err)
{
	const char *slash = output == NULL ? NULL : strrchr(output, '/');
	struct stat here, there;
	char *parent;

	parent = bt_arena_strndup(x->arena, slash == NULL ? "." : output,
	    slash == NULL ? 1 : (size_t)(slash - output) + 1, err);
	if (parent == NULL)
		return -1;
	if (output != NULL && stat(parent, &here) == 0 &&
	    stat(x->dir, &there) == 0 && here.st_dev == there.st_dev &&
	    here.st_ino == there.st_ino)
		x->prefix = "";
	else
		x->prefix = path_of(x, "", err);
	return x->prefix == NULL ? -1 : 0;
}

static int
fill(struct bt_index *x, const struct bt_index_rule *rule,
    struct bt_err *err)
{
	size_t i;

	if ((x->arena = bt_arena_new(err)) == NULL ||
	    list_names(x, err) == -1 || set_prefix(x, rule->output, err) == -1)
		return -1;
	for (i = 0; i < x->nnames; i++)
		if (take_name(x, x->name[i], rule, err) == -1)
			return -1;
	return x->n > 0 ? 0 : bt_err_set(err, BT_EDATA,
	    "no run stream in '%.200s'", x->dir);
}

struct bt_index *
bt_index_read(const char *dir, const struct bt_index_rule *rule,
    struct bt_err *err)
{
	struct bt_index *x = bt_calloc(1, sizeof(*x), err);

	if (x == NULL)
		return NULL;
	x->dir = dir;
	x->title = rule->title;
	x->metric = rule->metric;
	x->nmetrics = rule->nmetrics;
	if (fill(x, rule, err) == 0)
		return x;
	bt_index_free(x);
	return NULL;
}

void
bt_index_free(struct bt_index *x)
{
	if (x == NULL)
		return;
	bt_arena_free(x->arena);
	free(x->name);
	free(x->run);
	free(x);
}
