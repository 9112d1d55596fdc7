/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_OVERFIT_H
#define BT_SWEEP_OVERFIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/option.h"
#include "lib/study/cscv.h"
#include "lib/study/robust.h"
#include "lib/study/spa.h"
#include "lib/sweep/job_plain.h"
#include "lib/sweep/overfit_peak.h"

/*
 * Is the best trial of a sweep to be believed?  Looks at every trial as it
 * comes, and says at the end what is left of the best one's glory.
 *
 *	o = bt_overfit_new(&settings, job, err);
 *	... bt_overfit_take(o, trial, err) for each, in order ...
 *	if (bt_overfit_judge(o, &facts, err) == 0) {
 *		bt_overfit_text(o, &facts, out, err);	for people
 *		bt_overfit_records(o, &facts, out, err);	NDJSON
 *	}
 *	bt_overfit_free(o);
 *
 * Judged are the trials with returns that vary: those without trades have no
 * Sharpe ratio, and nothing can be said of those that went bankrupt or saw a
 * part of the data only; but luck had its chance with these.  One that broke
 * the constraint is judged, but never the best.  Returns are those that the
 * metrics are made of, less the risk-free rate.
 *
 * Memory does not grow with trials x bars: it is that of SPA (spa.h), of the
 * map (overfit_map.h), and 16 bytes a block and 8 a parameter of each trial,
 * of at most BT_OVERFIT_SAMPLE trials.  Beyond, what needs them (PBO, plateau)
 * goes by so many drawn at random, with the sweep's seed, each as likely.
 */
enum { BT_OVERFIT_SAMPLE = 50000 };

struct bt_overfit_settings {
	const char	*report;	/* FILE, "-" or NULL: none */
	long long	 blocks, resamples;
	double		 block;		/* of the bootstrap, in rows; NAN */
};

extern const struct bt_opt bt_overfit_opts[];

/* Options that make no sense, output being -o's: BT_EUSAGE. */
int	bt_overfit_check(const struct bt_overfit_settings *,
	    const char *output, struct bt_err *) BT_MUST_CHECK;

/* What is known at the end; a number without a value is NAN. */
struct bt_overfit_facts {
	uint64_t		 trials, judged;
	uint64_t		 idle, bankrupt, failed, broken, partial;
	uint64_t		 tried;		/* judged, partial, bankrupt */
	size_t			 sample;	/* trials kept */
	/* The returns. */
	size_t			 returns;
	bool			 daily;
	double			 per_year;	/* NAN: unknown */
	/* The best by the objective. */
	uint64_t		 best;		/* its number; 0: none */
	bool			 minimize;	/* less is better */
	double			 objective;	/* as given */
	struct bt_robust_sharpe	 sharpe;	/* a period */
	/* The Sharpe ratios a period of those judged. */
	double			 mean, variance, highest;
	double			 correlation;	/* mean, of any two */
	double			 independent;	/* trials as good as that */
	/* PBO: splits is 0 if it could not be had. */
	struct bt_cscv		 cscv;
	size_t			 cscv_trials, blocks, length;
	/* SPA. */
	struct bt_spa_result	 spa[BT_SPA_BENCHMARKS];
	size_t			 rows, group, resamples;
	double			 block;
	struct bt_overfit_peak	 peak;		/* more is better */
};

struct bt_overfit;

/* What trials must have measured: for the job's study rule. */
#define BT_OVERFIT_NEEDS BT_NEEDS_SHAPE

/* The job is open and outlives it. */
struct bt_overfit	*bt_overfit_new(const struct bt_overfit_settings *,
			    struct bt_job *, struct bt_err *) BT_MUST_CHECK;
void	bt_overfit_free(struct bt_overfit *);		/* NULL is fine */

/* A bt_trial_fn; trials come with their results. */
int	bt_overfit_take(void *overfit, const struct bt_trial *,
	    struct bt_err *) BT_MUST_CHECK;

/* Once. */
int	bt_overfit_judge(struct bt_overfit *, struct bt_overfit_facts *,
	    struct bt_err *) BT_MUST_CHECK;

int	bt_overfit_text(const struct bt_overfit *,
	    const struct bt_overfit_facts *, struct bt_out *, struct bt_err *)
	    BT_MUST_CHECK;
int	bt_overfit_records(const struct bt_overfit *,
	    const struct bt_overfit_facts *, struct bt_out *, struct bt_err *)
	    BT_MUST_CHECK;

/*
 * All of it as a hook of a plain sweep, which writes the text to the file that
 * the settings name and, where the trials are NDJSON, the records before their
 * end.
 *
 *	if ((r = bt_overfit_report_new(&settings, &ask, err)) == NULL)
 *		return -1;
 *	hook[n++] = bt_overfit_report_hook(r);
 */
struct bt_overfit_report;

/* Opens the file, before there is work to lose. */
struct bt_overfit_report	*bt_overfit_report_new(
				    const struct bt_overfit_settings *,
				    const struct bt_plain_ask *,
				    struct bt_err *) BT_MUST_CHECK;
void	bt_overfit_report_free(struct bt_overfit_report *);	/* or NULL */
struct bt_plain_hook	bt_overfit_report_hook(struct bt_overfit_report *);

/* Put the file in its place, once the trials are in theirs. */
int	bt_overfit_report_end(struct bt_overfit_report *, struct bt_err *)
	    BT_MUST_CHECK;

/* Where trials go: nowhere if the report takes their place. */
const char	*bt_overfit_trials_output(const struct bt_overfit_settings *,
		    const char *output);

#endif
