/* SPDX-License-Identifier: ISC */
#include "lib/report/trialset.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/num.h"
#include "lib/sweep/trials.h"

#define WORDS 4096		/* of one dim */

/* What grows while trials are read. */
struct gathering {
	struct bt_trialset		*set;
	const struct bt_trials_head	*head;
	size_t				 cap;
};

static const char *
keep(struct bt_trialset *set, struct bt_span text, struct bt_err *err)
{
	return bt_arena_strndup(set->arena, text.s == NULL ? "" : text.s,
	    text.n, err);
}

static int
take_names(struct bt_trialset *set, const struct bt_trials_head *head,
    struct bt_err *err)
{
	struct bt_trialset_dim *dim;
	size_t i;

	for (i = 0; i <= head->ndims; i++) {
		dim = &set->dim[i];
		dim->name = i == 0 ? "strategy" : keep(set,
		    bt_span(head->dim[i - 1].name), err);
		dim->is_number = i > 0 && head->dim[i - 1].is_number;
		dim->word = bt_arena_alloc(set->arena, dim->is_number ? 1 :
		    WORDS, sizeof(*dim->word), err);
		if (dim->name == NULL || dim->word == NULL)
			return -1;
	}
	for (i = 0; i < head->nmetrics; i++)
		if ((set->metric[i] = keep(set, bt_span(head->metric[i]),
		    err)) == NULL)
			return -1;
	return 0;
}

static int
take_head(struct bt_trialset *set, const struct bt_trials_head *head,
    struct bt_err *err)
{
	set->minimize = head->minimize;
	set->objective = keep(set, head->objective, err);
	set->method = keep(set, head->method, err);
	set->constraint = keep(set, head->constraint, err);
	set->config = keep(set, head->config, err);
	set->inputs = keep(set, head->inputs, err);
	set->dim = bt_arena_alloc(set->arena, head->ndims + 1,
	    sizeof(*set->dim), err);
	set->metric = bt_arena_alloc(set->arena, head->nmetrics + 1,
	    sizeof(*set->metric), err);
	set->metrics = bt_calloc(head->nmetrics + 1, sizeof(*set->metrics),
	    err);
	if (set->objective == NULL || set->method == NULL ||
	    set->constraint == NULL || set->config == NULL ||
	    set->inputs == NULL || set->dim == NULL || set->metric == NULL ||
	    set->metrics == NULL)
		return -1;
	set->ndims = head->ndims + 1;
	set->nmetrics = head->nmetrics;
	return take_names(set, head, err);
}

/* Room for twice as many trials. */
static int
grow(struct gathering *g, struct bt_err *err)
{
	struct bt_trialset *set = g->set;
	const size_t cap = g->cap == 0 ? 1024 : 2 * g->cap;
	void *p;
	size_t i;

#define GROW(column) do { \
	if ((p = bt_realloc(column, cap, sizeof(*(column)), err)) == NULL) \
		return -1; \
	(column) = p; \
} while (0)
	GROW(set->number);
	GROW(set->outcome);
	GROW(set->value);
	for (i = 0; i < set->ndims; i++) {
		GROW(set->dim[i].value);
		GROW(set->dim[i].at);
	}
	for (i = 0; i < set->nmetrics; i++)
		GROW(set->metrics[i]);
#undef GROW
	g->cap = cap;
	return 0;
}

/* The number of a word among those met so far. */
static int
take_word(struct bt_trialset *set, struct bt_trialset_dim *dim,
    struct bt_span text, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < dim->nlevels; i++)
		if (bt_span_is(text, dim->word[i])) {
			dim->at[set->n] = (uint32_t)i;
			return 0;
		}
	if (dim->nlevels == WORDS)
		return bt_err_set(err, BT_EDATA, "%s: more than %d values "
		    "that are no numbers", dim->name, WORDS);
	dim->word[dim->nlevels] = keep(set, text, err);
	dim->at[set->n] = (uint32_t)dim->nlevels;
	return dim->word[dim->nlevels++] == NULL ? -1 : 0;
}

static int
take_value(struct bt_trialset *set, struct bt_trialset_dim *dim,
    struct bt_span text, struct bt_err *err)
{
	double x;

	dim->value[set->n] = (double)NAN;
	dim->at[set->n] = BT_TRIALSET_NONE;
	if (text.s == NULL)
		return 0;
	if (!dim->is_number)
		return take_word(set, dim, text, err);
	if (bt_num_parse_fraction(text.s, text.n, &x) == -1)
		return bt_err_set(err, BT_EDATA, "%s: not a number: '%.*s'",
		    dim->name, BT_SPAN(text));
	dim->value[set->n] = x;
	return 0;
}

static int
take_row(struct gathering *g, const struct bt_trials_row *row,
    struct bt_err *err)
{
	struct bt_trialset *set = g->set;
	const bool valid = row->status == BT_TRIAL_OK ||
	    row->status == BT_TRIAL_NO_TRADES ||
	    row->status == BT_TRIAL_BANKRUPT;
	size_t i;

	if (set->n == g->cap && grow(g, err) == -1)
		return -1;
	set->number[set->n] = row->number;
	set->outcome[set->n] = (uint8_t)row->status;
	set->value[set->n] = valid ? row->objective : (double)NAN;
	for (i = 0; i < set->nmetrics; i++)
		set->metrics[i][set->n] = row->metric[i];
	for (i = 0; i < set->ndims; i++)
		if (take_value(set, &set->dim[i], i == 0 ? row->strategy :
		    row->value[i - 1], err) == -1)
			return -1;
	set->n++;
	return 0;
}

