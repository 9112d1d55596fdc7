/* SPDX-License-Identifier: ISC */
/* One thread's evaluation of one symbol at a time. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/signal/eval_worker.h"
#include "lib/signal/functions.h"
#include "lib/signal/indicator.h"
#include "lib/signal/spare.h"

/* What a node came to.  Owned columns go back to the pool after use. */
struct slot {
	const double	*x;
	const uint8_t	*c;
	size_t		 step;
	void		*owned;
	double		*output[BT_INDICATOR_OUTPUTS];	/* not yet taken */
};

struct bt_worker {
	const struct bt_eval		*eval;
	const struct bt_shared_value	*shared;
	size_t				 rows;	/* of the longest symbol */
	struct slot			*slots;		/* one a node */
	uint32_t			*readers;	/* left, one a node */
	size_t				 nodes;		/* room for so many */
	const struct bt_given		*given;
	struct bt_column		*roots;
	size_t				 roots_cap;
	struct bt_spare			 numbers, flags;
	double				*scratch;
	size_t				 scratch_size;
	/* The crossings that were found last, of two nodes of this symbol. */
	uint32_t			 crossed[2];
	uint32_t			*crossing;
	size_t				 ncrossings;
	struct bt_frame_bars		 frames[BT_PROGRAM_FRAMES];
	uint8_t				 wants[BT_EXTRAS_MAX];
	const struct bt_bars		*bars;	/* of symbol */
	size_t				 symbol;
};

static int
drop_slot(struct bt_worker *w, struct slot *slot, struct bt_err *err)
{
	int status = 0;
	size_t i;

	if (slot->owned != NULL)
		status = bt_spare_give(slot->c != NULL ? &w->flags :
		    &w->numbers, slot->owned, err);
	for (i = 0; i < BT_INDICATOR_OUTPUTS; i++)
		if (slot->output[i] != NULL && bt_spare_give(&w->numbers,
		    slot->output[i], err) == -1)
			status = -1;
	*slot = (struct slot){ 0 };
	return status;
}

/* Columns that calendars and extras give, per frame, made when first asked. */
static const struct bt_bars *
bars_of(struct bt_worker *w, uint32_t frame, struct bt_err *err)
{
	struct bt_frame_bars *made;

	if (frame == 0)
		return w->bars;
	made = &w->frames[frame - 1];
	if (made->place == NULL && bt_frame_resample(
	    &w->eval->program->frames[frame - 1], w->bars, w->wants, made,
	    err) == -1)
		return NULL;
	return &made->bars;
}

static int
own_number(struct bt_worker *w, struct slot *slot, double **out,
    struct bt_err *err)
{
	slot->owned = *out = bt_spare_take(&w->numbers, err);
	slot->x = *out;
	slot->step = 1;
	return *out == NULL ? -1 : 0;
}

static int
own_flag(struct bt_worker *w, struct slot *slot, uint8_t **out,
    struct bt_err *err)
{
	slot->owned = *out = bt_spare_take(&w->flags, err);
	slot->c = *out;
	slot->step = 1;
	return *out == NULL ? -1 : 0;
}

static int
want_scratch(struct bt_worker *w, size_t n, struct bt_err *err)
{
	double *p;

	if (n <= w->scratch_size)
		return 0;
	if ((p = bt_column(n, err)) == NULL)
		return -1;
	free(w->scratch);
	w->scratch = p;
	w->scratch_size = n;
	return 0;
}

/* A constant as a column, for kernels that want one. */
static int
spread(struct bt_worker *w, struct slot *slot, struct bt_err *err)
{
	size_t n = w->bars->n;	/* of the longest frame */
	double *x, value;
	uint8_t *c, flag;
	size_t i;

	if (slot->c != NULL) {
		flag = *slot->c;
		if (own_flag(w, slot, &c, err) == -1)
			return -1;
		for (i = 0; i < n; i++)
			c[i] = flag;
		return 0;
	}
	value = *slot->x;
	if (own_number(w, slot, &x, err) == -1)
		return -1;
	for (i = 0; i < n; i++)
		x[i] = value;
	return 0;
}

