/* SPDX-License-Identifier: ISC */
#include <stdio.h>

#include "lib/base/time.h"
#include "lib/market/checks.h"

static int64_t
day_of(int64_t t)
{
	return t / BT_NS_DAY - (t % BT_NS_DAY < 0);
}

/* "1d" "5m" "90s": how far bars are from each other. */
struct distance { char s[24]; };

static struct distance
distance(int64_t ns)
{
	static const struct { int64_t ns; const char *unit; } units[] = {
		{ BT_NS_DAY, "d" }, { 3600 * BT_NS_SECOND, "h" },
		{ 60 * BT_NS_SECOND, "m" }, { BT_NS_SECOND, "s" },
		{ 1000000, "ms" }, { 1000, "us" }, { 1, "ns" },
	};
	struct distance d = { "" };
	size_t i = 0;

	while (ns % units[i].ns != 0)
		i++;
	(void)snprintf(d.s, sizeof(d.s), "%lld%s",
	    (long long)(ns / units[i].ns), units[i].unit);
	return d;
}

/* A market that never closes: every bar is expected. */
static void
missing_steps(struct bt_probe *p, const struct bt_bars *b)
{
	int64_t d;
	size_t i;

	if (p->step == 0)
		return;
	for (i = 1; i < b->n; i++) {
		d = bt_probe_distance(b, i);
		if (d >= 2 * p->step)
			bt_probe_say(p, b, i, "%lld bars of %s are missing "
			    "before this one", (long long)(d / p->step - 1),
			    distance(p->step).s);
	}
}

static bool
always_open(const struct bt_calendar *c)
{
	return bt_calendar_knows(c, 0) && bt_calendar_open(c, 2) &&
	    bt_calendar_open(c, 3);
}

static bool
knows_nothing(const struct bt_calendar *c)
{
	return !bt_calendar_knows(c, INT64_MAX);
}

/* Weekly and monthly bars leave out days by nature. */
void
bt_check_gap(struct bt_probe *p, const struct bt_bars *b)
{
	int64_t last, day;
	size_t i, n;

	if (always_open(p->calendar)) {
		missing_steps(p, b);
		return;
	}
	if (p->step > BT_NS_DAY || b->n == 0 || knows_nothing(p->calendar))
		return;
	last = day_of(b->time[0]);
	for (i = 1; i < b->n; i++, last = day) {
		day = day_of(b->time[i]);
		if (day - last > 1 && (n = bt_calendar_between(p->calendar,
		    last, day)) > 0)
			bt_probe_say(p, b, i, "%zu session%s of '%s' %s "
			    "missing before this bar", n, n == 1 ? "" : "s",
			    bt_calendar_name(p->calendar),
			    n == 1 ? "is" : "are");
	}
}

void
bt_check_closed_day(struct bt_probe *p, const struct bt_bars *b)
{
	int64_t last = INT64_MIN, day;
	size_t i;

	if (p->step > BT_NS_DAY || knows_nothing(p->calendar))
		return;
	for (i = 0; i < b->n; i++, last = day) {
		day = day_of(b->time[i]);
		if (day != last && bt_calendar_knows(p->calendar, day) &&
		    !bt_calendar_open(p->calendar, day))
			bt_probe_say(p, b, i, "'%s' is closed on this day",
			    bt_calendar_name(p->calendar));
	}
}

/* 1970-01-01 was a Thursday. */
static bool
on_weekend(int64_t t)
{
	int64_t d = ((day_of(t) % 7) + 7) % 7;

	return d == 2 || d == 3;
}

/*
 * Only where no calendar knows better, and only where they are few: a market
 * that trades on weekends does so on all of them.
 */
