/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_DOCUMENT_H
#define BT_REPORT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/str.h"
#include "lib/engine/runstream.h"
#include "lib/market/bars.h"
#include "lib/study/breakdown.h"
#include "lib/study/input.h"
#include "lib/study/settings.h"
#include "lib/report/chanceset.h"
#include "lib/report/trialset.h"
#include "lib/study/study.h"

/*
 * One run as every report shows it: what was read from the stream, what was
 * measured, and the tables that are derived from it.  Formats (format.h) only
 * lay it out; none of them computes.
 *
 *	struct bt_document *doc;
 *
 *	doc = bt_document_read(in, &rule, err);
 *	for (i = 0; i < doc->nmonths; i++)
 *		... doc->month[i].ret ...
 *	bt_document_free(doc);
 *
 * Everything in it is owned by the document.  Columns of the curve are NULL
 * where the input has no curve.  Depths and losses are negative fractions;
 * what has no value is NAN, BT_TIME_NONE or a span with s == NULL.
 */

/* An effective option of the run, in the order of its header. */
struct bt_document_option {
	const char	*name;		/* "stop-loss" */
	const char	*value;		/* "0.05": as --print-config says it */
};

/* What the run read. */
struct bt_document_input {
	const char	*name, *xxh3;
	size_t		 rows, symbols;
	int64_t		 from, to;
};

/* Bars of a symbol that the run traded. */
struct bt_document_price {
	struct bt_span		 symbol;	/* as the trades have it */
	struct bt_bars		 bars;		/* of the run's time */
	size_t			 ntrades;	/* > 0 */
};

#define BT_DOCUMENT_BINS 60

struct bt_document {
	const char		*title;		/* given, or made of inputs */
	const char		*source;	/* what the input is called */
	enum bt_status		 status;
	bool			 has_summary, date_only;
	struct bt_summary	 summary;
	struct bt_study		 study;		/* values of all metrics */

	struct bt_document_option *option;
	size_t			 noptions;
	struct bt_document_input *input;
	size_t			 ninputs;

	/*
	 * The curve, n points: equity, or growth of 1 where only returns are
	 * known; levels.time is NULL where it has no dates.  exposure is
	 * (long + short) / equity, benchmark scaled to the first level that
	 * it has; each NULL if not known.
	 */
	size_t			 n;
	struct bt_levels	 levels;
	double			*exposure, *benchmark;
	const char		*benchmark_name;

	struct bt_trade		*trade;		/* in order of exit */
	size_t			 ntrades;
	struct bt_event		*event;
	size_t			 nevents;

	/* Trials of a sweep instead of a run, and the dims to draw. */
	struct bt_trialset	*trials;
	size_t			 axis[2];	/* the same: fewer than two */

	/* Or a fan or a histogram of simulations. */
	struct bt_chanceset	*chance;

	/* Where bars were given, the symbol with most trades first. */
	struct bt_document_price *price;
	size_t			 nprices;
	struct bt_bars_result	 bars;		/* owns them */

	struct bt_month		*month, *year;
	size_t			 nmonths, nyears;
	struct bt_episode	*drawdown;	/* deepest first */
	size_t			 ndrawdowns;
	struct bt_bin		 bin[BT_DOCUMENT_BINS];	/* of returns */
	size_t			 nbins;		/* 0: no returns */

	struct bt_input		 curve;		/* owns time and equity */
	double			*growth;	/* of 1, of returns */
	struct bt_arena		*arena;		/* owns the texts */
	size_t			 trades_cap, events_cap, exposure_cap;
};

struct bt_document_rule {
	const char		*title;		/* NULL: made of the inputs */
	const char		*benchmark;	/* a path; NULL */
	const char		*prices;	/* a path; NULL */
	const char		*axes;		/* "fast,slow"; NULL */
	struct bt_study_settings study;
};

/* in is a run stream or a CSV that bt-metrics takes. */
struct bt_document	*bt_document_read(struct bt_in *in,
			    const struct bt_document_rule *, struct bt_err *)
			    BT_MUST_CHECK;
void			 bt_document_free(struct bt_document *);

#endif
