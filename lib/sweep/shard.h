/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_SHARD_H
#define BT_SWEEP_SHARD_H

#include <stdint.h>

#include "lib/base/err.h"

/*
 * A sweep in parts, for several machines: the i-th of n has a block of trial
 * numbers of its own, as big as the others give or take one.
 *
 *	if (bt_shard_parse(&shard, "2/8", err) == -1)
 *		return -1;
 *	bt_shard_range(&shard, trials, &skip, &take);
 */
struct bt_shard {
	uint64_t	i, n;		/* 1 <= i <= n; n 0: not in parts */
};

/* BT_SHARDS_MOST at most.  BT_EUSAGE. */
#define BT_SHARDS_MOST 1000000
int	bt_shard_parse(struct bt_shard *, const char *text, struct bt_err *)
	    BT_MUST_CHECK;

/* Of all trials, those behind the first skip, take of them (which may be 0). */
void	bt_shard_range(const struct bt_shard *, uint64_t trials,
	    uint64_t *skip, uint64_t *take);

#endif
