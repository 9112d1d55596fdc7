/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_OUTCOME_H
#define BT_CHANCE_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/study/metrics.h"

/*
 * What becomes of one unit of money along a path of returns.  Step i takes
 * the level to level x (1 + ret[i]).
 *
 *	struct bt_outcome_rule rule = { .n = 50, .per_year = 12.0 };
 *
 *	bt_outcome_measure(&rule, ret, level, &outcome);
 *
 * A level of zero or below is ruin: nothing can be staked any more, so the
 * level stays there to the end.  A loss of more than everything is a debt, and
 * the level negative.  Levels are held at 1e300 where they would be larger.
 */
struct bt_outcome_rule {
	size_t	n;		/* steps */
	double	per_year;	/* steps a year, or NAN */
	double	centre;		/* of the returns, about: what is near their
				   mean keeps their variance exact */
};

/*
 * All of them: the columns of --emit paths and the rows of a summary.  NAN is
 * no value.
 */
struct bt_outcome {
	double	final_return;
	double	cagr;		/* -1 in ruin; NAN if a year is unknown */
	double	max_drawdown;	/* <= 0 */
	double	longest_drawdown;	/* steps, high to recovery or the end */
	double	recovery;	/* steps, from the deepest point back to the
				   high; NAN if that was not reached */
	double	sharpe;		/* of the returns drawn, a year; NAN */
	double	lowest, highest;	/* level - 1: <= 0, >= 0 */
};

#define BT_OUTCOMES (sizeof(struct bt_outcome) / sizeof(double))

struct bt_outcome_row {
	const char	*name;		/* the key */
	const char	*title;
	enum bt_unit	 unit;
	size_t		 off;		/* in struct bt_outcome */
	const char	*help;
};

/* In the order of the struct; ends at name NULL. */
extern const struct bt_outcome_row bt_outcomes[BT_OUTCOMES + 1];

static inline double
bt_outcome_value(const struct bt_outcome *o, const struct bt_outcome_row *row)
{
	return *(const double *)(const void *)((const char *)o + row->off);
}

/*
 * Measure n returns; level gets the n levels.  A path that is of no length
 * ends where it began.
 */
void	bt_outcome_measure(const struct bt_outcome_rule *, const double *ret,
	    double *level, struct bt_outcome *);

#endif
