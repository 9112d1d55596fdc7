/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>

#include "lib/base/num.h"
#include "lib/study/input_parts.h"

#define NONE SIZE_MAX

/* Where a curve's columns stand; NONE for those that are not there. */
struct columns {
	size_t		 time, clock;	/* clock: of a date and time pair */
	size_t		 value, longs, shorts, positions;
	const char	*what;		/* "equity", for messages */
};

/* One file on its way into an input. */
struct reading {
	struct bt_csv			*csv;
	const char			*source;
	const struct bt_input_rule	*rule;
	struct bt_input			*to;
	struct columns			 col;
	char				 delimiter;
	bool				 simple;	/* see scan_row */
};

size_t
bt_input_column(const struct bt_csv *csv, const char *name)
{
	size_t i, n;
	const struct bt_span *header = bt_csv_header(csv, &n);

	for (i = 0; i < n; i++)
		if (bt_span_like(header[i], name))
			return i;
	return NONE;
}

static size_t
find_first(const struct bt_csv *csv, const char *const names[])
{
	size_t i, at = NONE;

	for (i = 0; names[i] != NULL && at == NONE; i++)
		at = bt_input_column(csv, names[i]);
	return at;
}

int
bt_input_time(struct bt_csv *csv, const char *source, size_t i,
    const struct bt_time_rule *rule, struct bt_span cell, int64_t *t,
    struct bt_err *err)
{
	if (rule->format == NULL && rule->zone == NULL &&
	    bt_time_scan(cell.s, cell.s + cell.n, t) == cell.s + cell.n)
		return 0;
	if (bt_time_parse(cell.s, cell.n, rule, t, err) == -1)
		return bt_err_at(err, source, bt_csv_line(csv),
		    bt_csv_column(csv, i));
	return 0;
}

/* A date and a time of day in two columns are read as one text. */
static int
read_time(struct reading *r, const struct bt_span *f, int64_t *t,
    struct bt_err *err)
{
	const struct columns *c = &r->col;
	char pair[128];
	struct bt_span cell = f[c->time];

	if (c->clock != NONE) {
		(void)snprintf(pair, sizeof(pair), "%.*s %.*s",
		    BT_SPAN(cell), BT_SPAN(f[c->clock]));
		cell = bt_span(pair);
	}
	return bt_input_time(r->csv, r->source, c->time, &r->rule->time, cell,
	    t, err);
}

/* The first return of a series may be empty: its row is the start. */
static bool
is_start(const struct reading *r, struct bt_span cell)
{
	const struct bt_input *to = r->to;

	return to->curve == BT_CURVE_RETURN && to->n == 0 &&
	    to->base_time == BT_TIME_NONE &&
	    (cell.n == 0 || bt_span_like(cell, "nan") ||
	    bt_span_like(cell, "na") || bt_span_like(cell, "null"));
}

static int
read_value(struct reading *r, struct bt_span cell, double *x,
    struct bt_err *err)
{
	if (bt_num_scan(cell.s, cell.s + cell.n, x) == cell.s + cell.n &&
	    cell.n > 0)
		return 0;
	if (r->to->curve == BT_CURVE_RETURN &&
	    bt_num_parse_fraction(cell.s, cell.n, x) == 0)
		return 0;
	return bt_csv_fail(r->csv, r->col.value, err,
	    "%s is not a number: '%.*s'", r->col.what, BT_SPAN(cell));
}

static int
read_holding(struct reading *r, const struct bt_span *f, double equity,
    struct bt_err *err)
{
	const size_t at[3] = { r->col.longs, r->col.shorts, r->col.positions };
	struct bt_equity e = { .equity = equity };
	double x[3];
	int i;

	for (i = 0; i < 3; i++)
		if (bt_num_parse(f[at[i]].s, f[at[i]].n, &x[i]) == -1)
			return bt_csv_fail(r->csv, at[i], err,
			    "not a number: '%.*s'", BT_SPAN(f[at[i]]));
	e.longs = x[0];
	e.shorts = x[1];
	e.positions = x[2] > 0.0;
	bt_input_add_holding(r->to, &e);
	return 0;
}

static int
check_order(struct reading *r, int64_t t, struct bt_err *err)
{
	const struct bt_input *to = r->to;
	int64_t last = to->n > 0 ? to->time[to->n - 1] : to->base_time;

	if (last == BT_TIME_NONE || t > last)
		return 0;
	return bt_csv_fail(r->csv, r->col.time, err, t == last ?
	    "the same time as the row before; want one row a time" :
	    "earlier than the row before; want ascending times");
}

/*
 * The usual row, "number" or "date,number", without going through fields.
 * false: it is anything else, and read_row knows.
 */
