/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_VALIDATION_H
#define BT_SWEEP_VALIDATION_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/option.h"
#include "lib/sweep/job.h"

/*
 * Does what a search finds hold on data it has not seen?  Walk-forward and
 * cross-validation as options of a sweep, from the open job to the output.
 *
 *	if (bt_validation_asked(&set)) {
 *		v = bt_validation_new(&set, &job, format, output, err);
 *		... open the job ...
 *		rc = bt_validation_run(v, &ask, &status, err);
 *		bt_validation_free(v);
 *	}
 */
struct bt_validation_settings {
	const char	*walk_forward, *cv;	/* at most one */
	const char	*oos;			/* file for the stitched run */
	int		 emit;			/* enum bt_validation_emit */
};

extern const struct bt_opt bt_validation_opts[];

enum bt_validation_emit { BT_EMIT_ALL, BT_EMIT_ROWS, BT_EMIT_SUMMARY,
	BT_EMIT_DRIFT, BT_EMIT_PATHS };
enum bt_validation_format { BT_VALIDATION_CSV, BT_VALIDATION_NDJSON,
	BT_VALIDATION_TABLE };

/* Is one of these options given, be it in vain? */
bool	bt_validation_asked(const struct bt_validation_settings *);

struct bt_validation;

/*
 * The job need not be open.  output: where the table goes, NULL is standard
 * output.  BT_EUSAGE: spans that mean nothing, a table that the mode does not
 * have, two things on standard output, an objective that pieces of a run do
 * not have.
 */
struct bt_validation	*bt_validation_new(
			    const struct bt_validation_settings *,
			    const struct bt_job *, enum bt_validation_format,
			    const char *output, struct bt_err *)
			    BT_MUST_CHECK;
void	bt_validation_free(struct bt_validation *);	/* NULL is fine */

struct bt_validation_ask {
	struct bt_job	*job;			/* open */
	struct bt_out	*out;			/* of the table */
	/* done and total count trials; total 0: not known.  Or NULL. */
	enum bt_status	(*poll)(void *arg, uint64_t done, uint64_t total);
	void		*poll_arg;
};

/*
 * Returns 1 if it was completed and no training had a winner.  Whole records
 * only, whatever stops it.  A failed write ends it with -1 and
 * nothing in *err: closing the output says what happened.
 */
int	bt_validation_run(struct bt_validation *,
	    const struct bt_validation_ask *, enum bt_status *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
