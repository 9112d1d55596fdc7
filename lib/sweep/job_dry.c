/* SPDX-License-Identifier: ISC */
#include "lib/sweep/job_dry.h"

#include <math.h>
#include <stdio.h>

#include "lib/base/num.h"
#include "lib/stream/record.h"
#include "lib/stream/texttable.h"

/* What was counted and measured. */
struct plan {
	const struct bt_dry_ask	*ask;
	uint64_t		 points;	/* before --where; 0: no end */
	uint64_t		 trials;	/* UINT64_MAX: not known */
	uint64_t		 tried;
	int64_t			 begun;
	double			 seconds, memory;
	enum bt_status		 stopped;	/* by who waits */
};

static int
ignore(void *arg, const struct bt_trial *trial, struct bt_err *err)
{
	(void)arg, (void)trial, (void)err;
	return 0;
}

static double
seconds_since(const struct plan *p)
{
	return (double)(p->ask->clock() - p->begun) / 1e9;
}

static enum bt_status
poll(void *arg, uint64_t done)
{
	struct plan *p = arg;

	p->stopped = p->ask->poll(p->ask->arg, done);
	if (p->stopped != BT_COMPLETED)
		return p->stopped;
	return seconds_since(p) < BT_DRY_SECONDS ?
	    BT_COMPLETED : BT_TIMEOUT;
}

static int
count(struct plan *p, struct bt_err *err)
{
	struct bt_job *job = p->ask->job;
	uint64_t n;
	size_t i;

	for (i = 0; i < job->nparts; i++) {
		if (!bt_space_is_grid(&job->part[i].space)) {
			p->points = 0;
			break;
		}
		if (bt_space_size(&job->part[i].space, &n, err) == -1)
			return -1;
		p->points += n;
	}
	return bt_job_trials(job, &p->trials, err);
}

static int
measure(struct plan *p, struct bt_err *err)
{
	struct bt_job_pass pass = {
		.end = bt_job_timeline(p->ask->job)->steps,
		.taker = ignore, .poll = poll, .poll_arg = p };
	enum bt_status status;

	p->begun = p->ask->clock();
	if (bt_job_search(p->ask->job, &pass, &status, &p->tried, err) == -1)
		return -1;
	p->seconds = seconds_since(p);
	p->memory = p->ask->memory();
	return 0;
}

/* Seconds that all trials would take; NAN if nobody knows. */
static double
whole(const struct plan *p)
{
	if (p->trials == UINT64_MAX || p->tried == 0)
		return NAN;
	return p->seconds / (double)p->tried * (double)p->trials;
}

static const char *
kind_of(const struct bt_dim *dim)
{
	static const char *const names[] = {
		[BT_DIM_INTEGER] = "integer", [BT_DIM_REAL] = "real",
		[BT_DIM_CHOICE] = "choice" };

	return names[dim->kind];
}

static int
put_end(struct bt_texttable *t, const struct bt_dim *dim, bool last,
    struct bt_err *err)
{
	char num[BT_NUM_MAX];
	size_t n;

	if (dim->kind == BT_DIM_CHOICE)
		return bt_texttable_cell(t, bt_span(dim->text[last ?
		    dim->levels - 1 : 0]), err);
	n = bt_num_format(num, last ? dim->hi : dim->lo);
	return bt_texttable_cell(t, (struct bt_span){ num, n }, err);
}

static int
put_dim(struct bt_texttable *t, const struct bt_job_part *part,
    const struct bt_dim *dim, struct bt_err *err)
{
	char num[BT_NUM_MAX];
	size_t n = bt_num_format_int(num, (long long)dim->levels);
	struct bt_span values = dim->levels == 0 ? bt_span("any") :
	    (struct bt_span){ num, n };

	if (bt_texttable_cell(t, bt_span(part->name != NULL ? part->name :
	    ""), err) == -1 ||
	    bt_texttable_cell(t, bt_span(dim->name), err) == -1 ||
	    bt_texttable_cell(t, bt_span(kind_of(dim)), err) == -1 ||
	    bt_texttable_cell(t, values, err) == -1 ||
	    put_end(t, dim, false, err) == -1)
		return -1;
	return put_end(t, dim, true, err);
}

