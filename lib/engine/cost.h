/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_COST_H
#define BT_ENGINE_COST_H

#include "lib/base/option.h"

/*
 * What trading costs: the families of --commission and --slippage.  A new
 * model is a row and its functions here, and a line in the test.
 *
 *	percent:0.1%,fixed=5	0.1 % of the notional and 5 an order
 *	per-share:0.005,min=1	half a cent a share, 1 at least
 *	percent:5bps,cap	0.05 % worse, but inside the bar's range
 */
extern const struct bt_family bt_commissions[], bt_slippages[];

/*
 * Money that one order of quantity > 0 at price pays: 0 or more, not falling
 * as the quantity grows.
 */
double	bt_commission(const struct bt_method *, double quantity,
	    double price);

/*
 * The largest quantity whose notional and commission the budget pays for; 0 if
 * there is none.
 */
double	bt_commission_affords(const struct bt_method *, double budget,
	    double price);

/*
 * The price of a market or stop order that the market offers at price: not
 * better for the one who buys (or sells).  Always above 0.  low and high are
 * the bar's, and looked at only by who caps.
 */
double	bt_slippage(const struct bt_method *, double price, bool buys,
	    const double *low, const double *high);

#endif
