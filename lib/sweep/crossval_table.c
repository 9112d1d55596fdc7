/* SPDX-License-Identifier: ISC */
/* A cross-validation for people: a table of splits, then what it comes to. */
#include <math.h>
#include <stdio.h>

#include "lib/study/shown.h"
#include "lib/sweep/crossval_write_own.h"
#include "lib/sweep/validation_own.h"

#define LINE 512
#define FEW 10		/* trials: an order of so few means nothing */

static const struct bt_textcol left[] = { { "", BT_RIGHT },
	{ "folds", BT_LEFT }, { "tested from", BT_LEFT }, { "to", BT_LEFT },
	{ "valid", BT_RIGHT } };
static const struct bt_textcol right[] = { { "in training", BT_RIGHT },
	{ "in test", BT_RIGHT }, { "return", BT_RIGHT },
	{ "rank", BT_RIGHT }, { "", BT_LEFT } };

#define LEFT (sizeof(left) / sizeof(left[0]))
#define RIGHT (sizeof(right) / sizeof(right[0]))

int
bt_crossval_table_begin(struct bt_crossval_writer *w, struct bt_err *err)
{
	return bt_validation_sheet_table(&w->sheet, left, LEFT, right, RIGHT,
	    err);
}

static int
put_number(struct bt_texttable *t, enum bt_unit unit, double x,
    struct bt_err *err)
{
	char buf[BT_SHOWN_MAX];

	return bt_texttable_cell(t, bt_shown(buf, unit, x), err);
}

static int
put_test(struct bt_crossval_writer *w, const struct bt_crossval_row *row,
    struct bt_err *err)
{
	struct bt_folds_range extent = bt_crossval_extent(w->folds,
	    row->tested);
	char buf[BT_CROSSVAL_FOLDS], date[BT_SHOWN_MAX];

	if (bt_texttable_cell(w->sheet.table, bt_crossval_folds(buf,
	    w->folds, row->tested), err) == -1 ||
	    bt_texttable_cell(w->sheet.table, bt_shown_time(date,
	    w->sheet.line->time[extent.first], w->sheet.fields.date_only),
	    err) == -1)
		return -1;
	return bt_texttable_cell(w->sheet.table, bt_shown_time(date,
	    w->sheet.line->time[extent.end - 1], w->sheet.fields.date_only),
	    err);
}

static int
put_values(struct bt_crossval_writer *w, const struct bt_crossval_row *row,
    struct bt_err *err)
{
	struct bt_span text;
	size_t i;

	text = bt_span("-");
	if (row->winner != NULL && row->winner->strategy.s != NULL)
		text = row->winner->strategy;
	if (w->sheet.job->nparts > 1 && bt_texttable_cell(w->sheet.table, text,
	    err) == -1)
		return -1;
	for (i = 0; i < w->sheet.job->head.ndims; i++) {
		text = bt_span("-");
		if (row->winner != NULL && row->winner->value[i].s != NULL)
			text = row->winner->value[i];
		if (bt_texttable_cell(w->sheet.table, text, err) == -1)
			return -1;
	}
	return 0;
}

int
bt_crossval_table_row(struct bt_crossval_writer *w,
    const struct bt_crossval_row *row, struct bt_err *err)
{
	struct bt_texttable *t = w->sheet.table;

	if (put_number(t, BT_UNIT_COUNT, (double)row->number, err) == -1 ||
	    put_test(w, row, err) == -1 ||
	    put_number(t, BT_UNIT_COUNT, (double)row->valid, err) == -1 ||
	    put_values(w, row, err) == -1 ||
	    put_number(t, BT_UNIT_RATIO, row->winner != NULL ?
	    row->winner->objective : (double)NAN, err) == -1 ||
	    put_number(t, BT_UNIT_RATIO, row->objective, err) == -1 ||
	    put_number(t, BT_UNIT_FRACTION, row->gain, err) == -1 ||
	    put_number(t, BT_UNIT_FRACTION, row->rank, err) == -1)
		return -1;
	return bt_texttable_cell(t, bt_span(row->reason != NULL ?
	    row->reason : ""), err);
}

