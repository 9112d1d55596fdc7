/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_VALIDATION_OWN_H
#define BT_SWEEP_VALIDATION_OWN_H

#include <stddef.h>

#include "lib/base/file.h"
#include "lib/sweep/job.h"

/* What the streams of walk-forward and cross-validation have in common. */

/* The first record: what was asked for.  text: of the option. */
void	bt_validation_head(struct bt_out *, const char *type,
	    const struct bt_job *, const char *text);

/* The last one. */
void	bt_validation_end(struct bt_out *, enum bt_status, size_t rows);

#endif
