/* SPDX-License-Identifier: ISC */
#include <string.h>
#include <strings.h>

#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/base/zone.h"

#define MIN_YEAR 1678			/* all of it, at any offset, fits */
#define MAX_YEAR 2261

/* What a text may say.  Each is ABSENT until it does. */
enum field { YEAR, YEAR2, MONTH, DAY, YEARDAY, HOUR, HOUR12, HALF, MINUTE,
	SECOND, NANO, OFFSET, EPOCH, NFIELDS };
#define ABSENT INT64_MIN

/* Text that is being read, and what was found. */
struct reading {
	struct bt_span	rest;
	bool		strict;		/* numbers have all their digits */
	int64_t		v[NFIELDS];
};

struct directive;
typedef bool	read_fn(struct reading *, const struct directive *);

struct directive {
	char		letter;
	read_fn		*read;
	enum field	field;
	size_t		digits;		/* at most */
	int64_t		min, max;
};

static bool	match(struct reading *, const char *format);

static void
skip(struct reading *r, size_t n)
{
	r->rest.s += n;
	r->rest.n -= n;
}

/* How many digits there are, up to max. */
static size_t
digits(const struct reading *r, size_t max)
{
	size_t n = 0;

	while (n < max && n < r->rest.n && r->rest.s[n] >= '0' &&
	    r->rest.s[n] <= '9')
		n++;
	return n;
}

static bool
read_number(struct reading *r, const struct directive *d)
{
	const size_t n = digits(r, d->digits);
	long long v;

	if (n == 0 || ((r->strict || d->field == YEAR) && n < d->digits) ||
	    bt_num_parse_int(r->rest.s, n, d->min, d->max, &v) == -1)
		return false;
	r->v[d->field] = v;
	skip(r, n);
	return true;
}

static bool
read_fraction(struct reading *r, const struct directive *d)
{
	size_t n = digits(r, d->digits), i;
	int64_t ns = 0;

	if (n == 0)
		return false;
	for (i = 0; i < 9; i++)
		ns = ns * 10 + (i < n ? r->rest.s[i] - '0' : 0);
	r->v[d->field] = ns;
	skip(r, n);
	return true;
}

static bool
read_epoch(struct reading *r, const struct directive *d)
{
	const size_t sign = r->rest.n > 0 && r->rest.s[0] == '-';
	struct reading after = *r;
	long long v;
	size_t n;

	skip(&after, sign);
	n = digits(&after, d->digits);
	if (bt_num_parse_int(r->rest.s, sign + n, d->min, d->max, &v) == -1)
		return false;
	r->v[d->field] = v;
	skip(r, sign + n);
	return true;
}

static bool
begins(const struct reading *r, const char *word, size_t n)
{
	return r->rest.n >= n && strncasecmp(r->rest.s, word, n) == 0;
}

static bool
read_month_name(struct reading *r, const struct directive *d)
{
	static const char *const names[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };
	size_t i, n;

	for (i = 0; i < 12; i++) {
		n = strlen(names[i]);
		if (!begins(r, names[i], n))
			n = 3;
		if (!begins(r, names[i], n))
			continue;
		r->v[d->field] = (int64_t)i + 1;
		skip(r, n);
		return true;
	}
	return false;
}

static bool
read_half(struct reading *r, const struct directive *d)
{
	if (!begins(r, "AM", 2) && !begins(r, "PM", 2))
		return false;
	r->v[d->field] = begins(r, "PM", 2);
	skip(r, 2);
	return true;
}

/* Z, +05:30, +0530, +05; in seconds east of UTC. */
static bool
read_offset(struct reading *r, const struct directive *d)
{
	static const struct directive hh = { 0, NULL, HOUR, 2, 0, 23 };
	static const struct directive mm = { 0, NULL, MINUTE, 2, 0, 59 };
	struct reading part = *r;
	bool west;

	if (begins(r, "Z", 1)) {
		r->v[d->field] = 0;
		skip(r, 1);
		return true;
	}
	west = begins(r, "-", 1);
	if (!west && !begins(r, "+", 1))
		return false;
	part.strict = true;
	part.v[MINUTE] = 0;
	skip(&part, 1);
	if (!read_number(&part, &hh))
		return false;
	if (begins(&part, ":", 1)) {
		skip(&part, 1);
		if (!read_number(&part, &mm))
			return false;
	} else if (digits(&part, 1) == 1 && !read_number(&part, &mm))
		return false;
	r->v[d->field] = (part.v[HOUR] * 3600 + part.v[MINUTE] * 60) *
	    (west ? -1 : 1);
	r->rest = part.rest;
	return true;
}

static bool
read_clock(struct reading *r, const struct directive *d)
{
	(void)d;
	return match(r, "%H:%M:%S");
}

