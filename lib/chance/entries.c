/* SPDX-License-Identifier: ISC */
#include "lib/chance/entries.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"

/* A trade to be placed. */
struct stay {
	size_t	bars;
	double	cost;		/* fraction of the entry value */
	bool	is_short;
};

/* A symbol's trades: stay[first .. first + n - 1]. */
struct group {
	const struct bt_bars	*bars;
	size_t			 first, n;
	size_t			 slack;		/* bars that none takes */
	bool			 crowded;	/* they cannot but overlap */
};

struct placed {
	int64_t	exit;
	size_t	number;		/* breaks ties */
	double	ret;
};

/* Of one thread. */
struct worker {
	struct placed	*placed;
	size_t		*order, *gap;
};

struct bt_entries {
	struct bt_bars_result	 bars;
	size_t			 n, jobs;
	struct stay		*stay;		/* group by group */
	struct group		*group;
	size_t			 ngroups;
	struct worker		*worker;
};

/* Both costs over the entry value, which pnl and return tell; or about it. */
static double
cost_of(const struct bt_deal *d)
{
	double value = d->pnl / d->ret;

	if (!(isfinite(value) && value > 0.0))
		value = d->traded / 2.0;
	value = (d->commission + d->slippage) / value;
	return isfinite(value) ? value : 0.0;
}

/* Trades that do not say are of the one symbol that there is. */
static long
find_symbol(const struct bt_market *market, struct bt_span name)
{
	if (name.n == 0 && bt_market_symbols(market) == 1)
		return 0;
	return bt_market_find(market, name);
}

static int
take_group(struct bt_entries *e, const struct bt_input *in, uint32_t symbol,
    struct bt_err *err)
{
	const struct bt_span name = bt_names_text(&in->names, symbol);
	const long at = find_symbol(e->bars.market, name);
	struct group *g = &e->group[e->ngroups];
	size_t i, bars = 0;

	*g = (struct group){ .first = e->n };
	for (i = 0; i < in->ndeals; i++) {
		const struct bt_deal *d = &in->deals[i];

		if (d->symbol != symbol)
			continue;
		if (at == -1)
			return bt_err_set(err, BT_EDATA, "the prices have no "
			    "symbol '%.*s', which was traded", BT_SPAN(name));
		g->bars = bt_market_bars(e->bars.market, (size_t)at);
		if (d->bars >= g->bars->n)
			return bt_err_set(err, BT_EDATA, "a trade of '%.*s' "
			    "took %zu bars; the prices have %zu",
			    BT_SPAN(name), d->bars, g->bars->n);
		e->stay[e->n++] = (struct stay){ d->bars, cost_of(d),
		    d->is_short };
		bars += d->bars > 0 ? d->bars : 1;
		g->n++;
	}
	if (g->n == 0)
		return 0;
	/* The last exit is at the last bar's open at the latest. */
	g->crowded = bars > g->bars->n - 1;
	g->slack = g->crowded ? 0 : g->bars->n - 1 - bars;
	e->ngroups++;
	return 0;
}

static int
make_workers(struct bt_entries *e, struct bt_err *err)
{
	struct worker *w;
	size_t i;

	if ((e->worker = bt_calloc(e->jobs, sizeof(*e->worker), err)) == NULL)
		return -1;
	for (i = 0; i < e->jobs; i++) {
		w = &e->worker[i];
		w->placed = bt_calloc(e->n, sizeof(*w->placed), err);
		w->order = bt_calloc(e->n, sizeof(*w->order), err);
		w->gap = bt_calloc(e->n, sizeof(*w->gap), err);
		if (w->placed == NULL || w->order == NULL || w->gap == NULL)
			return -1;
	}
	return 0;
}

static int
prepare(struct bt_entries *e, const struct bt_input *in,
    const struct bt_bars_settings *set, const char *prices,
    struct bt_err *err)
{
	struct bt_bars_read read = { .settings = set, .paths = &prices,
	    .npaths = 1 };
	uint32_t i;

