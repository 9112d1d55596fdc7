/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_SIZING_H
#define BT_ENGINE_SIZING_H

#include <stddef.h>

#include "lib/base/option.h"

/*
 * How much to trade: the family of --size.  A new method is one row and one
 * function here, and one line in its test.
 */
extern const struct bt_family bt_sizings[];

/* What a method may know: nothing later than the price of the fill. */
struct bt_size_input {
	double			 equity;	/* after the exits */
	double			 price;		/* of the fill */
	size_t			 slots;		/* positions to share */
	const struct bt_method	*commission;
};

/*
 * Units to trade: fractional, 0 or more.  Shares of the equity pay their
 * commission from the share; amounts and quantities do not.
 */
double	bt_size(const struct bt_method *, const struct bt_size_input *);

#endif
