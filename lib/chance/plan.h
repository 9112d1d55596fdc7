/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_PLAN_H
#define BT_CHANCE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/chance/monte.h"
#include "lib/chance/numbers.h"
#include "lib/study/settings.h"

/*
 * From options and an input to a job: what is drawn from, how, how long the
 * paths are and how many there are.
 *
 *	if (bt_plan_init(&plan, &settings, err) == 0 &&
 *	    bt_plan_read(&plan, path, &study_settings, err) == 0)
 *		job = bt_plan_job(&plan);
 *	bt_plan_free(&plan);
 */
struct bt_plan_settings {
	long long		 simulations, seed;
	long long		 trades, length;	/* -1: not given */
	struct bt_method	 method;
	int			 of, basis;
	double			 cash;
	const char		*ruin, *goal;
	const char		*shard;
	long long		 jobs;		/* 0: a processor each */
};

extern const struct bt_opt bt_plan_opts[];

struct bt_plan {
	const struct bt_plan_settings	*set;
	struct bt_numbers		 ruin, goal;
	uint64_t			 first, end;	/* of the shard */
	size_t				 jobs;
	/* From here on: after reading. */
	struct bt_input			 input;
	struct bt_study			 study;
	struct bt_sample		 sample;
	size_t				 length;
	struct bt_resample		*draw;	/* NULL: nothing to draw
						   from */
	struct bt_outcome		 run;	/* of the sample as it came */
};

/* What is wrong with the options is told before any input is read. */
int	bt_plan_init(struct bt_plan *, const struct bt_plan_settings *,
	    struct bt_err *) BT_MUST_CHECK;

/* path NULL is standard input. */
int	bt_plan_read(struct bt_plan *, const char *path,
	    const struct bt_study_settings *, struct bt_err *) BT_MUST_CHECK;
void	bt_plan_free(struct bt_plan *);		/* { 0 } is fine */

/* Everything but takers and what they want; for a plan with a draw. */
struct bt_monte	bt_plan_job(const struct bt_plan *);

#endif
