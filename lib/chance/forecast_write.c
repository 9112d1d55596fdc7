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
	BT_COL(struct bt_forecast_facts, p_value, BT_COL_REAL, "fraction",
	    "of the method null: how often chance does as well as the run"),
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
	const struct bt_ensemble *plan = f->plan;

	if (plan->draw == NULL)
		return bt_span("there is nothing to draw from");
	if (plan->draw->kind->same_end)
		return bt_span(bt_ensemble_job(plan).end_of_all != NULL ?
		    "the order cannot change where a path ends: only the way "
		    "there differs" : "a loss of everything is in it: which "
		    "trades come before it makes where a path ends");
	return none;
}

int
bt_forecast_facts_of(const struct bt_forecast *f, struct bt_buf *buf,
    struct bt_forecast_facts *facts, struct bt_err *err)
{
	const struct bt_ensemble *plan = f->plan;

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
	    .p_value = f->p_value, .steps_a_year = plan->sample.per_year,
	    .steps_from = isnan(plan->sample.per_year) ? none :
	    bt_span(plan->sample.per_year_from), .note = note_of(f) };
	return 0;
}

double
bt_forecast_run_equity(const struct bt_forecast *f)
{
	return f->plan->draw == NULL ? (double)NAN : f->plan->sample.start *
	    (1.0 + f->plan->run.final_return);
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

/* An object without its end: members may follow. */
static void
put_distribution(const struct json *j, double run, const struct bt_odds *odds)
{
	int i;

	bt_out_text(j->out, "{\"run\":");
	bt_json_real(j->out, run);
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
}

static void
put_odds(const struct json *j, const struct bt_forecast *f, size_t k)
{
	put_key(j, bt_outcomes[k].name);
	put_distribution(j, f->plan->draw == NULL ? (double)NAN :
	    bt_outcome_value(&f->plan->run, &bt_outcomes[k]), &f->odds[k]);
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
put_horizons(const struct json *j, const struct bt_forecast *f)
{
	const struct bt_horizon *h;
	size_t i;

	if (f->nhorizons == 0)
		return;
	put_key(j, "tail");
	bt_json_real(j->out, f->tail);
	put_key(j, "horizons");
	for (i = 0; i < f->nhorizons; i++) {
		h = &f->horizons[i];
		bt_out_text(j->out, i == 0 ? "{\"" : ",\"");
		bt_json_real(j->out, (double)h->step);
		bt_out_text(j->out, "\":{\"mean\":");
		bt_json_real(j->out, h->mean);
		bt_out_text(j->out, ",\"value_at_risk\":");
		bt_json_real(j->out, h->at_risk);
		bt_out_text(j->out, ",\"expected_shortfall\":");
		bt_json_real(j->out, h->shortfall);
		bt_out_text(j->out, "}");
	}
	bt_out_text(j->out, "}");
}

static void
put_interval(const struct json *j, const struct bt_interval *v)
{
	const double bounds[] = { v->low, v->high, v->bca_low, v->bca_high };
	static const char *const names[] = { "low", "high", "bca_low",
		"bca_high" };
	size_t i;

	bt_json_text(j->out, bt_span(v->metric->name));
	bt_out_text(j->out, ":");
	put_distribution(j, v->run, &v->odds);
	for (i = 0; i < sizeof(bounds) / sizeof(bounds[0]); i++) {
		bt_out_text(j->out, ",\"");
		bt_out_text(j->out, names[i]);
		bt_out_text(j->out, "\":");
		bt_json_real(j->out, bounds[i]);
	}
	bt_out_text(j->out, "}");
}

static void
put_intervals(const struct json *j, const struct bt_forecast *f)
{
	size_t i;

	if (f->nintervals == 0)
		return;
	put_key(j, "confidence");
	bt_json_real(j->out, f->confidence);
	put_key(j, "bca");
	bt_json_text(j->out, bt_span(f->no_bca == NULL ? "yes" : f->no_bca));
	put_key(j, "metrics");
	for (i = 0; i < f->nintervals; i++) {
		bt_out_text(j->out, i == 0 ? "{" : ",");
		put_interval(j, &f->intervals[i]);
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
	put_key(j, "final_equity");
	put_distribution(j, bt_forecast_run_equity(f), &f->equity);
	bt_out_text(j->out, "}");
	put_shares(j, "ruin", &f->plan->ruin, f->ruin);
	put_shares(j, "goal", &f->plan->goal, f->goal);
	put_horizons(j, f);
	put_intervals(j, f);
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

typedef int	write_fn(struct bt_out *, const struct bt_forecast *,
		    const struct bt_forecast_facts *, struct bt_err *);

static write_fn *const	writers[] = {
	[BT_FORECAST_TABLE] = bt_forecast_table,
	[BT_FORECAST_NDJSON] = write_ndjson,
	[BT_FORECAST_CSV] = bt_forecast_csv,
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