static const struct directive directives[] = {
	{ 'Y', read_number, YEAR, 4, 0, 9999 },
	{ 'y', read_number, YEAR2, 2, 0, 99 },
	{ 'm', read_number, MONTH, 2, 1, 12 },
	{ 'b', read_month_name, MONTH, 0, 0, 0 },
	{ 'd', read_number, DAY, 2, 1, 31 },
	{ 'j', read_number, YEARDAY, 3, 1, 366 },
	{ 'H', read_number, HOUR, 2, 0, 23 },
	{ 'I', read_number, HOUR12, 2, 1, 12 },
	{ 'p', read_half, HALF, 0, 0, 0 },
	{ 'M', read_number, MINUTE, 2, 0, 59 },
	{ 'S', read_number, SECOND, 2, 0, 59 },
	{ 'T', read_clock, SECOND, 0, 0, 0 },
	{ 'f', read_fraction, NANO, 9, 0, 0 },
	{ 'z', read_offset, OFFSET, 0, 0, 0 },
	{ 's', read_epoch, EPOCH, 12, -9223372036, 9223372036 },
};

#define NDIRECTIVES (sizeof(directives) / sizeof(directives[0]))

static const struct directive *
find_directive(char letter)
{
	size_t i;

	for (i = 0; i < NDIRECTIVES; i++)
		if (directives[i].letter == letter)
			return &directives[i];
	return NULL;
}

/* Read what the format says from the rest; true if it is all there. */
static bool
match(struct reading *r, const char *format)
{
	const struct directive *d;

	for (; *format != '\0'; format++) {
		if (*format == '%' && *++format != '%') {
			d = find_directive(*format);
			if (d == NULL || !d->read(r, d))
				return false;
		} else {
			if (!begins(r, format, 1))
				return false;
			skip(r, 1);
		}
	}
	return true;
}

/* The first of the formats that fits; false, and r as it was, if none does. */
static bool
match_any(struct reading *r, const char *const *formats)
{
	struct reading try;

	for (; *formats != NULL; formats++) {
		try = *r;
		if (match(&try, *formats)) {
			*r = try;
			return true;
		}
	}
	return false;
}

/* How much a number of 10, 13, 16 or 19 digits since the epoch counts. */
static const struct {
	size_t	digits;
	int64_t	unit;
} epochs[] = { { 10, BT_NS_SECOND }, { 13, 1000000 }, { 16, 1000 },
	{ 19, 1 } };

#define NEPOCHS (sizeof(epochs) / sizeof(epochs[0]))

static bool
match_epoch(struct reading *r)
{
	const size_t n = digits(r, r->rest.n);
	long long v;
	size_t i;

	for (i = 0; i < NEPOCHS && epochs[i].digits != n; i++)
		continue;
	if (i == NEPOCHS || n != r->rest.n || bt_num_parse_int(r->rest.s, n,
	    0, INT64_MAX / epochs[i].unit, &v) == -1)
		return false;
	r->v[EPOCH] = v * epochs[i].unit / BT_NS_SECOND;
	r->v[NANO] = v * epochs[i].unit % BT_NS_SECOND;
	skip(r, n);
	return true;
}

/* What is understood without a format. */
static bool
match_usual(struct reading *r)
{
	static const char *const dates[] = { "%Y-%m-%d", "%Y%m%d", "%Y/%m/%d",
		NULL };
	static const char *const clocks[] = { "%T.%f", "%T", "%H:%M",
		"%H%M%S.%f", "%H%M%S", "%H%M", NULL };
	static const char *const zones[] = { "%z", " %z", " UTC", NULL };

	r->strict = true;
	if (match_epoch(r))
		return true;
	if (!match_any(r, dates))
		return false;
	if (r->rest.n == 0)
		return true;
	if (!begins(r, "T", 1) && !begins(r, " ", 1))
		return false;
	skip(r, 1);
	if (!match_any(r, clocks))
		return false;
	if (r->rest.n > 0 && match_any(r, zones) && r->v[OFFSET] == ABSENT)
		r->v[OFFSET] = 0;
	return r->rest.n == 0;
}

/* The years 69 to 99 are of the last century, as POSIX has it for %y. */
static void
settle(int64_t *v)
{
	if (v[YEAR] == ABSENT && v[YEAR2] != ABSENT)
		v[YEAR] = v[YEAR2] + (v[YEAR2] < 69 ? 2000 : 1900);
	if (v[HOUR] == ABSENT && v[HOUR12] != ABSENT)
		v[HOUR] = v[HOUR12] % 12 + (v[HALF] == 1 ? 12 : 0);
	if (v[MONTH] == ABSENT)
		v[MONTH] = 1;
	if (v[DAY] == ABSENT)
		v[DAY] = 1;
}

static int64_t
present(int64_t v)
{
	return v == ABSENT ? 0 : v;
}

static int
want_year(struct bt_err *err)
{
	return bt_err_set(err, BT_EUSAGE,
	    "--date-format: want a year (%%Y or %%y) or %%s in it");
}

