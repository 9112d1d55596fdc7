/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_CLOCK_H
#define BT_CHANCE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/zone.h"
#include "lib/market/calendar.h"

/*
 * When a simulated market has bars: on the open days of a calendar, from the
 * open to the close of its session, a bar every so often; the time of a bar
 * is that of its beginning, for daily bars the date.  The last bar of a
 * session is shorter where the session's length is no multiple.
 *
 *	bt_clock_init(&clock, &rule);
 *	while (bt_clock_next(&clock, &beat, err) == 1)
 *		...
 */
struct bt_clock_rule {
	const struct bt_calendar	*calendar;	/* borrowed */
	const struct bt_zone		*zone;		/* of open and close */
	int64_t				 bar;		/* ns; a day: daily */
	int64_t				 open, close;	/* ns of local day */
	int64_t				 from, to;	/* ns; both included */
};

struct bt_clock {
	const struct bt_clock_rule	*rule;
	int64_t				 day, last;	/* since 1970 */
	int64_t				 at, open, end;	/* ns of session */
	bool				 inside;	/* of a session */
};

struct bt_beat {
	int64_t	time;		/* of the bar */
	double	share;		/* of its session, > 0; 1 for daily bars */
	int64_t	length;		/* ns; of the session for daily bars */
	bool	first;		/* of its session */
};

void	bt_clock_init(struct bt_clock *, const struct bt_clock_rule *);

/*
 * The next bar: 1, 0 when there are no more, -1 where the session opens or
 * closes at a time that the zone skips or repeats.
 */
int	bt_clock_next(struct bt_clock *, struct bt_beat *, struct bt_err *)
	    BT_MUST_CHECK;

/* "15m" -> ns; BT_EUSAGE names the timeframes there are. */
int	bt_clock_timeframe(const char *text, int64_t *bar, struct bt_err *)
	    BT_MUST_CHECK;

/* "09:30-16:00" -> ns of the day; 24:00 is the end of the day. */
int	bt_clock_session(const char *text, int64_t *open, int64_t *close,
	    struct bt_err *) BT_MUST_CHECK;

#endif
