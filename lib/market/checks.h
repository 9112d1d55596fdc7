/* SPDX-License-Identifier: ISC */
#ifndef BT_MARKET_CHECKS_H
#define BT_MARKET_CHECKS_H

#include <stddef.h>
#include <stdint.h>

#include "lib/market/calendar.h"
#include "lib/market/quality.h"
#include "lib/market/timeline.h"

/*
 * The checks of lib/market/quality that look at a symbol's whole series.
 * Each walks the columns once and says what it finds by bt_probe_say().
 */
struct bt_probe {
	const struct bt_quality_settings *set;
	const struct bt_calendar *calendar;
	const struct bt_market	*market;
	const struct bt_timeline *line;
	const struct bt_check	*check;		/* the one that runs */
	struct bt_quality	*quality;
	bool			 date_only;
	int64_t			 market_step;	/* of most symbols, or 0 */

	/* Of the symbol. */
	int64_t			 step;		/* ns between most bars, or 0 */
	int64_t			 hole;		/* ns without a bar */
	double			 median, sigma;	/* of returns; robust */
	size_t			*jump;		/* bars after a big move */
	size_t			 njumps, cap_jumps;
};

/* Something about bar i; the symbol and its time go before the text. */
void	bt_probe_say(struct bt_probe *, const struct bt_bars *, size_t i,
	    const char *fmt, ...) BT_PRINTF(4, 5);

/* Time from the bar before to bar i > 0; three centuries at most. */
static inline int64_t
bt_probe_distance(const struct bt_bars *b, size_t i)
{
	uint64_t d = (uint64_t)b->time[i] - (uint64_t)b->time[i - 1];

	return d > INT64_MAX ? INT64_MAX : (int64_t)d;
}

/* checkseries.c: what a series is like. */
int64_t	bt_probe_step(const struct bt_bars *);
/* days, but never less than three times what lies between bars on average. */
int64_t	bt_probe_hole(const struct bt_bars *, long long days);
int	bt_probe_spread(const struct bt_bars *, double *median,
	    double *sigma, struct bt_err *) BT_MUST_CHECK;

/* checktime.c */
/* Bars per step of the timeline from its first to its last; steps or NULL. */
double	bt_probe_coverage(const struct bt_bars *, const struct bt_timeline *,
	    size_t *steps);
void	bt_check_gap(struct bt_probe *, const struct bt_bars *);
void	bt_check_closed_day(struct bt_probe *, const struct bt_bars *);
void	bt_check_weekend(struct bt_probe *, const struct bt_bars *);
void	bt_check_hole(struct bt_probe *, const struct bt_bars *);
void	bt_check_timeframe(struct bt_probe *, const struct bt_bars *);
void	bt_check_coverage(struct bt_probe *, const struct bt_bars *);

/* checkvalue.c */
void	bt_check_zero_volume(struct bt_probe *, const struct bt_bars *);
void	bt_check_stale(struct bt_probe *, const struct bt_bars *);
void	bt_check_flat(struct bt_probe *, const struct bt_bars *);

/* checkjump.c */
int	bt_probe_jumps(struct bt_probe *, const struct bt_bars *,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_check_outlier(struct bt_probe *, const struct bt_bars *);
void	bt_check_spike(struct bt_probe *, const struct bt_bars *);
void	bt_check_split(struct bt_probe *, const struct bt_bars *);
void	bt_check_reuse(struct bt_probe *, const struct bt_bars *);

#endif
