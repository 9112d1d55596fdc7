/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_CACHE_H
#define BT_SWEEP_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

/*
 * Results of runs on disk, found by what was run.  A cache is a directory; its
 * files are records of one size, only ever appended to, each with a checksum.
 * A file holds what was measured in one way on one set of inputs, which is
 * the hash that names it, and stands alone: any of them may be deleted at any
 * time.  Many processes may use one; what is damaged or cut off is not found,
 * and counted.  A cache that cannot be read or written never ends a sweep.
 *
 *	c = bt_cache_open("cache", base, nbase, nvalues, err);
 *	if (!bt_cache_get(c, key, &run, values))
 *		bt_cache_put(c, key, &run, values);
 *	bt_cache_flush(c);			once a batch
 *	bt_cache_free(c);
 */
#define BT_CACHE_KEY 16
#define BT_CACHE_REASON 160

struct bt_cache_run {
	uint32_t	 status;
	bool		 has_reason;
	char		 reason[BT_CACHE_REASON];	/* NUL-terminated */
};

struct bt_cache;

/*
 * base says in which way was measured on what; nvalues numbers are kept of a
 * run.  Makes the directory if there is none; -1 only if that, or the file in
 * it, cannot be opened.
 */
struct bt_cache	*bt_cache_open(const char *dir, const void *base,
		    size_t nbase, size_t nvalues, struct bt_err *)
		    BT_MUST_CHECK;
void		 bt_cache_free(struct bt_cache *);	/* NULL is fine */

/* Is it there?  Then run and values are what was put. */
bool	bt_cache_get(struct bt_cache *, const unsigned char key[BT_CACHE_KEY],
	    struct bt_cache_run *, double *values);

/* Keep it, unless it is there.  On disk after the next flush. */
void	bt_cache_put(struct bt_cache *, const unsigned char key[BT_CACHE_KEY],
	    const struct bt_cache_run *, const double *values);
void	bt_cache_flush(struct bt_cache *);

/* What a user may want to know: how often it helped, and what is wrong. */
struct bt_cache_state {
	uint64_t	 hits, misses;
	uint64_t	 damaged;	/* records that are not what was put */
	const char	*file;
	const char	*trouble;	/* why it is not written to; or NULL */
};

void	bt_cache_tell(const struct bt_cache *, struct bt_cache_state *);

#endif
