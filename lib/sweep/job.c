/* SPDX-License-Identifier: ISC */
#include "lib/sweep/job.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/pool.h"
#include "lib/study/select.h"
#include "lib/sweep/job_own.h"

/* What is shown unless -m says otherwise. */
static const char shown[] = "total_return,cagr,volatility,sharpe,sortino,"
    "calmar,max_drawdown,trades,win_rate,profit_factor,expectancy,exposure";

/* Names of metrics; one that a formula uses is computed from then on. */
static const char *
metric_name(const void *job, size_t i)
{
	const struct bt_metric *m = bt_metric_at(i);

	(void)job;
	return m == NULL ? NULL : m->name;
}

static long
place_of(const struct bt_job *job, const struct bt_metric *m)
{
	size_t i;

	for (i = 0; i < job->nmetrics; i++)
		if (job->metric[i] == m)
			return (long)i;
	return -1;
}

struct finder {
	struct bt_job	*job;
};

static long
find_metric(const void *arg, struct bt_span name)
{
	struct bt_job *job = ((const struct finder *)arg)->job;
	const struct bt_metric *m = bt_metric_find(name);
	long place;

	if (m == NULL)
		return -1;
	if ((place = place_of(job, m)) == -1) {
		place = (long)job->nmetrics++;
		job->metric[place] = m;
	}
	return place;
}

static const struct bt_formula *
make_formula(struct bt_job *job, const char *option, const char *text,
    struct bt_err *err)
{
	struct bt_source source = { option, bt_span(text) };
	struct finder finder = { job };

	return bt_formula_parse(&source, find_metric, metric_name, &finder,
	    job->arena, err);
}

static int
choose_metrics(struct bt_job *job, struct bt_err *err)
{
	const char *list = job->ask.sweep->metrics;
	const struct bt_metric **chosen;
	size_t n, all = 0;

	while (bt_metric_at(all) != NULL)
		all++;
	job->metric = bt_arena_alloc(job->arena, all, sizeof(*job->metric),
	    err);
	if (job->metric == NULL)
		return -1;
	if (list == NULL)
		list = shown;
	else if (strcmp(list, "all") == 0)
		list = NULL;
	if ((chosen = bt_metrics_select(list, &n, err)) == NULL)
		return -1;
	memcpy(job->metric, chosen, n * sizeof(*chosen));
	job->nmetrics = n;
	free(chosen);
	return 0;
}

/* For a cache: other sweeps will want others. */
static void
add_others(struct bt_job *job)
{
	size_t i;

	for (i = 0; bt_metric_at(i) != NULL; i++)
		if (place_of(job, bt_metric_at(i)) == -1)
			job->metric[job->nmetrics++] = bt_metric_at(i);
}

int
bt_job_make_objective(struct bt_job *job, struct bt_err *err)
{
	const struct bt_job_settings *set = job->ask.sweep;
	struct bt_objective *o = &job->objective;

	if (choose_metrics(job, err) == -1 || (o->formula = make_formula(job,
	    "--objective", set->objective, err)) == NULL)
		return -1;
	if (bt_formula_is_condition(o->formula))
		return bt_err_set(err, BT_EUSAGE, "--objective: want a number "
		    "as in 'cagr / -max_drawdown', got the condition '%s'",
		    set->objective);
	o->minimize = set->minimize;
	if (set->constraint != NULL && (o->constraint = make_formula(job,
	    "--constraint", set->constraint, err)) == NULL)
		return -1;
	if (o->constraint != NULL && !bt_formula_is_condition(o->constraint))
		return bt_err_set(err, BT_EUSAGE, "--constraint: want a "
		    "condition as in 'trades >= 30', got '%s'",
		    set->constraint);
	job->nshown = job->nmetrics;
	if (job->ask.all)
		add_others(job);
	return 0;
}

int
bt_job_init(struct bt_job *job, const struct bt_job_ask *ask,
    struct bt_err *err)
{
	long long jobs = ask->sweep->jobs;

	*job = (struct bt_job){ .ask = *ask };
	job->study = bt_study_rule_of(ask->study);
	job->threads = jobs == 0 ? bt_pool_processors() : (size_t)jobs;
	if ((job->arena = bt_arena_new(err)) != NULL &&
	    bt_job_make_parts(job, err) == 0 &&
	    bt_job_make_objective(job, err) == 0 &&
	    bt_job_make_head(job, err) == 0)
		return 0;
	bt_job_free(job);
	return -1;
}

