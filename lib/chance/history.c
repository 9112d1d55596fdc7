/* SPDX-License-Identifier: ISC */
#include "lib/chance/history.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/portable.h"
#include "lib/base/time.h"
#include "lib/chance/fit.h"
#include "lib/chance/model.h"

int
bt_history_read(struct bt_history *h, const char *path, struct bt_err *err)
{
	struct bt_bars_settings set;
	struct bt_bars_read ask = { .settings = &set, .paths = &path,
	    .npaths = 1 };

	if (bt_opt_defaults(bt_bars_opts, &set, err) == -1)
		return -1;
	h->path = path;
	return bt_bars_read(&ask, &h->read, err);
}

void
bt_history_free(struct bt_history *h)
{
	if (h->path != NULL)
		bt_bars_result_free(&h->read);
	h->path = NULL;
}

const struct bt_bars *
bt_history_find(const struct bt_history *h, const char *symbol,
    struct bt_err *err)
{
	const struct bt_market *m = h->read.market;
	const struct bt_bars *b;
	long i = bt_market_find(m, bt_span(symbol));

	if (i == -1 && bt_market_symbols(m) == 1)
		i = 0;
	if (bt_market_symbols(m) == 0) {
		(void)bt_err_set(err, BT_EDATA, "has no bars");
		(void)bt_err_at(err, h->path, 0, 0);
		return NULL;
	}
	if (i == -1) {
		(void)bt_err_set(err, BT_EDATA, "has no bars of '%.60s'",
		    symbol);
		(void)bt_err_at(err, h->path, 0, 0);
		return NULL;
	}
	b = bt_market_bars(m, (size_t)i);
	if (b->n > BT_FIT_LEAST)
		return b;
	(void)bt_err_set(err, BT_EDATA, "'%.60s' has %zu bars, too few to "
	    "learn from: want %d", b->symbol, b->n, BT_FIT_LEAST + 1);
	(void)bt_err_at(err, h->path, 0, 0);
	return NULL;
}

/* Days on which there are bars. */
static size_t
count_days(const struct bt_bars *b)
{
	size_t i, n = 1;

	for (i = 1; i < b->n; i++)
		n += b->time[i] / BT_NS_DAY != b->time[i - 1] / BT_NS_DAY;
	return n;
}

static void
describe(const struct bt_fit *f, const struct bt_bars *b, size_t ndays,
    struct bt_likeness *like)
{
	double p[BT_METHOD_PARAMS], volume = 0;
	size_t i;

	for (i = 0; i < b->n; i++)
		volume += b->volume[i];
	like->start = b->close[b->n - 1];
	like->volume = volume / (double)ndays;
	bt_fit_gbm(f, p);
	like->drift = p[0];
	like->volatility = p[1];
}

/* Put fitted parameters in the place of those that were not given. */
static void
replace(struct bt_method *m, const double fitted[])
{
	const struct bt_param *param = m->family->params;
	size_t i;

	for (i = 0; i < BT_METHOD_PARAMS && param[i].name != NULL; i++)
		if (!isfinite(m->value[i]) ||
		    (strcmp(param[i].name, "drift") != 0 &&
		    strcmp(param[i].name, "volatility") != 0))
			m->value[i] = fmin(fmax(fitted[i], param[i].min),
			    param[i].max);
}

int
bt_history_fit(const struct bt_bars *b, double days, double start,
    struct bt_method *m, struct bt_likeness *like, struct bt_err *err)
{
	const size_t ndays = count_days(b);
	struct bt_fit f = { .close = b->close, .n = b->n - 1, .days = days };
	double p[BT_METHOD_PARAMS] = { 0 };
	size_t i;

	f.dt = (double)ndays / ((double)b->n * days);
	f.start = isnan(start) ? b->close[b->n - 1] : start;
	if ((f.r = bt_column(f.n, err)) == NULL)
		return -1;
	for (i = 0; i < f.n; i++)
		f.r[i] = bt_portable_log(b->close[i + 1] / b->close[i]);
	describe(&f, b, ndays, like);
	if (bt_model(m)->fit != NULL) {
		bt_model(m)->fit(&f, p);
		replace(m, p);
	}
	free(f.r);
	return 0;
}

/* Is there a bar of each symbol at t?  at[i] moves on to that time. */
static bool
all_at(const struct bt_market *m, int64_t t, size_t at[])
{
	const struct bt_bars *b;
	bool all = true;
	size_t i;

	for (i = 0; i < bt_market_symbols(m); i++) {
		b = bt_market_bars(m, i);
		while (at[i] < b->n && b->time[at[i]] < t)
			at[i]++;
		all &= at[i] < b->n && b->time[at[i]] == t;
	}
	return all;
}

/*
 * Returns between common times, symbol by symbol at x + i * most; how many.
 * last[i] is the place of the last common bar.
 */
static size_t
common_returns(const struct bt_market *m, double *x, size_t most,
    size_t at[], size_t last[])
{
	const struct bt_bars *first = bt_market_bars(m, 0), *b;
	const size_t n = bt_market_symbols(m);
	size_t i, k, found = 0;

	for (k = 0; k < first->n; k++) {
		if (!all_at(m, first->time[k], at))
			continue;
		for (i = 0; i < n; i++) {
			b = bt_market_bars(m, i);
			if (found > 0)
				x[i * most + found - 1] = bt_portable_log(
				    b->close[at[i]] / b->close[last[i]]);
			last[i] = at[i];
		}
		found++;
	}
	return found == 0 ? 0 : found - 1;
}

static int
measure(const struct bt_history *h, double *x, size_t most, size_t *place,
    struct bt_span *names, struct bt_correlation *c, struct bt_err *err)
{
	const struct bt_market *m = h->read.market;
	const size_t n = bt_market_symbols(m);
	size_t i, found;

	found = common_returns(m, x, most, place, place + n);
	if (found < BT_FIT_LEAST) {
		(void)bt_err_set(err, BT_EDATA, "its symbols have %zu bars at "
		    "the same times, too few to correlate: want %d",
		    found + (found > 0), BT_FIT_LEAST + 1);
		return bt_err_at(err, h->path, 0, 0);
	}
	for (i = 0; i < n; i++) {
		names[i] = bt_span(bt_market_bars(m, i)->symbol);
		memmove(x + i * found, x + i * most, found * sizeof(*x));
	}
	return bt_correlation_measure(c, names, n, x, found, err);
}

int
bt_history_correlate(const struct bt_history *h, struct bt_correlation *c,
    struct bt_err *err)
{
	const struct bt_market *m = h->read.market;
	const size_t n = bt_market_symbols(m);
	const size_t most = n == 0 ? 0 : bt_market_bars(m, 0)->n;
	struct bt_span *names = NULL;
	size_t *place = NULL;
	double *x = NULL;
	int rc = -1;

	if (most == 0) {
		(void)bt_err_set(err, BT_EDATA, "has no bars");
		return bt_err_at(err, h->path, 0, 0);
	}
	if ((x = bt_calloc(n * sizeof(*x), most, err)) != NULL &&
	    (place = bt_calloc(2 * n, sizeof(*place), err)) != NULL &&
	    (names = bt_calloc(n, sizeof(*names), err)) != NULL)
		rc = measure(h, x, most, place, names, c, err);
	free(names);
	free(place);
	free(x);
	return rc;
}
