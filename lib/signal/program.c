/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "lib/signal/program.h"

const char *const bt_program_columns[] = { "open", "high", "low", "close",
    "volume", NULL };

#define BUCKETS 64	/* at first; a power of two */

struct bt_program *
bt_program_new(struct bt_err *err)
{
	struct bt_program *p;
	size_t i;

	if ((p = bt_calloc(1, sizeof(*p), err)) == NULL)
		return NULL;
	p->nbuckets = BUCKETS;
	p->bucket = bt_calloc(p->nbuckets, sizeof(*p->bucket), err);
	if (p->bucket == NULL || (p->arena = bt_arena_new(err)) == NULL) {
		bt_program_free(p);
		return NULL;
	}
	for (i = 0; i < p->nbuckets; i++)
		p->bucket[i] = BT_NODE_NONE;
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
	free(p->bucket);
	free(p);
}

static uint32_t *
bucket_of(const struct bt_program *p, uint32_t hash)
{
	return &p->bucket[hash & (p->nbuckets - 1)];
}

static void
link_node(struct bt_program *p, uint32_t i)
{
	uint32_t *head = bucket_of(p, p->nodes[i].hash);

	p->nodes[i].next = *head;
	*head = i;
}

struct bt_program_mark
bt_program_now(const struct bt_program *p)
{
	return (struct bt_program_mark){ p->n, p->nframes, p->nshared };
}

/* The latest is the head of its bucket, so taking it out is one step. */
void
bt_program_back(struct bt_program *p, const struct bt_program_mark *mark)
{
	for (; p->n > mark->n; p->n--)
		*bucket_of(p, p->nodes[p->n - 1].hash) =
		    p->nodes[p->n - 1].next;
	p->nframes = mark->nframes;
	p->nshared = mark->nshared;
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

/* A word at a time: few nodes, no adversary. */
static uint64_t
mix(uint64_t hash, const void *p, size_t words)
{
	const unsigned char *from = p;
	uint64_t word;

	for (; words-- > 0; from += sizeof(word)) {
		memcpy(&word, from, sizeof(word));
		hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
		hash ^= hash >> 29;
	}
	return hash;
}

static uint32_t
hash_of(const struct bt_node *node)
{
	const uint64_t head[2] = { (uint64_t)node->kind << 32 | node->frame,
	    (uint64_t)node->index << 8 | node->flag };
	const uint64_t row = (uintptr_t)node->row;
	uint64_t hash = mix(0, head, 2);

	hash = mix(hash, node->arg, sizeof(node->arg) / (sizeof(hash)));
	hash = mix(hash, node->k, sizeof(node->k) / sizeof(hash));
	hash = mix(hash, &node->value, 1);
	hash = mix(hash, &row, 1);
	return (uint32_t)(hash >> 32);
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

static uint32_t
find(const struct bt_program *p, const struct bt_node *want, uint32_t hash)
{
	uint32_t i;

	for (i = *bucket_of(p, hash); i != BT_NODE_NONE; i = p->nodes[i].next)
		if (p->nodes[i].hash == hash && is_same(&p->nodes[i], want))
			break;
	return i;
}

bool
bt_program_has(const struct bt_program *p, const struct bt_node *want)
{
	return find(p, want, hash_of(want)) != BT_NODE_NONE;
}

/* Twice the buckets; in the order of nodes, so that the latest are first. */
static int
spread(struct bt_program *p, struct bt_err *err)
{
	uint32_t *bucket = bt_realloc(p->bucket, 2 * p->nbuckets,
	    sizeof(*bucket), err);
	size_t i;

	if (bucket == NULL)
		return -1;
	p->bucket = bucket;
	p->nbuckets *= 2;
	for (i = 0; i < p->nbuckets; i++)
		bucket[i] = BT_NODE_NONE;
	for (i = 0; i < p->n; i++)
		link_node(p, (uint32_t)i);
	return 0;
}

/* hash is set. */
static int
add(struct bt_program *p, const struct bt_node *node, struct bt_err *err)
{
	if ((p->n == p->nbuckets && spread(p, err) == -1) ||
	    bt_grow(&p->nodes, &p->cap, p->n, sizeof(*p->nodes), err) == -1)
		return -1;
	p->nodes[p->n] = *node;
	link_node(p, (uint32_t)p->n++);
	return 0;
}

int
bt_program_intern(struct bt_program *p, const struct bt_node *want,
    uint32_t *node, struct bt_err *err)
{
	struct bt_node new;
	uint32_t hash = hash_of(want);

	if ((*node = find(p, want, hash)) != BT_NODE_NONE)
		return 0;
	new = *want;
	new.hash = hash;
	*node = (uint32_t)p->n;
	return add(p, &new, err);
}

int
bt_program_follow(struct bt_program *p, const struct bt_program *from,
    struct bt_err *err)
{
	while (p->n < from->n)
		if (add(p, &from->nodes[p->n], err) == -1)
			return -1;
	memcpy(p->frames, from->frames, sizeof(p->frames));
	p->nframes = from->nframes;
	for (; p->nshared < from->nshared; p->nshared++) {
		if (bt_grow(&p->shared, &p->shared_cap, p->nshared,
		    sizeof(*p->shared), err) == -1)
			return -1;
		p->shared[p->nshared] = from->shared[p->nshared];
	}
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
