/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_MEM_H
#define BT_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"

/*
 * Checked memory.  Every allocation of the project goes through here: sizes
 * are multiplied with overflow checks, failure is BT_ESYS in *err, and a test
 * can make the n-th allocation fail (bt_fault_set).
 */

/* n * size bytes, zeroed; n or size 0 gives a pointer that free() takes. */
void	*bt_calloc(size_t n, size_t size, struct bt_err *) BT_MUST_CHECK;

/* Resize to n * size bytes; on failure p is untouched and still owned. */
void	*bt_realloc(void *p, size_t n, size_t size, struct bt_err *)
	    BT_MUST_CHECK;

/*
 * Room for one more element of an array: when used == *cap, *cap doubles
 * (from 16) and the array moves.  *array is a pointer to the array pointer.
 *
 *	if (bt_grow(&v, &cap, n, sizeof(*v), err) == -1)
 *		return -1;
 *	v[n++] = x;
 */
int	bt_grow(void *array, size_t *cap, size_t used, size_t size,
	    struct bt_err *) BT_MUST_CHECK;

char	*bt_strdup(const char *s, struct bt_err *) BT_MUST_CHECK;
char	*bt_strndup(const char *s, size_t n, struct bt_err *) BT_MUST_CHECK;

/* n * size bytes, uninitialised, 64-byte aligned; free() with free. */
void	*bt_aligned(size_t n, size_t size, struct bt_err *) BT_MUST_CHECK;

/* An uninitialised column of n doubles, 64-byte aligned; free() with free. */
double	*bt_column(size_t n, struct bt_err *) BT_MUST_CHECK;

/*
 * An arena: many small things that live and die together.  Nothing in it is
 * freed alone.  Memory is aligned for any type and zeroed.
 */
struct bt_arena;

struct bt_arena	*bt_arena_new(struct bt_err *) BT_MUST_CHECK;
void		 bt_arena_free(struct bt_arena *);	/* NULL is fine */
void		*bt_arena_alloc(struct bt_arena *, size_t n, size_t size,
		    struct bt_err *) BT_MUST_CHECK;
char		*bt_arena_strndup(struct bt_arena *, const char *s, size_t n,
		    struct bt_err *) BT_MUST_CHECK;

/*
 * Faults for tests, the only state of the library that is not passed as an
 * argument.  spec is "alloc:N" (the N-th allocation from now fails) or
 * "write:N" (the N-th write to an output fails with ENOSPC), N from 1; NULL
 * switches faults off.  Returns -1 if spec is not understood.
 */
int	bt_fault_set(const char *spec, struct bt_err *);

/* Used by allocation and output code: is this the call that shall fail? */
bool	bt_fault_hit(const char *kind);

/* The fault set last has struck: a test that never meets it proves nothing. */
bool	bt_fault_spent(void);

#endif
