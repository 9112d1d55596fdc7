/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/method.h"
#include "lib/chance/forecast_parts.h"
#include "lib/stream/record.h"

const struct bt_col bt_forecast_cols[] = {
	BT_COL(struct bt_forecast_facts, method, BT_COL_TEXT, "",
	    "how paths were drawn"),
	BT_COL(struct bt_forecast_facts, of, BT_COL_TEXT, "",
	    "what was drawn: trades or returns"),
	BT_COL(struct bt_forecast_facts, status, BT_COL_TEXT, "",
	    "how the simulation ended"),
	BT_COL(struct bt_forecast_facts, simulations, BT_COL_COUNT, "count",
	    "paths that were asked for"),
	BT_COL(struct bt_forecast_facts, completed, BT_COL_COUNT, "count",
	    "paths that were made"),
	BT_COL(struct bt_forecast_facts, seed, BT_COL_COUNT, "",
	    "of the random numbers"),
	BT_COL(struct bt_forecast_facts, length, BT_COL_COUNT, "count",
	    "steps of a path"),
	BT_COL(struct bt_forecast_facts, sample, BT_COL_COUNT, "count",
	    "trades or returns there are to draw from"),
	BT_COL(struct bt_forecast_facts, steps_a_year, BT_COL_REAL, "count",
	    "what annual numbers are made with"),
	BT_COL(struct bt_forecast_facts, steps_from, BT_COL_TEXT, "",
	    "where that is from"),
	BT_COL(struct bt_forecast_facts, note, BT_COL_TEXT, "",
	    "what to know about it"),
	BT_COL_END
};

const char *const bt_forecast_points[BT_ODDS_POINTS] = { "p5", "p25", "p50",
	"p75", "p95" };

static const struct bt_span	none = { NULL, 0 };

/* What a reader of the numbers would otherwise get wrong. */
static struct bt_span
note_of(const struct bt_forecast *f)
{
	const struct bt_plan *plan = f->plan;

	if (plan->draw == NULL)
		return bt_span("there is nothing to draw from");
	if (plan->draw->kind->same_end)
		return bt_span(bt_plan_job(plan).end_of_all != NULL ?
		    "the order cannot change where a path ends: only the way "
		    "there differs" : "a loss of everything is in it: which "
		    "trades come before it makes where a path ends");
	return none;
}

int
bt_forecast_facts_of(const struct bt_forecast *f, struct bt_buf *buf,
    struct bt_forecast_facts *facts, struct bt_err *err)
{
	const struct bt_plan *plan = f->plan;

	struct bt_method method = plan->set->method;
	int i;

	for (i = 0; plan->draw != NULL && i < BT_METHOD_PARAMS; i++)
		method.value[i] = plan->draw->value[i];
	if (bt_method_text(&method, buf, err) == -1)
		return -1;
	*facts = (struct bt_forecast_facts){ .method = { buf->s, buf->n },
	    .of = bt_span(plan->sample.of == BT_OF_TRADES ? "trades" :
	    "returns"), .status = bt_span(bt_status_name(f->status)),
	    .simulations = (size_t)(plan->end - plan->first),
	    .completed = (size_t)f->done,
	    .seed = (size_t)plan->set->seed, .length = plan->length,
	    .sample = plan->sample.n,
	    .steps_a_year = plan->sample.per_year,
	    .steps_from = isnan(plan->sample.per_year) ? none :
	    bt_span(plan->sample.per_year_from), .note = note_of(f) };
	return 0;
}

/* Where the members of a JSON text are, and what stands between them. */
struct json {
	struct bt_out	*out;
	const char	*between;
};

static void
put_key(const struct json *j, const char *key)
{
	bt_out_text(j->out, j->between);
	bt_json_text(j->out, bt_span(key));
	bt_out_text(j->out, ":");
}

