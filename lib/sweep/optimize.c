/* SPDX-License-Identifier: ISC */
#include "lib/sweep/optimize.h"

#include <math.h>

#include "lib/sweep/job_dry.h"
#include "lib/sweep/job_shell.h"
#include "lib/sweep/merge.h"
#include "lib/sweep/optimize_best.h"

const struct bt_opt bt_optimize_opts[] = {
	BT_OPT_FILE_ROW('o', "output", struct bt_optimize_settings, output,
	    "FILE", "write to a file, whole or not at all"),
	BT_OPT_FILE_ROW(0, "best", struct bt_optimize_settings, best, "FILE",
	    "write a shell script that makes the run of the best trial"),
	BT_OPT_FLAG_ROW(0, "verify", struct bt_optimize_settings, verify,
	    "run the best trial by the commands, too, and compare"),
	BT_OPT_FLAG_ROW(0, "dry-run", struct bt_optimize_settings, dry_run,
	    "say how many trials it would be, and what they would take"),
	BT_OPT_END
};

/* Who looks at the trials of a plain sweep, at most. */
enum { HOOKS = 3 };

/* A run on its way. */
struct work {
	struct bt_optimize	*o;
	struct bt_job		 job;
	struct bt_out		*out;
	struct bt_validation	*validation;
	struct bt_overfit_report *report;	/* or NULL */
};

/*
 * What can be made of a job.  The first row that is asked for does it; what it
 * wants from the options is checked by its begin, before the bars are read.
 */
struct mode {
	bool	(*asked)(const struct bt_optimize_settings *);
	int	(*begin)(struct work *, struct bt_err *);	/* or NULL */
	int	(*run)(struct work *, struct bt_err *);
};

static enum bt_status
poll(void *arg, uint64_t done)
{
	struct bt_optimize *o = arg;

	o->state.done = done;
	return o->poll(o->arg, &o->state);
}

static bool
always(const struct bt_optimize_settings *set)
{
	(void)set;
	return true;
}

/* The best so far, for those who wait. */
static int
note_best(void *arg, const struct bt_trial *trial, struct bt_err *err)
{
	struct bt_optimize *o = arg;
	double best = o->set->sweep.minimize ? -o->state.best : o->state.best;

	(void)err;
	if (!isnan(trial->objective) && !(trial->objective <= best))
		o->state.best = trial->value;
	return 0;
}

static int
on_done(void *arg, const struct bt_plain_result *res, struct bt_err *err)
{
	const struct work *w = arg;

	return bt_optimize_best(w->o, &w->job, res, err);
}

static int
tell_late(struct bt_optimize *o, struct bt_err *err)
{
	struct bt_buf text = { 0 };
	int rc;

	if (o->status != BT_TIMEOUT)
		return 0;
	rc = bt_buf_printf(&text, err, "--time-limit is over: %llu",
	    (unsigned long long)o->state.done);
	if (rc == 0 && o->state.total > 0)
		rc = bt_buf_printf(&text, err, " of %llu",
		    (unsigned long long)o->state.total);
	if (rc == 0)
		rc = bt_buf_printf(&text, err, " trials are done");
	if (rc == 0)
		o->warn(o->arg, text.s);
	bt_buf_free(&text);
	return rc;
}

/* What a journal or a cache was good for, and what is wrong with it. */
static int
tell_long(struct bt_optimize *o, const struct bt_long *longer,
    struct bt_err *err)
{
	struct bt_buf text = { 0 };
	bool warning;
	int rc;

	rc = bt_long_tell(longer, &text, &warning, err);
	if (rc == 0 && warning)
		o->warn(o->arg, text.s);
	else if (rc == 0 && o->verbose && text.n > 0)
		o->say(o->arg, text.s);
	bt_buf_free(&text);
	return rc;
}

