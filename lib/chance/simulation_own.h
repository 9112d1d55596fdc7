/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_SIMULATION_OWN_H
#define BT_CHANCE_SIMULATION_OWN_H

#include "lib/chance/correlation.h"
#include "lib/chance/history.h"
#include "lib/chance/roster.h"
#include "lib/chance/simulation.h"
#include "lib/chance/venue.h"

/*
 * What simulation.c (set up), series.c (bars, faults) and simtell.c (what was
 * fitted) share.
 */

/* What a stream of random numbers is for. */
enum { BT_FOR_SHOCK, BT_FOR_REST, BT_FOR_ALL, BT_FOR_BLOCKS,
	BT_FOR_FAULTS };

struct bt_role {
	const char		*name;
	struct bt_method	 model;		/* fitted, perhaps */
	double			 loading;	/* on the common factor */
	long			 row;		/* of the matrix */
	const struct bt_venue	*venue;
	struct bt_path_rule	 rule;
};

struct bt_simulation {
	const struct bt_simsettings	*set;
	struct bt_draw_tables		 tables;
	struct bt_history		 history;	/* of --fit */
	struct bt_roster		 roster;
	struct bt_role			*symbol;	/* by the roster */
	/* By name: no more than the tickers have, or one for all. */
	struct bt_venue			*venue;
	const char			**calendar;
	size_t				 nvenue, cap_venue, cap_calendar;
	struct bt_correlation		 matrix;
	long long			 bars;		/* -1: no limit */
	bool				 joint;		/* blocks */
};

#endif
