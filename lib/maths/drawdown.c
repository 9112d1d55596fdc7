/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "lib/base/clones.h"
#include "lib/maths/drawdown.h"

#define BLOCK 16	/* points that are followed one by one */

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

/* A high, and the lowest point since. */
struct fall {
	double	peak, low, max;
};

/* Rounding keeps order, so the lowest point of a high is its deepest. */
static void
measure_fall(struct fall *f)
{
	double depth = f->low / f->peak - 1.0;

	if (depth < f->max)
		f->max = depth;
}

static void
follow(struct fall *f, const double *level, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (level[i] > f->peak) {
			measure_fall(f);
			f->peak = f->low = level[i];
		} else if (level[i] < f->low) {
			f->low = level[i];
		}
}

/* Points that are neither a new high nor a new low are passed by in blocks. */
BT_CLONES static size_t
pass(const struct fall *f, const double *level, size_t n)
{
	double BT_FOUR peak = { f->peak, f->peak, f->peak, f->peak };
	double BT_FOUR low = { f->low, f->low, f->low, f->low };
	double BT_FOUR a, b;
	int64_t BT_FOUR new;
	size_t i;

	for (i = 0; i + 8 <= n; i += 8) {
		memcpy(&a, level + i, sizeof(a));
		memcpy(&b, level + i + 4, sizeof(b));
		new = (a > peak) | (a < low) | (b > peak) | (b < low);
		if (bt_four_any(&new))
			break;
	}
	return i;
}

double
bt_drawdown_max(const double *level, size_t n, double first)
{
	struct fall f = { first, first, 0.0 };
	size_t i = 0, some;

	while (i < n) {
		i += pass(&f, level + i, n - i);
		some = n - i < BLOCK ? n - i : BLOCK;
		follow(&f, level + i, some);
		i += some;
	}
	measure_fall(&f);
	return f.max;
}