void
bt_check_weekend(struct bt_probe *p, const struct bt_bars *b)
{
	bool weekend = on_weekend(0);
	uint64_t begin = 0;
	size_t i, n = 0;

	if (!knows_nothing(p->calendar))
		return;
	for (i = 0; i < b->n; i++) {
		if ((uint64_t)b->time[i] - begin >= BT_NS_DAY) {
			begin = (uint64_t)day_of(b->time[i]) * BT_NS_DAY;
			weekend = on_weekend(b->time[i]);
		}
		n += weekend;
	}
	if (n == 0 || (double)n > p->set->weekend * (double)b->n)
		return;
	for (i = 0; i < b->n; i++)
		if (on_weekend(b->time[i]))
			bt_probe_say(p, b, i, "is a %s",
			    bt_time_civil(b->time[i]).weekday == 6 ?
			    "Saturday" : "Sunday");
}

static double
move(const struct bt_bars *b, size_t i)
{
	double x = b->close[i] / b->close[i - 1] - 1;

	return x < 0 ? -x : x;
}

/* A hole with a jump across it is ticker-reuse. */
void
bt_check_hole(struct bt_probe *p, const struct bt_bars *b)
{
	size_t i;

	for (i = 1; i < b->n; i++)
		if (bt_probe_distance(b, i) >= p->hole &&
		    move(b, i) < p->set->reuse)
			bt_probe_say(p, b, i, "comes after %lld days without "
			    "a bar", (long long)(bt_probe_distance(b, i) /
			    BT_NS_DAY));
}

/* How many bars from i on are as far apart as i and the bar before it. */
static size_t
run_from(const struct bt_bars *b, size_t i)
{
	int64_t d = bt_probe_distance(b, i);
	size_t n = 1;

	while (i + n < b->n && bt_probe_distance(b, i + n) == d)
		n++;
	return n;
}

#define COARSE_RUN 10		/* bars; fewer may be chance */

static void
finer(struct bt_probe *p, const struct bt_bars *b)
{
	size_t i, n = 0, first = 0;

	/* Months have 28 to 31 days. */
	for (i = b->n; i-- > 1;)
		if (bt_probe_distance(b, i) < p->step - p->step / 8) {
			n++;
			first = i;
		}
	if (n > 0)
		bt_probe_say(p, b, first, "%zu bar%s less than the usual %s "
		    "after the one before, this first", n,
		    n == 1 ? " comes" : "s come", distance(p->step).s);
}

static void
coarser(struct bt_probe *p, const struct bt_bars *b)
{
	size_t i, n;

	for (i = 1; i < b->n; i += n) {
		n = run_from(b, i);
		if (n >= COARSE_RUN &&
		    bt_probe_distance(b, i) > p->step + p->step / 8)
			bt_probe_say(p, b, i, "%zu bars from here come every "
			    "%s, the others every %s", n,
			    distance(bt_probe_distance(b, i)).s,
			    distance(p->step).s);
	}
}

void
bt_check_timeframe(struct bt_probe *p, const struct bt_bars *b)
{
	if (p->step == 0)
		return;
	finer(p, b);
	coarser(p, b);
	if (p->market_step != 0 && p->step != p->market_step)
		bt_probe_say(p, b, 0, "bars come every %s, those of most "
		    "symbols every %s", distance(p->step).s,
		    distance(p->market_step).s);
}

static size_t
step_at(const struct bt_timeline *line, int64_t t)
{
	size_t low = 0, high = line->steps, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (line->time[mid] < t)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

double
bt_probe_coverage(const struct bt_bars *b, const struct bt_timeline *line,
    size_t *steps)
{
	size_t n;

	n = step_at(line, b->time[b->n - 1]) - step_at(line, b->time[0]) + 1;
	if (steps != NULL)
		*steps = n;
	return (double)b->n / (double)n;
}

void
bt_check_coverage(struct bt_probe *p, const struct bt_bars *b)
{
	size_t steps;
	double share;

	share = bt_probe_coverage(b, p->line, &steps);
	if (share < p->set->coverage)
		bt_probe_say(p, b, 0, "has bars at %.3g%% of the %zu times "
		    "that some symbol has one, from its first to its last",
		    100 * share, steps);
}
