/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_JOB_TABLE_H
#define BT_SWEEP_JOB_TABLE_H

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/sweep/top.h"

/*
 * The best rows as a table for people: metrics in their units, numbers with
 * as many digits as one can use, no columns of nothing.
 */
int	bt_job_table(const struct bt_top *, const struct bt_trials_head *,
	    struct bt_out *, struct bt_err *) BT_MUST_CHECK;

#endif
