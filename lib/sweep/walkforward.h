/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_WALKFORWARD_H
#define BT_SWEEP_WALKFORWARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/engine/runstream.h"
#include "lib/study/input.h"
#include "lib/study/study.h"
#include "lib/sweep/job.h"
#include "lib/sweep/windows.h"

/*
 * Walk-forward: search in a window, run the best on the window behind it, go
 * on.  What the tests made, one after the other, is what somebody would have
 * got who had done so at the time.
 *
 *	struct bt_walkforward walk;
 *
 *	rc = bt_walkforward_run(&ask, &walk, err);
 *	... walk.efficiency, walk.drift[0].mean ...
 *	bt_walkforward_free(&walk);
 *
 * Each window is a run of its own, as bt-run makes it with --from and --to:
 * indicators have seen the bars before it, the account begins flat with what
 * the last test ended with, the first order is from the first bar's signal,
 * and what is open at the end is dealt with as the settings say of the end of
 * data.  A window without a winner stays in cash.
 *
 * After R. Pardo, "The Evaluation and Optimization of Trading Strategies",
 * 2nd ed., Wiley 2008, ch. 11.
 */

/* The values of a winner, one a dim of the head. */
struct bt_walkforward_choice {
	const struct bt_span	*text;		/* s NULL: has no such dim */
	const double		*value;		/* NAN where it is no number */
};

/* One window, done. */
struct bt_walkforward_row {
	size_t				 number;	/* from 1 */
	const struct bt_window		*window;
	uint64_t			 trials, valid;	/* of its search */
	/* The best, with objective and metrics of training; NULL: none. */
	const struct bt_trials_row	*winner;
	const struct bt_walkforward_choice *choice;	/* its values */
	/* Of the test; BT_TRIAL_FAILED: in cash, and reason says why. */
	enum bt_trial_status		 status;
	const char			*reason;	/* or NULL */
	double				 objective;	/* as given; NAN */
	double				 gain;		/* of the account */
	const double			*metric;	/* of the job's; NAN */
};

/* -1 ends the walk. */
typedef int	bt_walkforward_fn(void *arg,
		    const struct bt_walkforward_row *, struct bt_err *);

struct bt_walkforward_ask {
	struct bt_job			*job;		/* open */
	const struct bt_windows		*windows;
	bt_walkforward_fn		*row;		/* in order */
	void				*row_arg;
	const struct bt_sink		*sink;		/* of the tests as one
							   run; or NULL */
	/* Not BT_COMPLETED stops the walk; done: trials.  Or NULL. */
	enum bt_status			(*poll)(void *arg, uint64_t done);
	void				*poll_arg;
};

/* How a parameter wandered from winner to winner. */
struct bt_walkforward_drift {
	const char	*name;
	bool		 is_number;	/* else NAN in the next line */
	double		 mean, sd, min, max;
	size_t		 windows;	/* whose winner has it */
	size_t		 changes;	/* from one of them to the next */
	size_t		 distinct;	/* values */
	struct bt_span	 usual;		/* the most frequent value, the first
					   of several; s NULL: no windows */
	size_t		 times;		/* it won */
};

struct bt_walkforward {
	enum bt_status			 status;
	uint64_t			 trials;	/* of all windows */
	size_t				 windows, traded, profitable;
	/* Growth a year of 365.25 days: of the winners while they were
	   chosen, on average, and of the tests; their ratio, NAN unless the
	   former is a gain. */
	double				 train_annual, test_annual;
	double				 efficiency;
	struct bt_engine_result		 run;		/* tests as one */
	struct bt_study			 study;		/* of that */
	double				 objective;	/* of that, as given */
	double				*metric;	/* the job's */
	struct bt_walkforward_drift	*drift;		/* of the head's dims */
	struct bt_input			 input;
	struct bt_arena			*arena;
};

/*
 * A walk that was stopped is a result: of the windows that were done.  The
 * walk is to be freed also after an error.
 */
int	bt_walkforward_run(const struct bt_walkforward_ask *,
	    struct bt_walkforward *, struct bt_err *) BT_MUST_CHECK;
void	bt_walkforward_free(struct bt_walkforward *);

/* Over all choices, one dim after the other, into drift[0 .. ndims - 1]. */
void	bt_walkforward_drift(const struct bt_walkforward_choice *, size_t n,
	    const struct bt_trials_dim *, size_t ndims,
	    struct bt_walkforward_drift *drift);

#endif
