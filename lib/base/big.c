/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE			/* mremap(), MADV_HUGEPAGE */
#include <sys/mman.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/big.h"
#include "lib/base/mem.h"

/* Before the caller's part, and as long as keeps that aligned. */
struct head {
	size_t	n;		/* bytes, with the head */
	size_t	mapped;		/* 0: plain memory */
};
#define HEAD ((size_t)64)

#if defined(MADV_HUGEPAGE) && defined(MREMAP_FIXED)

#define BIG ((size_t)1 << 20)
#define PAGE ((size_t)65536)	/* a multiple of the pages of any system */

static size_t
round_up(size_t n, size_t unit)
{
	return (n + unit - 1) / unit * unit;
}

/*
 * A stretch of n bytes, a multiple of huge pages, that begins on one: only
 * then are they used, and moved in one piece.  NULL if there is none.
 */
static char *
reserve(size_t n)
{
	size_t before;
	char *p;

	p = mmap(NULL, n + BT_BIG_PAGE, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		return NULL;
	before = (BT_BIG_PAGE - (uintptr_t)p % BT_BIG_PAGE) % BT_BIG_PAGE;
	if (before > 0)
		(void)munmap(p, before);
	(void)munmap(p + before + n, BT_BIG_PAGE - before);
	return p + before;
}

/* To n bytes what is mapped already. */
static char *
move(char *old, struct head *head, size_t n)
{
	const size_t less = round_up(n, PAGE), more = round_up(n, BT_BIG_PAGE);
	char *p;

	if (less <= head->mapped) {
		p = mremap(old, head->mapped, less, 0);
		head->mapped = less;
		return p == MAP_FAILED ? NULL : p;
	}
	if ((p = reserve(more)) == NULL)
		return NULL;
	if (mremap(old, head->mapped, more, MREMAP_MAYMOVE | MREMAP_FIXED,
	    p) != p) {
		(void)munmap(p, more);
		return NULL;
	}
	head->mapped = more;
	return p;
}

/* From plain memory to a map of n bytes. */
static char *
copy(char *old, struct head *head, size_t n)
{
	const size_t more = round_up(n, BT_BIG_PAGE);
	char *p;

	if ((p = reserve(more)) == NULL)
		return NULL;
	bt_big_wish(p, more);
	if (old != NULL)
		memcpy(p, old, head->n);
	free(old);
	head->mapped = more;
	return p;
}

static char *
resize(char *old, struct head *head, size_t n)
{
	if (head->mapped > 0)
		return move(old, head, n);
	return n < BIG ? realloc(old, n) : copy(old, head, n);
}

static void
give_back(char *base, size_t mapped)
{
	if (mapped == 0)
		free(base);
	else
		(void)munmap(base, mapped);
}

void
bt_big_wish(void *p, size_t n)
{
	(void)madvise(p, n, MADV_HUGEPAGE);
}

#else

static void
give_back(char *base, size_t mapped)
{
	(void)mapped;
	free(base);
}

static char *
resize(char *old, struct head *head, size_t n)
{
	(void)head;
	return realloc(old, n);
}

void
bt_big_wish(void *p, size_t n)
{
	(void)p;
	(void)n;
}

#endif

void *
bt_big_resize(void *old, size_t n, size_t size, struct bt_err *err)
{
	char *base = old == NULL ? NULL : (char *)old - HEAD;
	struct head head = { 0, 0 };

	if (base != NULL)
		memcpy(&head, base, sizeof(head));
	if ((size != 0 && n > (PTRDIFF_MAX - 2 * BT_BIG_PAGE) / size) ||
	    bt_fault_hit("alloc") || (base = resize(base, &head,
	    n * size + HEAD)) == NULL) {
		(void)bt_err_set(err, BT_ESYS,
		    "out of memory: want %zu times %zu bytes", n, size);
		return NULL;
	}
	head.n = n * size + HEAD;
	memcpy(base, &head, sizeof(head));
	return base + HEAD;
}

void
bt_big_free(void *p)
{
	struct head head;

	if (p == NULL)
		return;
	memcpy(&head, (char *)p - HEAD, sizeof(head));
	give_back((char *)p - HEAD, head.mapped);
}
