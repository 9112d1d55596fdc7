/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/chance/resample_kinds.h"

/* Methods that take the trades, or periods, one by one. */

/*
 * As bt_rng_below(), but two to a random number: with 32 bits each, and more
 * of them in the rare case that these would favour some.
 */
static inline uint32_t
pick_one(struct bt_rng *rng, uint32_t bits, uint32_t n)
{
	uint64_t m = (uint64_t)bits * n;

	while ((uint32_t)m < n && (uint32_t)m < -n % n)
		m = (bt_rng_next(rng) >> 32) * n;
	return (uint32_t)(m >> 32);
}

static void
pick_any(const struct bt_resample *d, struct bt_rng *rng, uint32_t *pick)
{
	const uint32_t n = (uint32_t)d->rule.sample->n;
	struct bt_rng r = *rng;
	uint64_t bits;
	size_t i;

	for (i = 0; i + 2 <= d->rule.length; i += 2) {
		bits = bt_rng_next(&r);
		pick[i] = pick_one(&r, (uint32_t)bits, n);
		pick[i + 1] = pick_one(&r, (uint32_t)(bits >> 32), n);
	}
	if (i < d->rule.length)
		pick[i] = (uint32_t)bt_rng_below(&r, n);
	*rng = r;
}

const struct bt_resample_kind bt_resample_trades = { .of = BT_OF_TRADES,
	.weight = 1, .pick = pick_any };

/* Fisher and Yates: every order is as likely as any other. */
static void
pick_shuffled(const struct bt_resample *d, struct bt_rng *rng, uint32_t *pick)
{
	uint32_t i, k;

	for (i = 0; i < (uint32_t)d->rule.length; i++) {
		k = (uint32_t)bt_rng_below(rng, i + 1);
		pick[i] = pick[k];
		pick[k] = i;
	}
}

const struct bt_resample_kind bt_resample_shuffle = { .of = BT_OF_TRADES,
	.whole = true, .same_end = true, .weight = 1, .pick = pick_shuffled };

static void
pick_most(const struct bt_resample *d, struct bt_rng *rng, uint32_t *pick)
{
	uint32_t i;

	for (i = 0; i < (uint32_t)d->rule.length; i++)
		pick[i] = bt_rng_uniform(rng) < d->value[0] ?
		    BT_RESAMPLE_NONE : i;
}

const struct bt_resample_kind bt_resample_skip = { .of = BT_OF_TRADES,
	.whole = true, .weight = 1, .pick = pick_most };

/*
 * Each trade again, filled at other prices: entry and exit each move the
 * return by a normal deviate, and costs come on top.
 */
static int
fill_jittered(const struct bt_resample *d, struct bt_rng *rng,
    struct bt_resample_room *room, struct bt_err *err)
{
	const double *ret = d->rule.sample->ret;
	const double sd = d->value[0] * sqrt(2.0), cost = d->value[1];
	size_t i;

	(void)err;
	for (i = 0; i < d->rule.length; i++)
		room->ret[i] = ret[i] + sd * bt_rng_normal(rng) -
		    cost * bt_rng_uniform(rng);
	return 0;
}

const struct bt_resample_kind bt_resample_jitter = { .of = BT_OF_TRADES,
	.whole = true, .weight = 8, .fill = fill_jittered };
