/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/pool.h"
#include "lib/chance/gauge.h"
#include "lib/study/select.h"

#define PARTS 500

struct bt_gauge {
	const struct bt_ensemble	 *plan;
	const struct bt_metric	**metrics;
	size_t			  n;
	struct bt_study		  like;		/* has the periods a year */
	struct bt_deal		**deals;	/* room for a thread each */
	struct bt_resample_room	 *rooms;	/* the same */
	double			**work;		/* of studies; the same */
	unsigned		  needs;	/* of all metrics */
	double			 *run;
};

/* The trades that were picked; how many. */
static size_t
gather_deals(const struct bt_gauge *g, const uint32_t *pick, size_t n,
    struct bt_deal *to)
{
	const struct bt_deal *from = g->plan->sample.deals;
	size_t i, kept = 0;

	for (i = 0; i < n; i++)
		if (pick[i] != BT_RESAMPLE_NONE)
			to[kept++] = from[pick[i]];
	return kept;
}

/* pick NULL: there are only returns. */
static int
study_path(const struct bt_gauge *g, size_t worker, enum bt_curve curve,
    double *ret, const uint32_t *pick, size_t n, struct bt_study *study,
    struct bt_err *err)
{
	const struct bt_study_rule rule = { .periods = (double)NAN,
		.risk_free = g->plan->study.risk_free,
		.returns = BT_RETURNS_BAR, .like = &g->like,
		.needs = g->needs, .room = g->work[worker] };
	struct bt_input in = { .curve = curve, .n = n, .value = ret,
		.base = curve == BT_CURVE_EQUITY ? 1.0 : 0.0,
		.base_time = BT_TIME_NONE };

	if (pick != NULL && g->plan->sample.deals != NULL) {
		in.has_trades = true;
		in.deals = g->deals[worker];
		in.ndeals = gather_deals(g, pick, n, in.deals);
	}
	return bt_study_of(&in, &rule, study, err);
}

/* Where the account is after each step; what is ruined stays where it is. */
static void
make_levels(double *ret, size_t n)
{
	double level = 1.0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (level > 0.0)
			level *= 1.0 + ret[i];
		ret[i] = level;
	}
}

/*
 * A path that lost everything has no returns from then on, but what it made
 * and how far it fell are known: without them an interval would be one of
 * those that survived.  The returns are gone then.
 */
static int
study_any_path(const struct bt_gauge *g, size_t worker, double *ret,
    const uint32_t *pick, size_t n, struct bt_study *study,
    struct bt_err *err)
{
	if (study_path(g, worker, BT_CURVE_RETURN, ret, pick, n, study,
	    err) == -1)
		return -1;
	if (!study->ruined)
		return 0;
	make_levels(ret, n);
	if (study_path(g, worker, BT_CURVE_EQUITY, ret, pick, n, study,
	    err) == -1)
		return -1;
	study->have &= ~(unsigned)BT_NEEDS_MONEY;
	return 0;
}

static int
take_values(const struct bt_gauge *g, size_t worker, double *ret,
    const uint32_t *pick, size_t n, double *value, struct bt_err *err)
{
	struct bt_study study;
	size_t k;

	if (study_any_path(g, worker, ret, pick, n, &study, err) == -1)
		return -1;
	for (k = 0; k < g->n; k++)
		value[k] = bt_metric_value(g->metrics[k], &study);
	return 0;
}

int
bt_gauge_measure(void *arg, size_t worker,
    const struct bt_resample_room *room, double *value, struct bt_err *err)
{
	const struct bt_gauge *g = arg;
	const struct bt_resample *draw = g->plan->draw;

	return take_values(g, worker, room->ret,
	    draw->kind->pick != NULL ? room->pick : NULL, g->plan->length,
	    value, err);
}

/* Can paths of this kind have the metric?  The sample itself tells. */
static int
check(const struct bt_gauge *g, const struct bt_study *study,
    struct bt_err *err)
{
	size_t k;

	for (k = 0; k < g->n; k++)
		if (!bt_study_could(study, g->metrics[k]->needs) ||
		    (g->metrics[k]->needs & BT_NEEDS_DATES) != 0)
			return bt_err_set(err, BT_EUSAGE,
			    "--metrics: a path has no '%s': %s",
			    g->metrics[k]->name, bt_study_lack(study,
			    g->metrics[k]->needs));
	return 0;
}

