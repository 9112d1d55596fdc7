/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/base/num.h"
#include "lib/stream/config.h"
#include "lib/stream/record.h"
#include "lib/sweep/validation_own.h"

static void
put_count(struct bt_out *out, const char *key, uint64_t n)
{
	char buf[BT_NUM_MAX];

	bt_out_text(out, key);
	bt_out_write(out, buf, bt_num_format_int(buf, (long long)n));
}

static void
put_raw(struct bt_out *out, const char *key, struct bt_span json)
{
	bt_out_text(out, key);
	bt_out_write(out, json.s, json.n);
}

static void
put_text(struct bt_out *out, const char *key, struct bt_span text)
{
	bt_out_text(out, key);
	if (text.s == NULL)
		bt_out_text(out, "null");
	else
		bt_json_text(out, text);
}

int
bt_validation_config(const struct bt_job *job,
    const struct bt_validation_settings *set, struct bt_buf *buf,
    struct bt_err *err)
{
	const struct bt_span config = job->head.config;
	/* Where the output goes is no part of what it says. */
	const struct bt_validation_settings told = {
		.walk_forward = set->walk_forward, .cv = set->cv,
		.emit = -1 };

	/* Less its brace, which comes behind what is added. */
	if (bt_buf_add(buf, config.s, config.n - 1, err) == -1 ||
	    bt_config_write(buf, bt_validation_opts, &told, err) == -1)
		return -1;
	return bt_buf_add(buf, "}", 1, err);
}

void
bt_validation_head(struct bt_out *out, const char *type,
    const struct bt_job *job, struct bt_span config)
{
	const struct bt_trials_head *head = &job->head;
	size_t i;

	bt_out_text(out, "{\"type\":\"");
	bt_out_text(out, type);
	bt_out_text(out, "\",\"schema\":1,\"bt\":\"" BT_VERSION "\"");
	put_raw(out, ",\"config\":", config);
	put_raw(out, ",\"inputs\":", head->inputs);
	put_raw(out, ",\"space\":", head->space);
	bt_out_text(out, ",\"metrics\":[");
	for (i = 0; i < job->nshown; i++)
		put_text(out, i == 0 ? "" : ",",
		    bt_span(job->metric[i]->name));
	put_text(out, "],\"method\":", head->method);
	put_count(out, ",\"seed\":", head->seed);
	put_text(out, ",\"objective\":", head->objective);
	bt_out_text(out, head->minimize ? ",\"minimize\":true" :
	    ",\"minimize\":false");
	put_text(out, ",\"constraint\":", head->constraint);
	bt_out_text(out, "}\n");
}

void
bt_validation_winner(struct bt_fields *f, const struct bt_job *job,
    const struct bt_trials_row *winner, const double *value)
{
	static const struct bt_span none = { NULL, 0 };
	const struct bt_trials_head *head = &job->head;
	size_t i;

	bt_fields_real(f, "", "trial", winner != NULL ?
	    (double)winner->number : (double)NAN);
	bt_fields_text(f, "", "strategy", winner != NULL ?
	    winner->strategy : none);
	for (i = 0; i < head->ndims; i++)
		if (head->dim[i].is_number)
			bt_fields_real(f, "", head->dim[i].name,
			    winner != NULL ? value[i] : (double)NAN);
		else
			bt_fields_text(f, "", head->dim[i].name,
			    winner != NULL ? winner->value[i] : none);
}

void
bt_validation_metrics(struct bt_fields *f, const struct bt_job *job,
    const char *prefix, double objective, const double *metric)
{
	size_t i;

	bt_fields_real(f, prefix, "objective", objective);
	for (i = 0; i < job->nshown; i++)
		bt_fields_real(f, prefix, job->metric[i]->name,
		    metric != NULL ? metric[i] : (double)NAN);
}

void
bt_validation_title(struct bt_out *out, const char *what,
    const struct bt_job *job)
{
	const struct bt_trials_head *head = &job->head;

	bt_out_text(out, what);
	bt_out_text(out, head->minimize ? " by the least " : " by ");
	bt_out_write(out, head->objective.s, head->objective.n);
	if (head->constraint.s != NULL) {
		bt_out_text(out, " where ");
		bt_out_write(out, head->constraint.s, head->constraint.n);
	}
	bt_out_text(out, "\n\n");
}

void
bt_validation_end(struct bt_out *out, enum bt_status status, size_t rows)
{
	put_text(out, "{\"type\":\"end\",\"status\":",
	    bt_span(bt_status_name(status)));
	put_count(out, ",\"rows\":", rows);
	bt_out_text(out, "}\n");
}
