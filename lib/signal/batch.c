/* SPDX-License-Identifier: ISC */
#include "lib/signal/batch.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/signal/batch_own.h"

#define NODES_MOST 8192		/* of what is shared, before it is cleared */

static int
take_market(struct bt_batch *b, struct bt_err *err)
{
	size_t i;

	b->nsymbols = bt_market_symbols(b->rule.market);
	b->bars = bt_eval_bars(b->rule.market, err);
	b->begin = bt_calloc(b->nsymbols, sizeof(*b->begin), err);
	if (b->bars == NULL || b->begin == NULL ||
	    bt_timeline_init(&b->line, b->rule.market, err) == -1)
		return -1;
	b->given.begin = b->begin;
	for (i = 0; i < b->nsymbols; i++) {
		b->begin[i] = b->rows;
		b->rows += b->bars[i].n;
	}
	return 0;
}

/* For the names that expressions may use; parameters may make no sense yet. */
static int
take_names(struct bt_batch *b, struct bt_err *err)
{
	struct bt_err why = BT_ERR_INIT;

	if (bt_maker_compile(b->maker, b->rule.market, NULL, 0, &why) == -1 &&
	    why.code != BT_EUSAGE)
		return bt_err_set(err, why.code, "%s", why.text);
	bt_program_back(b->maker->program, &(struct bt_program_mark){ 0 });
	return 0;
}

static int
take_maker(struct bt_batch *b, struct bt_err *err)
{
	struct bt_maker_rule rule = *b->rule.maker;
	size_t i, n = rule.nparams;

	b->params = bt_calloc(n, sizeof(*b->params), err);
	b->last = bt_calloc(n, sizeof(*b->last), err);
	if (b->params == NULL || b->last == NULL)
		return -1;
	if (n > 0)
		memcpy(b->params, rule.params, n * sizeof(*b->params));
	rule.params = b->params;
	if ((b->maker = bt_maker_new(&rule, err)) == NULL)
		return -1;
	for (i = 0; i < b->maker->nout; i++)
		b->nroots += b->maker->out[i].role != BT_ROLES;
	if (take_names(b, err) == -1)
		return -1;
	return bt_batch_find_leaves(b, err);
}

static int
fill(struct bt_batch *b, struct bt_err *err)
{
	size_t i;

	b->version = b->age = 1;
	if (take_market(b, err) == -1 || take_maker(b, err) == -1)
		return -1;
	b->worker = bt_calloc(b->rule.jobs, sizeof(*b->worker), err);
	if (b->worker == NULL)
		return -1;
	for (i = 0; i < b->rule.jobs; i++)
		if (bt_batch_worker_init(b, &b->worker[i], err) == -1)
			return -1;
	return 0;
}

struct bt_batch *
bt_batch_new(const struct bt_batch_rule *rule, struct bt_err *err)
{
	struct bt_batch *b = bt_calloc(1, sizeof(*b), err);

	if (b == NULL)
		return NULL;
	b->rule = *rule;
	if (fill(b, err) == -1) {
		bt_batch_free(b);
		return NULL;
	}
	return b;
}

static void
drop_column(struct bt_batch *b, size_t node)
{
	if (b->given.x[node] != NULL)
		b->bytes -= b->rows * sizeof(double);
	if (b->given.c[node] != NULL)
		b->bytes -= b->rows;
	free(b->given.x[node]);
	free(b->given.c[node]);
	b->given.x[node] = NULL;
	b->given.c[node] = NULL;
}

/* Columns that this prepare has not asked for. */
static void
drop_others(struct bt_batch *b)
{
	size_t i;

	for (i = 0; i < b->given.n; i++)
		if (b->used[i] != b->version)
			drop_column(b, i);
}

void
bt_batch_free(struct bt_batch *b)
{
	size_t i;

	if (b == NULL)
		return;
	for (i = 0; i < b->given.n; i++)
		drop_column(b, i);
	for (i = 0; b->worker != NULL && i < b->rule.jobs; i++)
		bt_batch_worker_free(&b->worker[i]);
	free(b->worker);
	free(b->given.x);
	free(b->given.c);
	free(b->used);
	free(b->pending);
	free(b->leaf);
	free(b->known);
	free(b->ids);
	free(b->tail);
	free(b->kept);
	bt_timeline_free(&b->line);
	bt_maker_free(b->maker);
	free(b->params);
	free(b->last);
	free(b->begin);
	free(b->bars);
	free(b);
}

