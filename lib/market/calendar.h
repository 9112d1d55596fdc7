/* SPDX-License-Identifier: ISC */
#ifndef BT_MARKET_CALENDAR_H
#define BT_MARKET_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

/*
 * On which days a market is open.  Days count from 1970-01-01, as bt_days().
 *
 *	none		nothing is known: no day is expected, none is wrong
 *	weekdays	Monday to Friday
 *	24x7		every day
 *	nyse		the New York Stock Exchange from 1971 on, by rule: the
 *			holidays of NYSE Rule 7.2 as they applied in each year,
 *			and the unscheduled closures (nyse.com, "Special
 *			Closings").  Nothing is known before 1971.
 *	FILE		Monday to Friday without the days listed, one date a
 *			line; "open DATE" is a session all the same; from # to
 *			the end of a line is a comment
 */
struct bt_calendar;

struct bt_calendar	*bt_calendar_new(const char *name, struct bt_err *)
			    BT_MUST_CHECK;
void			 bt_calendar_free(struct bt_calendar *);

const char	*bt_calendar_name(const struct bt_calendar *);
/* Does it say anything about that day? */
bool	bt_calendar_knows(const struct bt_calendar *, int64_t day);
bool	bt_calendar_open(const struct bt_calendar *, int64_t day);
/* Open days in (after, before), both exclusive; O(days). */
size_t	bt_calendar_between(const struct bt_calendar *, int64_t after,
	    int64_t before);

/* The NYSE rule alone: is this day, a Monday to Friday, a holiday? */
bool	bt_calendar_nyse_holiday(int64_t day);

#endif
