/* SPDX-License-Identifier: ISC */
/* Values that symbols share, then every symbol on its own. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/pool.h"
#include "lib/signal/eval_worker.h"

struct run {
	const struct bt_eval	*eval;
	struct bt_shared_value	*shared;	/* as program->shared */
	struct bt_worker	**worker;	/* one a thread, if used */
	const struct bt_eval_plan *plan;
	bt_eval_fn		*fn;
	void			*arg;
};

/* One symbol's value at one time, on its way to a rank. */
struct ranked {
	double	 value;
	double	*place;		/* where the value is and the rank goes */
};

static int
run_symbol(void *arg, size_t i, size_t worker, struct bt_err *err)
{
	struct run *run = arg;

	if (run->worker[worker] == NULL) {
		run->worker[worker] = bt_worker_new(run->eval, run->shared,
		    err);
		if (run->worker[worker] == NULL)
			return -1;
	}
	return bt_worker_run(run->worker[worker], run->plan, NULL, i, run->fn,
	    run->arg, err);
}

static int
run_all(struct run *run, const uint32_t *roots, size_t nroots,
    bt_eval_fn *fn, void *arg, struct bt_err *err)
{
	struct bt_eval_plan plan = { 0 };
	int status;

	run->plan = &plan;
	run->fn = fn;
	run->arg = arg;
	status = bt_eval_plan_make(&plan, run->eval->program, roots, nroots,
	    NULL, err);
	if (status == 0)
		status = bt_pool_each(run->eval->jobs, run->eval->nsymbols,
		    run_symbol, run, err);
	bt_eval_plan_free(&plan);
	return status;
}

/* What keep_column() fills: one shared value of one run. */
struct keeper {
	const struct bt_eval	*eval;
	struct bt_shared_value	*value;
};

static int
keep_column(void *arg, size_t symbol, const struct bt_column *root,
    struct bt_err *err)
{
	struct keeper *k = arg;
	size_t i, n = k->eval->bars[symbol].n;

	if (root->c != NULL) {
		k->value->c[symbol] = bt_calloc(n, 1, err);
		if (k->value->c[symbol] == NULL)
			return -1;
		for (i = 0; i < n; i++)
			k->value->c[symbol][i] = root->c[i * root->step];
		return 0;
	}
	if ((k->value->x[symbol] = bt_column(n, err)) == NULL)
		return -1;
	for (i = 0; i < n; i++)
		k->value->x[symbol][i] = root->x[i * root->step];
	return 0;
}

static int
descending(const void *va, const void *vb)
{
	const struct ranked *a = va, *b = vb;

	return (a->value < b->value) - (a->value > b->value);
}

/* 1 = highest; equals share the mean of their ranks. */
static void
rank_one_time(struct ranked *row, size_t n)
{
	size_t i, end, k;

	qsort(row, n, sizeof(*row), descending);
	for (i = 0; i < n; i = end) {
		for (end = i + 1; end < n && row[end].value == row[i].value;
		    end++)
			continue;
		for (k = i; k < end; k++)
			*row[k].place = (double)(i + 1 + end) / 2;
	}
}

static void
rank_alone(const struct bt_eval *eval, struct bt_shared_value *value)
{
	size_t i;

	for (i = 0; eval->nsymbols == 1 && i < eval->bars[0].n; i++)
		if (!isnan(value->x[0][i]))
			value->x[0][i] = 1;
}

static int
rank_all(const struct bt_eval *eval, struct bt_shared_value *value,
    struct bt_err *err)
{
	const struct bt_timeline *line = eval->timeline;
	struct ranked *row;
	double *place;
	size_t s, e, n;

	if (eval->nsymbols <= 1) {
		rank_alone(eval, value);
		return 0;
	}
	if ((row = bt_calloc(eval->nsymbols, sizeof(*row), err)) == NULL)
		return -1;
	for (s = 0; s < line->steps; s++) {
		n = 0;
		for (e = line->first[s]; e < line->first[s + 1]; e++) {
			/* The timeline may know more bars than we may see. */
			if (line->bar[e] >= eval->bars[line->symbol[e]].n)
				continue;
			place = value->x[line->symbol[e]] + line->bar[e];
			if (!isnan(*place))
				row[n++] = (struct ranked){ *place, place };
		}
		rank_one_time(row, n);
	}
	free(row);
	return 0;
}

static int
find_symbol(const struct bt_eval *eval, struct bt_span name, size_t *symbol,
    struct bt_err *err)
{
	for (*symbol = 0; *symbol < eval->nsymbols; ++*symbol)
		if (bt_span_is(name, eval->bars[*symbol].symbol))
			return 0;
	return bt_err_set(err, BT_EUSAGE, "sym(\"%.*s\", ...): the input has "
	    "no symbol '%.*s'", BT_SPAN(name), BT_SPAN(name));
}

