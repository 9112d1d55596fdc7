/* SPDX-License-Identifier: ISC */
#include "lib/sweep/walkforward_write.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/sweep/validation_own.h"
#include "lib/sweep/walkforward_own.h"

static int64_t
time_at(const struct bt_walkforward_writer *w, size_t step, bool there)
{
	return there ? w->sheet.line->time[step] : BT_TIME_NONE;
}

/* Of a blank row: all is empty. */
static void
put_dates(struct bt_walkforward_writer *w, const struct bt_window *win)
{
	struct bt_fields *f = &w->sheet.fields;
	const bool trains = win->train_end > win->train_first;
	const bool tests = win->test_end > win->test_first;

	bt_fields_time(f, "", "train_from", time_at(w, win->train_first,
	    trains));
	bt_fields_time(f, "", "train_to", time_at(w, win->train_end - 1,
	    trains));
	bt_fields_time(f, "", "test_from", time_at(w, win->test_first,
	    tests));
	bt_fields_time(f, "", "test_to", time_at(w, win->test_end - 1,
	    tests));
	bt_fields_bool(f, "", "partial", win->partial);
}

static void
put_row(struct bt_walkforward_writer *w, const struct bt_walkforward_row *row)
{
	const struct bt_trials_row *best = row->winner;
	struct bt_fields *f = &w->sheet.fields;

	bt_fields_begin(f, "window");
	bt_fields_count(f, "", "number", row->number);
	put_dates(w, row->window);
	bt_fields_count(f, "", "trials", row->trials);
	bt_fields_count(f, "", "valid", row->valid);
	bt_validation_winner(f, w->sheet.job, best, best != NULL ?
	    row->choice->value : NULL);
	bt_fields_text(f, "", "status", bt_span(
	    row->status == BT_TRIAL_FAILED ? "cash" :
	    bt_trial_status_names[row->status]));
	bt_fields_text(f, "", "reason", row->reason != NULL ?
	    bt_span(row->reason) : (struct bt_span){ NULL, 0 });
	bt_validation_metrics(f, w->sheet.job, "train_", best != NULL ?
	    best->objective : (double)NAN, best != NULL ? best->metric : NULL);
	bt_validation_metrics(f, w->sheet.job, "test_", row->objective,
	    row->metric);
	bt_fields_end(f);
}

static void
put_drift(struct bt_walkforward_writer *w,
    const struct bt_walkforward_drift *d)
{
	struct bt_fields *f = &w->sheet.fields;

	bt_fields_begin(f, "drift");
	bt_fields_text(f, "", "parameter", bt_span(d->name));
	bt_fields_count(f, "", "windows", d->windows);
	bt_fields_real(f, "", "mean", d->mean);
	bt_fields_real(f, "", "sd", d->sd);
	bt_fields_real(f, "", "min", d->min);
	bt_fields_real(f, "", "max", d->max);
	bt_fields_count(f, "", "changes", d->changes);
	bt_fields_count(f, "", "distinct", d->distinct);
	bt_fields_text(f, "", "usual", d->usual);
	bt_fields_count(f, "", "times", d->times);
	bt_fields_end(f);
}

static void
put_summary(struct bt_walkforward_writer *w, const struct bt_walkforward *walk)
{
	struct bt_fields *f = &w->sheet.fields;

	bt_fields_begin(f, "oos");
	bt_fields_count(f, "", "windows", walk->windows);
	bt_fields_count(f, "", "traded", walk->traded);
	bt_fields_count(f, "", "profitable", walk->profitable);
	bt_fields_real(f, "", "profitable_share", (double)walk->profitable /
	    (double)walk->windows);
	bt_fields_count(f, "", "trials", walk->trials);
	bt_fields_real(f, "", "train_annual", walk->train_annual);
	bt_fields_real(f, "", "test_annual", walk->test_annual);
	bt_fields_real(f, "", "efficiency", walk->efficiency);
	bt_validation_metrics(f, w->sheet.job, "", walk->objective,
	    walk->metric);
	bt_fields_end(f);
}

/* A heading of CSV: the fields of a record without values. */
static void
put_heading(struct bt_walkforward_writer *w)
{
	const struct bt_window window = { 0 };

	w->sheet.fields.heading = true;
	if (w->sheet.rule.emit == BT_EMIT_DRIFT)
		put_drift(w, &(struct bt_walkforward_drift){ .name = "" });
	else if (w->sheet.rule.emit == BT_EMIT_SUMMARY)
		put_summary(w, &(struct bt_walkforward){ .windows = 1 });
	else
		put_row(w, &(struct bt_walkforward_row){ .window = &window });
	w->sheet.fields.heading = false;
}

static int
begin(struct bt_walkforward_writer *w, struct bt_err *err)
{
	if (w->sheet.rule.format == BT_VALIDATION_TABLE)
		return bt_walkforward_table_begin(w, err);
	if (w->sheet.rule.format == BT_VALIDATION_CSV)
		put_heading(w);
	else
		bt_validation_head(w->sheet.out, "walk_forward", w->sheet.job,
		    w->sheet.rule.config);
	return 0;
}

struct bt_walkforward_writer *
bt_walkforward_writer_new(const struct bt_validation_rule *rule,
    struct bt_out *out, struct bt_err *err)
{
	struct bt_walkforward_writer *w = bt_calloc(1, sizeof(*w), err);

	if (w == NULL)
		return NULL;
	bt_validation_sheet_init(&w->sheet, rule, out);
	if (begin(w, err) == -1 || bt_out_flush(out, err) == -1) {
		bt_walkforward_writer_free(w);
		return NULL;
	}
	return w;
}

void
bt_walkforward_writer_free(struct bt_walkforward_writer *w)
{
	if (w == NULL)
		return;
	bt_validation_sheet_free(&w->sheet);
	free(w);
}

int
bt_walkforward_writer_row(void *arg, const struct bt_walkforward_row *row,
    struct bt_err *err)
{
	struct bt_walkforward_writer *w = arg;

	w->sheet.rows++;
	if (w->sheet.rule.format == BT_VALIDATION_TABLE)
		return bt_walkforward_table_row(w, row, err);
	if (bt_validation_sheet_emits(&w->sheet, BT_EMIT_ROWS))
		put_row(w, row);
	/* A window may take its time: somebody waits for the row. */
	return bt_out_flush(w->sheet.out, err);
}

int
bt_walkforward_writer_end(struct bt_walkforward_writer *w,
    const struct bt_walkforward *walk, struct bt_err *err)
{
	size_t i;

	(void)err;
	if (w->sheet.rule.format == BT_VALIDATION_TABLE) {
		bt_walkforward_table_end(w, walk);
		return bt_out_failed(w->sheet.out) ? -1 : 0;
	}
	if (bt_validation_sheet_emits(&w->sheet, BT_EMIT_DRIFT))
		for (i = 0; i < w->sheet.job->head.ndims; i++)
			put_drift(w, &walk->drift[i]);
	if (bt_validation_sheet_emits(&w->sheet, BT_EMIT_SUMMARY))
		put_summary(w, walk);
	if (w->sheet.rule.format == BT_VALIDATION_NDJSON)
		bt_validation_end(w->sheet.out, walk->status, w->sheet.rows);
	return bt_out_failed(w->sheet.out) ? -1 : 0;
}
