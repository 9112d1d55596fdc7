/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_TIME_H
#define BT_BASE_TIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

/*
 * Time is an int64_t: nanoseconds since 1970-01-01T00:00:00Z, leap seconds
 * not counted.  What is read must lie in the years 1678 to 2261, which all
 * fit, at any offset.  Days are proleptic Gregorian
 * (Howard Hinnant, "chrono-compatible low-level date algorithms").
 */

#define BT_NS_SECOND 1000000000LL
#define BT_NS_DAY (86400LL * BT_NS_SECOND)
#define BT_TIME_NONE INT64_MIN
#define BT_TIME_MAX 40		/* bytes that bt_time_format() may write */

struct bt_zone;			/* lib/base/zone.h */

/* How the times of one input are to be read.  { 0 } is a good start. */
struct bt_time_rule {
	const char		*format; /* --date-format, or NULL: see below */
	const struct bt_zone	*zone;	 /* of naive times; NULL = UTC */
};

/*
 * Read the whole of [s, s + n).  Without a format this understands
 *	2024-01-31  20240131  2024-01-31 15:30  2024-01-31T15:30:00.25Z
 *	2024-01-31T15:30:00+05:30  20240131 15:30  20240131 153000
 *	epoch seconds, milli-, micro- or nanoseconds, told by magnitude
 * (10, 13, 16 and 19 digits; 8 digits are a date).  Anything else, such as
 * 01/02/2024, is refused with a message that names --date-format.
 *
 * A format is strptime's: %Y %y %m %d %H %M %S %f (fraction) %b %p %I %j %z %T
 * %s %% and literal text.
 * A time without an offset belongs to rule->zone; a time of day that this
 * zone skips or repeats is an error that says so.  A bare date is a label of
 * a session: it is midnight UTC whatever the zone.
 */
int	bt_time_parse(const char *s, size_t n, const struct bt_time_rule *,
	    int64_t *t, struct bt_err *) BT_MUST_CHECK;

/*
 * Is this a format that can tell a date: conversions of those above only, a
 * year or %s among them?  NULL is one.  BT_EUSAGE if not, so that the option
 * is blamed before the first row is.
 */
int	bt_time_check_format(const char *format, struct bt_err *) BT_MUST_CHECK;

/*
 * The hot path: "YYYY-MM-DD", optionally with [T ]HH:MM[:SS][Z], at s, ending
 * before end.  Returns the place behind it, or NULL if it is anything else.
 * Then, or if what stands behind it is more than the end of a cell, ask
 * bt_time_parse, which knows more and gives reasons.  A time of day is taken
 * for UTC, so this is not for a rule that has a zone or a format.
 */
const char	*bt_time_scan(const char *s, const char *end, int64_t *t);

/*
 * The same, quicker if the date is that of the last call with this one, which
 * begins as { 0 }: rows ascend, and most share their date with the one before.
 */
struct bt_time_seen {
	uint64_t	word[2];	/* "YYYY-MM-", "Y-MM-DDT"; 0 = none */
	int64_t		midnight;
};
const char	*bt_time_scan_again(const char *s, const char *end, int64_t *t,
		    struct bt_time_seen *);

/* "2024-01-31" if date_only, else "2024-01-31T15:30:00[.fraction]Z". */
size_t	bt_time_format(char buf[BT_TIME_MAX], int64_t t, bool date_only);

/*
 * The same, quicker if t is in the day of the last call with this day, which
 * begins as { 0 }.
 */
struct bt_time_day {
	int64_t	days;			/* since 1970-01-01 */
	char	date[16];		/* "" = none yet */
};
size_t	bt_time_format_day(char buf[BT_TIME_MAX], int64_t t, bool date_only,
	    struct bt_time_day *day);

/* Civil fields, all UTC. */
struct bt_civil {
	int	year, month, day;	/* month 1..12, day 1..31 */
	int	hour, minute, second;
	int	nanosecond;
	int	weekday;		/* 1 = Monday .. 7 = Sunday (ISO) */
	int	yearday;		/* 1..366 */
};

struct bt_civil	bt_time_civil(int64_t t);

/* Days since the epoch of a date; no check of its range. */
int64_t	bt_days(int year, int month, int day);

static inline bool
bt_time_is_midnight(int64_t t)
{
	return t % BT_NS_DAY == 0;
}

/*
 * "1M 3M 6M 1Y 2Y 5Y" and the like (D W M Y): the time that much before t,
 * calendar months clamped to the last day.
 */
int	bt_time_before(int64_t t, struct bt_span period, int64_t *before,
	    struct bt_err *) BT_MUST_CHECK;

#endif
