/* SPDX-License-Identifier: ISC */
#include "lib/engine/signals.h"

#include "lib/signal/verbs.h"

enum { SIGNAL, STRENGTH, STOP_LOSS, TAKE_PROFIT, TAG };

/* That the column is there is all that matters. */
static int
ignore(struct bt_span cell, uint8_t *code, struct bt_err *err)
{
	(void)cell, (void)err;
	*code = 0;
	return 0;
}

const struct bt_extra bt_signal_extras[BT_SIGNAL_EXTRAS] = {
	[SIGNAL] = { "signal", BT_EXTRA_CODE, true, bt_verbs_code },
	[STRENGTH] = { "strength", BT_EXTRA_REAL, false, NULL },
	[STOP_LOSS] = { "stop_loss", BT_EXTRA_REAL, false, NULL },
	[TAKE_PROFIT] = { "take_profit", BT_EXTRA_REAL, false, NULL },
	[TAG] = { "tag", BT_EXTRA_TEXT, false, NULL },
	[BT_SIGNAL_USED] = { "limit", BT_EXTRA_CODE, false, ignore },
	[BT_SIGNAL_USED + 1] = { "stop", BT_EXTRA_CODE, false, ignore },
	[BT_SIGNAL_USED + 2] = { "weight", BT_EXTRA_CODE, false, ignore },
};

static struct bt_span
market_text(const void *market, uint32_t tag)
{
	return bt_market_text(market, tag);
}

/* NULL where no input had the column: nobody then looks for values. */
static const void *
column(const struct bt_market *market, const struct bt_bars *bars, size_t extra)
{
	return bt_market_has(market, extra) ? bars->extra[extra] : NULL;
}

void
bt_signals_from_market(const struct bt_market *market,
    struct bt_signal_cols *cols, struct bt_signals *sig)
{
	const struct bt_bars *bars;
	size_t i;

	for (i = 0; i < bt_market_symbols(market); i++) {
		bars = bt_market_bars(market, i);
		cols[i] = (struct bt_signal_cols){
			.verbs = bars->extra[SIGNAL],
			.strength = column(market, bars, STRENGTH),
			.stop_loss = column(market, bars, STOP_LOSS),
			.take_profit = column(market, bars, TAKE_PROFIT),
			.tag = column(market, bars, TAG),
		};
	}
	*sig = (struct bt_signals){ .cols = cols, .tag_text = market_text,
	    .arg = market };
}
