/* SPDX-License-Identifier: ISC */
#include "lib/chance/simulation.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/chance/correlation.h"
#include "lib/chance/ticker.h"
#include "lib/chance/venue.h"

#define BARS 252		/* if nobody says how many */

/* What a stream of random numbers is for. */
enum { OWN_SHOCK, OWN_REST, COMMON };

struct symbol {
	char			*name;
	double			 loading;	/* on the common factor */
	long			 row;		/* of the matrix */
	const struct bt_venue	*venue;
	struct bt_path_rule	 rule;
};

struct bt_simulation {
	const struct bt_simsettings	*set;
	struct bt_draw_tables		 tables;
	struct symbol			*symbol;
	size_t				 n, cap;
	/* By name: no more than the tickers have, or one for all. */
	struct bt_venue			*venue;
	const char			**calendar;
	size_t				 nvenue, cap_venue, cap_calendar;
	struct bt_correlation		 matrix;
	long long			 bars;		/* -1: no limit */
};

struct bt_series {
	struct bt_path		 path;
	struct bt_clock		 clock;
	long long		 left;		/* -1: no limit */
	struct bt_source	*source;
};

static int
add_symbol(struct bt_simulation *sim, struct bt_span name,
    struct bt_err *err)
{
	struct symbol *s;

	if (name.n == 0 || name.n > 255)
		return bt_err_set(err, BT_EUSAGE, "--symbols: want names with "
		    "commas between, got '%.*s'", BT_SPAN(name));
	if (bt_grow(&sim->symbol, &sim->cap, sim->n, sizeof(*s), err) == -1)
		return -1;
	s = &sim->symbol[sim->n];
	*s = (struct symbol){ .row = -1 };
	if ((s->name = bt_strndup(name.s, name.n, err)) == NULL)
		return -1;
	sim->n++;
	return 0;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp((*(const struct symbol *const *)a)->name,
	    (*(const struct symbol *const *)b)->name);
}

static int
refuse_twins(const struct bt_simulation *sim, struct bt_err *err)
{
	const struct symbol **sorted;
	size_t i;
	int rc = 0;

	if ((sorted = bt_calloc(sim->n, sizeof(*sorted), err)) == NULL)
		return -1;
	for (i = 0; i < sim->n; i++)
		sorted[i] = &sim->symbol[i];
	qsort(sorted, sim->n, sizeof(*sorted), by_name);
	for (i = 1; i < sim->n && rc == 0; i++)
		if (strcmp(sorted[i]->name, sorted[i - 1]->name) == 0)
			rc = bt_err_set(err, BT_EUSAGE,
			    "--symbols: '%.60s' is there twice",
			    sorted[i]->name);
	free(sorted);
	return rc;
}

/* Those asked for, else those of the matrix, else one. */
static int
name_symbols(struct bt_simulation *sim, struct bt_err *err)
{
	const struct bt_simsettings *set = sim->set;
	struct bt_span rest = bt_span(set->symbols != NULL ? set->symbols :
	    "SIM"), name;
	char text[32];
	long long k;
	size_t i;
	int n;

	if (set->count >= 0 && set->symbols != NULL)
		return bt_err_set(err, BT_EUSAGE,
		    "--count and --symbols exclude each other");
	for (k = 1; k <= set->count; k++) {
		n = snprintf(text, sizeof(text), "S%lld", k);
		if (add_symbol(sim, (struct bt_span){ text, (size_t)n },
		    err) == -1)
			return -1;
	}
	if (set->count >= 0)
		return 0;
	if (set->symbols == NULL && sim->matrix.n > 0) {
		for (i = 0; i < sim->matrix.n; i++)
			if (add_symbol(sim, sim->matrix.name[i], err) == -1)
				return -1;
		return 0;
	}
	while (bt_span_cut(&rest, ',', &name))
		if (add_symbol(sim, bt_span_trim(name), err) == -1)
			return -1;
	return refuse_twins(sim, err);
}

