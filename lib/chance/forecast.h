/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_FORECAST_H
#define BT_CHANCE_FORECAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/out.h"
#include "lib/chance/odds.h"
#include "lib/chance/plan.h"

/*
 * The summary of a simulation: how every outcome is distributed, and how
 * likely ruin and goals are.
 *
 *	if (bt_forecast_make(&plan, &watch, &f, err) == 0)
 *		rc = bt_forecast_write(out, &f, BT_FORECAST_TABLE, err);
 *	bt_forecast_free(&f);
 */

/* Who looks after it while it runs. */
struct bt_chance_watch {
	enum bt_status	(*poll)(void *arg, uint64_t done);	/* or NULL */
	void		*arg;
};

struct bt_forecast {
	const struct bt_plan	*plan;
	enum bt_status		 status;
	uint64_t		 done;		/* paths */
	struct bt_odds		 odds[BT_OUTCOMES];
	double			*ruin, *goal;	/* shares of the paths, as many
						   as the plan has; NAN */
};

/* plan must outlive the forecast, which is to be freed after an error, too. */
int	bt_forecast_make(const struct bt_plan *,
	    const struct bt_chance_watch *, struct bt_forecast *,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_forecast_free(struct bt_forecast *);

enum bt_forecast_format { BT_FORECAST_TABLE, BT_FORECAST_NDJSON,
	BT_FORECAST_CSV, BT_FORECAST_JSON };

int	bt_forecast_write(struct bt_out *, const struct bt_forecast *,
	    enum bt_forecast_format, struct bt_err *) BT_MUST_CHECK;

#endif
