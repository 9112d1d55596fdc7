/* SPDX-License-Identifier: ISC */
/*
 * Text as an expression: the whole way from words to values.  It is refused
 * with a place in it, or has a value for every bar that does not change when
 * the bars behind are cut off.
 */
#include <string.h>

#include "lib/signal/compile.h"
#include "lib/signal/eval.h"
#include "lib/signal/parser.h"
#include "tests/fuzz/input.h"

#define BARS 24
#define SEEN 13		/* after the cut */

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct values {
	const struct bt_bars	*bars;
	double			 value[2][BARS];
};

static int
take(void *arg, size_t symbol, const struct bt_column *root,
    struct bt_err *err)
{
	struct values *v = arg;
	size_t i;

	(void)err;
	for (i = 0; i < v->bars[symbol].n; i++)
		v->value[symbol][i] = root->c != NULL ?
		    root->c[i * root->step] : root->x[i * root->step];
	return 0;
}

/* Two symbols at the same times: a timeline is easily told. */
static int
evaluate(const struct bt_program *p, uint32_t root, const struct bt_bars *b,
    struct values *v, struct bt_err *err)
{
	size_t first[BARS + 1], i;
	uint32_t symbol[2 * BARS], bar[2 * BARS];
	struct bt_timeline line = { BARS, b->time, first, symbol, bar, NULL };
	struct bt_eval eval = { p, b, 2, &line, 1 };

	for (i = 0; i < BARS; i++) {
		first[i] = 2 * i;
		symbol[2 * i] = 0;
		symbol[2 * i + 1] = 1;
		bar[2 * i] = bar[2 * i + 1] = (uint32_t)i;
	}
	first[BARS] = 2 * BARS;
	v->bars = b;
	return bt_eval_each(&eval, &root, 1, take, v, err);
}

static void
check(const struct bt_program *p, uint32_t root)
{
	static struct values all, some;
	int64_t time[BARS];
	double x[BARS], y[BARS];
	struct bt_bars bars[2] = {
		{ "A", BARS, time, x, y, x, x, y, { y } },
		{ "B", BARS, time, y, x, x, y, x, { x } },
	};
	struct bt_err err = BT_ERR_INIT;
	size_t i;

	for (i = 0; i < BARS; i++) {
		time[i] = (int64_t)i * 9 * 3600 * 1000000000;
		x[i] = (double)(i * 7 % 5) + 1;
		y[i] = (double)(i * i % 11) + 2;
	}
	if (evaluate(p, root, bars, &all, &err) == -1) {
		MUST(err.code == BT_EUSAGE);	/* sym() of a stranger */
		return;
	}
	bars[0].n = bars[1].n = SEEN;
	MUST(evaluate(p, root, bars, &some, &err) == 0);
	for (i = 0; i < 2; i++)
		MUST(memcmp(all.value[i], some.value[i],
		    SEEN * sizeof(double)) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const extras[] = { "e" };
	static const bool has[] = { true };
	static const struct bt_value params[] = { { "p", 3 } };
	struct bt_scope names = { params, 1, extras, has, 1, NULL, 0 };
	struct bt_source src = { "fuzz", { (const char *)data, size } };
	struct bt_err err = BT_ERR_INIT;
	struct bt_arena *arena = bt_arena_new(&err);
	struct bt_program *program = bt_program_new(&err);
	struct bt_expr *tree;
	uint32_t root;

	MUST(arena != NULL && program != NULL);
	if (size > 0 && (tree = bt_parser_parse(&src, arena, &err)) != NULL &&
	    bt_compile_expr(program, &src, tree, &names, 0, &root, &err) == 0)
		check(program, root);
	else if (size > 0)
		MUST(err.code == BT_EUSAGE && err.column >= 1 &&
		    err.column <= size + 1);
	bt_program_free(program);
	bt_arena_free(arena);
	return 0;
}
