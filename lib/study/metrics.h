/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_METRICS_H
#define BT_STUDY_METRICS_H

#include <stddef.h>

#include "lib/base/str.h"
#include "lib/study/study.h"

/*
 * The metrics as one table: what --list, --explain, the columns of the output
 * and bt-metrics-definitions(7) are made of.  A new metric is a row in one of
 * the metric_*.c families, a function of a line or two, and a test.
 *
 *	m = bt_metric_find(bt_span("sharpe"));
 *	x = bt_metric_value(m, &study);
 *	if (isnan(x))
 *		... bt_metric_why(m, &study) ...
 *
 * Losses are negative, rates are fractions.
 */

enum bt_unit { BT_UNIT_FRACTION, BT_UNIT_RATIO, BT_UNIT_MONEY, BT_UNIT_COUNT,
	BT_UNIT_DAYS, BT_UNIT_BARS, BT_UNIT_YEARS };

struct bt_metric {
	const char	*name;		/* the key in NDJSON and CSV */
	const char	*title;		/* the label in a table for people */
	enum bt_unit	 unit;
	unsigned	 needs;		/* bits of enum bt_need */
	double		(*value)(const struct bt_study *);
	const char	*help;		/* one clause */
	const char	*formula;
	const char	*undefined;	/* why it may lack a value, as in
					   "no losing trade"; or NULL */
	const char	*source;	/* whose definition it is */
	const char	*others;	/* who gives another number; or NULL */
};

/* A heading of the table with its rows. */
struct bt_metric_group {
	const char		*name;	/* "Returns" */
	const struct bt_metric	*rows;	/* name NULL ends */
};

/* In the order of all output; NULL behind the last. */
const struct bt_metric_group	*bt_metric_group_at(size_t i);
const struct bt_metric		*bt_metric_at(size_t i);
const struct bt_metric		*bt_metric_find(struct bt_span name);

const char	*bt_unit_name(enum bt_unit);

/* The value, or NAN if it has none; never infinite. */
double		 bt_metric_value(const struct bt_metric *,
		    const struct bt_study *);

/* All that they need, for struct bt_study_rule. */
unsigned	 bt_metrics_needs(const struct bt_metric *const *, size_t n);

/* Why the value is NAN. */
const char	*bt_metric_why(const struct bt_metric *,
		    const struct bt_study *);

#endif
