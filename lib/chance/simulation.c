/* SPDX-License-Identifier: ISC */
#include "lib/chance/simulation_own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/chance/ticker.h"

#define BARS 252		/* if nobody says how many */

/* Those asked for, else those of a file, else one. */
static int
name_symbols(struct bt_simulation *sim, struct bt_err *err)
{
	const struct bt_simsettings *set = sim->set;
	const struct bt_market *m = sim->history.read.market;
	struct bt_roster *r = &sim->roster;
	size_t i;

	if (set->count >= 0 && set->symbols != NULL)
		return bt_err_set(err, BT_EUSAGE,
		    "--count and --symbols exclude each other");
	if (set->count >= 0)
		return bt_roster_number(r, set->count, err);
	if (set->symbols != NULL)
		return bt_roster_read(r, set->symbols, err);
	for (i = 0; i < sim->matrix.n; i++)
		if (bt_roster_add(r, sim->matrix.name[i], err) == -1)
			return -1;
	for (i = 0; r->n == i && m != NULL && i < bt_market_symbols(m); i++)
		if (bt_roster_add(r, bt_span(bt_market_bars(m, i)->symbol),
		    err) == -1)
			return -1;
	return r->n > 0 ? 0 : bt_roster_add(r, bt_span("SIM"), err);
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

/*
 * A cent is no step for a price of 1.23: below 10, where a symbol's own steps
 * are coarser, it is the power of ten up to a ten-thousandth of the start.
 */
static int
choose_tick(const struct bt_simsettings *set, const struct bt_ticker *t,
    struct bt_path_rule *r, struct bt_err *err)
{
	if (set->tick_size != NULL)
		return read_tick(set->tick_size, r, err);
	if (read_tick(t->tick, r, err) == -1)
		return -1;
	while (r->start < 10.0 && r->power < 1e8 &&
	    r->unit / r->power > r->start * 1e-4)
		r->power *= 10.0;
	return 0;
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
calendar_of(const struct bt_simulation *sim, const char *symbol)
{
	return sim->set->calendar != NULL ? sim->set->calendar :
	    bt_ticker(bt_span(symbol))->calendar;
}

/* What --fit says about the symbol, where the settings do not. */
static int
learn(const struct bt_simulation *sim, struct bt_role *s, struct bt_err *err)
{
	const struct bt_simsettings *set = sim->set;
	struct bt_path_rule *r = &s->rule;
	struct bt_likeness like;

	if (set->fit == NULL)
		return !bt_model(&s->model)->sampled ? 0 : bt_err_set(err,
		    BT_EUSAGE, "--model: bootstrap needs --fit FILE");
	if ((r->sample = bt_history_find(&sim->history, s->name, err)) ==
	    NULL || bt_history_fit(r->sample, r->days, set->start, &s->model,
	    &like, err) == -1)
		return -1;
	r->drift = like.drift;
	r->volatility = like.volatility;
	r->start = isnan(set->start) ? like.start : set->start;
	r->volume = isnan(set->volume) ? like.volume : set->volume;
	if (bt_model(&s->model)->sampled)
		r->volume = isnan(set->volume) || like.volume == 0 ? 1 :
		    set->volume / like.volume;
	return 0;
}

static int
set_symbol(struct bt_simulation *sim, struct bt_role *s, struct bt_err *err)
{
	const struct bt_simsettings *set = sim->set;
	const struct bt_ticker *t = bt_ticker(bt_span(s->name));
	struct bt_path_rule *r = &s->rule;
	long venue = find_venue(sim, calendar_of(sim, s->name), err);

	if (venue == -1)
		return -1;
	s->venue = &sim->venue[venue];
	s->model = set->model;
	s->row = -1;
	*r = (struct bt_path_rule){ .model = &s->model, .drift = t->drift,
	    .volatility = t->volatility, .steps = (int)set->steps,
	    .days = s->venue->days, .overnight = s->venue->overnight };
	r->start = isnan(set->start) ? t->start : set->start;
	r->volume = isnan(set->volume) ? t->volume : set->volume;
	if (learn(sim, s, err) == -1)
		return -1;
	return choose_tick(set, t, r, err);
}

/* Blocks are the same only where the bars' times are. */
static int
check_joint(const struct bt_simulation *sim, struct bt_err *err)
{
	const struct bt_bars *a = sim->symbol[0].rule.sample, *b;
	size_t i;

	if (!sim->joint)
		return 0;
	for (i = 1; i < sim->roster.n; i++) {
		b = sim->symbol[i].rule.sample;
		if (a->n == b->n && memcmp(a->time, b->time,
		    a->n * sizeof(*a->time)) == 0)
			continue;
		(void)bt_err_set(err, BT_EDATA, "'%.60s' and '%.60s' have "
		    "bars at different times, and joint blocks need the same",
		    a->symbol, b->symbol);
		return bt_err_at(err, sim->set->fit, 0, 0);
	}
	return 0;
}

static int
set_symbols(struct bt_simulation *sim, struct bt_err *err)
{
	const struct bt_roster *r = &sim->roster;
	size_t i;

	if ((sim->symbol = bt_calloc(r->n, sizeof(*sim->symbol), err)) ==
	    NULL)
		return -1;
	/* Venues move while they are found: all of them first. */
	for (i = 0; i < r->n; i++)
		if (find_venue(sim, calendar_of(sim, r->name[i]), err) == -1)
			return -1;
	for (i = 0; i < r->n; i++) {
		sim->symbol[i].name = r->name[i];
		if (set_symbol(sim, &sim->symbol[i], err) == -1)
			return -1;
	}
	return check_joint(sim, err);
}

/*
 * --correlation: a number, "factor", "fit", or a file; the last two make a
 * matrix here.
 */
static int
read_correlation(struct bt_simulation *sim, double *r, struct bt_err *err)
{
	const char *text = sim->set->correlation;

	*r = 0;
	if (text == NULL || strcmp(text, "factor") == 0)
		return 0;
	if (strcmp(text, "fit") == 0)
		return sim->set->fit != NULL ?
		    bt_history_correlate(&sim->history, &sim->matrix, err) :
		    bt_err_set(err, BT_EUSAGE,
		    "--correlation: 'fit' needs --fit FILE");
	if (bt_num_parse_fraction(text, strlen(text), r) == -1)
		return bt_correlation_read(&sim->matrix, text, err);
	if (*r < 0 || *r > 1)
		return bt_err_set(err, BT_EUSAGE, "--correlation: want a "
		    "number from 0 to 1, 'factor', 'fit' or a file, got '%s'",
		    text);
	return 0;
}

static int
correlate(struct bt_simulation *sim, double r, struct bt_err *err)
{
	struct bt_role *s;
	size_t i;

	if (sim->set->correlation == NULL)
		return 0;
	/* Shocks at different times do not belong together. */
	if (sim->nvenue > 1)
		return bt_err_set(err, BT_EUSAGE, "--correlation: the symbols "
		    "have different calendars; give one by --calendar");
	for (i = 0; i < sim->roster.n; i++) {
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
	sim->joint = bt_model_value(&set->model, "joint") == 1;
	if (bt_model_check(&set->model, err) == -1 ||
	    (set->fit != NULL &&
	    bt_history_read(&sim->history, set->fit, err) == -1) ||
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
	for (i = 0; i < sim->nvenue; i++)
		bt_venue_free(&sim->venue[i]);
	bt_history_free(&sim->history);
	bt_roster_free(&sim->roster);
	bt_correlation_free(&sim->matrix);
	free(sim->symbol);
	free(sim->venue);
	free(sim->calendar);
	free(sim);
}

size_t
bt_simulation_symbols(const struct bt_simulation *sim)
{
	return sim->roster.n;
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
