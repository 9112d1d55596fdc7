/* SPDX-License-Identifier: ISC */
/* What a batch computes: shared columns, and a set's own. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/clones.h"
#include "lib/base/mem.h"
#include "lib/base/pool.h"
#include "lib/signal/batch_own.h"

#define CHUNK 4		/* leaves that are computed together */

/* Some of the pending leaves, on their way to their columns. */
struct chunk {
	struct bt_batch	*b;
	const uint32_t	*leaf;
	size_t		 n;
};

static int
keep_leaves(void *arg, size_t symbol, const struct bt_column *root,
    struct bt_err *err)
{
	const struct chunk *k = arg;
	struct bt_batch *b = k->b;
	size_t i, row, n = b->bars[symbol].n;
	uint8_t *c;
	double *x;

	(void)err;
	for (i = 0; i < k->n; i++)
		if (root[i].c != NULL) {
			c = b->given.c[k->leaf[i]] + b->begin[symbol];
			for (row = 0; row < n; row++)
				c[row] = root[i].c[row * root[i].step];
		} else {
			x = b->given.x[k->leaf[i]] + b->begin[symbol];
			for (row = 0; row < n; row++)
				x[row] = root[i].x[row * root[i].step];
		}
	return 0;
}

static int
have_leaf(struct bt_batch *b, uint32_t id, struct bt_err *err)
{
	const struct bt_node *node = &b->maker->program->nodes[id];

	if (node->type == 'x')
		b->given.x[id] = bt_column(b->rows, err);
	else
		b->given.c[id] = bt_calloc(b->rows, 1, err);
	return bt_given_has(&b->given, id) ? 0 : -1;
}

/*
 * A leaf that cannot be computed (a symbol that is not there) is none: making
 * the set will say why.
 */
static int
compute_chunk(struct bt_batch *b, size_t from, size_t n, size_t jobs,
    struct bt_err *err)
{
	struct chunk k = { b, b->pending + from, n };
	struct bt_eval eval = { b->maker->program, b->bars, b->nsymbols,
	    &b->line, jobs };
	struct bt_err why = BT_ERR_INIT;
	size_t i;
	int rc = 0;

	for (i = 0; i < n && rc == 0; i++)
		rc = have_leaf(b, k.leaf[i], &why);
	if (rc == 0)
		rc = bt_eval_each(&eval, k.leaf, n, keep_leaves, &k, &why);
	if (rc == 0)
		return 0;
	for (i = 0; i < n; i++) {
		free(b->given.x[k.leaf[i]]);
		free(b->given.c[k.leaf[i]]);
		b->given.x[k.leaf[i]] = NULL;
		b->given.c[k.leaf[i]] = NULL;
	}
	return why.code == BT_EUSAGE ? 0 :
	    bt_err_set(err, why.code, "%s", why.text);
}

static int
compute_piece(void *arg, size_t piece, size_t worker, struct bt_err *err)
{
	struct bt_batch *b = arg;
	size_t left = b->npending - piece * CHUNK;

	(void)worker;
	return compute_chunk(b, piece * CHUNK, left < CHUNK ? left : CHUNK, 1,
	    err);
}

/* Threads by symbol where there are many, else by leaf. */
int
bt_batch_compute(struct bt_batch *b, struct bt_err *err)
{
	size_t i, left, pieces = (b->npending + CHUNK - 1) / CHUNK;
	int rc = 0;

	if (b->nsymbols < 4 * b->rule.jobs)
		rc = bt_pool_each(b->rule.jobs, pieces, compute_piece, b, err);
	else
		for (i = 0; i < b->npending && rc == 0; i += CHUNK) {
			left = b->npending - i;
			rc = compute_chunk(b, i, left < CHUNK ? left : CHUNK,
			    b->rule.jobs, err);
		}
	for (i = 0; i < b->npending; i++) {
		if (b->given.x[b->pending[i]] != NULL)
			b->bytes += b->rows * sizeof(double);
		if (b->given.c[b->pending[i]] != NULL)
			b->bytes += b->rows;
	}
	return rc;
}

