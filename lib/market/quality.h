/* SPDX-License-Identifier: ISC */
#ifndef BT_MARKET_QUALITY_H
#define BT_MARKET_QUALITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/base/str.h"
#include "lib/base/table.h"
#include "lib/market/bars.h"
#include "lib/market/market.h"

/*
 * Is this data fit to test a strategy on?  A table of checks: errors are rows
 * that no tool would take, found while reading; warnings are what is strange
 * about bars that can be read.  A new check is a row in bt_checks, a function
 * and a test.
 *
 *	q = bt_quality_new(&settings, err);
 *	ask.complain = bt_quality_hear;	ask.arg = q;
 *	ask.extras = &bt_quality_place;	ask.nextras = 1;
 *	if (bt_bars_read(&ask, &result, err) == 0 &&
 *	    bt_quality_check(q, &result, err) == 0)
 *		... bt_quality_findings(q, &n) ...
 *
 * A bar whose prices contradict each other is an error, and still takes part
 * in the other checks; a row that cannot be read, or is out of order, cannot.
 */
enum bt_severity { BT_WARNING, BT_ERROR };

struct bt_probe;		/* a symbol under examination: checks.h */

struct bt_check {
	const char		*code;		/* stable: "ohlc-order" */
	enum bt_severity	 severity;
	/* NULL: found while reading. */
	void			(*run)(struct bt_probe *,
				    const struct bt_bars *);
	const char		*help;		/* what it finds */
};

#define BT_CHECKS 25		/* rows, not counting the one that ends them */
extern const struct bt_check bt_checks[BT_CHECKS + 1];

struct bt_quality_settings {
	const char	*calendar;	/* see lib/market/calendar.h */
	const char	*only, *disable;	/* codes with commas between */
	double		 outlier;	/* robust standard deviations */
	double		 outlier_move;	/* and at least this move */
	double		 spike;		/* move that the next bar undoes */
	double		 split;		/* how near to a split's ratio */
	double		 reuse;		/* move across a hole */
	double		 coverage;	/* share of the times others have */
	double		 flat;		/* share of flat bars */
	double		 weekend;	/* share of weekend bars */
	long long	 hole;		/* days */
	long long	 stale;		/* bars */
	long long	 limit;		/* findings a check and symbol */
	double		 widen;		/* bt_clean: see clean.h */
};

extern const struct bt_opt bt_quality_opts[];

struct bt_finding {
	struct bt_span		 source;	/* as in messages */
	size_t			 line;
	size_t			 column;	/* 0 = the row */
	struct bt_span		 severity;	/* "error" "warning" */
	struct bt_span		 code;
	struct bt_span		 symbol;
	struct bt_span		 text;
	size_t			 more;	/* of the same kind, not shown */
	size_t			 input;		/* these two are for sorting */
	size_t			 number;
};

extern const struct bt_col bt_finding_cols[];

struct bt_quality;

struct bt_quality	*bt_quality_new(const struct bt_quality_settings *,
			    struct bt_err *) BT_MUST_CHECK;
void			 bt_quality_free(struct bt_quality *);

/* The bt_complaint_fn; arg is the struct bt_quality. */
enum bt_answer	bt_quality_hear(void *arg, struct bt_complaint *);
/* The extra column that the checks need: the first one asked for. */
extern const struct bt_extra bt_quality_place;

/* What bt_quality_hear() could not report itself: out of memory. */
int	bt_quality_failed(const struct bt_quality *, struct bt_err *)
	    BT_MUST_CHECK;

/*
 * Examine what was read; paths as in the reading.  O(bars).  The findings are
 * sorted by input and line then.
 */
int	bt_quality_check(struct bt_quality *, const struct bt_bars_read *,
	    const struct bt_bars_result *, struct bt_err *) BT_MUST_CHECK;

/* Sort the findings by input and line. */
void	bt_quality_sort(struct bt_quality *);

const struct bt_finding	*bt_quality_findings(const struct bt_quality *,
			    size_t *n);
/* How many were found, shown or not. */
size_t	bt_quality_count(const struct bt_quality *, enum bt_severity);

/*
 * Was anything found that is wrong?  Then -1 and "6 errors, 2 warnings";
 * warnings alone are only with strict.
 */
int	bt_quality_judge(const struct bt_quality *, bool strict,
	    struct bt_err *);

/* A symbol in the summary: its bars, and how often each check found some. */
struct bt_quality_row {
	struct bt_span	symbol;		/* "": rows whose symbol is unknown */
	size_t		bars;
	int64_t		from, to;
	double		coverage;	/* share of the times of all symbols */
	size_t		errors, warnings;
	struct bt_span	findings;	/* "ohlc-order 5, spike 1" */
};

extern const struct bt_col bt_quality_row_cols[];

/* Called for each symbol of the market, then for those without a bar. */
typedef int	bt_quality_row_fn(void *arg, const struct bt_quality_row *,
		    struct bt_err *);
int	bt_quality_summary(const struct bt_quality *,
	    const struct bt_bars_result *, bt_quality_row_fn *, void *arg,
	    struct bt_err *) BT_MUST_CHECK;

#endif
