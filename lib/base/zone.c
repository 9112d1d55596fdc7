/* SPDX-License-Identifier: ISC */
#include <sys/stat.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/file.h"
#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/base/zone.h"

#define FILE_MAX 1048576		/* they have a few thousand bytes */
#define FIRST_YEAR 1677			/* what int64_t ns can say, */
#define LAST_YEAR 2262			/* first to last */

struct bt_zone {
	char	*name;
	int	 first;			/* offset before the first change */
	size_t	 n;
	int64_t	*when;			/* seconds UTC of a change, ascending */
	int	*offset;		/* seconds east of UTC from then on */
};

/* A rule for a day of each year in the footer: M3.2.0, J60 or 59; /2:00. */
struct rule {
	char	form;			/* 'M', 'J' or 'n' */
	int	month, week, day;
	int	seconds;		/* of local time, after midnight */
};

struct footer {
	bool		dst;
	int		standard, summer;	/* offsets */
	struct rule	start, end;
};

void
bt_zone_free(struct bt_zone *z)
{
	if (z == NULL)
		return;
	free(z->name);
	free(z->when);
	free(z->offset);
	free(z);
}

static uint64_t
big_endian(const unsigned char *p, size_t n)
{
	uint64_t v = 0;

	while (n-- > 0)
		v = v << 8 | *p++;
	return v;
}

/* The name of a zone in the footer: EST or <+0330>. */
static const char *
skip_name(const char *s)
{
	if (*s == '<') {
		s += strcspn(s, ">");
		return *s == '>' ? s + 1 : NULL;
	}
	return s + strcspn(s, "+-0123456789,");
}

/* A number of up to three digits; NULL if there is none. */
static const char *
number(const char *s, int *v)
{
	const char *first = s;

	for (*v = 0; *s >= '0' && *s <= '9' && s - first < 3; s++)
		*v = *v * 10 + (*s - '0');
	return s > first ? s : NULL;
}

/* [+-]hh[:mm[:ss]] */
static const char *
clock_time(const char *s, int *seconds)
{
	const bool minus = *s == '-';
	int unit = 3600, v;

	if (*s == '-' || *s == '+')
		s++;
	for (*seconds = 0;; s++) {
		if ((s = number(s, &v)) == NULL)
			return NULL;
		*seconds += v * unit;
		unit /= 60;
		if (*s != ':' || unit == 0)
			break;
	}
	if (minus)
		*seconds = -*seconds;
	return s;
}

static const char *
yearly(const char *s, struct rule *r)
{
	r->form = *s == 'M' || *s == 'J' ? *s++ : 'n';
	r->seconds = 7200;
	if (r->form == 'M') {
		if ((s = number(s, &r->month)) == NULL || *s++ != '.' ||
		    (s = number(s, &r->week)) == NULL || *s++ != '.' ||
		    r->month < 1 || r->month > 12 || r->week < 1 ||
		    r->week > 5)
			return NULL;
	}
	if ((s = number(s, &r->day)) == NULL ||
	    r->day > (r->form == 'M' ? 6 : 366))
		return NULL;
	return *s == '/' ? clock_time(s + 1, &r->seconds) : s;
}

/* POSIX.1-2008, Base Definitions 8.3, TZ; offsets there are west of UTC. */
static bool
read_footer(const char *s, struct footer *f)
{
	int west;

	if ((s = skip_name(s)) == NULL || (s = clock_time(s, &west)) == NULL)
		return false;
	f->standard = -west;
	f->dst = *s != '\0';
	if (!f->dst)
		return true;
	if ((s = skip_name(s)) == NULL)
		return false;
	west = -(f->standard + 3600);
	if (*s != ',' && (s = clock_time(s, &west)) == NULL)
		return false;
	f->summer = -west;
	return *s++ == ',' && (s = yearly(s, &f->start)) != NULL &&
	    *s++ == ',' && (s = yearly(s, &f->end)) != NULL && *s == '\0';
}