static int
share(struct run *run, size_t i, struct bt_err *err)
{
	const struct bt_eval *eval = run->eval;
	const struct bt_shared *of = &eval->program->shared[i];
	struct bt_shared_value *value = &run->shared[i];
	struct keeper keeper = { eval, value };
	struct bt_eval_plan plan = { 0 };
	int status;

	value->x = bt_calloc(eval->nsymbols, sizeof(*value->x), err);
	value->c = bt_calloc(eval->nsymbols, sizeof(*value->c), err);
	if (value->x == NULL || value->c == NULL)
		return -1;
	if (of->is_rank)
		return run_all(run, &of->node, 1, keep_column, &keeper,
		    err) == -1 ? -1 : rank_all(eval, value, err);
	if (find_symbol(eval, of->symbol, &value->symbol, err) == -1)
		return -1;
	run->plan = &plan;
	run->fn = keep_column;
	run->arg = &keeper;
	status = bt_eval_plan_make(&plan, eval->program, &of->node, 1, NULL,
	    err);
	if (status == 0)
		status = run_symbol(run, value->symbol, 0, err);
	bt_eval_plan_free(&plan);
	return status;
}

static void
free_run(struct run *run)
{
	size_t i, s;

	for (i = 0; run->worker != NULL && i < run->eval->jobs; i++)
		bt_worker_free(run->worker[i]);
	for (i = 0; run->shared != NULL &&
	    i < run->eval->program->nshared; i++) {
		for (s = 0; s < run->eval->nsymbols; s++) {
			if (run->shared[i].x != NULL)
				free(run->shared[i].x[s]);
			if (run->shared[i].c != NULL)
				free(run->shared[i].c[s]);
		}
		free(run->shared[i].x);
		free(run->shared[i].c);
	}
	free(run->worker);
	free(run->shared);
}

/* Those among the nodes that are of another place. */
static void
note_shared(const struct bt_program *p, const struct bt_eval_plan *plan,
    uint8_t *needed)
{
	const struct bt_node *node;
	size_t i;

	for (i = 0; i < plan->n; i++) {
		node = &p->nodes[plan->order[i]];
		if (node->kind == BT_NODE_OTHER || node->kind == BT_NODE_RANK)
			needed[node->index] = 1;
	}
}

/* Which shared values do the roots need?  They need only earlier ones. */
static int
find_shared(const struct bt_program *p, const uint32_t *roots, size_t nroots,
    uint8_t *needed, struct bt_err *err)
{
	struct bt_eval_plan plan = { 0 };
	size_t i;
	int rc;

	rc = bt_eval_plan_make(&plan, p, roots, nroots, NULL, err);
	for (i = p->nshared; rc == 0; ) {
		note_shared(p, &plan, needed);
		while (i > 0 && !needed[i - 1])
			i--;
		if (i-- == 0)
			break;
		rc = bt_eval_plan_make(&plan, p, &p->shared[i].node, 1, NULL,
		    err);
	}
	bt_eval_plan_free(&plan);
	return rc;
}

static int
share_all(struct run *run, const uint32_t *roots, size_t nroots,
    struct bt_err *err)
{
	const struct bt_program *p = run->eval->program;
	uint8_t *needed;
	size_t i;
	int rc;

	if (p->nshared == 0)
		return 0;
	if ((needed = bt_calloc(p->nshared, 1, err)) == NULL)
		return -1;
	rc = find_shared(p, roots, nroots, needed, err);
	for (i = 0; i < p->nshared && rc == 0; i++)
		if (needed[i])
			rc = share(run, i, err);
	free(needed);
	return rc;
}

int
bt_eval_each(const struct bt_eval *eval, const uint32_t *roots,
    size_t nroots, bt_eval_fn *fn, void *arg, struct bt_err *err)
{
	struct run run = { .eval = eval };
	int status = 0;

	run.worker = bt_calloc(eval->jobs, sizeof(*run.worker), err);
	run.shared = bt_calloc(eval->program->nshared, sizeof(*run.shared),
	    err);
	if (run.worker == NULL || run.shared == NULL)
		status = -1;
	if (status == 0)
		status = share_all(&run, roots, nroots, err);
	if (status == 0)
		status = run_all(&run, roots, nroots, fn, arg, err);
	free_run(&run);
	return status;
}

struct bt_bars *
bt_eval_bars(const struct bt_market *market, struct bt_err *err)
{
	size_t i, n = bt_market_symbols(market);
	struct bt_bars *bars;

	if ((bars = bt_calloc(n, sizeof(*bars), err)) == NULL)
		return NULL;
	for (i = 0; i < n; i++)
		bars[i] = *bt_market_bars(market, i);
	return bars;
}

bool
bt_eval_wants_timeline(const struct bt_program *p)
{
	size_t i;

	for (i = 0; i < p->nshared; i++)
		if (p->shared[i].is_rank)
			return true;
	return false;
}