static bool
scan_row(const struct reading *r, int64_t *t, double *x)
{
	bool plain;
	const struct bt_span row = bt_csv_text(r->csv, &plain);
	const char *s = row.s, *end = row.s + row.n;

	if (!plain || !r->simple)
		return false;
	if (r->to->dated) {
		s = bt_time_scan(s, end, t);
		if (s == NULL || s == end || *s++ != r->delimiter)
			return false;
	}
	return bt_num_scan(s, end + BT_CSV_PAD, x) == end;
}

static int
read_row(struct reading *r, struct bt_err *err)
{
	const struct bt_span *f;
	int64_t t = BT_TIME_NONE;
	double x;

	if (scan_row(r, &t, &x)) {
		if (r->to->dated && check_order(r, t, err) == -1)
			return -1;
		return bt_input_add(r->to, t, x, err);
	}
	if ((f = bt_csv_fields(r->csv, err)) == NULL)
		return -1;
	if (r->to->dated && (read_time(r, f, &t, err) == -1 ||
	    check_order(r, t, err) == -1))
		return -1;
	if (is_start(r, f[r->col.value])) {
		r->to->base_time = t;
		return 0;
	}
	if (read_value(r, f[r->col.value], &x, err) == -1)
		return -1;
	if (r->col.positions != NONE && read_holding(r, f, x, err) == -1)
		return -1;
	return bt_input_add(r->to, t, x, err);
}

/* Which column is the curve. */
static int
find_curve(struct reading *r, struct bt_err *err)
{
	const struct bt_input_rule *rule = r->rule;
	const char *name = rule->equity != NULL ? rule->equity : rule->ret;

	r->to->curve = rule->equity == NULL && rule->ret != NULL ?
	    BT_CURVE_RETURN : BT_CURVE_EQUITY;
	if (name != NULL) {
		r->col.what = name;
		r->col.value = bt_input_column(r->csv, name);
		if (r->col.value != NONE)
			return 0;
		(void)bt_err_set(err, BT_EDATA, "no column '%s' in the "
		    "header '%.*s'", name,
		    BT_SPAN(bt_csv_header_text(r->csv)));
		return bt_err_at(err, r->source, 1, 0);
	}
	r->col.what = "equity";
	if ((r->col.value = bt_input_column(r->csv, "equity")) != NONE)
		return 0;
	r->to->curve = BT_CURVE_RETURN;
	r->col.what = "return";
	if ((r->col.value = bt_input_column(r->csv, "return")) != NONE)
		return 0;
	(void)bt_err_set(err, BT_EDATA, "no column 'equity' or 'return'; "
	    "name one with --equity or --return");
	return bt_err_at(err, r->source, 1, 0);
}

static int
find_columns(struct reading *r, struct bt_err *err)
{
	static const char *const whole[] = { "datetime", "timestamp", NULL };
	/* pandas leaves the name of an index empty */
	static const char *const either[] = { "date", "time", "", NULL };
	struct columns *c = &r->col;

	if (find_curve(r, err) == -1)
		return -1;
	c->clock = c->longs = c->shorts = c->positions = NONE;
	if ((c->time = find_first(r->csv, whole)) == NONE &&
	    (c->time = find_first(r->csv, either)) != NONE) {
		c->clock = bt_input_column(r->csv, "time");
		if (c->clock == c->time)
			c->clock = NONE;
	}
	r->to->dated = c->time != NONE;
	if (r->to->curve == BT_CURVE_RETURN)
		return 0;
	c->longs = bt_input_column(r->csv, "long");
	c->shorts = bt_input_column(r->csv, "short");
	if (c->longs != NONE && c->shorts != NONE)
		c->positions = bt_input_column(r->csv, "positions");
	return 0;
}

static int
read_curve(struct reading *r, struct bt_err *err)
{
	const struct bt_time_rule *rule = &r->rule->time;
	size_t ncols;
	int got;

	if (find_columns(r, err) == -1)
		return -1;
	(void)bt_csv_header(r->csv, &ncols);
	r->delimiter = bt_csv_delimiter(r->csv);
	r->simple = r->to->dated ? ncols == 2 && r->col.time == 0 &&
	    rule->format == NULL && rule->zone == NULL : ncols == 1;
	while ((got = bt_csv_next(r->csv, err)) == 1)
		if (read_row(r, err) == -1)
			return -1;
	return got;
}

int
bt_input_csv(struct bt_in *in, const struct bt_input_rule *rule,
    struct bt_input *input, struct bt_err *err)
{
	struct reading r = { .source = bt_in_name(in), .rule = rule,
	    .to = input };
	int got;

	if ((r.csv = bt_csv_new(in, &(struct bt_csv_rule){ 0 }, err)) == NULL)
		return -1;
	if (rule->equity == NULL && rule->ret == NULL &&
	    bt_input_column(r.csv, "equity") == NONE &&
	    bt_input_column(r.csv, "pnl") != NONE)
		got = bt_input_trades(r.csv, r.source, rule, input, err);
	else
		got = read_curve(&r, err);
	bt_csv_free(r.csv);
	return got;
}
