/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/time.h"
#include "lib/report/plot.h"

#define SECOND ((int64_t)BT_NS_SECOND)

/* 1, 2 or 5 times a power of ten, at least x. */
static double
round_step(double x)
{
	const double unit = pow(10.0, floor(log10(x)));
	const double f = x / unit;

	return unit * (f <= 1.0 ? 1.0 : f <= 2.0 ? 2.0 : f <= 5.0 ? 5.0 :
	    10.0);
}

/* Decimals that tell neighbours apart. */
static int
decimals_of(double step)
{
	const int d = step > 0.0 ? (int)ceil(-log10(step) - 1e-9) : 0;

	return d < 0 ? 0 : d > 9 ? 9 : d;
}

const char *
bt_plot_label(char buf[BT_PLOT_LABEL], enum bt_scale scale, double x,
    double step)
{
	static const struct {
		double		 from, size;
		const char	*name;
	} sizes[] = { { 1e12, 1e12, "T" }, { 1e9, 1e9, "G" },
		{ 1e6, 1e6, "M" }, { 1e4, 1e3, "k" }, { 0.0, 1.0, "" } };
	size_t i = 4;

	if (scale == BT_SCALE_MONEY || scale == BT_SCALE_COUNT)
		for (i = 0; i < 4 && fabs(x) < sizes[i].from * 0.9999999; )
			i++;
	if (scale == BT_SCALE_PERCENT) {
		x *= 100.0;
		step *= 100.0;
	}
	x /= sizes[i].size;
	step /= sizes[i].size;
	if (fabs(x) < 1e-9 * step)
		x = 0.0;
	(void)snprintf(buf, BT_PLOT_LABEL, fabs(x) < 1e15 ? "%.*f%s%s" :
	    "%.*e%s%s", decimals_of(step), x, sizes[i].name,
	    scale == BT_SCALE_PERCENT ? " %" : "");
	return buf;
}

/* gnuplot takes the text of a tic for a format: % is doubled. */
static void
put_tic(struct bt_plot *plot, const char *label, double at, bool first)
{
	char text[2 * BT_PLOT_LABEL];
	size_t i, n = 0;

	for (i = 0; label[i] != '\0' && n + 2 < sizeof(text); i++) {
		if (label[i] == '%')
			text[n++] = '%';
		text[n++] = label[i];
	}
	bt_plot_printf(plot, first ? "" : ", ");
	bt_plot_quoted(plot, (struct bt_span){ text, n });
	bt_plot_printf(plot, " %.12g", at);
}

static void
end_tics(struct bt_plot *plot, const char *axis)
{
	bt_plot_printf(plot, ") nomirror scale %s font ',8' textcolor rgb '"
	    BT_PLOT_MUTED "'\n", axis[0] == 'x' ? "0.4" : "0");
}

void
bt_plot_axis(struct bt_plot *plot, const char *axis, enum bt_scale scale,
    double low, double high, double length, double gap)
{
	char label[BT_PLOT_LABEL];
	const double most = fmax(2.0, floor(length / gap));
	double step, pad, at, first, last;
	int i;

	if (!(high > low)) {
		step = fabs(high) > 0.0 ? fabs(high) * 0.01 : 1.0;
		low -= step;
		high += step;
	}
	step = round_step((high - low) / most);
	if (scale == BT_SCALE_COUNT && step < 1.0)
		step = 1.0;
	pad = 0.04 * (high - low);
	low -= low < 0.0 || low > 0.0 ? pad : 0.0;
	high += high < 0.0 || high > 0.0 ? pad : 0.0;
	first = ceil(low / step - 1e-9) * step;
	last = floor(high / step + 1e-9) * step;
	bt_plot_printf(plot, "set %srange [%.12g:%.12g]\nset %stics (", axis,
	    low, high, axis);
	for (i = 0; (at = first + i * step) <= last + step * 1e-6; i++)
		put_tic(plot, bt_plot_label(label, scale, at, step), at,
		    i == 0);
	end_tics(plot, axis);
}

double
bt_plot_seconds(int64_t t)
{
	return (double)t / (double)BT_NS_SECOND;
}

