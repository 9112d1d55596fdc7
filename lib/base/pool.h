/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_POOL_H
#define BT_BASE_POOL_H

#include <stddef.h>

#include "lib/base/err.h"

/*
 * Threads for independent pieces of work, keyed by index.  Results belong
 * into slots of the caller's by index and are reduced in index order, so that
 * any number of threads gives the same bytes.
 */

/* Do piece i; worker (0 .. jobs - 1) picks scratch memory.  0 or -1. */
typedef int	bt_work_fn(void *arg, size_t i, size_t worker,
		    struct bt_err *);

/*
 * Call fn for i = 0 .. n - 1 on jobs threads (the caller's is one of them;
 * jobs 1 starts no thread) and wait.  After an error no new piece begins;
 * the error of the lowest failing index is reported.
 */
int	bt_pool_each(size_t jobs, size_t n, bt_work_fn *fn, void *arg,
	    struct bt_err *) BT_MUST_CHECK;

/* How many threads -j 0 means: the processors this process may use. */
size_t	bt_pool_processors(void);

#endif
