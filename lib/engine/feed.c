/* SPDX-License-Identifier: ISC */
#include "lib/engine/feed.h"

#include <stdlib.h>

#include "lib/base/mem.h"

/* A header that lacks columns: bars without signals, or a list? */
static int
hint(struct bt_err *err)
{
	return bt_err_add(err, "; bt-signals adds signals to bars, and a "
	    "signal list wants --prices");
}

static int
read_bars(struct bt_feed *f, const struct bt_feed_read *ask,
    struct bt_err *err)
{
	struct bt_bars_read read = { .settings = ask->bars,
	    .paths = ask->paths, .npaths = ask->npaths,
	    .extras = bt_signal_extras, .nextras = BT_SIGNAL_EXTRAS };

	if (ask->prices != NULL) {
		read.paths = &ask->prices;
		read.npaths = 1;
		read.nextras = 0;
	}
	if (bt_bars_read(&read, &f->bars, err) == -1)
		return ask->prices == NULL && err->line == 1 ?
		    hint(err) : -1;
	return bt_timeline_init(&f->timeline, f->bars.market, err);
}

static int
read_list(struct bt_feed *f, const struct bt_feed_read *ask,
    struct bt_err *err)
{
	struct bt_siglist_read read = { ask->bars, ask->side, ask->paths,
	    ask->npaths, f->bars.market };

	if ((f->list = bt_siglist_new(&read, err)) == NULL)
		return -1;
	f->signals = *bt_siglist_signals(f->list);
	return 0;
}

static int
take_columns(struct bt_feed *f, struct bt_err *err)
{
	const struct bt_market *market = f->bars.market;

	f->cols = bt_calloc(bt_market_symbols(market), sizeof(*f->cols), err);
	if (f->cols == NULL)
		return -1;
	bt_signals_from_market(market, f->cols, &f->signals);
	return 0;
}

int
bt_feed_init(struct bt_feed *f, const struct bt_feed_read *ask,
    struct bt_err *err)
{
	*f = (struct bt_feed){ 0 };
	if (read_bars(f, ask, err) == 0 && (ask->prices != NULL ?
	    read_list(f, ask, err) : take_columns(f, err)) == 0)
		return 0;
	bt_feed_free(f);
	return -1;
}

const char *
bt_feed_unused(const struct bt_feed *f, size_t i)
{
	const struct bt_extra *x = bt_signal_extras;
	const struct bt_extra *end = x + BT_SIGNAL_EXTRAS;

	if (f->cols == NULL)
		return NULL;
	for (x += BT_SIGNAL_USED; x < end; x++)
		if (bt_market_has(f->bars.market,
		    (size_t)(x - bt_signal_extras)) && i-- == 0)
			return x->name;
	return NULL;
}

void
bt_feed_free(struct bt_feed *f)
{
	bt_siglist_free(f->list);
	free(f->cols);
	bt_timeline_free(&f->timeline);
	bt_bars_result_free(&f->bars);
	*f = (struct bt_feed){ 0 };
}
