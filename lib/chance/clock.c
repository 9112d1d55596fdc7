/* SPDX-License-Identifier: ISC */
#include "lib/chance/clock.h"

#include <string.h>

#include "lib/base/num.h"
#include "lib/base/str.h"
#include "lib/base/time.h"

#define MINUTE (60 * BT_NS_SECOND)
#define FAR_DAYS 106751		/* the year 2262, where ns end */

static const struct {
	const char	*name;
	int64_t		 bar;
} timeframes[] = {
	{ "1m", MINUTE }, { "5m", 5 * MINUTE }, { "15m", 15 * MINUTE },
	{ "30m", 30 * MINUTE }, { "1h", 60 * MINUTE }, { "4h", 240 * MINUTE },
	{ "1d", BT_NS_DAY },
};

int
bt_clock_timeframe(const char *text, int64_t *bar, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < sizeof(timeframes) / sizeof(timeframes[0]); i++)
		if (strcmp(text, timeframes[i].name) == 0) {
			*bar = timeframes[i].bar;
			return 0;
		}
	return bt_err_set(err, BT_EUSAGE, "--timeframe: want 1m, 5m, 15m, "
	    "30m, 1h, 4h or 1d, got '%s'", text);
}

/* "09:30" */
static int
time_of_day(struct bt_span s, int64_t *t)
{
	struct bt_span rest = s, hour;
	long long h, m;

	if (!bt_span_cut(&rest, ':', &hour) || rest.s == NULL ||
	    hour.n != 2 || rest.n != 2 ||
	    bt_num_parse_int(hour.s, hour.n, 0, 24, &h) == -1 ||
	    bt_num_parse_int(rest.s, rest.n, 0, 59, &m) == -1 ||
	    h * 60 + m > 1440)
		return -1;
	*t = (h * 60 + m) * MINUTE;
	return 0;
}

int
bt_clock_session(const char *text, int64_t *open, int64_t *close,
    struct bt_err *err)
{
	struct bt_span rest = bt_span(text), first;

	if (!bt_span_cut(&rest, '-', &first) || rest.s == NULL ||
	    time_of_day(first, open) == -1 ||
	    time_of_day(rest, close) == -1 || *open >= *close)
		return bt_err_set(err, BT_EUSAGE, "--session: want the open "
		    "and the close, as in '09:30-16:00', got '%s'", text);
	return 0;
}

/* The day that holds t, also before 1970. */
static int64_t
day_of(int64_t t)
{
	int64_t day = t / BT_NS_DAY;

	return day * BT_NS_DAY > t ? day - 1 : day;
}

/* A local day may begin on the UTC day before, and end on the one after. */
void
bt_clock_init(struct bt_clock *c, const struct bt_clock_rule *rule)
{
	const int64_t margin = rule->bar < BT_NS_DAY;

	*c = (struct bt_clock){ .rule = rule,
	    .day = day_of(rule->from) - margin - 1,
	    .last = day_of(rule->to) + margin };
	if (c->last > FAR_DAYS - 2)
		c->last = FAR_DAYS - 2;
}

/* A local time of the session; what is wrong with it is the session's. */
static int
to_utc(const struct bt_clock_rule *r, int64_t *t, struct bt_err *err)
{
	struct bt_err why = BT_ERR_INIT;

	if (r->zone == NULL || bt_zone_to_utc(r->zone, *t, t, &why) == 0)
		return 0;
	return bt_err_set(err, BT_EUSAGE, "--session: %s", why.text);
}

static int
open_session(struct bt_clock *c, struct bt_err *err)
{
	const struct bt_clock_rule *r = c->rule;
	const int64_t midnight = c->day * BT_NS_DAY;

	c->inside = true;
	if (r->bar == BT_NS_DAY) {
		c->at = c->open = midnight;
		c->end = midnight + 1;
		return 0;
	}
	c->open = midnight + r->open;
	c->end = midnight + r->close;
	if (to_utc(r, &c->open, err) == -1 || to_utc(r, &c->end, err) == -1)
		return -1;
	c->at = c->open;
	return 0;
}

/* The bar at c->at, which moves on. */
static void
take(struct bt_clock *c, struct bt_beat *beat)
{
	const struct bt_clock_rule *r = c->rule;
	int64_t length = r->bar;

	beat->time = c->at;
	beat->first = c->at == c->open;
	if (r->bar == BT_NS_DAY) {
		beat->share = 1;
		beat->length = r->close - r->open;
		c->at = c->end;
		return;
	}
	if (length > c->end - c->at)
		length = c->end - c->at;
	beat->length = length;
	beat->share = (double)length / (double)(c->end - c->open);
	c->at += length;
}

int
bt_clock_next(struct bt_clock *c, struct bt_beat *beat, struct bt_err *err)
{
	for (;;) {
		if (c->inside && c->at < c->end) {
			take(c, beat);
			if (beat->time > c->rule->to)
				return 0;
			if (beat->time >= c->rule->from)
				return 1;
			continue;
		}
		if (c->day >= c->last)
			return 0;
		c->inside = false;
		c->day++;
		if (bt_calendar_open(c->rule->calendar, c->day) &&
		    open_session(c, err) == -1)
			return -1;
	}
}