static void
put_fact(const struct json *j, const struct bt_col *col, const void *row)
{
	const void *field = (const char *)row + col->off;
	const struct bt_span *text = field;

	put_key(j, col->name);
	if (col->type == BT_COL_REAL)
		bt_json_real(j->out, *(const double *)field);
	else if (col->type == BT_COL_COUNT)
		bt_json_real(j->out, (double)*(const size_t *)field);
	else if (text->s != NULL)
		bt_json_text(j->out, *text);
	else
		bt_out_text(j->out, "null");
}

static void
put_odds(const struct json *j, const struct bt_forecast *f, size_t k)
{
	const struct bt_odds *odds = &f->odds[k];
	int i;

	put_key(j, bt_outcomes[k].name);
	bt_out_text(j->out, "{\"run\":");
	bt_json_real(j->out, f->plan->draw == NULL ? (double)NAN :
	    bt_outcome_value(&f->plan->run, &bt_outcomes[k]));
	bt_out_text(j->out, ",\"n\":");
	bt_json_real(j->out, (double)odds->n);
	bt_out_text(j->out, ",\"mean\":");
	bt_json_real(j->out, odds->mean);
	bt_out_text(j->out, ",\"sd\":");
	bt_json_real(j->out, odds->sd);
	for (i = 0; i < BT_ODDS_POINTS; i++) {
		bt_out_text(j->out, ",\"");
		bt_out_text(j->out, bt_forecast_points[i]);
		bt_out_text(j->out, "\":");
		bt_json_real(j->out, odds->at[i]);
	}
	bt_out_text(j->out, "}");
}

static void
put_shares(const struct json *j, const char *key,
    const struct bt_numbers *level, const double *share)
{
	size_t i;

	put_key(j, key);
	bt_out_text(j->out, "{");
	for (i = 0; i < level->n; i++) {
		bt_out_text(j->out, i == 0 ? "\"" : ",\"");
		bt_json_real(j->out, level->v[i]);
		bt_out_text(j->out, "\":");
		bt_json_real(j->out, share[i]);
	}
	bt_out_text(j->out, "}");
}

static void
write_members(const struct json *j, const struct bt_forecast *f,
    const struct bt_forecast_facts *facts)
{
	const struct bt_col *col;
	size_t k;

	/* The first member has nothing before it but what the caller wrote. */
	bt_out_text(j->out, "\"method\":");
	bt_json_text(j->out, facts->method);
	for (col = bt_forecast_cols + 1; col->name != NULL; col++)
		put_fact(j, col, facts);
	for (k = 0; k < BT_OUTCOMES; k++)
		put_odds(j, f, k);
	put_shares(j, "ruin", &f->plan->ruin, f->ruin);
	put_shares(j, "goal", &f->plan->goal, f->goal);
}

static int
write_ndjson(struct bt_out *out, const struct bt_forecast *f,
    const struct bt_forecast_facts *facts, struct bt_err *err)
{
	(void)err;
	bt_out_text(out, "{\"type\":\"montecarlo\",");
	write_members(&(struct json){ out, "," }, f, facts);
	bt_out_text(out, "}\n");
	return 0;
}

static int
write_json(struct bt_out *out, const struct bt_forecast *f,
    const struct bt_forecast_facts *facts, struct bt_err *err)
{
	(void)err;
	bt_out_text(out, "{\n ");
	write_members(&(struct json){ out, ",\n " }, f, facts);
	bt_out_text(out, "\n}\n");
	return 0;
}

/* CSV: a row an outcome, or a level and the share of paths that came to it. */
struct row {
	struct bt_span	method;
	size_t		simulations, seed;
	struct bt_span	name;
	double		level, run;
	size_t		n;
	double		mean, sd, p5, p25, p50, p75, p95;
};