static int
call_scratch(struct bt_worker *w, const struct bt_function *f,
    const struct bt_call *call, struct bt_err *err)
{
	size_t i, longest = 0;

	for (i = 0; i < BT_FUNCTION_ARGS; i++)
		if (call->k[i] > (double)longest)
			longest = call->k[i] < (double)call->n ?
			    (size_t)call->k[i] : call->n;
	return want_scratch(w, f->columns * call->n + f->windows * longest,
	    err);
}

/*
 * Who asks for the crossings up mostly asks for those down of the same lines,
 * too: they are looked for once.
 */
static int
compute_crosses(struct bt_worker *w, const struct bt_node *node,
    const struct bt_call *call, struct bt_err *err)
{
	if (w->crossing == NULL && (w->crossing = bt_calloc(w->rows + 1,
	    sizeof(*w->crossing), err)) == NULL)
		return -1;
	if (memcmp(w->crossed, node->arg, sizeof(w->crossed)) != 0) {
		w->ncrossings = bt_crosses_find(call, w->crossing);
		memcpy(w->crossed, node->arg, sizeof(w->crossed));
	}
	bt_crosses_mark(call, node->row, w->crossing, w->ncrossings);
	return 0;
}

static int
compute_call(struct bt_worker *w, const struct bt_node *node,
    struct slot *slot, const struct bt_bars *bars, struct bt_err *err)
{
	const struct bt_function *f = node->row;
	struct bt_call call = { .n = bars->n, .time = bars->time };
	struct slot *arg;
	size_t i;

	for (i = 0; i < BT_NODE_ARGS; i++) {
		call.k[i] = node->k[i];
		if (node->arg[i] == BT_NODE_NONE)
			continue;
		arg = &w->slots[node->arg[i]];
		if (arg->step == 0 && !f->steps &&
		    spread(w, arg, err) == -1)
			return -1;
		call.x[i] = arg->x;
		call.c[i] = arg->c;
		call.step[i] = arg->step;
	}
	if (call_scratch(w, f, &call, err) == -1 || (node->type == 'x' ?
	    own_number(w, slot, &call.out, err) :
	    own_flag(w, slot, &call.flag, err)) == -1)
		return -1;
	if (bt_crosses_has(f))
		return compute_crosses(w, node, &call, err);
	call.scratch = w->scratch;
	f->compute(&call);
	return 0;
}

static int
compute_indicator(struct bt_worker *w, const struct bt_node *node,
    struct slot *slot, size_t n, struct bt_err *err)
{
	const struct bt_indicator *ind = node->row;
	const double *in[BT_INDICATOR_INPUTS] = { NULL };
	size_t i;

	for (i = 0; i < BT_INDICATOR_INPUTS &&
	    node->arg[i] != BT_NODE_NONE; i++)
		in[i] = w->slots[node->arg[i]].x;
	for (i = 0; i < bt_indicator_noutputs(ind); i++) {
		slot->output[i] = bt_spare_take(&w->numbers, err);
		if (slot->output[i] == NULL)
			return -1;
	}
	return bt_indicator_compute(ind, n, in, node->k, slot->output, err);
}

/* The last closed bar: the one before the bar that is being made. */
static int
compute_frame(struct bt_worker *w, const struct bt_node *node,
    struct slot *slot, struct bt_err *err)
{
	const struct slot *from = &w->slots[node->arg[0]];
	const uint32_t *place;
	uint8_t *c = NULL;
	double *x = NULL;
	size_t i, at;

	/* A constant inside has made no frame yet. */
	if (bars_of(w, node->index, err) == NULL || (from->c == NULL ?
	    own_number(w, slot, &x, err) : own_flag(w, slot, &c, err)) == -1)
		return -1;
	place = w->frames[node->index - 1].place;
	for (i = 0; i < w->bars->n; i++) {
		at = place[i] == 0 ? 0 : (place[i] - 1) * from->step;
		if (x != NULL)
			x[i] = place[i] == 0 ? NAN : from->x[at];
		else
			c[i] = place[i] == 0 ? 0 : from->c[at];
	}
	return 0;
}

