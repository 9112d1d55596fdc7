/* SPDX-License-Identifier: ISC */
/* Calls that evaluate an expression elsewhere: tf(), sym() and xrank(). */
#include "lib/signal/compile_call.h"

/* tf("1W", x): x on weekly bars, as of the last closed one. */
static int
compile_tf(struct bt_compiler *c, const struct bt_expr *e, uint32_t *node)
{
	struct bt_node want = bt_program_blank(BT_NODE_FRAME, 'x');
	struct bt_err why = BT_ERR_INIT;
	struct bt_frame frame;

	if (c->frame != 0)
		return bt_expr_fail(c->source, e->at, c->err,
		    "tf() cannot be inside tf()");
	if (bt_frame_parse(e->arg[0]->name, &frame, &why) == -1 ||
	    bt_program_frame(c->program, &frame, &c->frame, &why) == -1)
		return bt_expr_fail(c->source, e->arg[0]->at, c->err, "%s",
		    why.text);
	if (bt_compile_tree(c, e->arg[1], &want.arg[0]) == -1)
		return -1;
	want.index = c->frame;
	c->frame = 0;
	want.type = c->program->nodes[want.arg[0]].type;
	want.warmup = BT_WARMUP_UNKNOWN;
	return bt_program_intern(c->program, &want, node, c->err);
}

static int
compile_shared(struct bt_compiler *c, const struct bt_expr *e,
    struct bt_shared *shared, uint32_t *node)
{
	const struct bt_expr *of = e->arg[e->nargs - 1];
	struct bt_node want = bt_program_blank(shared->is_rank ? BT_NODE_RANK :
	    BT_NODE_OTHER, 'x');

	if (c->frame != 0)
		return bt_expr_fail(c->source, e->at, c->err,
		    "%.*s() cannot be inside tf(); write tf() inside",
		    BT_SPAN(e->name));
	if (bt_compile_tree(c, of, &shared->node) == -1 ||
	    (shared->is_rank &&
	    bt_compile_want(c, of, 'x', shared->node) == -1) ||
	    bt_program_share(c->program, shared, &want.index, c->err) == -1)
		return -1;
	want.type = c->program->nodes[shared->node].type;
	want.warmup = c->program->nodes[shared->node].warmup;
	return bt_program_intern(c->program, &want, node, c->err);
}

static int
wants_two(struct bt_compiler *c, const struct bt_expr *e, const char *usage)
{
	if (e->nargs != 2)
		return bt_expr_fail(c->source, e->at, c->err,
		    "%s wants 2 arguments, got %zu", usage, e->nargs);
	if (e->arg[0]->kind != BT_EXPR_TEXT)
		return bt_expr_fail(c->source, e->arg[0]->at, c->err,
		    "want a text in quotes: %s", usage);
	return 0;
}

int
bt_compile_scope(struct bt_compiler *c, const struct bt_expr *e,
    uint32_t *node)
{
	struct bt_shared shared = { false, { NULL, 0 }, 0 };
	int status;

	if (bt_span_like(e->name, "tf")) {
		status = wants_two(c, e, "tf(\"1h\", x)");
		if (status == 0)
			status = compile_tf(c, e, node);
	} else if (bt_span_like(e->name, "sym")) {
		status = wants_two(c, e, "sym(\"SPY\", x)");
		if (status == 0) {
			shared.symbol = e->arg[0]->name;
			status = compile_shared(c, e, &shared, node);
		}
	} else if (bt_span_like(e->name, "xrank")) {
		shared.is_rank = true;
		status = e->nargs == 1 ? compile_shared(c, e, &shared, node) :
		    bt_expr_fail(c->source, e->at, c->err,
		    "xrank(x) wants 1 argument, got %zu", e->nargs);
	} else {
		return 0;
	}
	return status == 0 ? 1 : -1;
}
