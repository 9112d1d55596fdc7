/* SPDX-License-Identifier: ISC */
#include "lib/engine/settings.h"

#include <stddef.h>
#include <string.h>

#include "lib/engine/cost.h"
#include "lib/engine/sizing.h"

#define CHOICE(name, field, arg, def, help) \
	BT_OPT_CHOICE_ROW(0, name, struct bt_settings, field, arg, def, help)
#define COUNT(name, field, min, def, help) \
	BT_OPT_INT_ROW(0, name, struct bt_settings, field, "N", min, 1e9, \
	    def, help)
#define FRACTION(name, field, max, help) \
	BT_OPT_FRACTION_ROW(0, name, struct bt_settings, field, "FRACTION", \
	    0, max, NULL, help)
#define METHOD(name, field, families, def, help) \
	BT_OPT_METHOD_ROW(0, name, struct bt_settings, field, families, def, \
	    help)
#define REAL(name, field, arg, min, max, def, help) \
	BT_OPT_REAL_ROW(0, name, struct bt_settings, field, arg, min, max, \
	    def, help)

const struct bt_opt bt_settings_opts[BT_SETTINGS_ROWS + 1] = {
	BT_OPT_TEXT_ROW(0, "preset", struct bt_settings, preset, "NAME", NULL,
	    "other defaults under one name: scanner"),
	REAL("cash", cash, "MONEY", 0.01, 1e15, "100000", "starting cash"),
	CHOICE("fill", fill, "next-open|close|next-close", "next-open",
	    "when the orders of a signal are filled"),
	CHOICE("side", side, "long|short|both", "both",
	    "sides that are traded"),
	CHOICE("on-opposite", on_opposite, "reverse|close|ignore", "reverse",
	    "what an entry of the other side does to a position"),
	COUNT("pyramiding", pyramiding, 0, "1",
	    "lots a position may have; 0 is no limit"),
	METHOD("size", size, bt_sizings, "equal-weight",
	    "how much an entry buys"),
	REAL("lot-size", lot_size, "UNITS", 0, 1e12, "0",
	    "quantities are multiples of this; 0 is fractional"),
	REAL("min-notional", min_notional, "MONEY", 0, 1e15, "0",
	    "smallest entry"),
	REAL("leverage", leverage, "TIMES", 0.01, 1000, "1",
	    "gross exposure over equity, at most"),
	CHOICE("on-insufficient", on_insufficient, "shrink|reject", "shrink",
	    "what happens to an entry that is not paid for"),
	COUNT("max-positions", max_positions, 1, NULL,
	    "symbols held at one time, at most"),
	METHOD("commission", commission, bt_commissions, "none",
	    "commission of an order"),
	METHOD("slippage", slippage, bt_slippages, "none",
	    "how much worse market and stop orders are filled"),
	FRACTION("stop-loss", stop_loss, 0.999999,
	    "loss at which a trade is closed; 0 is none"),
	FRACTION("take-profit", take_profit, 1e6,
	    "profit at which a trade is closed; 0 is none"),
	FRACTION("trailing-stop", trailing_stop, 0.999999,
	    "distance of a stop that follows the price; 0 is none"),
	CHOICE("trail-on", trail_on, "extremes|close", "extremes",
	    "what a trailing stop follows: highs and lows, or closes"),
	CHOICE("protect-from", protect_from, "entry|next", "entry",
	    "first bar of a trade's stops and targets"),
	CHOICE("intrabar", intrabar, "worst|best|ohlc|olhc|nearest", "worst",
	    "which comes first when one bar touches stop and target"),
	CHOICE("gap", gap, "open|level", "open",
	    "price of a stop or target that the open has passed"),
	COUNT("holding-period", holding_period, 0, NULL,
	    "bars after which a trade is closed; 0 is none"),
	CHOICE("time-exit", time_exit, "close|open", "close",
	    "where in that bar"),
	BT_OPT_FLAG_ROW(0, "full-holding", struct bt_settings, full_holding,
	    "skip entries with fewer bars left than the holding period"),
	CHOICE("at-end", at_end, "close|mark", "close",
	    "what happens to trades that are open at the end of data"),
	BT_OPT_END
};

const struct bt_preset bt_presets[] = {
	{ "scanner", "hits of a scanner, each held for some days", {
	    { "fill", "close" },
	    { "size", "equal-weight:2%" },
	    { "lot-size", "1" },
	    { "leverage", "10" },
	    { "pyramiding", "0" },
	    { "stop-loss", "5%" },
	    { "gap", "level" },
	    { "holding-period", "20" },
	    { "full-holding", "true" },
	} },
	{ NULL, NULL, { { NULL, NULL } } }
};

static const char *
preset_name(const void *arg, size_t i)
{
	return ((const struct bt_preset *)arg)[i].name;
}

static const struct bt_preset *
find_preset(const char *name, struct bt_err *err)
{
	const struct bt_preset *p;
	const char *near;

	for (p = bt_presets; p->name != NULL; p++)
		if (strcmp(name, p->name) == 0)
			return p;
	(void)bt_err_set(err, BT_EUSAGE, "--preset: no preset '%s'", name);
	near = bt_nearest(bt_span(name), preset_name, bt_presets);
	if (near != NULL)
		(void)bt_err_add(err, "; did you mean '%s'?", near);
	else
		for (p = bt_presets; p->name != NULL; p++)
			(void)bt_err_add(err, "%s%s",
			    p == bt_presets ? "; there is " : ", ", p->name);
	return NULL;
}

int
bt_settings_preset(const char *name, struct bt_opt rows[BT_SETTINGS_ROWS + 1],
    struct bt_err *err)
{
	const struct bt_preset *p = find_preset(name, err);
	size_t i, k;

	if (p == NULL)
		return -1;
	memcpy(rows, bt_settings_opts, sizeof(bt_settings_opts));
	for (i = 0; rows[i].name != NULL; i++)
		for (k = 0; p->set[k].option != NULL; k++)
			if (strcmp(rows[i].name, p->set[k].option) == 0)
				rows[i].def = p->set[k].value;
	return 0;
}
