/* SPDX-License-Identifier: ISC */
#include "lib/stream/bind.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>

#include "lib/base/num.h"
#include "lib/base/time.h"

static void *
field(const struct bt_col *c, void *row)
{
	return (char *)row + c->off;
}

void
bt_bind_nothing(const struct bt_col *c, void *row)
{
	switch (c->type) {
	case BT_COL_REAL:
		*(double *)field(c, row) = NAN;
		break;
	case BT_COL_COUNT:
		*(size_t *)field(c, row) = 0;
		break;
	case BT_COL_TIME:
		*(int64_t *)field(c, row) = BT_TIME_NONE;
		break;
	case BT_COL_TEXT:
		*(struct bt_span *)field(c, row) =
		    (struct bt_span){ NULL, 0 };
		break;
	case BT_COL_BOOL:
		*(bool *)field(c, row) = false;
		break;
	}
}

static int
wrong(const struct bt_col *c, const char *want, struct bt_span got,
    struct bt_err *err)
{
	return bt_err_set(err, BT_EDATA, "%s is not %s: '%.*s'", c->name,
	    want, BT_SPAN(got));
}

static int
real(const struct bt_col *c, const struct bt_member *m, double *to,
    struct bt_err *err)
{
	const char *end = m->value.s + m->value.n;

	/* What follows a number in JSON ends it: let the scanner look there. */
	if (m->kind != BT_JSON_NUMBER ||
	    bt_num_scan(m->value.s, end + BT_BIND_PAD, to) != end)
		return wrong(c, "a number", m->value, err);
	return 0;
}

static int
count(const struct bt_col *c, const struct bt_member *m, size_t *to,
    struct bt_err *err)
{
	long long n;

	if (m->kind == BT_JSON_NUMBER && m->value.n == 1) {
		*to = (size_t)(*m->value.s - '0');
		return 0;
	}
	if (m->kind != BT_JSON_NUMBER || bt_num_parse_int(m->value.s,
	    m->value.n, 0, LLONG_MAX, &n) == -1)
		return wrong(c, "a count", m->value, err);
	*to = (size_t)n;
	return 0;
}

static int
instant(const struct bt_col *c, const struct bt_member *m, int64_t *to,
    struct bt_err *err)
{
	static const struct bt_time_rule rule = { NULL, NULL };
	const char *end = m->value.s + m->value.n;

	if (m->kind != BT_JSON_STRING && m->kind != BT_JSON_NUMBER)
		return wrong(c, "a time", m->value, err);
	if (bt_time_scan(m->value.s, end, to) == end)
		return 0;
	return bt_time_parse(m->value.s, m->value.n, &rule, to, err);
}

int
bt_bind_value(const struct bt_col *c, const struct bt_member *m, void *row,
    struct bt_err *err)
{
	if (m->kind == BT_JSON_NULL) {
		bt_bind_nothing(c, row);
		return 0;
	}
	switch (c->type) {
	case BT_COL_REAL:
		return real(c, m, field(c, row), err);
	case BT_COL_COUNT:
		return count(c, m, field(c, row), err);
	case BT_COL_TIME:
		return instant(c, m, field(c, row), err);
	case BT_COL_TEXT:
		if (m->kind != BT_JSON_STRING)
			return wrong(c, "a string", m->value, err);
		*(struct bt_span *)field(c, row) = m->value;
		break;
	case BT_COL_BOOL:
		if (m->kind != BT_JSON_TRUE && m->kind != BT_JSON_FALSE)
			return wrong(c, "true or false", m->value, err);
		*(bool *)field(c, row) = m->kind == BT_JSON_TRUE;
		break;
	}
	return 0;
}
