/* SPDX-License-Identifier: ISC */
#include "lib/chance/rerun.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/chance/remarket.h"
#include "lib/engine/engine.h"
#include "lib/maths/bootstrap.h"

#define EXPR_ROW(name, role, help) \
	BT_OPT_TEXT_ROW(0, name, struct bt_rerun_settings, \
	setup.expr[role], "EXPR", NULL, help)

const struct bt_opt bt_rerun_opts[] = {
	BT_OPT_TEXT_ROW('s', "strategy", struct bt_rerun_settings,
	    setup.strategy, "NAME|FILE", NULL,
	    "the strategy to run again; of the method 'bars'"),
	BT_OPT_LIST_ROW('p', "param", struct bt_rerun_settings, setup.params,
	    "NAME=X,...", "set its parameters; repeatable"),
	EXPR_ROW("buy", BT_ROLE_BUY, "condition to open long"),
	EXPR_ROW("sell", BT_ROLE_SELL, "condition to close long"),
	EXPR_ROW("short", BT_ROLE_SHORT, "condition to open short"),
	EXPR_ROW("cover", BT_ROLE_COVER, "condition to close short"),
	EXPR_ROW("strength", BT_ROLE_STRENGTH,
	    "which entries come first when cash is short: higher"),
	BT_OPT_END
};

/* Of one thread: a market to overwrite, and all that a run on it needs. */
struct worker {
	struct bt_market	*market;
	struct bt_maker		*maker;
	struct bt_signal_cols	*cols;		/* one a symbol */
	struct bt_engine_room	*room;
	struct bt_engine_curve	 curve;
	uint32_t		*pick;		/* rows of the real market */
};

struct bt_rerun {
	struct bt_rerun_rule	 rule;
	struct bt_setup		 setup;
	struct bt_bars_result	 bars;
	struct bt_timeline	 line;
	double			*moves;		/* mean return, bar 1 on */
	double			 block;
	size_t			*marks;		/* rows whose equity counts */
	size_t			 nmarks;
	bool			 based;		/* the first one, too */
	struct worker		*worker;
};

bool
bt_rerun_wanted(const struct bt_setup_settings *set)
{
	size_t i;
	bool any = set->strategy != NULL;

	for (i = 0; i < BT_ROLES; i++)
		any |= set->expr[i] != NULL;
	return any;
}

static int
make_worker(struct bt_rerun *r, struct worker *w, struct bt_err *err)
{
	const struct bt_market *real = r->bars.market;

	if ((w->maker = bt_maker_new(&r->setup.rule, err)) == NULL ||
	    (w->market = bt_remarket_copy(real, w->maker, err)) == NULL ||
	    bt_maker_compile(w->maker, w->market, NULL, 0, err) == -1 ||
	    (w->room = bt_engine_room_new(err)) == NULL)
		return -1;
	w->cols = bt_calloc(bt_market_symbols(real), sizeof(*w->cols), err);
	w->curve.equity = bt_column(r->line.steps, err);
	w->pick = bt_calloc(r->line.steps, sizeof(*w->pick), err);
	return w->cols == NULL || w->curve.equity == NULL ||
	    w->pick == NULL ? -1 : 0;
}

static void
free_worker(struct worker *w)
{
	bt_maker_free(w->maker);
	bt_market_free(w->market);
	bt_engine_room_free(w->room);
	free(w->cols);
	free(w->curve.equity);
	free(w->pick);
}

static void
take_columns(const struct worker *w)
{
	size_t i;

	for (i = 0; i < bt_market_symbols(w->market); i++)
		w->cols[i] = (struct bt_signal_cols){
			.verbs = bt_maker_codes(w->maker, i),
			.strength = bt_maker_column(w->maker,
			    BT_ROLE_STRENGTH, i),
			.stop_loss = bt_maker_column(w->maker,
			    BT_ROLE_STOP_LOSS, i),
			.take_profit = bt_maker_column(w->maker,
			    BT_ROLE_TAKE_PROFIT, i) };
}

/* The strategy on the worker's market as it now is. */
static int
run_strategy(const struct bt_rerun *r, struct worker *w,
    const struct bt_sink *sink, struct bt_engine_result *res,
    struct bt_err *err)
{
	struct bt_signals sig = { .cols = w->cols };
	struct bt_engine_job job = { .settings = &r->rule.set->engine,
	    .market = w->market, .timeline = &r->line, .signals = &sig,
	    .curve = &w->curve, .room = w->room, .brief = sink == NULL };

	if (sink != NULL)
		job.sink = *sink;
	if (bt_maker_compute(w->maker, w->market, 1, err) == -1)
		return -1;
	take_columns(w);
	return bt_engine_run(&job, res, err);
}

/* As it was, told to input as the run's stream would. */
static int
run_real(struct bt_rerun *r, struct bt_input *input, struct bt_study *study,
    struct bt_err *err)
{
	struct bt_run_reader reader = bt_input_run_reader(input);
	struct bt_engine_result res;

	if (run_strategy(r, &r->worker[0], &reader.sink, &res, err) == -1 ||
	    reader.summary(reader.sink.arg, &res.summary, err) == -1 ||
	    reader.end(reader.sink.arg, res.status, err) == -1)
		return -1;
	return bt_study_of(input, r->rule.study, study, err);
}