void
bt_job_free(struct bt_job *job)
{
	bt_job_free_parts(job);
	bt_buf_free(&job->text);
	bt_arena_free(job->arena);
	*job = (struct bt_job){ 0 };
}

bool
bt_job_reads_stdin(const struct bt_job *job)
{
	size_t i;

	for (i = 0; i < job->ask.npaths; i++)
		if (strcmp(job->ask.paths[i], "-") == 0)
			return true;
	return job->ask.npaths == 0;
}

int
bt_job_open(struct bt_job *job, struct bt_err *err)
{
	struct bt_bench_rule rule = { .bars = job->ask.bars,
	    .paths = job->ask.paths, .npaths = job->ask.npaths,
	    .dirs = job->ask.dirs, .engine = job->ask.engine,
	    .study = &job->study, .metrics = job->metric,
	    .nmetrics = job->nmetrics, .jobs = job->threads,
	    .memory = (size_t)(job->ask.sweep->memory * 1e6) };
	size_t i;

	if (job->nparts > 1 && bt_job_reads_stdin(job))
		return bt_err_set(err, BT_EUSAGE, "several strategies want "
		    "files: standard input can be read only once");
	for (i = 0; i < job->nparts; i++) {
		rule.setup = &job->part[i].setup;
		job->part[i].bench = bt_bench_new(&rule, &job->part[i].space,
		    err);
		if (job->part[i].bench == NULL)
			return -1;
	}
	return bt_job_make_inputs(job, err);
}

const struct bt_timeline *
bt_job_timeline(const struct bt_job *job)
{
	return bt_bench_timeline(job->part[0].bench);
}

struct bt_search *
bt_job_new_search(const struct bt_job *job, const struct bt_job_part *part,
    struct bt_err *err)
{
	const struct bt_job_settings *set = job->ask.sweep;
	struct bt_search_rule rule = { .space = &part->space,
	    .method = set->method, .seed = (uint64_t)set->seed,
	    .max_trials = set->max_trials > 0 ? (uint64_t)set->max_trials :
	    0 };

	return bt_search_new(&rule, err);
}

static int
count_part(const struct bt_job *job, const struct bt_job_part *part,
    uint64_t *n, struct bt_err *err)
{
	struct bt_search *search = bt_job_new_search(job, part, err);

	if (search == NULL)
		return -1;
	*n = bt_search_trials(search);
	bt_search_free(search);
	return 0;
}

int
bt_job_trials(struct bt_job *job, uint64_t *n, struct bt_err *err)
{
	uint64_t more;
	size_t i;

	*n = 0;
	for (i = 0; i < job->nparts; i++) {
		if (count_part(job, &job->part[i], &more, err) == -1)
			return -1;
		if (__builtin_add_overflow(*n, more, n))
			*n = UINT64_MAX;
	}
	return 0;
}

/* Between the sweep and its taker: how long it is since a better one. */
struct watch {
	const struct bt_job_pass	*pass;
	uint64_t			 patience, since;
	double				 best, share;	/* of the best */
	bool				 over;
};

/* Than the best so far; what has seen more of the data counts more. */
static bool
is_better(const struct watch *w, const struct bt_trial *t)
{
	if (isnan(t->objective) || t->share < w->share)
		return false;
	return isnan(w->best) || t->share > w->share ||
	    t->objective > w->best;
}

static int
watch(void *arg, const struct bt_trial *t, struct bt_err *err)
{
	struct watch *w = arg;
	int rc = w->pass->taker(w->pass->taker_arg, t, err);

	if (rc != 0 || w->patience == 0)
		return rc;
	w->since++;
	if (is_better(w, t)) {
		w->best = t->objective;
		w->share = t->share;
		w->since = 0;
	}
	w->over = w->since >= w->patience;
	return w->over;
}

