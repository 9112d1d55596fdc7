/* SPDX-License-Identifier: ISC */
#include "lib/chance/venue.h"

#include <math.h>
#include <string.h>

#include "lib/base/time.h"
#include "lib/market/filter.h"

#define ZONES "/usr/share/zoneinfo"

static const struct habit {
	const char	*calendar;	/* NULL: any other */
	const char	*session, *tz;
	double		 days;
} habits[] = {
	{ "nyse", "09:30-16:00", "America/New_York", 252 },
	{ "weekdays", "00:00-24:00", "UTC", 261 },
	{ "24x7", "00:00-24:00", "UTC", 365 },
	{ NULL, "00:00-24:00", "UTC", 252 },
};

static const struct habit *
habit_of(const char *calendar)
{
	const struct habit *h = habits;

	while (h->calendar != NULL && strcmp(h->calendar, calendar) != 0)
		h++;
	return h;
}

static int
set_range(struct bt_venue *v, const struct bt_simsettings *set,
    struct bt_err *err)
{
	struct bt_filter f;
	int rc;

	rc = bt_filter_init(&f, NULL, set->from, set->to, NULL, err);
	v->clock.from = f.from;
	v->clock.to = f.to;
	bt_filter_free(&f);
	return rc;
}

static int
set_session(struct bt_venue *v, const struct habit *h,
    const struct bt_simsettings *set, struct bt_err *err)
{
	struct bt_clock_rule *c = &v->clock;
	const char *session = set->session != NULL ? set->session :
	    h->session;
	const char *tz = set->tz != NULL ? set->tz : h->tz;
	bool whole;

	if (bt_clock_timeframe(set->timeframe, &c->bar, err) == -1 ||
	    bt_clock_session(session, &c->open, &c->close, err) == -1)
		return -1;
	/* Daily bars have dates: their zone does not matter. */
	if (c->bar < BT_NS_DAY && strcmp(tz, "UTC") != 0 &&
	    (v->zone = bt_zone_new(ZONES, tz, err)) == NULL)
		return -1;
	c->zone = v->zone;
	whole = c->open == 0 && c->close == BT_NS_DAY;
	v->days = isnan(set->days) ? h->days : set->days;
	v->overnight = !isnan(set->overnight) ? set->overnight :
	    whole ? 0 : 0.2;
	return 0;
}

int
bt_venue_init(struct bt_venue *v, const char *calendar,
    const struct bt_simsettings *set, struct bt_err *err)
{
	*v = (struct bt_venue){ .calendar = NULL };
	if (strcmp(calendar, "none") == 0)
		return bt_err_set(err, BT_EUSAGE, "--calendar: 'none' has no "
		    "sessions; want weekdays, 24x7, nyse or a file of dates");
	if (set_range(v, set, err) == -1 ||
	    set_session(v, habit_of(calendar), set, err) == -1 ||
	    (v->calendar = bt_calendar_new(calendar, err)) == NULL) {
		bt_venue_free(v);
		return -1;
	}
	v->clock.calendar = v->calendar;
	if (bt_calendar_knows(v->calendar, v->clock.from / BT_NS_DAY))
		return 0;
	bt_venue_free(v);
	return bt_err_set(err, BT_EUSAGE, "--from: calendar '%s' knows "
	    "nothing of '%s'; --calendar weekdays does", calendar, set->from);
}

void
bt_venue_free(struct bt_venue *v)
{
	bt_calendar_free(v->calendar);
	bt_zone_free(v->zone);
	*v = (struct bt_venue){ .calendar = NULL };
}
