/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_CACHE_KEY_H
#define BT_SWEEP_CACHE_KEY_H

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/sweep/cache.h"
#include "lib/sweep/job.h"
#include "lib/sweep/sweep.h"

/*
 * What a run is: the hash of a canonical text of all that it depends on, and
 * of nothing else.  A value is the same whether it was given once or varied,
 * and a strategy is its expressions and the values of its parameters, not its
 * name or place.
 *
 *	bt_cache_base(job, &buf, err)	version, content of the inputs, how
 *					they are read and measured
 *	k = bt_cache_key_new(job, err);
 *	bt_cache_key(k, trial, key, err)	expressions, parameters, every
 *						option of the engine, columns
 */
int	bt_cache_base(const struct bt_job *, struct bt_buf *, struct bt_err *)
	    BT_MUST_CHECK;

struct bt_cache_key;

/* The job is open, and outlives it. */
struct bt_cache_key	*bt_cache_key_new(const struct bt_job *,
			    struct bt_err *) BT_MUST_CHECK;
void			 bt_cache_key_free(struct bt_cache_key *);

/* Of a run of the trial over the job's data, or the share it has of them. */
int	bt_cache_key(struct bt_cache_key *, const struct bt_trial *,
	    unsigned char key[BT_CACHE_KEY], struct bt_err *) BT_MUST_CHECK;

#endif
