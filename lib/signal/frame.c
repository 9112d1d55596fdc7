/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/signal/frame.h"

#define MINUTE (60 * BT_NS_SECOND)

/* Longest that makes sense: a day of minutes, a century of months. */
static const struct unit {
	char		letter;
	long long	max;
} units[] = {
	{ 'm', 1440 }, { 'h', 24 }, { 'D', 366 }, { 'W', 53 }, { 'M', 1200 },
	{ 'Q', 400 }, { 'Y', 100 }, { 0, 0 }
};

int
bt_frame_parse(struct bt_span text, struct bt_frame *f, struct bt_err *err)
{
	const struct unit *u = units;

	if (text.n >= 2)
		while (u->letter != 0 && u->letter != text.s[text.n - 1])
			u++;
	if (text.n < 2 || u->letter == 0 ||
	    bt_num_parse_int(text.s, text.n - 1, 1, u->max, &f->n) == -1)
		return bt_err_set(err, BT_EUSAGE, "not a frame: '%.*s'; want a "
		    "number and m, h, D, W, M (month), Q or Y, as in \"1h\"",
		    BT_SPAN(text));
	f->unit = u->letter;
	return 0;
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Bars of a part of a day begin anew at midnight. */
static int64_t
bar_of_day(int64_t t, int64_t length)
{
	int64_t day = floor_div(t, BT_NS_DAY);

	return day * 1440 + (t - day * BT_NS_DAY) / length;
}

int64_t
bt_frame_bar(const struct bt_frame *f, int64_t t)
{
	struct bt_civil civil;
	int64_t day = floor_div(t, BT_NS_DAY), month;

	switch (f->unit) {
	case 'm':
		return bar_of_day(t, f->n * MINUTE);
	case 'h':
		return bar_of_day(t, f->n * 60 * MINUTE);
	case 'D':
		return floor_div(day, f->n);
	case 'W':			/* 1970-01-01 was a Thursday */
		return floor_div(floor_div(day + 3, 7), f->n);
	}
	civil = bt_time_civil(t);
	month = (int64_t)civil.year * 12 + civil.month - 1;
	return floor_div(month, f->n * (f->unit == 'M' ? 1 :
	    f->unit == 'Q' ? 3 : 12));
}

/* Which coarse bar each fine one is in; the number of coarse bars. */
static size_t
find_places(const struct bt_frame *f, const struct bt_bars *fine,
    uint32_t *place)
{
	int64_t bar, last = 0;
	uint32_t n = 0;
	size_t i;

	for (i = 0; i < fine->n; i++) {
		bar = bt_frame_bar(f, fine->time[i]);
		if (i == 0 || bar != last)
			n++;
		place[i] = n - 1;
		last = bar;
	}
	return n;
}

static void
open_bar(struct bt_bars *coarse, size_t b, const struct bt_bars *fine,
    size_t i)
{
	coarse->time[b] = fine->time[i];
	coarse->open[b] = fine->open[i];
	coarse->high[b] = fine->high[i];
	coarse->low[b] = fine->low[i];
	coarse->volume[b] = 0;
}

static void
fill(struct bt_bars *coarse, const struct bt_bars *fine,
    const uint32_t *place)
{
	size_t i, b;

	for (i = 0; i < fine->n; i++) {
		b = place[i];
		if (i == 0 || place[i - 1] != b)
			open_bar(coarse, b, fine, i);
		if (fine->high[i] > coarse->high[b])
			coarse->high[b] = fine->high[i];
		if (fine->low[i] < coarse->low[b])
			coarse->low[b] = fine->low[i];
		coarse->close[b] = fine->close[i];
		coarse->volume[b] += fine->volume[i];
	}
}

static void
fill_last(double *coarse, const double *fine, const uint32_t *place, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		coarse[place[i]] = fine[i];
}

int
bt_frame_resample(const struct bt_frame *f, const struct bt_bars *fine,
    const uint8_t *extras, struct bt_frame_bars *out, struct bt_err *err)
{
	size_t e, n, wanted = 0, column = 5;
	double *memory;

	*out = (struct bt_frame_bars){ .bars.symbol = fine->symbol };
	for (e = 0; extras != NULL && e < BT_EXTRAS_MAX; e++)
		wanted += extras[e];
	out->place = bt_calloc(fine->n, sizeof(*out->place), err);
	if (out->place == NULL)
		return -1;
	out->bars.n = n = find_places(f, fine, out->place);
	out->bars.time = bt_calloc(n, sizeof(*out->bars.time), err);
	out->memory = memory = bt_calloc((5 + wanted) * n, sizeof(*memory),
	    err);
	if (out->bars.time == NULL || memory == NULL) {
		bt_frame_free(out);
		return -1;
	}
	out->bars.open = memory;
	out->bars.high = memory + n;
	out->bars.low = memory + 2 * n;
	out->bars.close = memory + 3 * n;
	out->bars.volume = memory + 4 * n;
	fill(&out->bars, fine, out->place);
	for (e = 0; extras != NULL && e < BT_EXTRAS_MAX; e++) {
		if (!extras[e])
			continue;
		out->bars.extra[e] = memory + column++ * n;
		fill_last(out->bars.extra[e], fine->extra[e], out->place,
		    fine->n);
	}
	return 0;
}

void
bt_frame_free(struct bt_frame_bars *b)
{
	free(b->place);
	free(b->bars.time);
	free(b->memory);
	*b = (struct bt_frame_bars){ 0 };
}
