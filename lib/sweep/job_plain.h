/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_JOB_PLAIN_H
#define BT_SWEEP_JOB_PLAIN_H

#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/option.h"
#include "lib/sweep/job.h"
#include "lib/sweep/top.h"

/*
 * The trials of a sweep as rows: all of them in the order of their numbers, or
 * the best; as CSV, NDJSON, or a table for people.  Rows come from a job, or
 * from streams that were read.
 *
 *	s = bt_plain_new(&settings, &head, out, err);
 *	... bt_plain_put(s, &row, err) ...
 *	bt_plain_end(s, BT_COMPLETED, err);
 *	bt_plain_free(s);
 */
enum bt_plain_format { BT_PLAIN_CSV, BT_PLAIN_NDJSON, BT_PLAIN_TABLE };

struct bt_plain_settings {
	int		 format;	/* enum bt_plain_format */
	long long	 top;		/* -1: not given */
};

extern const struct bt_opt bt_plain_opts[];

struct bt_plain;

/* Writes the header.  head must outlive it. */
struct bt_plain	*bt_plain_new(const struct bt_plain_settings *,
		    const struct bt_trials_head *, struct bt_out *,
		    struct bt_err *) BT_MUST_CHECK;
void		 bt_plain_free(struct bt_plain *);	/* NULL is fine */

int	bt_plain_put(struct bt_plain *, const struct bt_trials_row *,
	    struct bt_err *) BT_MUST_CHECK;

/* The best so far, from 0; at least the very best is known. */
const struct bt_trials_row	*bt_plain_best(const struct bt_plain *,
				    size_t i);

/* What was kept back; before the end record others may be written. */
int	bt_plain_rest(struct bt_plain *, struct bt_err *) BT_MUST_CHECK;
void	bt_plain_end(struct bt_plain *, enum bt_status, const char *why);

/*
 * Who else looks at the trials of a plain sweep: a journal, a cache, a report.
 * Each function may be NULL.
 */
struct bt_plain_hook {
	void		*arg;
	/* As in struct bt_sweep: the first who knows is believed. */
	int		(*known)(void *arg, struct bt_trial *, double *metric,
			    struct bt_err *);
	bt_trial_fn	*taker;		/* before the row is written */
	bool		 results;	/* the taker looks at them */
	/* Behind the last trial, before the end record, if there is one. */
	int		(*rest)(void *arg, struct bt_err *);
};

struct bt_plain_result {
	uint64_t			 trials, failed, broken;
	const struct bt_trials_row	*best;	/* NULL: none is valid */
	struct bt_span			 reason;	/* of the first that
							   is not good */
};

/* The trials of a job, over all its data.  As bt_job_search. */
struct bt_plain_ask {
	struct bt_job				*job;
	const struct bt_plain_settings		*settings;
	struct bt_out				*out;
	enum bt_status	(*poll)(void *arg, uint64_t done);
	void		*poll_arg;
	const struct bt_plain_hook		*hook;
	size_t					 nhooks;
	uint64_t	 skip, take;		/* of a shard */
	/* Behind the end record, what came out.  Or NULL. */
	int		(*done)(void *arg, const struct bt_plain_result *,
			    struct bt_err *);
	void		*done_arg;
};

int	bt_plain_sweep(const struct bt_plain_ask *, enum bt_status *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
