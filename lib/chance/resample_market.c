/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/chance/entries.h"
#include "lib/chance/rerun.h"
#include "lib/chance/resample_kinds.h"

/* Methods that go back to the prices. */

static int
fill_rerun(const struct bt_resample *d, struct bt_rng *rng,
    struct bt_resample_room *room, struct bt_err *err)
{
	return bt_rerun_path(d->rule.rerun, room->worker, rng, d->value[0],
	    room->ret, err);
}

static int
choose_block(struct bt_resample *d, struct bt_err *err)
{
	(void)err;
	if (isinf(d->value[0]))
		d->value[0] = bt_rerun_block(d->rule.rerun);
	return 0;
}

const struct bt_resample_kind bt_resample_bars = { .of = BT_OF_RETURNS,
	.from = BT_FROM_BARS, .whole = true, .weight = 100,
	.prepare = choose_block, .fill = fill_rerun };

static int
fill_entries(const struct bt_resample *d, struct bt_rng *rng,
    struct bt_resample_room *room, struct bt_err *err)
{
	(void)err;
	bt_entries_path(d->rule.entries, room->worker, rng, room->ret);
	return 0;
}

const struct bt_resample_kind bt_resample_null = { .of = BT_OF_TRADES,
	.from = BT_FROM_RUN_AND_PRICES, .whole = true, .weight = 30,
	.fill = fill_entries };
