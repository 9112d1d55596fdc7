/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/report/html_parts.h"

#define FEWEST 500		/* candles of a symbol, if it has so many */

/* Several bars as one: the first open, the extremes, the last close. */
struct candles {
	int64_t	*time;		/* of the first bar */
	double	*open, *high, *low, *close;
	size_t	 n;
};

static void
join_bars(const struct bt_bars *b, size_t each, struct candles *c)
{
	size_t i, k;

	for (i = 0; i < b->n; i++) {
		k = i / each;
		if (i % each == 0) {
			c->time[k] = b->time[i];
			c->open[k] = b->open[i];
			c->high[k] = b->high[i];
			c->low[k] = b->low[i];
			c->n = k + 1;
		}
		c->high[k] = fmax(c->high[k], b->high[i]);
		c->low[k] = fmin(c->low[k], b->low[i]);
		c->close[k] = b->close[i];
	}
}

static void
put_candles(const struct bt_html *h, const struct candles *c)
{
	const struct { const char *key; const double *x; } cols[] = {
		{ ",\"open\":", c->open }, { ",\"high\":", c->high },
		{ ",\"low\":", c->low }, { ",\"close\":", c->close } };
	size_t i;

	bt_html_put(h, ",\"time\":");
	bt_html_column_time(h, c->time, NULL, c->n);
	for (i = 0; i < sizeof(cols) / sizeof(cols[0]); i++) {
		bt_html_put(h, cols[i].key);
		bt_html_column_f32(h, cols[i].x, NULL, c->n);
	}
}

static int
put_price(const struct bt_html *h, const struct bt_document_price *p,
    size_t most)
{
	const struct bt_bars *b = &p->bars;
	const size_t each = (b->n + most - 1) / most, n = b->n / each + 1;
	struct candles c = { .n = 0 };
	double *room = bt_column(4 * n, h->err);

	c.time = bt_calloc(n, sizeof(*c.time), h->err);
	if (room != NULL && c.time != NULL) {
		c.open = room;
		c.high = room + n;
		c.low = room + 2 * n;
		c.close = room + 3 * n;
		join_bars(b, each, &c);
		bt_html_put(h, "{\"symbol\":");
		bt_html_string(h, p->symbol);
		bt_html_put(h, ",\"each\":");
		bt_html_real(h, (double)each);
		put_candles(h, &c);
		bt_html_put(h, "}");
	}
	free(c.time);
	free(room);
	return c.n > 0 ? 0 : -1;
}

int
bt_html_prices(const struct bt_html *h, const struct bt_document *doc)
{
	size_t i, most;

	if (doc->nprices == 0)
		return 0;
	most = h->rule->max_points / doc->nprices;
	if (most < FEWEST)
		most = FEWEST;
	bt_html_put(h, ",\"prices\":[");
	for (i = 0; i < doc->nprices; i++) {
		bt_html_put(h, i > 0 ? "," : "");
		if (put_price(h, &doc->price[i], most) == -1)
			return -1;
	}
	bt_html_put(h, "]");
	return 0;
}