/* The local time, as if it were UTC, of a rule in a year. */
static int64_t
rule_time(const struct rule *r, int year)
{
	int64_t day, next;

	if (r->form == 'M') {
		/* Week 5 is the last, be it the fourth or the fifth. */
		day = bt_days(year, r->month, 1);
		next = r->month == 12 ? bt_days(year + 1, 1, 1) :
		    bt_days(year, r->month + 1, 1);
		/* 1970-01-01 was a Thursday; here Sunday is 0. */
		day += (r->day - (day + 4) % 7 + 14) % 7 + 7 * (r->week - 1);
		while (day >= next)
			day -= 7;
	} else {
		day = bt_days(year, 1, 1) + r->day;
		/* J never counts 29 February, and its days begin at 1. */
		if (r->form == 'J')
			day -= 1 - (r->day >= 60 && bt_days(year, 3, 1) -
			    bt_days(year, 2, 1) == 29);
	}
	return day * 86400 + r->seconds;
}

static void
append(struct bt_zone *z, int64_t when, int offset)
{
	if (z->n > 0 && when <= z->when[z->n - 1])	/* known already */
		return;
	z->when[z->n] = when;
	z->offset[z->n++] = offset;
}

/* Write the yearly rules out, so that a look-up need not know of them. */
static void
apply_footer(struct bt_zone *z, const struct footer *f, int year)
{
	int64_t start, end;

	for (; f->dst && year <= LAST_YEAR; year++) {
		start = rule_time(&f->start, year) - f->standard;
		end = rule_time(&f->end, year) - f->summer;
		if (start < end)
			append(z, start, f->summer);
		append(z, end, f->standard);
		if (start >= end)
			append(z, start, f->summer);
	}
}

/* The parts of a TZif data block, RFC 9636, 3.2. */
struct block {
	size_t	leaps, times, types, chars, std, ut;
	size_t	size;			/* in bytes, without the header */
};

#define HEADER 44

static bool
read_header(const unsigned char *p, size_t n, size_t width, struct block *b)
{
	if (n < HEADER || memcmp(p, "TZif", 4) != 0 || p[4] < '2')
		return false;
	b->ut = big_endian(p + 20, 4);
	b->std = big_endian(p + 24, 4);
	b->leaps = big_endian(p + 28, 4);
	b->times = big_endian(p + 32, 4);
	b->types = big_endian(p + 36, 4);
	b->chars = big_endian(p + 40, 4);
	b->size = b->times * (width + 1) + b->types * 6 + b->chars +
	    b->leaps * (width + 4) + b->std + b->ut;
	return b->types > 0 && b->size <= n - HEADER;
}

static bool
read_block(struct bt_zone *z, const unsigned char *p, const struct block *b)
{
	const unsigned char *index = p + 8 * b->times;
	const unsigned char *types = index + b->times;
	size_t i;

	z->first = (int)(int32_t)big_endian(types, 4);
	for (i = 0; i < b->times; i++) {
		if (index[i] >= b->types)
			return false;
		append(z, (int64_t)big_endian(p + 8 * i, 8),
		    (int)(int32_t)big_endian(types + 6 * index[i], 4));
	}
	return z->n == b->times && b->leaps == 0;
}

/* The year to write yearly rules out from: that of the last change. */
static int
last_year(const struct bt_zone *z)
{
	const int64_t first = bt_days(FIRST_YEAR, 12, 31) * 86400;
	const int64_t last = bt_days(LAST_YEAR, 1, 1) * 86400;
	int64_t when = z->n > 0 ? z->when[z->n - 1] : 0;

	when = when < first ? first : when > last ? last : when;
	return bt_time_civil(when * BT_NS_SECOND).year;
}

/*
 * The second block has times of 64 bits; behind it stands, between two line
 * feeds, the rule for what comes after its last time.  text is the file's n
 * bytes with a NUL behind.
 */
