/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/report/document_parts.h"

/*
 * A file without a column of symbols is one symbol, called like the file: it
 * is meant where the run has one symbol, whatever that is called.  A file that
 * names another symbol is not meant.
 */
static bool
is_only(const struct bt_document *doc, const struct bt_market *market,
    const char *path)
{
	const struct bt_span name = bt_bars_symbol(path);
	size_t i;

	if (bt_market_symbols(market) != 1 ||
	    bt_market_find(market, name) == -1)
		return false;
	for (i = 1; i < doc->ntrades; i++)
		if (doc->trade[i].symbol.n != doc->trade[0].symbol.n ||
		    memcmp(doc->trade[i].symbol.s, doc->trade[0].symbol.s,
		    doc->trade[0].symbol.n) != 0)
			return false;
	return doc->ntrades > 0;
}

static void
count_trades(struct bt_document *doc, const struct bt_market *market,
    bool only)
{
	size_t i;
	long at;

	for (i = 0; i < doc->ntrades; i++) {
		at = only ? 0 : bt_market_find(market, doc->trade[i].symbol);
		if (at != -1 && doc->price[at].bars.n > 0)
			doc->price[at].ntrades++;
	}
}

/* The bars that are not before the run, nor behind it. */
static struct bt_bars
bars_within(const struct bt_bars *all, int64_t from, int64_t to)
{
	struct bt_bars part = *all;
	size_t first = 0, end = all->n;

	if (from == BT_TIME_NONE)
		return part;
	while (first < end && all->time[first] < from)
		first++;
	while (end > first && all->time[end - 1] > to)
		end--;
	part.n = end - first;
	part.time += first;
	part.open += first;
	part.high += first;
	part.low += first;
	part.close += first;
	part.volume += first;
	return part;
}

/* Most trades first; by name among equals, as the market has them. */
static int
by_trades(const void *a, const void *b)
{
	const struct bt_document_price *x = a, *y = b;

	if (x->ntrades != y->ntrades)
		return x->ntrades < y->ntrades ? 1 : -1;
	return strcmp(x->bars.symbol, y->bars.symbol);
}

int
bt_document_prices(struct bt_document *doc, const char *path,
    struct bt_err *err)
{
	const struct bt_bars_settings none = { 0 };
	const struct bt_bars_read read = { .settings = &none,
	    .paths = &path, .npaths = 1 };
	const struct bt_market *market;
	bool only;
	size_t i;

	if (bt_bars_read(&read, &doc->bars, err) == -1)
		return -1;
	market = doc->bars.market;
	doc->price = bt_calloc(bt_market_symbols(market),
	    sizeof(*doc->price), err);
	if (doc->price == NULL)
		return -1;
	only = is_only(doc, market, bt_bars_source(&read, 0));
	for (i = 0; i < bt_market_symbols(market); i++) {
		doc->price[i].bars = bars_within(bt_market_bars(market, i),
		    doc->study.from, doc->study.to);
		doc->price[i].symbol = only ? doc->trade[0].symbol :
		    bt_span(doc->price[i].bars.symbol);
	}
	count_trades(doc, market, only);
	qsort(doc->price, bt_market_symbols(market), sizeof(*doc->price),
	    by_trades);
	while (doc->nprices < bt_market_symbols(market) &&
	    doc->price[doc->nprices].ntrades > 0)
		doc->nprices++;
	if (doc->nprices > 0 || doc->ntrades == 0)
		return 0;
	return bt_err_set(err, BT_EUSAGE, "--prices: '%.200s' has no bars of "
	    "'%.*s', which the run traded", path, BT_SPAN(
	    doc->trade[0].symbol));
}
