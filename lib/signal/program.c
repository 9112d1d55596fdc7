/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "lib/signal/program.h"

const char *const bt_program_columns[] = { "open", "high", "low", "close",
    "volume", NULL };

struct bt_program *
bt_program_new(struct bt_err *err)
{
	struct bt_program *p;
	size_t i;

	if ((p = bt_calloc(1, sizeof(*p), err)) == NULL)
		return NULL;
	for (i = 0; i < BT_PROGRAM_BUCKETS; i++)
		p->bucket[i] = BT_NODE_NONE;
	if ((p->arena = bt_arena_new(err)) == NULL) {
		free(p);
		return NULL;
	}
	return p;
}

void
bt_program_free(struct bt_program *p)
{
	if (p == NULL)
		return;
	bt_arena_free(p->arena);
	free(p->nodes);
	free(p->shared);
	free(p);
}

struct bt_node
bt_program_blank(enum bt_node_kind kind, char type)
{
	struct bt_node node = { .kind = kind, .type = type };
	size_t i;

	for (i = 0; i < BT_NODE_ARGS; i++)
		node.arg[i] = BT_NODE_NONE;
	return node;
}

/* FNV-1a: few nodes, short keys, no adversary. */
static uint32_t
mix(uint32_t hash, const void *p, size_t n)
{
	const unsigned char *byte = p;

	while (n-- > 0)
		hash = (hash ^ *byte++) * 16777619u;
	return hash;
}

static uint32_t
hash_of(const struct bt_node *node)
{
	uint32_t hash = 2166136261u;

	hash = mix(hash, &node->kind, sizeof(node->kind));
	hash = mix(hash, &node->frame, sizeof(node->frame));
	hash = mix(hash, &node->index, sizeof(node->index));
	hash = mix(hash, node->arg, sizeof(node->arg));
	hash = mix(hash, node->k, sizeof(node->k));
	hash = mix(hash, &node->value, sizeof(node->value));
	return mix(hash, &node->row, sizeof(node->row)) % BT_PROGRAM_BUCKETS;
}

/* Constants are compared by their bytes: NAN is NAN, and 0 is not -0. */
static bool
is_same(const struct bt_node *a, const struct bt_node *b)
{
	return a->kind == b->kind && a->type == b->type &&
	    a->flag == b->flag && a->frame == b->frame &&
	    a->index == b->index && a->row == b->row &&
	    memcmp(a->arg, b->arg, sizeof(a->arg)) == 0 &&
	    memcmp(a->k, b->k, sizeof(a->k)) == 0 &&
	    memcmp(&a->value, &b->value, sizeof(a->value)) == 0;
}

int
bt_program_intern(struct bt_program *p, const struct bt_node *want,
    uint32_t *node, struct bt_err *err)
{
	uint32_t *head = &p->bucket[hash_of(want)], i;

	for (i = *head; i != BT_NODE_NONE; i = p->nodes[i].next)
		if (is_same(&p->nodes[i], want)) {
			*node = i;
			return 0;
		}
	if (bt_grow(&p->nodes, &p->cap, p->n, sizeof(*p->nodes), err) == -1)
		return -1;
	p->nodes[p->n] = *want;
	p->nodes[p->n].next = *head;
	*head = *node = (uint32_t)p->n++;
	return 0;
}

int
bt_program_frame(struct bt_program *p, const struct bt_frame *want,
    uint32_t *frame, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < p->nframes; i++)
		if (p->frames[i].unit == want->unit &&
		    p->frames[i].n == want->n)
			break;
	if (i == BT_PROGRAM_FRAMES)
		return bt_err_set(err, BT_EUSAGE,
		    "more than %d different frames", BT_PROGRAM_FRAMES);
	if (i == p->nframes)
		p->frames[p->nframes++] = *want;
	*frame = (uint32_t)i + 1;
	return 0;
}

static bool
is_same_symbol(struct bt_span a, struct bt_span b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}

int
bt_program_share(struct bt_program *p, const struct bt_shared *want,
    uint32_t *index, struct bt_err *err)
{
	struct bt_shared *new;
	size_t i;

	for (i = 0; i < p->nshared; i++)
		if (p->shared[i].is_rank == want->is_rank &&
		    p->shared[i].node == want->node &&
		    is_same_symbol(p->shared[i].symbol, want->symbol)) {
			*index = (uint32_t)i;
			return 0;
		}
	if (bt_grow(&p->shared, &p->shared_cap, p->nshared,
	    sizeof(*p->shared), err) == -1)
		return -1;
	new = &p->shared[p->nshared];
	*new = *want;
	if (want->symbol.s != NULL) {
		new->symbol.s = bt_arena_strndup(p->arena, want->symbol.s,
		    want->symbol.n, err);
		if (new->symbol.s == NULL)
			return -1;
	}
	*index = (uint32_t)p->nshared++;
	return 0;
}
