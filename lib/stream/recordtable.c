/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/stream/record_own.h"

/* What stands before a value, and what the last one was. */
struct cell {
	enum bt_col_type	 type;
	size_t			 off;
	size_t			 lead, nlead;	/* in the leads */
	double			 real;		/* NAN: none yet */
	size_t			 n;
	char			 text[BT_NUM_MAX];
};

struct bt_record_table {
	struct bt_record_rule	 rule;
	struct bt_time_day	 day;
	struct bt_buf		 leads;
	size_t			 n;
	struct cell		*cells;
};

/* Leads are copied so many bytes at a time, as there are behind the last. */
#define LEAD 32

static int
add_lead(struct bt_record_table *t, const struct bt_col *c,
    struct bt_err *err)
{
	const char *type = t->n == 0 ? t->rule.type : NULL;

	if (t->rule.format == BT_CSV)
		return bt_buf_add(&t->leads, ",", t->n > 0, err);
	return bt_buf_printf(&t->leads, err, "%s%s%s%s\"%s\":",
	    t->n == 0 ? "{" : ",", type == NULL ? "" : "\"type\":\"",
	    type == NULL ? "" : type, type == NULL ? "" : "\",", c->name);
}

static int
add_cells(struct bt_record_table *t, const struct bt_col *cols,
    struct bt_err *err)
{
	static const char padding[LEAD];
	const struct bt_col *c;
	struct cell *cell;
	size_t n = 0;

	while (cols[n].name != NULL)
		n++;
	if ((t->cells = bt_calloc(n, sizeof(*t->cells), err)) == NULL)
		return -1;
	for (c = cols; c->name != NULL; c++, t->n++) {
		cell = &t->cells[t->n];
		cell->type = c->type;
		cell->off = c->off;
		cell->real = NAN;
		cell->lead = t->leads.n;
		if (add_lead(t, c, err) == -1)
			return -1;
		cell->nlead = t->leads.n - cell->lead;
	}
	return bt_buf_add(&t->leads, padding, sizeof(padding), err);
}

struct bt_record_table *
bt_record_table_new(const struct bt_record_rule *rule,
    const struct bt_col *cols, struct bt_err *err)
{
	struct bt_record_table *t;

	if ((t = bt_calloc(1, sizeof(*t), err)) == NULL)
		return NULL;
	t->rule = *rule;
	if (add_cells(t, cols, err) == -1) {
		bt_record_table_free(t);
		return NULL;
	}
	return t;
}

void
bt_record_table_free(struct bt_record_table *t)
{
	if (t == NULL)
		return;
	bt_buf_free(&t->leads);
	free(t->cells);
	free(t);
}

static inline void
put_lead(struct bt_pen *pen, const char *s, size_t n)
{
	if (n > LEAD) {
		bt_pen_put(pen, s, n);
		return;
	}
	bt_pen_need(pen, LEAD);
	memcpy(pen->p, s, LEAD);
	pen->p += n;
}

/* A number that the row before had, too, is there as text. */
static inline void
put_real_again(struct bt_pen *pen, enum bt_format format, struct cell *cell,
    double x)
{
	if (x != cell->real) {
		if (!isfinite(x)) {
			bt_record_nothing(pen, format);
			return;
		}
		cell->real = x;
		cell->n = bt_num_format(cell->text, x);
	}
	bt_pen_need(pen, BT_NUM_MAX);
	memcpy(pen->p, cell->text, BT_NUM_MAX);
	pen->p += cell->n;
}

void
bt_record_table_write(struct bt_record_table *t, struct bt_out *out,
    const void *row)
{
	struct bt_pen pen = { out, NULL, NULL, NULL };
	struct cell *cell = t->cells;
	const void *v;

	for (; cell < t->cells + t->n; cell++) {
		put_lead(&pen, t->leads.s + cell->lead, cell->nlead);
		v = (const char *)row + cell->off;
		if (cell->type == BT_COL_REAL)
			put_real_again(&pen, t->rule.format, cell,
			    *(const double *)v);
		else if (cell->type == BT_COL_TIME)
			bt_record_time(&pen, &t->rule, *(const int64_t *)v,
			    &t->day);
		else
			bt_record_value(&pen, &t->rule, cell->type, v);
	}
	if (t->rule.format == BT_NDJSON)
		bt_pen_byte(&pen, '}');
	bt_pen_byte(&pen, '\n');
	bt_pen_lift(&pen);
}
