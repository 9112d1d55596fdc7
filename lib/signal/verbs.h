/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_VERBS_H
#define BT_SIGNAL_VERBS_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

/*
 * What a cell of the signal column says, as one byte (bt-formats(5)).
 *
 * A cell is empty, or verbs joined by '+', or a number that names the side to
 * be on.  Verbs are ASCII case-blind.  A code is 0 for no signal, one or more
 * of the verb bits, or exactly one of the target bits.
 *
 *	static const struct bt_extra extras[] = {
 *		{ "signal", BT_EXTRA_CODE, true, bt_verbs_code },
 *	};
 */
enum {
	BT_BUY = 1 << 0,		/* open long */
	BT_SELL = 1 << 1,		/* close long */
	BT_SHORT = 1 << 2,		/* open short */
	BT_COVER = 1 << 3,		/* close short */
	BT_TARGET_LONG = 1 << 4,	/* a number > 0: be long */
	BT_TARGET_SHORT = 1 << 5,	/* a number < 0: be short */
	BT_TARGET_FLAT = 1 << 6,	/* 0: be out */
};

#define BT_VERBS (BT_BUY | BT_SELL | BT_SHORT | BT_COVER)
#define BT_TARGETS (BT_TARGET_LONG | BT_TARGET_SHORT | BT_TARGET_FLAT)

struct bt_verb {
	const char	*name;		/* "buy" */
	uint8_t		 code;		/* BT_BUY */
	const char	*help;		/* "open long" */
};

/* The four verbs in the order they are written; ends at name NULL. */
extern const struct bt_verb bt_verbs[];

/*
 * Cell text -> code (a bt_code_fn of lib/market/market.h).  Blanks around the
 * words are ignored.  -1 with BT_EDATA, without a place, if it means nothing:
 * "signal is not understood: 'hold'; want buy, sell, short, cover, ...".
 */
int	bt_verbs_code(struct bt_span cell, uint8_t *code, struct bt_err *);

/*
 * Code -> text that bt_verbs_code() reads back: "buy+cover", "-1", "" for 0.
 * Only the low four bits or one target are looked at.  A constant string.
 */
const char	*bt_verbs_text(uint8_t code);

#endif
