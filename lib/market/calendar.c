/* SPDX-License-Identifier: ISC */
#include "lib/market/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/file.h"
#include "lib/base/mem.h"
#include "lib/base/str.h"
#include "lib/base/time.h"

#define FILE_MAX (1 << 20)	/* bytes of a calendar file */

struct exception {
	int64_t	day;
	bool	open;
};

struct bt_calendar {
	char			*name;
	bool			 known, weekends, nyse;
	int64_t			 from;		/* the first day it knows */
	struct exception	*day;		/* of a file; sorted */
	size_t			 n, cap;
};

static const struct {
	const char	*name;
	bool		 known, weekends, nyse;
} builtin[] = {
	{ "none", false, false, false },
	{ "weekdays", true, false, false },
	{ "24x7", true, true, false },
	{ "nyse", true, false, true },
};

static int
by_day(const void *a, const void *b)
{
	const struct exception *x = a, *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

/* "2024-12-25", "open 2024-01-06"; what remains of a line may be empty. */
static int
read_line(struct bt_calendar *c, struct bt_span line, struct bt_err *err)
{
	struct bt_time_rule rule = { NULL, NULL };
	struct bt_span rest = line, text;
	struct exception e = { 0, false };
	int64_t t;

	if (!bt_span_cut(&rest, '#', &text))
		return 0;
	text = bt_span_trim(text);
	if (text.n > 0 && text.s[text.n - 1] == '\r')
		text = bt_span_trim((struct bt_span){ text.s, text.n - 1 });
	if (text.n > 5 && memcmp(text.s, "open ", 5) == 0) {
		e.open = true;
		text = bt_span_trim((struct bt_span){ text.s + 5,
		    text.n - 5 });
	}
	if (text.n == 0)
		return 0;
	if (bt_time_parse(text.s, text.n, &rule, &t, err) == -1 ||
	    !bt_time_is_midnight(t))
		return bt_err_set(err, BT_EUSAGE,
		    "want a date a line, got '%.*s'", BT_SPAN(text));
	e.day = t / BT_NS_DAY;
	if (bt_grow(&c->day, &c->cap, c->n, sizeof(*c->day), err) == -1)
		return -1;
	c->day[c->n++] = e;
	return 0;
}

static int
read_file(struct bt_calendar *c, const char *path, struct bt_err *err)
{
	struct bt_err why = BT_ERR_INIT;
	struct bt_span rest, line;
	size_t n, number = 0;
	char *text;

	if ((text = bt_file_slurp(path, FILE_MAX, &n, &why)) == NULL) {
		(void)bt_err_set(err, BT_EUSAGE, "--calendar: want none, "
		    "weekdays, 24x7, nyse or a file of dates: %s", why.text);
		return -1;
	}
	rest = (struct bt_span){ text, n };
	while (bt_span_cut(&rest, '\n', &line)) {
		number++;
		if (read_line(c, line, &why) == -1) {
			why.code = BT_EUSAGE;
			(void)bt_err_at(&why, path, number, 0);
			*err = why;
			free(text);
			return -1;
		}
	}
	free(text);
	if (c->n > 1)
		qsort(c->day, c->n, sizeof(*c->day), by_day);
	return 0;
}

static int
find(struct bt_calendar *c, const char *name, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < sizeof(builtin) / sizeof(builtin[0]); i++)
		if (strcmp(name, builtin[i].name) == 0) {
			c->known = builtin[i].known;
			c->weekends = builtin[i].weekends;
			c->nyse = builtin[i].nyse;
			if (c->nyse)
				c->from = bt_days(1971, 1, 1);
			return 0;
		}
	c->known = true;
	return read_file(c, name, err);
}

struct bt_calendar *
bt_calendar_new(const char *name, struct bt_err *err)
{
	struct bt_calendar *c;

	if ((c = bt_calloc(1, sizeof(*c), err)) == NULL)
		return NULL;
	c->from = INT64_MIN;
	if ((c->name = bt_strdup(name, err)) == NULL ||
	    find(c, name, err) == -1) {
		bt_calendar_free(c);
		return NULL;
	}
	return c;
}

void
bt_calendar_free(struct bt_calendar *c)
{
	if (c == NULL)
		return;
	free(c->name);
	free(c->day);
	free(c);
}

const char *
bt_calendar_name(const struct bt_calendar *c)
{
	return c->name;
}

bool
bt_calendar_knows(const struct bt_calendar *c, int64_t day)
{
	return c->known && day >= c->from;
}

bool
bt_calendar_open(const struct bt_calendar *c, int64_t day)
{
	struct exception key = { day, false }, *e = NULL;

	if (c->weekends)
		return true;
	if (c->n > 0)
		e = bsearch(&key, c->day, c->n, sizeof(key), by_day);
	if (e != NULL)
		return e->open;
	/* 1970-01-01 was a Thursday: Saturday is 2, Sunday 3 from it. */
	if (((day % 7) + 7) % 7 == 2 || ((day % 7) + 7) % 7 == 3)
		return false;
	return !c->nyse || !bt_calendar_nyse_holiday(day);
}

size_t
bt_calendar_between(const struct bt_calendar *c, int64_t after,
    int64_t before)
{
	size_t n = 0;
	int64_t day;

	for (day = after + 1; day < before; day++)
		n += bt_calendar_knows(c, day) && bt_calendar_open(c, day);
	return n;
}