/* The sample as if it had been drawn. */
static int
measure_run(struct bt_gauge *g, struct bt_err *err)
{
	const struct bt_sample *s = &g->plan->sample;
	const bool picks = g->plan->draw->kind->pick != NULL;
	struct bt_resample_room *room = &g->rooms[0];
	struct bt_study study;
	size_t i, k;

	for (i = 0; i < s->n; i++) {
		room->pick[i] = (uint32_t)i;
		room->ret[i] = s->ret[i];
	}
	if (study_any_path(g, 0, room->ret, picks ? room->pick : NULL, s->n,
	    &study, err) == -1 || check(g, &study, err) == -1)
		return -1;
	for (k = 0; k < g->n; k++)
		g->run[k] = bt_metric_value(g->metrics[k], &study);
	return 0;
}

static int
make_rooms(struct bt_gauge *g, struct bt_err *err)
{
	const size_t jobs = g->plan->jobs;
	const size_t most = g->plan->length > g->plan->sample.n ?
	    g->plan->length : g->plan->sample.n;
	size_t i;

	if ((g->rooms = bt_resample_rooms(most, jobs, err)) == NULL ||
	    (g->deals = bt_calloc(jobs, sizeof(*g->deals), err)) == NULL ||
	    (g->work = bt_calloc(jobs, sizeof(*g->work), err)) == NULL)
		return -1;
	for (i = 0; i < jobs; i++)
		if ((g->work[i] = bt_column(2 * most, err)) == NULL ||
		    (g->plan->sample.deals != NULL && (g->deals[i] =
		    bt_calloc(most, sizeof(**g->deals), err)) == NULL))
			return -1;
	return 0;
}

static int
prepare(struct bt_gauge *g, const char *metrics, struct bt_err *err)
{
	g->like = g->plan->study;
	g->like.daily = false;
	g->like.periods.per_year = g->plan->sample.per_year;
	if ((g->metrics = bt_metrics_select(metrics, &g->n, err)) == NULL)
		return -1;
	g->needs = bt_metrics_needs(g->metrics, g->n);
	if ((g->run = bt_column(g->n, err)) == NULL ||
	    make_rooms(g, err) == -1)
		return -1;
	return measure_run(g, err);
}

struct bt_gauge *
bt_gauge_new(const struct bt_ensemble *plan, const char *metrics,
    struct bt_err *err)
{
	struct bt_gauge *g;

	if ((g = bt_calloc(1, sizeof(*g), err)) == NULL)
		return NULL;
	g->plan = plan;
	if (prepare(g, metrics, err) == -1) {
		bt_gauge_free(g);
		return NULL;
	}
	return g;
}

void
bt_gauge_free(struct bt_gauge *g)
{
	size_t i;

	if (g == NULL)
		return;
	for (i = 0; g->work != NULL && i < g->plan->jobs; i++) {
		free(g->deals[i]);
		free(g->work[i]);
	}
	free(g->deals);
	free(g->work);
	free(g->rooms);
	free(g->run);
	free(g->metrics);
	free(g);
}

size_t
bt_gauge_count(const struct bt_gauge *g)
{
	return g->n;
}

const struct bt_metric *
bt_gauge_metric(const struct bt_gauge *g, size_t i)
{
	return g->metrics[i];
}

const double *
bt_gauge_run(const struct bt_gauge *g)
{
	return g->run;
}

size_t
bt_gauge_parts(const struct bt_gauge *g)
{
	return g->plan->sample.n < PARTS ? g->plan->sample.n : PARTS;
}

struct jackknife {
	const struct bt_gauge	*g;
	double			*value;
};

static int
leave_out(void *arg, size_t part, size_t worker, struct bt_err *err)
{
	const struct jackknife *j = arg;
	const struct bt_sample *s = &j->g->plan->sample;
	const size_t parts = bt_gauge_parts(j->g);
	const size_t from = s->n * part / parts;
	const size_t to = s->n * (part + 1) / parts;
	struct bt_resample_room *room = &j->g->rooms[worker];
	size_t i, n = 0;

	for (i = 0; i < s->n; i++)
		if (i < from || i >= to) {
			room->pick[n] = (uint32_t)i;
			room->ret[n++] = s->ret[i];
		}
	return take_values(j->g, worker, room->ret, room->pick, n,
	    j->value + part * j->g->n, err);
}

int
bt_gauge_jackknife(struct bt_gauge *g, double *value, struct bt_err *err)
{
	struct jackknife j = { g, value };

	return bt_pool_each(g->plan->jobs, bt_gauge_parts(g), leave_out, &j,
	    err);
}
