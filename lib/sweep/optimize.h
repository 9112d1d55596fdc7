/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_OPTIMIZE_H
#define BT_SWEEP_OPTIMIZE_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/option.h"
#include "lib/stream/progress.h"
#include "lib/sweep/job.h"
#include "lib/sweep/job_plain.h"
#include "lib/sweep/long.h"
#include "lib/sweep/overfit.h"
#include "lib/sweep/validation.h"

/*
 * bt-optimize as a function: the settings of all its groups of options, and
 * which of its modes they ask for.  A mode is a row of a table in optimize.c;
 * what looks at the trials of a plain sweep is a hook (job_plain.h).
 *
 *	struct bt_optimize o = { .set = &set, .poll = poll, ... };
 *
 *	rc = bt_optimize_run(&o, err);
 *	... o.status, o.differs ...
 */
struct bt_optimize_settings {
	struct bt_job_settings		 sweep;
	struct bt_plain_settings	 plain;
	struct bt_validation_settings	 validation;
	struct bt_bars_settings		 bars;
	struct bt_settings		 engine;
	struct bt_study_settings	 study;
	struct bt_long_settings		 longer;
	struct bt_overfit_settings	 overfit;
	const char			*output, *best;
	bool				 dry_run, verify;
};

extern const struct bt_opt bt_optimize_opts[];

struct bt_optimize {
	const struct bt_optimize_settings	*set;
	const char *const			*dirs;	/* of strategies */
	const char *const			*paths;
	size_t					 npaths;
	const struct bt_opt			*engine_opts;
	/* Between batches: not BT_COMPLETED stops with that status. */
	enum bt_status	(*poll)(void *arg, const struct bt_progress_trials *);
	int64_t		(*clock)(void);		/* ns, monotonic */
	/* Lines for standard error: warnings, and what was asked for. */
	void		(*warn)(void *arg, const char *text);
	void		(*say)(void *arg, const char *text);
	double		(*memory)(void);	/* MB, the most so far */
	void		*arg;
	const char	*program;	/* argv[0]: its siblings are near */
	bool		 verbose;
	/* Set by the run. */
	struct bt_progress_trials		 state;
	enum bt_status				 status;
	bool					 no;	/* the answer is no */
	struct bt_out				*best;	/* or NULL */
};

int	bt_optimize_run(struct bt_optimize *, struct bt_err *) BT_MUST_CHECK;

#endif
