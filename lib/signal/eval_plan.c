/* SPDX-License-Identifier: ISC */
#include "lib/signal/eval_plan.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

static int
have_nodes(struct bt_eval_plan *plan, size_t n, struct bt_err *err)
{
	uint32_t *readers;

	if (n <= plan->nodes)
		return 0;
	n += n / 2;
	readers = bt_realloc(plan->readers, n, sizeof(*readers), err);
	if (readers == NULL)
		return -1;
	memset(readers + plan->nodes, 0, (n - plan->nodes) *
	    sizeof(*readers));
	plan->readers = readers;
	plan->nodes = n;
	return 0;
}

/* One more reader of a node; the first one makes it needed. */
static int
read_node(struct bt_eval_plan *plan, uint32_t node, size_t *depth,
    struct bt_err *err)
{
	if (plan->readers[node]++ > 0)
		return 0;
	if (bt_grow(&plan->order, &plan->cap, plan->n,
	    sizeof(*plan->order), err) == -1 || bt_grow(&plan->stack,
	    &plan->stack_cap, *depth, sizeof(*plan->stack), err) == -1) {
		plan->readers[node] = 0;
		return -1;
	}
	plan->order[plan->n++] = node;
	plan->stack[(*depth)++] = node;
	return 0;
}

/* They come nearly descending: from the roots down to their arguments. */
static void
sort_order(uint32_t *order, size_t n)
{
	uint32_t node;
	size_t i, k;

	for (i = 0; i < n / 2; i++) {
		node = order[i];
		order[i] = order[n - 1 - i];
		order[n - 1 - i] = node;
	}
	for (i = 1; i < n; i++) {
		node = order[i];
		for (k = i; k > 0 && order[k - 1] > node; k--)
			order[k] = order[k - 1];
		order[k] = node;
	}
}

int
bt_eval_plan_make(struct bt_eval_plan *plan, const struct bt_program *p,
    const uint32_t *roots, size_t nroots, const struct bt_given *given,
    struct bt_err *err)
{
	const struct bt_node *node;
	size_t i, depth = 0;
	uint32_t id;

	for (i = 0; i < plan->n; i++)
		plan->readers[plan->order[i]] = 0;
	plan->n = 0;
	plan->roots = roots;
	plan->nroots = nroots;
	if (have_nodes(plan, p->n, err) == -1)
		return -1;
	for (i = 0; i < nroots; i++)
		if (read_node(plan, roots[i], &depth, err) == -1)
			return -1;
	while (depth > 0) {
		id = plan->stack[--depth];
		node = &p->nodes[id];
		for (i = 0; i < BT_NODE_ARGS && !bt_given_has(given, id); i++)
			if (node->arg[i] != BT_NODE_NONE &&
			    read_node(plan, node->arg[i], &depth, err) == -1)
				return -1;
	}
	sort_order(plan->order, plan->n);
	return 0;
}

void
bt_eval_plan_free(struct bt_eval_plan *plan)
{
	free(plan->order);
	free(plan->readers);
	free(plan->stack);
	*plan = (struct bt_eval_plan){ 0 };
}
