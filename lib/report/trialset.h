/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_TRIALSET_H
#define BT_REPORT_TRIALSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/in.h"
#include "lib/base/mem.h"
#include "lib/base/str.h"
#include "lib/sweep/trial.h"

/*
 * The trials of a sweep as columns, for tables and charts:
 *
 *	set = bt_trialset_read(in, err);
 *	... set->value[i], set->dim[0].level[set->dim[0].at[i]] ...
 *	bt_trialset_free(set);
 */

/*
 * What was varied.  A value is known by its number among the levels, which
 * ascend for numbers and come as they were first met for words; a number with
 * more than BT_TRIALSET_LEVELS values is put into classes of equal width, and
 * a level is the middle of one.
 */
#define BT_TRIALSET_LEVELS 400
#define BT_TRIALSET_CLASSES 40
#define BT_TRIALSET_NONE UINT32_MAX	/* not varied in this trial */

struct bt_trialset_dim {
	const char	*name;
	bool		 is_number, is_classed;
	double		*value;		/* of each trial; NAN */
	const char	**word;		/* of each level; or NULL */
	double		*level;		/* of numbers */
	size_t		 nlevels;
	uint32_t	*at;		/* of each trial, its level */
};

struct bt_trialset {
	const char		*objective, *method, *constraint;
	const char		*config, *inputs;	/* JSON */
	bool			 minimize;
	enum bt_status		 status;	/* of the sweep */
	struct bt_trialset_dim	*dim;		/* a strategy is one, too, if
						   there are several */
	size_t			 ndims;
	const char		**metric;	/* names */
	size_t			 nmetrics;
	size_t			 n;		/* trials */
	uint64_t		*number;
	uint8_t			*outcome;	/* enum bt_trial_status */
	double			*value;		/* of the objective; NAN */
	double			**metrics;	/* nmetrics columns */
	size_t			*rank;		/* all of them, best first */
	size_t			 nvalid;	/* of rank that have a value */
	struct bt_arena		*arena;
};

/* A stream of bt-optimize.  Errors are BT_EDATA with line. */
struct bt_trialset	*bt_trialset_read(struct bt_in *, struct bt_err *)
			    BT_MUST_CHECK;
void			 bt_trialset_free(struct bt_trialset *);

/* "10", "2 %", "worst": a level as people read it. */
#define BT_TRIALSET_TEXT 48
struct bt_span	bt_trialset_level(char buf[BT_TRIALSET_TEXT],
		    const struct bt_trialset_dim *, size_t level);

#endif
