/* SPDX-License-Identifier: ISC */
#include "lib/base/option.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/method.h"
#include "lib/base/num.h"

/* What a type can do; field is the address of its value in the settings. */
struct kind {
	void		(*clear)(void *field);	/* to "no value" */
	int		(*set)(const struct bt_opt *, void *field,
			    const char *val, struct bt_err *);
	int		(*text)(const struct bt_opt *, const void *field,
			    struct bt_buf *, struct bt_err *);
};

/* What messages ask for, where the row itself does not say. */
static const char *const	wants[] = {
	[BT_OPT_FLAG] = "true or false",
	[BT_OPT_INT] = "a whole number",
	[BT_OPT_REAL] = "a number",
	[BT_OPT_FRACTION] = "a fraction such as 0.05 or 5%",
	[BT_OPT_FILE] = "a file name",
};

/* Nobody counts the digits of 9.007199254740992e+15. */
static int
format_bound(char buf[BT_NUM_MAX], double x)
{
	size_t n = bt_num_format(buf, x);

	if (fabs(x) <= 0x1p53 && floor(x) == x &&
	    memchr(buf, '.', n) != NULL)
		n = (size_t)snprintf(buf, BT_NUM_MAX, "%.0f", x);
	return (int)n;
}

/* Room for a number: "from 0 to 1", BT_NUM_MAX each. */
const char *
bt_opt_range(char buf[BT_OPT_RANGE], double min, double max)
{
	char lo[BT_NUM_MAX], hi[BT_NUM_MAX];
	int nlo = 0, nhi = 0;

	if (isfinite(min))
		nlo = format_bound(lo, min);
	if (isfinite(max))
		nhi = format_bound(hi, max);
	if (nlo > 0 && nhi > 0)
		(void)snprintf(buf, BT_OPT_RANGE, " from %.*s to %.*s", nlo,
		    lo, nhi, hi);
	else if (nlo > 0)
		(void)snprintf(buf, BT_OPT_RANGE, " of at least %.*s", nlo,
		    lo);
	else if (nhi > 0)
		(void)snprintf(buf, BT_OPT_RANGE, " of at most %.*s", nhi, hi);
	else
		buf[0] = '\0';
	return buf;
}

static int
want(const struct bt_opt *o, const char *val, struct bt_err *err)
{
	char range[BT_OPT_RANGE] = "";
	struct bt_span got = bt_span(val);

	if (o->type == BT_OPT_INT || o->type == BT_OPT_REAL ||
	    o->type == BT_OPT_FRACTION)
		(void)bt_opt_range(range, o->min, o->max);
	return bt_err_set(err, BT_EUSAGE, "--%s: want %s%s, got '%.*s'",
	    o->name, o->type == BT_OPT_CHOICE ? o->arg : wants[o->type],
	    range, BT_SPAN(got));
}

static void
clear_flag(void *field)
{
	*(bool *)field = false;
}

static void
clear_int(void *field)
{
	*(long long *)field = -1;
}

static void
clear_real(void *field)
{
	*(double *)field = NAN;
}

static void
clear_text(void *field)
{
	*(const char **)field = NULL;
}

static void
clear_choice(void *field)
{
	*(int *)field = -1;
}

static void
clear_list(void *field)
{
	*(struct bt_list *)field = (struct bt_list){ NULL, 0 };
}

static void
clear_method(void *field)
{
	*(struct bt_method *)field = (struct bt_method){ 0 };
}

/* The command line gives no value; a configuration says true or false. */
static int
set_flag(const struct bt_opt *o, void *field, const char *val,
    struct bt_err *err)
{
	bool on = val == NULL || strcmp(val, "true") == 0;

	if (!on && strcmp(val, "false") != 0)
		return want(o, val, err);
	*(bool *)field = on;
	return 0;
}

/* A bound as an integer: what lies beyond is cut, inward where it can be. */
static long long
bound(double x)
{
	if (x >= 9223372036854775807.0)
		return INT64_MAX;
	if (x <= -9223372036854775808.0)
		return INT64_MIN;
	return (long long)x;
}

static int
set_int(const struct bt_opt *o, void *field, const char *val,
    struct bt_err *err)
{
	long long x;

	if (bt_num_parse_int(val, strlen(val), bound(ceil(o->min)),
	    bound(floor(o->max)), &x) == -1)
		return want(o, val, err);
	*(long long *)field = x;
	return 0;
}

static int
set_number(const struct bt_opt *o, void *field, const char *val,
    struct bt_err *err)
{
	double x = 0;
	int rc;

	rc = o->type == BT_OPT_FRACTION ?
	    bt_num_parse_fraction(val, strlen(val), &x) :
	    bt_num_parse(val, strlen(val), &x);
	if (rc == -1 || x < o->min || x > o->max)
		return want(o, val, err);
	*(double *)field = x;
	return 0;
}

static int
set_text(const struct bt_opt *o, void *field, const char *val,
    struct bt_err *err)
{
	if (*val == '\0' && o->type == BT_OPT_FILE)
		return want(o, val, err);
	*(const char **)field = val;
	return 0;
}

static int
set_choice(const struct bt_opt *o, void *field, const char *val,
    struct bt_err *err)
{
	struct bt_span rest = bt_span(o->arg), word;
	int i;

	for (i = 0; bt_span_cut(&rest, '|', &word); i++)
		if (bt_span_is(word, val)) {
			*(int *)field = i;
			return 0;
		}
	return want(o, val, err);
}

