/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/study/split.h"

#define NAME 32		/* bytes of a date as a name */

/* The part that a trade, or a row at a time, belongs to, as its name. */
typedef struct bt_span	name_fn(const struct bt_input *,
			    const struct bt_deal *, int64_t time, char *room);

static struct bt_span
name_year(const struct bt_input *in, const struct bt_deal *d, int64_t time,
    char *room)
{
	(void)in;
	(void)d;
	(void)snprintf(room, NAME, "%04d", bt_time_civil(time).year);
	return bt_span(room);
}

static struct bt_span
name_month(const struct bt_input *in, const struct bt_deal *d, int64_t time,
    char *room)
{
	const struct bt_civil c = bt_time_civil(time);

	(void)in;
	(void)d;
	(void)snprintf(room, NAME, "%04d-%02d", c.year, c.month);
	return bt_span(room);
}

static struct bt_span
name_symbol(const struct bt_input *in, const struct bt_deal *d, int64_t time,
    char *room)
{
	(void)time;
	(void)room;
	return bt_names_text(&in->names, d->symbol);
}

static struct bt_span
name_side(const struct bt_input *in, const struct bt_deal *d, int64_t time,
    char *room)
{
	(void)in;
	(void)time;
	(void)room;
	return bt_span(d->is_short ? "short" : "long");
}

static struct bt_span
name_reason(const struct bt_input *in, const struct bt_deal *d, int64_t time,
    char *room)
{
	(void)time;
	(void)room;
	return bt_names_text(&in->names, d->reason);
}

static const struct {
	name_fn	*name;
	bool	 by_time;	/* the curve has parts, too */
} splits[] = {
	[BT_SPLIT_YEAR] = { name_year, true },
	[BT_SPLIT_MONTH] = { name_month, true },
	[BT_SPLIT_SYMBOL] = { name_symbol, false },
	[BT_SPLIT_SIDE] = { name_side, false },
	[BT_SPLIT_EXIT_REASON] = { name_reason, false },
};

/* A split in the making. */
struct work {
	const struct bt_input	*in;
	enum bt_split		 split;
	struct bt_parts		*to;
	uint32_t		*part;		/* of each deal */
	uint32_t		*row_part;	/* of each row */
};

static int
find_part(struct work *w, const struct bt_deal *d, int64_t time,
    uint32_t *id, struct bt_err *err)
{
	char room[NAME];
	struct bt_span name = splits[w->split].name(w->in, d, time, room);

	if (bt_names_find(&w->to->names, name, id))
		return 0;
	return bt_names_add(&w->to->names, name, id, err);
}

static int
name_parts(struct work *w, struct bt_err *err)
{
	const struct bt_input *in = w->in;
	size_t i;

	for (i = 0; i < in->ndeals; i++)
		if (find_part(w, &in->deals[i], in->deals[i].exit_time,
		    &w->part[i], err) == -1)
			return -1;
	for (i = 0; splits[w->split].by_time && i < in->n; i++)
		if (find_part(w, NULL, in->time[i], &w->row_part[i],
		    err) == -1)
			return -1;
	return 0;
}

/* Deals keep their order inside a part: streaks depend on it. */
static void
share_deals(struct work *w)
{
	struct bt_parts *to = w->to;
	size_t i, at = 0;

	for (i = 0; i < w->in->ndeals; i++)
		to->part[w->part[i]].ndeals++;
	for (i = 0; i < to->n; i++) {
		to->part[i].deals = to->deals + at;
		at += to->part[i].ndeals;
		to->part[i].ndeals = 0;
	}
	for (i = 0; i < w->in->ndeals; i++) {
		struct bt_input *p = &to->part[w->part[i]];

		p->deals[p->ndeals++] = w->in->deals[i];
	}
}

