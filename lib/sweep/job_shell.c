/* SPDX-License-Identifier: ISC */
#include "lib/sweep/job_shell.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

/* A word as the shell reads it. */
int
bt_job_shell_word(struct bt_buf *buf, struct bt_span s, struct bt_err *err)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=,%+@-";
	size_t i, n = 0;
	int rc;

	while (n < s.n && strchr(plain, s.s[n]) != NULL && s.s[n] != '\0')
		n++;
	if (n == s.n && n > 0)
		return bt_buf_add(buf, s.s, s.n, err);
	rc = bt_buf_add(buf, "'", 1, err);
	for (i = 0; i < s.n && rc == 0; i++)
		rc = s.s[i] == '\'' ? bt_buf_add(buf, "'\\''", 4, err) :
		    bt_buf_add(buf, s.s + i, 1, err);
	return rc == -1 ? -1 : bt_buf_add(buf, "'", 1, err);
}

static int
add_option(struct bt_buf *buf, const char *name, struct bt_span value,
    struct bt_err *err)
{
	return bt_buf_printf(buf, err, " %s ", name) == -1 ? -1 :
	    bt_job_shell_word(buf, value, err);
}

static int
add_long(struct bt_buf *buf, const struct bt_opt *o, struct bt_span value,
    struct bt_err *err)
{
	if (o->type == BT_OPT_FLAG)
		return bt_span_is(value, "false") ? 0 :
		    bt_buf_printf(buf, err, " --%s", o->name);
	return bt_buf_printf(buf, err, " --%s ", o->name) == -1 ? -1 :
	    bt_job_shell_word(buf, value, err);
}

/* The value of a row, unless it is what it is by default. */
static int
add_set(struct bt_buf *buf, const struct bt_opt *o, const void *set,
    const void *defaults, struct bt_err *err)
{
	struct bt_buf is = { 0 }, def = { 0 };
	int rc = 0;

	if (bt_opt_text(o, set, &is, err) &&
	    (!bt_opt_text(o, defaults, &def, err) ||
	    is.n != def.n || memcmp(is.s, def.s, is.n) != 0))
		rc = add_long(buf, o, (struct bt_span){ is.s, is.n }, err);
	bt_buf_free(&is);
	bt_buf_free(&def);
	return err->code != BT_OK ? -1 : rc;
}

static int
add_bars(struct bt_buf *buf, const struct bt_job *job, struct bt_err *err)
{
	struct bt_bars_settings plain = { 0 };
	const struct bt_opt *o;

	if (bt_opt_defaults(bt_bars_opts, &plain, err) == -1)
		return -1;
	for (o = bt_bars_opts; o->name != NULL; o++)
		if (add_set(buf, o, job->ask.bars, &plain, err) == -1)
			return -1;
	return 0;
}

static int
add_paths(struct bt_buf *buf, const struct bt_job *job, struct bt_err *err)
{
	const char *path;
	size_t i;

	for (i = 0; i < job->ask.npaths; i++) {
		path = job->ask.paths[i];
		/* Not an option, whatever it is called. */
		if (bt_buf_printf(buf, err, path[0] == '-' && path[1] != '\0' ?
		    " ./" : " ") == -1 ||
		    bt_job_shell_word(buf, bt_span(path), err) == -1)
			return -1;
	}
	return 0;
}

static const struct bt_job_part *
part_of(const struct bt_job *job, const struct bt_trials_row *row)
{
	size_t i;

	for (i = 0; i + 1 < job->nparts; i++)
		if (bt_span_is(row->strategy, job->part[i].name))
			break;
	return &job->part[i];
}

static int
add_params(struct bt_buf *buf, const struct bt_job_part *part,
    const struct bt_trials_row *row, struct bt_err *err)
{
	const struct bt_dim *dim;
	struct bt_span text;
	size_t i;

	for (i = 0; i < part->setup.params.n; i++)
		if (add_option(buf, "-p", bt_span(part->setup.params.v[i]),
		    err) == -1)
			return -1;
	for (i = 0; i < part->space.ndims; i++) {
		dim = &part->space.dim[i];
		text = row->value[part->column[i]];
		if (dim->of == BT_DIM_PARAM && bt_buf_printf(buf, err,
		    " -p %s=%.*s", dim->name, (int)text.n, text.s) == -1)
			return -1;
	}
	return 0;
}