/* Which rows make returns: all of them, or the last one of each day. */
static size_t
mark_rows(const struct bt_timeline *line, size_t rows, bool daily,
    size_t *marks)
{
	size_t i, n = 0;

	for (i = 0; i < rows; i++)
		if (!daily || i + 1 == rows || bt_periods_day(line->time[i]) !=
		    bt_periods_day(line->time[i + 1]))
			marks[n++] = i;
	return n;
}

static int
make_marks(struct bt_rerun *r, const struct bt_input *input,
    const struct bt_study *study, struct bt_err *err)
{
	double *ret;
	size_t n;

	if ((r->marks = bt_calloc(r->line.steps, sizeof(*r->marks),
	    err)) == NULL ||
	    (ret = bt_study_returns(input, study, &n, err)) == NULL)
		return -1;
	free(ret);
	/* A return before the first row: the run began with cash at work. */
	r->based = n == mark_rows(&r->line, input->n, study->daily, r->marks);
	r->nmarks = mark_rows(&r->line, r->line.steps, study->daily,
	    r->marks);
	return 0;
}

static int
read_bars(struct bt_rerun *r, struct bt_err *err)
{
	struct bt_bars_read read = { .settings = &r->rule.set->bars,
	    .paths = r->rule.paths, .npaths = r->rule.npaths };
	struct bt_maker *maker = bt_maker_new(&r->setup.rule, err);
	int rc = -1;

	if (maker == NULL)
		return -1;
	read.extras = bt_maker_extras(maker, &read.nextras);
	if (bt_bars_read(&read, &r->bars, err) == 0 &&
	    bt_timeline_init(&r->line, r->bars.market, err) == 0)
		rc = bt_remarket_check(r->bars.market, &r->line, err);
	bt_maker_free(maker);
	return rc;
}

static int
make_workers(struct bt_rerun *r, struct bt_err *err)
{
	size_t i;

	r->worker = bt_calloc(r->rule.jobs, sizeof(*r->worker), err);
	if (r->worker == NULL)
		return -1;
	for (i = 0; i < r->rule.jobs; i++)
		if (make_worker(r, &r->worker[i], err) == -1)
			return -1;
	return 0;
}

static int
prepare(struct bt_rerun *r, struct bt_input *input, struct bt_study *study,
    struct bt_err *err)
{
	if (bt_setup_init(&r->setup, &r->rule.set->setup, r->rule.dirs,
	    err) == -1 || read_bars(r, err) == -1 ||
	    make_workers(r, err) == -1)
		return -1;
	r->moves = bt_column(r->line.steps, err);
	if (r->moves == NULL)
		return -1;
	bt_remarket_moves(r->bars.market, r->moves);
	r->block = bt_bootstrap_length_of(r->moves, r->line.steps > 0 ?
	    r->line.steps - 1 : 0).stationary;
	if (run_real(r, input, study, err) == -1)
		return -1;
	return make_marks(r, input, study, err);
}

struct bt_rerun *
bt_rerun_new(const struct bt_rerun_rule *rule, struct bt_input *input,
    struct bt_study *study, struct bt_err *err)
{
	struct bt_rerun *r;

	*input = (struct bt_input){ 0 };
	if ((r = bt_calloc(1, sizeof(*r), err)) == NULL)
		return NULL;
	r->rule = *rule;
	if (prepare(r, input, study, err) == -1) {
		bt_rerun_free(r);
		return NULL;
	}
	return r;
}

void
bt_rerun_free(struct bt_rerun *r)
{
	size_t i;

	if (r == NULL)
		return;
	for (i = 0; r->worker != NULL && i < r->rule.jobs; i++)
		free_worker(&r->worker[i]);
	free(r->worker);
	free(r->marks);
	free(r->moves);
	bt_timeline_free(&r->line);
	bt_bars_result_free(&r->bars);
	bt_setup_free(&r->setup);
	free(r);
}

size_t
bt_rerun_length(const struct bt_rerun *r)
{
	return r->nmarks - (!r->based && r->nmarks > 0);
}

double
bt_rerun_block(const struct bt_rerun *r)
{
	return r->block;
}

/*
 * Returns of the equity at the marks.  A run that ended before its time stays
 * where it is; nothing grows from zero or below.
 */
static void
take_returns(const struct bt_rerun *r, const struct worker *w, double *ret)
{
	const struct bt_engine_curve *c = &w->curve;
	double last = r->rule.set->engine.cash, level;
	size_t i, at, n = 0;

	for (i = 0; i < r->nmarks; i++) {
		at = r->marks[i] < c->n ? r->marks[i] : c->n - 1;
		level = c->equity[at];
		if (i > 0 || r->based)
			ret[n++] = last > 0.0 ? level / last - 1.0 : 0.0;
		last = level;
	}
}

int
bt_rerun_path(struct bt_rerun *r, size_t worker, struct bt_rng *rng,
    double block, double *ret, struct bt_err *err)
{
	struct worker *w = &r->worker[worker];
	struct bt_engine_result res;

	if (r->line.steps > 1) {
		bt_bootstrap_stationary(rng, r->line.steps - 1, block,
		    w->pick, r->line.steps - 1);
		bt_remarket_write(w->market, r->bars.market, w->pick);
	}
	if (run_strategy(r, w, NULL, &res, err) == -1)
		return -1;
	take_returns(r, w, ret);
	return 0;
}