/* A part of the sweep, from its skip-th trial on. */
static int
search_part(const struct bt_job *job, const struct bt_job_part *part,
    const struct bt_sweep *like, struct watch *w, enum bt_status *status,
    uint64_t *taken, struct bt_err *err)
{
	struct bt_sweep s = *like;
	int rc;

	w->since = 0;
	w->share = 0;
	w->best = NAN;
	s.bench = part->bench;
	s.space = &part->space;
	if ((s.search = bt_job_new_search(job, part, err)) == NULL)
		return -1;
	rc = bt_sweep_run(&s, status, taken, err);
	bt_search_free(s.search);
	return rc;
}

static struct bt_sweep
sweep_of(const struct bt_job *job, const struct bt_job_pass *pass,
    struct watch *w)
{
	return (struct bt_sweep){ .objective = &job->objective,
		.jobs = job->threads, .nmetrics = job->nmetrics,
		.first = pass->first, .end = pass->end, .skip = pass->skip,
		.take = pass->take, .results = pass->results,
		.known = pass->known, .known_arg = pass->known_arg,
		.taker = watch, .taker_arg = w,
		.poll = pass->poll, .poll_arg = pass->poll_arg };
}

/* Whole parts that a shard skips; *i is the first that it does not. */
static int
skip_parts(const struct bt_job *job, struct bt_sweep *s, size_t *i,
    struct bt_err *err)
{
	uint64_t n;

	for (*i = 0; *i + 1 < job->nparts && s->skip > 0; (*i)++) {
		if (count_part(job, &job->part[*i], &n, err) == -1)
			return -1;
		if (s->skip < n)
			return 0;
		s->skip -= n;
		s->base += n;
	}
	return 0;
}

int
bt_job_search(struct bt_job *job, const struct bt_job_pass *pass,
    enum bt_status *status, uint64_t *trials, struct bt_err *err)
{
	struct watch w = { .pass = pass, .patience =
	    job->ask.sweep->patience > 0 ?
	    (uint64_t)job->ask.sweep->patience : 0 };
	struct bt_sweep s = sweep_of(job, pass, &w);
	uint64_t taken;
	size_t i;

	*trials = 0;
	*status = BT_COMPLETED;
	if (skip_parts(job, &s, &i, err) == -1)
		return -1;
	for (; i < job->nparts; i++) {
		if (search_part(job, &job->part[i], &s, &w, status, &taken,
		    err) == -1)
			return -1;
		*trials += taken;
		job->impatient |= w.over;
		if (*status != BT_COMPLETED)
			return 0;
		s.base += s.skip + taken;
		s.skip = 0;
		s.take = pass->take == 0 ? 0 : pass->take - *trials;
		if (pass->take > 0 && s.take == 0)
			return 0;
	}
	return 0;
}

const struct bt_job_part *
bt_job_part_of(const struct bt_job *job, const struct bt_trial *t)
{
	size_t i;

	for (i = 0; &job->part[i].space != t->space; i++)
		continue;
	return &job->part[i];
}

/* All texts behind each other first: they move as they grow. */
static int
add_texts(struct bt_job *job, const struct bt_trial *t, struct bt_err *err)
{
	size_t i;

	job->text.n = 0;
	for (i = 0; i < t->space->ndims; i++)
		if (bt_dim_text(&t->space->dim[i], t->point[i], &job->text,
		    err) == -1 || bt_buf_add(&job->text, "", 1, err) == -1)
			return -1;
	return 0;
}

int
bt_job_row(struct bt_job *job, const struct bt_trial *t,
    struct bt_trials_row *row, struct bt_err *err)
{
	const struct bt_job_part *part = bt_job_part_of(job, t);
	const char *s;
	size_t i;

	if (add_texts(job, t, err) == -1)
		return -1;
	for (i = 0; i < job->head.ndims; i++)
		job->value[i] = (struct bt_span){ NULL, 0 };
	for (i = 0, s = job->text.s; i < t->space->ndims; i++) {
		job->value[part->column[i]] = bt_span(s);
		s += strlen(s) + 1;
	}
	*row = (struct bt_trials_row){ .number = t->number,
	    .value = job->value, .share = t->share, .status = t->status,
	    .objective = t->value, .metric = t->metric };
	if (part->name != NULL)
		row->strategy = bt_span(part->name);
	if (t->reason != NULL)
		row->reason = bt_span(t->reason);
	return 0;
}