static int
add_signals(struct bt_buf *buf, const struct bt_job *job,
    const struct bt_job_part *part, const struct bt_trials_row *row,
    struct bt_err *err)
{
	static const char *const names[BT_JOB_ROLES] = { "--buy", "--sell",
		"--short", "--cover", "--strength" };
	size_t i;

	if (bt_buf_printf(buf, err, "bt-signals") == -1 ||
	    (part->setup.strategy != NULL && add_option(buf, "-s",
	    bt_span(part->setup.strategy), err) == -1))
		return -1;
	for (i = 0; i < BT_JOB_ROLES; i++)
		if (part->setup.expr[i] != NULL && add_option(buf, names[i],
		    bt_span(part->setup.expr[i]), err) == -1)
			return -1;
	if (add_params(buf, part, row, err) == -1 ||
	    add_bars(buf, job, err) == -1 || add_paths(buf, job, err) == -1)
		return -1;
	return bt_buf_printf(buf, err, " |\n    ");
}

static const struct bt_span *
varied(const struct bt_job_part *part, const struct bt_trials_row *row,
    const struct bt_opt *o)
{
	size_t i;

	for (i = 0; i < part->space.ndims; i++)
		if (part->space.dim[i].opt == o)
			return &row->value[part->column[i]];
	return NULL;
}

static int
add_run(struct bt_buf *buf, const struct bt_job *job,
    const struct bt_job_part *part, const struct bt_trials_row *row,
    struct bt_err *err)
{
	struct bt_settings plain = { 0 };
	const struct bt_span *value;
	const struct bt_opt *o;
	int rc;

	if (bt_buf_printf(buf, err, "bt-run") == -1 ||
	    bt_opt_defaults(bt_settings_opts, &plain, err) == -1)
		return -1;
	for (o = bt_settings_opts; o->name != NULL; o++) {
		/* A preset is told by what it sets. */
		if (strcmp(o->name, "preset") == 0)
			continue;
		value = varied(part, row, o);
		rc = value != NULL ? add_long(buf, o, *value, err) :
		    add_set(buf, o, job->ask.engine, &plain, err);
		if (rc == -1)
			return -1;
	}
	return add_bars(buf, job, err);
}

static bool
makes_signals(const struct bt_job_part *part)
{
	size_t i;

	for (i = 0; i < BT_JOB_ROLES; i++)
		if (part->setup.expr[i] != NULL)
			return true;
	return part->strategy != NULL;
}

bool
bt_job_has_shell(const struct bt_job *job)
{
	const struct bt_space *space;
	size_t i, k;

	for (i = 0; i < job->nparts; i++) {
		space = &job->part[i].space;
		for (k = 0; k < space->ndims; k++)
			if (space->dim[k].of == BT_DIM_SIGNAL)
				return false;
	}
	return true;
}

int
bt_job_shell(const struct bt_job *job, const struct bt_trials_row *row,
    struct bt_buf *buf, struct bt_err *err)
{
	const struct bt_job_part *part = part_of(job, row);

	if (makes_signals(part))
		return add_signals(buf, job, part, row, err) == -1 ? -1 :
		    add_run(buf, job, part, row, err);
	return add_run(buf, job, part, row, err) == -1 ? -1 :
	    add_paths(buf, job, err);
}

int
bt_job_shell_metrics(const struct bt_job *job, struct bt_buf *buf,
    struct bt_err *err)
{
	struct bt_study_settings plain = { 0 };
	const struct bt_opt *o;
	size_t i;

	if (bt_buf_printf(buf, err, " |\n    bt-metrics -f csv -m ") == -1 ||
	    bt_opt_defaults(bt_measure_opts, &plain, err) == -1)
		return -1;
	for (i = 0; i < job->head.nmetrics; i++)
		if (bt_buf_printf(buf, err, "%s%s", i == 0 ? "" : ",",
		    job->head.metric[i]) == -1)
			return -1;
	for (o = bt_measure_opts; o->name != NULL; o++)
		if (add_set(buf, o, job->ask.study, &plain, err) == -1)
			return -1;
	return 0;
}
