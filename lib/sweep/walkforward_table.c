/* SPDX-License-Identifier: ISC */
/* A walk-forward for people: a table of windows, then what it comes to. */
#include <math.h>
#include <stdio.h>

#include "lib/base/time.h"
#include "lib/study/shown.h"
#include "lib/sweep/validation_own.h"
#include "lib/sweep/walkforward_own.h"

#define LINE 512
static const struct bt_textcol left[] = { { "", BT_RIGHT },
	{ "trained from", BT_LEFT }, { "to", BT_LEFT },
	{ "tested from", BT_LEFT }, { "to", BT_LEFT },
	{ "valid", BT_RIGHT } };
static const struct bt_textcol right[] = { { "in training", BT_RIGHT },
	{ "in test", BT_RIGHT }, { "return", BT_RIGHT }, { "", BT_LEFT } };

#define LEFT (sizeof(left) / sizeof(left[0]))
#define RIGHT (sizeof(right) / sizeof(right[0]))

int
bt_walkforward_table_begin(struct bt_walkforward_writer *w,
    struct bt_err *err)
{
	return bt_validation_sheet_table(&w->sheet, left, LEFT, right, RIGHT,
	    err);
}

static int
put_date(struct bt_walkforward_writer *w, size_t step, bool there,
    struct bt_err *err)
{
	char buf[BT_SHOWN_MAX];

	return bt_texttable_cell(w->sheet.table, there ? bt_shown_time(buf,
	    w->sheet.line->time[step], w->sheet.fields.date_only) :
	    bt_span("-"), err);
}

static int
put_dates(struct bt_walkforward_writer *w, const struct bt_window *win,
    struct bt_err *err)
{
	const bool trains = win->train_end > win->train_first;

	if (put_date(w, win->train_first, trains, err) == -1 ||
	    put_date(w, win->train_end - 1, trains, err) == -1 ||
	    put_date(w, win->test_first, true, err) == -1)
		return -1;
	return put_date(w, win->test_end - 1, true, err);
}

static int
put_number(struct bt_walkforward_writer *w, enum bt_unit unit, double x,
    struct bt_err *err)
{
	char buf[BT_SHOWN_MAX];

	return bt_texttable_cell(w->sheet.table, bt_shown(buf, unit, x), err);
}

static int
put_choice(struct bt_walkforward_writer *w,
    const struct bt_walkforward_row *row, struct bt_err *err)
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
		if (row->choice != NULL && row->choice->text[i].s != NULL)
			text = row->choice->text[i];
		if (bt_texttable_cell(w->sheet.table, text, err) == -1)
			return -1;
	}
	return 0;
}

/* What is out of the ordinary about a window. */
static struct bt_span
note(char buf[LINE], const struct bt_walkforward_row *row)
{
	const char *what = row->status == BT_TRIAL_FAILED ? "in cash" :
	    row->status == BT_TRIAL_NO_TRADES ? "no trade" :
	    row->status == BT_TRIAL_BANKRUPT ? "bankrupt" : "";
	const char *part = row->window->partial ? "cut short" : "";
	const bool why = row->status == BT_TRIAL_FAILED;

	(void)snprintf(buf, LINE, "%s%s%s%s%s", part,
	    *part != '\0' && *what != '\0' ? "; " : "", what,
	    why ? ": " : "", why ? row->reason : "");
	return bt_span(buf);
}

int
bt_walkforward_table_row(struct bt_walkforward_writer *w,
    const struct bt_walkforward_row *row, struct bt_err *err)
{
	char buf[LINE];

	if (put_number(w, BT_UNIT_COUNT, (double)row->number, err) == -1 ||
	    put_dates(w, row->window, err) == -1 ||
	    put_number(w, BT_UNIT_COUNT, (double)row->valid, err) == -1 ||
	    put_choice(w, row, err) == -1 ||
	    put_number(w, BT_UNIT_RATIO, row->winner != NULL ?
	    row->winner->objective : (double)NAN, err) == -1 ||
	    put_number(w, BT_UNIT_RATIO, row->objective, err) == -1 ||
	    put_number(w, BT_UNIT_FRACTION, row->gain, err) == -1)
		return -1;
	return bt_texttable_cell(w->sheet.table, note(buf, row), err);
}

static const char *
many(char *buf, size_t n, const char *word)
{
	(void)snprintf(buf, BT_SHOWN_MAX, "%zu %s%s", n, word,
	    n == 1 ? "" : "s");
	return buf;
}

