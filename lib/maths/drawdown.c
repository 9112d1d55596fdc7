/* SPDX-License-Identifier: ISC */
#include "lib/maths/drawdown.h"

/* Levels stay below this by exact powers of two, which change no digit. */
#define TOO_HIGH 0x1p+512
#define SHRINK 0x1p-512

void
bt_drawdown_init(struct bt_drawdown *d, int64_t time, double first)
{
	*d = (struct bt_drawdown){ .level = first, .peak = first,
	    .peak_time = time, .time = time };
}

static void
measure_length(struct bt_drawdown *d)
{
	const uint64_t span = (uint64_t)d->time - (uint64_t)d->peak_time;

	if (d->n - d->peak_at > d->longest)
		d->longest = d->n - d->peak_at;
	if (span > d->longest_time)
		d->longest_time = span;
}

static void
close_drawdown(struct bt_drawdown *d)
{
	d->count++;
	d->depth_sum += d->deepest;
	d->deepest = 0.0;
	measure_length(d);
}

static void
add_depth(struct bt_drawdown *d, double depth)
{
	d->current = depth;
	d->under++;
	d->sum += depth;
	d->sum_sq += depth * depth;
	if (depth < d->deepest)
		d->deepest = depth;
	if (depth < d->max)
		d->max = depth;
}

void
bt_drawdown_push(struct bt_drawdown *d, int64_t time, double level)
{
	d->n++;
	d->time = time;
	d->level = level;
	if (level < d->peak) {
		add_depth(d, level / d->peak - 1.0);
		return;
	}
	if (d->deepest < 0.0)
		close_drawdown(d);
	d->current = 0.0;
	d->peak = level;
	d->peak_at = d->n;
	d->peak_time = time;
}

void
bt_drawdown_push_return(struct bt_drawdown *d, int64_t time, double ret)
{
	double level = d->level * (1.0 + ret);

	if (level > TOO_HIGH) {
		level *= SHRINK;
		d->peak *= SHRINK;
	}
	bt_drawdown_push(d, time, level);
}

void
bt_drawdown_end(struct bt_drawdown *d)
{
	if (d->deepest < 0.0)
		close_drawdown(d);
}
