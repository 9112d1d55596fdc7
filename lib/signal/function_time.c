/* SPDX-License-Identifier: ISC */
/* When a bar is: fields of its time, in UTC. */
#include <math.h>

#include "lib/base/time.h"
#include "lib/signal/functions.h"

/* Civil fields change once a day at most: days are looked up once a run. */
#define FIELD(name, field) \
static void name(const struct bt_call *call) \
{ \
	struct bt_civil civil = { 0 }; \
	int64_t day = INT64_MIN, of; \
	size_t i; \
\
	for (i = 0; i < call->n; i++) { \
		of = call->time[i] / BT_NS_DAY - (call->time[i] < 0); \
		if (of != day) \
			civil = bt_time_civil(call->time[i]); \
		day = of; \
		call->out[i] = civil.field; \
	} \
}

FIELD(day_of_week, weekday)
FIELD(day_of_month, day)
FIELD(month, month)
FIELD(year, year)

/* Nanoseconds since midnight, also before 1970. */
static int64_t
time_of_day(int64_t t)
{
	int64_t ns = t % BT_NS_DAY;

	return ns < 0 ? ns + BT_NS_DAY : ns;
}

static void
hour(const struct bt_call *call)
{
	size_t i;

	for (i = 0; i < call->n; i++)
		call->out[i] = (double)(time_of_day(call->time[i]) /
		    (3600 * BT_NS_SECOND));
}

static void
minute(const struct bt_call *call)
{
	size_t i;

	for (i = 0; i < call->n; i++)
		call->out[i] = (double)(time_of_day(call->time[i]) /
		    (60 * BT_NS_SECOND) % 60);
}

static void
bar_index(const struct bt_call *call)
{
	size_t i;

	for (i = 0; i < call->n; i++)
		call->out[i] = (double)i;
}

#define ROW(name, help) \
	{ #name, "time", ">x", #name, NAN, 0, 0, false, false, false, 0, 0, \
	name, help }

const struct bt_function bt_functions_time[] = {
	ROW(day_of_week, "1 for Monday to 7 for Sunday"),
	ROW(day_of_month, "1 to 31"),
	ROW(month, "1 to 12"),
	ROW(year, "the year"),
	ROW(hour, "0 to 23, UTC"),
	ROW(minute, "0 to 59"),
	ROW(bar_index, "the bar's number in its symbol, from 0"),
	{ .name = NULL }
};
