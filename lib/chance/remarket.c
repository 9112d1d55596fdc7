/* SPDX-License-Identifier: ISC */
#include "lib/chance/remarket.h"

#include <math.h>

#include "lib/base/str.h"

#define LEAST 1e-100
#define MOST 1e100

int
bt_remarket_check(const struct bt_market *m, const struct bt_timeline *line,
    struct bt_err *err)
{
	size_t i;

	for (i = 0; i < bt_market_symbols(m); i++)
		if (bt_market_bars(m, i)->n != line->steps)
			return bt_err_set(err, BT_EDATA, "the method 'bars' "
			    "wants symbols with bars at the same times: '%s' "
			    "has %zu of %zu", bt_market_bars(m, i)->symbol,
			    bt_market_bars(m, i)->n, line->steps);
	return 0;
}

static int
copy_symbol(struct bt_market *to, const struct bt_market *from,
    const struct bt_bars *b, const struct bt_extra *extras, size_t n,
    struct bt_err *err)
{
	long id = bt_market_enter(to, bt_span(b->symbol), err);
	size_t i, k;

	if (id == -1)
		return -1;
	for (i = 0; i < b->n; i++) {
		const struct bt_bar bar = { b->time[i], b->open[i],
			b->high[i], b->low[i], b->close[i], b->volume[i] };

		if (bt_market_push(to, (size_t)id, &bar, err) == -1)
			return -1;
		for (k = 0; k < n; k++)
			if (extras[k].type == BT_EXTRA_REAL &&
			    bt_market_has(from, k))
				bt_market_set_real(to, (size_t)id, k,
				    ((const double *)b->extra[k])[i]);
	}
	return 0;
}

struct bt_market *
bt_remarket_copy(const struct bt_market *real, const struct bt_maker *maker,
    struct bt_err *err)
{
	struct bt_market *m;
	const struct bt_extra *extras;
	size_t i, n;
	int rc = 0;

	extras = bt_maker_extras(maker, &n);
	if ((m = bt_market_new(extras, n, err)) == NULL)
		return NULL;
	for (i = 0; i < n && rc == 0; i++)
		if (extras[i].type == BT_EXTRA_REAL && bt_market_has(real, i))
			rc = bt_market_add_extra(m, i, err);
	for (i = 0; i < bt_market_symbols(real) && rc == 0; i++)
		rc = copy_symbol(m, real, bt_market_bars(real, i), extras, n,
		    err);
	if (rc == -1 || bt_market_seal(m, err) == -1) {
		bt_market_free(m);
		return NULL;
	}
	return m;
}

void
bt_remarket_moves(const struct bt_market *m, double *moves)
{
	const size_t n = bt_market_symbols(m);
	const struct bt_bars *b;
	size_t i, t;

	for (i = 0; i < n; i++) {
		b = bt_market_bars(m, i);
		for (t = 0; t + 1 < b->n; t++)
			moves[t] = (i == 0 ? 0.0 : moves[t]) +
			    (b->close[t + 1] / b->close[t] - 1.0) / (double)n;
	}
}

/* A symbol's bars from its second on. */
static void
write_symbol(const struct bt_bars *to, const struct bt_bars *from,
    const uint32_t *pick)
{
	double level = from->close[0], scale;
	size_t t, k, i;

	for (t = 0; t + 1 < from->n; t++) {
		k = pick[t];
		scale = level / from->close[k];
		to->open[t + 1] = from->open[k + 1] * scale;
		to->high[t + 1] = from->high[k + 1] * scale;
		to->low[t + 1] = from->low[k + 1] * scale;
		level = from->close[k + 1] * scale;
		to->close[t + 1] = level;
		to->volume[t + 1] = from->volume[k + 1];
		for (i = 0; i < BT_EXTRAS_MAX; i++)
			if (to->extra[i] != NULL)
				((double *)to->extra[i])[t + 1] =
				    ((const double *)from->extra[i])[k + 1];
		level = fmin(fmax(level, LEAST), MOST);
	}
}

void
bt_remarket_write(struct bt_market *copy, const struct bt_market *real,
    const uint32_t *pick)
{
	size_t i;

	for (i = 0; i < bt_market_symbols(real); i++)
		write_symbol(bt_market_bars(copy, i), bt_market_bars(real, i),
		    pick);
}
