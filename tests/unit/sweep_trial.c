/* SPDX-License-Identifier: ISC */
/* Trials on a bench against the pipeline: the same to the last bit. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "lib/base/pool.h"
#include "tests/unit/sweep_pipeline.h"

#define POINTS 14		/* of each case */
#define SEED 20240101
#define DIMS PIPELINE_PARAMS

/* What is swept over which data. */
struct play_case {
	const char		*strategy;
	const char		*expr[BT_ROLES];
	const char		*dims[DIMS];
	struct pipeline_bars	 bars;
	bool			 fails;		/* some points make no sense */
};

static const struct play_case cases[] = {
	{ .strategy = "sma_cross", .bars = { 1, 1, 400, BT_NS_DAY, false },
	    .dims = { "fast=2:20", "slow=5:60", "stop-loss=1%:9%:1%",
	    "commission=none,percent:0.1%", "take-profit=0,5%,10%" } },
	{ .strategy = "sma_cross", .bars = { 2, 3, 300, BT_NS_DAY, true },
	    .dims = { "fast=2:20", "slow=5:60", "pyramiding=0,1,2",
	    "size=equal-weight,fixed-amount:20000", "at-end=close,mark" } },
	{ .strategy = "donchian_turtle", .bars = { 3, 1, 500, BT_NS_DAY,
	    false }, .dims = { "entry=5:40", "exit=2:30", "stop=0.5:4",
	    "trailing-stop=0,3%", "leverage=1,5", "on-opposite=close" } },
	{ .strategy = "donchian_turtle", .bars = { 4, 4, 250, BT_NS_DAY,
	    true }, .dims = { "entry=5:40", "exit=2:30", "stop=0.5:4",
	    "fill=close,next-open,next-close", "leverage=1,8" } },
	{ .strategy = "macd_trend", .bars = { 5, 1, 1500, BT_NS_DAY / 24,
	    false }, .dims = { "fast=2:40", "slow=3:60", "signal=2:10",
	    "holding-period=0,10", "slippage=none,percent:3bps" },
	    .fails = true },
	{ .strategy = "rsi_reversion", .bars = { 6, 2, 500, BT_NS_DAY, true },
	    .dims = { "period=2:20", "lower=20:50", "trend=10:60",
	    "stop-loss=0,8%" } },
	{ .strategy = "bollinger_breakout", .bars = { 7, 4, 250, BT_NS_DAY,
	    false }, .dims = { "period=2:40", "width=0.5:3",
	    "max-positions=1:4", "lot-size=0,1" } },
	{ .expr = { [BT_ROLE_BUY] = "close > tf(\"1W\", sma(n)) and "
	    "highest(high, m)[1] < high", [BT_ROLE_SELL] = "bar_index % m == 0",
	    [BT_ROLE_TAKE_PROFIT] = "k * atr(n) / close" },
	    .bars = { 8, 2, 400, BT_NS_DAY, true },
	    .dims = { "n=2:12:1", "m=2:30:1", "k=1:5:0.5" } },
	{ .expr = { [BT_ROLE_BUY] = "xrank(roc(n)) <= k",
	    [BT_ROLE_SELL] = "xrank(roc(n)) > k + 1 or "
	    "sym(\"A\", close < sma(m))" },
	    .bars = { 9, 4, 300, BT_NS_DAY, true },
	    .dims = { "n=2:30:1", "m=2:30:1", "k=1:3:1",
	    "full-holding=true,false", "holding-period=5,20" } },
	{ .expr = { [BT_ROLE_BUY] = "volume > 0", [BT_ROLE_SHORT] =
	    "close < sma(n)", [BT_ROLE_STRENGTH] = "zscore(close, n)" },
	    .bars = { 10, 3, 200, BT_NS_DAY, false },
	    .dims = { "n=2:30:1", "side=long,short,both",
	    "intrabar=worst,best,nearest", "stop-loss=2%", "take-profit=2%" } },
	{ .expr = { [BT_ROLE_BUY] = "sma(score, n) > k", [BT_ROLE_SELL] =
	    "score < ema(score, n) and hour >= 0",
	    [BT_ROLE_STRENGTH] = "score" },
	    .bars = { 12, 3, 300, BT_NS_DAY / 24, true },
	    .dims = { "n=2:9:1", "k=40:60:1" } },
	{ .expr = { [BT_ROLE_SELL] = "close > 0" },
	    .bars = { 11, 1, 100, BT_NS_DAY, false },
	    .dims = { "stop-loss=2%,3%" } },
};

