/* SPDX-License-Identifier: ISC */
/* The values of a dim, from text. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/method.h"
#include "lib/base/num.h"
#include "lib/sweep/space_parts.h"

/*
 * A number as it is written, digits * 10^power: ranges are stepped through in
 * decimal, so that 2%:10%:2% has five values and the third is 0.06.
 */
struct decimal {
	int64_t	digits;
	int	power;
};

enum { DIGITS = 15, POWER = 30 };

/* The values of a dim as they are gathered. */
struct values {
	struct bt_dim			*dim;
	const struct bt_dim_rule	*rule;
	struct bt_err			*err;
	double				*v;
	size_t				 n, cap;
	bool				 whole;	/* all written as integers */
};

static int
wrong(const struct values *vs, struct bt_span got)
{
	char range[BT_OPT_RANGE];

	return bt_err_set(vs->err, BT_EUSAGE, "-P %s: want %s%s, got '%.*s'",
	    vs->dim->name, vs->rule->integer ? "an integer" : "a number",
	    bt_opt_range(range, vs->rule->min, vs->rule->max), BT_SPAN(got));
}

/* Behind the digits: "%", "bps", "e-3" or nothing; the power it is. */
static int
read_power(struct bt_span rest, int *power)
{
	long long e;

	if (rest.n == 0)
		*power = 0;
	else if (bt_span_is(rest, "%"))
		*power = -2;
	else if (bt_span_is(rest, "bps"))
		*power = -4;
	else if ((*rest.s == 'e' || *rest.s == 'E') && bt_num_parse_int(
	    rest.s + 1, rest.n - 1, -POWER, POWER, &e) == 0)
		*power = (int)e;
	else
		return -1;
	return 0;
}

static int
read_decimal(struct bt_span text, struct decimal *d)
{
	bool negative = text.n > 0 && *text.s == '-', point = false;
	size_t i = negative || (text.n > 0 && *text.s == '+') ? 1 : 0;
	size_t digits = 0, places = 0;
	int power;

	d->digits = 0;
	for (; i < text.n; i++) {
		if (text.s[i] == '.' && !point) {
			point = true;
			continue;
		}
		if (text.s[i] < '0' || text.s[i] > '9')
			break;
		if (++digits > DIGITS)
			return -1;
		places += point;
		d->digits = d->digits * 10 + (text.s[i] - '0');
	}
	if (digits == 0 || read_power((struct bt_span){ text.s + i,
	    text.n - i }, &power) == -1)
		return -1;
	d->power = power - (int)places;
	if (negative)
		d->digits = -d->digits;
	return 0;
}

/* The double nearest to it. */
static double
value_of(struct decimal d)
{
	char text[48];
	double x = 0;
	int n;

	n = snprintf(text, sizeof(text), "%llde%d", (long long)d.digits,
	    d.power);
	(void)bt_num_parse(text, (size_t)n, &x);
	return x;
}

/* The same number with a lower power; false if that needs too many digits. */
static bool
lower(struct decimal *d, int power)
{
	for (; d->power > power; d->power--)
		if (__builtin_mul_overflow(d->digits, 10, &d->digits))
			return false;
	return true;
}

/* Both with the same power. */
static bool
align(struct decimal *a, struct decimal *b)
{
	int power = a->power < b->power ? a->power : b->power;

	return lower(a, power) && lower(b, power);
}

/* A number of the text, and whether the dim may have it. */
static int
read_value(struct values *vs, struct bt_span text, struct decimal *d)
{
	double x;

	if (read_decimal(text, d) == -1)
		return wrong(vs, text);
	x = value_of(*d);
	if (x < vs->rule->min || x > vs->rule->max ||
	    (vs->rule->integer && floor(x) != x))
		return wrong(vs, text);
	vs->whole &= d->power >= 0;
	return 0;
}

static int
push(struct values *vs, double x)
{
	if (vs->n == BT_SPACE_LEVELS)
		return bt_err_set(vs->err, BT_EUSAGE, "-P %s: more than %d "
		    "values; take a wider step", vs->dim->name,
		    BT_SPACE_LEVELS);
	if (bt_grow(&vs->v, &vs->cap, vs->n, sizeof(*vs->v), vs->err) == -1)
		return -1;
	vs->v[vs->n++] = x;
	return 0;
}

static int
push_steps(struct values *vs, struct decimal lo, struct decimal hi,
    struct decimal step, struct bt_span text)
{
	struct decimal at;
	int64_t k, last;