static int
by_number(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Where x is, or would be, among ascending levels. */
static size_t
place_of(const double *level, size_t n, double x)
{
	size_t low = 0, high = n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (level[mid] < x)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void
put_in_classes(struct bt_trialset_dim *dim, size_t n, double low,
    double high)
{
	const double width = (high - low) / BT_TRIALSET_CLASSES;
	size_t i, k;

	dim->is_classed = true;
	dim->nlevels = BT_TRIALSET_CLASSES;
	for (k = 0; k < dim->nlevels; k++)
		dim->level[k] = low + ((double)k + 0.5) * width;
	for (i = 0; i < n; i++) {
		if (isnan(dim->value[i]))
			continue;
		k = (size_t)((dim->value[i] - low) / width);
		dim->at[i] = (uint32_t)(k < dim->nlevels ? k :
		    dim->nlevels - 1);
	}
}

static int
find_levels(struct bt_trialset_dim *dim, size_t n, struct bt_err *err)
{
	size_t i, all = 0, distinct = 0;

	if (!dim->is_number)
		return 0;
	if ((dim->level = bt_calloc(n + BT_TRIALSET_CLASSES, sizeof(double),
	    err)) == NULL)
		return -1;
	for (i = 0; i < n; i++)
		if (!isnan(dim->value[i]))
			dim->level[all++] = dim->value[i];
	if (all > 0)
		qsort(dim->level, all, sizeof(double), by_number);
	for (i = 0; i < all; i++)
		if (i == 0 || dim->level[i] != dim->level[distinct - 1])
			dim->level[distinct++] = dim->level[i];
	dim->nlevels = distinct;
	if (distinct > BT_TRIALSET_LEVELS) {
		put_in_classes(dim, n, dim->level[0],
		    dim->level[distinct - 1]);
		return 0;
	}
	for (i = 0; i < n; i++)
		if (!isnan(dim->value[i]))
			dim->at[i] = (uint32_t)place_of(dim->level, distinct,
			    dim->value[i]);
	return 0;
}

/* For sorting: the objective, so that more is better, and the trial. */
struct ranked {
	double	value;
	size_t	i;
};

static int
by_rank(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (isnan(x->value) != isnan(y->value))
		return isnan(x->value) ? 1 : -1;
	if (x->value != y->value && !isnan(x->value))
		return x->value < y->value ? 1 : -1;
	return x->i < y->i ? -1 : 1;
}

static int
rank_trials(struct bt_trialset *set, struct bt_err *err)
{
	struct ranked *list = bt_calloc(set->n, sizeof(*list), err);
	size_t i;

	set->rank = bt_calloc(set->n, sizeof(*set->rank), err);
	if (list == NULL || set->rank == NULL) {
		free(list);
		return -1;
	}
	for (i = 0; i < set->n; i++)
		list[i] = (struct ranked){ set->minimize ? -set->value[i] :
		    set->value[i], i };
	if (set->n > 0)
		qsort(list, set->n, sizeof(*list), by_rank);
	for (i = 0; i < set->n; i++) {
		set->rank[i] = list[i].i;
		set->nvalid += isnan(list[i].value) ? 0 : 1;
	}
	free(list);
	return 0;
}

/* Forget the strategy unless there are several. */
static void
drop_strategy(struct bt_trialset *set)
{
	if (set->dim[0].nlevels > 1)
		return;
	free(set->dim[0].value);
	free(set->dim[0].at);
	set->dim++;
	set->ndims--;
}

static int
gather(struct bt_trialset *set, struct bt_trials_in *r, struct bt_err *err)
{
	struct gathering g = { .set = set, .head = bt_trials_head(r) };
	int next;
	size_t i;

	if (take_head(set, g.head, err) == -1)
		return -1;
	while ((next = bt_trials_next(r, err)) != BT_TRIALS_DONE)
		if (next == -1 || (next == BT_TRIALS_ROW && take_row(&g,
		    bt_trials_row(r), err) == -1))
			return -1;
	(void)bt_trials_ended(r, &set->status);
	for (i = 0; i < set->ndims; i++)
		if (find_levels(&set->dim[i], set->n, err) == -1)
			return -1;
	drop_strategy(set);
	return rank_trials(set, err);
}

struct bt_trialset *
bt_trialset_read(struct bt_in *in, struct bt_err *err)
{
	struct bt_trialset *set = bt_calloc(1, sizeof(*set), err);
	struct bt_trials_in *r = NULL;

	if (set != NULL && (set->arena = bt_arena_new(err)) != NULL &&
	    (r = bt_trials_open(in, false, err)) != NULL &&
	    gather(set, r, err) == 0) {
		bt_trials_close(r);
		return set;
	}
	bt_trials_close(r);
	bt_trialset_free(set);
	return NULL;
}

void
bt_trialset_free(struct bt_trialset *set)
{
	size_t i;

	if (set == NULL)
		return;
	for (i = 0; i < set->ndims; i++) {
		free(set->dim[i].value);
		free(set->dim[i].at);
		free(set->dim[i].level);
	}
	for (i = 0; set->metrics != NULL && i < set->nmetrics; i++)
		free(set->metrics[i]);
	free(set->metrics);
	free(set->number);
	free(set->outcome);
	free(set->value);
	free(set->rank);
	bt_arena_free(set->arena);
	free(set);
}

struct bt_span
bt_trialset_level(char buf[BT_TRIALSET_TEXT],
    const struct bt_trialset_dim *dim, size_t level)
{
	int n;

	if (!dim->is_number)
		return bt_span(dim->word[level]);
	n = snprintf(buf, BT_TRIALSET_TEXT, "%.*g", dim->is_classed ? 3 : 6,
	    dim->level[level]);
	return (struct bt_span){ buf, n < 0 ? 0 : (size_t)n };
}
