/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_RISK_H
#define BT_ENGINE_RISK_H

#include "lib/engine/portfolio.h"

/*
 * The limits an entry must pass: a table of rules, each of which lets it be,
 * shrinks it, or rejects it, and says so in an event with limit and value.
 */
struct bt_risk_entry {
	struct bt_position	*position;
	double			 price;		/* of the fill */
	double			 quantity;	/* in: wanted; out: allowed */
	double			 power;		/* money for notional and
						 * commission */
};

/*
 * Money for entries at this moment: leverage x equity - gross exposure.  With
 * leverage 1 and nothing short, that is the cash.
 */
double	bt_risk_power(const struct bt_portfolio *, struct bt_worth);

/* 1: enter entry->quantity; 0: rejected, and told; -1: the sink failed. */
int	bt_risk_check(struct bt_portfolio *, struct bt_risk_entry *,
	    struct bt_err *);

#endif
