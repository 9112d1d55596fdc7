/* SPDX-License-Identifier: ISC */
#include "lib/study/breakdown.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"

static double
start_of(const struct bt_levels *c)
{
	return isfinite(c->base) || c->n == 0 ? c->base : c->level[0];
}

/* When the month, or the year, is over. */
static int64_t
border(struct bt_civil t, int by_year)
{
	if (by_year || t.month == 12)
		return bt_days(t.year + 1, 1, 1) * BT_NS_DAY;
	return bt_days(t.year, t.month + 1, 1) * BT_NS_DAY;
}

struct bt_month *
bt_months_of(const struct bt_levels *c, int by_year, size_t *found,
    struct bt_err *err)
{
	struct bt_month *months = bt_calloc(1, sizeof(*months), err);
	struct bt_civil now = { 0 };
	double last = start_of(c);
	int64_t over = INT64_MIN;
	size_t i, cap = months != NULL, n = 0;

	*found = 0;
	for (i = 0; months != NULL && i < c->n; i++) {
		if (c->time[i] >= over) {
			now = bt_time_civil(c->time[i]);
			over = border(now, by_year);
		}
		if (i + 1 < c->n && c->time[i + 1] < over)
			continue;
		if (bt_grow(&months, &cap, n, sizeof(*months), err) == -1) {
			free(months);
			return NULL;
		}
		months[n++] = (struct bt_month){ now.year,
		    by_year ? 0 : now.month, c->level[i] / last - 1.0 };
		last = c->level[i];
	}
	*found = n;
	return months;
}

static int
by_depth(const void *a, const void *b)
{
	const struct bt_episode *x = a, *y = b;

	if (x->depth != y->depth)
		return x->depth < y->depth ? -1 : 1;
	return (x->from > y->from) - (x->from < y->from);
}

/* The episode under way, and where its high was. */
struct dip {
	struct bt_episode	e;
	double			high;
	size_t			high_at;
	bool			open;
};

static void
dip_measure(struct dip *d, const struct bt_levels *c, size_t i)
{
	d->e.bars = i - d->high_at;
	d->e.days = (double)(c->time[i] - d->e.from) / (double)BT_NS_DAY;
}

/* true when point i ends the episode under way. */
static bool
dip_push(struct dip *d, const struct bt_levels *c, size_t i)
{
	double depth;
	bool ended = d->open && c->level[i] >= d->high;

	if (ended) {
		d->e.to = c->time[i];
		dip_measure(d, c, i);
		d->open = false;
	}
	if (c->level[i] >= d->high) {
		d->high = c->level[i];
		d->high_at = i;
		return ended;
	}
	depth = c->level[i] / d->high - 1.0;
	if (!d->open)
		d->e = (struct bt_episode){ .from = c->time[d->high_at],
		    .trough = c->time[i], .to = BT_TIME_NONE };
	d->open = true;
	if (depth < d->e.depth) {
		d->e.depth = depth;
		d->e.trough = c->time[i];
	}
	return ended;
}

struct bt_episode *
bt_episodes_of(const struct bt_levels *c, size_t *found, struct bt_err *err)
{
	struct bt_episode *list = bt_calloc(1, sizeof(*list), err), done;
	struct dip d = { .high = start_of(c) };
	size_t i, cap = list != NULL, n = 0;
	bool last, ended;

	*found = 0;
	for (i = 0; list != NULL && i < c->n; i++) {
		done = d.e;
		last = i + 1 == c->n;
		ended = dip_push(&d, c, i);
		if (ended)
			done = d.e;
		else if (last && d.open) {
			dip_measure(&d, c, i);
			done = d.e;
		}
		if (!ended && !(last && d.open))
			continue;
		if (bt_grow(&list, &cap, n, sizeof(*list), err) == -1) {
			free(list);
			return NULL;
		}
		list[n++] = done;
	}
	if (list != NULL)
		qsort(list, n, sizeof(*list), by_depth);
	*found = n;
	return list;
}

