/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/base/word.h"

#define MIN_YEAR 1678
#define MAX_YEAR 2261

/* Eight bytes of text as a word (word.h). */
#define DATE_ZEROS 0x2d30302d30303030	/* "0000-00-" */
#define CLOCK_ZEROS 0x30303a30303a3030	/* "00:00:00" */

/* Days before a month, counted from 1 March, so that a leap day is last. */
static const int16_t before_month[13] = { 0, 306, 337, 0, 31, 61, 92, 122, 153,
	184, 214, 245, 275 };
static const signed char month_days[13] = { 0, 31, 28, 31, 30, 31, 30, 31, 31,
	30, 31, 30, 31 };

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static bool
is_leap(int y)
{
	return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
}

static int
days_in_month(int y, int m)
{
	return month_days[m] + (m == 2 && is_leap(y));
}

int64_t
bt_days(int year, int month, int day)
{
	const int64_t y = (int64_t)year - (month <= 2);
	const int64_t leaps = floor_div(y, 4) - floor_div(y, 100) +
	    floor_div(y, 400);

	return 365 * y + leaps + before_month[month] + day - 719469;
}

/* bt_days() for years that are certainly positive, checked; -1: no such day. */
static inline int
days_checked(unsigned y, unsigned m, unsigned d, int64_t *days)
{
	if (y < MIN_YEAR || y > MAX_YEAR || m - 1 >= 12 || d - 1 >=
	    (d <= 28 ? 28 : (unsigned)days_in_month((int)y, (int)m)))
		return -1;
	y -= m <= 2;
	*days = (int64_t)(365 * y + y / 4 - y / 100 + y / 400 + d) +
	    before_month[m] - 719469;
	return 0;
}

static inline unsigned
byte(uint64_t v, int i)
{
	return (unsigned)(v >> 8 * i & 0xff);
}

/* HH:MM[:SS][Z] at s; NULL if it is not. */
static inline const char *
scan_clock(const char *s, const char *end, int64_t *seconds)
{
	char text[8] = "00:00:00";
	unsigned hour, minute, second;
	uint64_t v, pairs;
	long n = 8;

	if (end - s < 8 || s[5] != ':') {
		if (end - s < 5)
			return NULL;
		memcpy(text, s, 5);
		v = bt_word_load(text) ^ CLOCK_ZEROS;
		n = 5;
	} else
		v = bt_word_load(s) ^ CLOCK_ZEROS;
	pairs = bt_word_pairs(v);
	hour = byte(pairs, 0);
	minute = byte(pairs, 3);
	second = byte(pairs, 6);
	if (bt_word_others(v) != 0 || (v & 0x0000ff0000ff0000) != 0 ||
	    hour > 23 || minute > 59 || second > 59)
		return NULL;
	*seconds = (int64_t)(hour * 3600 + minute * 60 + second);
	s += n;
	return s < end && *s == 'Z' ? s + 1 : s;
}

const char *
bt_time_scan(const char *s, const char *end, int64_t *t)
{
	const char *next;
	unsigned d0, d1;
	int64_t days, seconds = 0;
	uint64_t v, pairs;

	if (end - s < 10)
		return NULL;
	v = bt_word_load(s) ^ DATE_ZEROS;
	pairs = bt_word_pairs(v);
	d0 = (unsigned)(s[8] - '0');
	d1 = (unsigned)(s[9] - '0');
	if (bt_word_others(v) != 0 || (v & 0xff0000ff00000000) != 0 ||
	    d0 > 9 || d1 > 9 || days_checked(byte(pairs, 0) * 100 +
	    byte(pairs, 2), byte(pairs, 5), d0 * 10 + d1, &days) == -1)
		return NULL;
	s += 10;
	if (s < end && (*s == 'T' || *s == ' ')) {
		if ((next = scan_clock(s + 1, end, &seconds)) == NULL)
			return NULL;
		s = next;
	}
	*t = (days * 86400 + seconds) * BT_NS_SECOND;
	return s;
}

const char *
bt_time_scan_again(const char *s, const char *end, int64_t *t,
    struct bt_time_seen *seen)
{
	const char *next;
	int64_t seconds;
	uint64_t a, b;

	if (end - s < 16)
		return bt_time_scan(s, end, t);
	a = bt_word_load(s);
	b = bt_word_load(s + 3);
	if (a == seen->word[0] && b == seen->word[1] && b != 0) {
		if ((next = scan_clock(s + 11, end, &seconds)) != NULL)
			*t = seen->midnight + seconds * BT_NS_SECOND;
		return next;
	}
	next = bt_time_scan(s, end, t);
	if (next != NULL && next - s > 10) {
		seen->word[0] = a;
		seen->word[1] = b;
		seen->midnight = floor_div(*t, BT_NS_DAY) * BT_NS_DAY;
	}
	return next;
}

/*
 * Neri and Schneider, "Euclidean affine functions and their application to
 * calendar algorithms", Software: Practice and Experience 53(4), 2023:
 * multiplications in place of divisions.  No day of ours is before 1677.
 */
