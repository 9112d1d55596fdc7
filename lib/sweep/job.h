/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_JOB_H
#define BT_SWEEP_JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/engine/settings.h"
#include "lib/market/bars.h"
#include "lib/signal/setup.h"
#include "lib/study/metrics.h"
#include "lib/study/settings.h"
#include "lib/sweep/search.h"
#include "lib/sweep/sweep.h"
#include "lib/sweep/trial.h"
#include "lib/sweep/trials.h"

/*
 * A sweep as it was asked for: what is varied, how it is searched, what makes
 * a trial good, and the benches it runs on.  Whatever is made of trials
 * (a table, walk-forward, cross-validation, a report) takes them from here.
 *
 *	if (bt_job_init(&job, &ask, err) == 0 &&	options alone
 *	    bt_job_open(&job, err) == 0)		reads the bars
 *		rc = bt_job_search(&job, &pass, &status, &trials, err);
 *	bt_job_free(&job);
 */
/* Stops and targets are those of the engine, or of a strategy's file. */
enum { BT_JOB_ROLES = BT_ROLE_STRENGTH + 1 };

struct bt_job_settings {
	struct bt_list	 strategies;	/* -s */
	struct bt_list	 params;	/* -p */
	const char	*expr[BT_JOB_ROLES];	/* --buy ... --strength */
	struct bt_list	 sweeps;	/* -P */
	const char	*where, *objective, *constraint, *metrics;
	bool		 minimize;
	struct bt_method method;	/* of bt_search_families */
	long long	 seed, max_trials, patience, jobs;
	double		 memory;	/* MB for columns */
};

/* What is swept, how, and with what threads; the last changes no result. */
extern const struct bt_opt bt_job_strategy_opts[], bt_job_opts[],
    bt_job_work_opts[];

/* All that the command was told; borrowed. */
struct bt_job_ask {
	const struct bt_job_settings	*sweep;
	const struct bt_bars_settings	*bars;
	const struct bt_settings	*engine;
	const struct bt_study_settings	*study;
	const char *const		*dirs;		/* of strategies */
	const char *const		*paths;
	size_t				 npaths;
	/* With the defaults that a preset gives: what differs was given. */
	const struct bt_opt		*engine_opts;
	bool				 all;	/* compute every metric */
};

/* A strategy (or expressions, or signal columns) with its own space. */
struct bt_job_part {
	const char		 *name;		/* of the strategy, or NULL */
	struct bt_strategy	 *strategy;	/* or NULL */
	struct bt_setup_settings  setup;	/* with what is fixed */
	const char		**sweeps;	/* -P that it takes */
	size_t			  nsweeps;
	struct bt_space		  space;
	struct bt_bench		 *bench;	/* NULL before open */
	/* Where in the head's dims each of the space's dims stands. */
	size_t			 *column;
};

struct bt_job {
	struct bt_job_ask		 ask;
	struct bt_job_part		*part;
	size_t				 nparts;	/* >= 1 */
	struct bt_objective		 objective;
	/* Those shown first, then those that are computed all the same. */
	const struct bt_metric		**metric;
	size_t				 nshown, nmetrics;
	size_t				 threads;
	struct bt_study_rule		 study;
	struct bt_trials_head		 head;		/* of the output */
	struct bt_arena			*arena;
	bool				 impatient;	/* --patience was over
							   in some search */
	/* A row on its way; see bt_job_row. */
	struct bt_buf			 text;
	struct bt_span			*value;
};

int	bt_job_init(struct bt_job *, const struct bt_job_ask *,
	    struct bt_err *) BT_MUST_CHECK;
/* Can the bars be read only once? */
bool	bt_job_reads_stdin(const struct bt_job *);
int	bt_job_open(struct bt_job *, struct bt_err *) BT_MUST_CHECK;
void	bt_job_free(struct bt_job *);

/* Of the data: all parts read the same. */
const struct bt_timeline	*bt_job_timeline(const struct bt_job *);

/* One search over all parts, one after the other; numbers run on. */
struct bt_job_pass {
	size_t		 first, end;	/* steps of the data */
	uint64_t	 skip, take;	/* of a shard; take 0: all */
	/* As in struct bt_sweep. */
	int		(*known)(void *arg, struct bt_trial *, double *metric,
			    struct bt_err *);
	void		*known_arg;
	bt_trial_fn	*taker;
	void		*taker_arg;
	enum bt_status	(*poll)(void *arg, uint64_t done);
	void		*poll_arg;
	bool		 results;	/* the taker looks at them */
};

/*
 * The status is what poll said, or BT_COMPLETED; *trials were taken.  Ends in
 * peace when the taker answers 1 or patience is over.
 */
int	bt_job_search(struct bt_job *, const struct bt_job_pass *,
	    enum bt_status *, uint64_t *trials, struct bt_err *)
	    BT_MUST_CHECK;

/* How many trials it will be, as bt_search_trials says of every part. */
int	bt_job_trials(struct bt_job *, uint64_t *n, struct bt_err *)
	    BT_MUST_CHECK;

/* For who runs the trials himself: the search of a part. */
struct bt_search	*bt_job_new_search(const struct bt_job *,
			    const struct bt_job_part *, struct bt_err *)
			    BT_MUST_CHECK;

/* The part that a trial is of. */
const struct bt_job_part	*bt_job_part_of(const struct bt_job *,
				    const struct bt_trial *);

/* A trial as a row of the job's head; valid until the next call. */
int	bt_job_row(struct bt_job *, const struct bt_trial *,
	    struct bt_trials_row *, struct bt_err *) BT_MUST_CHECK;

#endif
