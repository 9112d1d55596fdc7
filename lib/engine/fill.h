/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_FILL_H
#define BT_ENGINE_FILL_H

#include "lib/engine/portfolio.h"

/*
 * Executions: the only code that moves cash, and the only one that makes
 * trades.  All fills happen on the position's current bar (p->bar).
 */

/* Where on its bar: what of the bar's range belongs to the trade. */
enum bt_fill_at { BT_AT_OPEN, BT_AT_INSIDE, BT_AT_CLOSE };

/* What the market asks for: price before slippage -> price with it. */
double	bt_fill_price(const struct bt_portfolio *, const struct bt_position *,
	    bool buys, double price);

struct bt_entry {
	int			side;
	double			quantity;	/* > 0 */
	double			market;		/* price before slippage */
	enum bt_fill_at		at;
	size_t			signal_bar;
};

/* Open a lot. */
int	bt_fill_entry(struct bt_portfolio *, struct bt_position *,
	    const struct bt_entry *, struct bt_err *);

struct bt_exit_order {
	double			market;		/* price before slippage */
	enum bt_fill_at		at;
	enum bt_reason		reason;
	bool			ambiguous;
};

/* Close the lot behind prev (BT_NO_LOT: the first): a trade. */
int	bt_fill_exit(struct bt_portfolio *, struct bt_position *,
	    uint32_t prev, uint32_t lot, const struct bt_exit_order *,
	    struct bt_err *);

/* Close all lots of a position alike. */
int	bt_fill_exit_all(struct bt_portfolio *, struct bt_position *,
	    const struct bt_exit_order *, struct bt_err *);

/* Report a lot that stays open, as a trade without exit, at its last close. */
int	bt_fill_report_open(struct bt_portfolio *, struct bt_position *,
	    uint32_t lot, struct bt_err *);

#endif
