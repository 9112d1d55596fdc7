/* SPDX-License-Identifier: ISC */
/* Calls of indicators: sma(10), sma(close, 10), macd(12, 26, 9).signal. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/num.h"
#include "lib/signal/compile_call.h"
#include "lib/signal/indicator.h"

static const char bar_letters[] = "ohlcv";	/* as BT_COLUMN_OPEN ... */

/* How many of the inputs the caller may choose. */
static size_t
free_inputs(const struct bt_indicator *ind)
{
	size_t i, n = 0;

	for (i = 0; ind->inputs[i] != '\0'; i++)
		n += ind->inputs[i] == 'x';
	return n;
}

/*
 * Arguments that are no constants come first: they are the inputs.  A single
 * free input is the close if it is not given.
 */
static int
compile_inputs(struct bt_compiler *c, const struct bt_indicator *ind,
    const struct bt_expr *e, struct bt_node *want, size_t *used)
{
	size_t i, wanted = free_inputs(ind);
	uint32_t given[BT_NODE_ARGS];
	double ignored;

	for (*used = 0; *used < e->nargs && *used < wanted; ++*used) {
		if (bt_compile_tree(c, e->arg[*used], &given[*used]) == -1 ||
		    bt_compile_want(c, e->arg[*used], 'x',
		    given[*used]) == -1)
			return -1;
		if (bt_compile_is_number(c, given[*used], &ignored))
			break;
	}
	if (*used < wanted && wanted > 1)
		return bt_expr_fail(c->source, e->at, c->err,
		    "%s() wants %zu columns first, got %zu", ind->name, wanted,
		    *used);
	if (*used < wanted && bt_compile_bar_column(c, BT_COLUMN_CLOSE,
	    &given[0]) == -1)
		return -1;
	for (i = wanted = 0; ind->inputs[i] != '\0'; i++) {
		if (ind->inputs[i] == 'x')
			want->arg[i] = given[wanted++];
		else if (bt_compile_bar_column(c, (uint32_t)(strchr(bar_letters,
		    ind->inputs[i]) - bar_letters), &want->arg[i]) == -1)
			return -1;
	}
	return 0;
}

static int
compile_param(struct bt_compiler *c, const struct bt_indicator *ind,
    size_t i, const struct bt_expr *e, double *value)
{
	const struct bt_indicator_param *p = &ind->param[i];
	uint32_t node;

	if (bt_compile_tree(c, e, &node) == -1)
		return -1;
	if (!bt_compile_is_number(c, node, value))
		return bt_expr_fail(c->source, e->at, c->err, "want a constant "
		    "for '%s' of %s(), made of numbers and parameters",
		    p->name, ind->name);
	if (*value >= p->min && *value <= p->max &&
	    (!p->integer || floor(*value) == *value))
		return 0;
	return bt_expr_fail(c->source, e->at, c->err,
	    "'%s' of %s() is a %s from %.15g to %.15g, got %.15g",
	    p->name, ind->name,
	    p->integer ? "whole number" : "number", p->min, p->max, *value);
}

/*
 * What only the indicator itself knows (fast below slow) it says when it
 * computes: ask it about one row.
 */
static int
try_params(struct bt_compiler *c, const struct bt_indicator *ind,
    const struct bt_expr *e, const double *param)
{
	static const double one = 1;
	const double *in[BT_INDICATOR_INPUTS] = { &one, &one, &one, &one };
	double value[BT_INDICATOR_OUTPUTS];
	double *out[BT_INDICATOR_OUTPUTS] = { value, value + 1, value + 2 };
	struct bt_err why = BT_ERR_INIT;

	if (bt_indicator_compute(ind, 1, in, param, out, &why) == 0)
		return 0;
	if (why.code != BT_EUSAGE)
		return bt_err_set(c->err, why.code, "%s", why.text);
	return bt_expr_fail(c->source, e->at, c->err, "%s", why.text);
}