#define CASES (sizeof(cases) / sizeof(cases[0]))

/* A case, ready to be tried in both ways. */
struct stage {
	struct pipeline			 pipe;
	struct bt_space			 space;
	struct bt_strategy		*strategy;
	struct bt_bench			*bench;
	const struct bt_metric		*metric[PIPELINE_METRICS];
	struct bt_setup_settings	 set;
	struct bt_bars_settings		 bars;
	struct bt_study_rule		 study;
	size_t				 nmetrics;
};

static void
find_metrics(struct stage *s)
{
	while ((s->metric[s->nmetrics] = bt_metric_at(s->nmetrics)) != NULL)
		s->nmetrics++;
	assert_in_range(s->nmetrics, 1, PIPELINE_METRICS - 1);
}

static void
set_up(struct stage *s, const struct play_case *c, size_t jobs, size_t memory)
{
	const char *dirs[] = { NULL }, *path;
	struct bt_err err = BT_ERR_INIT;
	struct bt_bench_rule rule = { .bars = &s->bars, .paths = &path,
	    .npaths = 1, .setup = &s->set, .dirs = dirs,
	    .engine = &s->pipe.engine, .study = &s->study,
	    .metrics = s->metric, .jobs = jobs, .memory = memory };
	size_t n = 0;

	*s = (struct stage){ .strategy = NULL };
	pipeline_init(&s->pipe);
	pipeline_write_bars(&s->pipe, &c->bars);
	path = s->pipe.bars;
	s->pipe.strategy = s->set.strategy = c->strategy;
	memcpy(s->pipe.expr, c->expr, sizeof(c->expr));
	memcpy(s->set.expr, c->expr, sizeof(c->expr));
	if (c->strategy != NULL)
		s->strategy = bt_strategy_find(c->strategy, dirs, &err);
	while (n < DIMS && c->dims[n] != NULL)
		n++;
	assert_int_equal(bt_space_init(&s->space, c->dims, n, NULL,
	    s->strategy, &err), 0);
	assert_int_equal(bt_opt_defaults(bt_bars_opts, &s->bars, &err), 0);
	s->study = bt_study_rule_of(&s->pipe.study);
	find_metrics(s);
	rule.nmetrics = s->nmetrics;
	s->bench = bt_bench_new(&rule, &s->space, &err);
	assert_string_equal(err.text, "");
	assert_non_null(s->bench);
}

static void
tear_down(struct stage *s)
{
	bt_bench_free(s->bench);
	bt_space_free(&s->space);
	bt_strategy_free(s->strategy);
	pipeline_free(&s->pipe);
}

static void
draw(const struct stage *s, struct bt_rng *rng, double *point)
{
	size_t i;

	for (i = 0; i < s->space.ndims; i++)
		point[i] = bt_dim_at(&s->space.dim[i], bt_rng_uniform(rng));
}

/* The first is all of the data, as is every third. */
static struct bt_bench_ask
draw_window(const struct stage *s, struct bt_rng *rng, size_t i,
    const double *point)
{
	size_t n = bt_bench_timeline(s->bench)->steps, a, b;

	if (i % 3 == 0)
		return (struct bt_bench_ask){ point, 0, n, (double)NAN, NULL };
	a = bt_rng_below(rng, (uint32_t)n);
	b = bt_rng_below(rng, (uint32_t)n);
	return (struct bt_bench_ask){ point, a < b ? a : b,
	    (a < b ? b : a) + 1, (double)NAN, NULL };
}

