/* SPDX-License-Identifier: ISC */
#include "lib/sweep/walkforward.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/time.h"
#include "lib/sweep/walkforward_stitch.h"

#define YEAR (365.25 * (double)BT_NS_DAY)
#define REASON 256

/* The search of one window, as it goes on. */
struct best {
	uint64_t			 trials, valid;
	uint64_t			 count[BT_TRIAL_CONSTRAINT + 1];
	double				 objective;	/* more is better */
	uint64_t			 number;	/* 0: none yet */
	const struct bt_space		*space;
	double				*point;
	char				 why[REASON];	/* one is no trial */
};

struct walk {
	const struct bt_walkforward_ask		*ask;
	struct bt_walkforward			*to;
	struct bt_job				*job;
	const struct bt_timeline		*line;
	struct bt_walkforward_stitch		 stitch;
	struct bt_walkforward_choice		*choice;	/* winners */
	struct best				 best;
	double		*train, *test;		/* metrics of the window */
	double		 train_sum;		/* of annual growth */
	double		 growth, years;		/* log; of the tests */
	char		 reason[2 * REASON];
};

/* From the bar before the first to the last. */
static double
years_of(const struct bt_timeline *line, size_t first, size_t end)
{
	const int64_t from = line->time[first > 0 ? first - 1 : first];

	return bt_periods_span(from, line->time[end - 1]) / YEAR;
}

/* Growth a year; NAN where there is no time. */
static double
annual(double factor, double years)
{
	if (!(years > 0))
		return (double)NAN;
	return factor > 0 ? expm1(log(factor) / years) : -1;
}

/* A taker of the search: the first of the best. */
static int
take(void *arg, const struct bt_trial *t, struct bt_err *err)
{
	struct best *b = arg;

	(void)err;
	b->trials++;
	b->count[t->status]++;
	if (b->why[0] == '\0' && t->reason != NULL &&
	    t->status != BT_TRIAL_CONSTRAINT)
		(void)snprintf(b->why, sizeof(b->why), "%s", t->reason);
	/* Scores on a part of the window compare with their like only. */
	if (t->share < 1 || isnan(t->objective))
		return 0;
	b->valid++;
	if (b->number > 0 && t->objective <= b->objective)
		return 0;
	b->objective = t->objective;
	b->number = t->number;
	b->space = t->space;
	memcpy(b->point, t->point, t->space->ndims * sizeof(*b->point));
	return 0;
}

static enum bt_status
poll(void *arg, uint64_t done)
{
	const struct walk *w = arg;

	return w->ask->poll(w->ask->poll_arg, w->to->trials + done);
}

static int
search(struct walk *w, const struct bt_window *win, enum bt_status *status,
    struct bt_err *err)
{
	const struct bt_job_pass pass = { .first = win->train_first,
	    .end = win->train_end, .taker = take, .taker_arg = &w->best,
	    .poll = w->ask->poll != NULL ? poll : NULL, .poll_arg = w };
	double *point = w->best.point;
	uint64_t trials = 0;
	int rc;

	w->best = (struct best){ .point = point };
	*status = BT_COMPLETED;
	if (win->train_first == win->train_end)
		return 0;
	rc = bt_job_search(w->job, &pass, status, &trials, err);
	w->to->trials += trials;
	return rc;
}

/* Why a window has no winner. */
static void
say_why(struct walk *w)
{
	static const char *const words[] = {
		[BT_TRIAL_OK] = "lack the objective",
		[BT_TRIAL_BANKRUPT] = "went bankrupt",
		[BT_TRIAL_NO_TRADES] = "made no trade",
		[BT_TRIAL_FAILED] = "failed",
		[BT_TRIAL_CONSTRAINT] = "broke the constraint",
	};
	const struct best *b = &w->best;
	const char *sep = ": ";
	size_t i, n;

	if (b->trials == 0) {
		(void)snprintf(w->reason, sizeof(w->reason),
		    "no bars to train on");
		return;
	}
	n = (size_t)snprintf(w->reason, sizeof(w->reason),
	    "no valid trial of %llu", (unsigned long long)b->trials);
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (b->count[i] == 0)
			continue;
		n += (size_t)snprintf(w->reason + n, sizeof(w->reason) - n,
		    "%s%llu %s", sep, (unsigned long long)b->count[i],
		    words[i]);
		sep = ", ";
	}
	if (b->why[0] != '\0')
		(void)snprintf(w->reason + n, sizeof(w->reason) - n,
		    "; the first: %.200s", b->why);
}

static const struct bt_job_part *
part_of(const struct walk *w)
{
	const struct bt_trial trial = { .space = w->best.space };

	return bt_job_part_of(w->job, &trial);
}

