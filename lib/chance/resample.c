/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/chance/resample_kinds.h"

const struct bt_family bt_resample_families[] = {
	{ "trades", "draw trades with replacement", { { 0 } },
	    &bt_resample_trades },
	{ "trades-shuffle", "all trades in another order: the end is the "
	    "same, the way there is not", { { 0 } }, &bt_resample_shuffle },
	{ "skip-trades", "all trades but those that are missed",
	    { { "share", 0, 1, 0.1, true, "of trades missed" } },
	    &bt_resample_skip },
	{ "jitter", "all trades, filled at other prices and costs",
	    { { "fill", 0, 1, 0.0005, true, "sd of a fill's price" },
	    { "cost", 0, 1, 0, true, "most that a trade costs on top" } },
	    &bt_resample_jitter },
	{ "block", "blocks of returns with replacement", {
	    { "length", 1, 1e9, INFINITY, false,
	    "of a block; inf: by Politis and White" } }, &bt_resample_block },
	{ "stationary", "blocks of returns of random lengths", {
	    { "length", 1, 1e9, INFINITY, false,
	    "of a block, on average; inf: by Politis and White" } },
	    &bt_resample_stationary },
	{ "parametric", "normal or Student's t returns", {
	    { "mean", -10, 10, INFINITY, true, "a step; inf: the sample's" },
	    { "sd", 0, 10, INFINITY, true, "a step; inf: the sample's" },
	    { "df", 2.01, 1e9, INFINITY, false,
	    "degrees of freedom; inf: normal" },
	    { "student", 0, 1, 0, false, "df by the sample's kurtosis" } },
	    &bt_resample_parametric },
	{ "garch", "returns whose variance moves, GARCH(1,1)", {
	    { "alpha", 0, 1, INFINITY, false, "of the last shock; inf: "
	    "fitted" },
	    { "beta", 0, 1, INFINITY, false, "of the last variance; inf: "
	    "fitted" },
	    { "normal", 0, 1, 0, false, "shocks are normal, not the "
	    "sample's" } }, &bt_resample_garch },
	{ "bars", "the strategy again, on markets of blocks of bars", {
	    { "length", 1, 1e9, INFINITY, false,
	    "of a block, on average; inf: by Politis and White" } },
	    &bt_resample_bars },
	{ "null", "as many trades, as long, on the same side, at any time",
	    { { 0 } }, &bt_resample_null },
	{ NULL, NULL, { { 0 } }, NULL }
};

static int
check(const struct bt_resample_rule *rule, struct bt_err *err)
{
	if (rule->sample->n >= BT_RESAMPLE_NONE ||
	    rule->length >= BT_RESAMPLE_NONE)
		return bt_err_set(err, BT_EUSAGE,
		    "paths and samples have at most %lu steps",
		    (unsigned long)BT_RESAMPLE_NONE - 1);
	return 0;
}

struct bt_resample *
bt_resample_new(const struct bt_resample_rule *rule, struct bt_err *err)
{
	struct bt_resample *d;
	int i;

	if (check(rule, err) == -1 ||
	    (d = bt_calloc(1, sizeof(*d), err)) == NULL)
		return NULL;
	d->rule = *rule;
	d->kind = bt_resample_kind(rule->method);
	for (i = 0; i < BT_METHOD_PARAMS; i++)
		d->value[i] = rule->method->value[i];
	if (d->kind->prepare != NULL && d->kind->prepare(d, err) == -1) {
		bt_resample_free(d);
		return NULL;
	}
	return d;
}

void
bt_resample_free(struct bt_resample *d)
{
	if (d != NULL)
		free(d->own);
	free(d);
}

static void
gather(const struct bt_resample *d, struct bt_resample_room *room)
{
	const double *ret = d->rule.sample->ret;
	size_t i;

	for (i = 0; i < d->rule.length; i++)
		room->ret[i] = room->pick[i] == BT_RESAMPLE_NONE ? 0.0 :
		    ret[room->pick[i]];
}

int
bt_resample_path(const struct bt_resample *d, uint64_t i,
    struct bt_resample_room *room, struct bt_err *err)
{
	struct bt_rng rng;

	bt_rng_init(&rng, d->rule.seed, i);
	if (d->kind->pick == NULL)
		return d->kind->fill(d, &rng, room, err);
	d->kind->pick(d, &rng, room->pick);
	gather(d, room);
	return 0;
}

/* One piece of memory, in which no two threads share a cache line. */
struct bt_resample_room *
bt_resample_rooms(size_t steps, size_t n, struct bt_err *err)
{
	const size_t line = 64;
	const size_t length = (steps / line + 1) * line;
	const size_t bytes = length * (sizeof(double) + sizeof(uint32_t));
	const size_t head = (n * sizeof(struct bt_resample_room) / line + 1) *
	    line;
	struct bt_resample_room *rooms;
	size_t i;
	char *at;

	if (n > (SIZE_MAX / 2 - head) / bytes) {
		(void)bt_err_set(err, BT_ESYS, "paths of %zu steps do not "
		    "fit into memory", steps);
		return NULL;
	}
	if ((rooms = bt_aligned(1, head + n * bytes, err)) == NULL)
		return NULL;
	for (i = 0; i < n; i++) {
		at = (char *)rooms + head + i * bytes;
		rooms[i].worker = i;
		rooms[i].ret = (double *)(void *)at;
		rooms[i].pick = (uint32_t *)(void *)(at + length *
		    sizeof(double));
	}
	return rooms;
}