int
bt_batch_worker_init(const struct bt_batch *b, struct bt_batch_worker *w,
    struct bt_err *err)
{
	struct bt_maker_rule rule = *b->rule.maker;
	size_t n = rule.nparams;

	w->params = bt_calloc(n, sizeof(*w->params), err);
	w->last = bt_calloc(n, sizeof(*w->last), err);
	w->roots = bt_calloc(b->nroots, sizeof(*w->roots), err);
	w->made = bt_calloc(b->nsymbols, sizeof(*w->made), err);
	if (w->params == NULL || w->last == NULL || w->roots == NULL ||
	    w->made == NULL)
		return -1;
	if (n > 0)
		memcpy(w->params, rule.params, n * sizeof(*w->params));
	rule.params = w->params;
	if ((w->maker = bt_maker_new(&rule, err)) == NULL)
		return -1;
	w->eval = (struct bt_eval){ w->maker->program, b->bars, b->nsymbols,
	    &b->line, 1 };
	w->worker = bt_worker_new(&w->eval, NULL, err);
	return w->worker == NULL ? -1 : 0;
}

void
bt_batch_worker_free(struct bt_batch_worker *w)
{
	size_t i;

	bt_worker_free(w->worker);
	bt_eval_plan_free(&w->plan);
	bt_maker_free(w->maker);
	for (i = 0; i < BT_ROLES; i++)
		free(w->x[i]);
	free(w->codes);
	free(w->params);
	free(w->last);
	free(w->roots);
	free(w->made);
}

/* A set's roots of one symbol, on their way to its columns. */
struct making {
	const struct bt_batch	*b;
	struct bt_batch_worker	*w;
};

/* Flags are 0 or 1. */
BT_CLONES static void
join_flags(uint8_t *restrict codes, const uint8_t *restrict flags,
    uint8_t bit, size_t n)
{
	size_t i, k;

	for (i = 0; i + 32 <= n; i += 32)
		for (k = 0; k < 32; k++)
			codes[i + k] |= (uint8_t)(flags[i + k] * bit);
	for (; i < n; i++)
		codes[i] |= (uint8_t)(flags[i] * bit);
}

static void
join_codes(uint8_t *codes, const struct bt_column *root, uint8_t bit,
    size_t n)
{
	size_t i;

	if (root->step != 0)
		join_flags(codes, root->c, bit, n);
	else
		for (i = 0; i < n; i++)
			codes[i] |= (uint8_t)(*root->c * bit);
}

/* Does the column outlive the evaluation? */
static bool
is_stable(const struct bt_batch_worker *w, uint32_t root)
{
	return bt_given_has(w->given, root) ||
	    w->maker->program->nodes[root].kind == BT_NODE_COLUMN;
}

static int
keep_role(struct making *m, enum bt_role role, uint32_t root, size_t symbol,
    const struct bt_column *from, struct bt_err *err)
{
	struct bt_batch_worker *w = m->w;
	size_t i, n = m->b->bars[symbol].n;
	double *x;

	if (is_stable(w, root)) {
		w->made[symbol].x[role] = from->x;
		return 0;
	}
	if (w->x[role] == NULL &&
	    (w->x[role] = bt_column(m->b->rows, err)) == NULL)
		return -1;
	x = w->x[role] + m->b->begin[symbol];
	for (i = 0; i < n; i++)
		x[i] = from->x[i * from->step];
	w->made[symbol].x[role] = x;
	return 0;
}

static int
take(void *arg, size_t symbol, const struct bt_column *root,
    struct bt_err *err)
{
	struct making *m = arg;
	struct bt_batch_worker *w = m->w;
	const struct bt_maker *maker = w->maker;
	size_t k, n = m->b->bars[symbol].n;
	uint8_t *codes = NULL;

