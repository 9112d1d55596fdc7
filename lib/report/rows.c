/* SPDX-License-Identifier: ISC */
#include "lib/report/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

static const struct bt_col metric_cols[] = {
	BT_COL(struct bt_rows_metric, metric, BT_COL_TEXT, "", "its name"),
	BT_COL(struct bt_rows_metric, group, BT_COL_TEXT, "",
	    "what it tells of"),
	BT_COL(struct bt_rows_metric, unit, BT_COL_TEXT, "",
	    "fraction, ratio, money, count, days, bars or years"),
	BT_COL(struct bt_rows_metric, value, BT_COL_REAL, "",
	    "none where it is not defined"),
	BT_COL_END
};

static const struct bt_col point_cols[] = {
	BT_COL(struct bt_rows_point, time, BT_COL_TIME, "", "of the point"),
	BT_COL(struct bt_rows_point, equity, BT_COL_REAL, "money",
	    "or growth of 1 where only returns are known"),
	BT_COL(struct bt_rows_point, drawdown, BT_COL_REAL, "fraction",
	    "below the high so far, 0 or less"),
	BT_COL(struct bt_rows_point, exposure, BT_COL_REAL, "fraction",
	    "long and short over equity"),
	BT_COL(struct bt_rows_point, benchmark, BT_COL_REAL, "money",
	    "scaled to the first point that it has"),
	BT_COL_END
};

static const struct bt_col month_cols[] = {
	BT_COL(struct bt_rows_period, year, BT_COL_COUNT, "", "the year"),
	BT_COL(struct bt_rows_period, month, BT_COL_COUNT, "", "1 to 12"),
	BT_COL_AS("return", struct bt_rows_period, ret, BT_COL_REAL,
	    "fraction", "of the month"),
	BT_COL_END
};

static const struct bt_col year_cols[] = {
	BT_COL(struct bt_rows_period, year, BT_COL_COUNT, "", "the year"),
	BT_COL_AS("return", struct bt_rows_period, ret, BT_COL_REAL,
	    "fraction", "of the year"),
	BT_COL_END
};

static const struct bt_col drawdown_cols[] = {
	BT_COL(struct bt_episode, from, BT_COL_TIME, "", "the high"),
	BT_COL(struct bt_episode, trough, BT_COL_TIME, "",
	    "the lowest point"),
	BT_COL(struct bt_episode, to, BT_COL_TIME, "",
	    "the high is reached again; none if it was not"),
	BT_COL(struct bt_episode, depth, BT_COL_REAL, "fraction",
	    "below the high, less than 0"),
	BT_COL(struct bt_episode, bars, BT_COL_COUNT, "bars",
	    "from the high to recovery or the end"),
	BT_COL(struct bt_episode, days, BT_COL_REAL, "days",
	    "calendar days of the same"),
	BT_COL_END
};

static const struct bt_col option_cols[] = {
	BT_COL(struct bt_rows_option, option, BT_COL_TEXT, "", "its name"),
	BT_COL(struct bt_rows_option, value, BT_COL_TEXT, "",
	    "as it would be typed"),
	BT_COL_END
};

static const struct bt_col input_cols[] = {
	BT_COL(struct bt_rows_input, name, BT_COL_TEXT, "", "of the file"),
	BT_COL(struct bt_rows_input, xxh3, BT_COL_TEXT, "",
	    "XXH3-128 of its content"),
	BT_COL(struct bt_rows_input, rows, BT_COL_COUNT, "", "bars in it"),
	BT_COL(struct bt_rows_input, symbols, BT_COL_COUNT, "",
	    "symbols in it"),
	BT_COL(struct bt_rows_input, from, BT_COL_TIME, "", "first bar"),
	BT_COL(struct bt_rows_input, to, BT_COL_TIME, "", "last bar"),
	BT_COL_END
};

static size_t
count_metrics(const struct bt_rows *r)
{
	return r->nmetrics;
}

static const char *
group_of(const struct bt_metric *m)
{
	const struct bt_metric_group *g;
	const struct bt_metric *row;
	size_t i;

	for (i = 0; (g = bt_metric_group_at(i)) != NULL; i++)
		for (row = g->rows; row->name != NULL; row++)
			if (row == m)
				return g->name;
	return "";
}

static const void *
row_metric(struct bt_rows *r, size_t i)
{
	const struct bt_metric *m = r->metric[i];

	r->row.metric = (struct bt_rows_metric){ bt_span(m->name),
	    bt_span(group_of(m)), bt_span(bt_unit_name(m->unit)),
	    bt_metric_value(m, &r->doc->study) };
	return &r->row.metric;
}

static size_t
count_trades(const struct bt_rows *r)
{
	return r->doc->ntrades;
}

static const void *
row_trade(struct bt_rows *r, size_t i)
{
	return &r->doc->trade[i];
}

static size_t
count_points(const struct bt_rows *r)
{
	return r->doc->n;
}

