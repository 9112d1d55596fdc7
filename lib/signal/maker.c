/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/signal/eval.h"
#include "lib/signal/parser.h"
#include "lib/signal/maker_own.h"
#include "lib/signal/verbs.h"

/* Verb roles come first, in the order of these bits. */
static const uint8_t role_bit[] = { BT_BUY, BT_SELL, BT_SHORT, BT_COVER };
#define NVERBS (sizeof(role_bit) / sizeof(role_bit[0]))

static int
add_output(struct bt_maker *s, const char *name, enum bt_role role,
    const struct bt_source *source, struct bt_err *err)
{
	struct bt_output *out = &s->out[s->nout];

	out->name = name;
	out->role = role;
	out->source = *source;
	out->want = role == BT_ROLES ? 0 : bt_roles[role].type;
	out->tree = bt_parser_parse(&out->source, s->arena, err);
	s->nout++;
	return out->tree == NULL ? -1 : 0;
}

static int
add_extra(struct bt_maker *s, struct bt_span name, enum bt_extra_type type,
    bt_code_fn *code, struct bt_err *err)
{
	struct bt_extra *extra;
	size_t i;

	for (i = 0; i < s->nextras; i++)
		if (bt_span_like(name, s->extras[i].name))
			return 0;
	if (s->nextras == BT_EXTRAS_MAX)
		return bt_err_set(err, BT_EUSAGE,
		    "more than %d columns in use", BT_EXTRAS_MAX);
	extra = &s->extras[s->nextras];
	extra->name = bt_arena_strndup(s->arena, name.s, name.n, err);
	if (extra->name == NULL)
		return -1;
	extra->type = type;
	extra->code = code;
	s->extra_names[s->nextras++] = extra->name;
	return 0;
}

static int
add_number(void *arg, struct bt_span name, struct bt_err *err)
{
	return add_extra(arg, name, BT_EXTRA_REAL, NULL, err);
}

/* Any cell will do: all that matters is whether the column is there. */
static int
notice(struct bt_span cell, uint8_t *code, struct bt_err *err)
{
	(void)cell;
	(void)err;
	*code = 0;
	return 0;
}

static int
prepare_extras(struct bt_maker *s, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < s->nout; i++)
		if (bt_compile_columns(s->out[i].tree, &s->names, add_number,
		    s, err) == -1)
			return -1;
	if (s->has_codes && add_extra(s, bt_span("signal"), BT_EXTRA_CODE,
	    notice, err) == -1)
		return -1;
	for (i = s->nverbs; i < s->nout; i++)
		if (add_extra(s, bt_span(s->out[i].name), BT_EXTRA_CODE,
		    notice, err) == -1)
			return -1;
	return 0;
}

static int
prepare(struct bt_maker *s, const struct bt_maker_rule *rule,
    struct bt_err *err)
{
	size_t i;

	s->out = bt_calloc(BT_ROLES + rule->nadds, sizeof(*s->out), err);
	if ((s->arena = bt_arena_new(err)) == NULL || s->out == NULL ||
	    (s->program = bt_program_new(err)) == NULL)
		return -1;
	for (i = 0; i < BT_ROLES; i++) {
		if (rule->role[i].text.s != NULL && add_output(s,
		    bt_roles[i].name, (enum bt_role)i, &rule->role[i],
		    err) == -1)
			return -1;
		if (i + 1 == NVERBS)
			s->nverbs = s->nout;
	}
	for (i = 0; i < rule->nadds; i++)
		if (add_output(s, rule->adds[i].name, BT_ROLES,
		    &rule->adds[i].source, err) == -1)
			return -1;
	s->has_codes = s->nverbs > 0;
	s->names.params = rule->params;
	s->names.nparams = rule->nparams;
	return prepare_extras(s, err);
}

struct bt_maker *
bt_maker_new(const struct bt_maker_rule *rule, struct bt_err *err)
{
	struct bt_maker *s;

	if ((s = bt_calloc(1, sizeof(*s), err)) == NULL)
		return NULL;
	if (prepare(s, rule, err) == -1) {
		bt_maker_free(s);
		return NULL;
	}
	return s;
}

static void
free_columns(struct bt_maker *s)
{
	size_t i, k;

	for (k = 0; k < s->nout; k++) {
		for (i = 0; i < s->nsymbols; i++) {
			if (s->out[k].x != NULL)
				free(s->out[k].x[i]);
			if (s->out[k].c != NULL)
				free(s->out[k].c[i]);
		}
		free(s->out[k].x);
		free(s->out[k].c);
		s->out[k].x = NULL;
		s->out[k].c = NULL;
	}
	for (i = 0; s->codes != NULL && i < s->nsymbols; i++)
		free(s->codes[i]);
	free(s->codes);
	s->codes = NULL;
	s->nsymbols = 0;
}

void
bt_maker_free(struct bt_maker *s)
{
	if (s == NULL)
		return;
	free_columns(s);
	bt_program_free(s->program);
	bt_arena_free(s->arena);
	free(s->out);
	free(s);
}

const struct bt_extra *
bt_maker_extras(const struct bt_maker *s, size_t *n)
{
	*n = s->nextras;
	return s->extras;
}

static int
refuse_taken(const struct bt_maker *s, const struct bt_market *market,
    struct bt_err *err)
{
	size_t i;

	for (i = 0; i < s->nextras; i++)
		if (s->extras[i].code == notice &&
		    bt_market_has(market, i))
			return bt_err_set(err, BT_EUSAGE, "the input has a "
			    "column '%s' already; leave it out, or add yours "
			    "under another name", s->extras[i].name);
	return 0;
}