	if (!align(&lo, &hi) || !align(&lo, &step) || !align(&hi, &step))
		return bt_err_set(vs->err, BT_EUSAGE, "-P %s: numbers of too "
		    "different a size: '%.*s'", vs->dim->name, BT_SPAN(text));
	if (step.digits <= 0)
		return bt_err_set(vs->err, BT_EUSAGE,
		    "-P %s: want a step above 0, got '%.*s'", vs->dim->name,
		    BT_SPAN(text));
	last = (hi.digits - lo.digits) / step.digits;
	for (k = 0; k <= last; k++) {
		at = (struct decimal){ lo.digits + k * step.digits, lo.power };
		if (push(vs, value_of(at)) == -1)
			return -1;
	}
	return 0;
}

/* lo, lo * factor ...; whole numbers are rounded, and each comes once. */
static int
push_multiples(struct values *vs, struct decimal lo, struct decimal hi,
    struct decimal factor, struct bt_span text)
{
	struct decimal at = lo;
	double x = value_of(lo), most = value_of(hi), times = value_of(factor);
	bool exact = true;

	if (x <= 0 || times <= 1)
		return bt_err_set(vs->err, BT_EUSAGE, "-P %s: want a start "
		    "above 0 and a factor above 1, got '%.*s'", vs->dim->name,
		    BT_SPAN(text));
	while (x <= most * (1 + 1e-12)) {
		double y = vs->rule->integer ? round(x) : x;

		if ((vs->n == 0 || vs->v[vs->n - 1] != y) &&
		    push(vs, fmin(y, most)) == -1)
			return -1;
		exact = exact && !__builtin_mul_overflow(at.digits,
		    factor.digits, &at.digits) && at.power > -300;
		at.power += factor.power;
		x = exact ? value_of(at) : x * times;
	}
	return 0;
}

/* The step of a range: a number, or one to multiply with behind a '*'. */
static int
read_step(struct values *vs, struct decimal lo, struct decimal hi,
    struct bt_span step, struct bt_span text)
{
	bool times = step.n > 0 && *step.s == '*';
	struct bt_span number = { step.s + times, step.n - times };
	struct decimal d;

	if (read_decimal(number, &d) == -1)
		return bt_err_set(vs->err, BT_EUSAGE, "-P %s: want a step as "
		    "5, *2 or log, got '%.*s'", vs->dim->name, BT_SPAN(step));
	if (vs->rule->integer && !times && floor(value_of(d)) != value_of(d))
		return wrong(vs, number);
	vs->whole &= d.power >= 0;
	return times ? push_multiples(vs, lo, hi, d, text) :
	    push_steps(vs, lo, hi, d, text);
}

