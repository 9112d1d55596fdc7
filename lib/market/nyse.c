/* SPDX-License-Identifier: ISC */
#include <stddef.h>

#include "lib/base/time.h"
#include "lib/market/calendar.h"

/*
 * The holidays of the New York Stock Exchange since 1971, when the Uniform
 * Monday Holiday Act took effect.  Source: NYSE Rule 7.2 (formerly 51) and
 * the exchange's list of holidays and special closings.
 */

enum kind {
	FIXED,		/* month, day */
	NTH,		/* the n-th weekday (1 = Monday) of month */
	LAST,		/* the last weekday of month */
	EASTER,		/* n days from Easter Sunday */
	ELECTION,	/* the Tuesday after the first Monday of month */
};

/* What happens when a fixed day falls on a weekend. */
enum shift { NONE, SUNDAY_ONLY, BOTH };

static const struct holiday {
	enum kind	kind;
	int		month, n, weekday;
	enum shift	shift;
	int		from, to, every;	/* years */
} holidays[] = {
	/*
	 * New Year's Day: not moved to the Friday before, which ends a
	 * year's accounts.
	 */
	{ FIXED, 1, 1, 0, SUNDAY_ONLY, 1971, 9999, 1 },
	{ NTH, 1, 3, 1, NONE, 1998, 9999, 1 },	/* Martin Luther King */
	{ NTH, 2, 3, 1, NONE, 1971, 9999, 1 },	/* Washington's Birthday */
	{ EASTER, 0, -2, 0, NONE, 1971, 9999, 1 },	/* Good Friday */
	{ LAST, 5, 0, 1, NONE, 1971, 9999, 1 },	/* Memorial Day */
	{ FIXED, 6, 19, 0, BOTH, 2022, 9999, 1 },	/* Juneteenth */
	{ FIXED, 7, 4, 0, BOTH, 1971, 9999, 1 },	/* Independence */
	{ NTH, 9, 1, 1, NONE, 1971, 9999, 1 },	/* Labor Day */
	{ ELECTION, 11, 0, 0, NONE, 1972, 1980, 4 },	/* of a president */
	{ NTH, 11, 4, 4, NONE, 1971, 9999, 1 },	/* Thanksgiving */
	{ FIXED, 12, 25, 0, BOTH, 1971, 9999, 1 },	/* Christmas */
};

static const struct {
	int	year, month, day;
} closings[] = {
	{ 1972, 12, 28 },	/* funeral of President Truman */
	{ 1973, 1, 25 },	/* funeral of President Johnson */
	{ 1977, 7, 14 },	/* blackout in New York */
	{ 1985, 9, 27 },	/* hurricane Gloria */
	{ 1994, 4, 27 },	/* funeral of President Nixon */
	{ 2001, 9, 11 },	/* attack on the World Trade Center */
	{ 2001, 9, 12 },
	{ 2001, 9, 13 },
	{ 2001, 9, 14 },
	{ 2004, 6, 11 },	/* mourning for President Reagan */
	{ 2007, 1, 2 },		/* mourning for President Ford */
	{ 2012, 10, 29 },	/* hurricane Sandy */
	{ 2012, 10, 30 },
	{ 2018, 12, 5 },	/* mourning for President G. H. W. Bush */
	{ 2025, 1, 9 },		/* mourning for President Carter */
};

/* 1 = Monday .. 7 = Sunday; 1970-01-01 was a Thursday. */
static int
weekday(int64_t day)
{
	return (int)(((day + 3) % 7 + 7) % 7) + 1;
}

/* Meeus, "Astronomical Algorithms", chapter 8 (the Gregorian calendar). */
static int64_t
easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30;
	int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int sum = h + l - 7 * m + 114;

	return bt_days(year, sum / 31, sum % 31 + 1);
}

static int64_t
nth(int year, int month, int n, int which)
{
	int64_t first = bt_days(year, month, 1);

	return first + (which - weekday(first) + 7) % 7 + 7 * (n - 1);
}

static int64_t
last(int year, int month, int which)
{
	int64_t end = bt_days(year, month + 1, 1) - 1;

	return end - (weekday(end) - which + 7) % 7;
}

static int64_t
fixed(const struct holiday *h, int year)
{
	int64_t day = bt_days(year, h->month, h->n);

	if (weekday(day) == 7 && h->shift != NONE)
		return day + 1;
	if (weekday(day) == 6 && h->shift == BOTH)
		return day - 1;
	return day;
}

static int64_t
falls_on(const struct holiday *h, int year)
{
	switch (h->kind) {
	case FIXED:
		return fixed(h, year);
	case NTH:
		return nth(year, h->month, h->n, h->weekday);
	case LAST:
		return last(year, h->month, h->weekday);
	case EASTER:
		return easter(year) + h->n;
	default:
		return nth(year, h->month, 1, 1) + 1;
	}
}

bool
bt_calendar_nyse_holiday(int64_t day)
{
	struct bt_civil date = bt_time_civil(day * BT_NS_DAY);
	const struct holiday *h;
	size_t i;

	for (i = 0; i < sizeof(holidays) / sizeof(holidays[0]); i++) {
		h = &holidays[i];
		if (date.year >= h->from && date.year <= h->to &&
		    (date.year - h->from) % h->every == 0 &&
		    falls_on(h, date.year) == day)
			return true;
	}
	for (i = 0; i < sizeof(closings) / sizeof(closings[0]); i++)
		if (bt_days(closings[i].year, closings[i].month,
		    closings[i].day) == day)
			return true;
	return false;
}