int
bt_maker_compile(struct bt_maker *s, const struct bt_market *market,
    const struct bt_span *header, size_t nheader, struct bt_err *err)
{
	size_t i;

	if (market != NULL && refuse_taken(s, market, err) == -1)
		return -1;
	for (i = 0; i < s->nextras; i++)
		s->has[i] = s->extras[i].type == BT_EXTRA_REAL &&
		    (market == NULL || bt_market_has(market, i));
	s->names.extras = s->extra_names;
	s->names.has = s->has;
	s->names.nextras = s->nextras;
	s->names.header = header;
	s->names.nheader = nheader;
	for (i = 0; i < s->nout; i++)
		if (bt_compile_expr(s->program, &s->out[i].source,
		    s->out[i].tree, &s->names, s->out[i].want,
		    &s->out[i].root, err) == -1)
			return -1;
	return 0;
}

static int
take_codes(struct bt_maker *s, size_t symbol, size_t n,
    const struct bt_column *roots, struct bt_err *err)
{
	uint8_t *code, bit;
	size_t i, k;

	if ((code = bt_calloc(n, 1, err)) == NULL)
		return -1;
	for (k = 0; k < s->nverbs; k++) {
		bit = role_bit[s->out[k].role];
		for (i = 0; i < n; i++)
			code[i] |= (uint8_t)(bit *
			    roots[k].c[i * roots[k].step]);
	}
	s->codes[symbol] = code;
	return 0;
}

static int
take_column(struct bt_output *out, size_t symbol, size_t n,
    const struct bt_column *root, struct bt_err *err)
{
	size_t i;

	if (root->c != NULL) {
		if ((out->c[symbol] = bt_calloc(n, 1, err)) == NULL)
			return -1;
		for (i = 0; i < n; i++)
			out->c[symbol][i] = root->c[i * root->step];
		return 0;
	}
	if ((out->x[symbol] = bt_column(n, err)) == NULL)
		return -1;
	for (i = 0; i < n; i++)
		out->x[symbol][i] = root->x[i * root->step];
	return 0;
}

static int
take(void *arg, size_t symbol, const struct bt_column *roots,
    struct bt_err *err)
{
	struct bt_maker *s = arg;
	size_t k, n = s->bars[symbol].n;

	if (s->has_codes && take_codes(s, symbol, n, roots, err) == -1)
		return -1;
	for (k = s->nverbs; k < s->nout; k++)
		if (take_column(&s->out[k], symbol, n, &roots[k], err) == -1)
			return -1;
	return 0;
}

static int
make_columns(struct bt_maker *s, size_t nsymbols, struct bt_err *err)
{
	size_t k;

	s->nsymbols = nsymbols;
	s->codes = bt_calloc(nsymbols, sizeof(*s->codes), err);
	if (s->codes == NULL)
		return -1;
	for (k = 0; k < s->nout; k++) {
		s->out[k].x = bt_calloc(nsymbols, sizeof(*s->out[k].x), err);
		s->out[k].c = bt_calloc(nsymbols, sizeof(*s->out[k].c), err);
		if (s->out[k].x == NULL || s->out[k].c == NULL)
			return -1;
	}
	return 0;
}

int
bt_maker_run(struct bt_maker *s, const struct bt_bars *bars, size_t n,
    const struct bt_timeline *line, size_t jobs, bt_eval_fn *fn, void *arg,
    struct bt_err *err)
{
	struct bt_eval eval = { s->program, bars, n, line, jobs };
	uint32_t *roots;
	int status;
	size_t k;

	if ((roots = bt_calloc(s->nout, sizeof(*roots), err)) == NULL)
		return -1;
	for (k = 0; k < s->nout; k++)
		roots[k] = s->out[k].root;
	s->bars = bars;
	status = bt_eval_each(&eval, roots, s->nout, fn, arg, err);
	free(roots);
	return status;
}

int
bt_maker_compute(struct bt_maker *s, const struct bt_market *market,
    size_t jobs, struct bt_err *err)
{
	struct bt_timeline line = { 0 };
	struct bt_bars *bars;
	int status = 0;

	free_columns(s);
	if ((bars = bt_eval_bars(market, err)) == NULL)
		return -1;
	if (bt_eval_wants_timeline(s->program))
		status = bt_timeline_init(&line, market, err);
	if (status == 0)
		status = make_columns(s, bt_market_symbols(market), err);
	if (status == 0)
		status = bt_maker_run(s, bars, s->nsymbols, &line, jobs,
		    take, s, err);
	bt_timeline_free(&line);
	free(bars);
	return status;
}

bool
bt_maker_has_codes(const struct bt_maker *s)
{
	return s->has_codes;
}

const uint8_t *
bt_maker_codes(const struct bt_maker *s, size_t symbol)
{
	return s->has_codes ? s->codes[symbol] : NULL;
}

size_t
bt_maker_nadded(const struct bt_maker *s)
{
	return s->nout - s->nverbs;
}

struct bt_added
bt_maker_added(const struct bt_maker *s, size_t i)
{
	const struct bt_output *out = &s->out[s->nverbs + i];
	const struct bt_node *root = &s->program->nodes[out->root];

	return (struct bt_added){ out->name, root->type,
	    s->has_codes && out->role != BT_ROLES, root->warmup };
}

double
bt_maker_value(const struct bt_maker *s, size_t i, size_t symbol,
    size_t bar)
{
	const struct bt_output *out = &s->out[s->nverbs + i];

	return out->x[symbol] != NULL ? out->x[symbol][bar] :
	    out->c[symbol][bar];
}

const char *
bt_maker_warmup(const struct bt_maker *s, size_t i, size_t *rows)
{
	if (i >= s->nout)
		return NULL;
	*rows = s->program->nodes[s->out[i].root].warmup;
	return s->out[i].name;
}