/* The winner on the steps of ask, once more. */
static int
rerun(struct walk *w, size_t first, size_t end, double cash,
    const struct bt_sink *sink, struct bt_bench_result *r, struct bt_err *err)
{
	const double *point = w->best.point;
	const struct bt_bench_ask ask = { point, first, end, cash, sink };
	struct bt_bench *bench = part_of(w)->bench;
	size_t done;

	if (bt_bench_prepare(bench, &point, 1, &done, err) == -1)
		return -1;
	return bt_bench_run(bench, 0, &ask, r, err);
}

/* What the winner made in training, to compare with. */
static int
measure_train(struct walk *w, const struct bt_window *win, struct bt_err *err)
{
	struct bt_bench_result r;

	if (rerun(w, win->train_first, win->train_end, (double)NAN, NULL, &r,
	    err) == -1)
		return -1;
	memcpy(w->train, r.metric, w->job->nmetrics * sizeof(*w->train));
	w->train_sum += annual(r.engine->summary.last_equity / r.cash,
	    years_of(w->line, win->train_first, win->train_end));
	return 0;
}

static int
stay_in_cash(struct walk *w, const struct bt_window *win, struct bt_err *err)
{
	const size_t *first = w->line->first;
	size_t n = win->test_end - win->test_first;

	return bt_walkforward_stitch_idle(&w->stitch,
	    w->line->time + win->test_first, n, first == NULL ? n :
	    first[win->test_end] - first[win->test_first], err);
}

static void
clear_test(struct walk *w, struct bt_walkforward_row *row)
{
	size_t i;

	row->status = BT_TRIAL_FAILED;
	row->reason = w->reason;
	row->objective = (double)NAN;
	for (i = 0; i < w->job->nmetrics; i++)
		w->test[i] = (double)NAN;
}

static int
test(struct walk *w, struct bt_walkforward_row *row, struct bt_err *err)
{
	const struct bt_sink sink = bt_walkforward_stitch_sink(&w->stitch);
	const struct bt_window *win = row->window;
	struct bt_bench_result r;

	if (row->winner == NULL)
		return stay_in_cash(w, win, err);
	if (rerun(w, win->test_first, win->test_end, w->stitch.cash, &sink,
	    &r, err) == -1)
		return -1;
	if (r.status == BT_TRIAL_FAILED) {
		(void)snprintf(w->reason, sizeof(w->reason), "%s", r.reason);
		return stay_in_cash(w, win, err);
	}
	row->status = r.status;
	row->reason = r.reason;
	memcpy(w->test, r.metric, w->job->nmetrics * sizeof(*w->test));
	row->objective = bt_formula_value(w->job->objective.formula, w->test);
	bt_walkforward_stitch_add(&w->stitch, r.engine);
	return 0;
}

/* The winner's values, for the drift. */
static int
keep(struct walk *w, const struct bt_trials_row *row, struct bt_err *err)
{
	const struct bt_trials_head *head = &w->job->head;
	const struct bt_job_part *part = part_of(w);
	struct bt_walkforward_choice *c = &w->choice[w->to->traded];
	struct bt_span *text;
	double *value;
	size_t i;

	text = bt_arena_alloc(w->to->arena, head->ndims, sizeof(*text), err);
	value = bt_arena_alloc(w->to->arena, head->ndims, sizeof(*value),
	    err);
	if (text == NULL || value == NULL)
		return -1;
	for (i = 0; i < head->ndims; i++) {
		value[i] = (double)NAN;
		text[i] = row->value[i];
		if (text[i].s != NULL && (text[i].s = bt_arena_strndup(
		    w->to->arena, text[i].s, text[i].n, err)) == NULL)
			return -1;
	}
	for (i = 0; i < part->space.ndims; i++)
		if (part->space.dim[i].kind != BT_DIM_CHOICE)
			value[part->column[i]] = w->best.point[i];
	*c = (struct bt_walkforward_choice){ text, value };
	w->to->traded++;
	return 0;
}

/* The best of a search as a row of the sweep's table. */
static int
choose(struct walk *w, const struct bt_window *win, struct bt_trials_row *row,
    struct bt_err *err)
{
	const struct bt_objective *o = &w->job->objective;
	const struct best *b = &w->best;
	struct bt_trial t = { .number = b->number, .space = b->space,
	    .point = b->point, .share = 1, .status = BT_TRIAL_OK,
	    .value = o->minimize ? -b->objective : b->objective,
	    .objective = b->objective, .metric = w->train };

	if (measure_train(w, win, err) == -1 ||
	    bt_job_row(w->job, &t, row, err) == -1)
		return -1;
	return keep(w, row, err);
}

