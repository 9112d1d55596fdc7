/* SPDX-License-Identifier: ISC */
#include "lib/sweep/cache_key.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/hash.h"
#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/market/market.h"
#include "lib/stream/config.h"

struct bt_cache_key {
	const struct bt_job	*job;
	struct bt_buf		 text, value;
	/* Options of the engine as given, one a row of its table. */
	struct bt_buf		 option[BT_SETTINGS_ROWS];
	/* Parameters that expressions name, sorted. */
	struct bt_span		*name;
};

/* Every piece ends with a byte that none has in it. */
static int
add(struct bt_buf *buf, struct bt_span piece, struct bt_err *err)
{
	if (piece.n > 0 && bt_buf_add(buf, piece.s, piece.n, err) == -1)
		return -1;
	return bt_buf_add(buf, "", 1, err);
}

static int
add_text(struct bt_buf *buf, const char *s, struct bt_err *err)
{
	return add(buf, bt_span(s == NULL ? "" : s), err);
}

static int
add_real(struct bt_buf *buf, double x, struct bt_err *err)
{
	char number[BT_NUM_MAX];

	return add(buf, (struct bt_span){ number, bt_num_format(number, x) },
	    err);
}

static bool
names_symbols(const struct bt_job *job)
{
	const struct bt_job_part *part;
	const char *expr;
	size_t i, k;

	for (i = 0; i < job->nparts; i++)
		for (k = 0; k < BT_ROLES; k++) {
			part = &job->part[i];
			expr = part->setup.expr[k];
			if (expr == NULL && part->strategy != NULL)
				expr = part->strategy->expr[k];
			if (expr != NULL && strstr(expr, "sym") != NULL)
				return true;
		}
	return false;
}

/* The name of an only symbol, often its file's, changes nothing. */
static int
add_symbols(const struct bt_job *job, const struct bt_market *market,
    struct bt_buf *buf, struct bt_err *err)
{
	size_t i, n = bt_market_symbols(market);

	if (n == 1 && !names_symbols(job))
		return 0;
	for (i = 0; i < n; i++)
		if (add_text(buf, bt_market_bars(market, i)->symbol,
		    err) == -1)
			return -1;
	return 0;
}

int
bt_cache_base(const struct bt_job *job, struct bt_buf *buf,
    struct bt_err *err)
{
	const struct bt_bars_result *bars;
	size_t i;

	bars = bt_bench_bars(job->part[0].bench);
	if (add_text(buf, BT_VERSION, err) == -1 ||
	    bt_buf_add(buf, "{", 1, err) == -1 ||
	    bt_config_write(buf, bt_bars_opts, job->ask.bars, err) == -1 ||
	    bt_config_write(buf, bt_measure_opts, job->ask.study,
	    err) == -1 || add_text(buf, "}", err) == -1)
		return -1;
	for (i = 0; i < bars->ninputs; i++)
		if (add_text(buf, bars->inputs[i].xxh3, err) == -1)
			return -1;
	for (i = 0; bt_metric_at(i) != NULL; i++)
		if (add_text(buf, bt_metric_at(i)->name, err) == -1)
			return -1;
	return add_symbols(job, bars->market, buf, err);
}

static int
by_name(const void *a, const void *b)
{
	const struct bt_span *x = a, *y = b;
	const size_t n = x->n < y->n ? x->n : y->n;
	const int rc = n == 0 ? 0 : memcmp(x->s, y->s, n);

	return rc != 0 ? rc : x->n < y->n ? -1 : x->n > y->n;
}

/* An option that is not there has no text. */
static int
keep_options(struct bt_cache_key *k, struct bt_err *err)
{
	size_t i;

	for (i = 0; bt_settings_opts[i].name != NULL; i++) {
		(void)bt_opt_text(&bt_settings_opts[i], k->job->ask.engine,
		    &k->option[i], err);
		if (err->code != BT_OK)
			return -1;
	}
	return 0;
}

struct bt_cache_key *
bt_cache_key_new(const struct bt_job *job, struct bt_err *err)
{
	struct bt_cache_key *k;
	size_t i, most = 0;

	if ((k = bt_calloc(1, sizeof(*k), err)) == NULL)
		return NULL;
	k->job = job;
	for (i = 0; i < job->nparts; i++)
		most += job->part[i].setup.params.n +
		    job->part[i].space.ndims;
	if ((k->name = bt_calloc(most + 1, sizeof(*k->name), err)) == NULL ||
	    keep_options(k, err) == -1) {
		bt_cache_key_free(k);
		return NULL;
	}
	return k;
}

void
bt_cache_key_free(struct bt_cache_key *k)
{
	size_t i;

	if (k == NULL)
		return;
	for (i = 0; i < BT_SETTINGS_ROWS; i++)
		bt_buf_free(&k->option[i]);
	bt_buf_free(&k->text);
	bt_buf_free(&k->value);
	free(k->name);
	free(k);
}

static int
add_expressions(struct bt_cache_key *k, const struct bt_job_part *part,
    struct bt_err *err)
{
	const char *expr;
	size_t i;

	for (i = 0; i < BT_ROLES; i++) {
		expr = part->setup.expr[i];
		if (expr == NULL && part->strategy != NULL)
			expr = part->strategy->expr[i];
		if (add_text(&k->text, expr, err) == -1)
			return -1;
	}
	return 0;
}