	if (bt_bars_read(&read, &e->bars, err) == -1)
		return -1;
	e->stay = bt_calloc(in->ndeals, sizeof(*e->stay), err);
	e->group = bt_calloc(in->names.n + 1, sizeof(*e->group), err);
	if (e->stay == NULL || e->group == NULL)
		return -1;
	for (i = 0; i < in->names.n; i++)
		if (take_group(e, in, i, err) == -1)
			return -1;
	return make_workers(e, err);
}

struct bt_entries *
bt_entries_new(const struct bt_input *in, const struct bt_bars_settings *set,
    const char *prices, size_t jobs, struct bt_err *err)
{
	struct bt_entries *e;

	if ((e = bt_calloc(1, sizeof(*e), err)) == NULL)
		return NULL;
	e->jobs = jobs;
	if (prepare(e, in, set, prices, err) == -1) {
		bt_entries_free(e);
		return NULL;
	}
	return e;
}

void
bt_entries_free(struct bt_entries *e)
{
	size_t i;

	if (e == NULL)
		return;
	for (i = 0; e->worker != NULL && i < e->jobs; i++) {
		free(e->worker[i].placed);
		free(e->worker[i].order);
		free(e->worker[i].gap);
	}
	free(e->worker);
	free(e->stay);
	free(e->group);
	bt_bars_result_free(&e->bars);
	free(e);
}

static void
place(const struct group *g, const struct stay *s, size_t at,
    struct placed *to)
{
	const double in = g->bars->open[at];
	const double out = s->bars == 0 ? g->bars->close[at] :
	    g->bars->open[at + s->bars];
	const double ret = out / in - 1.0;

	to->ret = (s->is_short ? -ret : ret) - s->cost;
	to->exit = g->bars->time[at + s->bars];
}

static int
compare_sizes(const void *a, const void *b)
{
	const size_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/*
 * In any order, with gaps that n + 1 even cuts of the slack make: every way
 * to spread the bars without a position is open.
 */
static void
place_apart(const struct bt_entries *e, const struct group *g,
    struct worker *w, struct bt_rng *rng, struct placed *to)
{
	const struct stay *stay = e->stay + g->first;
	size_t i, k, at = 0;

	for (i = 0; i < g->n; i++) {
		k = (size_t)bt_rng_below(rng, i + 1);
		w->order[i] = w->order[k];
		w->order[k] = i;
		w->gap[i] = (size_t)bt_rng_below(rng, g->slack + 1);
	}
	qsort(w->gap, g->n, sizeof(*w->gap), compare_sizes);
	for (i = 0; i < g->n; i++) {
		const struct stay *s = &stay[w->order[i]];

		place(g, s, at + w->gap[i], &to[i]);
		at += s->bars > 0 ? s->bars : 1;
	}
}

static void
place_anywhere(const struct bt_entries *e, const struct group *g,
    struct bt_rng *rng, struct placed *to)
{
	const struct stay *s = e->stay + g->first;
	size_t i;

	for (i = 0; i < g->n; i++)
		place(g, &s[i], (size_t)bt_rng_below(rng,
		    g->bars->n - s[i].bars), &to[i]);
}

static int
compare_exits(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	if (x->exit != y->exit)
		return (x->exit > y->exit) - (x->exit < y->exit);
	return (x->number > y->number) - (x->number < y->number);
}

void
bt_entries_path(const struct bt_entries *e, size_t worker,
    struct bt_rng *rng, double *ret)
{
	struct worker *w = &e->worker[worker];
	size_t i;

	for (i = 0; i < e->ngroups; i++) {
		const struct group *g = &e->group[i];

		if (g->crowded)
			place_anywhere(e, g, rng, w->placed + g->first);
		else
			place_apart(e, g, w, rng, w->placed + g->first);
	}
	for (i = 0; i < e->n; i++)
		w->placed[i].number = i;
	qsort(w->placed, e->n, sizeof(*w->placed), compare_exits);
	for (i = 0; i < e->n; i++)
		ret[i] = w->placed[i].ret;
}