/* Places for the columns of all nodes. */
static int
have_columns(struct bt_batch *b, struct bt_err *err)
{
	size_t i, n = b->maker->program->n, cap = n + n / 2 + 16;
	uint8_t **c;
	double **x;
	uint64_t *used;

	if (n > b->cap) {
		if ((x = bt_realloc(b->given.x, cap, sizeof(*x), err)) == NULL)
			return -1;
		b->given.x = x;
		if ((c = bt_realloc(b->given.c, cap, sizeof(*c), err)) == NULL)
			return -1;
		b->given.c = c;
		used = bt_realloc(b->used, cap, sizeof(*used), err);
		if (used == NULL)
			return -1;
		b->used = used;
		b->cap = cap;
	}
	for (i = b->given.n; i < n; i++) {
		b->given.x[i] = NULL;
		b->given.c[i] = NULL;
		b->used[i] = 0;
	}
	b->given.n = n > b->given.n ? n : b->given.n;
	return 0;
}

/* A program that was swept through for long is full of what is over. */
static void
start_again(struct bt_batch *b)
{
	size_t i;

	if (b->maker->program->n < NODES_MOST && b->nknown < NODES_MOST)
		return;
	for (i = 0; i < b->given.n; i++)
		drop_column(b, i);
	b->given.n = 0;
	bt_program_back(b->maker->program, &(struct bt_program_mark){ 0 });
	bt_batch_forget(b);
	b->age++;
}

static size_t
cost_of(const struct bt_batch *b, uint32_t id)
{
	const struct bt_node *node = &b->maker->program->nodes[id];

	/* Each program has the leaf and an indicator behind it. */
	return b->rows * (node->type == 'x' ? sizeof(double) : 1) +
	    2 * sizeof(*node) * (b->rule.jobs + 1);
}

/* What the set's leaves would cost that are not there yet. */
static int
count_cost(struct bt_batch *b, size_t *cost, struct bt_err *err)
{
	struct bt_batch_known known;
	size_t i, k;
	uint32_t id;

	*cost = 0;
	for (i = 0; i < b->nleaves; i++) {
		if (bt_batch_know(b, i, &known, err) == -1 ||
		    have_columns(b, err) == -1)
			return -1;
		for (k = known.first; k < known.first + known.n; k++) {
			id = b->ids[k];
			if (b->used[id] != b->version &&
			    !bt_given_has(&b->given, id))
				*cost += cost_of(b, id);
		}
	}
	return 0;
}

static int
want_leaf(struct bt_batch *b, uint32_t id, struct bt_err *err)
{
	if (b->used[id] == b->version)
		return 0;
	b->used[id] = b->version;
	if (bt_given_has(&b->given, id))
		return 0;
	if (bt_grow(&b->pending, &b->pending_cap, b->npending,
	    sizeof(*b->pending), err) == -1)
		return -1;
	b->pending[b->npending++] = id;
	b->reserved += cost_of(b, id);
	return 0;
}

/* 1: it has what it needs; 0: there is no memory for it; -1. */
static int
prepare_set(struct bt_batch *b, bool must, struct bt_err *err)
{
	struct bt_batch_known known;
	size_t i, k, cost;

	if (count_cost(b, &cost, err) == -1)
		return -1;
	if (b->bytes + b->reserved + cost > b->rule.memory) {
		drop_others(b);
		/* Some of them may be needed. */
		if (count_cost(b, &cost, err) == -1)
			return -1;
	}
	if (b->bytes + b->reserved + cost > b->rule.memory && !must)
		return 0;
	for (i = 0; i < b->nleaves; i++) {
		if (bt_batch_know(b, i, &known, err) == -1)
			return -1;
		for (k = known.first; k < known.first + known.n; k++)
			if (want_leaf(b, b->ids[k], err) == -1)
				return -1;
	}
	return 1;
}

/* Is it the same as the one before?  Options are varied, too. */
static bool
is_repeated(struct bt_batch *b)
{
	size_t i, n = b->rule.maker->nparams;
	bool same = b->has_last;

	for (i = 0; i < n; i++) {
		same &= b->last[i] == b->params[i].value;
		b->last[i] = b->params[i].value;
	}
	b->has_last = true;
	return same;
}

int
bt_batch_prepare(struct bt_batch *b, bt_batch_set_fn *set, void *arg, size_t n,
    size_t *done, struct bt_err *err)
{
	bool any = false;
	int rc = 1;

	b->version++;
	b->has_last = false;
	b->npending = b->reserved = 0;
	start_again(b);
	for (*done = 0; *done < n; ++*done) {
		if (!set(arg, *done, b->params) || is_repeated(b))
			continue;
		if ((rc = prepare_set(b, !any, err)) != 1)
			break;
		any = true;
	}
	return rc == -1 ? -1 : bt_batch_compute(b, err);
}

struct bt_value *
bt_batch_params(struct bt_batch *b, size_t worker)
{
	return b->worker[worker].params;
}
