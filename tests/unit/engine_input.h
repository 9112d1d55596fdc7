/* SPDX-License-Identifier: ISC */
#ifndef TEST_ENGINE_INPUT_H
#define TEST_ENGINE_INPUT_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/rng.h"
#include "lib/base/time.h"
#include "lib/engine/engine.h"
#include "lib/signal/verbs.h"

/* A made-up market with signals, and a place for what the engine says. */

#define PLAY_SYMBOLS 4

struct play {
	struct bt_market	*market;
	struct bt_timeline	 line;
	struct bt_signal_cols	 cols[PLAY_SYMBOLS];
	struct bt_signals	 signals;
	struct bt_settings	 set;
	uint8_t			*verbs[PLAY_SYMBOLS];
	double			*strength[PLAY_SYMBOLS];
	/* What came out. */
	struct bt_trade		*trades;
	size_t			 ntrades, cap;
	size_t			 nfills, nevents, npoints;
	struct bt_equity	 point;		/* the last */
	struct bt_engine_result	 res;
};

static inline struct bt_span
play_no_tag(const void *arg, uint32_t tag)
{
	(void)arg, (void)tag;
	return bt_span("tag");
}

static inline int
play_on_trade(void *arg, const struct bt_trade *t, struct bt_err *err)
{
	struct play *p = arg;

	if (bt_grow(&p->trades, &p->cap, p->ntrades, sizeof(*p->trades),
	    err) == -1)
		return -1;
	p->trades[p->ntrades++] = *t;
	return 0;
}

static inline int
play_on_fill(void *arg, const struct bt_fill *f, struct bt_err *err)
{
	(void)f, (void)err;
	((struct play *)arg)->nfills++;
	return 0;
}

static inline int
play_on_event(void *arg, const struct bt_event *e, struct bt_err *err)
{
	(void)e, (void)err;
	((struct play *)arg)->nevents++;
	return 0;
}

static inline int
play_on_equity(void *arg, const struct bt_equity *e, struct bt_err *err)
{
	struct play *p = arg;

	(void)err;
	p->point = *e;
	p->npoints++;
	return 0;
}

/* The next bar of a walk from *price on; times scale. */
static inline struct bt_bar
play_bar(struct bt_rng *rng, double *price, double scale, int64_t time)
{
	struct bt_bar b = { .time = time, .volume = 100 };
	double move = 0.02 * bt_rng_normal(rng);

	b.open = *price * (1 + 0.01 * bt_rng_normal(rng));
	b.close = b.open * (move > -0.5 ? 1 + move : 0.5);
	b.high = fmax(b.open, b.close) * (1 + 0.02 * bt_rng_uniform(rng));
	b.low = fmin(b.open, b.close) * (1 - 0.02 * bt_rng_uniform(rng));
	*price = b.close;
	b.open *= scale, b.high *= scale, b.low *= scale, b.close *= scale;
	return b;
}

/* One signal in five, one or two verbs, or (numbers) a side to be on. */
static inline uint8_t
play_verbs(struct bt_rng *rng, bool numbers)
{
	if (bt_rng_below(rng, 5) != 0)
		return 0;
	if (numbers)
		return (uint8_t)(BT_TARGET_LONG << bt_rng_below(rng, 3));
	if (bt_rng_below(rng, 6) == 0)
		return (uint8_t)(1 + bt_rng_below(rng, BT_VERBS));
	return (uint8_t)(1 << bt_rng_below(rng, 4));
}

struct play_rule {
	uint64_t	 seed;
	size_t		 symbols, bars;
	double		 scale;		/* of all prices */
	bool		 gaps;		/* bars that are missing */
	bool		 numbers;	/* signals are sides */
	bool		 backwards;	/* names in the other order */
};

static inline void
play_symbol(struct play *p, const struct play_rule *rule, size_t i,
    struct bt_err *err)
{
	char name[2] = { (char)('A' + (rule->backwards ?
	    rule->symbols - 1 - i : i)), '\0' };
	size_t at = (size_t)(name[0] - 'A'), bar, n = 0;
	double price = 100;
	struct bt_rng rng;
	struct bt_bar b;
	long id = bt_market_enter(p->market, bt_span(name), err);

	bt_rng_init(&rng, rule->seed, i);
	p->verbs[at] = bt_calloc(rule->bars, 1, err);
	p->strength[at] = bt_calloc(rule->bars, sizeof(double), err);
	for (bar = 0; bar < rule->bars; bar++) {
		b = play_bar(&rng, &price, rule->scale,
		    (int64_t)bar * BT_NS_DAY);
		if (rule->gaps && bt_rng_below(&rng, 10) == 0)
			continue;
		if (bt_market_push(p->market, (size_t)id, &b, err) == -1)
			abort();
		p->verbs[at][n] = play_verbs(&rng, rule->numbers);
		p->strength[at][n++] = bt_rng_uniform(&rng);
	}
	p->cols[at] = (struct bt_signal_cols){ .verbs = p->verbs[at],
	    .strength = p->strength[at] };
}

static inline void
play_init(struct play *p, const struct play_rule *rule)
{
	struct bt_err err = BT_ERR_INIT;
	size_t i;

	*p = (struct play){ .signals = { .tag_text = play_no_tag } };
	p->signals.cols = p->cols;
	p->market = bt_market_new(NULL, 0, &err);
	for (i = 0; i < rule->symbols; i++)
		play_symbol(p, rule, i, &err);
	if (bt_market_seal(p->market, &err) == -1 ||
	    bt_timeline_init(&p->line, p->market, &err) == -1 ||
	    bt_opt_defaults(bt_settings_opts, &p->set, &err) == -1) {
		(void)fprintf(stderr, "%s\n", err.text);
		abort();
	}
}

static inline void
play_option(struct play *p, const char *name, const char *value)
{
	struct bt_err err = BT_ERR_INIT;

	if (bt_opt_set(bt_opt_find(bt_settings_opts, bt_span(name)), &p->set,
	    value, &err) == -1) {
		(void)fprintf(stderr, "%s\n", err.text);
		abort();
	}
}

/* Run it; with or without anyone who listens to the equity. */
static inline void
play_run(struct play *p, bool equity)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_engine_job job = { .settings = &p->set,
	    .market = p->market, .timeline = &p->line,
	    .signals = &p->signals, .sink = { p, play_on_trade, play_on_fill,
	    play_on_event, equity ? play_on_equity : NULL } };

	p->ntrades = p->nfills = p->nevents = p->npoints = 0;
	if (bt_engine_run(&job, &p->res, &err) == -1) {
		(void)fprintf(stderr, "%s\n", err.text);
		abort();
	}
}

static inline void
play_free(struct play *p)
{
	size_t i;

	for (i = 0; i < PLAY_SYMBOLS; i++) {
		free(p->verbs[i]);
		free(p->strength[i]);
	}
	free(p->trades);
	bt_timeline_free(&p->line);
	bt_market_free(p->market);
}

#endif
