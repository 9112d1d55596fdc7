/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/chance/forecast_parts.h"
#include "lib/stream/texttable.h"
#include "lib/study/shown.h"

static const char *const	titles[] = { "Method", "Draws", "Status",
	"Simulations", "Completed", "Seed", "Steps of a path",
	"Steps to draw from", "Steps a year", "  taken from", "p-value",
	"Note" };

/* A rate that nobody knows is n/a; a p-value that is not there is not told. */
static struct bt_span
show_real(char text[BT_SHOWN_MAX], const struct bt_col *col, double x)
{
	const bool rate = strcmp(col->unit, "count") == 0;

	if (isnan(x) && !rate)
		return (struct bt_span){ NULL, 0 };
	return bt_shown_bare(text, BT_UNIT_RATIO, x, rate ? 2 : 4);
}

static int
put_fact(struct bt_texttable *t, const char *title, const struct bt_col *col,
    const void *field, struct bt_err *err)
{
	char text[BT_SHOWN_MAX], label[64];
	struct bt_span cell;

	if (col->type == BT_COL_TEXT)
		cell = *(const struct bt_span *)field;
	else if (col->type == BT_COL_REAL)
		cell = show_real(text, col, *(const double *)field);
	else {
		cell.s = text;
		cell.n = (size_t)snprintf(text, sizeof(text), "%zu",
		    *(const size_t *)field);
	}
	if (cell.s == NULL)
		return 0;
	(void)snprintf(label, sizeof(label), "  %s", title);
	if (bt_texttable_cell(t, bt_span(label), err) == -1)
		return -1;
	return bt_texttable_cell(t, cell, err);
}

static int
put_facts(struct bt_texttable *t, const struct bt_forecast_facts *facts,
    struct bt_err *err)
{
	const struct bt_col *col = bt_forecast_cols;
	size_t i;

	if (bt_texttable_line(t, bt_span("Simulation"), err) == -1)
		return -1;
	for (i = 0; col[i].name != NULL; i++)
		if (put_fact(t, titles[i], &col[i],
		    (const char *)facts + col[i].off, err) == -1)
			return -1;
	return 0;
}

static int
write_facts(struct bt_out *out, const struct bt_forecast_facts *facts,
    struct bt_err *err)
{
	static const struct bt_textcol cols[] = { { NULL, BT_LEFT },
		{ NULL, BT_LEFT } };
	struct bt_texttable *t = bt_texttable_new(cols, 2, err);
	int rc = -1;

	if (t != NULL && (rc = put_facts(t, facts, err)) == 0)
		bt_texttable_write(t, out);
	bt_texttable_free(t);
	return rc;
}

static int
put_value(struct bt_texttable *t, enum bt_unit unit, double x,
    struct bt_err *err)
{
	char text[BT_SHOWN_MAX];

	return bt_texttable_cell(t, bt_shown(text, unit, x), err);
}

static int
put_outcome(struct bt_texttable *t, const char *title, enum bt_unit unit,
    double run, const struct bt_odds *odds, struct bt_err *err)
{
	char label[64];
	int i;

	(void)snprintf(label, sizeof(label), "  %s", title);
	if (bt_texttable_cell(t, bt_span(label), err) == -1 ||
	    put_value(t, unit, run, err) == -1 ||
	    put_value(t, unit, odds->mean, err) == -1 ||
	    put_value(t, unit, odds->sd, err) == -1)
		return -1;
	for (i = 0; i < BT_ODDS_POINTS; i++)
		if (put_value(t, unit, odds->at[i], err) == -1)
			return -1;
	return 0;
}

static int
put_outcomes(struct bt_texttable *t, const struct bt_forecast *f,
    struct bt_err *err)
{
	const struct bt_outcome_row *row;
	size_t k;

	if (f->equity.n > 0 && put_outcome(t, "Final equity", BT_UNIT_MONEY,
	    bt_forecast_run_equity(f), &f->equity, err) == -1)
		return -1;
	for (k = 0; k < BT_OUTCOMES; k++) {
		row = &bt_outcomes[k];
		if (put_outcome(t, row->title, row->unit,
		    f->plan->draw == NULL ? (double)NAN :
		    bt_outcome_value(&f->plan->run, row), &f->odds[k],
		    err) == -1)
			return -1;
	}
	return 0;
}

