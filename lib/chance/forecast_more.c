/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/big.h"
#include "lib/base/mem.h"
#include "lib/chance/forecast_parts.h"
#include "lib/maths/bca.h"
#include "lib/maths/quantile.h"
#include "lib/study/select.h"

const struct bt_opt bt_forecast_opts[] = {
	BT_OPT_TEXT_ROW(0, "horizons", struct bt_forecast_settings, horizons,
	    "N,...", NULL, "steps after which to say what is at risk"),
	BT_OPT_FRACTION_ROW(0, "tail", struct bt_forecast_settings, tail,
	    "SHARE", 1e-6, 0.5, "5%", "the worst paths, of what is at risk"),
	BT_OPT_TEXT_ROW('m', "metrics", struct bt_forecast_settings, metrics,
	    "NAME,...", NULL, "intervals of these metrics of bt-metrics"),
	BT_OPT_FRACTION_ROW(0, "confidence", struct bt_forecast_settings,
	    confidence, "SHARE", 0.01, 0.9999, "95%", "of the intervals"),
	BT_OPT_END
};

static int
read_horizons(const struct bt_forecast_settings *set, struct bt_numbers *to,
    struct bt_err *err)
{
	static const struct bt_numbers_rule rule = { "horizons", 1, 1e9,
		false };

	return bt_numbers_parse(&rule, set->horizons, to, err);
}

int
bt_forecast_check(const struct bt_forecast_settings *set, struct bt_err *err)
{
	const struct bt_metric **metrics;
	struct bt_numbers v;
	size_t n;

	if (read_horizons(set, &v, err) == -1)
		return -1;
	free(v.v);
	if (set->metrics == NULL)
		return 0;
	metrics = bt_metrics_select(set->metrics, &n, err);
	free(metrics);
	return metrics == NULL ? -1 : 0;
}

static int
take_marks(struct bt_forecast_more *m, const struct bt_numbers *v,
    const struct bt_ensemble *plan, struct bt_err *err)
{
	size_t i;

	if ((m->marks = bt_calloc(v->n + 1, sizeof(*m->marks), err)) == NULL)
		return -1;
	for (i = 0; i < v->n; i++) {
		m->marks[i] = (size_t)v->v[i];
		if (m->marks[i] > plan->length)
			return bt_err_set(err, BT_EUSAGE, "--horizons: %zu is "
			    "beyond the %zu steps of a path", m->marks[i],
			    plan->length);
	}
	m->nmarks = v->n;
	return 0;
}

int
bt_forecast_more_init(struct bt_forecast_more *m,
    const struct bt_forecast_settings *set, const struct bt_ensemble *plan,
    struct bt_err *err)
{
	struct bt_numbers v;
	int rc;

	*m = (struct bt_forecast_more){ .nmarks = 0 };
	if (plan->draw == NULL)
		return 0;
	m->cap = (size_t)(plan->end - plan->first);
	if (read_horizons(set, &v, err) == -1)
		return -1;
	rc = take_marks(m, &v, plan, err);
	free(v.v);
	if (rc == -1 || (set->metrics != NULL &&
	    (m->gauge = bt_gauge_new(plan, set->metrics, err)) == NULL))
		return -1;
	m->level = bt_big_resize(NULL, m->cap, (m->nmarks + 1) *
	    sizeof(double), err);
	m->value = bt_big_resize(NULL, m->cap, (m->gauge == NULL ? 1 :
	    bt_gauge_count(m->gauge)) * sizeof(double), err);
	return m->level == NULL || m->value == NULL ? -1 : 0;
}

void
bt_forecast_more_free(struct bt_forecast_more *m)
{
	free(m->marks);
	bt_gauge_free(m->gauge);
	bt_big_free(m->level);
	bt_big_free(m->value);
}

static void
take_columns(double *to, size_t cap, size_t at, const double *from, size_t n,
    size_t columns)
{
	size_t i, k;

	for (k = 0; k < columns; k++)
		for (i = 0; i < n; i++)
			to[k * cap + at + i] = from[i * columns + k];
}

void
bt_forecast_more_take(struct bt_forecast_more *m,
    const struct bt_monte_block *b)
{
	take_columns(m->level, m->cap, m->n, b->level, b->n, m->nmarks);
	if (m->gauge != NULL)
		take_columns(m->value, m->cap, m->n, b->value, b->n,
		    bt_gauge_count(m->gauge));
	m->n += b->n;
}