/* Steps of a time axis: calendar months, or a fixed time. */
static const struct step {
	int		 months;	/* 0: seconds */
	int64_t		 seconds;
	double		 about;		/* seconds */
	double		 room;		/* points a label needs */
} steps[] = {
	{ 0, 60, 60, 40 }, { 0, 300, 300, 40 }, { 0, 900, 900, 40 },
	{ 0, 3600, 3600, 40 }, { 0, 10800, 10800, 40 },
	{ 0, 21600, 21600, 40 }, { 0, 43200, 43200, 40 },
	{ 0, 86400, 86400, 46 }, { 0, 172800, 172800, 46 },
	{ 0, 604800, 604800, 46 }, { 1, 0, 2629800, 50 },
	{ 2, 0, 5259600, 50 }, { 3, 0, 7889400, 50 }, { 6, 0, 15778800, 50 },
	{ 12, 0, 31557600, 34 }, { 24, 0, 63115200, 34 },
	{ 60, 0, 157788000, 34 }, { 120, 0, 315576000, 34 },
	{ 240, 0, 631152000, 34 }, { 600, 0, 1577880000, 34 },
};

static const struct step *
pick_step(double seconds, double length)
{
	const size_t n = sizeof(steps) / sizeof(steps[0]);
	size_t i;

	for (i = 0; i + 1 < n; i++)
		if (seconds / steps[i].about * steps[i].room <= length)
			break;
	return &steps[i];
}

static void
date_label(char buf[BT_PLOT_LABEL], const struct step *step, int64_t t)
{
	static const char *const names[] = { "Jan", "Feb", "Mar", "Apr",
		"May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	const struct bt_civil c = bt_time_civil(t);
	const char *month = names[c.month - 1];

	if (step->months >= 12)
		(void)snprintf(buf, BT_PLOT_LABEL, "%d", c.year);
	else if (step->months > 0)
		(void)snprintf(buf, BT_PLOT_LABEL, "%s %d", month, c.year);
	else if (step->seconds >= 86400 || bt_time_is_midnight(t))
		(void)snprintf(buf, BT_PLOT_LABEL, "%d %s", c.day, month);
	else
		(void)snprintf(buf, BT_PLOT_LABEL, "%02d:%02d", c.hour,
		    c.minute);
}

/* The first tic from t on: weeks begin on Mondays. */
static int64_t
first_tic(const struct step *step, int64_t t)
{
	const struct bt_civil c = bt_time_civil(t);
	int64_t len = step->seconds * SECOND, at, month;

	if (step->months > 0) {
		month = (int64_t)c.year * 12 + c.month - 1;
		month -= month % step->months;
		at = bt_days((int)(month / 12), (int)(month % 12) + 1, 1) *
		    BT_NS_DAY;
		return at;
	}
	/* 1970-01-05 was a Monday. */
	at = step->seconds == 604800 ? 4 * BT_NS_DAY : 0;
	return at + (t - at) / len * len - ((t - at) % len < 0 ? len : 0);
}

static int64_t
next_tic(const struct step *step, int64_t t)
{
	const struct bt_civil c = bt_time_civil(t);
	const int month = c.month - 1 + step->months;

	return step->months == 0 ? t + step->seconds * SECOND :
	    bt_days(c.year + month / 12, month % 12 + 1, 1) * BT_NS_DAY;
}

void
bt_plot_dates(struct bt_plot *plot, int64_t from, int64_t to, double length)
{
	const double span = bt_plot_seconds(to) - bt_plot_seconds(from);
	const struct step *step = pick_step(span, length);
	char label[BT_PLOT_LABEL];
	bool first = true;
	int64_t t;

	bt_plot_printf(plot, "set xrange [%.12g:%.12g]\nset xtics (",
	    bt_plot_seconds(from), bt_plot_seconds(to) + (span > 0.0 ? 0.0 :
	    1.0));
	for (t = first_tic(step, from); t <= to; t = next_tic(step, t)) {
		if (t < from)
			continue;
		date_label(label, step, t);
		put_tic(plot, label, bt_plot_seconds(t), first);
		first = false;
	}
	end_tics(plot, "x");
}