static int
compile_params(struct bt_compiler *c, const struct bt_indicator *ind,
    const struct bt_expr *e, size_t used, struct bt_node *want)
{
	size_t i, n = bt_indicator_nparams(ind);

	if (e->nargs - used > n)
		return bt_expr_fail(c->source, e->arg[used + n]->at, c->err,
		    "%s() takes %zu parameter%s, got %zu", ind->name, n,
		    n == 1 ? "" : "s", e->nargs - used);
	for (i = 0; i < n; i++) {
		want->k[i] = ind->param[i].def;
		if (used + i < e->nargs && compile_param(c, ind, i,
		    e->arg[used + i], &want->k[i]) == -1)
			return -1;
	}
	return 0;
}

static size_t
warmup_of(const struct bt_program *p, const struct bt_indicator *ind,
    const struct bt_node *node)
{
	size_t i, warmup = 0, of;

	for (i = 0; i < BT_NODE_ARGS && node->arg[i] != BT_NODE_NONE; i++) {
		of = p->nodes[node->arg[i]].warmup;
		warmup = of > warmup ? of : warmup;
	}
	return warmup == BT_WARMUP_UNKNOWN ? warmup :
	    warmup + ind->lookback(node->k);
}

int
bt_compile_indicator(struct bt_compiler *c, const struct bt_expr *e,
    const void *row, size_t output, uint32_t *node)
{
	struct bt_node want = bt_program_blank(BT_NODE_INDICATOR, 'x'), pick;
	size_t used;

	want.row = row;
	want.frame = c->frame;
	if (compile_inputs(c, row, e, &want, &used) == -1 ||
	    compile_params(c, row, e, used, &want) == -1)
		return -1;
	want.warmup = warmup_of(c->program, row, &want);
	if (!bt_program_has(c->program, &want) &&
	    try_params(c, row, e, want.k) == -1)
		return -1;
	pick = bt_program_blank(BT_NODE_OUTPUT, 'x');
	pick.index = (uint32_t)output;
	pick.frame = c->frame;
	pick.warmup = want.warmup;
	if (bt_program_intern(c->program, &want, &pick.arg[0], c->err) == -1)
		return -1;
	return bt_program_intern(c->program, &pick, node, c->err);
}

static int
unknown_output(struct bt_compiler *c, const struct bt_expr *e,
    const struct bt_indicator *ind)
{
	char list[128] = "";
	size_t i, n = 0, outputs = bt_indicator_noutputs(ind);

	for (i = 0; i < outputs && n < sizeof(list); i++)
		n += (size_t)snprintf(list + n, sizeof(list) - n, "%s.%s",
		    i == 0 ? "" : ", ", ind->output[i]);
	return bt_expr_fail(c->source, e->name, c->err,
	    "%s() has no output '%.*s'; it has %s, also as .0%s", ind->name,
	    BT_SPAN(e->name), list, outputs > 1 ? " and so on" : "");
}

int
bt_compile_pick(struct bt_compiler *c, const struct bt_expr *e,
    uint32_t *node)
{
	const struct bt_expr *of = e->arg[0];
	const struct bt_indicator *ind = of->indicator;
	size_t i, n;
	long long number;

	if (of->kind != BT_EXPR_CALL || ind == NULL)
		return bt_expr_fail(c->source, e->name, c->err, "only a call "
		    "of an indicator has outputs, as macd(12, 26, 9).signal");
	n = bt_indicator_noutputs(ind);
	for (i = 0; i < n; i++)
		if (bt_span_like(e->name, ind->output[i]))
			return bt_compile_indicator(c, of, ind, i, node);
	if (bt_num_parse_int(e->name.s, e->name.n, 0, (long long)n - 1,
	    &number) == 0)
		return bt_compile_indicator(c, of, ind, (size_t)number, node);
	return unknown_output(c, e, ind);
}
