/* SPDX-License-Identifier: ISC */
/* What is put before the trials: the columns, and what they come from. */
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/method.h"
#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/stream/config.h"
#include "lib/sweep/job_own.h"

/* What the columns of every row are called. */
static const char *const fixed[] = { "type", "trial", "strategy", "share",
	"status", "reason", "objective", NULL };

static int
keep(struct bt_job *job, const struct bt_buf *buf, struct bt_span *to,
    struct bt_err *err)
{
	to->n = buf->n;
	to->s = bt_arena_strndup(job->arena, buf->n > 0 ? buf->s : "", buf->n,
	    err);
	return to->s == NULL ? -1 : 0;
}

static bool
is_taken(const struct bt_job *job, const char *name)
{
	size_t i;

	for (i = 0; fixed[i] != NULL; i++)
		if (strcmp(fixed[i], name) == 0)
			return true;
	for (i = 0; i < job->nshown; i++)
		if (strcmp(job->metric[i]->name, name) == 0)
			return true;
	return false;
}

/* A parameter may be called as a metric is: then its column is param.x. */
static const char *
column_name(struct bt_job *job, const char *name, struct bt_err *err)
{
	static const char prefix[] = "param.";
	size_t n = strlen(name);
	char *s;

	if (!is_taken(job, name))
		return name;
	s = bt_arena_alloc(job->arena, sizeof(prefix) + n, 1, err);
	if (s != NULL) {
		memcpy(s, prefix, sizeof(prefix) - 1);
		memcpy(s + sizeof(prefix) - 1, name, n);
	}
	return s;
}

/* The dims of all parts, those of one name once. */
static int
make_dims(struct bt_job *job, struct bt_err *err)
{
	struct bt_trials_dim *dims;
	size_t i, k, c, n = 0;

	for (i = 0; i < job->nparts; i++)
		n += job->part[i].space.ndims;
	dims = bt_arena_alloc(job->arena, n + 1, sizeof(*dims), err);
	job->value = bt_arena_alloc(job->arena, n + 1, sizeof(*job->value),
	    err);
	if (dims == NULL || job->value == NULL)
		return -1;
	for (i = 0, n = 0; i < job->nparts; i++) {
		struct bt_job_part *part = &job->part[i];

		part->column = bt_arena_alloc(job->arena,
		    part->space.ndims + 1, sizeof(*part->column), err);
		if (part->column == NULL)
			return -1;
		for (k = 0; k < part->space.ndims; k++) {
			const struct bt_dim *dim = &part->space.dim[k];
			const char *name = column_name(job, dim->name, err);
			bool number = dim->kind != BT_DIM_CHOICE;

			if (name == NULL)
				return -1;
			for (c = 0; c < n; c++)
				if (strcmp(dims[c].name, name) == 0)
					break;
			if (c == n)
				dims[n++] = (struct bt_trials_dim){ name,
				    number };
			dims[c].is_number = dims[c].is_number && number;
			part->column[k] = c;
		}
	}
	job->head.dim = dims;
	job->head.ndims = n;
	return 0;
}

/* The texts of -P, by column: that of the first who has it. */
static struct bt_span
values_of(const struct bt_job *job, size_t column)
{
	const struct bt_job_part *part;
	struct bt_span rest, name;
	size_t i, k;

	for (i = 0; i < job->nparts; i++) {
		part = &job->part[i];
		for (k = 0; k < part->space.ndims; k++) {
			if (part->column[k] != column)
				continue;
			rest = bt_span(part->sweeps[k]);
			(void)bt_span_cut(&rest, '=', &name);
			return bt_span_trim(rest);
		}
	}
	return (struct bt_span){ "", 0 };
}

/* Text of the user's as a JSON string. */
static int
add_string(struct bt_buf *buf, struct bt_span s, struct bt_err *err)
{
	size_t i;
	int rc = bt_buf_add(buf, "\"", 1, err);

	for (i = 0; i < s.n && rc == 0; i++)
		rc = s.s[i] == '"' || s.s[i] == '\\' ?
		    bt_buf_printf(buf, err, "\\%c", s.s[i]) :
		    (unsigned char)s.s[i] < ' ' ?
		    bt_buf_printf(buf, err, "\\u%04x", (unsigned)s.s[i]) :
		    bt_buf_add(buf, s.s + i, 1, err);
	return rc == -1 ? -1 : bt_buf_add(buf, "\"", 1, err);
}

static int
write_space(const struct bt_job *job, struct bt_buf *buf, struct bt_err *err)
{
	const struct bt_trials_dim *dim;
	size_t i;

	if (bt_buf_add(buf, "[", 1, err) == -1)
		return -1;
	for (i = 0; i < job->head.ndims; i++) {
		dim = &job->head.dim[i];
		if (bt_buf_printf(buf, err, "%s{\"name\":", i == 0 ? "" :
		    ",") == -1 || add_string(buf, bt_span(dim->name),
		    err) == -1 || bt_buf_printf(buf, err, ",\"kind\":\"%s\","
		    "\"values\":", dim->is_number ? "number" :
		    "choice") == -1 ||
		    add_string(buf, values_of(job, i), err) == -1 ||
		    bt_buf_add(buf, "}", 1, err) == -1)
			return -1;
	}
	return bt_buf_add(buf, "]", 1, err);
}