/* Another symbol's value at the last of its bars that is not after ours. */
static int
compute_other(struct bt_worker *w, const struct bt_node *node,
    struct slot *slot, struct bt_err *err)
{
	const struct bt_shared_value *value = &w->shared[node->index];
	const struct bt_bars *other = &w->eval->bars[value->symbol];
	uint8_t *c = NULL;
	double *x = NULL;
	size_t i, next = 0;

	if ((node->type == 'x' ? own_number(w, slot, &x, err) :
	    own_flag(w, slot, &c, err)) == -1)
		return -1;
	for (i = 0; i < w->bars->n; i++) {
		while (next < other->n &&
		    other->time[next] <= w->bars->time[i])
			next++;
		if (x != NULL)
			x[i] = next == 0 ? NAN :
			    value->x[value->symbol][next - 1];
		else
			c[i] = next == 0 ? 0 :
			    value->c[value->symbol][next - 1];
	}
	return 0;
}

static const double *
bar_column(const struct bt_bars *bars, uint32_t column)
{
	const double *const own[BT_COLUMN_EXTRA] = { bars->open, bars->high,
	    bars->low, bars->close, bars->volume };

	return column < BT_COLUMN_EXTRA ? own[column] :
	    bars->extra[column - BT_COLUMN_EXTRA];
}

static void
take_given(const struct bt_worker *w, uint32_t id, struct slot *slot)
{
	const struct bt_given *g = w->given;

	if (g->c[id] != NULL)
		slot->c = g->c[id] + g->begin[w->symbol];
	else
		slot->x = g->x[id] + g->begin[w->symbol];
}

static int
compute_node(struct bt_worker *w, uint32_t id, struct bt_err *err)
{
	const struct bt_node *node = &w->eval->program->nodes[id];
	struct slot *from, *slot = &w->slots[id];
	const struct bt_bars *bars;

	*slot = (struct slot){ .step = 1 };
	if (bt_given_has(w->given, id)) {
		take_given(w, id, slot);
		return 0;
	}
	if ((bars = bars_of(w, node->frame, err)) == NULL)
		return -1;
	switch (node->kind) {
	case BT_NODE_CONSTANT:
		slot->x = &node->value;
		slot->c = node->type == 'c' ? &node->flag : NULL;
		slot->step = 0;
		return 0;
	case BT_NODE_COLUMN:
		slot->x = bar_column(bars, node->index);
		return 0;
	case BT_NODE_CALL:
		return compute_call(w, node, slot, bars, err);
	case BT_NODE_INDICATOR:
		return compute_indicator(w, node, slot, bars->n, err);
	case BT_NODE_OUTPUT:
		from = &w->slots[node->arg[0]];
		slot->x = slot->owned = from->output[node->index];
		from->output[node->index] = NULL;
		return 0;
	case BT_NODE_FRAME:
		return compute_frame(w, node, slot, err);
	case BT_NODE_OTHER:
		return compute_other(w, node, slot, err);
	case BT_NODE_RANK:
		slot->x = w->shared[node->index].x[w->symbol];
		return 0;
	}
	return 0;
}

static int
release_args(struct bt_worker *w, uint32_t id, struct bt_err *err)
{
	const struct bt_node *node = &w->eval->program->nodes[id];
	size_t i;

	if (bt_given_has(w->given, id))
		return 0;
	for (i = 0; i < BT_NODE_ARGS; i++)
		if (node->arg[i] != BT_NODE_NONE &&
		    --w->readers[node->arg[i]] == 0 &&
		    drop_slot(w, &w->slots[node->arg[i]], err) == -1)
			return -1;
	return 0;
}

static int
compute_all(struct bt_worker *w, const struct bt_eval_plan *plan,
    struct bt_err *err)
{
	size_t i;

