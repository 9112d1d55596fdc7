/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_JOB_OWN_H
#define BT_SWEEP_JOB_OWN_H

#include "lib/sweep/job.h"

/* What the files of lib/sweep/job share; of no use elsewhere. */

/* The parts: strategies, what is fixed of each, and its space. */
int	bt_job_make_parts(struct bt_job *, struct bt_err *) BT_MUST_CHECK;
void	bt_job_free_parts(struct bt_job *);

/* Metrics, objective and constraint. */
int	bt_job_make_objective(struct bt_job *, struct bt_err *)
	    BT_MUST_CHECK;

/* The head, but for what comes of reading the bars. */
int	bt_job_make_head(struct bt_job *, struct bt_err *) BT_MUST_CHECK;
int	bt_job_make_inputs(struct bt_job *, struct bt_err *) BT_MUST_CHECK;

#endif