/* "lo:hi" and what may follow.  1 if it is a range without steps. */
static int
read_range(struct values *vs, struct bt_span text)
{
	struct bt_span rest = text, part[3] = { { NULL, 0 } };
	struct decimal lo, hi;
	size_t n = 0;

	while (n < 3 && bt_span_cut(&rest, ':', &part[n]))
		n++;
	if (rest.s != NULL)
		return bt_err_set(vs->err, BT_EUSAGE, "-P %s: want lo:hi:step,"
		    " got '%.*s'", vs->dim->name, BT_SPAN(text));
	if (read_value(vs, bt_span_trim(part[0]), &lo) == -1 ||
	    read_value(vs, bt_span_trim(part[1]), &hi) == -1)
		return -1;
	vs->dim->lo = value_of(lo);
	vs->dim->hi = value_of(hi);
	if (vs->dim->lo > vs->dim->hi)
		return bt_err_set(vs->err, BT_EUSAGE, "-P %s: the range "
		    "'%.*s' ends before it begins", vs->dim->name,
		    BT_SPAN(text));
	part[2] = n == 3 ? bt_span_trim(part[2]) : part[2];
	if (n == 3 && !bt_span_is(part[2], "log"))
		return read_step(vs, lo, hi, part[2], text);
	vs->dim->log = n == 3;
	return 1;
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* A list: numbers and ranges with steps. */
static int
read_list(struct values *vs, struct bt_span text)
{
	struct bt_span rest = text, piece;
	struct decimal d;
	char num[BT_NUM_MAX];
	size_t i;
	int rc;

	while (bt_span_cut(&rest, ',', &piece)) {
		piece = bt_span_trim(piece);
		if (piece.n > 0 && memchr(piece.s, ':', piece.n) != NULL)
			rc = read_range(vs, piece);
		else if ((rc = read_value(vs, piece, &d)) == 0)
			rc = push(vs, value_of(d));
		if (rc == 1)
			return bt_err_set(vs->err, BT_EUSAGE, "-P %s: a range "
			    "in a list wants a step: '%.*s'", vs->dim->name,
			    BT_SPAN(piece));
		if (rc == -1)
			return -1;
	}
	qsort(vs->v, vs->n, sizeof(*vs->v), by_value);
	for (i = 1; i < vs->n; i++)
		if (vs->v[i] == vs->v[i - 1])
			return bt_err_set(vs->err, BT_EUSAGE,
			    "-P %s: the value %.*s comes twice", vs->dim->name,
			    (int)bt_num_format(num, vs->v[i]), num);
	return 0;
}

/* Every integer of a range. */
static int
push_integers(struct values *vs)
{
	double x;

	for (x = vs->dim->lo; x <= vs->dim->hi; x++)
		if (push(vs, x) == -1)
			return -1;
	return 0;
}

static int
read_numbers(struct values *vs, struct bt_span text)
{
	bool lone = memchr(text.s, ',', text.n) == NULL &&
	    memchr(text.s, ':', text.n) != NULL;
	int rc = lone ? read_range(vs, text) : read_list(vs, text);

	if (rc == -1)
		return -1;
	vs->dim->kind = vs->rule->integer || (vs->rule->loose && vs->whole) ?
	    BT_DIM_INTEGER : BT_DIM_REAL;
	if (rc == 0)
		return 0;
	if (vs->dim->log && vs->dim->lo <= 0)
		return bt_err_set(vs->err, BT_EUSAGE, "-P %s: log wants a "
		    "range above 0, got '%.*s'", vs->dim->name, BT_SPAN(text));
	return vs->dim->kind == BT_DIM_INTEGER ? push_integers(vs) : 0;
}

int
bt_dim_numbers(struct bt_dim *dim, const struct bt_dim_rule *rule,
    struct bt_span text, struct bt_arena *arena, struct bt_err *err)
{
	struct values vs = { dim, rule, err, NULL, 0, 0, true };
	double *value = NULL;
	int rc;

	if ((rc = read_numbers(&vs, text)) == 0 && vs.n > 0) {
		value = bt_arena_alloc(arena, vs.n, sizeof(*value), err);
		rc = value == NULL ? -1 : 0;
	}
	if (value != NULL) {
		memcpy(value, vs.v, vs.n * sizeof(*value));
		dim->lo = value[0];
		dim->hi = value[vs.n - 1];
	}
	dim->value = value;
	dim->levels = vs.n;
	free(vs.v);
	return rc;
}

/* Does a name of the option's methods begin here? */
static bool
begins_method(const struct bt_opt *opt, struct bt_span piece)
{
	const struct bt_family *f;
	struct bt_span rest = piece, name;

	(void)bt_span_cut(&rest, ':', &name);
	for (f = opt->families; f->name != NULL; f++)
		if (bt_span_is(bt_span_trim(name), f->name))
			return true;
	return false;
}

/*
 * The next value of the list.  A method's own commas belong to it: what does
 * not begin one goes on with the one before.
 */
static bool
next_name(const struct bt_opt *opt, struct bt_span *rest,
    struct bt_span *name)
{
	struct bt_span more, piece;

	if (!bt_span_cut(rest, ',', name))
		return false;
	while (opt != NULL && opt->type == BT_OPT_METHOD) {
		more = *rest;
		if (!bt_span_cut(&more, ',', &piece) ||
		    begins_method(opt, piece))
			break;
		name->n = (size_t)(piece.s + piece.n - name->s);
		*rest = more;
	}
	*name = bt_span_trim(*name);
	return true;
}

static int
check_name(const struct bt_dim *dim, const char *name, struct bt_err *err)
{
	struct bt_settings scratch = { 0 };
	size_t i;

	if (*name == '\0')
		return bt_err_set(err, BT_EUSAGE, "-P %s: a value is empty",
		    dim->name);
	for (i = 0; i < dim->levels; i++)
		if (strcmp(dim->text[i], name) == 0)
			return bt_err_set(err, BT_EUSAGE,
			    "-P %s: the value %s comes twice", dim->name,
			    name);
	return dim->opt == NULL ? 0 : bt_opt_set(dim->opt, &scratch, name,
	    err);
}

int
bt_dim_names(struct bt_dim *dim, struct bt_span text, struct bt_arena *arena,
    struct bt_err *err)
{
	struct bt_span rest = text, name;
	size_t i, most = 1;
	const char **v;

	for (i = 0; i < text.n; i++)
		most += text.s[i] == ',';
	if ((v = bt_arena_alloc(arena, most, sizeof(*v), err)) == NULL)
		return -1;
	dim->kind = BT_DIM_CHOICE;
	dim->text = v;
	while (next_name(dim->opt, &rest, &name)) {
		v[dim->levels] = bt_arena_strndup(arena, name.s, name.n, err);
		if (v[dim->levels] == NULL ||
		    check_name(dim, v[dim->levels], err) == -1)
			return -1;
		dim->levels++;
	}
	return 0;
}
