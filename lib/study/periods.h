/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_PERIODS_H
#define BT_STUDY_PERIODS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/time.h"

/*
 * How many periods make a year.  Annualised numbers hang on it, so it is
 * found by rules that can be read, and named beside the numbers.
 *
 *	median gap (the lower)	a year
 *	under 20 hours		intraday: see below
 *	20 hours .. 4 days	252; 312 if every 10th day or more, 365 if
 *				every 5th day or more is on a weekend
 *	6 .. 8 days		52
 *	27 .. 32 days		12
 *	88 .. 94 days		4
 *	360 .. 370 days		1
 *	anything else		counted: gaps / years of 365.25 days
 *
 * Intraday: bars a day, counted, times 252, 312 or 365 by the same test.
 * 312 is a week of six days, as foreign exchange has when its Sunday evening
 * is a day of its own.
 */

enum bt_frequency { BT_UNKNOWN, BT_INTRADAY, BT_DAILY, BT_WEEKLY, BT_MONTHLY,
	BT_QUARTERLY, BT_YEARLY, BT_IRREGULAR };

struct bt_periods {
	enum bt_frequency	 frequency;
	double			 per_year;	/* NAN when unknown */
	const char		*how;		/* "daily, weekdays" */
	double			 gap;		/* the median one, ns */
	int			 months;	/* from one to the next, or 0 */
};

/* The number of the day (UTC) that t falls on, also before 1970. */
static inline int64_t
bt_periods_day(int64_t t)
{
	return t >= 0 ? t / BT_NS_DAY : -((-(t + 1)) / BT_NS_DAY) - 1;
}

/* From a to b in ns, a <= b; the difference may be more than an int64_t. */
static inline double
bt_periods_span(int64_t a, int64_t b)
{
	return (double)((uint64_t)b - (uint64_t)a);
}

/* From ascending times; unknown when n < 2. */
struct bt_periods	bt_periods_of(const int64_t *time, size_t n);

/* Of the days that the times fall on, whatever their gaps. */
struct bt_periods	bt_periods_of_days(const int64_t *time, size_t n);

/*
 * When the period that ends at t began: the weekday before, the month's end
 * before, and so on; the median gap earlier where the calendar says nothing.
 */
int64_t	bt_periods_before(const struct bt_periods *, int64_t t);

#endif