	w->made[symbol] = (struct bt_made){ NULL, { NULL } };
	if (maker->nverbs > 0) {
		if (w->codes == NULL && (w->codes = bt_calloc(m->b->rows, 1,
		    err)) == NULL)
			return -1;
		codes = w->codes + m->b->begin[symbol];
		memset(codes, 0, n);
		w->made[symbol].codes = codes;
	}
	for (k = 0; k < maker->nverbs; k++)
		join_codes(codes, &root[k],
		    bt_roles[maker->out[k].role].code, n);
	for (; k < m->b->nroots; k++)
		if (keep_role(m, maker->out[k].role, w->roots[k], symbol,
		    &root[k], err) == -1)
			return -1;
	return 0;
}

/* The program as it is shared, and the set's nodes behind. */
static int
compile(const struct bt_batch *b, struct bt_batch_worker *w,
    struct bt_err *err)
{
	const struct bt_program *shared = b->maker->program;
	struct bt_program *p = w->maker->program;
	struct bt_program_mark mark = { 0 };
	size_t k;

	if (w->program_of == b->age)
		mark = w->followed;
	bt_program_back(p, &mark);
	if (bt_program_follow(p, shared, err) == -1)
		return -1;
	w->program_of = b->age;
	w->followed = bt_program_now(p);
	if (bt_maker_compile(w->maker, b->rule.market, NULL, 0, err) == -1)
		return -1;
	for (k = 0; k < b->nroots; k++)
		w->roots[k] = w->maker->out[k].root;
	return 0;
}

static bool
lacks(const struct bt_batch *b, const struct bt_program *p, uint32_t id)
{
	const struct bt_node *node = &p->nodes[id];
	size_t i;

	if (bt_batch_is_leaf(node))
		return !bt_given_has(&b->given, id);
	for (i = 0; i < BT_NODE_ARGS; i++)
		if (node->arg[i] != BT_NODE_NONE && lacks(b, p, node->arg[i]))
			return true;
	return false;
}

/* All leaves are there: what is left is little. */
static int
make_rest(const struct bt_batch *b, struct bt_batch_worker *w,
    struct bt_err *err)
{
	struct making m = { b, w };
	size_t i;

	w->given = &b->given;
	if (bt_eval_plan_make(&w->plan, w->maker->program, w->roots, b->nroots,
	    w->given, err) == -1)
		return -1;
	for (i = 0; i < b->nsymbols; i++)
		if (bt_worker_run(w->worker, &w->plan, w->given, i, take, &m,
		    err) == -1)
			return -1;
	return 0;
}

static int
make_all(const struct bt_batch *b, struct bt_batch_worker *w,
    struct bt_err *err)
{
	struct making m = { b, w };

	w->given = NULL;
	return bt_eval_each(&w->eval, w->roots, b->nroots, take, &m, err);
}

static bool
is_made(const struct bt_batch *b, const struct bt_batch_worker *w)
{
	size_t i;

	if (w->made_at != b->version)
		return false;
	for (i = 0; i < b->rule.maker->nparams; i++)
		if (w->last[i] != w->params[i].value)
			return false;
	return true;
}

const struct bt_made *
bt_batch_make(struct bt_batch *b, size_t worker, struct bt_err *err)
{
	struct bt_batch_worker *w = &b->worker[worker];
	bool missing = false;
	size_t i;
	int rc;

	if (is_made(b, w))
		return w->made;
	w->made_at = 0;
	if (compile(b, w, err) == -1)
		return NULL;
	for (i = 0; i < b->nroots && !missing; i++)
		missing = lacks(b, w->maker->program, w->roots[i]);
	rc = missing ? make_all(b, w, err) : make_rest(b, w, err);
	if (rc == -1)
		return NULL;
	w->made_at = b->version;
	for (i = 0; i < b->rule.maker->nparams; i++)
		w->last[i] = w->params[i].value;
	return w->made;
}
