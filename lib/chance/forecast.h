/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_FORECAST_H
#define BT_CHANCE_FORECAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/base/out.h"
#include "lib/chance/gauge.h"
#include "lib/chance/odds.h"
#include "lib/chance/ensemble.h"

/*
 * The summary of a simulation: how every outcome is distributed, how likely
 * ruin and goals are, what is at risk after so many steps, and intervals of
 * metrics.
 *
 *	if (bt_forecast_make(&plan, &settings, &watch, &f, err) == 0)
 *		rc = bt_forecast_write(out, &f, BT_FORECAST_TABLE, err);
 *	bt_forecast_free(&f);
 */

struct bt_forecast_settings {
	const char	*horizons, *metrics;	/* lists; NULL: none */
	double		 tail;			/* share of the worst paths */
	double		 confidence;		/* of intervals */
};

extern const struct bt_opt bt_forecast_opts[];

/* What was made after so many steps, in the worst of the paths. */
struct bt_horizon {
	size_t	step;
	double	mean, at_risk, shortfall;	/* of the return; NAN */
};

/* A metric, and where it may lie. */
struct bt_interval {
	const struct bt_metric	*metric;
	double			 run;
	struct bt_odds		 odds;
	double			 low, high;	/* percentiles */
	double			 bca_low, bca_high;
};

/* Who looks after it while it runs. */
struct bt_chance_watch {
	enum bt_status	(*poll)(void *arg, uint64_t done);	/* or NULL */
	void		*arg;
};

struct bt_forecast {
	const struct bt_ensemble	*plan;
	enum bt_status		 status;
	uint64_t		 done;		/* paths */
	struct bt_odds		 odds[BT_OUTCOMES];
	struct bt_odds		 equity;	/* final, in money; NAN */
	double			 p_value;	/* of the method null; NAN */
	double			*ruin, *goal;	/* shares of the paths, as many
						   as the plan has; NAN */
	double			 tail, confidence;
	struct bt_horizon	*horizons;
	size_t			 nhorizons;
	struct bt_interval	*intervals;
	size_t			 nintervals;
	const char		*no_bca;	/* why, or NULL */
};

/* Are the lists lists?  Told before any input is read. */
int	bt_forecast_check(const struct bt_forecast_settings *,
	    struct bt_err *) BT_MUST_CHECK;

/*
 * plan must outlive the forecast, which is to be freed after an error, too.
 * A horizon beyond the end of a path, and a metric that a path cannot have,
 * are BT_EUSAGE.
 */
int	bt_forecast_make(const struct bt_ensemble *,
	    const struct bt_forecast_settings *,
	    const struct bt_chance_watch *, struct bt_forecast *,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_forecast_free(struct bt_forecast *);

enum bt_forecast_format { BT_FORECAST_TABLE, BT_FORECAST_NDJSON,
	BT_FORECAST_CSV, BT_FORECAST_JSON };

int	bt_forecast_write(struct bt_out *, const struct bt_forecast *,
	    enum bt_forecast_format, struct bt_err *) BT_MUST_CHECK;

#endif