/* "0.25" -> 25 / 100 */
static int
read_tick(const char *text, struct bt_path_rule *rule, struct bt_err *err)
{
	double tick, unit;

	if (bt_num_parse(text, strlen(text), &tick) == -1 || tick < 1e-8 ||
	    tick > 1e6)
		return bt_err_set(err, BT_EUSAGE, "--tick-size: want a number "
		    "from 1e-08 to 1e+06, got '%s'", text);
	for (rule->power = 1; rule->power < 1e13; rule->power *= 10) {
		unit = floor(tick * rule->power + 0.5);
		if (unit / rule->power == tick) {
			rule->unit = unit;
			return 0;
		}
	}
	return bt_err_set(err, BT_EUSAGE, "--tick-size: want at most 12 "
	    "decimals, got '%s'", text);
}

/* The venue of a calendar: the number, or -1. */
static long
find_venue(struct bt_simulation *sim, const char *calendar,
    struct bt_err *err)
{
	size_t i;

	for (i = 0; i < sim->nvenue; i++)
		if (strcmp(sim->calendar[i], calendar) == 0)
			return (long)i;
	if (bt_grow(&sim->venue, &sim->cap_venue, i, sizeof(*sim->venue),
	    err) == -1 ||
	    bt_grow(&sim->calendar, &sim->cap_calendar, i,
	    sizeof(*sim->calendar), err) == -1 ||
	    bt_venue_init(&sim->venue[i], calendar, sim->set, err) == -1)
		return -1;
	sim->calendar[i] = calendar;
	sim->nvenue++;
	return (long)i;
}

static const char *
calendar_of(const struct bt_simulation *sim, const struct symbol *s)
{
	return sim->set->calendar != NULL ? sim->set->calendar :
	    bt_ticker(bt_span(s->name))->calendar;
}

static int
set_symbol(struct bt_simulation *sim, struct symbol *s, struct bt_err *err)
{
	const struct bt_simsettings *set = sim->set;
	const struct bt_ticker *t = bt_ticker(bt_span(s->name));
	struct bt_path_rule *r = &s->rule;
	long venue = find_venue(sim, calendar_of(sim, s), err);

	if (venue == -1)
		return -1;
	s->venue = &sim->venue[venue];
	r->model = &set->model;
	r->drift = t->drift;
	r->volatility = t->volatility;
	r->start = isnan(set->start) ? t->start : set->start;
	r->volume = isnan(set->volume) ? t->volume : set->volume;
	r->steps = (int)set->steps;
	r->days = s->venue->days;
	r->overnight = s->venue->overnight;
	return read_tick(set->tick_size != NULL ? set->tick_size : t->tick, r,
	    err);
}

static int
set_symbols(struct bt_simulation *sim, struct bt_err *err)
{
	size_t i;

	/* Venues move while they are found: all of them first. */
	for (i = 0; i < sim->n; i++)
		if (find_venue(sim, calendar_of(sim, &sim->symbol[i]), err) ==
		    -1)
			return -1;
	for (i = 0; i < sim->n; i++)
		if (set_symbol(sim, &sim->symbol[i], err) == -1)
			return -1;
	return 0;
}

/* --correlation: a number, "factor", or a file that is read here. */
static int
read_correlation(struct bt_simulation *sim, double *r, struct bt_err *err)
{
	const char *text = sim->set->correlation;

	*r = 0;
	if (text == NULL || strcmp(text, "factor") == 0)
		return 0;
	if (bt_num_parse_fraction(text, strlen(text), r) == -1)
		return bt_correlation_read(&sim->matrix, text, err);
	if (*r < 0 || *r > 1)
		return bt_err_set(err, BT_EUSAGE, "--correlation: want a "
		    "number from 0 to 1, 'factor' or a file, got '%s'", text);
	return 0;
}

