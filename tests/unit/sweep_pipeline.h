/* SPDX-License-Identifier: ISC */
#ifndef TEST_SWEEP_PIPELINE_H
#define TEST_SWEEP_PIPELINE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/rng.h"
#include "lib/base/scratch.h"
#include "lib/base/time.h"
#include "lib/engine/runwrite.h"
#include "lib/signal/annotate.h"
#include "lib/signal/setup.h"
#include "lib/study/metrics.h"
#include "lib/study/settings.h"
#include "lib/sweep/trial.h"

/*
 * What bt-signals | bt-run | bt-metrics do, by way of files and their text:
 * the truth that trials are held against.
 */

#define PIPELINE_PATH 64
#define PIPELINE_PARAMS 6
#define PIPELINE_METRICS 64

struct pipeline {
	struct bt_scratch		*dir;
	char				 bars[PIPELINE_PATH];
	char				 signals[PIPELINE_PATH];
	char				 run[PIPELINE_PATH];
	const char			*strategy;
	const char			*expr[BT_ROLES];
	struct bt_settings		 engine;	/* what is not varied */
	struct bt_study_settings	 study;
	/* What came out. */
	bool				 ok;
	double				 metric[PIPELINE_METRICS];
	size_t				 nmetrics;
	struct bt_err			 err;
};

struct pipeline_bars {
	uint64_t	 seed;
	size_t		 symbols, rows;
	int64_t		 step;		/* of time */
	bool		 gaps;
};

static inline void
pipeline_row(FILE *f, struct bt_rng *rng, size_t symbol, int64_t t,
    double *price)
{
	char time[BT_TIME_MAX];
	double open, close, high, low;

	open = *price * (1 + 0.004 * bt_rng_normal(rng));
	close = open * exp(0.02 * bt_rng_normal(rng));
	high = fmax(open, close) * (1 + 0.01 * bt_rng_uniform(rng)) + 0.01;
	low = fmin(open, close) * (1 - 0.01 * bt_rng_uniform(rng));
	*price = close;
	time[bt_time_format(time, t, bt_time_is_midnight(t))] = '\0';
	(void)fprintf(f, "%c,%s,%.4f,%.4f,%.4f,%.4f,%d,%d,%s\n",
	    (int)('A' + symbol), time, open, high, low, close,
	    1000 + (int)bt_rng_below(rng, 9000),
	    (int)bt_rng_below(rng, 100),
	    bt_rng_below(rng, 6) != 0 ? "" : bt_rng_below(rng, 2) != 0 ?
	    "buy" : "sell");
}

/* A walk a symbol; score and wish are of no meaning. */
static inline void
pipeline_write_bars(const struct pipeline *p, const struct pipeline_bars *b)
{
	FILE *f = fopen(p->bars, "w");
	struct bt_rng rng;
	double price;
	size_t i, k;

	if (f == NULL)
		abort();
	(void)fputs("symbol,date,open,high,low,close,volume,score,wish\n", f);
	for (i = 0; i < b->symbols; i++) {
		bt_rng_init(&rng, b->seed, i);
		price = 50 + 10 * (double)i;
		for (k = 0; k < b->rows; k++)
			if (!b->gaps || bt_rng_below(&rng, 9) != 0)
				pipeline_row(f, &rng, i, (int64_t)k * b->step +
				    18000 * BT_NS_DAY, &price);
	}
	if (fclose(f) != 0)
		abort();
}

static inline void
pipeline_init(struct pipeline *p)
{
	struct bt_err err = BT_ERR_INIT;

	*p = (struct pipeline){ .dir = bt_scratch_new("/tmp", &err) };
	if (p->dir == NULL ||
	    bt_opt_defaults(bt_settings_opts, &p->engine, &err) == -1 ||
	    bt_opt_defaults(bt_study_opts, &p->study, &err) == -1)
		abort();
	(void)snprintf(p->bars, sizeof(p->bars), "%s/bars.csv",
	    bt_scratch_path(p->dir));
	(void)snprintf(p->signals, sizeof(p->signals), "%s/signals.csv",
	    bt_scratch_path(p->dir));
	(void)snprintf(p->run, sizeof(p->run), "%s/run.ndjson",
	    bt_scratch_path(p->dir));
}

static inline void
pipeline_free(struct pipeline *p)
{
	bt_scratch_free(p->dir);
}

