/* SPDX-License-Identifier: ISC */
/*
 * The loop of a sweep and the job round it, on the shipped bars.  What trials
 * make is held against the commands elsewhere (sweep_trial.c); here it is who
 * is asked and told, when, and in what order.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/sweep/job.h"

enum { MOST = 512 };

/* A job with all that it borrows. */
struct stage {
	struct bt_job_settings		 set;
	struct bt_bars_settings		 bars;
	struct bt_settings		 engine;
	struct bt_study_settings	 study;
	struct bt_job			 job;
};

/* What a taker has seen. */
struct seen {
	struct bt_job		*job;
	uint64_t		 n, number[MOST], stop_at;
	double			 objective[MOST], value[MOST], share[MOST];
	enum bt_trial_status	 status[MOST];
	size_t			 results, asked;
	bool			 fails;
	uint64_t		 know_from, know_to;
	int			 known_as;
};

static const char *const dirs[] = { NULL };
static const char *const paths[] = { "testdata/sp500-2000.csv" };

static void
add(const struct bt_opt *opts, void *set, const char *name, const char *value)
{
	struct bt_err err = BT_ERR_INIT;

	assert_int_equal(bt_opt_set(bt_opt_find(opts, bt_span(name)), set,
	    value, &err), 0);
}

static void
begin(struct stage *s)
{
	struct bt_err err = BT_ERR_INIT;

	*s = (struct stage){ .job.nparts = 0 };
	assert_int_equal(bt_opt_defaults(bt_job_strategy_opts, &s->set, &err),
	    0);
	assert_int_equal(bt_opt_defaults(bt_job_opts, &s->set, &err), 0);
	assert_int_equal(bt_opt_defaults(bt_job_work_opts, &s->set, &err), 0);
	assert_int_equal(bt_opt_defaults(bt_bars_opts, &s->bars, &err), 0);
	assert_int_equal(bt_opt_defaults(bt_settings_opts, &s->engine, &err),
	    0);
	assert_int_equal(bt_opt_defaults(bt_study_opts, &s->study, &err), 0);
	add(bt_job_strategy_opts, &s->set, "strategy", "sma_cross");
	add(bt_job_opts, &s->set, "metrics", "sharpe,trades");
	s->set.jobs = 2;
	s->bars.from = "2015-01-01";
}

static void
open_job(struct stage *s)
{
	struct bt_job_ask ask = { &s->set, &s->bars, &s->engine, &s->study,
	    dirs, paths, 1, bt_settings_opts, false };
	struct bt_err err = BT_ERR_INIT;

	if (bt_job_init(&s->job, &ask, &err) == -1 ||
	    bt_job_open(&s->job, &err) == -1)
		fail_msg("%s", err.text);
}

static void
end(struct stage *s)
{
	bt_job_free(&s->job);
	bt_opt_free(bt_job_strategy_opts, &s->set);
	bt_opt_free(bt_job_opts, &s->set);
}

/* fast 4, 8 ... 24 by slow 10, 20 ... 60, where fast is the lesser: 30. */
static void
vary(struct stage *s)
{
	add(bt_job_opts, &s->set, "sweep", "fast=4:24:4");
	add(bt_job_opts, &s->set, "sweep", "slow=10:60:10");
	s->set.where = "fast < slow";
}

static int
take(void *arg, const struct bt_trial *t, struct bt_err *err)
{
	struct seen *seen = arg;
	uint64_t i = seen->n++;

	assert_true(i < MOST);
	seen->number[i] = t->number;
	seen->objective[i] = t->objective;
	seen->value[i] = t->value;
	seen->share[i] = t->share;
	seen->status[i] = t->status;
	if (t->result != NULL) {
		seen->results++;
		/* It is this trial's own: the metrics come from it. */
		assert_true(t->result->metric[1] == t->metric[1]);
		assert_true(t->result->n > 1);
	}
	if (seen->fails && t->number == 7)
		return bt_err_set(err, BT_EDATA, "seven");
	return t->number == seen->stop_at;
}

static int
know(void *arg, struct bt_trial *t, double *metric, struct bt_err *err)
{
	struct seen *seen = arg;

	(void)err;
	/* Asked once for each, in order. */
	assert_true(t->number > seen->asked);
	seen->asked = t->number;
	if (t->number < seen->know_from || t->number > seen->know_to)
		return 0;
	metric[0] = (double)t->number;
	metric[1] = 5;
	t->status = BT_TRIAL_OK;
	if (seen->known_as == 2) {
		t->value = 100;
		t->status = t->number % 2 == 0 ? BT_TRIAL_CONSTRAINT :
		    BT_TRIAL_OK;
	}
	return seen->known_as;
}