/* A window whose search is done, up to its row. */
static int
finish(struct walk *w, size_t i, struct bt_err *err)
{
	const struct bt_window *win = &w->ask->windows->at[i];
	struct bt_walkforward_row row = { .number = i + 1, .window = win,
	    .trials = w->best.trials, .valid = w->best.valid,
	    .metric = w->test };
	const double cash = w->stitch.cash;
	struct bt_trials_row winner;

	clear_test(w, &row);
	if (w->best.number > 0) {
		if (choose(w, win, &winner, err) == -1)
			return -1;
		row.winner = &winner;
		row.choice = &w->choice[w->to->traded - 1];
	} else
		say_why(w);
	if (test(w, &row, err) == -1)
		return -1;
	w->to->windows++;
	row.gain = w->stitch.cash / cash - 1;
	w->to->profitable += w->stitch.cash > cash;
	w->growth += log(fmax(w->stitch.cash, 0) / cash);
	w->years += years_of(w->line, win->test_first, win->test_end);
	if (row.status == BT_TRIAL_BANKRUPT)
		w->to->status = BT_BANKRUPT;
	return w->ask->row(w->ask->row_arg, &row, err);
}

static int
walk(struct walk *w, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < w->ask->windows->n &&
	    w->to->status == BT_COMPLETED; i++) {
		if (search(w, &w->ask->windows->at[i], &w->to->status,
		    err) == -1)
			return -1;
		if (w->to->status == BT_COMPLETED && finish(w, i, err) == -1)
			return -1;
	}
	return 0;
}

static int
prepare(struct walk *w, struct bt_err *err)
{
	struct bt_walkforward *to = w->to;
	struct bt_arena *a = to->arena = bt_arena_new(err);
	const size_t n = w->job->nmetrics, ndims = w->job->head.ndims;

	if (a == NULL)
		return -1;
	w->train = bt_arena_alloc(a, n, sizeof(*w->train), err);
	w->test = bt_arena_alloc(a, n, sizeof(*w->test), err);
	to->metric = bt_arena_alloc(a, n, sizeof(*to->metric), err);
	w->best.point = bt_arena_alloc(a, ndims, sizeof(double), err);
	to->drift = bt_arena_alloc(a, ndims, sizeof(*to->drift), err);
	w->choice = bt_arena_alloc(a, w->ask->windows->n,
	    sizeof(*w->choice), err);
	return w->train == NULL || w->test == NULL || to->metric == NULL ||
	    w->best.point == NULL || to->drift == NULL ||
	    w->choice == NULL ? -1 : 0;
}

/* All tests together. */
static int
measure(struct walk *w, const struct bt_run_reader *reader,
    struct bt_err *err)
{
	struct bt_walkforward *to = w->to;
	size_t i;

	to->run.status = to->status;
	to->run.summary = w->stitch.sum;
	if (reader->summary(reader->sink.arg, &w->stitch.sum, err) == -1 ||
	    bt_study_of(&to->input, &w->job->study, &to->study, err) == -1)
		return -1;
	for (i = 0; i < w->job->nmetrics; i++)
		to->metric[i] = bt_metric_value(w->job->metric[i],
		    &to->study);
	to->objective = bt_formula_value(w->job->objective.formula,
	    to->metric);
	to->train_annual = w->train_sum / (double)to->traded;
	to->test_annual = annual(exp(w->growth), w->years);
	to->efficiency = to->train_annual > 0 ?
	    to->test_annual / to->train_annual : (double)NAN;
	bt_walkforward_drift(w->choice, to->traded, w->job->head.dim,
	    w->job->head.ndims, to->drift);
	return 0;
}

int
bt_walkforward_run(const struct bt_walkforward_ask *ask,
    struct bt_walkforward *to, struct bt_err *err)
{
	struct walk w = { .ask = ask, .to = to, .job = ask->job,
	    .line = bt_job_timeline(ask->job) };
	struct bt_sink takers[2];
	struct bt_run_reader reader;

	*to = (struct bt_walkforward){ .status = BT_COMPLETED };
	if (prepare(&w, err) == -1)
		return -1;
	reader = bt_input_run_reader(&to->input);
	takers[0] = reader.sink;
	if (ask->sink != NULL)
		takers[1] = *ask->sink;
	bt_walkforward_stitch_init(&w.stitch, ask->job->ask.engine->cash,
	    takers, ask->sink != NULL ? 2 : 1);
	if (walk(&w, err) == -1)
		return -1;
	return measure(&w, &reader, err);
}

void
bt_walkforward_free(struct bt_walkforward *walk)
{
	bt_input_free(&walk->input);
	bt_arena_free(walk->arena);
	*walk = (struct bt_walkforward){ .status = BT_FAILED };
}
