/* SPDX-License-Identifier: ISC */
#include "lib/sweep/crossval_write.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/sweep/crossval_write_own.h"
#include "lib/sweep/validation_own.h"

struct bt_span
bt_crossval_folds(char buf[BT_CROSSVAL_FOLDS], const struct bt_folds *f,
    const bool *tested)
{
	size_t i, n = 0;

	for (i = 0; i < f->folds; i++)
		if (tested[i])
			n += (size_t)snprintf(buf + n, BT_CROSSVAL_FOLDS - n,
			    "%s%zu", n == 0 ? "" : "+", i + 1);
	return (struct bt_span){ buf, n };
}

struct bt_folds_range
bt_crossval_extent(const struct bt_folds *f, const bool *tested)
{
	size_t first = 0, last = f->folds - 1;

	while (!tested[first])
		first++;
	while (!tested[last])
		last--;
	return (struct bt_folds_range){ bt_folds_border(f, first),
		bt_folds_border(f, last + 1) };
}

static void
put_row(struct bt_crossval_writer *w, const struct bt_crossval_row *row)
{
	struct bt_folds_range extent = bt_crossval_extent(w->folds,
	    row->tested);
	const struct bt_trials_row *best = row->winner;
	char folds[BT_CROSSVAL_FOLDS];
	struct bt_fields *f = &w->sheet.fields;

	bt_fields_begin(f, "split");
	bt_fields_count(f, "", "number", row->number);
	bt_fields_text(f, "", "folds", bt_crossval_folds(folds,
	    w->folds, row->tested));
	bt_fields_time(f, "", "test_from", w->sheet.line->time[extent.first]);
	bt_fields_time(f, "", "test_to", w->sheet.line->time[extent.end - 1]);
	bt_fields_count(f, "", "trials", row->trials);
	bt_fields_count(f, "", "valid", row->valid);
	bt_validation_winner(f, w->sheet.job, best, row->value);
	bt_fields_text(f, "", "reason", row->reason != NULL ?
	    bt_span(row->reason) : (struct bt_span){ NULL, 0 });
	bt_fields_count(f, "", "train_periods", row->periods);
	bt_fields_real(f, "", "train_objective", best != NULL ?
	    best->objective : (double)NAN);
	bt_fields_real(f, "", "rank", row->rank);
	bt_fields_real(f, "", "correlation", row->correlation);
	bt_validation_metrics(f, w->sheet.job, "test_", row->objective,
	    row->metric);
	bt_fields_end(f);
}

static void
put_path(struct bt_crossval_writer *w, size_t number,
    const struct bt_crossval_path *path)
{
	struct bt_fields *f = &w->sheet.fields;

	bt_fields_begin(f, "path");
	bt_fields_count(f, "", "number", number);
	bt_validation_metrics(f, w->sheet.job, "", path->objective,
	    path->metric);
	bt_fields_end(f);
}

static void
put_spread(struct bt_fields *f, const char *prefix,
    const struct bt_crossval_spread *s)
{
	bt_fields_real(f, prefix, "mean", s->mean);
	bt_fields_real(f, prefix, "sd", s->sd);
	bt_fields_real(f, prefix, "min", s->min);
	bt_fields_real(f, prefix, "median", s->median);
	bt_fields_real(f, prefix, "max", s->max);
}

static void
put_summary(struct bt_crossval_writer *w, const struct bt_crossval *cv)
{
	const struct bt_folds *folds = w->folds;
	struct bt_fields *f = &w->sheet.fields;

	bt_fields_begin(f, "cv");
	bt_fields_count(f, "", "folds", folds->folds);
	bt_fields_count(f, "", "test_folds", folds->test);
	bt_fields_count(f, "", "splits", folds->splits);
	bt_fields_count(f, "", "paths", folds->paths);
	bt_fields_real(f, "", "purge", folds->by_trades ? (double)NAN :
	    (double)folds->purge);
	bt_fields_count(f, "", "embargo", folds->embargo);
	bt_fields_count(f, "", "trials", cv->trials);
	bt_fields_count(f, "", "chosen", cv->chosen);
	put_spread(f, "train_", &cv->train);
	put_spread(f, "test_", &cv->test);
	bt_fields_real(f, "", "loss", cv->loss);
	bt_fields_real(f, "", "below_median", cv->below_median);
	bt_fields_real(f, "", "correlation", cv->correlation);
	bt_fields_real(f, "", "path_loss", cv->path_loss);
	bt_fields_end(f);
}