/* The value that a trial gives a parameter, or else the one it has. */
static double
param_value(const struct bt_trial *t, size_t param, double value)
{
	const struct bt_dim *dim = t->space->dim;
	size_t i;

	for (i = 0; i < t->space->ndims; i++)
		if (dim[i].of == BT_DIM_PARAM && dim[i].param == param)
			return t->point[i];
	return value;
}

static int
add_strategy(struct bt_cache_key *k, const struct bt_strategy *s,
    const struct bt_trial *t, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < s->nparams; i++)
		if (add_text(&k->text, s->params[i].name, err) == -1 ||
		    add_real(&k->text, param_value(t, i, s->params[i].value),
		    err) == -1)
			return -1;
	return 0;
}

/* "n=10" of -p, and what is varied, as "n=10" in the order of names. */
static int
add_free(struct bt_cache_key *k, const struct bt_job_part *part,
    const struct bt_trial *t, struct bt_err *err)
{
	const struct bt_dim *dim = t->space->dim;
	struct bt_span rest;
	double x;
	size_t i, n, at = 0;

	for (n = 0; n < part->setup.params.n; n++)
		k->name[n] = bt_span(part->setup.params.v[n]);
	k->value.n = 0;
	for (i = 0; i < t->space->ndims; i++)
		if (dim[i].of == BT_DIM_PARAM &&
		    (bt_buf_add(&k->value, dim[i].name, strlen(dim[i].name),
		    err) == -1 || bt_buf_add(&k->value, "=", 1, err) == -1 ||
		    add_real(&k->value, t->point[i], err) == -1))
			return -1;
	for (; at < k->value.n; at += k->name[n++].n + 1)
		k->name[n] = bt_span(k->value.s + at);
	qsort(k->name, n, sizeof(*k->name), by_name);
	for (i = 0; i < n; i++) {
		rest = k->name[i];
		if (!bt_span_cut(&rest, '=', &k->name[i]) ||
		    add(&k->text, bt_span_trim(k->name[i]), err) == -1)
			return -1;
		rest = rest.s == NULL ? bt_span("") : bt_span_trim(rest);
		if (bt_num_parse(rest.s, rest.n, &x) == 0 ?
		    add_real(&k->text, x, err) == -1 :
		    add(&k->text, rest, err) == -1)
			return -1;
	}
	return 0;
}

/* A varied option as its room would print it, however it was written. */
static int
add_varied(struct bt_cache_key *k, const struct bt_opt *opt,
    const struct bt_dim *dim, double value, struct bt_err *err)
{
	struct bt_settings set = *k->job->ask.engine;
	struct bt_err dull = BT_ERR_INIT;

	k->value.n = 0;
	if (bt_dim_text(dim, value, &k->value, err) == -1)
		return -1;
	/* What the option refuses is a trial that fails, under its text. */
	if (bt_opt_set(opt, &set, k->value.s, &dull) == -1)
		return add(&k->text, (struct bt_span){ k->value.s,
		    k->value.n }, err);
	k->value.n = 0;
	(void)bt_opt_text(opt, &set, &k->value, err);
	if (err->code != BT_OK)
		return -1;
	return add(&k->text, (struct bt_span){ k->value.s, k->value.n }, err);
}

static const struct bt_dim *
dim_of(const struct bt_trial *t, const char *option, double *value)
{
	const struct bt_dim *dim = t->space->dim;
	size_t i;

	for (i = 0; i < t->space->ndims; i++)
		if (dim[i].of == BT_DIM_OPTION &&
		    strcmp(dim[i].opt->name, option) == 0) {
			*value = t->point[i];
			return &dim[i];
		}
	return NULL;
}

static int
add_options(struct bt_cache_key *k, const struct bt_trial *t,
    struct bt_err *err)
{
	const struct bt_opt *opt = bt_settings_opts;
	const struct bt_dim *dim;
	double value = 0;
	size_t i;

	for (i = 0; opt[i].name != NULL; i++) {
		dim = dim_of(t, opt[i].name, &value);
		if (add_text(&k->text, opt[i].name, err) == -1 ||
		    (dim != NULL ? add_varied(k, &opt[i], dim, value,
		    err) == -1 : add(&k->text, (struct bt_span){
		    k->option[i].s, k->option[i].n }, err) == -1))
			return -1;
	}
	return 0;
}

/* The column of signals, if that is varied. */
static int
add_signal(struct bt_cache_key *k, const struct bt_trial *t,
    struct bt_err *err)
{
	const struct bt_dim *dim = t->space->dim;
	size_t i;

	for (i = 0; i < t->space->ndims; i++)
		if (dim[i].of == BT_DIM_SIGNAL &&
		    (bt_dim_text(&dim[i], t->point[i], &k->text, err) == -1 ||
		    bt_buf_add(&k->text, "", 1, err) == -1))
			return -1;
	return 0;
}

int
bt_cache_key(struct bt_cache_key *k, const struct bt_trial *t,
    unsigned char key[BT_CACHE_KEY], struct bt_err *err)
{
	const struct bt_job_part *part = bt_job_part_of(k->job, t);
	int rc;

	k->text.n = 0;
	if (add_expressions(k, part, err) == -1)
		return -1;
	rc = part->strategy != NULL ? add_strategy(k, part->strategy, t,
	    err) : add_free(k, part, t, err);
	if (rc == -1 || add_text(&k->text, "", err) == -1 ||
	    add_options(k, t, err) == -1 || add_signal(k, t, err) == -1 ||
	    add_real(&k->text, t->share, err) == -1)
		return -1;
	bt_hash_bytes(k->text.s, k->text.n, key);
	return 0;
}
