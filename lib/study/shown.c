/* SPDX-License-Identifier: ISC */
#include "lib/study/shown.h"

#include <math.h>
#include <stdio.h>

#include "lib/base/time.h"

static const struct {
	double		 scale;
	int		 decimals;
	const char	*suffix;	/* of more than one */
	const char	*one;
} shown[] = {
	[BT_UNIT_FRACTION] = { 100.0, 2, " %", " %" },
	[BT_UNIT_RATIO] = { 1.0, 3, "", "" },
	[BT_UNIT_MONEY] = { 1.0, 2, "", "" },
	[BT_UNIT_COUNT] = { 1.0, 0, "", "" },
	[BT_UNIT_DAYS] = { 1.0, 0, " days", " day" },
	[BT_UNIT_BARS] = { 1.0, 1, " bars", " bar" },
	[BT_UNIT_YEARS] = { 1.0, 2, "", "" },
};

static struct bt_span
print(char buf[BT_SHOWN_MAX], double v, int decimals, const char *suffix)
{
	int n;

	if (!isfinite(v))
		return bt_span("n/a");
	/* What would be -0.00 is 0.00. */
	if (fabs(v) < 0.5 * pow(10.0, -decimals))
		v = 0.0;
	n = snprintf(buf, BT_SHOWN_MAX, fabs(v) < 1e12 ? "%.*f%s" : "%.*e%s",
	    decimals, v, suffix);
	return (struct bt_span){ buf, n < 0 ? 0 : (size_t)n };
}

struct bt_span
bt_shown(char buf[BT_SHOWN_MAX], enum bt_unit unit, double x)
{
	const double v = x * shown[unit].scale;
	int decimals = shown[unit].decimals;

	if (unit == BT_UNIT_BARS && v == floor(v))
		decimals = 0;
	if (unit == BT_UNIT_FRACTION && fabs(v) < 0.1 && v != 0.0)
		decimals = 4;
	return print(buf, v, decimals, v == 1.0 ? shown[unit].one :
	    shown[unit].suffix);
}

struct bt_span
bt_shown_bare(char buf[BT_SHOWN_MAX], enum bt_unit unit, double x,
    int decimals)
{
	return print(buf, x * shown[unit].scale, decimals, "");
}

struct bt_span
bt_shown_time(char buf[BT_SHOWN_MAX], int64_t t, bool date_only)
{
	if (t == BT_TIME_NONE)
		return bt_span("n/a");
	return (struct bt_span){ buf, bt_time_format(buf, t, date_only) };
}
