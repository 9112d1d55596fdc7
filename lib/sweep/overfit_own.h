/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_OVERFIT_OWN_H
#define BT_SWEEP_OVERFIT_OWN_H

#include "lib/base/rng.h"
#include "lib/sweep/overfit.h"
#include "lib/sweep/overfit_map.h"

/* What the rooms of the overfitting report share; of no use elsewhere. */

/* Where the returns of all judged trials are cut. */
struct bt_overfit_cut {
	size_t		 steps;		/* of a curve; 0: not known yet */
	size_t		*end;		/* of days: their last steps; NULL:
					   every step is a period */
	size_t		 returns;
	size_t		 length, skip;	/* of a block; before the first */
	size_t		 rows, group, before;	/* of SPA, the same */
};

/* Trials that are kept. */
struct bt_overfit_sample {
	uint64_t		 seen;
	size_t			 n, cap;
	size_t			 stride;	/* of points */
	size_t			*part;
	double			*objective, *point;
	bool			*judged;
	struct bt_cscv_sum	*sums;		/* blocks each */
};

struct bt_overfit {
	struct bt_overfit_settings	 set;
	struct bt_job			*job;
	size_t				 steps;		/* of the data */
	struct bt_overfit_cut		 cut;
	struct bt_overfit_sample	 sample;
	struct bt_overfit_map		**map;		/* a part each */
	struct bt_spa			*spa;
	double				*row;		/* of a trial */
	double				*hold;		/* rows; see hold_of */
	double				*standard;	/* sum of all trials'
							   standardised rows */
	struct bt_cscv_sum		*sums;		/* of a trial */
	uint64_t			 standards;	/* trials in it */
	double				 square;	/* Sharpe ratios' */
	struct bt_overfit_facts		 facts;		/* so far */
	size_t				 best_part;
	double				*best_point;
	double				 best;		/* more is better */
};

/*
 * Cut the returns of one curve: each less rf, summed by block and by row.
 * equity has the steps of the data; cash is what it began with.
 */
void	bt_overfit_cut_curve(const struct bt_overfit_cut *,
	    const double *equity, double cash, double rf, size_t blocks,
	    struct bt_cscv_sum *sums, double *row);

/*
 * Buy and hold as a curve: 1 at first, in equal parts for every symbol of the
 * market, bought at its first close.  steps doubles; caller frees.
 */
double	*bt_overfit_hold(const struct bt_job *, struct bt_err *)
	    BT_MUST_CHECK;

/*
 * A row of the report: a number, what it means, and why it may be missing.
 * The table ends at name NULL.
 */
enum bt_overfit_unit { BT_OVERFIT_COUNT, BT_OVERFIT_RATIO, BT_OVERFIT_P,
	BT_OVERFIT_YEARS };

struct bt_overfit_row {
	const char		*group;		/* a question; NULL: as above */
	const char		*name, *title, *help;
	enum bt_overfit_unit	 unit;
	double			(*value)(const struct bt_overfit_facts *);
	/* Why the value is NAN. */
	const char		*(*why)(const struct bt_overfit_facts *);
};

extern const struct bt_overfit_row bt_overfit_rows[];

/* For the best trial, in doubt, against it; or it cannot be said. */
enum bt_overfit_side { BT_OVERFIT_AGAINST = -1, BT_OVERFIT_DOUBT,
	BT_OVERFIT_FOR, BT_OVERFIT_MUTE };

/* A statement at the end.  The table ends at name NULL. */
struct bt_overfit_verdict {
	const char		*name;
	enum bt_overfit_side	(*side)(const struct bt_overfit_facts *);
	/* A sentence, in plain words. */
	void			(*say)(const struct bt_overfit_facts *,
				    enum bt_overfit_side, char *, size_t);
};

extern const struct bt_overfit_verdict bt_overfit_verdicts[];

/* Below so many trials a place among them says little, and below so many
   returns nothing is said. */
enum { BT_OVERFIT_FEW = 10, BT_OVERFIT_RETURNS = 20 };

/* The value as people read it, and "n/a". */
#define BT_OVERFIT_SHOWN 32
const char	*bt_overfit_shown(char buf[BT_OVERFIT_SHOWN],
		    enum bt_overfit_unit, double);

double	bt_overfit_annual(const struct bt_overfit_facts *, double sharpe);
double	bt_overfit_deflated(const struct bt_overfit_facts *, double trials);

#endif