/* bt-signals; the columns of the point that are parameters, as -p. */
static inline int
pipeline_signals(struct pipeline *p, const struct bt_setup_settings *set)
{
	const char *dirs[] = { NULL }, *path = p->bars;
	struct bt_bars_settings bars;
	struct bt_annotate a = { .jobs = 1 };
	struct bt_out *out = NULL;
	struct bt_setup setup;
	int rc = -1;

	if (bt_opt_defaults(bt_bars_opts, &bars, &p->err) == -1 ||
	    bt_setup_init(&setup, set, dirs, &p->err) == -1)
		return -1;
	if ((a.maker = bt_maker_new(&setup.rule, &p->err)) != NULL &&
	    bt_annotate_read(&a, &bars, &path, 1, &p->err) == 0) {
		if ((out = bt_out_open(p->signals, &p->err)) != NULL &&
		    bt_annotate_write(&a, out, &p->err) == 0)
			rc = bt_out_close(out, &p->err);
		bt_annotate_free(&a);
	}
	bt_maker_free(a.maker);
	bt_setup_free(&setup);
	return rc;
}

/* bt-run --from --to */
static inline int
pipeline_run(struct pipeline *p, const struct bt_settings *engine,
    const char *from, const char *to)
{
	struct bt_runwrite_settings stream;
	struct bt_bars_settings bars;
	const char *path = p->signals;
	struct bt_feed_read read = { &bars, engine->side, NULL, &path, 1 };
	struct bt_feed feed = { 0 };
	struct bt_runwrite_ask ask = { &bars, engine, &feed, NULL, NULL };
	struct bt_runwrite *write = NULL;
	struct bt_engine_result res;
	struct bt_out *out;
	int rc = -1;

	if (bt_opt_defaults(bt_bars_opts, &bars, &p->err) == -1 ||
	    bt_opt_defaults(bt_runwrite_opts, &stream, &p->err) == -1)
		return -1;
	bars.from = from;
	bars.to = to;
	if ((write = bt_runwrite_new(&stream, &p->err)) != NULL &&
	    bt_feed_init(&feed, &read, &p->err) == 0 &&
	    (out = bt_out_open(p->run, &p->err)) != NULL) {
		rc = bt_runwrite_run(write, out, &ask, &res, &p->err);
		if (bt_out_close(out, &p->err) == -1)
			rc = -1;
	}
	bt_feed_free(&feed);
	bt_runwrite_free(write);
	return rc;
}

/* bt-metrics, all of them in the order of the table. */
static inline int
pipeline_measure(struct pipeline *p)
{
	struct bt_input input = { 0 };
	struct bt_study study;

	if (bt_study_file(p->run, &p->study, &input, &study, &p->err) == -1)
		return -1;
	for (p->nmetrics = 0; bt_metric_at(p->nmetrics) != NULL; p->nmetrics++)
		p->metric[p->nmetrics] = bt_metric_value(
		    bt_metric_at(p->nmetrics), &study);
	bt_input_free(&input);
	return 0;
}

/* Everything at a point, on steps first .. end - 1; times are the data's. */
static inline void
pipeline_do(struct pipeline *p, const struct bt_space *space,
    const double *point, const int64_t *time, size_t first, size_t end)
{
	struct bt_setup_settings set = { .strategy = p->strategy };
	char param[PIPELINE_PARAMS][64], from[BT_TIME_MAX], to[BT_TIME_MAX];
	const char *params[PIPELINE_PARAMS];
	struct bt_buf text[PIPELINE_PARAMS] = { { 0 } };
	struct bt_settings engine = p->engine;
	const struct bt_dim *dim;
	size_t i;

	p->err = (struct bt_err)BT_ERR_INIT;
	p->ok = false;
	memcpy(set.expr, p->expr, sizeof(set.expr));
	set.params.v = params;
	for (i = 0; i < space->ndims; i++) {
		dim = &space->dim[i];
		if (bt_dim_text(dim, point[i], &text[i], &p->err) == -1)
			abort();
		(void)snprintf(param[i], sizeof(param[i]), "%s=%s", dim->name,
		    text[i].s);
		if (dim->of == BT_DIM_PARAM)
			params[set.params.n++] = param[i];
		else if (bt_opt_set(dim->opt, &engine, text[i].s,
		    &p->err) == -1)
			abort();
	}
	from[bt_time_format(from, time[first], false)] = '\0';
	to[bt_time_format(to, time[end - 1], false)] = '\0';
	if (pipeline_signals(p, &set) == 0 &&
	    pipeline_run(p, &engine, from, to) == 0)
		p->ok = pipeline_measure(p) == 0;
	for (i = 0; i < space->ndims; i++)
		bt_buf_free(&text[i]);
}

#endif