/* Text has no -0. */
static void
assert_bits(const double *a, const double *b, size_t n,
    const struct stage *s)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (a[i] != b[i] && !(isnan(a[i]) && isnan(b[i])))
			fail_msg("%s: %.17g, the pipeline says %.17g",
			    s->metric[i]->name, a[i], b[i]);
}

/* Every case on 14 points, on windows of all lengths. */
static void
gives_what_the_pipeline_gives(void **state)
{
	struct bt_bench_result r;
	struct bt_bench_ask ask;
	const double *points[1];
	double point[DIMS];
	struct stage s;
	struct bt_rng rng;
	size_t c, i, done, failed;

	(void)state;
	for (c = 0; c < CASES; c++) {
		set_up(&s, &cases[c], 1, SIZE_MAX);
		bt_rng_init(&rng, SEED, c);
		for (i = failed = 0; i < POINTS; i++) {
			struct bt_err err = BT_ERR_INIT;

			draw(&s, &rng, point);
			ask = draw_window(&s, &rng, i, point);
			pipeline_do(&s.pipe, &s.space, point,
			    bt_bench_timeline(s.bench)->time, ask.first,
			    ask.end);
			points[0] = point;
			assert_int_equal(bt_bench_prepare(s.bench, points, 1,
			    &done, &err), 0);
			assert_int_equal(done, 1);
			assert_int_equal(bt_bench_run(s.bench, 0, &ask, &r,
			    &err), 0);
			assert_int_equal(s.pipe.ok,
			    r.status != BT_TRIAL_FAILED);
			failed += !s.pipe.ok;
			if (s.pipe.ok)
				assert_bits(r.metric, s.pipe.metric,
				    s.nmetrics, &s);
			else
				assert_string_equal(r.reason, s.pipe.err.text);
		}
		assert_true(failed == 0 || cases[c].fails);
		assert_true(failed > 0 || !cases[c].fails);
		tear_down(&s);
	}
}

/* The points of a case, drawn once. */
struct drawn {
	double			 point[3 * POINTS][DIMS];
	const double		*points[3 * POINTS];
	struct bt_bench_ask	 ask[3 * POINTS];
	double			 metric[3 * POINTS][PIPELINE_METRICS];
	enum bt_trial_status	 status[3 * POINTS];
};

static void
draw_all(struct drawn *d, const struct stage *s, uint64_t seed)
{
	struct bt_rng rng;
	size_t i;

	bt_rng_init(&rng, SEED, seed);
	for (i = 0; i < 3 * POINTS; i++) {
		draw(s, &rng, d->point[i]);
		d->points[i] = d->point[i];
		d->ask[i] = draw_window(s, &rng, i, d->point[i]);
	}
}

struct work {
	struct stage	*s;
	struct drawn	*d;
	size_t		 first;
};

static int
run_one(void *arg, size_t piece, size_t worker, struct bt_err *err)
{
	struct work *w = arg;
	size_t i = w->first + piece;
	struct bt_bench_result r;

	if (bt_bench_run(w->s->bench, worker, &w->d->ask[i], &r, err) == -1)
		return -1;
	w->d->status[i] = r.status;
	memcpy(w->d->metric[i], r.metric, w->s->nmetrics * sizeof(double));
	return 0;
}

/* Every trial, on jobs threads; prepared as far as memory allows, or not. */
static size_t
run_all(const struct play_case *c, uint64_t seed, size_t jobs, size_t memory,
    bool prepares, struct drawn *d)
{
	struct bt_err err = BT_ERR_INIT;
	size_t done, batches = 0;
	struct stage s;
	struct work w = { &s, d, 0 };

	set_up(&s, c, jobs, memory);
	draw_all(d, &s, seed);
	for (; w.first < 3 * POINTS; w.first += done, batches++) {
		done = 3 * POINTS - w.first;
		if (prepares)
			assert_int_equal(bt_bench_prepare(s.bench,
			    d->points + w.first, done, &done, &err), 0);
		assert_in_range(done, 1, 3 * POINTS - w.first);
		assert_int_equal(bt_pool_each(jobs, done, run_one, &w, &err),
		    0);
	}
	tear_down(&s);
	return batches;
}

