/* SPDX-License-Identifier: ISC */
#include "lib/sweep/job_table.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/stream/texttable.h"
#include "lib/study/metrics.h"
#include "lib/study/shown.h"

/* A value is cut to so many digits where it takes more letters than this. */
enum { LETTERS = 9, DIGITS = 5 };

struct table {
	const struct bt_trials_head	*head;
	struct bt_texttable		*table;
	bool				 strategies, reasons;
	enum bt_unit			 objective;
};

static enum bt_unit
unit_of(struct bt_span metric)
{
	const struct bt_metric *m = bt_metric_find(metric);

	return m == NULL ? BT_UNIT_RATIO : m->unit;
}

static void
look(struct table *t, const struct bt_top *top)
{
	const struct bt_trials_row *row;
	size_t i;

	for (i = 0; (row = bt_top_at(top, i)) != NULL; i++) {
		t->strategies |= row->strategy.s != NULL;
		t->reasons |= row->reason.s != NULL;
	}
	t->objective = unit_of(t->head->objective);
}

static struct bt_textcol *
columns(const struct table *t, size_t *n, struct bt_err *err)
{
	const struct bt_trials_head *h = t->head;
	struct bt_textcol *col;
	size_t i, k = 0;

	col = bt_calloc(h->ndims + h->nmetrics + 6, sizeof(*col), err);
	if (col == NULL)
		return NULL;
	col[k++] = (struct bt_textcol){ "trial", BT_RIGHT };
	if (t->strategies)
		col[k++] = (struct bt_textcol){ "strategy", BT_LEFT };
	for (i = 0; i < h->ndims; i++)
		col[k++] = (struct bt_textcol){ h->dim[i].name,
		    h->dim[i].is_number ? BT_RIGHT : BT_LEFT };
	if (h->has_share)
		col[k++] = (struct bt_textcol){ "share", BT_RIGHT };
	col[k++] = (struct bt_textcol){ "status", BT_LEFT };
	col[k++] = (struct bt_textcol){ "objective", BT_RIGHT };
	for (i = 0; i < h->nmetrics; i++)
		col[k++] = (struct bt_textcol){ h->metric[i], BT_RIGHT };
	if (t->reasons)
		col[k++] = (struct bt_textcol){ "reason", BT_LEFT };
	*n = k;
	return col;
}

static int
put_shown(const struct table *t, enum bt_unit unit, double x,
    struct bt_err *err)
{
	char text[BT_SHOWN_MAX];

	return bt_texttable_cell(t->table, bt_shown(text, unit, x), err);
}

static int
put_text(const struct table *t, struct bt_span text, struct bt_err *err)
{
	return bt_texttable_cell(t->table, text.s == NULL ? bt_span("") :
	    text, err);
}

static int
put_value(const struct table *t, struct bt_span text, bool is_number,
    struct bt_err *err)
{
	char short_text[32];
	double x;

	if (!is_number || text.n <= LETTERS ||
	    bt_num_parse(text.s, text.n, &x) == -1)
		return put_text(t, text, err);
	(void)snprintf(short_text, sizeof(short_text), "%.*g", DIGITS, x);
	return put_text(t, bt_span(short_text), err);
}

static int
put_values(const struct table *t, const struct bt_trials_row *row,
    struct bt_err *err)
{
	const struct bt_trials_head *h = t->head;
	size_t i;

	for (i = 0; i < h->ndims; i++)
		if (put_value(t, row->value[i], h->dim[i].is_number,
		    err) == -1)
			return -1;
	return !h->has_share ? 0 : put_shown(t, BT_UNIT_FRACTION, row->share,
	    err);
}

static int
put_row(const struct table *t, const struct bt_trials_row *row,
    struct bt_err *err)
{
	char number[BT_NUM_MAX];
	struct bt_span text = { number, bt_num_format_int(number,
	    (long long)row->number) };
	size_t i;

	if (put_text(t, text, err) == -1 ||
	    (t->strategies && put_text(t, row->strategy, err) == -1) ||
	    put_values(t, row, err) == -1 || put_text(t, bt_span(
	    bt_trial_status_names[row->status]), err) == -1 ||
	    put_shown(t, t->objective, row->objective, err) == -1)
		return -1;
	for (i = 0; i < t->head->nmetrics; i++)
		if (put_shown(t, unit_of(bt_span(t->head->metric[i])),
		    row->metric[i], err) == -1)
			return -1;
	return t->reasons ? put_text(t, row->reason, err) : 0;
}

int
bt_job_table(const struct bt_top *top, const struct bt_trials_head *head,
    struct bt_out *out, struct bt_err *err)
{
	struct table t = { .head = head };
	const struct bt_trials_row *row;
	struct bt_textcol *col;
	size_t i, n;
	int rc = -1;

	look(&t, top);
	if ((col = columns(&t, &n, err)) == NULL)
		return -1;
	if ((t.table = bt_texttable_new(col, n, err)) != NULL)
		rc = 0;
	for (i = 0; rc == 0 && (row = bt_top_at(top, i)) != NULL; i++)
		rc = put_row(&t, row, err);
	if (rc == 0)
		bt_texttable_write(t.table, out);
	bt_texttable_free(t.table);
	free(col);
	return rc;
}