static int
put_paths(struct bt_crossval_writer *w, const struct bt_crossval *cv,
    struct bt_err *err)
{
	static const struct bt_textcol cols[] = { { "  path", BT_RIGHT },
		{ "objective", BT_RIGHT }, { "return", BT_RIGHT } };
	struct bt_texttable *t = bt_texttable_new(cols, 3, err);
	size_t i;
	int rc = t == NULL ? -1 : 0;

	for (i = 0; rc == 0 && i < cv->npaths; i++)
		if (put_number(t, BT_UNIT_COUNT, (double)i + 1, err) == -1 ||
		    put_number(t, BT_UNIT_RATIO, cv->path[i].objective,
		    err) == -1 || put_number(t, BT_UNIT_FRACTION,
		    cv->path[i].gain, err) == -1)
			rc = -1;
	if (rc == 0)
		bt_texttable_write(t, w->sheet.out);
	bt_texttable_free(t);
	return rc;
}

/* "Winners: 0.912 on average in training, 0.433 in test (-0.2 to 1.1)." */
static void
say_spread(struct bt_crossval_writer *w, const struct bt_crossval *cv)
{
	char line[LINE], b[4][BT_SHOWN_MAX];
	struct bt_span train, test, min, max;

	train = bt_shown(b[0], BT_UNIT_RATIO, cv->train.mean);
	test = bt_shown(b[1], BT_UNIT_RATIO, cv->test.mean);
	min = bt_shown(b[2], BT_UNIT_RATIO, cv->test.min);
	max = bt_shown(b[3], BT_UNIT_RATIO, cv->test.max);
	(void)snprintf(line, sizeof(line), "\nThe winners' objective: %.*s on "
	    "average in training, %.*s in test (%.*s to %.*s).\n",
	    BT_SPAN(train), BT_SPAN(test), BT_SPAN(min), BT_SPAN(max));
	bt_out_text(w->sheet.out, line);
}

static void
say_share(struct bt_crossval_writer *w, double share, const char *what)
{
	char line[LINE], buf[BT_SHOWN_MAX];
	struct bt_span s = bt_shown_bare(buf, BT_UNIT_FRACTION, share, 0);

	if (isnan(share))
		return;
	(void)snprintf(line, sizeof(line), "%.*s %% of %s.\n", BT_SPAN(s),
	    what);
	bt_out_text(w->sheet.out, line);
}

static void
say_correlation(struct bt_crossval_writer *w, double rho, uint64_t trials)
{
	const char *verdict = trials < FEW ? "too few trials to say more" :
	    rho > 0.5 ? "what is good in training is good "
	    "in test" : rho > 0.1 ? "training says a little about the test" :
	    rho > -0.1 ? "training says nothing about the test" :
	    "what is good in training is bad in test";
	char line[LINE];

	if (isnan(rho))
		return;
	(void)snprintf(line, sizeof(line), "Ranks in training and test "
	    "correlate %.2f: %s.\n", rho, verdict);
	bt_out_text(w->sheet.out, line);
}

int
bt_crossval_table_end(struct bt_crossval_writer *w,
    const struct bt_crossval *cv, struct bt_err *err)
{
	bt_validation_title(w->sheet.out, "Cross-validation", w->sheet.job);
	bt_texttable_write(w->sheet.table, w->sheet.out);
	if (cv->status == BT_COMPLETED) {
		say_spread(w, cv);
		say_share(w, cv->loss, "the tests lost money");
		say_share(w, cv->below_median, "the winners were in the worse "
		    "half of their test");
		say_correlation(w, cv->correlation, cv->trials);
		bt_out_text(w->sheet.out, "\nThrough all the data, each "
		    "fold by a winner that had not seen it\n");
		if (put_paths(w, cv, err) == -1)
			return -1;
	}
	return bt_out_failed(w->sheet.out) ? -1 : 0;
}
