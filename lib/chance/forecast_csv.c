/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/chance/forecast_parts.h"
#include "lib/stream/record.h"

/* CSV: a row an outcome, or a level and the share of paths that came to it. */
struct row {
	struct bt_span	method;
	size_t		simulations, seed;
	struct bt_span	name;
	double		level, run;
	size_t		n;
	double		mean, sd, p5, p25, p50, p75, p95;
	double		low, high, bca_low, bca_high;
};

static const struct bt_col row_cols[] = {
	BT_COL(struct row, method, BT_COL_TEXT, "", "how paths were drawn"),
	BT_COL(struct row, simulations, BT_COL_COUNT, "count", "paths made"),
	BT_COL(struct row, seed, BT_COL_COUNT, "", "of the random numbers"),
	BT_COL(struct row, name, BT_COL_TEXT, "", "the outcome"),
	BT_COL(struct row, level, BT_COL_REAL, "",
	    "of ruin and goal: the loss, the gain; of horizons: the step"),
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
	BT_COL(struct row, low, BT_COL_REAL, "",
	    "of a metric's interval, by percentiles"),
	BT_COL(struct row, high, BT_COL_REAL, "", "the same"),
	BT_COL(struct row, bca_low, BT_COL_REAL, "",
	    "corrected for bias and acceleration"),
	BT_COL(struct row, bca_high, BT_COL_REAL, "", "the same"),
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
	    .p75 = nan, .p95 = nan, .low = nan, .high = nan, .bca_low = nan,
	    .bca_high = nan };
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

static void
take_odds(struct row *row, double run, const struct bt_odds *odds)
{
	row->run = run;
	row->n = odds->n;
	row->mean = odds->mean;
	row->sd = odds->sd;
	row->p5 = odds->at[0];
	row->p25 = odds->at[1];
	row->p50 = odds->at[2];
	row->p75 = odds->at[3];
	row->p95 = odds->at[4];
}

static void
write_horizons(struct bt_out *out, const struct bt_forecast *f,
    const struct bt_forecast_facts *facts)
{
	const struct bt_record_rule rule = { .format = BT_CSV };
	struct row row;
	size_t i, k;

	for (i = 0; i < f->nhorizons; i++) {
		const struct bt_horizon *h = &f->horizons[i];
		const double value[] = { h->mean, h->at_risk, h->shortfall };
		static const char *const names[] = { "horizon_mean",
			"value_at_risk", "expected_shortfall" };

		for (k = 0; k < 3; k++) {
			row = row_of(facts, names[k], facts->completed);
			row.level = (double)h->step;
			row.mean = value[k];
			bt_record_write(out, &rule, row_cols, &row);
		}
	}
}

static void
write_intervals(struct bt_out *out, const struct bt_forecast *f,
    const struct bt_forecast_facts *facts)
{
	const struct bt_record_rule rule = { .format = BT_CSV };
	const struct bt_interval *v;
	struct row row;
	size_t i;

	for (i = 0; i < f->nintervals; i++) {
		v = &f->intervals[i];
		row = row_of(facts, v->metric->name, v->odds.n);
		take_odds(&row, v->run, &v->odds);
		row.low = v->low;
		row.high = v->high;
		row.bca_low = v->bca_low;
		row.bca_high = v->bca_high;
		bt_record_write(out, &rule, row_cols, &row);
	}
}

int
bt_forecast_csv(struct bt_out *out, const struct bt_forecast *f,
    const struct bt_forecast_facts *facts, struct bt_err *err)
{
	const struct bt_record_rule rule = { .format = BT_CSV };
	struct row row;
	size_t k;

	(void)err;
	bt_record_header(out, &rule, row_cols);
	for (k = 0; k < BT_OUTCOMES; k++) {
		row = row_of(facts, bt_outcomes[k].name, 0);
		take_odds(&row, f->plan->draw == NULL ? (double)NAN :
		    bt_outcome_value(&f->plan->run, &bt_outcomes[k]),
		    &f->odds[k]);
		bt_record_write(out, &rule, row_cols, &row);
	}
	row = row_of(facts, "final_equity", 0);
	take_odds(&row, bt_forecast_run_equity(f), &f->equity);
	bt_record_write(out, &rule, row_cols, &row);
	write_shares(out, facts, "ruin", &f->plan->ruin, f->ruin);
	write_shares(out, facts, "goal", &f->plan->goal, f->goal);
	write_horizons(out, f, facts);
	write_intervals(out, f, facts);
	return 0;
}
