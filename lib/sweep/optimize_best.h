/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_OPTIMIZE_BEST_H
#define BT_SWEEP_OPTIMIZE_BEST_H

#include "lib/sweep/optimize.h"

/*
 * Once the trials are written: the script of the best, its verification, or
 * why there is none.  Sets the answer.
 */
int	bt_optimize_best(struct bt_optimize *, const struct bt_job *,
	    const struct bt_plain_result *, struct bt_err *) BT_MUST_CHECK;

#endif
