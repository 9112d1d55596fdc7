/* SPDX-License-Identifier: ISC */
/* Who takes which -s, -p and -P. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/signal/lexer.h"
#include "lib/sweep/job_own.h"

/* "name=rest": the name, trimmed; with a strategy before it, "a.name". */
static struct bt_span
name_of(struct bt_span text)
{
	struct bt_span rest = text, name;

	(void)bt_span_cut(&rest, '=', &name);
	return bt_span_trim(name);
}

/* Does text begin with the strategy's name and a point?  *text moves on. */
static bool
addresses(struct bt_span *text, const char *strategy)
{
	struct bt_span name = name_of(*text);
	size_t n = strlen(strategy);

	if (name.n <= n + 1 || memcmp(name.s, strategy, n) != 0 ||
	    name.s[n] != '.')
		return false;
	text->n -= (size_t)(name.s + n + 1 - text->s);
	text->s = name.s + n + 1;
	return true;
}

static bool
has_param(const struct bt_strategy *s, struct bt_span name)
{
	size_t i;

	for (i = 0; i < s->nparams; i++)
		if (bt_span_is(name, s->params[i].name))
			return true;
	return false;
}

/*
 * Is a text (of -p or -P) for this part?  One that names a strategy is for
 * that; of several strategies, each takes what it has.
 */
static bool
is_for(const struct bt_job *job, const struct bt_job_part *part,
    struct bt_span *text)
{
	struct bt_span name;
	size_t i;

	if (part->strategy == NULL)
		return true;
	if (addresses(text, part->name))
		return true;
	for (i = 0; i < job->nparts; i++)
		if (addresses(&(struct bt_span){ text->s, text->n },
		    job->part[i].name))
			return false;
	name = name_of(*text);
	if (has_param(part->strategy, name) || job->nparts == 1 ||
	    bt_opt_find(bt_settings_opts, name) != NULL)
		return true;
	/* What nobody has is told by the first. */
	for (i = 0; i < job->nparts; i++)
		if (has_param(job->part[i].strategy, name))
			return false;
	return part == job->part;
}

static const char *
copy(struct bt_job *job, struct bt_span text, struct bt_err *err)
{
	return bt_arena_strndup(job->arena, text.s, text.n, err);
}

/* Single pieces "name=x" of all -p. */
static size_t
count_pieces(const struct bt_list *list)
{
	size_t i, n = 0;
	const char *s;

	for (i = 0; i < list->n; i++)
		for (n++, s = list->v[i]; *s != '\0'; s++)
			n += *s == ',';
	return n;
}

static int
take_params(struct bt_job *job, struct bt_job_part *part, struct bt_err *err)
{
	const struct bt_list *all = &job->ask.sweep->params;
	struct bt_list *own = &part->setup.params;
	struct bt_span rest, piece;
	size_t i;

	own->v = bt_arena_alloc(job->arena, count_pieces(all) + 1,
	    sizeof(*own->v), err);
	if (own->v == NULL)
		return -1;
	for (i = 0; i < all->n; i++) {
		rest = bt_span(all->v[i]);
		while (bt_span_cut(&rest, ',', &piece)) {
			if (!is_for(job, part, &piece))
				continue;
			own->v[own->n] = copy(job, piece, err);
			if (own->v[own->n] == NULL ||
			    (part->strategy != NULL && bt_strategy_set(
			    part->strategy, own->v[own->n], err) == -1))
				return -1;
			own->n++;
		}
	}
	return 0;
}

static int
take_sweeps(struct bt_job *job, struct bt_job_part *part, struct bt_err *err)
{
	const struct bt_list *all = &job->ask.sweep->sweeps;
	struct bt_span text;
	size_t i;

	part->sweeps = bt_arena_alloc(job->arena, all->n + 1,
	    sizeof(*part->sweeps), err);
	if (part->sweeps == NULL)
		return -1;
	for (i = 0; i < all->n; i++) {
		text = bt_span(all->v[i]);
		if (!is_for(job, part, &text))
			continue;
		part->sweeps[part->nsweeps] = copy(job, text, err);
		if (part->sweeps[part->nsweeps++] == NULL)
			return -1;
	}
	return 0;
}

/* What is given once and for all cannot be varied. */
static int
check_param(const struct bt_job_part *part, const char *name,
    struct bt_err *err)
{
	size_t i;

	for (i = 0; i < part->setup.params.n; i++)
		if (bt_span_is(name_of(bt_span(part->setup.params.v[i])),
		    name))
			return bt_err_set(err, BT_EUSAGE, "'%s' is given with "
			    "-p and varied with -P; want one of them", name);
	return 0;
}

static int
check_option(const struct bt_job *job, const struct bt_opt *opt,
    struct bt_err *err)
{
	const struct bt_opt *row = bt_opt_find(job->ask.engine_opts,
	    bt_span(opt->name));
	const struct bt_opt one[] = { *row, BT_OPT_END };
	struct bt_buf is = { 0 }, def = { 0 };
	struct bt_settings plain = { 0 };
	bool given;

	if (bt_opt_defaults(one, &plain, err) == -1)
		return -1;
	(void)bt_opt_text(row, job->ask.engine, &is, err);
	(void)bt_opt_text(row, &plain, &def, err);
	given = is.n != def.n || (is.n > 0 && memcmp(is.s, def.s, is.n) != 0);
	bt_buf_free(&is);
	bt_buf_free(&def);
	if (err->code != BT_OK)
		return -1;
	return !given ? 0 : bt_err_set(err, BT_EUSAGE, "'%s' is given with "
	    "--%s and varied with -P; want one of them", opt->name, opt->name);
}