	for (i = 0; i < plan->n; i++)
		w->readers[plan->order[i]] = plan->readers[plan->order[i]];
	for (i = 0; i < plan->n; i++)
		if (compute_node(w, plan->order[i], err) == -1 ||
		    release_args(w, plan->order[i], err) == -1)
			return -1;
	return 0;
}

static int
hand_over(struct bt_worker *w, const struct bt_eval_plan *plan, bt_eval_fn *fn,
    void *arg, struct bt_err *err)
{
	const struct slot *slot;
	size_t i;

	for (i = 0; i < plan->nroots; i++) {
		if (bt_grow(&w->roots, &w->roots_cap, i, sizeof(*w->roots),
		    err) == -1)
			return -1;
		slot = &w->slots[plan->roots[i]];
		w->roots[i] = (struct bt_column){ slot->c == NULL ? slot->x :
		    NULL, slot->c, slot->step };
	}
	return fn(arg, w->symbol, w->roots, err);
}

/* Room for all nodes of the program. */
static int
have_nodes(struct bt_worker *w, struct bt_err *err)
{
	size_t n = w->eval->program->n;
	uint32_t *readers;
	struct slot *slots;

	if (n <= w->nodes)
		return 0;
	n += n / 2;
	slots = bt_realloc(w->slots, n, sizeof(*slots), err);
	if (slots == NULL)
		return -1;
	w->slots = slots;
	readers = bt_realloc(w->readers, n, sizeof(*readers), err);
	if (readers == NULL)
		return -1;
	w->readers = readers;
	for (; w->nodes < n; w->nodes++)
		slots[w->nodes] = (struct slot){ 0 };
	return 0;
}

int
bt_worker_run(struct bt_worker *w, const struct bt_eval_plan *plan,
    const struct bt_given *given, size_t symbol, bt_eval_fn *fn, void *arg,
    struct bt_err *err)
{
	int status;
	size_t i;

	w->bars = &w->eval->bars[symbol];
	w->symbol = symbol;
	w->given = given;
	w->crossed[0] = BT_NODE_NONE;
	if (w->bars->n == 0)
		return 0;
	if (have_nodes(w, err) == -1)
		return -1;
	status = compute_all(w, plan, err);
	if (status == 0)
		status = hand_over(w, plan, fn, arg, err);
	for (i = 0; i < plan->n; i++)
		if (drop_slot(w, &w->slots[plan->order[i]], err) == -1)
			status = -1;
	for (i = 0; i < w->eval->program->nframes; i++)
		bt_frame_free(&w->frames[i]);
	return status;
}

struct bt_worker *
bt_worker_new(const struct bt_eval *eval, const struct bt_shared_value *shared,
    struct bt_err *err)
{
	const struct bt_program *p = eval->program;
	struct bt_worker *w;
	size_t i;

	if ((w = bt_calloc(1, sizeof(*w), err)) == NULL)
		return NULL;
	w->eval = eval;
	w->shared = shared;
	for (i = 0; i < eval->nsymbols; i++)
		if (eval->bars[i].n > w->rows)
			w->rows = eval->bars[i].n;
	w->numbers = (struct bt_spare){ .rows = w->rows,
	    .element = sizeof(double) };
	w->flags = (struct bt_spare){ .rows = w->rows, .element = 1 };
	for (i = 0; i < p->n; i++)
		if (p->nodes[i].kind == BT_NODE_COLUMN &&
		    p->nodes[i].frame != 0 &&
		    p->nodes[i].index >= BT_COLUMN_EXTRA)
			w->wants[p->nodes[i].index - BT_COLUMN_EXTRA] = 1;
	return w;
}

void
bt_worker_free(struct bt_worker *w)
{
	if (w == NULL)
		return;
	bt_spare_free(&w->numbers);
	bt_spare_free(&w->flags);
	free(w->scratch);
	free(w->crossing);
	free(w->slots);
	free(w->readers);
	free(w->roots);
	free(w);
}
