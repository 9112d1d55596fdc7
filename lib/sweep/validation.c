/* SPDX-License-Identifier: ISC */
#include "lib/sweep/validation.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/engine/runwrite.h"
#include "lib/stream/config.h"
#include "lib/sweep/crossval_write.h"
#include "lib/sweep/validation_own.h"
#include "lib/sweep/walkforward_write.h"

const struct bt_opt bt_validation_opts[] = {
	BT_OPT_TEXT_ROW(0, "walk-forward", struct bt_validation_settings,
	    walk_forward, "WINDOWS", NULL, "search in windows, run the best "
	    "on the next: train=2Y,test=6M[,step=6M][,purge=5][,anchored]"),
	BT_OPT_TEXT_ROW(0, "cv", struct bt_validation_settings, cv, "FOLDS",
	    NULL, "cross-validate: folds=6[,test=2][,embargo=1%]"
	    "[,purge=trades]"),
	BT_OPT_CHOICE_ROW(0, "emit", struct bt_validation_settings, emit,
	    "all|rows|summary|drift|paths", "all",
	    "which table of these CSV is to be; all is rows"),
	BT_OPT_FILE_ROW(0, "oos", struct bt_validation_settings, oos, "FILE",
	    "write the tests of a walk-forward, as one run, to FILE"),
	BT_OPT_END
};

struct bt_validation {
	struct bt_validation_settings	 set;
	enum bt_validation_format	 format;
	bool				 walks;
	struct bt_windows_rule		 windows;
	struct bt_folds_rule		 folds;
};

bool
bt_validation_asked(const struct bt_validation_settings *set)
{
	return set->walk_forward != NULL || set->cv != NULL ||
	    set->oos != NULL || set->emit != BT_EMIT_ALL;
}

static bool
is_stdout(const char *path)
{
	return path != NULL && strcmp(path, "-") == 0;
}

/* Which tables there are, and that they are of CSV. */
static int
check(const struct bt_validation_settings *set,
    enum bt_validation_format format, const char *output, struct bt_err *err)
{
	const bool walks = set->walk_forward != NULL;

	if (walks && set->cv != NULL)
		return bt_err_set(err, BT_EUSAGE,
		    "--walk-forward and --cv: want one of them");
	if (!walks && set->oos != NULL)
		return bt_err_set(err, BT_EUSAGE,
		    "--oos wants --walk-forward");
	if (!walks && set->cv == NULL && set->emit != BT_EMIT_ALL)
		return bt_err_set(err, BT_EUSAGE,
		    "--emit wants --walk-forward or --cv");
	if (is_stdout(set->oos) && (output == NULL || is_stdout(output)))
		return bt_err_set(err, BT_EUSAGE, "--oos -: want -o FILE for "
		    "the windows");
	if (set->emit != BT_EMIT_ALL && format != BT_VALIDATION_CSV)
		return bt_err_set(err, BT_EUSAGE, "--emit chooses a table of "
		    "--format csv; other formats have them all");
	if ((walks && set->emit == BT_EMIT_PATHS) ||
	    (!walks && set->emit == BT_EMIT_DRIFT))
		return bt_err_set(err, BT_EUSAGE, "--emit: %s has rows, "
		    "summary and %s", walks ? "--walk-forward" : "--cv",
		    walks ? "drift" : "paths");
	return 0;
}

static int
read_rule(struct bt_validation *v, const struct bt_job *job,
    struct bt_err *err)
{
	if (v->walks)
		return bt_windows_parse(v->set.walk_forward, &v->windows,
		    err);
	return bt_folds_parse(v->set.cv, &v->folds, err) == -1 ? -1 :
	    bt_crossval_check(job, err);
}

struct bt_validation *
bt_validation_new(const struct bt_validation_settings *set,
    const struct bt_job *job, enum bt_validation_format format,
    const char *output, struct bt_err *err)
{
	struct bt_validation *v;

	if (check(set, format, output, err) == -1 ||
	    (v = bt_calloc(1, sizeof(*v), err)) == NULL)
		return NULL;
	v->set = *set;
	v->format = format;
	v->walks = set->walk_forward != NULL;
	if (read_rule(v, job, err) == 0)
		return v;
	free(v);
	return NULL;
}

void
bt_validation_free(struct bt_validation *v)
{
	free(v);
}

/* Who asks whether to go on, and of how many trials. */
struct watch {
	const struct bt_validation_ask	*ask;
	uint64_t			 total;
};

static enum bt_status
poll(void *arg, uint64_t done)
{
	const struct watch *w = arg;

	return w->ask->poll(w->ask->poll_arg, done, w->total);
}

static int
count(struct watch *w, uint64_t times, struct bt_err *err)
{
	if (bt_job_trials(w->ask->job, &w->total, err) == -1)
		return -1;
	if (w->total == UINT64_MAX ||
	    __builtin_mul_overflow(w->total, times, &w->total))
		w->total = 0;
	return 0;
}

/* A walk on its way out. */
struct walk {
	const struct bt_validation	*v;
	struct bt_walkforward_ask	 ask;
	struct bt_buf			 config;
	struct bt_runwrite		*oos;	/* the stitched run, or NULL */
	struct bt_sink			 sink;
	struct bt_walkforward		 result;
};

