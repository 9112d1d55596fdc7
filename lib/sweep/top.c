/* SPDX-License-Identifier: ISC */
#include "lib/sweep/top.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/str.h"

/* A row with all that it borrows. */
struct entry {
	struct bt_trials_row	 row;
	struct bt_span		*value;
	double			*metric;
	struct bt_buf		 text;
};

struct bt_top {
	const struct bt_trials_head	*head;
	struct entry			**entry;	/* the best first */
	size_t				 n, most, cap;
	struct entry			*spare;
};

struct bt_top *
bt_top_new(size_t n, const struct bt_trials_head *head, struct bt_err *err)
{
	struct bt_top *top = bt_calloc(1, sizeof(*top), err);

	if (top == NULL)
		return NULL;
	top->head = head;
	top->most = n;
	return top;
}

static void
free_entry(struct entry *e)
{
	if (e == NULL)
		return;
	bt_buf_free(&e->text);
	free(e->value);
	free(e->metric);
	free(e);
}

void
bt_top_free(struct bt_top *top)
{
	size_t i;

	if (top == NULL)
		return;
	for (i = 0; i < top->n; i++)
		free_entry(top->entry[i]);
	free_entry(top->spare);
	free(top->entry);
	free(top);
}

static struct entry *
new_entry(const struct bt_top *top, struct bt_err *err)
{
	struct entry *e = bt_calloc(1, sizeof(*e), err);

	if (e == NULL)
		return NULL;
	e->value = bt_calloc(top->head->ndims, sizeof(*e->value), err);
	e->metric = bt_calloc(top->head->nmetrics, sizeof(*e->metric), err);
	if (e->value != NULL && e->metric != NULL)
		return e;
	free_entry(e);
	return NULL;
}

static int
add_text(struct entry *e, struct bt_span text, struct bt_err *err)
{
	return text.s == NULL ? 0 : bt_buf_add(&e->text, text.s, text.n, err);
}

/* Where its copy is, the texts having been added in order. */
static struct bt_span
text_at(const struct entry *e, size_t *at, struct bt_span from)
{
	struct bt_span to = { NULL, 0 };

	if (from.s == NULL)
		return to;
	to.s = from.n > 0 ? e->text.s + *at : "";
	to.n = from.n;
	*at += from.n;
	return to;
}

static int
fill(const struct bt_top *top, struct entry *e,
    const struct bt_trials_row *row, struct bt_err *err)
{
	size_t i, at = 0, n = top->head->ndims;

	e->text.n = 0;
	for (i = 0; i < n; i++)
		if (add_text(e, row->value[i], err) == -1)
			return -1;
	if (add_text(e, row->strategy, err) == -1 ||
	    add_text(e, row->reason, err) == -1)
		return -1;
	e->row = *row;
	for (i = 0; i < n; i++)
		e->value[i] = text_at(e, &at, row->value[i]);
	e->row.strategy = text_at(e, &at, row->strategy);
	e->row.reason = text_at(e, &at, row->reason);
	memcpy(e->metric, row->metric,
	    top->head->nmetrics * sizeof(*e->metric));
	e->row.value = e->value;
	e->row.metric = e->metric;
	return 0;
}

/* How many are better. */
static size_t
place_of(const struct bt_top *top, const struct bt_trials_row *row)
{
	size_t lo = 0, hi = top->n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (bt_trials_better(top->head, &top->entry[mid]->row, row))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

int
bt_top_add(struct bt_top *top, const struct bt_trials_row *row,
    struct bt_err *err)
{
	size_t at = place_of(top, row);

	if (at == top->most)
		return 0;
	if (bt_grow(&top->entry, &top->cap, top->n, sizeof(*top->entry),
	    err) == -1 || (top->spare == NULL && (top->spare =
	    new_entry(top, err)) == NULL) ||
	    fill(top, top->spare, row, err) == -1)
		return -1;
	memmove(top->entry + at + 1, top->entry + at,
	    (top->n - at) * sizeof(*top->entry));
	top->entry[at] = top->spare;
	top->spare = NULL;
	if (++top->n > top->most)
		top->spare = top->entry[--top->n];
	return 0;
}

const struct bt_trials_row *
bt_top_at(const struct bt_top *top, size_t i)
{
	return i < top->n ? &top->entry[i]->row : NULL;
}
