/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_JOURNAL_H
#define BT_SWEEP_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/sweep/job.h"
#include "lib/sweep/sweep.h"
#include "lib/sweep/trials.h"

/*
 * What a sweep has done so far, as a file to go on from.  It is the stream of
 * trials (lib/sweep/trials.h), written at its end only: whole lines after
 * every batch, onto the disk once a second.  However the process ends, the
 * whole lines stand; a last line without its newline is cut off when the
 * journal is taken up again, and every trial in it is known and not run.  The
 * end record is there once the sweep is complete.
 *
 *	j = bt_journal_open(&rule, job, err);
 *	... in order of numbers: bt_journal_known(j, t, metric, err) ...
 *	... bt_journal_take(j, t, err), once a batch bt_journal_flush ...
 *	bt_journal_end(j, status, err);
 *	bt_journal_free(j);
 *
 * The file is locked: two processes cannot have one journal.
 */
struct bt_journal;

struct bt_journal_rule {
	const char	*path;
	bool		 resume;	/* it may be there already */
	uint64_t	 skip;		/* trials before the shard's first */
	int64_t		(*clock)(void);	/* ns; NULL: to the disk at the end */
};

/*
 * The job is open; its head says which sweep this is.  A journal that is there
 * and not to be resumed, or of another sweep, is BT_EUSAGE and says in what it
 * differs; one that another process has is BT_ESYS.
 */
struct bt_journal	*bt_journal_open(const struct bt_journal_rule *,
			    struct bt_job *, struct bt_err *) BT_MUST_CHECK;
void			 bt_journal_free(struct bt_journal *);	/* or NULL */

/* As struct bt_sweep has it: 0 or 2; a trial of another point is BT_EDATA. */
int	bt_journal_known(struct bt_journal *, struct bt_trial *,
	    double *metric, struct bt_err *) BT_MUST_CHECK;

/* What was known is not written again. */
int	bt_journal_take(struct bt_journal *, const struct bt_trial *,
	    struct bt_err *) BT_MUST_CHECK;
int	bt_journal_flush(struct bt_journal *, struct bt_err *) BT_MUST_CHECK;

/* How many trials it knew. */
uint64_t	bt_journal_resumed(const struct bt_journal *);

/* The end record if the sweep is complete; all of it onto the disk. */
int	bt_journal_end(struct bt_journal *, enum bt_status, struct bt_err *)
	    BT_MUST_CHECK;

/*
 * Are two heads of one sweep: version, inputs, options, space, method and
 * seed?  BT_EUSAGE with what is different first; name is that of the stream
 * that other stands in, and whose what head is of ("this sweep").
 */
int	bt_journal_same(const struct bt_trials_head *head, const char *whose,
	    const struct bt_trials_head *other, const char *name,
	    struct bt_err *) BT_MUST_CHECK;

#endif