static struct bt_job_pass
pass_of(struct stage *s, struct seen *seen)
{
	return (struct bt_job_pass){ .end = bt_job_timeline(&s->job)->steps,
		.taker = take, .taker_arg = seen };
}

static void
search(struct stage *s, const struct bt_job_pass *pass, uint64_t want)
{
	struct bt_err err = BT_ERR_INIT;
	enum bt_status status;
	uint64_t n;

	if (bt_job_search(&s->job, pass, &status, &n, &err) == -1)
		fail_msg("%s", err.text);
	assert_int_equal(status, BT_COMPLETED);
	assert_int_equal(n, want);
}

/* Any number of threads, results or not: the same trials in order. */
static void
takes_in_order(void **state)
{
	struct stage s;
	struct seen first = { .n = 0 }, seen;
	struct bt_job_pass pass;
	uint64_t n;
	size_t i, jobs;
	struct bt_err err = BT_ERR_INIT;

	(void)state;
	for (jobs = 1; jobs <= 5; jobs++) {
		begin(&s);
		vary(&s);
		s.set.jobs = (long long)jobs;
		open_job(&s);
		assert_int_equal(bt_job_trials(&s.job, &n, &err), 0);
		assert_int_equal(n, 30);
		seen = (struct seen){ .n = 0 };
		pass = pass_of(&s, &seen);
		pass.results = jobs % 2 == 0;
		search(&s, &pass, 30);
		end(&s);
		assert_int_equal(seen.results, jobs % 2 == 0 ? 30 : 0);
		for (i = 0; i < 30; i++)
			assert_int_equal(seen.number[i], i + 1);
		if (jobs == 1)
			first = seen;
		assert_memory_equal(first.objective, seen.objective,
		    sizeof(seen.objective));
	}
}

/* The trials 8 .. 12 by themselves are what they are among the others. */
static void
begins_anywhere(void **state)
{
	struct stage s;
	struct seen all = { .n = 0 }, part = { .n = 0 };
	struct bt_job_pass pass;
	size_t i;

	(void)state;
	begin(&s);
	vary(&s);
	open_job(&s);
	pass = pass_of(&s, &all);
	search(&s, &pass, 30);
	pass.taker_arg = &part;
	pass.skip = 7;
	pass.take = 5;
	search(&s, &pass, 5);
	for (i = 0; i < 5; i++) {
		assert_int_equal(part.number[i], 8 + i);
		assert_true(part.objective[i] == all.objective[7 + i]);
	}
	end(&s);
}

/* Numbers run on from strategy to strategy, and a part may lie across. */
static void
runs_on_over_strategies(void **state)
{
	struct stage s;
	struct seen all = { .n = 0 }, part = { .n = 0 };
	struct bt_job_pass pass;
	size_t i;

	(void)state;
	begin(&s);
	add(bt_job_strategy_opts, &s.set, "strategy", "ema_cross");
	vary(&s);
	open_job(&s);
	pass = pass_of(&s, &all);
	search(&s, &pass, 60);
	pass.taker_arg = &part;
	pass.skip = 25;
	pass.take = 9;
	search(&s, &pass, 9);
	for (i = 0; i < 9; i++) {
		assert_int_equal(part.number[i], 26 + i);
		assert_true(part.objective[i] == all.objective[25 + i]);
	}
	part.n = 0;
	pass.skip = 40;
	pass.take = 0;
	search(&s, &pass, 20);
	assert_int_equal(part.number[0], 41);
	assert_true(part.objective[19] == all.objective[59]);
	end(&s);
}

/* 1: judged here; 2: believed as it was told. */
static void
believes_what_is_known(void **state)
{
	struct stage s;
	struct seen plain = { .n = 0 }, seen;
	struct bt_job_pass pass;
	size_t i;
	int as;

	(void)state;
	begin(&s);
	vary(&s);
	s.set.objective = "sharpe * 2";
	s.set.constraint = "sharpe < 12";
	open_job(&s);
	pass = pass_of(&s, &plain);
	search(&s, &pass, 30);
	for (as = 1; as <= 2; as++) {
		seen = (struct seen){ .known_as = as, .know_from = 10,
		    .know_to = 13 };
		pass.taker_arg = pass.known_arg = &seen;
		pass.known = know;
		search(&s, &pass, 30);
		assert_int_equal(seen.asked, 30);
		for (i = 0; i < 30; i++)
			if (i < 9 || i > 12)
				assert_true(seen.objective[i] ==
				    plain.objective[i]);
		/* Trials 10, 11: twice their number; 12 breaks it. */
		assert_true(seen.objective[9] == 20 || as == 2);
		assert_true(seen.value[11] == (as == 1 ? 24 : 100));
		assert_int_equal(seen.status[11], BT_TRIAL_CONSTRAINT);
		assert_true(isnan(seen.objective[11]));
		assert_true(seen.objective[10] == (as == 1 ? 22 : 100));
	}
	/* Who looks at results gets them, known or not. */
	seen = (struct seen){ .known_as = 1, .know_from = 10, .know_to = 13 };
	pass.results = true;
	search(&s, &pass, 30);
	assert_int_equal(seen.results, 30);
	assert_true(seen.objective[9] == plain.objective[9]);
	end(&s);
}

