/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_JOB_DRY_H
#define BT_SWEEP_JOB_DRY_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/sweep/job.h"

/*
 * What a sweep would take: what is varied, how many trials that makes, and
 * from some that are run for a moment, the time and the memory.
 */
struct bt_dry_ask {
	struct bt_job	*job;		/* open */
	struct bt_out	*out;
	bool		 ndjson;	/* else text for people */
	int64_t		(*clock)(void);		/* ns, monotonic */
	double		(*memory)(void);	/* MB, the most so far */
	enum bt_status	(*poll)(void *arg, uint64_t done);
	void		*arg;
};

/* How long trials are run, at least until a batch is done. */
#define BT_DRY_SECONDS 0.5

int	bt_job_dry(const struct bt_dry_ask *, enum bt_status *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