static const struct bt_col row_cols[] = {
	BT_COL(struct row, method, BT_COL_TEXT, "", "how paths were drawn"),
	BT_COL(struct row, simulations, BT_COL_COUNT, "count", "paths made"),
	BT_COL(struct row, seed, BT_COL_COUNT, "", "of the random numbers"),
	BT_COL(struct row, name, BT_COL_TEXT, "", "the outcome"),
	BT_COL(struct row, level, BT_COL_REAL, "fraction",
	    "of ruin and goal: the loss, the gain"),
	BT_COL(struct row, run, BT_COL_REAL, "",
	    "of the input in its own order"),
	BT_COL(struct row, n, BT_COL_COUNT, "count", "paths with a value"),
	BT_COL(struct row, mean, BT_COL_REAL, "",
	    "of the paths; of ruin and goal: the share that came to it"),
	BT_COL(struct row, sd, BT_COL_REAL, "", "standard deviation"),
	BT_COL(struct row, p5, BT_COL_REAL, "", "5 % quantile"),
	BT_COL(struct row, p25, BT_COL_REAL, "", "25 % quantile"),
	BT_COL(struct row, p50, BT_COL_REAL, "", "median"),
	BT_COL(struct row, p75, BT_COL_REAL, "", "75 % quantile"),
	BT_COL(struct row, p95, BT_COL_REAL, "", "95 % quantile"),
	BT_COL_END
};

static struct row
row_of(const struct bt_forecast_facts *facts, const char *name, size_t n)
{
	const double nan = (double)NAN;

	return (struct row){ .method = facts->method,
	    .simulations = facts->completed, .seed = facts->seed,
	    .name = bt_span(name), .n = n, .level = nan, .run = nan,
	    .mean = nan, .sd = nan, .p5 = nan, .p25 = nan, .p50 = nan,
	    .p75 = nan, .p95 = nan };
}

static void
write_shares(struct bt_out *out, const struct bt_forecast_facts *facts,
    const char *name, const struct bt_numbers *level, const double *share)
{
	const struct bt_record_rule rule = { .format = BT_CSV };
	struct row row = row_of(facts, name, facts->completed);
	size_t i;

	for (i = 0; i < level->n; i++) {
		row.level = level->v[i];
		row.mean = share[i];
		bt_record_write(out, &rule, row_cols, &row);
	}
}

static int
write_csv(struct bt_out *out, const struct bt_forecast *f,
    const struct bt_forecast_facts *facts, struct bt_err *err)
{
	const struct bt_record_rule rule = { .format = BT_CSV };
	const struct bt_odds *odds;
	struct row row;
	size_t k;

	(void)err;
	bt_record_header(out, &rule, row_cols);
	for (k = 0; k < BT_OUTCOMES; k++) {
		odds = &f->odds[k];
		row = row_of(facts, bt_outcomes[k].name, odds->n);
		row.mean = odds->mean;
		row.sd = odds->sd;
		row.p5 = odds->at[0];
		row.p25 = odds->at[1];
		row.p50 = odds->at[2];
		row.p75 = odds->at[3];
		row.p95 = odds->at[4];
		if (f->plan->draw != NULL)
			row.run = bt_outcome_value(&f->plan->run,
			    &bt_outcomes[k]);
		bt_record_write(out, &rule, row_cols, &row);
	}
	write_shares(out, facts, "ruin", &f->plan->ruin, f->ruin);
	write_shares(out, facts, "goal", &f->plan->goal, f->goal);
	return 0;
}

typedef int	write_fn(struct bt_out *, const struct bt_forecast *,
		    const struct bt_forecast_facts *, struct bt_err *);

static write_fn *const	writers[] = {
	[BT_FORECAST_TABLE] = bt_forecast_table,
	[BT_FORECAST_NDJSON] = write_ndjson,
	[BT_FORECAST_CSV] = write_csv,
	[BT_FORECAST_JSON] = write_json,
};

int
bt_forecast_write(struct bt_out *out, const struct bt_forecast *f,
    enum bt_forecast_format format, struct bt_err *err)
{
	struct bt_forecast_facts facts;
	struct bt_buf method = { 0 };
	int rc;

	rc = bt_forecast_facts_of(f, &method, &facts, err);
	if (rc == 0)
		rc = writers[format](out, f, &facts, err);
	bt_buf_free(&method);
	return rc;
}