/* ": 5 to 45, 14.2 on average (sd 8.1)" or ": 3 values" */
static void
say_range(struct bt_walkforward_writer *w,
    const struct bt_walkforward_drift *d)
{
	char line[LINE];

	if (d->is_number)
		(void)snprintf(line, sizeof(line), "  %s: %g to %g, %.4g on "
		    "average (sd %.3g)", d->name, d->min, d->max, d->mean,
		    d->sd);
	else
		(void)snprintf(line, sizeof(line), "  %s: %zu values",
		    d->name, d->distinct);
	bt_out_text(w->sheet.out, line);
}

static void
say_drift(struct bt_walkforward_writer *w,
    const struct bt_walkforward_drift *d)
{
	char line[LINE], windows[BT_SHOWN_MAX], times[BT_SHOWN_MAX];

	if (d->windows == 0)
		return;
	(void)many(windows, d->windows, "window");
	if (d->distinct == 1) {
		(void)snprintf(line, sizeof(line), "  %s: %.*s in %s\n",
		    d->name, BT_SPAN(d->usual), windows);
		bt_out_text(w->sheet.out, line);
		return;
	}
	say_range(w, d);
	(void)snprintf(line, sizeof(line), "; changed %s in %s",
	    many(times, d->changes, "time"), windows);
	bt_out_text(w->sheet.out, line);
	if (d->times > 1) {
		(void)snprintf(line, sizeof(line), ", most often %.*s (%s)",
		    BT_SPAN(d->usual), many(times, d->times, "time"));
		bt_out_text(w->sheet.out, line);
	}
	bt_out_text(w->sheet.out, "\n");
}

static void
say_efficiency(struct bt_walkforward_writer *w,
    const struct bt_walkforward *walk)
{
	char line[LINE], train[BT_SHOWN_MAX], test[BT_SHOWN_MAX];
	const char *verdict = "there is nothing to compare with";
	struct bt_span a = bt_shown(train, BT_UNIT_FRACTION,
	    walk->train_annual);
	struct bt_span b = bt_shown(test, BT_UNIT_FRACTION,
	    walk->test_annual);

	if (walk->train_annual <= 0)
		verdict = "not even training made money";
	else if (walk->efficiency > 1)
		verdict = "the tests did better";
	else if (walk->efficiency >= 0.5)
		verdict = "half of it or more was kept";
	else if (walk->efficiency > 0)
		verdict = "less than half of it was kept";
	else if (!isnan(walk->efficiency))
		verdict = "nothing of it was kept";
	(void)snprintf(line, sizeof(line), "A year of training made %.*s, a "
	    "year of testing %.*s: %s", BT_SPAN(a), BT_SPAN(b), verdict);
	bt_out_text(w->sheet.out, line);
	if (!isnan(walk->efficiency)) {
		(void)snprintf(line, sizeof(line),
		    " (efficiency %.2f)", walk->efficiency);
		bt_out_text(w->sheet.out, line);
	}
	bt_out_text(w->sheet.out, ".\n");
}

static void
say_metrics(struct bt_walkforward_writer *w,
    const struct bt_walkforward *walk)
{
	char line[LINE], buf[BT_SHOWN_MAX];
	const struct bt_metric *m;
	struct bt_span value;
	size_t i;

	for (i = 0; i < w->sheet.job->nshown; i++) {
		m = w->sheet.job->metric[i];
		value = bt_shown(buf, m->unit, walk->metric[i]);
		(void)snprintf(line, sizeof(line), "  %-24s %16.*s\n",
		    m->title, BT_SPAN(value));
		bt_out_text(w->sheet.out, line);
	}
}

void
bt_walkforward_table_end(struct bt_walkforward_writer *w,
    const struct bt_walkforward *walk)
{
	char line[LINE], tests[BT_SHOWN_MAX];
	size_t i;

	bt_validation_title(w->sheet.out, "Walk-forward", w->sheet.job);
	bt_texttable_write(w->sheet.table, w->sheet.out);
	if (walk->windows == 0)
		return;
	(void)snprintf(line, sizeof(line), "\n%zu of %s made money.\n",
	    walk->profitable, many(tests, walk->windows,
	    "test"));
	bt_out_text(w->sheet.out, line);
	say_efficiency(w, walk);
	if (walk->traded > 0 && w->sheet.job->head.ndims > 0)
		bt_out_text(w->sheet.out, "\nThe parameters that won\n");
	for (i = 0; i < w->sheet.job->head.ndims; i++)
		say_drift(w, &walk->drift[i]);
	bt_out_text(w->sheet.out, "\nThe tests as one run\n");
	say_metrics(w, walk);
}