static bool
read_tzif(struct bt_zone *z, char *text, size_t n, struct bt_err *err)
{
	const size_t more = 2 * (LAST_YEAR - FIRST_YEAR + 1);
	struct footer f = { 0 };
	struct block b;

	if (!read_header((unsigned char *)text, n, 4, &b))
		return false;
	text += HEADER + b.size;
	n -= HEADER + b.size;
	if (!read_header((unsigned char *)text, n, 8, &b))
		return false;
	text += HEADER;
	z->when = bt_calloc(b.times + more, sizeof(*z->when), err);
	z->offset = bt_calloc(b.times + more, sizeof(*z->offset), err);
	if (z->when == NULL || z->offset == NULL ||
	    !read_block(z, (unsigned char *)text, &b))
		return false;
	text += b.size;
	if (*text++ != '\n' || (n = strcspn(text, "\n"), text[n] == '\0'))
		return false;
	text[n] = '\0';
	if (n == 0)
		return true;
	if (!read_footer(text, &f))
		return false;
	apply_footer(z, &f, last_year(z));
	return true;
}

static int
load(struct bt_zone *z, const char *directory, struct bt_err *err)
{
	struct bt_buf path = { 0 };
	struct stat st;
	char *text = NULL;
	size_t n;
	int rc = -1;

	if (bt_buf_printf(&path, err, "%s/%s", directory, z->name) == -1)
		return -1;
	if (stat(path.s, &st) == -1 || !S_ISREG(st.st_mode))
		(void)bt_err_set(err, BT_EUSAGE, "unknown time zone '%s': "
		    "want a name as America/New_York from '%s'", z->name,
		    directory);
	else if ((text = bt_file_slurp(path.s, FILE_MAX, &n, err)) != NULL) {
		rc = read_tzif(z, text, n, err) ? 0 : bt_err_set(err, BT_ESYS,
		    "time zone file '%s' is damaged, or older than TZif 2",
		    path.s);
	}
	free(text);
	bt_buf_free(&path);
	return rc;
}

struct bt_zone *
bt_zone_new(const char *directory, const char *name, struct bt_err *err)
{
	struct bt_zone *z;

	if (*name == '\0' || *name == '/' || strstr(name, "..") != NULL) {
		(void)bt_err_set(err, BT_EUSAGE, "unknown time zone '%s': "
		    "want a name as America/New_York", name);
		return NULL;
	}
	if ((z = bt_calloc(1, sizeof(*z), err)) == NULL)
		return NULL;
	if ((z->name = bt_strdup(name, err)) == NULL ||
	    (strcmp(name, "UTC") != 0 && load(z, directory, err) == -1)) {
		bt_zone_free(z);
		return NULL;
	}
	return z;
}

/* The offset in force at an instant: of the last change not after it. */
static int
offset_at(const struct bt_zone *z, int64_t utc)
{
	size_t low = 0, high = z->n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (z->when[mid] <= utc)
			low = mid + 1;
		else
			high = mid;
	}
	return low == 0 ? z->first : z->offset[low - 1];
}

static int
refuse(const struct bt_zone *z, int64_t local, const char *what,
    struct bt_err *err)
{
	char text[BT_TIME_MAX];
	size_t n = bt_time_format(text, local, false) - 1;	/* the Z */

	return bt_err_set(err, BT_EDATA, "%.*s %s in %s; give the offset from "
	    "UTC with the time", (int)n, text, what, z->name);
}

/*
 * The offsets of a day before and a day after are the two that can matter:
 * clocks change less often than that.  One that is in force at the instant it
 * leads to is an answer.
 */
int
bt_zone_to_utc(const struct bt_zone *z, int64_t local, int64_t *utc,
    struct bt_err *err)
{
	int64_t seconds, ns;
	int before, after;
	bool early, late;

	ns = (local % BT_NS_SECOND + BT_NS_SECOND) % BT_NS_SECOND;
	seconds = (local - ns) / BT_NS_SECOND;
	before = offset_at(z, seconds - 86400);
	after = offset_at(z, seconds + 86400);
	early = offset_at(z, seconds - before) == before;
	late = offset_at(z, seconds - after) == after;
	if (!early && !late)
		return refuse(z, local, "is skipped by a change of clocks",
		    err);
	if (early && late && before != after)
		return refuse(z, local, "happens twice", err);
	*utc = (seconds - (early ? before : after)) * BT_NS_SECOND + ns;
	return 0;
}
