/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/chance/resample_kinds.h"
#include "lib/maths/bootstrap.h"

/* Methods that take blocks, so that what follows each other still does. */

static void
pick_blocks(const struct bt_resample *d, struct bt_rng *rng, uint32_t *pick)
{
	bt_bootstrap_circular(rng, d->rule.sample->n, (size_t)d->value[0],
	    pick, d->rule.length);
}

/* A length that was not given is that of Politis and White. */
static int
choose_blocks(struct bt_resample *d, struct bt_err *err)
{
	const struct bt_sample *s = d->rule.sample;

	(void)err;
	if (isinf(d->value[0]))
		d->value[0] = round(bt_bootstrap_length_of(s->ret,
		    s->n).circular);
	d->value[0] = floor(d->value[0]);
	return 0;
}

const struct bt_resample_kind bt_resample_block = { .of = BT_OF_RETURNS,
	.weight = 1, .prepare = choose_blocks, .pick = pick_blocks };

static void
pick_stationary(const struct bt_resample *d, struct bt_rng *rng,
    uint32_t *pick)
{
	bt_bootstrap_stationary(rng, d->rule.sample->n, d->value[0], pick,
	    d->rule.length);
}

static int
choose_stationary(struct bt_resample *d, struct bt_err *err)
{
	const struct bt_sample *s = d->rule.sample;

	(void)err;
	if (isinf(d->value[0]))
		d->value[0] = bt_bootstrap_length_of(s->ret, s->n).stationary;
	return 0;
}

const struct bt_resample_kind bt_resample_stationary = {
	.of = BT_OF_RETURNS, .weight = 1, .prepare = choose_stationary,
	.pick = pick_stationary };