/* What the account had, and when, before row at. */
static void
set_base(const struct bt_input *in, size_t at, struct bt_input *p)
{
	p->base_time = at > 0 ? in->time[at - 1] : in->base_time;
	if (in->curve == BT_CURVE_RETURN)
		return;
	if (at > 0)
		p->base = in->value[at - 1];
	else if (in->has_summary && in->summary.first_equity != in->value[0])
		p->base = in->summary.first_equity;
}

static void
share_rows(struct work *w)
{
	const struct bt_input *in = w->in;
	struct bt_input *p;
	size_t i;

	for (i = 0; splits[w->split].by_time && i < in->n; i++) {
		p = &w->to->part[w->row_part[i]];
		if (p->n++ > 0)
			continue;
		p->curve = in->curve;
		p->dated = true;
		p->value = in->value + i;
		p->time = in->time + i;
		set_base(in, i, p);
	}
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Parts in the order of their names. */
static int
sort_parts(struct bt_parts *to, struct bt_err *err)
{
	struct bt_input *sorted;
	uint32_t id;
	size_t i;

	if ((sorted = bt_calloc(to->n, sizeof(*sorted), err)) == NULL)
		return -1;
	for (i = 0; i < to->n; i++)
		to->name[i] = bt_names_text(&to->names, (uint32_t)i).s;
	qsort(to->name, to->n, sizeof(*to->name), compare_names);
	for (i = 0; i < to->n; i++)
		if (bt_names_find(&to->names, bt_span(to->name[i]), &id))
			sorted[i] = to->part[id];
	free(to->part);
	to->part = sorted;
	return 0;
}

static int
make_parts(struct work *w, struct bt_err *err)
{
	struct bt_parts *to = w->to;
	size_t i;

	to->n = to->names.n;
	to->part = bt_calloc(to->n, sizeof(*to->part), err);
	to->name = bt_calloc(to->n, sizeof(*to->name), err);
	to->deals = bt_calloc(w->in->ndeals, sizeof(*to->deals), err);
	if (to->part == NULL || to->name == NULL || to->deals == NULL)
		return -1;
	for (i = 0; i < to->n; i++)
		to->part[i] = (struct bt_input){ .is_part = true,
		    .date_only = w->in->date_only,
		    .base_time = BT_TIME_NONE,
		    .has_trades = w->in->has_trades };
	share_deals(w);
	share_rows(w);
	return sort_parts(to, err);
}

static int
check_input(const struct bt_input *in, enum bt_split split,
    struct bt_err *err)
{
	size_t i;

	if (!splits[split].by_time && !in->has_trades)
		return bt_err_set(err, BT_EUSAGE,
		    "--by: no trades in the input to divide");
	if (splits[split].by_time && in->n > 0 && !in->dated)
		return bt_err_set(err, BT_EUSAGE,
		    "--by: no dates in the input to divide by");
	for (i = 0; splits[split].by_time && i < in->ndeals; i++)
		if (in->deals[i].exit_time == BT_TIME_NONE)
			return bt_err_set(err, BT_EUSAGE, "--by: trades "
			    "without an exit_time to divide by");
	return 0;
}

int
bt_split(const struct bt_input *in, enum bt_split split, struct bt_parts *to,
    struct bt_err *err)
{
	struct work w = { .in = in, .split = split, .to = to };
	int status = -1;

	*to = (struct bt_parts){ .n = 0 };
	if (check_input(in, split, err) == -1)
		return -1;
	w.part = bt_calloc(in->ndeals, sizeof(*w.part), err);
	w.row_part = bt_calloc(in->n, sizeof(*w.row_part), err);
	if (w.part != NULL && w.row_part != NULL &&
	    name_parts(&w, err) == 0)
		status = make_parts(&w, err);
	free(w.part);
	free(w.row_part);
	if (status == -1)
		bt_parts_free(to);
	return status;
}

void
bt_parts_free(struct bt_parts *parts)
{
	free(parts->part);
	free(parts->name);
	free(parts->deals);
	bt_names_free(&parts->names);
	*parts = (struct bt_parts){ .n = 0 };
}
