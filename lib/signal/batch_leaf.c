/* SPDX-License-Identifier: ISC */
/* Which columns the sets of a batch share, told by their parameters. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/signal/batch_own.h"
#include "lib/signal/functions.h"

bool
bt_batch_is_leaf(const struct bt_node *node)
{
	const struct bt_function *f = node->row;

	if (node->kind != BT_NODE_CALL)
		return node->kind != BT_NODE_CONSTANT &&
		    node->kind != BT_NODE_COLUMN;
	if (node->arg[0] == BT_NODE_NONE)
		return true;
	return !f->by_row && !bt_crosses_has(f);
}

/* May the piece of an expression come to leaves, and to nothing above them? */
static bool
makes_leaf(const struct bt_expr *e)
{
	if (e->kind != BT_EXPR_CALL)
		return e->kind == BT_EXPR_PICK || (e->kind == BT_EXPR_NAME &&
		    e->function != NULL);
	return e->function == NULL || e->indicator != NULL ||
	    bt_functions_max(e->function) == 0 ||
	    (!e->function->by_row && !bt_crosses_has(e->function));
}

/* The parameters that a piece names, each once. */
static void
note_params(const struct bt_batch *b, const struct bt_expr *e,
    struct bt_batch_leaf *leaf)
{
	const struct bt_maker_rule *rule = b->rule.maker;
	size_t i, k;

	for (i = 0; e->kind == BT_EXPR_NAME && i < rule->nparams; i++) {
		if (!bt_span_like(e->name, rule->params[i].name))
			continue;
		for (k = 0; k < leaf->nparams; k++)
			if (leaf->param[k] == i)
				return;
		if (leaf->nparams < BT_BATCH_PARAMS)
			leaf->param[leaf->nparams] = i;
		leaf->nparams++;
		return;
	}
	for (i = 0; i < e->nargs; i++)
		note_params(b, e->arg[i], leaf);
}

static int
find_leaves(struct bt_batch *b, const struct bt_source *source,
    const struct bt_expr *e, struct bt_err *err)
{
	struct bt_batch_leaf *leaf;
	size_t i;

	if (!makes_leaf(e)) {
		for (i = 0; i < e->nargs; i++)
			if (find_leaves(b, source, e->arg[i], err) == -1)
				return -1;
		return 0;
	}
	if (bt_grow(&b->leaf, &b->leaf_cap, b->nleaves, sizeof(*b->leaf),
	    err) == -1)
		return -1;
	leaf = &b->leaf[b->nleaves++];
	*leaf = (struct bt_batch_leaf){ .source = source, .tree = e };
	note_params(b, e, leaf);
	return 0;
}

int
bt_batch_find_leaves(struct bt_batch *b, struct bt_err *err)
{
	const struct bt_output *out;
	size_t i;

	for (i = 0; i < b->maker->nout; i++) {
		out = &b->maker->out[i];
		if (out->role != BT_ROLES &&
		    find_leaves(b, &out->source, out->tree, err) == -1)
			return -1;
	}
	return 0;
}

/* A node just compiled, by its number: it has been moved to the tail. */
static const struct bt_node *
node_of(const struct bt_batch *b, uint32_t id)
{
	return id < b->first ? &b->maker->program->nodes[id] :
	    &b->tail[id - b->first];
}

/* A node of the tail, with all it needs, for good. */
static int
keep_node(struct bt_batch *b, uint32_t *id, struct bt_err *err)
{
	struct bt_program *p = b->maker->program;
	struct bt_node node;
	uint32_t *kept;
	size_t i;

	if (*id < b->first)
		return 0;
	kept = &b->kept[*id - b->first];
	if (*kept != BT_NODE_NONE) {
		*id = *kept;
		return 0;
	}
	node = *node_of(b, *id);
	for (i = 0; i < BT_NODE_ARGS; i++)
		if (node.arg[i] != BT_NODE_NONE &&
		    keep_node(b, &node.arg[i], err) == -1)
			return -1;
	if ((node.kind == BT_NODE_OTHER || node.kind == BT_NODE_RANK) &&
	    keep_node(b, &p->shared[node.index].node, err) == -1)
		return -1;
	if (bt_program_intern(p, &node, kept, err) == -1)
		return -1;
	*id = *kept;
	return 0;
}

/* As deep as the expression, which has a bound. */
static int
keep_leaves(struct bt_batch *b, uint32_t id, struct bt_err *err)
{
	struct bt_node node = *node_of(b, id);
	size_t i;

	if (bt_batch_is_leaf(&node)) {
		if (keep_node(b, &id, err) == -1 || bt_grow(&b->ids,
		    &b->ids_cap, b->nids, sizeof(*b->ids), err) == -1)
			return -1;
		b->ids[b->nids++] = id;
		return 0;
	}
	for (i = 0; i < BT_NODE_ARGS; i++)
		if (node.arg[i] != BT_NODE_NONE &&
		    keep_leaves(b, node.arg[i], err) == -1)
			return -1;
	return 0;
}

