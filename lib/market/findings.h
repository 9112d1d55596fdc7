/* SPDX-License-Identifier: ISC */
#ifndef BT_MARKET_FINDINGS_H
#define BT_MARKET_FINDINGS_H

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/str.h"
#include "lib/market/quality.h"

/*
 * What bt-validate prints: findings, the summary and the table of checks, as
 * text for people, NDJSON or CSV.
 */
enum bt_findings_format { BT_FINDINGS_TEXT, BT_FINDINGS_NDJSON,
	BT_FINDINGS_CSV };

/* "prices.csv:17:23: error: ohlc-order: low 3 is above close 2\n". */
int	bt_findings_write(struct bt_out *, enum bt_findings_format,
	    const struct bt_quality *, struct bt_err *) BT_MUST_CHECK;

/* One finding as such a line, without its end; word for its severity. */
int	bt_finding_line(struct bt_buf *, const struct bt_finding *,
	    const char *word, struct bt_err *) BT_MUST_CHECK;

/* A line a symbol: bars, span, coverage, and how often what was found. */
int	bt_findings_summary(struct bt_out *, enum bt_findings_format,
	    const struct bt_quality *, const struct bt_bars_result *,
	    struct bt_err *) BT_MUST_CHECK;

/* bt_checks. */
void	bt_findings_list(struct bt_out *, enum bt_findings_format);

#endif