/* Does an expression name it? */
static bool
is_named(const struct bt_job *job, const char *name, struct bt_err *err)
{
	struct bt_source source = { "", { NULL, 0 } };
	struct bt_lexer lex;
	size_t i;

	for (i = 0; i < BT_JOB_ROLES; i++) {
		if (job->ask.sweep->expr[i] == NULL)
			continue;
		source.text = bt_span(job->ask.sweep->expr[i]);
		lex = (struct bt_lexer){ .source = &source };
		while (bt_lexer_next(&lex, err) == 0 &&
		    lex.kind != BT_TOKEN_END)
			if (lex.kind == BT_TOKEN_NAME &&
			    bt_span_is(lex.text, name))
				return true;
	}
	return false;
}

static const char *
option_name(const void *arg, size_t i)
{
	(void)arg;
	return bt_settings_opts[i].name;
}

static int
check_free(const struct bt_job *job, const char *name, struct bt_err *err)
{
	struct bt_err dull = BT_ERR_INIT;
	const char *hint = bt_nearest(bt_span(name), option_name, NULL);

	if (is_named(job, name, &dull))
		return 0;
	(void)bt_err_set(err, BT_EUSAGE, "-P: '%s' is neither named in an "
	    "expression nor an option of bt-run", name);
	return hint == NULL ? -1 : bt_err_add(err, "; did you mean '%s'?",
	    hint);
}

static int
check_dims(const struct bt_job *job, const struct bt_job_part *part,
    struct bt_err *err)
{
	const struct bt_dim *dim;
	size_t i;
	int rc = 0;

	for (i = 0; i < part->space.ndims && rc == 0; i++) {
		dim = &part->space.dim[i];
		if (dim->of == BT_DIM_OPTION)
			rc = check_option(job, dim->opt, err);
		else if (dim->of == BT_DIM_PARAM)
			rc = check_param(part, dim->name, err);
		if (rc == 0 && dim->of == BT_DIM_PARAM &&
		    part->strategy == NULL)
			rc = check_free(job, dim->name, err);
	}
	return rc;
}

/*
 * Of several strategies, --where binds those that have all it names: what it
 * says of others is told in *odd.
 */
static int
make_space(struct bt_job *job, struct bt_job_part *part, struct bt_err *odd,
    struct bt_err *err)
{
	const char *where = job->ask.sweep->where;
	struct bt_err first = BT_ERR_INIT;

	if (take_params(job, part, err) == -1 ||
	    take_sweeps(job, part, err) == -1)
		return -1;
	if (bt_space_init(&part->space, part->sweeps, part->nsweeps, where,
	    part->strategy, &first) == -1) {
		if (where == NULL || bt_space_init(&part->space, part->sweeps,
		    part->nsweeps, NULL, part->strategy, err) == -1) {
			*err = first;
			return -1;
		}
		*odd = first;
	}
	return check_dims(job, part, err);
}

static int
make_spaces(struct bt_job *job, struct bt_err *err)
{
	struct bt_err odd, first = BT_ERR_INIT;
	size_t i, bound = 0;

	for (i = 0; i < job->nparts; i++) {
		odd = (struct bt_err)BT_ERR_INIT;
		if (make_space(job, &job->part[i], &odd, err) == -1)
			return -1;
		bound += odd.code == BT_OK;
		if (first.code == BT_OK)
			first = odd;
	}
	if (bound > 0)
		return 0;
	*err = first;
	return -1;
}

static int
name_part(struct bt_job *job, size_t i, struct bt_err *err)
{
	struct bt_job_part *part = &job->part[i];
	const struct bt_list *names = &job->ask.sweep->strategies;
	size_t k;

	for (k = 0; k < BT_JOB_ROLES; k++)
		part->setup.expr[k] = job->ask.sweep->expr[k];
	if (names->n == 0)
		return 0;
	part->setup.strategy = names->v[i];
	part->strategy = bt_strategy_find(names->v[i], job->ask.dirs, err);
	if (part->strategy == NULL)
		return -1;
	part->name = part->strategy->name;
	for (k = 0; k < i; k++)
		if (strcmp(job->part[k].name, part->name) == 0)
			return bt_err_set(err, BT_EUSAGE,
			    "strategy '%s' is given twice", part->name);
	return 0;
}

int
bt_job_make_parts(struct bt_job *job, struct bt_err *err)
{
	size_t i, n = job->ask.sweep->strategies.n;

	job->nparts = n == 0 ? 1 : n;
	job->part = bt_arena_alloc(job->arena, job->nparts,
	    sizeof(*job->part), err);
	if (job->part == NULL)
		return -1;
	for (i = 0; i < job->nparts; i++)
		if (name_part(job, i, err) == -1)
			return -1;
	return make_spaces(job, err);
}

void
bt_job_free_parts(struct bt_job *job)
{
	size_t i;

	for (i = 0; job->part != NULL && i < job->nparts; i++) {
		bt_bench_free(job->part[i].bench);
		bt_space_free(&job->part[i].space);
		bt_strategy_free(job->part[i].strategy);
	}
}