static int
write_outcomes(struct bt_out *out, const struct bt_forecast *f,
    struct bt_err *err)
{
	static const struct bt_textcol cols[] = { { "Outcome", BT_LEFT },
		{ "run", BT_RIGHT }, { "mean", BT_RIGHT }, { "sd", BT_RIGHT },
		{ "5 %", BT_RIGHT }, { "25 %", BT_RIGHT },
		{ "50 %", BT_RIGHT }, { "75 %", BT_RIGHT },
		{ "95 %", BT_RIGHT } };
	struct bt_texttable *t = bt_texttable_new(cols, 9, err);
	int rc = -1;

	if (t != NULL && (rc = put_outcomes(t, f, err)) == 0) {
		bt_out_text(out, "\n");
		bt_texttable_write(t, out);
	}
	bt_texttable_free(t);
	return rc;
}

/* "  30.00 % lost   1.20 %" */
static int
put_levels(struct bt_texttable *t, const char *heading, const char *what,
    const struct bt_numbers *level, const double *share, struct bt_err *err)
{
	char text[BT_SHOWN_MAX], label[BT_SHOWN_MAX + 32];
	size_t i;

	if (level->n == 0)
		return 0;
	if (bt_texttable_line(t, bt_span(""), err) == -1 ||
	    bt_texttable_line(t, bt_span(heading), err) == -1)
		return -1;
	for (i = 0; i < level->n; i++) {
		struct bt_span x = bt_shown_bare(text, BT_UNIT_FRACTION,
		    level->v[i], 2);

		(void)snprintf(label, sizeof(label), "  %.*s %% %s",
		    (int)x.n, x.s, what);
		if (bt_texttable_cell(t, bt_span(label), err) == -1 ||
		    put_value(t, BT_UNIT_FRACTION, share[i], err) == -1)
			return -1;
	}
	return 0;
}

static int
write_levels(struct bt_out *out, const struct bt_forecast *f,
    struct bt_err *err)
{
	static const struct bt_textcol cols[] = { { NULL, BT_LEFT },
		{ NULL, BT_RIGHT } };
	struct bt_texttable *t = bt_texttable_new(cols, 2, err);
	int rc = -1;

	if (t != NULL && put_levels(t, "Paths that come to ruin", "lost",
	    &f->plan->ruin, f->ruin, err) == 0)
		rc = put_levels(t, "Paths that reach the goal", "made",
		    &f->plan->goal, f->goal, err);
	if (rc == 0)
		bt_texttable_write(t, out);
	bt_texttable_free(t);
	return rc;
}

static int
put_horizon(struct bt_texttable *t, const struct bt_horizon *h,
    struct bt_err *err)
{
	char label[64];

	(void)snprintf(label, sizeof(label), "  %zu", h->step);
	if (bt_texttable_cell(t, bt_span(label), err) == -1 ||
	    put_value(t, BT_UNIT_FRACTION, h->mean, err) == -1 ||
	    put_value(t, BT_UNIT_FRACTION, h->at_risk, err) == -1)
		return -1;
	return put_value(t, BT_UNIT_FRACTION, h->shortfall, err);
}

static int
write_horizons(struct bt_out *out, const struct bt_forecast *f,
    struct bt_err *err)
{
	char text[BT_SHOWN_MAX], risk[BT_SHOWN_MAX + 16];
	char shortfall[BT_SHOWN_MAX + 16];
	struct bt_textcol cols[] = { { "After steps", BT_LEFT },
		{ "mean", BT_RIGHT }, { risk, BT_RIGHT },
		{ shortfall, BT_RIGHT } };
	struct bt_texttable *t;
	struct bt_span tail;
	size_t i;
	int rc = 0;

