/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/signal/eval.h"
#include "lib/signal/parser.h"
#include "lib/signal/maker_own.h"
#include "lib/signal/verbs.h"

static int
add_output(struct bt_maker *m, const char *name, enum bt_role role,
    const struct bt_source *source, struct bt_err *err)
{
	struct bt_output *out = &m->out[m->nout];

	out->name = name;
	out->role = role;
	out->source = *source;
	out->want = role == BT_ROLES ? 0 : bt_roles[role].type;
	out->tree = bt_parser_parse(&out->source, m->arena, err);
	m->nout++;
	return out->tree == NULL ? -1 : 0;
}

static int
add_extra(struct bt_maker *m, struct bt_span name, enum bt_extra_type type,
    bt_code_fn *code, struct bt_err *err)
{
	struct bt_extra *extra;
	size_t i;

	for (i = 0; i < m->nextras; i++)
		if (bt_span_like(name, m->extras[i].name))
			return 0;
	if (m->nextras == BT_EXTRAS_MAX)
		return bt_err_set(err, BT_EUSAGE,
		    "more than %d columns in use", BT_EXTRAS_MAX);
	extra = &m->extras[m->nextras];
	extra->name = bt_arena_strndup(m->arena, name.s, name.n, err);
	if (extra->name == NULL)
		return -1;
	extra->type = type;
	extra->code = code;
	m->extra_names[m->nextras++] = extra->name;
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
prepare_extras(struct bt_maker *m, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < m->nout; i++)
		if (bt_compile_columns(m->out[i].tree, &m->names, add_number,
		    m, err) == -1)
			return -1;
	if (m->has_codes && add_extra(m, bt_span("signal"), BT_EXTRA_CODE,
	    notice, err) == -1)
		return -1;
	for (i = m->nverbs; i < m->nout; i++)
		if (add_extra(m, bt_span(m->out[i].name), BT_EXTRA_CODE,
		    notice, err) == -1)
			return -1;
	return 0;
}

static int
prepare(struct bt_maker *m, const struct bt_maker_rule *rule,
    struct bt_err *err)
{
	size_t i;

	m->out = bt_calloc(BT_ROLES + rule->nadds, sizeof(*m->out), err);
	if ((m->arena = bt_arena_new(err)) == NULL || m->out == NULL ||
	    (m->program = bt_program_new(err)) == NULL)
		return -1;
	for (i = 0; i < BT_ROLES; i++) {
		if (rule->role[i].text.s != NULL && add_output(m,
		    bt_roles[i].name, (enum bt_role)i, &rule->role[i],
		    err) == -1)
			return -1;
		if (i == BT_ROLE_COVER)
			m->nverbs = m->nout;
	}
	for (i = 0; i < rule->nadds; i++)
		if (add_output(m, rule->adds[i].name, BT_ROLES,
		    &rule->adds[i].source, err) == -1)
			return -1;
	m->has_codes = m->nverbs > 0;
	m->names.params = rule->params;
	m->names.nparams = rule->nparams;
	return prepare_extras(m, err);
}

struct bt_maker *
bt_maker_new(const struct bt_maker_rule *rule, struct bt_err *err)
{
	struct bt_maker *m;

	if ((m = bt_calloc(1, sizeof(*m), err)) == NULL)
		return NULL;
	if (prepare(m, rule, err) == -1) {
		bt_maker_free(m);
		return NULL;
	}
	return m;
}

static void
free_columns(struct bt_maker *m)
{
	size_t i, k;

	for (k = 0; k < m->nout; k++) {
		for (i = 0; i < m->nsymbols; i++) {
			if (m->out[k].x != NULL)
				free(m->out[k].x[i]);
			if (m->out[k].c != NULL)
				free(m->out[k].c[i]);
		}
		free(m->out[k].x);
		free(m->out[k].c);
		m->out[k].x = NULL;
		m->out[k].c = NULL;
	}
	for (i = 0; m->codes != NULL && i < m->nsymbols; i++)
		free(m->codes[i]);
	free(m->codes);
	m->codes = NULL;
	m->nsymbols = 0;
}

void
bt_maker_free(struct bt_maker *m)
{
	if (m == NULL)
		return;
	free_columns(m);
	bt_program_free(m->program);
	bt_arena_free(m->arena);
	free(m->out);
	free(m);
}

const struct bt_extra *
bt_maker_extras(const struct bt_maker *m, size_t *n)
{
	*n = m->nextras;
	return m->extras;
}

static bool
is_there(const struct bt_maker *m, const struct bt_market *market,
    const char *name)
{
	size_t i;

	for (i = 0; i < m->nextras; i++)
		if (bt_span_like(bt_span(name), m->extras[i].name))
			return bt_market_has(market, i);
	return false;
}

static int
refuse_taken(const struct bt_maker *m, const struct bt_market *market,
    struct bt_err *err)
{
	const char *taken = NULL;
	size_t i;

	if (m->has_codes && is_there(m, market, "signal"))
		taken = "signal";
	for (i = m->nverbs; i < m->nout && taken == NULL; i++)
		if (is_there(m, market, m->out[i].name))
			taken = m->out[i].name;
	if (taken == NULL)
		return 0;
	return bt_err_set(err, BT_EUSAGE, "the input has a column '%s' "
	    "already; leave it out, or add yours under another name", taken);
}

