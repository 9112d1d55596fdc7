/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_RESAMPLE_KINDS_H
#define BT_CHANCE_RESAMPLE_KINDS_H

#include "lib/chance/resample.h"

/* The methods of the table in lib/chance/resample; of no use elsewhere. */
extern const struct bt_resample_kind bt_resample_trades, bt_resample_shuffle,
    bt_resample_skip, bt_resample_jitter;		/* _trades.c */
extern const struct bt_resample_kind bt_resample_block,
    bt_resample_stationary;				/* _block.c */
extern const struct bt_resample_kind bt_resample_parametric,
    bt_resample_garch;					/* _model.c */
extern const struct bt_resample_kind bt_resample_bars,
    bt_resample_null;					/* _market.c */

#endif
