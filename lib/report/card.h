/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_CARD_H
#define BT_REPORT_CARD_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/study/metrics.h"
#include "lib/study/settings.h"
#include "lib/study/split.h"
#include "lib/study/study.h"

/*
 * The metrics of one or more runs, written: a table for people with the runs
 * side by side, or a record a run.  Each begins with the facts that the
 * numbers hang on: dates, by which returns, how many periods make a year and
 * where that is from, the risk-free rate.
 */

enum bt_card_format { BT_CARD_TABLE, BT_CARD_NDJSON, BT_CARD_CSV,
	BT_CARD_JSON };

/* One run and what it is called. */
struct bt_card {
	const char	*name;		/* NULL: a single run needs none */
	const char	*status;	/* how the run ended; NULL: no run */
	struct bt_study	 study;
};

/* The runs of a command line, or the parts of one of them. */
struct bt_cards {
	struct bt_card	*card;
	size_t		 n;
	struct bt_parts	 parts;		/* whose names the cards have */
};

/*
 * Read and measure the files at paths, or standard input where npaths is 0.
 * Names are borrowed from paths, and only given where there are several.
 * With a split there may be one file at most (else BT_EUSAGE), and its parts
 * are measured, with the periods a year of the whole.
 */
int	bt_cards_read(struct bt_cards *, char *const *paths, size_t npaths,
	    const struct bt_study_settings *, enum bt_split, struct bt_err *)
	    BT_MUST_CHECK;
void	bt_cards_free(struct bt_cards *);

/*
 * Do the claims of a text (lib/study/claim.h) hold for all runs?  0 if they
 * do or claims is NULL, 1 if not, after tell() got each that does not, as
 * "not so: sharpe > 1: it is 0.5".
 */
typedef void	bt_card_tell_fn(void *arg, const char *text);
int	bt_cards_claim(const struct bt_cards *, const char *claims,
	    bt_card_tell_fn *tell, void *arg, struct bt_err *) BT_MUST_CHECK;

struct bt_card_rule {
	enum bt_card_format		 format;
	enum bt_split			 split;		/* of the cards */
	const struct bt_metric *const	*metrics;
	size_t				 nmetrics;
	bool				 asked;	/* for these: a table shows
						   them with no value, too */
};

int	bt_card_write(struct bt_out *, const struct bt_card_rule *,
	    const struct bt_card *, size_t n, struct bt_err *) BT_MUST_CHECK;

/*
 * The table of metrics itself: their names, units, groups and one clause
 * each, as a table, CSV or NDJSON (JSON counts as NDJSON).
 */
int	bt_card_list(struct bt_out *, enum bt_card_format, struct bt_err *)
	    BT_MUST_CHECK;

/* One metric in full, as text.  An unknown name is BT_EUSAGE. */
int	bt_card_explain(struct bt_out *, struct bt_span name, struct bt_err *)
	    BT_MUST_CHECK;

#endif
