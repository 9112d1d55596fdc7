/* SPDX-License-Identifier: ISC */
#include "lib/market/checks.h"

const struct bt_check bt_checks[BT_CHECKS + 1] = {
	{ "bad-input", BT_ERROR, NULL,
	    "the input breaks off or is no CSV; what follows is not read" },
	{ "ragged-row", BT_ERROR, NULL,
	    "a row has more or fewer fields than the header, or is broken" },
	{ "missing-cell", BT_ERROR, NULL,
	    "a symbol, time or price is empty" },
	{ "bad-symbol", BT_ERROR, NULL, "a symbol is longer than 255 bytes" },
	{ "bad-time", BT_ERROR, NULL, "a time cannot be read" },
	{ "bad-number", BT_ERROR, NULL, "a price or volume is no number" },
	{ "non-positive-price", BT_ERROR, NULL, "a price is 0 or less" },
	{ "ohlc-order", BT_ERROR, NULL,
	    "high is below, or low above, another price of the bar" },
	{ "negative-volume", BT_ERROR, NULL, "volume is less than 0" },
	{ "duplicate-time", BT_ERROR, NULL,
	    "a symbol has two bars of the same time" },
	{ "unsorted-time", BT_ERROR, NULL,
	    "a bar is before the symbol's last one" },
	{ "missing-volume", BT_WARNING, NULL,
	    "volume is empty; it is read as 0" },
	{ "zero-volume", BT_WARNING, bt_check_zero_volume,
	    "volume is 0, and not in most bars of the symbol" },
	{ "gap", BT_WARNING, bt_check_gap,
	    "sessions of --calendar have no bar; with 24x7, any bar missing" },
	{ "closed-day", BT_WARNING, bt_check_closed_day,
	    "a bar on a day on which --calendar is closed" },
	{ "weekend-bar", BT_WARNING, bt_check_weekend,
	    "one of a few bars on a weekend, when there is no calendar" },
	{ "hole", BT_WARNING, bt_check_hole,
	    "no bar for --hole days or more" },
	{ "ticker-reuse", BT_WARNING, bt_check_reuse,
	    "a hole, and the price elsewhere after it: another security?" },
	{ "split-jump", BT_WARNING, bt_check_split,
	    "the price jumps as by a split that was not adjusted for" },
	{ "spike", BT_WARNING, bt_check_spike,
	    "a big move that the next bar takes back" },
	{ "outlier", BT_WARNING, bt_check_outlier,
	    "a move far beyond the symbol's usual ones (robust z)" },
	{ "stale-run", BT_WARNING, bt_check_stale,
	    "the same four prices for --stale bars or more" },
	{ "flat-bars", BT_WARNING, bt_check_flat,
	    "many bars of the symbol have one price only" },
	{ "mixed-timeframe", BT_WARNING, bt_check_timeframe,
	    "bars of different lengths in one symbol, or among symbols" },
	{ "low-coverage", BT_WARNING, bt_check_coverage,
	    "a symbol lacks many of the times that others have" },
	{ NULL, BT_WARNING, NULL, NULL }
};

#define ROW(type, name, field, ...) \
	BT_OPT_##type##_ROW(0, name, struct bt_quality_settings, field, \
	    __VA_ARGS__)

const struct bt_opt bt_quality_opts[] = {
	ROW(TEXT, "calendar", calendar, "none|weekdays|24x7|nyse|FILE",
	    "none", "days on which bars are expected"),
	ROW(TEXT, "only", only, "CODE,...", NULL, "make these checks only"),
	ROW(TEXT, "disable", disable, "CODE,...", NULL,
	    "leave these checks out"),
	ROW(INT, "limit", limit, "N", 0, 1e12, "20",
	    "show N findings a check and symbol; 0 shows all"),
	ROW(INT, "hole", hole, "DAYS", 1, 1e6, "30",
	    "hole, ticker-reuse: days without a bar"),
	ROW(FRACTION, "reuse-move", reuse, "FRACTION", 0, 1e6, "50%",
	    "ticker-reuse: move across the hole"),
	ROW(FRACTION, "split-tolerance", split, "FRACTION", 0, 1, "3%",
	    "split-jump: distance of the open from the ratio"),
	ROW(FRACTION, "spike-move", spike, "FRACTION", 0, 1e6, "20%",
	    "spike: move that is taken back"),
	ROW(REAL, "outlier", outlier, "Z", 0, 1e6, "30",
	    "outlier: robust standard deviations"),
	ROW(FRACTION, "outlier-move", outlier_move, "FRACTION", 0, 1e6, "10%",
	    "outlier: smallest move that counts"),
	ROW(INT, "stale", stale, "BARS", 2, 1e9, "10",
	    "stale-run: bars with the same prices"),
	ROW(FRACTION, "flat-share", flat, "FRACTION", 0, 1, "5%",
	    "flat-bars: share of the symbol's bars"),
	ROW(FRACTION, "weekend-share", weekend, "FRACTION", 0, 1, "1%",
	    "weekend-bar: a symbol with more of them trades on weekends"),
	ROW(FRACTION, "min-coverage", coverage, "FRACTION", 0, 1, "90%",
	    "low-coverage: share of the times of all symbols"),
	ROW(FRACTION, "widen", widen, "FRACTION", 0, 10, "5%",
	    "--clean: how far high and low may be moved to fit"),
	BT_OPT_END
};

const struct bt_col bt_finding_cols[] = {
	BT_COL_AS("file", struct bt_finding, source, BT_COL_TEXT, "",
	    "the file, as given, or stdin"),
	BT_COL(struct bt_finding, line, BT_COL_COUNT, "", "from 1"),
	BT_COL(struct bt_finding, column, BT_COL_COUNT, "",
	    "byte of the line, from 1; 0 = the row as a whole"),
	BT_COL(struct bt_finding, severity, BT_COL_TEXT, "",
	    "error or warning"),
	BT_COL(struct bt_finding, code, BT_COL_TEXT, "", "the check"),
	BT_COL(struct bt_finding, symbol, BT_COL_TEXT, "", ""),
	BT_COL(struct bt_finding, text, BT_COL_TEXT, "", "for people"),
	BT_COL(struct bt_finding, more, BT_COL_COUNT, "",
	    "findings of the same kind and symbol that --limit hides"),
	BT_COL_END
};

const struct bt_col bt_quality_row_cols[] = {
	BT_COL(struct bt_quality_row, symbol, BT_COL_TEXT, "",
	    "empty: rows whose symbol is unknown"),
	BT_COL(struct bt_quality_row, bars, BT_COL_COUNT, "bars", ""),
	BT_COL(struct bt_quality_row, from, BT_COL_TIME, "", "first bar"),
	BT_COL(struct bt_quality_row, to, BT_COL_TIME, "", "last bar"),
	BT_COL(struct bt_quality_row, coverage, BT_COL_REAL, "fraction",
	    "of the times of all symbols, from its first bar to its last"),
	BT_COL(struct bt_quality_row, errors, BT_COL_COUNT, "", ""),
	BT_COL(struct bt_quality_row, warnings, BT_COL_COUNT, "", ""),
	BT_COL(struct bt_quality_row, findings, BT_COL_TEXT, "",
	    "how often by check"),
	BT_COL_END
};

const struct bt_extra bt_quality_place = { "", BT_EXTRA_PLACE, false, NULL };