static void
assert_same(const struct drawn *a, const struct drawn *b)
{
	assert_memory_equal(a->status, b->status, sizeof(a->status));
	assert_memory_equal(a->metric, b->metric, sizeof(a->metric));
}

/* Threads, memory and preparing change nothing but the time. */
static void
does_not_depend_on_how(void **state)
{
	static struct drawn all, two, little, bare;
	size_t c;

	(void)state;
	for (c = 0; c < CASES; c++) {
		memset(&all, 0, sizeof(all));
		two = little = bare = all;
		assert_int_equal(run_all(&cases[c], c, 1, SIZE_MAX, true,
		    &all), 1);
		(void)run_all(&cases[c], c, 3, SIZE_MAX, true, &two);
		/* Room for a few columns. */
		(void)run_all(&cases[c], c, 2, 40000, true, &little);
		(void)run_all(&cases[c], c, 2, 0, false, &bare);
		assert_same(&all, &two);
		assert_same(&all, &little);
		assert_same(&all, &bare);
	}
}

/* A grid that fills the shared program, so that it begins anew. */
static void
starts_again_when_full(void **state)
{
	static const struct play_case c = { .expr = {
	    [BT_ROLE_BUY] = "close > sma(close, n) + k",
	    [BT_ROLE_SELL] = "close < ema(close, m)" },
	    .bars = { 21, 1, 40, BT_NS_DAY, false },
	    .dims = { "n=2:3000:1", "m=2:3000:1", "k=0" } };
	double point[DIMS] = { 0 };
	const double *points[1] = { point };
	struct bt_err err = BT_ERR_INIT;
	struct bt_bench_ask ask = { point, 0, 40, (double)NAN, NULL };
	struct bt_bench_result r;
	double first;
	struct stage s;
	size_t i, done;

	(void)state;
	set_up(&s, &c, 1, SIZE_MAX);
	for (i = 0; i < 5000; i++) {
		point[0] = (double)(2 + i % 2999);
		point[1] = (double)(2 + i % 2998);
		assert_int_equal(bt_bench_prepare(s.bench, points, 1, &done,
		    &err), 0);
		assert_int_equal(bt_bench_run(s.bench, 0, &ask, &r, &err), 0);
		if (i == 7)
			first = r.metric[0];
	}
	point[0] = point[1] = 9;
	assert_int_equal(bt_bench_prepare(s.bench, points, 1, &done, &err),
	    0);
	assert_int_equal(bt_bench_run(s.bench, 0, &ask, &r, &err), 0);
	assert_true(r.metric[0] == first);
	tear_down(&s);
}

/* Trials like those before allocate nothing: every allocation fails. */
static void
no_memory_is_taken(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_bench_result r;
	static struct drawn d;
	struct stage s;
	size_t c, i, k, done;

	(void)state;
	for (c = 0; c < CASES; c++) {
		if (cases[c].fails)
			continue;
		set_up(&s, &cases[c], 1, SIZE_MAX);
		draw_all(&d, &s, c);
		assert_int_equal(bt_bench_prepare(s.bench, d.points,
		    3 * POINTS, &done, &err), 0);
		assert_int_equal(done, 3 * POINTS);
		for (k = 0; k < 2; k++) {
			assert_int_equal(bt_fault_set(k == 0 ? NULL :
			    "alloc:1", &err), 0);
			for (i = 0; i < 3 * POINTS; i++) {
				d.ask[i].first = 0;
				d.ask[i].end =
				    bt_bench_timeline(s.bench)->steps;
				assert_int_equal(bt_bench_run(s.bench, 0,
				    &d.ask[i], &r, &err), 0);
			}
		}
		assert_false(bt_fault_spent());
		assert_int_equal(bt_fault_set(NULL, &err), 0);
		tear_down(&s);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_what_the_pipeline_gives),
		cmocka_unit_test(does_not_depend_on_how),
		cmocka_unit_test(starts_again_when_full),
		cmocka_unit_test(no_memory_is_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