static void
civil_date(int64_t days, struct bt_civil *c)
{
	const uint32_t n = 4 * (uint32_t)(days + 719468) + 3;
	const uint32_t century = n / 146097, rest = n % 146097 | 3;
	const uint64_t product = 2939745 * (uint64_t)rest;
	const uint32_t yearday = (uint32_t)product / 2939745 / 4;
	const uint32_t month = 2141 * yearday + 197913;
	const uint32_t late = yearday >= 306;	/* of the year that follows */

	c->year = (int)(100 * century + (uint32_t)(product >> 32) + late);
	c->month = (int)((month >> 16) - 12 * late);
	c->day = (int)((month & 0xffff) / 2141 + 1);
}

struct bt_civil
bt_time_civil(int64_t t)
{
	struct bt_civil c;
	const int64_t days = floor_div(t, BT_NS_DAY);
	/* days * BT_NS_DAY may be before the first time there is. */
	const int64_t rest = t % BT_NS_DAY;
	const int64_t in_day = rest < 0 ? rest + BT_NS_DAY : rest;
	const unsigned seconds = (unsigned)(in_day / BT_NS_SECOND);

	civil_date(days, &c);
	c.hour = (int)(seconds / 3600);
	c.minute = (int)(seconds / 60 % 60);
	c.second = (int)(seconds % 60);
	c.nanosecond = (int)(in_day % BT_NS_SECOND);
	/* 1970-01-01 was a Thursday. */
	c.weekday = (int)(((days + 3) % 7 + 7) % 7) + 1;
	c.yearday = (int)(days - bt_days(c.year, 1, 1)) + 1;
	return c;
}

/* Nanoseconds behind the second: a point and as many digits as it takes. */
static char *
put_fraction(char *s, int ns)
{
	int unit;

	if (ns > 0)
		*s++ = '.';
	for (unit = 100000000; ns > 0; unit /= 10) {
		*s++ = (char)('0' + ns / unit);
		ns %= unit;
	}
	return s;
}

/* Zeros among the digits of a word make room for what stands between. */
static void
put_date(char *s, int64_t days)
{
	struct bt_civil c;

	civil_date(days, &c);
	bt_word_store(s, DATE_ZEROS |
	    bt_word_digits((uint32_t)(c.year * 10000 + c.month * 10)));
	s[8] = (char)('0' + c.day / 10);
	s[9] = (char)('0' + c.day % 10);
}

static char *
put_clock(char *s, uint64_t in_day)
{
	const uint32_t seconds = (uint32_t)(in_day / BT_NS_SECOND);

	*s = 'T';
	bt_word_store(s + 1, CLOCK_ZEROS | bt_word_digits(
	    seconds / 3600 * 1000000 + seconds / 60 % 60 * 1000 +
	    seconds % 60));
	s = put_fraction(s + 9, (int)(in_day % BT_NS_SECOND));
	*s++ = 'Z';
	return s;
}

size_t
bt_time_format_day(char buf[BT_TIME_MAX], int64_t t, bool date_only,
    struct bt_time_day *day)
{
	const int64_t days = floor_div(t, BT_NS_DAY);

	if (days != day->days || day->date[0] == '\0') {
		day->days = days;
		put_date(day->date, days);
	}
	memcpy(buf, day->date, 10);
	/* The day may begin before the first time there is: it wraps. */
	return date_only ? 10 : (size_t)(put_clock(buf + 10, (uint64_t)t -
	    (uint64_t)days * BT_NS_DAY) - buf);
}

size_t
bt_time_format(char buf[BT_TIME_MAX], int64_t t, bool date_only)
{
	struct bt_time_day day = { 0 };

	return bt_time_format_day(buf, t, date_only, &day);
}

static const struct {
	char	letter;
	int	days, months;
} periods[] = { { 'D', 1, 0 }, { 'W', 7, 0 }, { 'M', 0, 1 }, { 'Y', 0, 12 } };

#define NPERIODS (sizeof(periods) / sizeof(periods[0]))

int
bt_time_before(int64_t t, struct bt_span period, int64_t *before,
    struct bt_err *err)
{
	struct bt_civil c = bt_time_civil(t);
	long long n, months;
	int64_t days;
	size_t i;

	for (i = 0; i < NPERIODS; i++)
		if (period.n > 0 && periods[i].letter ==
		    (period.s[period.n - 1] & ~0x20))
			break;
	if (i == NPERIODS || bt_num_parse_int(period.s, period.n - 1, 1,
	    1000000, &n) == -1)
		return bt_err_set(err, BT_EUSAGE,
		    "want a period such as 5D, 2W, 6M or 1Y, got '%.*s'",
		    BT_SPAN(period));
	months = c.year * 12LL + c.month - 1 - n * periods[i].months;
	c.year = (int)floor_div(months, 12);
	c.month = (int)(months - c.year * 12LL) + 1;
	if (c.day > days_in_month(c.year, c.month))
		c.day = days_in_month(c.year, c.month);
	days = bt_days(c.year, c.month, c.day) - n * periods[i].days;
	if (days < bt_days(MIN_YEAR, 1, 1))
		return bt_err_set(err, BT_EUSAGE,
		    "period '%.*s' goes back before the year %d",
		    BT_SPAN(period), MIN_YEAR);
	*before = days * BT_NS_DAY + (t - floor_div(t, BT_NS_DAY) * BT_NS_DAY);
	return 0;
}