static int
run_plain(struct work *w, struct bt_err *err)
{
	struct bt_optimize *o = w->o;
	const struct bt_long_rule rule = { &o->set->longer, o->clock };
	struct bt_plain_hook hook[HOOKS] = { { .arg = o,
	    .taker = note_best } };
	struct bt_plain_ask ask = { .job = &w->job, .settings = &o->set->plain,
	    .out = w->out, .poll = poll, .poll_arg = o, .hook = hook,
	    .nhooks = 1, .done = on_done, .done_arg = w };
	struct bt_long *longer = NULL;
	int rc = -1;

	if (bt_job_trials(&w->job, &w->job.head.trials, err) == 0 &&
	    (o->set->overfit.report == NULL || (w->report =
	    bt_overfit_report_new(&o->set->overfit, &ask, err)) != NULL) &&
	    (longer = bt_long_begin(&rule, &ask, err)) != NULL) {
		o->state.total = w->job.head.trials == UINT64_MAX ? 0 :
		    w->job.head.trials;
		if (w->report != NULL)
			hook[ask.nhooks++] = bt_overfit_report_hook(w->report);
		hook[ask.nhooks++] = bt_long_hook(longer);
		if (bt_plain_sweep(&ask, &o->status, err) == 0 &&
		    tell_late(o, err) == 0)
			rc = bt_long_end(longer, o->status, err);
		if (rc == 0)
			rc = tell_long(o, longer, err);
	}
	bt_long_free(longer);
	return rc;
}

/* No job: which sweep it is, the streams say, which have rows alone. */
static int
merge(struct bt_optimize *o, struct bt_err *err)
{
	const struct bt_optimize_settings *set = o->set;
	struct bt_out *out;
	int rc;

	if (set->overfit.report != NULL || set->best != NULL || set->verify)
		return bt_err_set(err, BT_EUSAGE, "--merge writes rows alone; "
		    "it cannot be had with --report, --best or --verify");
	if ((out = bt_out_open(o->set->output, err)) == NULL)
		return -1;
	rc = bt_merge_write(o->paths, o->npaths, &o->set->plain, out, err);
	o->status = BT_COMPLETED;
	o->no = rc == 1;
	if (o->no)
		o->warn(o->arg, "no trial is valid");
	if (rc != -1 || err->code == BT_OK)
		return bt_out_close(out, err);
	bt_out_abort(out);
	return -1;
}

/* What could not be done with the best is told before the work. */
static int
begin_plain(struct work *w, struct bt_err *err)
{
	const struct bt_optimize_settings *set = w->o->set;

	if ((set->verify || set->best != NULL) && !bt_job_has_shell(&w->job))
		return bt_err_set(err, BT_EUSAGE, "--%s: bt-run reads the "
		    "column 'signal' alone, so no line makes the run of "
		    "another", set->verify ? "verify" : "best");
	if (set->verify && bt_job_reads_stdin(&w->job))
		return bt_err_set(err, BT_EUSAGE, "--verify wants files: "
		    "standard input can be read only once");
	if (set->best != NULL &&
	    (w->o->best = bt_out_open(set->best, err)) == NULL)
		return -1;
	return 0;
}

/* What is of a plain sweep alone would have no effect elsewhere. */
static int
refuse_plain(const struct bt_optimize_settings *set, const char *mode,
    struct bt_err *err)
{
	const struct {
		const char	*name;
		bool		 given;
	} plain[] = {
		{ "top", set->plain.top > 0 },
		{ "best", set->best != NULL },
		{ "verify", set->verify },
		{ "dry-run", set->dry_run },
		{ "report", set->overfit.report != NULL },
	};
	size_t i;

