/* SPDX-License-Identifier: ISC */
#include "lib/chance/simsettings.h"

#include <stddef.h>

#include "lib/chance/model.h"

#define ROW(type, ch, name, field, ...) \
	BT_OPT_##type##_ROW(ch, name, struct bt_simsettings, field, \
	    __VA_ARGS__)

const struct bt_opt bt_simsettings_market[] = {
	ROW(METHOD, 'm', "model", model, bt_models, "gbm",
	    "how prices move"),
	ROW(FILE, 0, "fit", fit, "FILE",
	    "learn the model, the price and the volume from bars"),
	ROW(TEXT, 0, "correlation", correlation, "R|factor|fit|FILE", NULL,
	    "of the symbols: one number, by their loadings on one factor, as "
	    "--fit has it, or a matrix"),
	ROW(INT, 0, "seed", seed, "N", 0, 9e15, "1",
	    "the same seed gives the same bars"),
	ROW(TEXT, 0, "symbols", symbols, "A,B,...", NULL,
	    "symbols; AAPL GOOGL MSFT TSLA AMZN BTCUSD ETHUSD are known"),
	ROW(INT, 0, "count", count, "N", 1, 1e6, NULL,
	    "simulate N symbols: S1, S2 ..."),
	ROW(REAL, 0, "start", start, "PRICE", 1e-6, 1e9, NULL,
	    "first open (default: the symbol's)"),
	ROW(REAL, 0, "volume", volume, "UNITS", 0, 1e15, NULL,
	    "of a session, on average (default: the symbol's)"),
	ROW(TEXT, 0, "tick-size", tick_size, "PRICE", NULL,
	    "prices are multiples of it (default 0.01, less below 10)"),
	ROW(FRACTION, 0, "overnight", overnight, "FRACTION", 0, 0.9, NULL,
	    "share of the variance between sessions (default 20%; 0 where "
	    "sessions last all day)"),
	ROW(INT, 0, "steps", steps, "N", 1, 1e4, "4",
	    "steps of a bar; see DESCRIPTION"),
	BT_OPT_END
};

const struct bt_opt bt_simsettings_time[] = {
	ROW(INT, 'n', "bars", bars, "N", 0, 1e12, NULL,
	    "bars a symbol (default 252, or up to --to)"),
	ROW(TEXT, 0, "from", from, "DATE", "2020-01-01",
	    "first date or time"),
	ROW(TEXT, 0, "to", to, "DATE", NULL, "last date or time"),
	ROW(TEXT, 't', "timeframe", timeframe, "1m|5m|15m|30m|1h|4h|1d",
	    "1d", "length of a bar"),
	ROW(TEXT, 0, "calendar", calendar, "weekdays|24x7|nyse|FILE", NULL,
	    "days with a session (default nyse; 24x7 for BTCUSD and "
	    "ETHUSD)"),
	ROW(TEXT, 0, "session", session, "HH:MM-HH:MM", NULL,
	    "its open and close (default 09:30-16:00 with nyse, else all "
	    "day)"),
	ROW(TEXT, 0, "tz", tz, "ZONE", NULL,
	    "time zone of the session (default America/New_York with nyse, "
	    "else UTC)"),
	ROW(REAL, 0, "year", days, "SESSIONS", 1, 1e4, NULL,
	    "sessions of a year (default 252 with nyse, 261 with weekdays, "
	    "365 with 24x7)"),
	BT_OPT_END
};
