/* SPDX-License-Identifier: ISC */
#include "lib/chance/ticker.h"

#include <stddef.h>

const struct bt_ticker bt_tickers[] = {
	{ "AAPL", 180, 0.12, 0.28, 0.7, 60e6, "0.01", "nyse" },
	{ "GOOGL", 140, 0.11, 0.29, 0.7, 28e6, "0.01", "nyse" },
	{ "MSFT", 370, 0.12, 0.26, 0.75, 25e6, "0.01", "nyse" },
	{ "TSLA", 240, 0.15, 0.55, 0.55, 110e6, "0.01", "nyse" },
	{ "AMZN", 150, 0.12, 0.33, 0.65, 50e6, "0.01", "nyse" },
	{ "BTCUSD", 42000, 0.2, 0.6, 0.4, 25e3, "0.01", "24x7" },
	{ "ETHUSD", 2300, 0.2, 0.75, 0.4, 400e3, "0.01", "24x7" },
	{ NULL, 100, 0.08, 0.2, 0.6, 1e6, "0.01", "nyse" }
};

const struct bt_ticker *
bt_ticker(struct bt_span symbol)
{
	const struct bt_ticker *p = bt_tickers;

	while (p->symbol != NULL && !bt_span_is(symbol, p->symbol))
		p++;
	return p;
}
