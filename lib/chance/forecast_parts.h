/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_FORECAST_PARTS_H
#define BT_CHANCE_FORECAST_PARTS_H

#include "lib/base/table.h"
#include "lib/chance/forecast.h"

/* What the writers of lib/chance/forecast share; of no use elsewhere. */

/* What a result hangs on: the first members of every format. */
struct bt_forecast_facts {
	struct bt_span	method, of, status;
	size_t		simulations, completed, seed, length, sample;
	double		steps_a_year;
	struct bt_span	steps_from;
	double		p_value;
	struct bt_span	note;
};

extern const struct bt_col bt_forecast_cols[];

/* The method's text is in buf, which must outlive the facts. */
int	bt_forecast_facts_of(const struct bt_forecast *, struct bt_buf *buf,
	    struct bt_forecast_facts *, struct bt_err *) BT_MUST_CHECK;

/* What the run itself ended with, in money; NAN. */
double	bt_forecast_run_equity(const struct bt_forecast *);

/* "p5" ... of bt_odds_points. */
extern const char *const bt_forecast_points[BT_ODDS_POINTS];

int	bt_forecast_csv(struct bt_out *, const struct bt_forecast *,
	    const struct bt_forecast_facts *, struct bt_err *) BT_MUST_CHECK;
/* Levels and metrics of the paths, as columns of cap values each. */
struct bt_forecast_more {
	size_t			*marks;		/* steps */
	size_t			 nmarks;
	struct bt_gauge		*gauge;		/* or NULL */
	double			*level, *value;
	size_t			 cap, n;	/* paths */
};

/* Make room for what the settings ask for; to be freed after an error, too. */
int	bt_forecast_more_init(struct bt_forecast_more *,
	    const struct bt_forecast_settings *, const struct bt_ensemble *,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_forecast_more_free(struct bt_forecast_more *);
void	bt_forecast_more_take(struct bt_forecast_more *,
	    const struct bt_monte_block *);
/*
 * The horizons and intervals of the forecast, whose tail and confidence are
 * set.  The columns are reordered.
 */
int	bt_forecast_more_describe(struct bt_forecast_more *,
	    struct bt_forecast *, struct bt_err *) BT_MUST_CHECK;

int	bt_forecast_table(struct bt_out *, const struct bt_forecast *,
	    const struct bt_forecast_facts *, struct bt_err *) BT_MUST_CHECK;

#endif