void
bt_underwater_of(const struct bt_levels *c, double *depth)
{
	double high = start_of(c);
	size_t i;

	for (i = 0; i < c->n; i++) {
		high = c->level[i] > high ? c->level[i] : high;
		depth[i] = c->level[i] / high - 1.0;
	}
}

/* What differs by less than this part of itself is a rounding, not a size. */
#define EQUAL 1e-12

/* No power of ten of this size is lost to underflow. */
#define LEAST 1e-290

/* The smallest of 1, 2, 5, 10 ... times a power of ten that is >= x. */
static double
round_up(double x)
{
	static const double steps[] = { 1.0, 2.0, 5.0, 10.0 };
	const double power = pow(10.0, floor(log10(x)));
	size_t i = 0;

	while (i < 3 && steps[i] * power < x * (1.0 - 1e-12))
		i++;
	return steps[i] * power;
}

size_t
bt_bins_of(const double *x, size_t n, struct bt_bin *bin, size_t max)
{
	double low = INFINITY, high = -INFINITY, most, width;
	size_t bins, i, k;

	for (i = 0; i < n; i++) {
		low = x[i] < low ? x[i] : low;
		high = x[i] > high ? x[i] : high;
	}
	if (n == 0 || max < 3)
		return 0;
	most = fmax(fabs(low), fabs(high));
	width = high / (double)(max - 2) - low / (double)(max - 2);
	if (width <= most * EQUAL)
		width = most / 10.0;
	width = width < LEAST ? 1.0 : round_up(width);
	low = floor(low / width);
	bins = (size_t)(floor(high / width) - low) + 1;
	for (k = 0; k < bins; k++)
		bin[k] = (struct bt_bin){ (low + (double)k) * width,
		    (low + (double)k + 1.0) * width, 0 };
	for (i = 0; i < n; i++)
		bin[(size_t)(floor(x[i] / width) - low)].count++;
	return bins;
}

void
bt_rolling_at(const struct bt_levels *c, size_t i, size_t window,
    double periods, double *sharpe, double *volatility)
{
	const double *level;
	double mean = 0.0, sum = 0.0, r;
	size_t k;

	*sharpe = *volatility = (double)NAN;
	if (window < 2 || i < window)
		return;
	level = c->level + i - window;
	for (k = 0; k < window; k++)
		mean += level[k + 1] / level[k] - 1.0;
	mean /= (double)window;
	for (k = 0; k < window; k++) {
		r = level[k + 1] / level[k] - 1.0 - mean;
		sum += r * r;
	}
	*volatility = sqrt(sum / (double)(window - 1)) * sqrt(periods);
	/* Equal growth, off by an epsilon a quotient, is no tiny spread. */
	if (sqrt(sum / (double)(window - 1)) <= 8.0 * DBL_EPSILON *
	    (1.0 + fabs(mean)))
		*volatility = 0.0;
	else
		*sharpe = mean * periods / *volatility;
}

static size_t
keep(size_t *kept, size_t n, size_t i)
{
	if (n > 0 && kept[n - 1] >= i)
		return n;
	kept[n] = i;
	return n + 1;
}

size_t *
bt_decimate(const double *y, size_t n, size_t columns, size_t *kept,
    struct bt_err *err)
{
	size_t *list, begin, end, low, high, c, i, k = 0;

	if (columns == 0 || columns > n)
		columns = n;
	if ((list = bt_calloc(4 * columns + 1, sizeof(*list), err)) == NULL)
		return NULL;
	for (c = 0; c < columns; c++) {
		begin = low = high = (size_t)((double)n * (double)c /
		    (double)columns);
		end = c + 1 == columns ? n : (size_t)((double)n *
		    (double)(c + 1) / (double)columns);
		for (i = begin; i < end; i++) {
			if (y[i] < y[low] || isnan(y[low]))
				low = i;
			if (y[i] > y[high] || isnan(y[high]))
				high = i;
		}
		k = keep(list, k, begin);
		k = keep(list, k, low < high ? low : high);
		k = keep(list, k, low < high ? high : low);
		k = end > begin ? keep(list, k, end - 1) : k;
	}
	*kept = k;
	return list;
}
