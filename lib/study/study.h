/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_STUDY_H
#define BT_STUDY_STUDY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/maths/drawdown.h"
#include "lib/study/input.h"
#include "lib/study/perf.h"
#include "lib/study/periods.h"
#include "lib/study/tradestat.h"

/*
 * One run, measured: everything the metrics are taken from.
 *
 *	struct bt_study s;
 *
 *	if (bt_study_of(&input, &(struct bt_study_rule){ .periods = NAN },
 *	    &s, err) == -1)
 *		return -1;
 *	... bt_metric_value(bt_metric_find(bt_span("sharpe")), &s) ...
 */

enum bt_returns { BT_RETURNS_AUTO, BT_RETURNS_BAR, BT_RETURNS_DAY };

struct bt_study_rule {
	double		periods;	/* a year; NAN: from the data */
	double		risk_free;	/* a year, as a fraction */
	enum bt_returns	returns;	/* AUTO: day where rows are intraday */
	const struct bt_study *like;	/* of the whole, for its parts: periods
					   and days are as there; or NULL */
	/*
	 * For who measures many runs: what is wanted (bits of enum bt_need; 0:
	 * all of it), room for 2 doubles a row of the curve, and the last row
	 * of each day; or NULL.
	 */
	unsigned	 needs;
	double		*room;
	const struct bt_study_days *days;
};

/* Days (UTC) by their last rows, of as many rows as a curve has. */
struct bt_study_days {
	const size_t	*last;		/* ascending */
	size_t		 n, rows;
};

/* What a metric may need, and a study may have. */
enum bt_need {
	BT_NEEDS_RETURNS = 1,	/* one return or more, the account alive */
	BT_NEEDS_CURVE = 2,	/* rows of equity or returns */
	BT_NEEDS_PERIODS = 4,	/* periods a year are known */
	BT_NEEDS_DATES = 8,	/* first and last date, some time apart */
	BT_NEEDS_TOTAL = 16,	/* what the whole run made */
	BT_NEEDS_MONEY = 32,	/* equity as money, not returns alone */
	BT_NEEDS_TRADES = 64,	/* the input tells of trades */
	BT_NEEDS_A_TRADE = 128,	/* at least one was closed */
	BT_NEEDS_POSITIONS = 256,	/* equity rows with positions */
	BT_NEEDS_WHOLE = 512,	/* a whole run, not a part of it */
	/* Parts of a study, each of which takes its time. */
	BT_NEEDS_SPREAD = BT_PERF_SPREAD << 10 | BT_NEEDS_RETURNS,
	BT_NEEDS_SHAPE = BT_PERF_SHAPE << 10 | BT_NEEDS_RETURNS,
	BT_NEEDS_GROWTH = BT_PERF_GROWTH << 10 | BT_NEEDS_RETURNS,
	BT_NEEDS_SPLIT = BT_PERF_SPLIT << 10 | BT_NEEDS_RETURNS,
	BT_NEEDS_TAILS = BT_PERF_TAILS << 10 | BT_NEEDS_RETURNS,
	BT_NEEDS_DEPTH = 1 << 15 | BT_NEEDS_CURVE,	/* drawdown.max */
	BT_NEEDS_FALLS = 1 << 16 | BT_NEEDS_CURVE,	/* all of drawdown */
	BT_NEEDS_MEAN_EQUITY = 1 << 17 | BT_NEEDS_CURVE,
	/* The input has them: gross exposure, and mae and mfe of trades. */
	BT_NEEDS_GROSS = 1 << 18 | BT_NEEDS_POSITIONS,
	BT_NEEDS_EXCURSIONS = 1 << 19 | BT_NEEDS_TRADES,
};

struct bt_study {
	unsigned		 have;		/* bits of enum bt_need */
	bool			 ruined;	/* equity <= 0 before the end */
	bool			 daily;		/* returns are by day */
	bool			 date_only;	/* all times are midnight */
	int64_t			 from, to;	/* BT_TIME_NONE: no dates */
	size_t			 rows;		/* of the curve, as read */
	struct bt_periods	 periods;
	double			 risk_free;	/* a year */
	double			 years;		/* calendar; NAN */
	double			 total;		/* return of the whole; NAN */
	double			 first, last, mean_equity;	/* money; NAN */
	double			 exposure, gross;	/* fractions; NAN */
	struct bt_perf		 perf;
	struct bt_drawdown	 drawdown;
	struct bt_tradestat	 trades;
	size_t			 open_trades;
};

/*
 * -1 only for want of memory: what cannot be measured, and what is not needed,
 * is missing in have.
 */
int	bt_study_of(const struct bt_input *, const struct bt_study_rule *,
	    struct bt_study *, struct bt_err *) BT_MUST_CHECK;

/*
 * The returns that the study of this input was made of, by bar or by day: *n
 * of them, 0 where it has none.  Caller frees.
 */
double	*bt_study_returns(const struct bt_input *, const struct bt_study *,
	    size_t *n, struct bt_err *) BT_MUST_CHECK;

/* Is it the kind of input that could give it: are only values in the way? */
bool	bt_study_could(const struct bt_study *, unsigned needs);

/* The first bit that is needed and not there, in words. */
const char	*bt_study_lack(const struct bt_study *, unsigned needs);

#endif
