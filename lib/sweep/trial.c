/* SPDX-License-Identifier: ISC */
#include "lib/sweep/trial.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/signal/verbs.h"
#include "lib/sweep/trial_own.h"

const char *const bt_trial_status_names[] = {
	[BT_TRIAL_OK] = "ok",
	[BT_TRIAL_BANKRUPT] = "bankrupt",
	[BT_TRIAL_NO_TRADES] = "no_trades",
	[BT_TRIAL_FAILED] = "failed",
	[BT_TRIAL_CONSTRAINT] = "constraint",
	NULL
};

/* The place of a column among the extras; one that is there serves again. */
static int
want_extra(struct bt_bench *b, const struct bt_extra *want, size_t *at,
    struct bt_err *err)
{
	struct bt_extra *x;

	for (x = b->extras; x < b->extras + b->nextras; x++)
		if (bt_span_like(bt_span(want->name), x->name))
			break;
	*at = (size_t)(x - b->extras);
	if (*at < b->nextras && (x->type != want->type ||
	    x->code != want->code))
		return bt_err_set(err, BT_EUSAGE, "column '%s' cannot be used "
		    "in an expression and as what the engine reads",
		    want->name);
	if (*at < b->nextras)
		return 0;
	if (b->nextras == BT_EXTRAS_MAX)
		return bt_err_set(err, BT_EUSAGE,
		    "more than %d columns in use", BT_EXTRAS_MAX);
	b->extras[b->nextras++] = *want;
	return 0;
}

/* Does the setup make the column itself? */
static bool
makes(const struct bt_bench *b, const char *name)
{
	const struct bt_maker_rule *rule = &b->setup.rule;
	size_t i;

	if (b->maker == NULL)
		return false;
	for (i = 0; i < BT_ROLES; i++)
		if (rule->role[i].text.s != NULL && strcmp(name,
		    bt_roles[i].type == 'c' ? "signal" : bt_roles[i].name) ==
		    0)
			return true;
	for (i = 0; i < rule->nadds; i++)
		if (bt_span_like(bt_span(name), rule->adds[i].name))
			return true;
	return false;
}

/* The columns that the space's values of signal name. */
static int
want_signals(struct bt_bench *b, const struct bt_dim *dim, struct bt_err *err)
{
	struct bt_extra extra = { NULL, BT_EXTRA_CODE, true, bt_verbs_code };
	size_t i;

	if (makes(b, "signal"))
		return bt_err_set(err, BT_EUSAGE, "-P signal: the signals are "
		    "made by a strategy or expressions already");
	b->signals = bt_calloc(dim->levels, sizeof(*b->signals), err);
	if (b->signals == NULL)
		return -1;
	for (i = 0; i < dim->levels; i++) {
		extra.name = dim->text[i];
		if (want_extra(b, &extra, &b->signals[i], err) == -1)
			return -1;
	}
	return 0;
}

/* What the engine reads from the bars: all that the setup does not make. */
static int
want_columns(struct bt_bench *b, struct bt_err *err)
{
	const struct bt_extra *extra;
	size_t i;

	for (i = 0; i < BT_BENCH_COLUMNS; i++)
		b->at[i] = SIZE_MAX;
	for (i = 0; i < b->space->ndims; i++)
		if (b->space->dim[i].of == BT_DIM_SIGNAL &&
		    want_signals(b, &b->space->dim[i], err) == -1)
			return -1;
	for (i = 0; i < BT_BENCH_COLUMNS; i++) {
		extra = &bt_signal_extras[i];
		if (makes(b, extra->name) ||
		    (i == BT_BENCH_SIGNAL && b->signals != NULL))
			continue;
		if (want_extra(b, extra, &b->at[i], err) == -1)
			return -1;
	}
	return 0;
}

static bool
has_setup(const struct bt_setup_settings *set)
{
	size_t i;

	if (set == NULL || set->strategy != NULL)
		return set != NULL;
	for (i = 0; i < BT_ROLES; i++)
		if (set->expr[i] != NULL)
			return true;
	return false;
}

static int
read_market(struct bt_bench *b, struct bt_err *err)
{
	struct bt_bars_read read = { .settings = b->rule.bars,
	    .paths = b->rule.paths, .npaths = b->rule.npaths,
	    .extras = b->extras };
	const struct bt_extra *extras;
	size_t n;

	if (b->maker != NULL) {
		extras = bt_maker_extras(b->maker, &n);
		memcpy(b->extras, extras, n * sizeof(*extras));
		b->nextras = n;
	}
	if (want_columns(b, err) == -1)
		return -1;
	read.nextras = b->nextras;
	if (bt_bars_read(&read, &b->bars, err) == -1)
		return -1;
	return bt_timeline_init(&b->line, b->bars.market, err);
}

