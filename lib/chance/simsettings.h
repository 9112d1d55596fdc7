/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_SIMSETTINGS_H
#define BT_CHANCE_SIMSETTINGS_H

#include <stdbool.h>

#include "lib/base/option.h"

/* What bt-simulate can be told about the market, as options. */
struct bt_simsettings {
	/* What moves the prices. */
	struct bt_method	 model;
	const char		*fit;		/* FILE */
	const char		*correlation;	/* R, factor, fit or FILE */
	long long		 seed, steps;
	/* What is traded. */
	const char		*symbols;
	long long		 count;		/* -1: not given */
	double			 start, volume;	/* NAN: the symbol's */
	double			 overnight;	/* NAN: by the session */
	const char		*tick_size;	/* NULL: the symbol's */
	/* When. */
	long long		 bars;		/* -1: 252, or up to --to */
	const char		*from, *to;
	const char		*timeframe, *calendar, *session, *tz;
	double			 days;		/* NAN: by the calendar */
};

extern const struct bt_opt bt_simsettings_market[], bt_simsettings_time[];

#endif
