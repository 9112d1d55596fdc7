/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/stream/record.h"
#include "lib/sweep/trials.h"

struct bt_trials {
	enum bt_trials_format		 format;
	const struct bt_trials_head	*head;
	struct bt_out			*out;
	uint64_t			 rows;
};

static void
put_text(struct bt_trials *w, struct bt_span text)
{
	if (w->format == BT_TRIALS_NDJSON && text.s == NULL)
		bt_out_text(w->out, "null");
	else if (w->format == BT_TRIALS_NDJSON)
		bt_json_text(w->out, text);
	else if (text.s != NULL)
		bt_csv_cell(w->out, text);
}

static void
put_real(struct bt_trials *w, double x)
{
	if (isfinite(x))
		bt_out_used(w->out, bt_num_format(bt_out_room(w->out,
		    BT_NUM_MAX), x));
	else if (w->format == BT_TRIALS_NDJSON)
		bt_out_text(w->out, "null");
}

static void
put_count(struct bt_trials *w, uint64_t n)
{
	bt_out_used(w->out, bt_num_format_int(bt_out_room(w->out, BT_NUM_MAX),
	    (long long)n));
}

/* What comes before a value of a row: a comma, and in NDJSON its key. */
static void
put_key(struct bt_trials *w, const char *key)
{
	bt_out_write(w->out, ",", 1);
	if (w->format == BT_TRIALS_CSV)
		return;
	bt_json_text(w->out, bt_span(key));
	bt_out_write(w->out, ":", 1);
}

static void
put_names(struct bt_trials *w)
{
	const struct bt_trials_head *h = w->head;
	size_t i;

	bt_out_text(w->out, "trial,strategy");
	for (i = 0; i < h->ndims; i++) {
		bt_out_write(w->out, ",", 1);
		bt_csv_cell(w->out, bt_span(h->dim[i].name));
	}
	if (h->has_share)
		bt_out_text(w->out, ",share");
	bt_out_text(w->out, ",status,reason,objective");
	for (i = 0; i < h->nmetrics; i++) {
		bt_out_write(w->out, ",", 1);
		bt_out_text(w->out, h->metric[i]);
	}
	bt_out_write(w->out, "\n", 1);
}

static void
put_json(struct bt_trials *w, const char *key, struct bt_span json)
{
	put_key(w, key);
	bt_out_write(w->out, json.s, json.n);
}

static void
put_whole(struct bt_trials *w, const char *key, uint64_t n)
{
	put_key(w, key);
	put_count(w, n);
}

static void
put_metrics(struct bt_trials *w)
{
	size_t i;

	put_key(w, "metrics");
	bt_out_write(w->out, "[", 1);
	for (i = 0; i < w->head->nmetrics; i++) {
		if (i > 0)
			bt_out_write(w->out, ",", 1);
		bt_json_text(w->out, bt_span(w->head->metric[i]));
	}
	bt_out_write(w->out, "]", 1);
}

static void
put_head(struct bt_trials *w)
{
	const struct bt_trials_head *h = w->head;

	bt_out_text(w->out, "{\"type\":\"sweep\",\"schema\":1");
	put_key(w, "bt");
	put_text(w, h->version);
	put_json(w, "config", h->config);
	put_json(w, "inputs", h->inputs);
	put_json(w, "space", h->space);
	put_metrics(w);
	put_key(w, "method");
	put_text(w, h->method);
	put_whole(w, "seed", h->seed);
	put_key(w, "objective");
	put_text(w, h->objective);
	put_key(w, "minimize");
	bt_out_text(w->out, h->minimize ? "true" : "false");
	put_key(w, "constraint");
	put_text(w, h->constraint);
	if (h->shards > 0) {
		bt_out_text(w->out, ",\"shard\":[");
		put_count(w, h->shard);
		bt_out_write(w->out, ",", 1);
		put_count(w, h->shards);
		bt_out_write(w->out, "]", 1);
	}
	if (h->trials > 0 && h->trials != UINT64_MAX)
		put_whole(w, "trials", h->trials);
	bt_out_text(w->out, "}\n");
}

struct bt_trials *
bt_trials_again(const struct bt_trials_head *head, struct bt_out *out,
    uint64_t rows, struct bt_err *err)
{
	struct bt_trials *w = bt_calloc(1, sizeof(*w), err);

	if (w == NULL)
		return NULL;
	w->format = BT_TRIALS_NDJSON;
	w->head = head;
	w->out = out;
	w->rows = rows;
	return w;
}

struct bt_trials *
bt_trials_new(enum bt_trials_format format, const struct bt_trials_head *head,
    struct bt_out *out, struct bt_err *err)
{
	struct bt_trials *w = bt_trials_again(head, out, 0, err);

	if (w == NULL)
		return NULL;
	w->format = format;
	if (format == BT_TRIALS_CSV)
		put_names(w);
	else
		put_head(w);
	return w;
}

void
bt_trials_free(struct bt_trials *w)
{
	free(w);
}

static void
put_values(struct bt_trials *w, const struct bt_trials_row *row)
{
	const struct bt_trials_head *h = w->head;
	size_t i;

	for (i = 0; i < h->ndims; i++) {
		put_key(w, h->dim[i].name);
		if (h->dim[i].is_number && row->value[i].s != NULL)
			bt_out_write(w->out, row->value[i].s,
			    row->value[i].n);
		else
			put_text(w, row->value[i]);
	}
	if (!h->has_share)
		return;
	put_key(w, "share");
	put_real(w, row->share);
}

void
bt_trials_put(struct bt_trials *w, const struct bt_trials_row *row)
{
	const struct bt_trials_head *h = w->head;
	size_t i;

	if (w->format == BT_TRIALS_NDJSON)
		bt_out_text(w->out, "{\"type\":\"trial\",\"trial\":");
	put_count(w, row->number);
	put_key(w, "strategy");
	put_text(w, row->strategy);
	put_values(w, row);
	put_key(w, "status");
	put_text(w, bt_span(bt_trial_status_names[row->status]));
	put_key(w, "reason");
	put_text(w, row->reason);
	put_key(w, "objective");
	put_real(w, row->objective);
	for (i = 0; i < h->nmetrics; i++) {
		put_key(w, h->metric[i]);
		put_real(w, row->metric[i]);
	}
	bt_out_text(w->out, w->format == BT_TRIALS_NDJSON ? "}\n" : "\n");
	w->rows++;
}

void
bt_trials_end(struct bt_trials *w, enum bt_status status, const char *why)
{
	if (w->format == BT_TRIALS_CSV)
		return;
	bt_out_text(w->out, "{\"type\":\"end\",\"status\":");
	bt_json_text(w->out, bt_span(bt_status_name(status)));
	put_whole(w, "rows", w->rows);
	if (why != NULL) {
		put_key(w, "stopped");
		put_text(w, bt_span(why));
	}
	bt_out_text(w->out, "}\n");
}

/* How good, more is better; NAN where it is not to be chosen. */
static double
score(const struct bt_trials_head *head, const struct bt_trials_row *row)
{
	if (row->status == BT_TRIAL_FAILED ||
	    row->status == BT_TRIAL_CONSTRAINT)
		return NAN;
	return head->minimize ? -row->objective : row->objective;
}

bool
bt_trials_better(const struct bt_trials_head *head,
    const struct bt_trials_row *a, const struct bt_trials_row *b)
{
	double x = score(head, a), y = score(head, b);

	if (isnan(x) != isnan(y))
		return isnan(y);
	if (head->has_share && a->share != b->share)
		return a->share > b->share;
	if (!isnan(x) && x != y)
		return x > y;
	return a->number < b->number;
}