static int
put_dims(const struct plan *p, struct bt_err *err)
{
	static const struct bt_textcol cols[] = { { "strategy", BT_LEFT },
		{ "name", BT_LEFT }, { "kind", BT_LEFT },
		{ "values", BT_RIGHT }, { "from", BT_RIGHT },
		{ "to", BT_RIGHT } };
	const struct bt_job *job = p->ask->job;
	struct bt_texttable *t;
	size_t i, k;
	int rc = 0;

	t = bt_texttable_new(cols, sizeof(cols) / sizeof(cols[0]), err);
	if (t == NULL)
		return -1;
	for (i = 0; i < job->nparts; i++)
		for (k = 0; k < job->part[i].space.ndims && rc == 0; k++)
			rc = put_dim(t, &job->part[i],
			    &job->part[i].space.dim[k], err);
	if (rc == 0)
		bt_texttable_write(t, p->ask->out);
	bt_texttable_free(t);
	return rc;
}

static void
put_count(struct bt_out *out, const char *label, uint64_t n)
{
	char num[BT_NUM_MAX];

	bt_out_text(out, label);
	bt_out_write(out, num, bt_num_format_int(num, (long long)n));
}

/* A duration as people say it. */
static void
put_time(struct bt_out *out, double s)
{
	static const struct {
		double		 most, unit;
		const char	*name;
	} rows[] = { { 1e-3, 1e-6, "us" }, { 1, 1e-3, "ms" }, { 120, 1, "s" },
		{ 7200, 60, "minutes" }, { 172800, 3600, "hours" },
		{ INFINITY, 86400, "days" } };
	char text[64];
	size_t i = 0;

	while (s >= rows[i].most)
		i++;
	(void)snprintf(text, sizeof(text), "%.3g %s", s / rows[i].unit,
	    rows[i].name);
	bt_out_text(out, text);
}

static int
put_text(const struct plan *p, struct bt_err *err)
{
	struct bt_out *out = p->ask->out;
	const struct bt_job *job = p->ask->job;
	double seconds = whole(p);
	char text[64];

	if (put_dims(p, err) == -1)
		return -1;
	if (p->points > 0)
		put_count(out, "\ncombinations  ", p->points);
	bt_out_text(out, "\nmethod        ");
	bt_out_write(out, job->head.method.s, job->head.method.n);
	if (p->trials == UINT64_MAX)
		bt_out_text(out, "\ntrials        without end: give "
		    "--max-trials or --time-limit");
	else
		put_count(out, "\ntrials        ", p->trials);
	bt_out_text(out, "\na trial       ");
	if (p->tried > 0) {
		put_time(out, p->seconds / (double)p->tried);
		put_count(out, ", from ", p->tried);
		put_count(out, " that were run on ", job->threads);
		bt_out_text(out, job->threads == 1 ? " thread" : " threads");
	}
	if (!isnan(seconds)) {
		bt_out_text(out, "\ntime          ");
		put_time(out, seconds);
	}
	(void)snprintf(text, sizeof(text), "\nmemory        %.0f MB\n",
	    p->memory);
	bt_out_text(out, text);
	return 0;
}

static void
put_json(const struct plan *p)
{
	struct bt_out *out = p->ask->out;
	const struct bt_job *job = p->ask->job;

	bt_out_text(out, "{\"type\":\"plan\",\"space\":");
	bt_out_write(out, job->head.space.s, job->head.space.n);
	bt_out_text(out, ",\"method\":");
	bt_json_text(out, job->head.method);
	bt_out_text(out, ",\"combinations\":");
	bt_json_real(out, p->points > 0 ? (double)p->points : NAN);
	bt_out_text(out, ",\"trials\":");
	bt_json_real(out, p->trials == UINT64_MAX ? NAN : (double)p->trials);
	put_count(out, ",\"tried\":", p->tried);
	put_count(out, ",\"threads\":", job->threads);
	bt_out_text(out, ",\"seconds_a_trial\":");
	bt_json_real(out, p->tried == 0 ? NAN : p->seconds /
	    (double)p->tried);
	bt_out_text(out, ",\"seconds\":");
	bt_json_real(out, whole(p));
	bt_out_text(out, ",\"memory_mb\":");
	bt_json_real(out, p->memory);
	bt_out_text(out, "}\n");
}

int
bt_job_dry(const struct bt_dry_ask *ask, enum bt_status *status,
    struct bt_err *err)
{
	struct plan p = { .ask = ask, .stopped = BT_COMPLETED };

	*status = BT_COMPLETED;
	if (count(&p, err) == -1 || measure(&p, err) == -1)
		return -1;
	*status = p.stopped;
	if (ask->ndjson)
		put_json(&p);
	else if (put_text(&p, err) == -1)
		return -1;
	return 0;
}
