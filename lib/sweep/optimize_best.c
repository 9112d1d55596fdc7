/* SPDX-License-Identifier: ISC */
#include "lib/sweep/optimize_best.h"

#include "lib/sweep/job_shell.h"

/* A sweep of which nothing can be used has a reason. */
static int
tell_none(struct bt_optimize *o, const struct bt_job *job,
    const struct bt_plain_result *res, struct bt_err *err)
{
	const uint64_t rest = res->trials - res->failed - res->broken;
	struct bt_buf text = { 0 };
	int rc;

	o->no = true;
	rc = bt_buf_printf(&text, err, "no trial is valid: %llu failed, %llu "
	    "broke the constraint", (unsigned long long)res->failed,
	    (unsigned long long)res->broken);
	if (rc == 0 && rest > 0)
		rc = bt_buf_printf(&text, err, ", %llu ha%s no objective%s",
		    (unsigned long long)rest, rest == 1 ? "s" : "ve",
		    job->head.has_share ? " of all the data" : "");
	/* On a part of the data it may be of no weight. */
	if (rc == 0 && res->reason.n > 0 && !job->head.has_share)
		rc = bt_buf_printf(&text, err, "; %.*s",
		    BT_SPAN(res->reason));
	if (rc == 0)
		o->warn(o->arg, text.s);
	bt_buf_free(&text);
	return rc;
}

/* Whatever becomes of it, the output is not for another. */
static int
write_best(struct bt_optimize *o, const struct bt_job *job,
    const struct bt_trials_row *best, struct bt_err *err)
{
	struct bt_out *out = o->best;
	struct bt_buf text = { 0 };
	int rc = -1;

	o->best = NULL;
	if (bt_buf_printf(&text, err, "#!/bin/sh\n# trial %llu of "
	    "bt-optimize\n", (unsigned long long)best->number) == 0 &&
	    bt_job_shell(job, best, &text, err) == 0) {
		bt_out_text(out, text.s);
		bt_out_text(out, "\n");
		rc = bt_out_close(out, err);
	} else {
		bt_out_abort(out);
	}
	bt_buf_free(&text);
	return rc;
}

static int
verify(struct bt_optimize *o, const struct bt_job *job,
    const struct bt_trials_row *best, struct bt_err *err)
{
	struct bt_verified v = { { 0 }, { 0 } };
	struct bt_buf text = { 0 };
	int rc = -1;

	if (bt_job_verify(job, best, o->program, &v, err) == 0 &&
	    bt_buf_printf(&text, err, v.differs.n == 0 ? "trial %llu is "
	    "verified, digit for digit:\n%s" : "trial %llu differs from what "
	    "the commands make:\n%s\n%s",
	    (unsigned long long)best->number, v.line.s,
	    v.differs.n == 0 ? "" : v.differs.s) == 0) {
		o->no = v.differs.n > 0;
		o->say(o->arg, text.s);
		rc = 0;
	}
	bt_buf_free(&v.line);
	bt_buf_free(&v.differs);
	bt_buf_free(&text);
	return rc;
}

static int
tell_best(struct bt_optimize *o, const struct bt_job *job,
    const struct bt_trials_row *best, struct bt_err *err)
{
	struct bt_buf text = { 0 };
	int rc;

	rc = bt_buf_printf(&text, err, "the best is trial %llu:\n",
	    (unsigned long long)best->number);
	if (rc == 0)
		rc = bt_job_shell(job, best, &text, err);
	if (rc == 0)
		o->say(o->arg, text.s);
	bt_buf_free(&text);
	return rc;
}

int
bt_optimize_best(struct bt_optimize *o, const struct bt_job *job,
    const struct bt_plain_result *res, struct bt_err *err)
{
	/* A part of a sweep may well have none: others may. */
	if (res->best == NULL)
		return res->trials == 0 || job->head.shards > 0 ? 0 :
		    tell_none(o, job, res, err);
	if (o->best != NULL && write_best(o, job, res->best, err) == -1)
		return -1;
	if (o->set->verify)
		return verify(o, job, res->best, err);
	return o->verbose && bt_job_has_shell(job) ?
	    tell_best(o, job, res->best, err) : 0;
}