int
bt_maker_compile(struct bt_maker *m, const struct bt_market *market,
    const struct bt_span *header, size_t nheader, struct bt_err *err)
{
	size_t i;

	if (market != NULL && refuse_taken(m, market, err) == -1)
		return -1;
	for (i = 0; i < m->nextras; i++)
		m->has[i] = m->extras[i].type == BT_EXTRA_REAL &&
		    (market == NULL || bt_market_has(market, i));
	m->names.extras = m->extra_names;
	m->names.has = m->has;
	m->names.nextras = m->nextras;
	m->names.header = header;
	m->names.nheader = nheader;
	for (i = 0; i < m->nout; i++)
		if (bt_compile_expr(m->program, &m->out[i].source,
		    m->out[i].tree, &m->names, m->out[i].want,
		    &m->out[i].root, err) == -1)
			return -1;
	return 0;
}

static int
take_codes(struct bt_maker *m, size_t symbol, size_t n,
    const struct bt_column *roots, struct bt_err *err)
{
	uint8_t *code, bit;
	size_t i, k;

	if ((code = bt_calloc(n, 1, err)) == NULL)
		return -1;
	for (k = 0; k < m->nverbs; k++) {
		bit = bt_roles[m->out[k].role].code;
		for (i = 0; i < n; i++)
			code[i] |= (uint8_t)(bit *
			    roots[k].c[i * roots[k].step]);
	}
	m->codes[symbol] = code;
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
	struct bt_maker *m = arg;
	size_t k, n = m->bars[symbol].n;

	if (m->has_codes && take_codes(m, symbol, n, roots, err) == -1)
		return -1;
	for (k = m->nverbs; k < m->nout; k++)
		if (take_column(&m->out[k], symbol, n, &roots[k], err) == -1)
			return -1;
	return 0;
}

static int
make_columns(struct bt_maker *m, size_t nsymbols, struct bt_err *err)
{
	size_t k;

	m->nsymbols = nsymbols;
	m->codes = bt_calloc(nsymbols, sizeof(*m->codes), err);
	if (m->codes == NULL)
		return -1;
	for (k = 0; k < m->nout; k++) {
		m->out[k].x = bt_calloc(nsymbols, sizeof(*m->out[k].x), err);
		m->out[k].c = bt_calloc(nsymbols, sizeof(*m->out[k].c), err);
		if (m->out[k].x == NULL || m->out[k].c == NULL)
			return -1;
	}
	return 0;
}

int
bt_maker_run(struct bt_maker *m, const struct bt_bars *bars, size_t n,
    const struct bt_timeline *line, size_t jobs, bt_eval_fn *fn, void *arg,
    struct bt_err *err)
{
	struct bt_eval eval = { m->program, bars, n, line, jobs };
	uint32_t *roots;
	int status;
	size_t k;

	if ((roots = bt_calloc(m->nout, sizeof(*roots), err)) == NULL)
		return -1;
	for (k = 0; k < m->nout; k++)
		roots[k] = m->out[k].root;
	m->bars = bars;
	status = bt_eval_each(&eval, roots, m->nout, fn, arg, err);
	free(roots);
	return status;
}

int
bt_maker_compute(struct bt_maker *m, const struct bt_market *market,
    size_t jobs, struct bt_err *err)
{
	struct bt_timeline line = { 0 };
	struct bt_bars *bars;
	int status = 0;

	free_columns(m);
	if ((bars = bt_eval_bars(market, err)) == NULL)
		return -1;
	if (bt_eval_wants_timeline(m->program))
		status = bt_timeline_init(&line, market, err);
	if (status == 0)
		status = make_columns(m, bt_market_symbols(market), err);
	if (status == 0)
		status = bt_maker_run(m, bars, m->nsymbols, &line, jobs,
		    take, m, err);
	bt_timeline_free(&line);
	free(bars);
	return status;
}

bool
bt_maker_has_codes(const struct bt_maker *m)
{
	return m->has_codes;
}

const uint8_t *
bt_maker_codes(const struct bt_maker *m, size_t symbol)
{
	return m->has_codes ? m->codes[symbol] : NULL;
}

size_t
bt_maker_nadded(const struct bt_maker *m)
{
	return m->nout - m->nverbs;
}

struct bt_added
bt_maker_added(const struct bt_maker *m, size_t i)
{
	const struct bt_output *out = &m->out[m->nverbs + i];
	const struct bt_node *root = &m->program->nodes[out->root];

	return (struct bt_added){ out->name, root->type,
	    m->has_codes && out->role != BT_ROLES, root->warmup };
}

double
bt_maker_value(const struct bt_maker *m, size_t i, size_t symbol,
    size_t bar)
{
	const struct bt_output *out = &m->out[m->nverbs + i];

	return out->x[symbol] != NULL ? out->x[symbol][bar] :
	    out->c[symbol][bar];
}

const double *
bt_maker_column(const struct bt_maker *m, enum bt_role role, size_t symbol)
{
	size_t i;

	for (i = m->nverbs; i < m->nout; i++)
		if (m->out[i].role == role)
			return m->out[i].x[symbol];
	return NULL;
}

const char *
bt_maker_warmup(const struct bt_maker *m, size_t i, size_t *rows)
{
	if (i >= m->nout)
		return NULL;
	*rows = m->program->nodes[m->out[i].root].warmup;
	return m->out[i].name;
}
