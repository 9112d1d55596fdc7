/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/base/time.h"
#include "lib/maths/quantile.h"
#include "lib/study/periods.h"

#define DAY BT_NS_DAY
#define HOUR (3600 * BT_NS_SECOND)
#define SAMPLES 1001	/* gaps looked at: enough for a median */

static const struct {
	int64_t			 from, to;	/* median gap */
	enum bt_frequency	 frequency;
	double			 per_year;	/* NAN: by the days */
	const char		*how;
	int			 months;	/* calendar step, or 0 */
} rules[] = {
	{ 0, 20 * HOUR - 1, BT_INTRADAY, (double)NAN, NULL, 0 },
	{ 20 * HOUR, 4 * DAY, BT_DAILY, (double)NAN, NULL, 0 },
	{ 6 * DAY, 8 * DAY, BT_WEEKLY, 52.0, "weekly", 0 },
	{ 27 * DAY, 32 * DAY, BT_MONTHLY, 12.0, "monthly", 1 },
	{ 88 * DAY, 94 * DAY, BT_QUARTERLY, 4.0, "quarterly", 3 },
	{ 360 * DAY, 370 * DAY, BT_YEARLY, 1.0, "yearly", 12 },
};

/* Weeks by the share of their days that lie on a weekend. */
static const struct {
	double		 share;		/* at least */
	double		 per_year;
	const char	*daily, *intraday;
} weeks[] = {
	{ 0.2, 365.0, "daily, every day", "intraday, every day" },
	{ 0.1, 312.0, "daily, six days a week",
	    "intraday, six days a week" },
	{ 0.0, 252.0, "daily, weekdays", "intraday, weekdays" },
};

/* 1970-01-01 was a Thursday; 0 = Monday. */
static int
weekday_of(int64_t day)
{
	return (int)(((day + 3) % 7 + 7) % 7);
}

static double
median_gap(const int64_t *time, size_t n)
{
	double gap[SAMPLES];
	size_t i, at, count = n - 1 < SAMPLES ? n - 1 : SAMPLES;

	for (i = 0; i < count; i++) {
		at = i * (n - 1) / count;
		gap[i] = bt_periods_span(time[at], time[at + 1]);
	}
	return bt_quantile_select(gap, count, (count - 1) / 2);
}

/* Distinct days, and how many of them lie on a weekend. */
static size_t
count_days(const int64_t *time, size_t n, size_t *weekend)
{
	size_t i, days = 0;
	int64_t day, last = INT64_MIN;

	*weekend = 0;
	for (i = 0; i < n; i++) {
		day = bt_periods_day(time[i]);
		if (day == last)
			continue;
		last = day;
		days++;
		*weekend += weekday_of(day) >= 5;
	}
	return days;
}

static size_t
find_week(size_t days, size_t weekend)
{
	size_t i = 0;

	while ((double)weekend < weeks[i].share * (double)days)
		i++;
	return i;
}

struct bt_periods
bt_periods_of_days(const int64_t *time, size_t n)
{
	size_t weekend, days = count_days(time, n, &weekend);
	size_t w = find_week(days, weekend);

	return (struct bt_periods){ BT_DAILY, weeks[w].per_year,
	    weeks[w].daily, (double)DAY, 0 };
}

static struct bt_periods
count_intraday(const int64_t *time, size_t n, double gap)
{
	size_t weekend, days = count_days(time, n, &weekend);
	size_t w = find_week(days, weekend);

	return (struct bt_periods){ BT_INTRADAY, (double)n / (double)days *
	    weeks[w].per_year, weeks[w].intraday, gap, 0 };
}

static struct bt_periods
count_irregular(const int64_t *time, size_t n, double gap)
{
	double years = bt_periods_span(time[0], time[n - 1]) /
	    (365.25 * (double)DAY);

	return (struct bt_periods){ BT_IRREGULAR, (double)(n - 1) / years,
	    "counted", gap, 0 };
}

struct bt_periods
bt_periods_of(const int64_t *time, size_t n)
{
	size_t i;
	double gap;

	if (n < 2)
		return (struct bt_periods){ BT_UNKNOWN, (double)NAN,
		    "unknown", 0, 0 };
	gap = median_gap(time, n);
	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if (gap < (double)rules[i].from || gap > (double)rules[i].to)
			continue;
		if (rules[i].frequency == BT_INTRADAY)
			return count_intraday(time, n, gap);
		if (rules[i].frequency == BT_DAILY)
			return bt_periods_of_days(time, n);
		return (struct bt_periods){ rules[i].frequency,
		    rules[i].per_year, rules[i].how, gap,
		    rules[i].months };
	}
	return count_irregular(time, n, gap);
}

/* t less a span, no earlier than a time can be. */
static int64_t
earlier(int64_t t, double span)
{
	return bt_periods_span(INT64_MIN, t) <= span ? INT64_MIN + 1 :
	    t - (int64_t)span;
}

/* months earlier; the last day of a month stays the last day. */
static int64_t
months_before(int64_t t, int months)
{
	struct bt_civil c = bt_time_civil(t);
	const int now = c.year * 12 + c.month - 1, then = now - months;
	const int64_t first = bt_days(then / 12, then % 12 + 1, 1);
	const int64_t next = bt_days((then + 1) / 12, (then + 1) % 12 + 1, 1);
	int64_t day = first + c.day - 1;

	if (day >= next || bt_periods_day(t) + 1 ==
	    bt_days((now + 1) / 12, (now + 1) % 12 + 1, 1))
		day = next - 1;
	return earlier(t, (double)(bt_periods_day(t) - day) * (double)DAY);
}

int64_t
bt_periods_before(const struct bt_periods *p, int64_t t)
{
	if (p->months > 0)
		return months_before(t, p->months);
	if (p->frequency != BT_DAILY)
		return earlier(t, p->gap);
	t = earlier(t, (double)DAY);
	while (p->per_year < 300.0 && weekday_of(bt_periods_day(t)) >= 5)
		t = earlier(t, (double)DAY);
	return t;
}