static const void *
row_point(struct bt_rows *r, size_t i)
{
	const struct bt_document *doc = r->doc;

	r->row.point = (struct bt_rows_point){
	    .time = doc->levels.time != NULL ? doc->levels.time[i] :
	    BT_TIME_NONE,
	    .equity = doc->levels.level[i],
	    .drawdown = r->depth[i],
	    .exposure = doc->exposure != NULL ? doc->exposure[i] :
	    (double)NAN,
	    .benchmark = doc->benchmark != NULL ? doc->benchmark[i] :
	    (double)NAN };
	return &r->row.point;
}

static size_t
count_months(const struct bt_rows *r)
{
	return r->doc->nmonths;
}

static const void *
row_month(struct bt_rows *r, size_t i)
{
	const struct bt_month *m = &r->doc->month[i];

	r->row.period = (struct bt_rows_period){ (size_t)m->year,
	    (size_t)m->month, m->ret };
	return &r->row.period;
}

static size_t
count_years(const struct bt_rows *r)
{
	return r->doc->nyears;
}

static const void *
row_year(struct bt_rows *r, size_t i)
{
	r->row.period = (struct bt_rows_period){
	    (size_t)r->doc->year[i].year, 0, r->doc->year[i].ret };
	return &r->row.period;
}

static size_t
count_drawdowns(const struct bt_rows *r)
{
	return r->doc->ndrawdowns;
}

static const void *
row_drawdown(struct bt_rows *r, size_t i)
{
	return &r->doc->drawdown[i];
}

static size_t
count_events(const struct bt_rows *r)
{
	return r->doc->nevents;
}

static const void *
row_event(struct bt_rows *r, size_t i)
{
	return &r->doc->event[i];
}

static size_t
count_options(const struct bt_rows *r)
{
	return r->doc->noptions;
}

static const void *
row_option(struct bt_rows *r, size_t i)
{
	r->row.option = (struct bt_rows_option){
	    bt_span(r->doc->option[i].name),
	    bt_span(r->doc->option[i].value) };
	return &r->row.option;
}

static size_t
count_inputs(const struct bt_rows *r)
{
	return r->doc->ninputs;
}

static const void *
row_input(struct bt_rows *r, size_t i)
{
	const struct bt_document_input *in = &r->doc->input[i];

	r->row.input = (struct bt_rows_input){ bt_span(in->name),
	    bt_span(in->xxh3), in->rows, in->symbols, in->from, in->to };
	return &r->row.input;
}

const struct bt_rows_table bt_rows_tables[] = {
	{ "metrics", "a row a metric", "metric", metric_cols,
	    sizeof(struct bt_rows_metric), count_metrics, row_metric },
	{ "trades", "a row a trade, as in the run stream", NULL, bt_trade_cols,
	    sizeof(struct bt_trade), count_trades, row_trade },
	{ "equity", "a row a point of the curve", NULL, point_cols,
	    sizeof(struct bt_rows_point), count_points, row_point },
	{ "monthly", "the return of each month", "year,month", month_cols,
	    sizeof(struct bt_rows_period), count_months, row_month },
	{ "yearly", "the return of each year", "year", year_cols,
	    sizeof(struct bt_rows_period), count_years, row_year },
	{ "drawdowns", "all of them, deepest first", NULL, drawdown_cols,
	    sizeof(struct bt_episode), count_drawdowns, row_drawdown },
	{ "events", "what did not happen as asked", NULL, bt_event_cols,
	    sizeof(struct bt_event), count_events, row_event },
	{ "config", "the options of the run", "option", option_cols,
	    sizeof(struct bt_rows_option), count_options, row_option },
	{ "inputs", "what the run read", NULL, input_cols,
	    sizeof(struct bt_rows_input), count_inputs, row_input },
	{ NULL, NULL, NULL, NULL, 0, NULL, NULL }
};

int
bt_rows_init(struct bt_rows *r, const struct bt_document *doc,
    const struct bt_metric *const *metric, size_t nmetrics,
    struct bt_err *err)
{
	*r = (struct bt_rows){ .doc = doc, .metric = metric,
	    .nmetrics = nmetrics };
	if (doc->n == 0)
		return 0;
	if ((r->depth = bt_column(doc->n, err)) == NULL)
		return -1;
	bt_underwater_of(&doc->levels, r->depth);
	return 0;
}

void
bt_rows_free(struct bt_rows *r)
{
	free(r->depth);
}

const struct bt_rows_table *
bt_rows_want(const char *name, struct bt_err *err)
{
	const struct bt_rows_table *t;

	for (t = bt_rows_tables; t->name != NULL; t++)
		if (strcmp(t->name, name) == 0)
			return t;
	(void)bt_err_set(err, BT_EUSAGE, "--table: unknown table '%.60s'; "
	    "there are", name);
	for (t = bt_rows_tables; t->name != NULL; t++)
		(void)bt_err_add(err, "%s%s", t == bt_rows_tables ? " " :
		    ", ", t->name);
	return NULL;
}
