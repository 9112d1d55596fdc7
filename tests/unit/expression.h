/* SPDX-License-Identifier: ISC */
#ifndef BT_TESTS_EXPRESSION_H
#define BT_TESTS_EXPRESSION_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/signal/compile.h"
#include "lib/signal/eval.h"
#include "lib/signal/parser.h"

/*
 * What the tests of expressions share: text in, values out.  A condition's
 * values are 0 and 1.
 */
struct trial {
	const struct bt_bars		*bars;
	size_t				 nsymbols, jobs;
	const struct bt_timeline	*timeline;
	struct bt_scope			 names;
	char				 want;		/* 'x', 'c' or 0 */
};

/* Where the values of each symbol go. */
struct trial_out {
	const struct trial	*trial;
	double			**value;
};

static int
trial_take(void *arg, size_t symbol, const struct bt_column *root,
    struct bt_err *err)
{
	struct trial_out *out = arg;
	size_t i;

	(void)err;
	for (i = 0; i < out->trial->bars[symbol].n; i++)
		out->value[symbol][i] = root->c != NULL ?
		    root->c[i * root->step] : root->x[i * root->step];
	return 0;
}

static int
trial_compiled(const struct trial *t, const struct bt_source *src,
    struct bt_arena *arena, struct bt_program *program, double **value,
    struct bt_err *err)
{
	struct bt_eval eval = { program, t->bars, t->nsymbols, t->timeline,
	    t->jobs };
	struct trial_out out = { t, value };
	struct bt_expr *tree;
	uint32_t root;

	if ((tree = bt_parser_parse(src, arena, err)) == NULL ||
	    bt_compile_expr(program, src, tree, &t->names, t->want, &root,
	    err) == -1)
		return -1;
	return bt_eval_each(&eval, &root, 1, trial_take, &out, err);
}

/* Evaluate text for every symbol into value[symbol][bar]: 0, or -1. */
static int
trial_run(const struct trial *t, const char *text, double **value,
    struct bt_err *err)
{
	struct bt_source src = { "test", { text, strlen(text) } };
	struct bt_program *program = bt_program_new(err);
	struct bt_arena *arena = bt_arena_new(err);
	int status = -1;

	if (program != NULL && arena != NULL)
		status = trial_compiled(t, &src, arena, program, value, err);
	bt_program_free(program);
	bt_arena_free(arena);
	return status;
}

/* Same value, where NAN is NAN. */
static bool
trial_same(double a, double b)
{
	return (isnan(a) && isnan(b)) || a == b;
}

#endif