static void
ends_as_it_is_told(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct stage s;
	struct seen seen = { .stop_at = 5 };
	struct bt_job_pass pass;
	enum bt_status status;
	uint64_t n;
	int results;

	(void)state;
	begin(&s);
	vary(&s);
	open_job(&s);
	pass = pass_of(&s, &seen);
	for (results = 0; results < 2; results++) {
		pass.results = results == 1;
		seen = (struct seen){ .stop_at = 5 };
		search(&s, &pass, 5);
		assert_int_equal(seen.n, 5);
		/* The seventh fails: no other comes, and the error stays. */
		seen = (struct seen){ .fails = true };
		assert_int_equal(bt_job_search(&s.job, &pass, &status, &n,
		    &err), -1);
		assert_int_equal(seen.n, 7);
		assert_string_equal(err.text, "seven");
		err = (struct bt_err)BT_ERR_INIT;
	}
	end(&s);
}

/* After the best, so many more and no longer; of each strategy. */
static void
has_patience(void **state)
{
	struct stage s;
	struct seen all = { .n = 0 }, seen = { .n = 0 };
	struct bt_job_pass pass;
	uint64_t i, best = 0, want = 0;

	(void)state;
	begin(&s);
	vary(&s);
	open_job(&s);
	pass = pass_of(&s, &all);
	search(&s, &pass, 30);
	assert_false(s.job.impatient);
	for (i = 0; i < 30 && want == 0; i++) {
		if (all.objective[i] > all.objective[best])
			best = i;
		if (i - best == 4)
			want = i + 1;
	}
	assert_true(want > 0);
	s.set.patience = 4;
	pass.taker_arg = &seen;
	search(&s, &pass, want);
	assert_true(s.job.impatient);
	end(&s);
}

static enum bt_status
stop(void *arg, uint64_t done)
{
	*(uint64_t *)arg = done;
	return BT_TIMEOUT;
}

static void
is_stopped(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct stage s;
	struct seen seen = { .n = 0 };
	struct bt_job_pass pass;
	enum bt_status status;
	uint64_t n, done = 0;

	(void)state;
	begin(&s);
	vary(&s);
	s.set.max_trials = 20;
	open_job(&s);
	pass = pass_of(&s, &seen);
	pass.poll = stop;
	pass.poll_arg = &done;
	assert_int_equal(bt_job_search(&s.job, &pass, &status, &n, &err), 0);
	assert_int_equal(status, BT_TIMEOUT);
	assert_int_equal(n, seen.n);
	assert_int_equal(done, n);
	end(&s);
}

/* Parts of the data: the share is what the bench is given. */
static void
gives_shares(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct stage s;
	struct seen seen = { .n = 0 };
	struct bt_job_pass pass;
	size_t i, whole = 0;
	enum bt_status status;
	uint64_t n;

	(void)state;
	begin(&s);
	vary(&s);
	add(bt_job_opts, &s.set, "method", "halving");
	open_job(&s);
	assert_true(s.job.head.has_share);
	pass = pass_of(&s, &seen);
	assert_int_equal(bt_job_search(&s.job, &pass, &status, &n, &err), 0);
	for (i = 0; i < seen.n; i++) {
		assert_true(seen.share[i] > 0 && seen.share[i] <= 1);
		assert_true(i == 0 || seen.share[i] >= seen.share[i - 1]);
		whole += seen.share[i] == 1;
	}
	assert_true(whole > 0 && whole < seen.n);
	end(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_in_order),
		cmocka_unit_test(begins_anywhere),
		cmocka_unit_test(runs_on_over_strategies),
		cmocka_unit_test(believes_what_is_known),
		cmocka_unit_test(ends_as_it_is_told),
		cmocka_unit_test(has_patience),
		cmocka_unit_test(is_stopped),
		cmocka_unit_test(gives_shares),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
