/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_VALIDATION_OWN_H
#define BT_SWEEP_VALIDATION_OWN_H

#include <stddef.h>

#include "lib/base/file.h"
#include "lib/sweep/fields.h"
#include "lib/sweep/job.h"
#include "lib/sweep/validation.h"

/* What the streams of walk-forward and cross-validation have in common. */

/* The job's configuration with these settings, a JSON object, into buf. */
int	bt_validation_config(const struct bt_job *,
	    const struct bt_validation_settings *, struct bt_buf *,
	    struct bt_err *) BT_MUST_CHECK;

/* The first record: what was asked for. */
void	bt_validation_head(struct bt_out *, const char *type,
	    const struct bt_job *, struct bt_span config);

/* What won: strategy and values; value: numbers, a dim each.  NULL: none. */
void	bt_validation_winner(struct bt_fields *, const struct bt_job *,
	    const struct bt_trials_row *, const double *value);

/* Objective and shown metrics; metric NULL: no values. */
void	bt_validation_metrics(struct bt_fields *, const struct bt_job *,
	    const char *prefix, double objective, const double *metric);

/* Over a table for people: "Walk-forward by sharpe", and a gap. */
void	bt_validation_title(struct bt_out *, const char *what,
	    const struct bt_job *);

/* The last one. */
void	bt_validation_end(struct bt_out *, enum bt_status, size_t rows);

#endif