static int
walk_table(struct walk *w, struct bt_out *out, struct bt_err *err)
{
	struct bt_validation_rule rule = { w->ask.job,
	    { w->config.s, w->config.n }, w->v->format,
	    (enum bt_validation_emit)w->v->set.emit };
	struct bt_walkforward_writer *to;
	int rc;

	if ((to = bt_walkforward_writer_new(&rule, out, err)) == NULL)
		return -1;
	w->ask.row = bt_walkforward_writer_row;
	w->ask.row_arg = to;
	rc = bt_walkforward_run(&w->ask, &w->result, err);
	if (rc == 0)
		rc = bt_walkforward_writer_end(to, &w->result, err);
	bt_walkforward_writer_free(to);
	return rc;
}

/* The same, and the run of the tests goes to a file of its own. */
static int
walk_oos(struct walk *w, struct bt_out *out, struct bt_out *oos,
    struct bt_err *err)
{
	const struct bt_runwrite_settings set = { .format = BT_NDJSON };
	const struct bt_runwrite_head head = {
		{ w->config.s, w->config.n }, w->ask.job->head.inputs,
		bt_market_date_only(bt_bench_bars(
		w->ask.job->part[0].bench)->market) };
	int rc = -1;

	if ((w->oos = bt_runwrite_new(&set, err)) == NULL)
		return -1;
	if (bt_runwrite_begin(w->oos, oos, &head, err) == 0) {
		w->sink = bt_runwrite_sink(w->oos);
		w->ask.sink = &w->sink;
		rc = walk_table(w, out, err);
	}
	if (rc == 0)
		bt_runwrite_end(w->oos, &w->result.run);
	bt_runwrite_free(w->oos);
	return rc;
}

static int
walk_out(struct walk *w, struct bt_out *out, struct bt_err *err)
{
	struct bt_out *oos;
	int rc;

	if (w->v->set.oos == NULL)
		return walk_table(w, out, err);
	if ((oos = bt_out_open(w->v->set.oos, err)) == NULL)
		return -1;
	rc = walk_oos(w, out, oos, err);
	if (rc == 0)
		rc = bt_out_flush(out, err);	/* both, or none */
	if (rc == 0 || (err->code == BT_OK && !bt_out_failed(out)))
		return bt_out_close(oos, err);
	bt_out_abort(oos);
	return -1;
}

static int
run_walk(const struct bt_validation *v, const struct bt_validation_ask *ask,
    enum bt_status *status, struct bt_err *err)
{
	const struct bt_timeline *line = bt_job_timeline(ask->job);
	struct watch watch = { .ask = ask };
	struct bt_windows windows;
	struct walk w = { .v = v, .ask = { .job = ask->job,
	    .windows = &windows, .poll = ask->poll != NULL ? poll : NULL,
	    .poll_arg = &watch } };
	int rc = -1;

	if (bt_windows_init(&windows, &v->windows, line->time, line->steps,
	    err) == -1)
		return -1;
	if (count(&watch, windows.n, err) == 0 &&
	    bt_validation_config(ask->job, &v->set, &w.config, err) == 0)
		rc = walk_out(&w, ask->out, err);
	*status = w.result.status;
	if (rc == 0 && *status == BT_COMPLETED && w.result.traded == 0)
		rc = 1;
	bt_buf_free(&w.config);
	bt_walkforward_free(&w.result);
	bt_windows_free(&windows);
	return rc;
}

static int
write_folds(const struct bt_validation_rule *rule,
    struct bt_crossval_ask *ask, struct bt_out *out, enum bt_status *status,
    struct bt_err *err)
{
	struct bt_crossval_writer *to;
	struct bt_crossval cv;
	int rc;

	if ((to = bt_crossval_writer_new(rule, ask->folds, out, err)) == NULL)
		return -1;
	ask->row = bt_crossval_writer_row;
	ask->row_arg = to;
	rc = bt_crossval_run(ask, &cv, err);
	if (rc == 0)
		rc = bt_crossval_writer_end(to, &cv, err);
	*status = cv.status;
	if (rc == 0 && *status == BT_COMPLETED && cv.chosen == 0)
		rc = 1;
	bt_crossval_free(&cv);
	bt_crossval_writer_free(to);
	return rc;
}

static int
run_folds(const struct bt_validation *v, const struct bt_validation_ask *ask,
    enum bt_status *status, struct bt_err *err)
{
	struct watch watch = { .ask = ask };
	struct bt_folds folds;
	struct bt_crossval_ask cv = { .job = ask->job, .folds = &folds,
	    .poll = ask->poll != NULL ? poll : NULL, .poll_arg = &watch };
	struct bt_validation_rule rule = { .job = ask->job,
	    .format = v->format,
	    .emit = (enum bt_validation_emit)v->set.emit };
	struct bt_buf config = { 0 };
	int rc = -1;

	if (bt_folds_init(&folds, &v->folds,
	    bt_job_timeline(ask->job)->steps, err) == -1 ||
	    count(&watch, 1, err) == -1)
		return -1;
	if (bt_validation_config(ask->job, &v->set, &config, err) == 0) {
		rule.config = (struct bt_span){ config.s, config.n };
		rc = write_folds(&rule, &cv, ask->out, status, err);
	}
	bt_buf_free(&config);
	return rc;
}

int
bt_validation_run(struct bt_validation *v,
    const struct bt_validation_ask *ask, enum bt_status *status,
    struct bt_err *err)
{
	return v->walks ? run_walk(v, ask, status, err) :
	    run_folds(v, ask, status, err);
}
