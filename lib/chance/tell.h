/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_TELL_H
#define BT_CHANCE_TELL_H

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/base/out.h"
#include "lib/chance/rows.h"

/*
 * What a simulation is asked to tell: its summary, or rows.
 *
 *	if (bt_tell_check(&settings, &plan, err) == -1)
 *		return -1;
 *	... bt_ensemble_read() ...
 *	rc = bt_tell(out, &settings, &plan, &watch, &status, err);
 */
enum bt_tell_what { BT_TELL_SUMMARY, BT_TELL_PATHS, BT_TELL_FAN,
	BT_TELL_HISTOGRAM };

struct bt_tell_settings {
	struct bt_forecast_settings summary;	/* bt_forecast_opts */
	int		 format;	/* -1: table, or csv for rows */
	int		 what;
	long long	 points;	/* of a fan */
	const char	*stakes;	/* --leverage-sweep */
};

extern const struct bt_opt bt_tell_opts[];

/* Do the options go together? */
int	bt_tell_check(const struct bt_tell_settings *,
	    const struct bt_ensemble *, struct bt_err *) BT_MUST_CHECK;

int	bt_tell(struct bt_out *, const struct bt_tell_settings *,
	    const struct bt_ensemble *, const struct bt_chance_watch *,
	    enum bt_status *, struct bt_err *) BT_MUST_CHECK;

#endif
