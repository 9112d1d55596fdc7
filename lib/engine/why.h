/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_WHY_H
#define BT_ENGINE_WHY_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/engine/runstream.h"

/*
 * Why a run has no trades, for people: a line on what there was, then one for
 * each thing that stood in the way.
 *
 *	no trades: 3 signals in 250 bars, 2 orders
 *	2 rejected: not enough cash for it (cash)
 */
#define BT_WHY_LINE 160

/* The i-th line, from 0, without a newline; false behind the last. */
bool	bt_why_line(const struct bt_summary *, size_t i,
	    char line[BT_WHY_LINE]);

#endif
