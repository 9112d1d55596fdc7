/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_VENUE_H
#define BT_CHANCE_VENUE_H

#include "lib/base/err.h"
#include "lib/chance/clock.h"
#include "lib/chance/simsettings.h"

/*
 * Where symbols trade: a calendar with its sessions, the length of its year,
 * and how much happens between sessions.  What the settings do not say
 * follows from the calendar.
 */
struct bt_venue {
	struct bt_calendar	*calendar;
	struct bt_zone		*zone;		/* NULL: UTC, or daily bars */
	struct bt_clock_rule	 clock;
	double			 days;		/* sessions a year */
	double			 overnight;	/* share of the variance */
};

/* On failure it owns nothing.  calendar: a name or a file. */
int	bt_venue_init(struct bt_venue *, const char *calendar,
	    const struct bt_simsettings *, struct bt_err *) BT_MUST_CHECK;
void	bt_venue_free(struct bt_venue *);

#endif
