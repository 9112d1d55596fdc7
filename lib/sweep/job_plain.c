/* SPDX-License-Identifier: ISC */
#include "lib/sweep/job_plain.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/str.h"
#include "lib/sweep/job_table.h"

enum { TABLE_ROWS = 10 };	/* unless --top says otherwise */

const struct bt_opt bt_plain_opts[] = {
	BT_OPT_CHOICE_ROW('f', "format", struct bt_plain_settings, format,
	    "csv|ndjson|table", "csv", "what to write"),
	BT_OPT_INT_ROW(0, "top", struct bt_plain_settings, top, "N", 1, 1e7,
	    NULL, "only the N best, best first; a table has 10"),
	BT_OPT_END
};

struct bt_plain {
	const struct bt_trials_head	*head;
	struct bt_out			*out;
	enum bt_plain_format		 format;
	bool				 all;	/* rows as they come */
	struct bt_trials		*writer;	/* but for a table */
	struct bt_top			*top;
	uint64_t			 rows, failed, broken;
	struct bt_buf			 reason;	/* of the first */
};

struct bt_plain *
bt_plain_new(const struct bt_plain_settings *set,
    const struct bt_trials_head *head, struct bt_out *out,
    struct bt_err *err)
{
	struct bt_plain *p = bt_calloc(1, sizeof(*p), err);
	size_t most = set->top > 0 ? (size_t)set->top :
	    set->format == BT_PLAIN_TABLE ? TABLE_ROWS : 1;

	if (p == NULL)
		return NULL;
	p->head = head;
	p->out = out;
	p->format = (enum bt_plain_format)set->format;
	p->all = set->top <= 0 && p->format != BT_PLAIN_TABLE;
	if ((p->top = bt_top_new(most, head, err)) != NULL &&
	    (p->format == BT_PLAIN_TABLE || (p->writer = bt_trials_new(
	    p->format == BT_PLAIN_CSV ? BT_TRIALS_CSV : BT_TRIALS_NDJSON,
	    head, out, err)) != NULL))
		return p;
	bt_plain_free(p);
	return NULL;
}

void
bt_plain_free(struct bt_plain *p)
{
	if (p == NULL)
		return;
	bt_trials_free(p->writer);
	bt_top_free(p->top);
	bt_buf_free(&p->reason);
	free(p);
}

/* Why the first one that is not good is not. */
static int
note_reason(struct bt_plain *p, const struct bt_trials_row *row,
    struct bt_err *err)
{
	if (p->reason.n > 0 || row->reason.s == NULL ||
	    row->status == BT_TRIAL_CONSTRAINT || !isnan(row->objective))
		return 0;
	return bt_buf_add(&p->reason, row->reason.s, row->reason.n, err);
}

int
bt_plain_put(struct bt_plain *p, const struct bt_trials_row *row,
    struct bt_err *err)
{
	p->rows++;
	p->broken += row->status == BT_TRIAL_CONSTRAINT;
	p->failed += row->status == BT_TRIAL_FAILED;
	if (note_reason(p, row, err) == -1)
		return -1;
	if (p->all)
		bt_trials_put(p->writer, row);
	/* What went wrong is told when the output is closed. */
	return bt_out_failed(p->out) ? -1 : bt_top_add(p->top, row, err);
}

const struct bt_trials_row *
bt_plain_best(const struct bt_plain *p, size_t i)
{
	return bt_top_at(p->top, i);
}

/* The table, and what it leaves out. */
static int
put_table(struct bt_plain *p, struct bt_err *err)
{
	struct bt_buf text = { 0 };
	size_t n = 0;
	int rc;

	if (bt_job_table(p->top, p->head, p->out, err) == -1)
		return -1;
	while (bt_top_at(p->top, n) != NULL)
		n++;
	rc = bt_buf_printf(&text, err, "\n%zu of %llu trial%s", n,
	    (unsigned long long)p->rows, p->rows == 1 ? "" : "s");
	if (rc == 0 && n > 1)
		rc = bt_buf_printf(&text, err, ", best first");
	if (rc == 0 && p->failed > 0)
		rc = bt_buf_printf(&text, err, "; %llu failed",
		    (unsigned long long)p->failed);
	if (rc == 0 && p->broken > 0)
		rc = bt_buf_printf(&text, err, "; %llu broke the constraint",
		    (unsigned long long)p->broken);
	if (rc == 0) {
		bt_out_write(p->out, text.s, text.n);
		bt_out_text(p->out, "\n");
	}
	bt_buf_free(&text);
	return rc;
}