static int
describe_horizons(struct bt_forecast_more *m, struct bt_forecast *f,
    struct bt_err *err)
{
	struct bt_horizon *h;
	struct bt_odds odds;
	double *x;
	size_t i, k;

	f->horizons = bt_calloc(m->nmarks + 1, sizeof(*f->horizons), err);
	if (f->horizons == NULL)
		return -1;
	f->nhorizons = m->nmarks;
	for (k = 0; k < m->nmarks; k++) {
		h = &f->horizons[k];
		x = m->level + k * m->cap;
		for (i = 0; i < m->n; i++)
			x[i] -= 1.0;
		bt_odds_of(x, m->n, &odds);
		h->step = m->marks[k];
		h->mean = odds.mean;
		h->at_risk = bt_quantile(x, m->n, f->tail);
		h->shortfall = bt_quantile_tail_mean(x, m->n, h->at_risk);
	}
	return 0;
}

/* Why an interval cannot be corrected, or NULL. */
static const char *
lack_of_bca(const struct bt_ensemble *plan)
{
	if (plan->draw->kind->pick == NULL || plan->draw->kind->whole)
		return "the method does not draw with replacement";
	if (plan->length != plan->sample.n)
		return "a path is not as long as the sample";
	return NULL;
}

/* Values that are NAN go to the end; how many are not. */
static size_t
sift(double *x, size_t n)
{
	size_t i, kept = 0;

	for (i = 0; i < n; i++)
		if (!isnan(x[i]))
			x[kept++] = x[i];
	return kept;
}

static void
describe_metric(struct bt_forecast_more *m, size_t k, const double *jack,
    size_t parts, struct bt_forecast *f)
{
	struct bt_interval *v = &f->intervals[k];
	double *x = m->value + k * m->cap, p = (1.0 - f->confidence) / 2.0;
	const size_t n = sift(x, m->n);
	struct bt_bca bca;

	v->metric = bt_gauge_metric(m->gauge, k);
	v->run = bt_gauge_run(m->gauge)[k];
	bt_odds_of(x, n, &v->odds);
	v->low = bt_quantile(x, n, p);
	v->high = bt_quantile(x, n, 1.0 - p);
	v->bca_low = v->bca_high = (double)NAN;
	if (jack == NULL || n == 0)
		return;
	bca.bias = bt_bca_bias(x, n, v->run);
	bca.acceleration = bt_bca_acceleration(jack, parts);
	if (isnan(bt_bca_share(&bca, p)) || isnan(bt_bca_share(&bca, 1.0 - p)))
		return;
	v->bca_low = bt_quantile(x, n, bt_bca_share(&bca, p));
	v->bca_high = bt_quantile(x, n, bt_bca_share(&bca, 1.0 - p));
}

/* jack: parts rows of values; NULL: no correction. */
static int
describe_intervals(struct bt_forecast_more *m, const double *jack,
    struct bt_forecast *f, struct bt_err *err)
{
	const size_t count = bt_gauge_count(m->gauge);
	const size_t parts = bt_gauge_parts(m->gauge);
	double *column = bt_column(parts, err);
	size_t i, k;

	if (column == NULL)
		return -1;
	for (k = 0; k < count; k++) {
		for (i = 0; jack != NULL && i < parts; i++)
			column[i] = jack[i * count + k];
		describe_metric(m, k, jack == NULL ? NULL : column, parts, f);
	}
	free(column);
	return 0;
}

static int
make_intervals(struct bt_forecast_more *m, struct bt_forecast *f,
    struct bt_err *err)
{
	double *jack = NULL;
	int rc = 0;

	f->nintervals = bt_gauge_count(m->gauge);
	f->intervals = bt_calloc(f->nintervals, sizeof(*f->intervals), err);
	if (f->intervals == NULL)
		return -1;
	f->no_bca = lack_of_bca(f->plan);
	if (f->no_bca == NULL) {
		jack = bt_column(bt_gauge_parts(m->gauge) * f->nintervals,
		    err);
		rc = jack == NULL ? -1 :
		    bt_gauge_jackknife(m->gauge, jack, err);
	}
	if (rc == 0)
		rc = describe_intervals(m, jack, f, err);
	free(jack);
	return rc;
}

int
bt_forecast_more_describe(struct bt_forecast_more *m, struct bt_forecast *f,
    struct bt_err *err)
{
	if (describe_horizons(m, f, err) == -1)
		return -1;
	return m->gauge == NULL ? 0 : make_intervals(m, f, err);
}
