/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_JOB_SHELL_H
#define BT_SWEEP_JOB_SHELL_H

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/sweep/job.h"

/* Does every trial have a line?  Not if columns of signals are varied. */
bool	bt_job_has_shell(const struct bt_job *);

/*
 * A trial as the shell line that makes it:
 *
 *	bt-signals -s sma_cross -p fast=5 -p slow=190 prices.csv |
 *	    bt-run --stop-loss 0.05
 *
 * What is as it is by default is left out.  Only where bt_job_has_shell.
 */
int	bt_job_shell(const struct bt_job *, const struct bt_trials_row *,
	    struct bt_buf *, struct bt_err *) BT_MUST_CHECK;

/* " |\n    bt-metrics -f csv -m cagr,sharpe ..." of the shown metrics. */
int	bt_job_shell_metrics(const struct bt_job *, struct bt_buf *,
	    struct bt_err *) BT_MUST_CHECK;

/* A word, in quotes where the shell needs them. */
int	bt_job_shell_word(struct bt_buf *, struct bt_span, struct bt_err *)
	    BT_MUST_CHECK;

struct bt_verified {
	struct bt_buf	line;		/* to be freed */
	struct bt_buf	differs;	/* lines, one a metric; n 0: none */
};

/*
 * Do the commands give the numbers of the row, digit for digit?  They are first
 * looked for beside the program, if that is a path.  BT_ESYS if they cannot be
 * run or fail.
 */
int	bt_job_verify(const struct bt_job *, const struct bt_trials_row *,
	    const char *program, struct bt_verified *, struct bt_err *)
	    BT_MUST_CHECK;

#endif
