/* SPDX-License-Identifier: ISC */
#include <stdalign.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/big.h"
#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/str.h"

#define ALIGN 64			/* a cache line, the widest vector */
#define CHUNK 65536			/* what an arena asks for at a time */

/*
 * The fault to come.  left counts down from N to 0, where the fault strikes;
 * below that it never does again.  Atomic, for threads allocate too.
 */
static const char *const kinds[] = { "alloc", "write" };
#define NKINDS (sizeof(kinds) / sizeof(kinds[0]))

static struct {
	atomic_bool	armed;
	atomic_size_t	kind;
	atomic_llong	left;
} fault;

int
bt_fault_set(const char *spec, struct bt_err *err)
{
	struct bt_span rest, kind;
	long long n;
	size_t k;

	atomic_store(&fault.armed, false);
	atomic_store(&fault.left, 1);
	if (spec == NULL)
		return 0;
	rest = bt_span(spec);
	(void)bt_span_cut(&rest, ':', &kind);
	for (k = 0; k < NKINDS && !bt_span_is(kind, kinds[k]); k++)
		continue;
	if (k == NKINDS || rest.s == NULL || bt_num_parse_int(rest.s, rest.n,
	    1, INT64_MAX, &n) == -1)
		return bt_err_set(err, BT_EUSAGE,
		    "fault: want 'alloc:N' or 'write:N', got '%s'", spec);
	atomic_store(&fault.kind, k);
	atomic_store(&fault.left, n);
	atomic_store(&fault.armed, true);
	return 0;
}

bool
bt_fault_hit(const char *kind)
{
	if (!atomic_load_explicit(&fault.armed, memory_order_relaxed))
		return false;
	if (strcmp(kind, kinds[atomic_load(&fault.kind)]) != 0)
		return false;
	return atomic_fetch_sub(&fault.left, 1) == 1;
}

bool
bt_fault_spent(void)
{
	return atomic_load(&fault.armed) && atomic_load(&fault.left) <= 0;
}

static void *
refuse(size_t n, size_t size, struct bt_err *err)
{
	(void)bt_err_set(err, BT_ESYS,
	    "out of memory: want %zu times %zu bytes", n, size);
	return NULL;
}

/* n * size in *total, at least 1; false if no object can be that large. */
static bool
product(size_t n, size_t size, size_t *total)
{
	if (size != 0 && n > (PTRDIFF_MAX - ALIGN) / size)
		return false;
	*total = n * size;
	if (*total == 0)
		*total = 1;
	return true;
}

void *
bt_calloc(size_t n, size_t size, struct bt_err *err)
{
	size_t total;
	void *p;

	if (!product(n, size, &total) || bt_fault_hit("alloc") ||
	    (p = calloc(1, total)) == NULL)
		return refuse(n, size, err);
	return p;
}

void *
bt_realloc(void *old, size_t n, size_t size, struct bt_err *err)
{
	size_t total;
	void *p;

	if (!product(n, size, &total) || bt_fault_hit("alloc") ||
	    (p = realloc(old, total)) == NULL)
		return refuse(n, size, err);
	return p;
}

int
bt_grow(void *array, size_t *cap, size_t used, size_t size, struct bt_err *err)
{
	size_t want;
	void *p;

	if (used < *cap)
		return 0;
	want = *cap < 16 ? 16 : *cap * 2;	/* overflow: refused below */
	if (want < *cap) {
		(void)refuse(*cap, size, err);
		return -1;
	}
	memcpy(&p, array, sizeof(p));
	if ((p = bt_realloc(p, want, size, err)) == NULL)
		return -1;
	memcpy(array, &p, sizeof(p));
	*cap = want;
	return 0;
}

char *
bt_strndup(const char *s, size_t n, struct bt_err *err)
{
	char *p;

	if ((p = bt_calloc(n + 1, 1, err)) != NULL && n > 0)
		memcpy(p, s, n);
	return p;
}

char *
bt_strdup(const char *s, struct bt_err *err)
{
	return bt_strndup(s, strlen(s), err);
}

void *
bt_aligned(size_t n, size_t size, struct bt_err *err)
{
	size_t total, align = ALIGN;
	void *p;

	if (!product(n, size, &total) || bt_fault_hit("alloc"))
		return refuse(n, size, err);
	if (total >= 2 * BT_BIG_PAGE)
		align = BT_BIG_PAGE;
	if ((p = aligned_alloc(align, (total + align - 1) / align * align)) ==
	    NULL)
		return refuse(n, size, err);
	if (align == BT_BIG_PAGE)
		bt_big_wish(p, total);
	return p;
}

double *
bt_column(size_t n, struct bt_err *err)
{
	return bt_aligned(n, sizeof(double), err);
}

/* Chunks are calloc'ed, so that what they hand out is zero already. */
struct chunk {
	struct chunk		*next;
	alignas(max_align_t) char data[];
};

struct bt_arena {
	struct chunk	*chunks;
	char		*free;		/* in the first chunk */
	size_t		 left;
};

struct bt_arena *
bt_arena_new(struct bt_err *err)
{
	return bt_calloc(1, sizeof(struct bt_arena), err);
}

void
bt_arena_free(struct bt_arena *a)
{
	struct chunk *c, *next;

	if (a == NULL)
		return;
	for (c = a->chunks; c != NULL; c = next) {
		next = c->next;
		free(c);
	}
	free(a);
}

/*
 * What is too large for a chunk gets one of its own, put behind the first,
 * so that the room left in that is not lost.
 */
static void *
own_chunk(struct bt_arena *a, size_t total, struct bt_err *err)
{
	struct chunk *c;

	if ((c = bt_calloc(1, sizeof(*c) + total, err)) == NULL)
		return NULL;
	if (a->chunks != NULL) {
		c->next = a->chunks->next;
		a->chunks->next = c;
	} else
		a->chunks = c;
	return c->data;
}

void *
bt_arena_alloc(struct bt_arena *a, size_t n, size_t size, struct bt_err *err)
{
	const size_t unit = alignof(max_align_t);
	struct chunk *c;
	size_t total;
	void *p;

	if (!product(n, size, &total))
		return refuse(n, size, err);
	total = (total + unit - 1) / unit * unit;
	if (total > a->left && total > CHUNK / 4)
		return own_chunk(a, total, err);
	if (total > a->left) {
		if ((c = bt_calloc(1, sizeof(*c) + CHUNK, err)) == NULL)
			return NULL;
		c->next = a->chunks;
		a->chunks = c;
		a->free = c->data;
		a->left = CHUNK;
	}
	p = a->free;
	a->free += total;
	a->left -= total;
	return p;
}

char *
bt_arena_strndup(struct bt_arena *a, const char *s, size_t n,
    struct bt_err *err)
{
	char *p;

	if ((p = bt_arena_alloc(a, n + 1, 1, err)) != NULL && n > 0)
		memcpy(p, s, n);
	return p;
}