/* A list has room for n values, n rounded up to a power of two. */
static int
set_list(const struct bt_opt *o, void *field, const char *val,
    struct bt_err *err)
{
	struct bt_list *list = field;
	size_t n = list->n;
	const char **v;

	(void)o;
	if ((n & (n - 1)) == 0) {
		v = bt_realloc(list->v, n == 0 ? 1 : 2 * n, sizeof(*v), err);
		if (v == NULL)
			return -1;
		list->v = v;
	}
	list->v[list->n++] = val;
	return 0;
}

static int
set_method(const struct bt_opt *o, void *field, const char *val,
    struct bt_err *err)
{
	return bt_method_parse(o->name, o->families, val, field, err);
}

/*
 * Text of a value: 1 if it was appended, 0 if there is none, -1 on error.
 */
static int
text_flag(const struct bt_opt *o, const void *field, struct bt_buf *buf,
    struct bt_err *err)
{
	bool on = *(const bool *)field;

	(void)o;
	return bt_buf_printf(buf, err, "%s", on ? "true" : "false") == -1 ?
	    -1 : 1;
}

static int
text_int(const struct bt_opt *o, const void *field, struct bt_buf *buf,
    struct bt_err *err)
{
	long long x = *(const long long *)field;

	if (x == -1 && o->min > -1)
		return 0;
	return bt_buf_printf(buf, err, "%lld", x) == -1 ? -1 : 1;
}

static int
text_number(const struct bt_opt *o, const void *field, struct bt_buf *buf,
    struct bt_err *err)
{
	double x = *(const double *)field;
	char num[BT_NUM_MAX];

	(void)o;
	if (!isfinite(x))
		return 0;
	return bt_buf_add(buf, num, bt_num_format(num, x), err) == -1 ? -1 : 1;
}

static int
text_text(const struct bt_opt *o, const void *field, struct bt_buf *buf,
    struct bt_err *err)
{
	const char *s = *(const char *const *)field;

	(void)o;
	if (s == NULL)
		return 0;
	return bt_buf_printf(buf, err, "%s", s) == -1 ? -1 : 1;
}

static int
text_choice(const struct bt_opt *o, const void *field, struct bt_buf *buf,
    struct bt_err *err)
{
	struct bt_span rest = bt_span(o->arg), word;
	int i = *(const int *)field;

	if (i < 0)
		return 0;
	while (bt_span_cut(&rest, '|', &word))
		if (i-- == 0)
			return bt_buf_add(buf, word.s, word.n, err) == -1 ?
			    -1 : 1;
	return 0;
}

static int
text_method(const struct bt_opt *o, const void *field, struct bt_buf *buf,
    struct bt_err *err)
{
	const struct bt_method *m = field;

	(void)o;
	if (m->family == NULL)
		return 0;
	return bt_method_text(m, buf, err) == -1 ? -1 : 1;
}

/* A list is not one text: see bt_config_write(). */
static int
text_list(const struct bt_opt *o, const void *field, struct bt_buf *buf,
    struct bt_err *err)
{
	(void)o, (void)field, (void)buf, (void)err;
	return 0;
}

static const struct kind kinds[] = {
	[BT_OPT_FLAG] = { clear_flag, set_flag, text_flag },
	[BT_OPT_INT] = { clear_int, set_int, text_int },
	[BT_OPT_REAL] = { clear_real, set_number, text_number },
	[BT_OPT_FRACTION] = { clear_real, set_number, text_number },
	[BT_OPT_TEXT] = { clear_text, set_text, text_text },
	[BT_OPT_FILE] = { clear_text, set_text, text_text },
	[BT_OPT_CHOICE] = { clear_choice, set_choice, text_choice },
	[BT_OPT_LIST] = { clear_list, set_list, text_list },
	[BT_OPT_METHOD] = { clear_method, set_method, text_method },
};

int
bt_opt_defaults(const struct bt_opt *opts, void *settings, struct bt_err *err)
{
	const struct bt_opt *o;

	for (o = opts; o->name != NULL; o++)
		kinds[o->type].clear((char *)settings + o->off);
	for (o = opts; o->name != NULL; o++)
		if (o->def != NULL &&
		    bt_opt_set(o, settings, o->def, err) == -1)
			return -1;
	return 0;
}

int
bt_opt_set(const struct bt_opt *o, void *settings, const char *val,
    struct bt_err *err)
{
	return kinds[o->type].set(o, (char *)settings + o->off, val, err);
}

bool
bt_opt_text(const struct bt_opt *o, const void *settings, struct bt_buf *buf,
    struct bt_err *err)
{
	return kinds[o->type].text(o, (const char *)settings + o->off, buf,
	    err) == 1;
}

const struct bt_opt *
bt_opt_find(const struct bt_opt *opts, struct bt_span name)
{
	const struct bt_opt *o;

	for (o = opts; o->name != NULL; o++)
		if (bt_span_is(name, o->name))
			return o;
	return NULL;
}

const char *
bt_opt_plural(char buf[BT_OPT_PLURAL], const struct bt_opt *o)
{
	size_t n = strlen(o->name);
	bool y = n > 0 && o->name[n - 1] == 'y';

	(void)snprintf(buf, BT_OPT_PLURAL, "%.*s%s", (int)(n - y), o->name,
	    y ? "ies" : "s");
	return buf;
}

void
bt_opt_free(const struct bt_opt *opts, void *settings)
{
	const struct bt_opt *o;
	struct bt_list *list;

	for (o = opts; o->name != NULL; o++) {
		if (o->type != BT_OPT_LIST)
			continue;
		list = (struct bt_list *)(void *)((char *)settings + o->off);
		free(list->v);
		clear_list(list);
	}
}