static int
make_workers(struct bt_bench *b, struct bt_err *err)
{
	size_t i, n = b->rule.jobs;
	size_t symbols = bt_market_symbols(b->bars.market);
	struct bt_bench_worker *w;

	if ((b->worker = bt_calloc(n, sizeof(*b->worker), err)) == NULL)
		return -1;
	for (i = 0; i < n; i++) {
		w = &b->worker[i];
		w->text = bt_calloc(b->space->ndims, sizeof(*w->text), err);
		w->cols = bt_calloc(symbols, sizeof(*w->cols), err);
		w->metric = bt_calloc(b->rule.nmetrics, sizeof(*w->metric),
		    err);
		w->room = bt_engine_room_new(err);
		if (w->room == NULL || w->text == NULL || w->cols == NULL ||
		    w->metric == NULL)
			return -1;
	}
	return 0;
}

/* The setup's parameters, and those that are only there to be varied. */
static int
take_params(struct bt_bench *b, struct bt_err *err)
{
	struct bt_maker_rule *rule = &b->setup.rule;
	const struct bt_dim *dim = b->space->dim;
	size_t i, k, n = rule->nparams;

	b->params = bt_calloc(n + b->space->ndims, sizeof(*b->params), err);
	if (b->params == NULL)
		return -1;
	if (n > 0)
		memcpy(b->params, rule->params, n * sizeof(*b->params));
	for (i = 0; i < b->space->ndims; i++) {
		for (k = 0; k < n; k++)
			if (strcmp(b->params[k].name, dim[i].name) == 0)
				break;
		if (k == n && dim[i].of == BT_DIM_PARAM)
			b->params[n++].name = dim[i].name;
	}
	rule->params = b->params;
	rule->nparams = n;
	return 0;
}

static int
make_batch(struct bt_bench *b, struct bt_err *err)
{
	struct bt_batch_rule rule = { &b->setup.rule, b->bars.market,
	    b->rule.jobs, b->rule.memory };

	b->batch = bt_batch_new(&rule, err);
	return b->batch == NULL ? -1 : 0;
}

static int
set_up(struct bt_bench *b, struct bt_err *err)
{
	b->has_setup = has_setup(b->rule.setup);
	if (b->has_setup && (bt_setup_init(&b->setup, b->rule.setup,
	    b->rule.dirs, err) == -1 || take_params(b, err) == -1 ||
	    (b->maker = bt_maker_new(&b->setup.rule, err)) == NULL))
		return -1;
	if (read_market(b, err) == -1 || make_workers(b, err) == -1)
		return -1;
	if (!b->has_setup)
		return 0;
	return bt_bench_check(b, err) == -1 ? -1 : make_batch(b, err);
}

struct bt_bench *
bt_bench_new(const struct bt_bench_rule *rule, const struct bt_space *space,
    struct bt_err *err)
{
	struct bt_bench *b = bt_calloc(1, sizeof(*b), err);

	if (b == NULL)
		return NULL;
	b->rule = *rule;
	b->space = space;
	b->needs = rule->study->needs | bt_metrics_needs(rule->metrics,
	    rule->nmetrics);
	if (set_up(b, err) == -1) {
		bt_bench_free(b);
		return NULL;
	}
	return b;
}

static void
free_worker(struct bt_bench_worker *w, size_t ndims)
{
	size_t i;

	for (i = 0; w->text != NULL && i < ndims; i++)
		bt_buf_free(&w->text[i]);
	free(w->text);
	bt_window_free(&w->window);
	free(w->time);
	free(w->last);
	free(w->cols);
	bt_engine_room_free(w->room);
	free(w->curve.equity);
	free(w->work);
	free(w->deals);
	free(w->metric);
}

void
bt_bench_free(struct bt_bench *b)
{
	size_t i;

	if (b == NULL)
		return;
	for (i = 0; b->worker != NULL && i < b->rule.jobs; i++)
		free_worker(&b->worker[i], b->space->ndims);
	free(b->worker);
	free(b->signals);
	bt_timeline_free(&b->line);
	bt_bars_result_free(&b->bars);
	bt_batch_free(b->batch);
	bt_maker_free(b->maker);
	bt_setup_free(&b->setup);
	free(b->params);
	free(b);
}

const struct bt_bars_result *
bt_bench_bars(const struct bt_bench *b)
{
	return &b->bars;
}

const struct bt_timeline *
bt_bench_timeline(const struct bt_bench *b)
{
	return &b->line;
}