/* Days since the epoch; -1 if there is no such day, or it is too far away. */
static int
day_of(const int64_t *v, int64_t *days)
{
	const int year = (int)v[YEAR];
	int64_t next;

	if (v[YEAR] < MIN_YEAR || v[YEAR] > MAX_YEAR)
		return -1;
	if (v[YEARDAY] != ABSENT) {
		*days = bt_days(year, 1, 1) + v[YEARDAY] - 1;
		return *days < bt_days(year + 1, 1, 1) ? 0 : -1;
	}
	next = v[MONTH] == 12 ? bt_days(year + 1, 1, 1) :
	    bt_days(year, (int)v[MONTH] + 1, 1);
	*days = bt_days(year, (int)v[MONTH], (int)v[DAY]);
	return *days < next ? 0 : -1;
}

/*
 * Put together what was found.  A time of day without an offset belongs to
 * the zone; a bare date does not.
 */
static int
assemble(struct bt_span text, int64_t *v, const struct bt_zone *zone,
    int64_t *t, struct bt_err *err)
{
	int64_t days, seconds;

	settle(v);
	if (v[EPOCH] != ABSENT)
		seconds = v[EPOCH];
	else if (v[YEAR] == ABSENT)
		return want_year(err);
	else if (day_of(v, &days) == -1)
		return bt_err_set(err, BT_EDATA, "no such date in the years "
		    "%d to %d: '%.*s'", MIN_YEAR, MAX_YEAR, BT_SPAN(text));
	else
		seconds = days * 86400 + present(v[HOUR]) * 3600 +
		    present(v[MINUTE]) * 60 + present(v[SECOND]) -
		    present(v[OFFSET]);
	if (seconds < bt_days(MIN_YEAR, 1, 1) * 86400 - 86400 ||
	    seconds > bt_days(MAX_YEAR + 1, 1, 1) * 86400 + 86400)
		return bt_err_set(err, BT_EDATA, "time is not in the years "
		    "%d to %d: '%.*s'", MIN_YEAR, MAX_YEAR, BT_SPAN(text));
	*t = seconds * BT_NS_SECOND + present(v[NANO]);
	if (zone == NULL || v[EPOCH] != ABSENT || v[OFFSET] != ABSENT ||
	    v[HOUR] == ABSENT)
		return 0;
	return bt_zone_to_utc(zone, *t, t, err);
}

/* 1/2/2024, 01-02-24: someone's habit, but whose? */
static bool
is_ambiguous(struct bt_span text)
{
	struct reading r = { text, false, { 0 } };
	const size_t n = digits(&r, 3);

	return n > 0 && n < 3 && n < text.n && strchr("/.-", text.s[n]) != NULL;
}

static int
refuse(struct bt_span text, struct bt_err *err)
{
	if (is_ambiguous(text))
		return bt_err_set(err, BT_EDATA, "time is ambiguous: '%.*s'; "
		    "say what comes first with --date-format, as %%d/%%m/%%Y",
		    BT_SPAN(text));
	return bt_err_set(err, BT_EDATA, "time is not understood: '%.*s'; "
	    "want 2024-01-31, 2024-01-31T15:30:00Z, 10, 13, 16 or 19 digits "
	    "since 1970, or --date-format", BT_SPAN(text));
}

int
bt_time_check_format(const char *format, struct bt_err *err)
{
	bool dated = format == NULL;
	const char *p;

	for (p = format; p != NULL && *p != '\0'; p++) {
		if (*p != '%' || *++p == '%')
			continue;
		if (find_directive(*p) == NULL)
			return bt_err_set(err, BT_EUSAGE, "--date-format: "
			    "want one of %%Y %%y %%m %%b %%d %%j %%H %%I %%p "
			    "%%M %%S %%T %%f %%z %%s %%%%, got '%%%.1s'", p);
		dated = dated || strchr("Yys", *p) != NULL;
	}
	return dated ? 0 : want_year(err);
}

static int
refuse_format(struct bt_span text, const char *format, struct bt_err *err)
{
	if (bt_time_check_format(format, err) == -1)
		return -1;
	return bt_err_set(err, BT_EDATA,
	    "time does not match --date-format '%s': '%.*s'", format,
	    BT_SPAN(text));
}

int
bt_time_parse(const char *s, size_t n, const struct bt_time_rule *rule,
    int64_t *t, struct bt_err *err)
{
	const struct bt_span text = { s, n };
	struct reading r = { text, false, { 0 } };
	size_t i;

	if (rule->format == NULL && n > 0 && bt_time_scan(s, s + n, t) ==
	    s + n)
		return rule->zone == NULL || n == 10 || s[n - 1] == 'Z' ? 0 :
		    bt_zone_to_utc(rule->zone, *t, t, err);
	for (i = 0; i < NFIELDS; i++)
		r.v[i] = ABSENT;
	if (rule->format != NULL) {
		if (!match(&r, rule->format) || r.rest.n > 0)
			return refuse_format(text, rule->format, err);
	} else if (!match_usual(&r))
		return refuse(text, err);
	return assemble(text, r.v, rule->zone, t, err);
}
