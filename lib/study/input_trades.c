/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/study/input_parts.h"

/* The rows of a CSV of trades, and where its columns stand. */
struct reading {
	struct bt_csv			*csv;
	const char			*source;
	const struct bt_input_rule	*rule;
	size_t				*at;	/* of each of bt_trade_cols */
};

typedef int	read_cell_fn(struct reading *, size_t i, struct bt_span,
		    void *to, struct bt_err *);

static int
read_real(struct reading *r, size_t i, struct bt_span cell, void *to,
    struct bt_err *err)
{
	*(double *)to = (double)NAN;
	if (cell.n == 0 || bt_num_parse(cell.s, cell.n, to) == 0)
		return 0;
	return bt_csv_fail(r->csv, i, err, "not a number: '%.*s'",
	    BT_SPAN(cell));
}

static int
read_count(struct reading *r, size_t i, struct bt_span cell, void *to,
    struct bt_err *err)
{
	long long x = 0;

	if (cell.n > 0 && bt_num_parse_int(cell.s, cell.n, 0, 1LL << 53,
	    &x) == -1)
		return bt_csv_fail(r->csv, i, err, "not a count: '%.*s'",
		    BT_SPAN(cell));
	*(size_t *)to = (size_t)x;
	return 0;
}

static int
read_time(struct reading *r, size_t i, struct bt_span cell, void *to,
    struct bt_err *err)
{
	*(int64_t *)to = BT_TIME_NONE;
	if (cell.n == 0)
		return 0;
	return bt_input_time(r->csv, r->source, i, &r->rule->time, cell, to,
	    err);
}

static int
read_text(struct reading *r, size_t i, struct bt_span cell, void *to,
    struct bt_err *err)
{
	(void)r;
	(void)i;
	(void)err;
	*(struct bt_span *)to = cell;
	return 0;
}

static int
read_bool(struct reading *r, size_t i, struct bt_span cell, void *to,
    struct bt_err *err)
{
	(void)r;
	(void)i;
	(void)err;
	*(bool *)to = bt_span_like(cell, "true") || bt_span_is(cell, "1");
	return 0;
}

static read_cell_fn *const	readers[] = {
	[BT_COL_REAL] = read_real,
	[BT_COL_COUNT] = read_count,
	[BT_COL_TIME] = read_time,
	[BT_COL_TEXT] = read_text,
	[BT_COL_BOOL] = read_bool,
};

static int
read_trade(struct reading *r, struct bt_trade *trade, struct bt_err *err)
{
	const struct bt_span *f = bt_csv_fields(r->csv, err);
	const struct bt_col *col;
	size_t i;

	if (f == NULL)
		return -1;
	*trade = (struct bt_trade){ .pnl = (double)NAN, .ret = (double)NAN,
	    .exit_time = BT_TIME_NONE,
	    .mae = (double)NAN, .mfe = (double)NAN };
	for (i = 0; (col = &bt_trade_cols[i])->name != NULL; i++)
		if (r->at[i] != SIZE_MAX && readers[col->type](r, r->at[i],
		    f[r->at[i]], (char *)trade + col->off, err) == -1)
			return -1;
	if (!isfinite(trade->pnl))
		return bt_csv_fail(r->csv, bt_input_column(r->csv, "pnl"), err,
		    "trade without a pnl");
	return 0;
}

static int
read_trades(struct reading *r, struct bt_input *input, struct bt_err *err)
{
	const bool closed = bt_input_column(r->csv, "exit_reason") ==
	    SIZE_MAX;		/* a file that does not say has no open ones */
	struct bt_trade trade;
	int got;

	while ((got = bt_csv_next(r->csv, err)) == 1) {
		if (read_trade(r, &trade, err) == -1)
			return -1;
		if (closed)
			trade.exit_reason = bt_span("closed");
		if (bt_input_add_trade(input, &trade, err) == -1)
			return -1;
	}
	return got;
}

int
bt_input_trades(struct bt_csv *csv, const char *source,
    const struct bt_input_rule *rule, struct bt_input *input,
    struct bt_err *err)
{
	struct reading r = { .csv = csv, .source = source, .rule = rule };
	size_t i, n = 0;
	int status;

	input->has_trades = true;
	while (bt_trade_cols[n].name != NULL)
		n++;
	if ((r.at = bt_calloc(n, sizeof(*r.at), err)) == NULL)
		return -1;
	for (i = 0; i < n; i++)
		r.at[i] = bt_input_column(csv, bt_trade_cols[i].name);
	status = read_trades(&r, input, err);
	free(r.at);
	return status;
}