int
bt_plain_rest(struct bt_plain *p, struct bt_err *err)
{
	const struct bt_trials_row *row;
	size_t i;

	if (p->format == BT_PLAIN_TABLE)
		return put_table(p, err);
	for (i = 0; !p->all && (row = bt_top_at(p->top, i)) != NULL; i++)
		bt_trials_put(p->writer, row);
	return 0;
}

void
bt_plain_end(struct bt_plain *p, enum bt_status status, const char *why)
{
	if (p->writer != NULL)
		bt_trials_end(p->writer, status, why);
}

/* A sweep and its hooks. */
struct run {
	const struct bt_plain_ask	*ask;
	struct bt_plain			*plain;
};

static int
known(void *arg, struct bt_trial *trial, double *metric, struct bt_err *err)
{
	const struct bt_plain_ask *ask = ((const struct run *)arg)->ask;
	const struct bt_plain_hook *h;
	int rc = 0;

	for (h = ask->hook; h < ask->hook + ask->nhooks && rc == 0; h++)
		if (h->known != NULL)
			rc = h->known(h->arg, trial, metric, err);
	return rc;
}

static int
take(void *arg, const struct bt_trial *trial, struct bt_err *err)
{
	const struct run *r = arg;
	const struct bt_plain_hook *h = r->ask->hook;
	struct bt_trials_row row;
	int rc = 0;

	for (; h < r->ask->hook + r->ask->nhooks && rc == 0; h++)
		if (h->taker != NULL)
			rc = h->taker(h->arg, trial, err);
	if (rc != 0)
		return rc;
	return bt_job_row(r->ask->job, trial, &row, err) == -1 ? -1 :
	    bt_plain_put(r->plain, &row, err);
}

static int
tell_result(const struct run *r, struct bt_err *err)
{
	const struct bt_plain *p = r->plain;
	struct bt_plain_result res = { p->rows, p->failed, p->broken, NULL,
	    { p->reason.s, p->reason.n } };

	/* Nothing is made of rows that did not arrive. */
	if (bt_out_flush(p->out, err) == -1)
		return -1;
	res.best = bt_plain_best(p, 0);
	/* Those that are worse than any other come first if all are. */
	if (res.best != NULL && (isnan(res.best->objective) ||
	    res.best->share < 1 || res.best->status == BT_TRIAL_FAILED ||
	    res.best->status == BT_TRIAL_CONSTRAINT))
		res.best = NULL;
	return r->ask->done(r->ask->done_arg, &res, err);
}

static int
finish(const struct run *r, enum bt_status status, struct bt_err *err)
{
	const struct bt_plain_hook *h = r->ask->hook;

	if (bt_plain_rest(r->plain, err) == -1)
		return -1;
	for (; h < r->ask->hook + r->ask->nhooks; h++)
		if (h->rest != NULL && h->rest(h->arg, err) == -1)
			return -1;
	bt_plain_end(r->plain, status, r->ask->job->impatient ? "patience" :
	    NULL);
	return r->ask->done == NULL ? 0 : tell_result(r, err);
}

int
bt_plain_sweep(const struct bt_plain_ask *ask, enum bt_status *status,
    struct bt_err *err)
{
	struct run r = { ask, NULL };
	struct bt_job_pass pass = {
		.end = bt_job_timeline(ask->job)->steps,
		.skip = ask->skip, .take = ask->take,
		.taker = take, .taker_arg = &r,
		.poll = ask->poll, .poll_arg = ask->poll_arg };
	uint64_t trials;
	size_t i;
	int rc = -1;

	for (i = 0; i < ask->nhooks; i++) {
		pass.results |= ask->hook[i].results;
		if (ask->hook[i].known != NULL) {
			pass.known = known;
			pass.known_arg = &r;
		}
	}
	r.plain = bt_plain_new(ask->settings, &ask->job->head, ask->out, err);
	if (r.plain == NULL)
		return -1;
	if (bt_job_search(ask->job, &pass, status, &trials, err) == 0)
		rc = finish(&r, *status, err);
	bt_plain_free(r.plain);
	return rc;
}