static int
correlate(struct bt_simulation *sim, double r, struct bt_err *err)
{
	struct symbol *s;
	size_t i;

	if (sim->set->correlation == NULL)
		return 0;
	/* Shocks at different times do not belong together. */
	if (sim->nvenue > 1)
		return bt_err_set(err, BT_EUSAGE, "--correlation: the symbols "
		    "have different calendars; give one by --calendar");
	for (i = 0; i < sim->n; i++) {
		s = &sim->symbol[i];
		s->loading = strcmp(sim->set->correlation, "factor") == 0 ?
		    bt_ticker(bt_span(s->name))->beta : sqrt(r);
		if (sim->matrix.n == 0)
			continue;
		s->row = bt_correlation_find(&sim->matrix, bt_span(s->name));
		if (s->row == -1)
			return bt_err_set(err, BT_EUSAGE, "--correlation: "
			    "'%s' has no '%.60s'", sim->set->correlation,
			    s->name);
	}
	return 0;
}

static int
prepare(struct bt_simulation *sim, struct bt_err *err)
{
	const struct bt_simsettings *set = sim->set;
	double r;

	sim->bars = set->bars >= 0 ? set->bars : set->to != NULL ? -1 : BARS;
	if (bt_model_check(&set->model, err) == -1 ||
	    read_correlation(sim, &r, err) == -1 ||
	    name_symbols(sim, err) == -1 || set_symbols(sim, err) == -1)
		return -1;
	return correlate(sim, r, err);
}

struct bt_simulation *
bt_simulation_new(const struct bt_simsettings *set, struct bt_err *err)
{
	struct bt_simulation *sim;

	if ((sim = bt_calloc(1, sizeof(*sim), err)) == NULL)
		return NULL;
	sim->set = set;
	bt_draw_tables_init(&sim->tables);
	if (prepare(sim, err) == -1) {
		bt_simulation_free(sim);
		return NULL;
	}
	return sim;
}

void
bt_simulation_free(struct bt_simulation *sim)
{
	size_t i;

	if (sim == NULL)
		return;
	for (i = 0; i < sim->n; i++)
		free(sim->symbol[i].name);
	for (i = 0; i < sim->nvenue; i++)
		bt_venue_free(&sim->venue[i]);
	bt_correlation_free(&sim->matrix);
	free(sim->symbol);
	free(sim->venue);
	free(sim->calendar);
	free(sim);
}

size_t
bt_simulation_symbols(const struct bt_simulation *sim)
{
	return sim->n;
}

const char *
bt_simulation_name(const struct bt_simulation *sim, size_t i)
{
	return sim->symbol[i].name;
}

bool
bt_simulation_daily(const struct bt_simulation *sim)
{
	return sim->venue[0].clock.bar == BT_NS_DAY;
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
connect(const struct bt_simulation *sim, const struct symbol *s,
    struct bt_source *source)
{
	const struct bt_correlation *m = &sim->matrix;
	double weight;
	size_t k, n = 0;

	if (s->row == -1) {
		weight = s->loading;
		if (weight < 1)
			tap(sim, &source[n++], bt_span(s->name), OWN_SHOCK,
			    sqrt(1 - weight * weight));
		if (weight > 0)
			tap(sim, &source[n++], bt_span(""), COMMON, weight);
		return n;
	}
	for (k = 0; k <= (size_t)s->row; k++) {
		weight = m->factor[(size_t)s->row * m->n + k];
		if (weight != 0)
			tap(sim, &source[n++], m->name[k], OWN_SHOCK, weight);
	}
	return n;
}

struct bt_series *
bt_series_new(const struct bt_simulation *sim, size_t i, struct bt_err *err)
{
	const struct symbol *s = &sim->symbol[i];
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
	    bt_draw_key(bt_span(s->name), OWN_REST));
	bt_path_init(&series->path, &s->rule, series->source,
	    connect(sim, s, series->source), &own);
	bt_clock_init(&series->clock, &s->venue->clock);
	series->left = sim->bars;
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

int
bt_series_next(struct bt_series *s, struct bt_bar *bar, struct bt_err *err)
{
	struct bt_beat beat;
	int rc;

	if (s->left == 0)
		return 0;
	if ((rc = bt_clock_next(&s->clock, &beat, err)) != 1)
		return rc;
	bt_path_bar(&s->path, &beat, bar);
	if (s->left > 0)
		s->left--;
	return 1;
}
