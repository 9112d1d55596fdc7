/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_WINDOWS_H
#define BT_SWEEP_WINDOWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

/*
 * The windows of a walk-forward: pieces of a timeline to choose on, each with
 * the piece behind it to try the choice on.
 *
 *	struct bt_windows_rule rule;
 *	struct bt_windows win;
 *
 *	bt_windows_parse("train=2Y,test=6M", &rule, err);
 *	bt_windows_init(&win, &rule, line->time, line->steps, err);
 *	for (i = 0; i < win.n; i++)
 *		... win.at[i].train_first ...
 *	bt_windows_free(&win);
 *
 * A span is a number of steps of the timeline (bars, if all symbols trade
 * together), "250", or a time of the calendar, "10D 4W 6M 2Y".  With train T,
 * test U and step S, counted from the day of the first step,
 *
 *	window k trains on	[k S, T + k S)	anchored: [0, T + k S)
 *	and is tested on	[T + k S, T + k S + U)
 *
 * so that every border is reckoned from one origin: a month that is clamped
 * (31 January + 1M = 28 February) shortens no later one.  A border of the
 * calendar falls on the first step that is not before it.
 */
struct bt_windows_span {
	long long	steps;		/* or, if 0, the sum of: */
	long long	months, days;
};

struct bt_windows_rule {
	struct bt_windows_span	train, test;
	struct bt_windows_span	step;	/* of the windows; >= test */
	long long		purge;	/* steps cut off the end of training */
	bool			anchored;
};

/* Steps of the timeline: first up to, not including, end. */
struct bt_window {
	size_t	train_first, train_end;	/* may be empty: a hole, a purge */
	size_t	test_first, test_end;	/* at least one step */
	bool	partial;		/* the data end before the test does */
};

struct bt_windows {
	struct bt_window	*at;
	size_t			 n;	/* at least 1 */
};

/*
 * Read "train=SPAN,test=SPAN[,step=SPAN][,purge=STEPS][,anchored]"; step is
 * test unless told.  BT_EUSAGE names what is wrong or missing; train, test and
 * step are all steps or all calendar.
 */
int	bt_windows_parse(const char *text, struct bt_windows_rule *,
	    struct bt_err *) BT_MUST_CHECK;

/*
 * The windows over ascending times.  The last one is kept if the data end
 * within its test, and marked (by the calendar: if they end earlier than the
 * longest of the last five gaps between steps explains); one whose test has
 * no steps is left out.
 * BT_EUSAGE if the data hold none at all, or if tests overlap.
 */
int	bt_windows_init(struct bt_windows *, const struct bt_windows_rule *,
	    const int64_t *time, size_t steps, struct bt_err *)
	    BT_MUST_CHECK;
void	bt_windows_free(struct bt_windows *);

#endif
