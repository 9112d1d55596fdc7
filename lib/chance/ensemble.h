/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_ENSEMBLE_H
#define BT_CHANCE_ENSEMBLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/chance/monte.h"
#include "lib/chance/entries.h"
#include "lib/chance/numbers.h"
#include "lib/chance/rerun.h"
#include "lib/study/settings.h"

/*
 * From options and an input to a job: what is drawn from, how, how long the
 * paths are and how many there are.
 *
 *	if (bt_ensemble_init(&plan, &settings, err) == 0 &&
 *	    bt_ensemble_read(&plan, paths, npaths, &study_settings, err) == 0)
 *		job = bt_ensemble_job(&plan);
 *	bt_ensemble_free(&plan);
 */
struct bt_ensemble_settings {
	long long		 simulations, seed;
	long long		 trades, length;	/* -1: not given */
	struct bt_method	 method;
	int			 of, basis;
	const char		*prices;
	const char		*ruin, *goal;
	const char		*shard;
	long long		 jobs;		/* 0: a processor each */
	/* For the methods that run a strategy, or need prices. */
	struct bt_rerun_settings rerun;
	const char *const	*dirs;		/* of strategies */
};

extern const struct bt_opt bt_ensemble_opts[];

struct bt_ensemble {
	const struct bt_ensemble_settings	*set;
	struct bt_numbers		 ruin, goal;
	uint64_t			 first, end;	/* of the shard */
	bool				 is_later;	/* not the first one */
	size_t				 jobs;
	/* From here on: after reading. */
	struct bt_input			 input;
	struct bt_study			 study;
	struct bt_sample		 sample;
	size_t				 length;
	struct bt_rerun			*rerun;		/* or NULL */
	struct bt_entries		*entries;	/* or NULL */
	struct bt_resample		*draw;	/* NULL: nothing to draw
						   from */
	struct bt_outcome		 run;	/* of the sample as it came */
};

/* What is wrong with the options is told before any input is read. */
int	bt_ensemble_init(struct bt_ensemble *,
	    const struct bt_ensemble_settings *, struct bt_err *)
	    BT_MUST_CHECK;

/*
 * A run, or bars where the method takes them; no path is standard input.  How
 * dates are written is asked of the bars' settings, for both.
 */
int	bt_ensemble_read(struct bt_ensemble *, const char *const *paths,
	    size_t npaths, const struct bt_study_settings *, struct bt_err *)
	    BT_MUST_CHECK;
void	bt_ensemble_free(struct bt_ensemble *);		/* { 0 } is fine */

/* Everything but takers and what they want; for a plan with a draw. */
struct bt_monte	bt_ensemble_job(const struct bt_ensemble *);

#endif