	if (f->nhorizons == 0)
		return 0;
	tail = bt_shown_bare(text, BT_UNIT_FRACTION, f->tail, 1);
	(void)snprintf(risk, sizeof(risk), "VaR %.*s %%", (int)tail.n,
	    tail.s);
	(void)snprintf(shortfall, sizeof(shortfall), "ES %.*s %%",
	    (int)tail.n, tail.s);
	if ((t = bt_texttable_new(cols, 4, err)) == NULL)
		return -1;
	for (i = 0; i < f->nhorizons && rc == 0; i++)
		rc = put_horizon(t, &f->horizons[i], err);
	if (rc == 0) {
		bt_out_text(out, "\n");
		bt_texttable_write(t, out);
	}
	bt_texttable_free(t);
	return rc;
}

static int
put_interval(struct bt_texttable *t, const struct bt_interval *v,
    struct bt_err *err)
{
	const double x[] = { v->run, v->odds.mean, v->odds.sd, v->low,
		v->high, v->bca_low, v->bca_high };
	char label[128];
	size_t i;

	(void)snprintf(label, sizeof(label), "  %s", v->metric->title);
	if (bt_texttable_cell(t, bt_span(label), err) == -1)
		return -1;
	for (i = 0; i < sizeof(x) / sizeof(x[0]); i++)
		if (put_value(t, v->metric->unit, x[i], err) == -1)
			return -1;
	return 0;
}

/* An interval of those that have a value is not one of all. */
static int
put_missing(struct bt_texttable *t, const struct bt_forecast *f,
    struct bt_err *err)
{
	char line[256];
	size_t i, n;

	for (i = 0; i < f->nintervals; i++) {
		n = f->intervals[i].odds.n;
		if (n == 0 || n == f->done)
			continue;
		(void)snprintf(line, sizeof(line), "  %s: only %zu of %zu "
		    "paths have a value", f->intervals[i].metric->title, n,
		    (size_t)f->done);
		if (bt_texttable_line(t, bt_span(line), err) == -1)
			return -1;
	}
	return 0;
}

static int
put_intervals(struct bt_texttable *t, const struct bt_forecast *f,
    struct bt_err *err)
{
	char text[BT_SHOWN_MAX], line[256];
	struct bt_span share = bt_shown_bare(text, BT_UNIT_FRACTION,
	    f->confidence, 1);
	size_t i;

	for (i = 0; i < f->nintervals; i++)
		if (put_interval(t, &f->intervals[i], err) == -1)
			return -1;
	(void)snprintf(line, sizeof(line), "  %.*s %% of the paths lie "
	    "between low and high%s%s", (int)share.n, share.s,
	    f->no_bca == NULL ? "" : "; BCa: ",
	    f->no_bca == NULL ? "" : f->no_bca);
	if (bt_texttable_line(t, bt_span(line), err) == -1)
		return -1;
	return put_missing(t, f, err);
}

static int
write_intervals(struct bt_out *out, const struct bt_forecast *f,
    struct bt_err *err)
{
	static const struct bt_textcol cols[] = { { "Metric", BT_LEFT },
		{ "run", BT_RIGHT }, { "mean", BT_RIGHT }, { "sd", BT_RIGHT },
		{ "low", BT_RIGHT }, { "high", BT_RIGHT },
		{ "BCa low", BT_RIGHT }, { "BCa high", BT_RIGHT } };
	struct bt_texttable *t;
	int rc;

	if (f->nintervals == 0)
		return 0;
	if ((t = bt_texttable_new(cols, 8, err)) == NULL)
		return -1;
	if ((rc = put_intervals(t, f, err)) == 0) {
		bt_out_text(out, "\n");
		bt_texttable_write(t, out);
	}
	bt_texttable_free(t);
	return rc;
}

int
bt_forecast_table(struct bt_out *out, const struct bt_forecast *f,
    const struct bt_forecast_facts *facts, struct bt_err *err)
{
	if (write_facts(out, facts, err) == -1 ||
	    write_outcomes(out, f, err) == -1)
		return -1;
	if (write_levels(out, f, err) == -1 ||
	    write_horizons(out, f, err) == -1)
		return -1;
	return write_intervals(out, f, err);
}