	for (i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		if (plain[i].given)
			return bt_err_set(err, BT_EUSAGE, "--%s: cannot be "
			    "had with %s", plain[i].name, mode);
	return 0;
}

static bool
dries(const struct bt_optimize_settings *set)
{
	return set->dry_run;
}

static int
run_dry(struct work *w, struct bt_err *err)
{
	struct bt_optimize *o = w->o;
	struct bt_dry_ask ask = { .job = &w->job, .out = w->out,
	    .ndjson = o->set->plain.format == BT_PLAIN_NDJSON,
	    .clock = o->clock, .memory = o->memory, .poll = poll, .arg = o };

	return bt_job_dry(&ask, &o->status, err);
}

static bool
validates(const struct bt_optimize_settings *set)
{
	return bt_validation_asked(&set->validation);
}

static int
begin_validation(struct work *w, struct bt_err *err)
{
	const struct bt_optimize_settings *set = w->o->set;

	if (refuse_plain(set, "--walk-forward or --cv", err) == -1)
		return -1;
	w->validation = bt_validation_new(&set->validation, &w->job,
	    (enum bt_validation_format)set->plain.format, set->output, err);
	return w->validation == NULL ? -1 : 0;
}

static enum bt_status
poll_validation(void *arg, uint64_t done, uint64_t total)
{
	struct bt_optimize *o = arg;

	o->state.total = total;
	return poll(o, done);
}

static int
run_validation(struct work *w, struct bt_err *err)
{
	struct bt_validation_ask ask = { &w->job, w->out, poll_validation,
	    w->o };

	const int rc = bt_validation_run(w->validation, &ask, &w->o->status,
	    err);

	if (rc != 1)
		return rc;
	w->o->warn(w->o->arg, "no trial is valid in any training");
	w->o->no = true;
	return 0;
}

static const struct mode modes[] = {
	{ validates, begin_validation, run_validation },
	{ dries, NULL, run_dry },
	{ always, begin_plain, run_plain },
};

/*
 * A plan may be had of the line that will be run: nothing is written to a
 * journal or a cache.
 */
static int
check_long(const struct bt_long_settings *set, const struct mode *mode,
    struct bt_err *err)
{
	if (mode->run == run_plain || !bt_long_asked(set))
		return 0;
	if (mode->run != run_dry)
		return bt_err_set(err, BT_EUSAGE, "--journal, --shard, "
		    "--cache and --merge go with a plain sweep");
	if (set->shard != NULL || set->merge)
		return bt_err_set(err, BT_EUSAGE, "--dry-run is of a whole "
		    "sweep; it cannot be had with --%s",
		    set->merge ? "merge" : "shard");
	return 0;
}

static int
run(struct work *w, const struct mode *mode, struct bt_err *err)
{
	struct bt_optimize *o = w->o;
	int rc = -1;

	if ((mode->begin == NULL || mode->begin(w, err) == 0) &&
	    bt_job_open(&w->job, err) == 0 &&
	    (w->out = bt_out_open(mode->run != run_plain ? o->set->output :
	    bt_overfit_trials_output(&o->set->overfit, o->set->output),
	    err)) != NULL)
		rc = mode->run(w, err);
	/* Without a word of why, it was a write that failed. */
	if (w->out != NULL && (rc == 0 || err->code == BT_OK))
		rc = bt_out_close(w->out, err);
	else
		bt_out_abort(w->out);
	if (rc == 0 && w->report != NULL)
		rc = bt_overfit_report_end(w->report, err);
	return rc;
}

int
bt_optimize_run(struct bt_optimize *o, struct bt_err *err)
{
	struct bt_job_ask ask = { &o->set->sweep, &o->set->bars,
	    &o->set->engine, &o->set->study, o->dirs, o->paths, o->npaths,
	    o->engine_opts, o->set->longer.cache != NULL };
	const struct mode *mode = modes;
	struct work w = { .o = o };
	int rc;

	o->state = (struct bt_progress_trials){ .best = NAN };
	o->status = BT_FAILED;
	o->best = NULL;
	if (bt_long_check(&o->set->longer, err) == -1 ||
	    bt_overfit_check(&o->set->overfit, o->set->output, err) == -1)
		return -1;
	while (!mode->asked(o->set))
		mode++;
	if (check_long(&o->set->longer, mode, err) == -1)
		return -1;
	if (o->set->longer.merge)
		return merge(o, err);
	if (bt_job_init(&w.job, &ask, err) == -1)
		return -1;
	if (o->set->overfit.report != NULL)
		w.job.study.needs |= BT_OVERFIT_NEEDS;
	rc = run(&w, mode, err);
	bt_out_abort(o->best);
	o->best = NULL;
	bt_overfit_report_free(w.report);
	bt_validation_free(w.validation);
	bt_job_free(&w.job);
	return rc;
}
