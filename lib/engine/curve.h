/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_CURVE_H
#define BT_ENGINE_CURVE_H

#include "lib/engine/portfolio.h"

/*
 * The account at the close of steps, to the sink and to the job's curve.
 * Internal to the engine.
 */

/* One step, by its time. */
int	bt_curve_point(const struct bt_portfolio *, const struct bt_worth *,
	    int64_t time, struct bt_err *) BT_MUST_CHECK;

/*
 * Bars from .. end - 1 of an account's only symbol, on which nothing happens:
 * the same values as a point each, at a nanosecond a bar or less.
 */
int	bt_curve_stretch(const struct bt_portfolio *, size_t from, size_t end,
	    struct bt_err *) BT_MUST_CHECK;

#endif