/* A heading of CSV: the fields of a record without values. */
static int
put_heading(struct bt_crossval_writer *w, struct bt_err *err)
{
	bool *tested = bt_calloc(w->folds->folds, sizeof(*tested), err);

	if (tested == NULL)
		return -1;
	tested[0] = true;
	w->sheet.fields.heading = true;
	if (w->sheet.rule.emit == BT_EMIT_PATHS)
		put_path(w, 0, &(struct bt_crossval_path){ .gain = 0 });
	else if (w->sheet.rule.emit == BT_EMIT_SUMMARY)
		put_summary(w, &(struct bt_crossval){ .trials = 0 });
	else
		put_row(w, &(struct bt_crossval_row){ .tested = tested });
	w->sheet.fields.heading = false;
	free(tested);
	return 0;
}

static int
begin(struct bt_crossval_writer *w, struct bt_err *err)
{
	if (w->sheet.rule.format == BT_VALIDATION_TABLE)
		return bt_crossval_table_begin(w, err);
	if (w->sheet.rule.format == BT_VALIDATION_CSV)
		return put_heading(w, err);
	bt_validation_head(w->sheet.out, "cross_validation", w->sheet.job,
	    w->sheet.rule.config);
	return 0;
}

struct bt_crossval_writer *
bt_crossval_writer_new(const struct bt_validation_rule *rule,
    const struct bt_folds *folds, struct bt_out *out, struct bt_err *err)
{
	struct bt_crossval_writer *w = bt_calloc(1, sizeof(*w), err);

	if (w == NULL)
		return NULL;
	bt_validation_sheet_init(&w->sheet, rule, out);
	w->folds = folds;
	if (begin(w, err) == -1 || bt_out_flush(out, err) == -1) {
		bt_crossval_writer_free(w);
		return NULL;
	}
	return w;
}

void
bt_crossval_writer_free(struct bt_crossval_writer *w)
{
	if (w == NULL)
		return;
	bt_validation_sheet_free(&w->sheet);
	free(w);
}

int
bt_crossval_writer_row(void *arg, const struct bt_crossval_row *row,
    struct bt_err *err)
{
	struct bt_crossval_writer *w = arg;

	w->sheet.rows++;
	if (w->sheet.rule.format == BT_VALIDATION_TABLE)
		return bt_crossval_table_row(w, row, err);
	if (bt_validation_sheet_emits(&w->sheet, BT_EMIT_ROWS))
		put_row(w, row);
	return bt_out_failed(w->sheet.out) ? -1 : 0;
}

int
bt_crossval_writer_end(struct bt_crossval_writer *w,
    const struct bt_crossval *cv, struct bt_err *err)
{
	size_t i;

	if (w->sheet.rule.format == BT_VALIDATION_TABLE)
		return bt_crossval_table_end(w, cv, err);
	if (bt_validation_sheet_emits(&w->sheet, BT_EMIT_PATHS))
		for (i = 0; i < cv->npaths; i++)
			put_path(w, i + 1, &cv->path[i]);
	if (bt_validation_sheet_emits(&w->sheet, BT_EMIT_SUMMARY) &&
	    cv->status == BT_COMPLETED)
		put_summary(w, cv);
	if (w->sheet.rule.format == BT_VALIDATION_NDJSON)
		bt_validation_end(w->sheet.out, cv->status, w->sheet.rows);
	return bt_out_failed(w->sheet.out) ? -1 : 0;
}
