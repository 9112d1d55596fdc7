/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>

#include "lib/sweep/fields.h"
#include "lib/sweep/overfit_own.h"

enum { TEXT = 512 };

/* NULL: no text. */
static struct bt_span
text_of(const char *s)
{
	return s == NULL ? (struct bt_span){ NULL, 0 } : bt_span(s);
}

static void
put(struct bt_fields *f, const char *name, double value, const char *help)
{
	bt_fields_begin(f, "overfit");
	bt_fields_text(f, "", "name", bt_span(name));
	bt_fields_real(f, "", "value", value);
	bt_fields_text(f, "", "help", bt_span(help));
	bt_fields_end(f);
}

static void
put_rows(struct bt_fields *fields, const struct bt_overfit_facts *f)
{
	const struct bt_overfit_row *r;
	double x;

	put(fields, "trials", (double)f->trials, "trials of the sweep");
	put(fields, "judged", (double)f->judged, "trials with returns that "
	    "vary, over all the data");
	put(fields, "best", f->best == 0 ? (double)NAN : (double)f->best,
	    "number of the best trial by the objective");
	put(fields, "returns", (double)f->returns, "of each trial");
	for (r = bt_overfit_rows; r->name != NULL; r++) {
		x = r->value(f);
		put(fields, r->name, x, isfinite(x) ? r->help : r->why(f));
	}
}

static void
put_verdicts(struct bt_fields *fields, const struct bt_overfit_facts *f)
{
	const struct bt_overfit_verdict *v;
	enum bt_overfit_side side;
	char name[TEXT], text[TEXT];

	for (v = bt_overfit_verdicts; v->name != NULL; v++) {
		if ((side = v->side(f)) == BT_OVERFIT_MUTE)
			continue;
		v->say(f, side, text, sizeof(text));
		(void)snprintf(name, sizeof(name), "verdict_%s", v->name);
		put(fields, name, (double)side, text);
	}
}

static void
put_importance(struct bt_fields *f, const struct bt_overfit *o, size_t part)
{
	const struct bt_job_part *p = &o->job->part[part];
	size_t i;

	for (i = 0; i < p->space.ndims; i++) {
		bt_fields_begin(f, "overfit");
		bt_fields_text(f, "", "name", bt_span("importance"));
		bt_fields_real(f, "", "value",
		    bt_overfit_map_importance(o->map[part], i));
		bt_fields_text(f, "", "help", bt_span("share of the "
		    "objective's variance that the parameter explains by "
		    "itself"));
		bt_fields_text(f, "", "strategy", text_of(p->name));
		bt_fields_text(f, "", "parameter",
		    bt_span(p->space.dim[i].name));
		bt_fields_end(f);
	}
}

static int
put_value(struct bt_fields *f, const char *name,
    const struct bt_overfit_axis *a, size_t i, struct bt_err *err)
{
	const double value = bt_overfit_axis_value(a, i);
	struct bt_buf text = { NULL, 0, 0 };
	int rc = 0;

	if (a->dim->kind != BT_DIM_CHOICE)
		bt_fields_real(f, "", name, value);
	else if ((rc = bt_dim_text(a->dim, value, &text, err)) == 0)
		bt_fields_text(f, "", name, (struct bt_span){ text.s,
		    text.n });
	bt_buf_free(&text);
	return rc;
}

/* y NULL: the trials of one class of x. */
static int
put_cell(struct bt_fields *f, const struct bt_overfit *o, size_t part,
    const struct bt_overfit_axis *x, size_t i,
    const struct bt_overfit_axis *y, size_t j,
    const struct bt_overfit_cell *cell, struct bt_err *err)
{
	const double sign = o->facts.minimize ? -1.0 : 1.0;
	const char *strategy = o->job->part[part].name;

	if (cell->trials == 0)
		return 0;
	bt_fields_begin(f, "heat");
	bt_fields_text(f, "", "strategy", text_of(strategy));
	bt_fields_text(f, "", "x", bt_span(x->dim->name));
	bt_fields_text(f, "", "y", text_of(y == NULL ? NULL :
	    y->dim->name));
	if (put_value(f, "x_value", x, i, err) == -1)
		return -1;
	if (y == NULL)
		bt_fields_text(f, "", "y_value", text_of(NULL));
	else if (put_value(f, "y_value", y, j, err) == -1)
		return -1;
	bt_fields_real(f, "", "best", sign * cell->best);
	bt_fields_real(f, "", "mean", sign * cell->mean);
	bt_fields_count(f, "", "trials", cell->trials);
	bt_fields_end(f);
	return 0;
}

/* One parameter by itself, then with each of those after it. */
static int
put_heat(struct bt_fields *f, const struct bt_overfit *o, size_t part,
    size_t x, struct bt_err *err)
{
	const struct bt_overfit_map *m = o->map[part];
	const struct bt_overfit_axis *a = bt_overfit_map_axis(m, x), *b;
	struct bt_overfit_cell cell;
	size_t y, i, j;

	for (i = 0; i < a->classes; i++) {
		cell = bt_overfit_map_class(m, x, i);
		if (put_cell(f, o, part, a, i, NULL, 0, &cell, err) == -1)
			return -1;
	}
	for (y = x + 1; y < o->job->part[part].space.ndims; y++) {
		b = bt_overfit_map_axis(m, y);
		for (i = 0; i < a->classes; i++)
			for (j = 0; j < b->classes; j++) {
				cell = bt_overfit_map_cell(m, x, y, i, j);
				if (put_cell(f, o, part, a, i, b, j, &cell,
				    err) == -1)
					return -1;
			}
	}
	return 0;
}

int
bt_overfit_records(const struct bt_overfit *o,
    const struct bt_overfit_facts *f, struct bt_out *out, struct bt_err *err)
{
	struct bt_fields fields = { out, BT_NDJSON, false, false, 0 };
	size_t part, x;

	put_rows(&fields, f);
	for (part = 0; part < o->job->nparts; part++)
		put_importance(&fields, o, part);
	put_verdicts(&fields, f);
	for (part = 0; part < o->job->nparts; part++)
		for (x = 0; x < o->job->part[part].space.ndims; x++)
			if (put_heat(&fields, o, part, x, err) == -1)
				return -1;
	return 0;
}