static int
write_config(const struct bt_job *job, struct bt_buf *buf,
    struct bt_err *err)
{
	const struct bt_job_ask *ask = &job->ask;

	if (bt_buf_add(buf, "{", 1, err) == -1 ||
	    bt_config_write(buf, bt_job_strategy_opts, ask->sweep,
	    err) == -1 ||
	    bt_config_write(buf, bt_job_opts, ask->sweep, err) == -1 ||
	    bt_config_write(buf, bt_settings_opts, ask->engine, err) == -1 ||
	    bt_config_write(buf, bt_measure_opts, ask->study, err) == -1 ||
	    bt_config_write(buf, bt_bars_opts, ask->bars, err) == -1)
		return -1;
	return bt_buf_add(buf, "}", 1, err);
}

static int
make_texts(struct bt_job *job, struct bt_err *err)
{
	struct bt_buf buf = { 0 };
	int rc = -1;

	if (write_config(job, &buf, err) == 0 &&
	    keep(job, &buf, &job->head.config, err) == 0) {
		buf.n = 0;
		if (write_space(job, &buf, err) == 0 &&
		    keep(job, &buf, &job->head.space, err) == 0) {
			buf.n = 0;
			if (bt_method_text(&job->ask.sweep->method, &buf,
			    err) == 0)
				rc = keep(job, &buf, &job->head.method, err);
		}
	}
	bt_buf_free(&buf);
	return rc;
}

int
bt_job_make_head(struct bt_job *job, struct bt_err *err)
{
	const struct bt_job_settings *set = job->ask.sweep;
	struct bt_trials_head *h = &job->head;
	const char **names;
	size_t i;

	names = bt_arena_alloc(job->arena, job->nshown + 1, sizeof(*names),
	    err);
	if (names == NULL || make_dims(job, err) == -1 ||
	    make_texts(job, err) == -1)
		return -1;
	for (i = 0; i < job->nshown; i++)
		names[i] = job->metric[i]->name;
	h->version = bt_span(BT_VERSION);
	h->inputs = bt_span("[]");
	h->seed = (uint64_t)set->seed;
	h->objective = bt_span(set->objective);
	h->minimize = set->minimize;
	if (set->constraint != NULL)
		h->constraint = bt_span(set->constraint);
	h->has_share = strcmp(set->method.family->name, "halving") == 0;
	h->metric = names;
	h->nmetrics = job->nshown;
	return 0;
}

static int
add_time(struct bt_buf *buf, const char *key, int64_t t, bool date_only,
    struct bt_err *err)
{
	char text[BT_TIME_MAX];

	if (t == BT_TIME_NONE)
		return bt_buf_printf(buf, err, ",\"%s\":null", key);
	return bt_buf_printf(buf, err, ",\"%s\":\"%.*s\"", key,
	    (int)bt_time_format(text, t, date_only), text);
}

/* As the header of a run has them. */
static int
add_input(struct bt_buf *buf, const struct bt_bars_input *in, bool date_only,
    struct bt_err *err)
{
	if (bt_buf_add(buf, "{\"name\":", 8, err) == -1 ||
	    add_string(buf, bt_span(in->name), err) == -1 ||
	    bt_buf_printf(buf, err, ",\"xxh3\":\"%s\",\"rows\":%zu,"
	    "\"symbols\":%zu", in->xxh3, in->rows, in->symbols) == -1 ||
	    add_time(buf, "from", in->from, date_only, err) == -1 ||
	    add_time(buf, "to", in->to, date_only, err) == -1)
		return -1;
	return bt_buf_add(buf, "}", 1, err);
}

int
bt_job_make_inputs(struct bt_job *job, struct bt_err *err)
{
	const struct bt_bars_result *bars;
	struct bt_buf buf = { 0 };
	bool date_only;
	size_t i;
	int rc;

	bars = bt_bench_bars(job->part[0].bench);
	date_only = bt_market_date_only(bars->market);
	rc = bt_buf_add(&buf, "[", 1, err);
	for (i = 0; i < bars->ninputs && rc == 0; i++) {
		if (i > 0)
			rc = bt_buf_add(&buf, ",", 1, err);
		if (rc == 0)
			rc = add_input(&buf, &bars->inputs[i], date_only, err);
	}
	if (rc == 0)
		rc = bt_buf_add(&buf, "]", 1, err);
	if (rc == 0)
		rc = keep(job, &buf, &job->head.inputs, err);
	bt_buf_free(&buf);
	return rc;
}
