/* SPDX-License-Identifier: ISC */
#include "lib/market/window.h"

#include <stdlib.h>

#include "lib/base/mem.h"

/* The first bar that is not before t. */
static size_t
find_bar(const struct bt_bars *bars, int64_t t)
{
	size_t lo = 0, hi = bars->n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (bars->time[mid] < t)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static struct bt_bars
part_of(const struct bt_bars *bars, size_t skip, size_t n)
{
	return (struct bt_bars){ .symbol = bars->symbol, .n = n,
	    .time = bars->time + skip, .open = bars->open + skip,
	    .high = bars->high + skip, .low = bars->low + skip,
	    .close = bars->close + skip, .volume = bars->volume + skip };
}

/* Steps are times there are bars at, so the last one ends the part too. */
static void
take_bars(struct bt_window *w, const struct bt_market *market, int64_t from,
    int64_t to)
{
	const struct bt_bars *bars;
	size_t i, lo, hi;

	for (i = 0; i < bt_market_symbols(market); i++) {
		bars = bt_market_bars(market, i);
		lo = find_bar(bars, from);
		hi = find_bar(bars, to);
		hi += hi < bars->n && bars->time[hi] == to;
		if (lo == hi)
			continue;
		w->bars[w->nsymbols] = part_of(bars, lo, hi - lo);
		w->symbol[w->nsymbols] = i;
		w->skip[w->nsymbols++] = lo;
		w->rows += hi - lo;
	}
}

/* The entries of the steps, with the numbers that count here. */
static int
take_steps(struct bt_window *w, const struct bt_timeline *line,
    size_t nsymbols, struct bt_err *err)
{
	const size_t *first = line->first + (w->line.time - line->time);
	uint32_t *place, *symbol, *bar;
	size_t i, k;

	w->first = bt_calloc(w->line.steps + 1, sizeof(*w->first), err);
	w->entries = bt_calloc(2 * w->rows + nsymbols, sizeof(*w->entries),
	    err);
	if (w->first == NULL || w->entries == NULL)
		return -1;
	symbol = w->entries;
	bar = symbol + w->rows;
	place = bar + w->rows;
	for (i = 0; i < w->nsymbols; i++)
		place[w->symbol[i]] = (uint32_t)i;
	for (i = 0; i <= w->line.steps; i++)
		w->first[i] = first[i] - first[0];
	for (i = 0; i < w->rows; i++) {
		k = place[line->symbol[first[0] + i]];
		symbol[i] = (uint32_t)k;
		bar[i] = line->bar[first[0] + i] - (uint32_t)w->skip[k];
	}
	w->line.first = w->first;
	w->line.symbol = symbol;
	w->line.bar = bar;
	return 0;
}

static int
fill(struct bt_window *w, const struct bt_market *market,
    const struct bt_timeline *line, size_t first, size_t end,
    struct bt_err *err)
{
	size_t n = bt_market_symbols(market);

	w->bars = bt_calloc(n, sizeof(*w->bars), err);
	w->symbol = bt_calloc(n, sizeof(*w->symbol), err);
	w->skip = bt_calloc(n, sizeof(*w->skip), err);
	if (w->bars == NULL || w->symbol == NULL || w->skip == NULL)
		return -1;
	if (first == end)
		return 0;
	w->line.time = line->time + first;
	w->line.steps = end - first;
	take_bars(w, market, line->time[first], line->time[end - 1]);
	return w->nsymbols == 1 ? 0 : take_steps(w, line, n, err);
}

int
bt_window_init(struct bt_window *w, const struct bt_market *market,
    const struct bt_timeline *line, size_t first, size_t end,
    struct bt_err *err)
{
	*w = (struct bt_window){ 0 };
	if (fill(w, market, line, first, end, err) == 0)
		return 0;
	bt_window_free(w);
	return -1;
}

void
bt_window_free(struct bt_window *w)
{
	free(w->bars);
	free(w->symbol);
	free(w->skip);
	free(w->first);
	free(w->entries);
	*w = (struct bt_window){ 0 };
}
