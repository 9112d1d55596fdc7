/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/chance/simulation_own.h"

struct bt_series {
	struct bt_path		 path;
	struct bt_clock		 clock;
	long long		 left;		/* -1: no limit */
	bool			 all;		/* of them must come */
	struct bt_source	*source;
};

/* Bars of the whole, and of the session that has most. */
static int
count_bars(const struct bt_simulation *sim, const struct bt_role *s,
    size_t *bars, size_t *session, struct bt_err *err)
{
	struct bt_clock clock;
	struct bt_beat beat;
	size_t run = 0;
	int rc = 1;

	bt_clock_init(&clock, &s->venue->clock);
	*bars = *session = 0;
	while (sim->bars < 0 || *bars < (size_t)sim->bars) {
		if ((rc = bt_clock_next(&clock, &beat, err)) != 1)
			break;
		++*bars;
		run = beat.first ? 1 : run + 1;
		if (run > *session)
			*session = run;
	}
	return rc == -1 ? -1 : 0;
}

int
bt_simulation_faults(const struct bt_simulation *sim, size_t i,
    const struct bt_faults_ask *ask, struct bt_faults *f, struct bt_err *err)
{
	const struct bt_role *s = &sim->symbol[i];
	size_t bars, session;
	struct bt_draw draw;

	if (count_bars(sim, s, &bars, &session, err) == -1)
		return -1;
	bt_draw_init(&draw, &sim->tables, (uint64_t)sim->set->seed,
	    bt_draw_key(bt_span(s->name), BT_FOR_FAULTS));
	return bt_faults_init(f, ask, bars, session, &s->rule, &draw, err);
}

static void
tap(const struct bt_simulation *sim, struct bt_source *source,
    struct bt_span name, unsigned int purpose, double weight)
{
	bt_draw_init(&source->draw, &sim->tables, (uint64_t)sim->set->seed,
	    bt_draw_key(name, purpose));
	source->weight = weight;
}

/* The streams that a symbol's shocks are made of. */
static size_t
connect(const struct bt_simulation *sim, const struct bt_role *s,
    struct bt_source *source)
{
	const struct bt_correlation *m = &sim->matrix;
	double weight;
	size_t k, n = 0;

	if (s->row == -1) {
		weight = s->loading;
		if (weight < 1)
			tap(sim, &source[n++], bt_span(s->name), BT_FOR_SHOCK,
			    sqrt(1 - weight * weight));
		if (weight > 0)
			tap(sim, &source[n++], bt_span(""), BT_FOR_ALL, weight);
		return n;
	}
	for (k = 0; k <= (size_t)s->row; k++) {
		weight = m->factor[(size_t)s->row * m->n + k];
		if (weight != 0)
			tap(sim, &source[n++], m->name[k], BT_FOR_SHOCK,
			    weight);
	}
	return n;
}

struct bt_series *
bt_series_new(const struct bt_simulation *sim, size_t i, struct bt_err *err)
{
	const struct bt_role *s = &sim->symbol[i];
	size_t most = s->row == -1 ? 2 : (size_t)s->row + 1;
	struct bt_series *series;
	struct bt_draw own;

	if ((series = bt_calloc(1, sizeof(*series), err)) == NULL ||
	    (series->source = bt_calloc(most, sizeof(*series->source),
	    err)) == NULL) {
		free(series);
		return NULL;
	}
	bt_draw_init(&own, &sim->tables, (uint64_t)sim->set->seed,
	    sim->joint ? bt_draw_key(bt_span(""), BT_FOR_BLOCKS) :
	    bt_draw_key(bt_span(s->name), BT_FOR_REST));
	bt_path_init(&series->path, &s->rule, series->source,
	    connect(sim, s, series->source), &own);
	bt_clock_init(&series->clock, &s->venue->clock);
	series->left = sim->bars;
	series->all = sim->bars >= 0 && sim->set->to == NULL;
	return series;
}

void
bt_series_free(struct bt_series *series)
{
	if (series == NULL)
		return;
	free(series->source);
	free(series);
}

static int
next_beat(struct bt_series *s, struct bt_beat *beat, struct bt_err *err)
{
	int rc;

	if (s->left == 0)
		return 0;
	if ((rc = bt_clock_next(&s->clock, beat, err)) == 1 && s->left > 0)
		s->left--;
	if (rc == 0 && s->all)
		return bt_err_set(err, BT_EUSAGE, "--bars: time ends in 2262, "
		    "and %lld bars are still to come", s->left);
	return rc;
}

int
bt_series_next(struct bt_series *s, struct bt_bar *bar, struct bt_err *err)
{
	struct bt_beat beat;
	int rc;

	if ((rc = next_beat(s, &beat, err)) == 1)
		bt_path_bar(&s->path, &beat, bar);
	return rc;
}

int
bt_simulation_check_ticks(const struct bt_simulation *sim, struct bt_err *err)
{
	if (bt_simulation_daily(sim))
		return bt_err_set(err, BT_EUSAGE, "--ticks: daily bars have "
		    "dates only; give a --timeframe below 1d");
	if (bt_model(&sim->set->model)->sampled)
		return bt_err_set(err, BT_EUSAGE,
		    "--ticks: bootstrap knows bars only");
	return 0;
}

size_t
bt_series_ticks(const struct bt_series *s)
{
	return (size_t)s->path.rule->steps + 1;
}

int
bt_series_trade(struct bt_series *s, struct bt_tick *tick, struct bt_err *err)
{
	struct bt_beat beat;
	int rc;

	if ((rc = next_beat(s, &beat, err)) == 1)
		bt_path_ticks(&s->path, &beat, tick);
	return rc;
}