/* Move what was compiled since out of the program: little of it is kept. */
static int
take_tail(struct bt_batch *b, const struct bt_program_mark *since,
    struct bt_err *err)
{
	struct bt_program *p = b->maker->program;
	struct bt_program_mark now = bt_program_now(p);
	size_t n = p->n - since->n;

	if (n > b->tail_cap) {
		free(b->tail);
		free(b->kept);
		b->tail_cap = 0;
		b->tail = bt_calloc(2 * n, sizeof(*b->tail), err);
		b->kept = bt_calloc(2 * n, sizeof(*b->kept), err);
		if (b->tail == NULL || b->kept == NULL)
			return -1;
		b->tail_cap = 2 * n;
	}
	b->first = since->n;
	if (n > 0) {
		memcpy(b->tail, p->nodes + b->first, n * sizeof(*b->tail));
		memset(b->kept, 0xff, n * sizeof(*b->kept));
	}
	now.n = since->n;
	bt_program_back(p, &now);
	return 0;
}

/* Compile a piece and keep its leaves, as b->ids from known->first on. */
static int
compile_leaf(struct bt_batch *b, const struct bt_batch_leaf *leaf,
    struct bt_batch_known *known, struct bt_err *err)
{
	struct bt_program *p = b->maker->program;
	struct bt_program_mark since = bt_program_now(p);
	struct bt_err why = BT_ERR_INIT;
	uint32_t node;

	known->first = b->nids;
	/* What makes no sense will say so when it is made. */
	if (bt_compile_expr(p, leaf->source, leaf->tree, &b->maker->names, 0,
	    &node, &why) == -1) {
		bt_program_back(p, &since);
		return why.code == BT_EUSAGE ? 0 :
		    bt_err_set(err, why.code, "%s", why.text);
	}
	if (take_tail(b, &since, err) == -1 ||
	    keep_leaves(b, node, err) == -1)
		return -1;
	known->n = b->nids - known->first;
	return 0;
}

static uint64_t
hash_of(size_t leaf, const double *value)
{
	uint64_t hash = leaf + 1, word;
	size_t i;

	for (i = 0; i < BT_BATCH_PARAMS; i++) {
		memcpy(&word, &value[i], sizeof(word));
		hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
		hash ^= hash >> 29;
	}
	return hash;
}

/* The place of a key in the table, or where it belongs. */
static struct bt_batch_known *
place_of(const struct bt_batch *b, size_t leaf, const double *value)
{
	size_t mask = b->nknown_places - 1;
	size_t i = (size_t)hash_of(leaf, value) & mask;

	while (b->known[i].leaf != SIZE_MAX && (b->known[i].leaf != leaf ||
	    memcmp(b->known[i].value, value, sizeof(b->known[i].value)) != 0))
		i = (i + 1) & mask;
	return &b->known[i];
}

void
bt_batch_forget(struct bt_batch *b)
{
	size_t i;

	for (i = 0; i < b->nknown_places; i++)
		b->known[i].leaf = SIZE_MAX;
	b->nknown = b->nids = 0;
}

/* Twice the places, of which half are taken at most. */
static int
spread(struct bt_batch *b, struct bt_err *err)
{
	struct bt_batch_known *old = b->known;
	size_t i, n = b->nknown_places, places = n == 0 ? 64 : 2 * n;

	if ((b->known = bt_calloc(places, sizeof(*old), err)) == NULL) {
		b->known = old;
		return -1;
	}
	b->nknown_places = places;
	for (i = 0; i < places; i++)
		b->known[i].leaf = SIZE_MAX;
	for (i = 0; i < n; i++)
		if (old[i].leaf != SIZE_MAX)
			*place_of(b, old[i].leaf, old[i].value) = old[i];
	free(old);
	return 0;
}

int
bt_batch_know(struct bt_batch *b, size_t i, struct bt_batch_known *known,
    struct bt_err *err)
{
	const struct bt_batch_leaf *leaf = &b->leaf[i];
	struct bt_batch_known *place;
	size_t k;

	*known = (struct bt_batch_known){ .leaf = i };
	if (leaf->nparams > BT_BATCH_PARAMS)
		return compile_leaf(b, leaf, known, err);
	for (k = 0; k < leaf->nparams; k++)
		known->value[k] = b->params[leaf->param[k]].value;
	if (2 * b->nknown >= b->nknown_places && spread(b, err) == -1)
		return -1;
	place = place_of(b, i, known->value);
	if (place->leaf == SIZE_MAX) {
		if (compile_leaf(b, leaf, known, err) == -1)
			return -1;
		*place = *known;
		b->nknown++;
	}
	*known = *place;
	return 0;
}
