/* SPDX-License-Identifier: ISC */
#include "lib/sweep/space.h"

#include <math.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/portable.h"
#include "lib/signal/compile.h"
#include "lib/sweep/formula.h"
#include "lib/sweep/space_parts.h"

/* A space in the making. */
struct maker {
	struct bt_space			*space;
	struct bt_dim			*dim;	/* the space's, to be filled */
	const struct bt_strategy	*strategy;
	struct bt_err			*err;
};

/* Names for hints: parameters, then options, then what is no table's. */
static const char *
variable(const void *arg, size_t i)
{
	const struct bt_strategy *s = arg;

	if (s != NULL && i < s->nparams)
		return s->params[i].name;
	i -= s == NULL ? 0 : s->nparams;
	return i < BT_SETTINGS_ROWS ? bt_settings_opts[i].name : NULL;
}

static int
unknown(const struct maker *m, struct bt_span name)
{
	const struct bt_strategy *s = m->strategy;
	const char *hint = bt_nearest(name, variable, s);
	size_t i;

	(void)bt_err_set(m->err, BT_EUSAGE, "-P: '%.*s' is neither a parameter "
	    "of '%s' nor an option of bt-run", BT_SPAN(name), s->name);
	if (hint != NULL)
		return bt_err_add(m->err, "; did you mean '%s'?", hint);
	for (i = 0; i < s->nparams; i++)
		(void)bt_err_add(m->err, "%s%s", i == 0 ?
		    "; its parameters are " : ", ", s->params[i].name);
	return -1;
}

static int
make_param(struct maker *m, struct bt_dim *dim, size_t i,
    struct bt_span values)
{
	const struct bt_strategy_param *p = &m->strategy->params[i];
	struct bt_dim_rule rule = { p->integer, false, p->min, p->max };

	dim->of = BT_DIM_PARAM;
	dim->param = i;
	return bt_dim_numbers(dim, &rule, values, m->space->arena, m->err);
}

/* A parameter of expressions: what it is follows from its values. */
static int
make_free(struct maker *m, struct bt_dim *dim, struct bt_span values)
{
	struct bt_dim_rule rule = { false, true, -INFINITY, INFINITY };

	if (bt_compile_reserves(bt_span(dim->name)))
		return bt_err_set(m->err, BT_EUSAGE, "-P: '%s' is a word of "
		    "the expression language; take another name", dim->name);
	dim->of = BT_DIM_PARAM;
	dim->param = SIZE_MAX;
	return bt_dim_numbers(dim, &rule, values, m->space->arena, m->err);
}

static int
make_option(struct maker *m, struct bt_dim *dim, const struct bt_opt *opt,
    struct bt_span values)
{
	struct bt_dim_rule rule = { opt->type == BT_OPT_INT, false, opt->min,
	    opt->max };

	dim->of = BT_DIM_OPTION;
	dim->opt = opt;
	switch (opt->type) {
	case BT_OPT_INT:
	case BT_OPT_REAL:
	case BT_OPT_FRACTION:
		return bt_dim_numbers(dim, &rule, values, m->space->arena,
		    m->err);
	case BT_OPT_FLAG:
	case BT_OPT_CHOICE:
	case BT_OPT_METHOD:
		return bt_dim_names(dim, values, m->space->arena, m->err);
	default:
		return bt_err_set(m->err, BT_EUSAGE,
		    "-P: '%s' cannot be varied", opt->name);
	}
}

static int
make_values(struct maker *m, struct bt_dim *dim, struct bt_span values)
{
	const struct bt_strategy *s = m->strategy;
	struct bt_span name = bt_span(dim->name);
	const struct bt_opt *opt;
	size_t i;

	for (i = 0; s != NULL && i < s->nparams; i++)
		if (strcmp(s->params[i].name, dim->name) == 0)
			return make_param(m, dim, i, values);
	if ((opt = bt_opt_find(bt_settings_opts, name)) != NULL)
		return make_option(m, dim, opt, values);
	if (s != NULL)
		return unknown(m, name);
	if (!bt_span_is(name, "signal"))
		return make_free(m, dim, values);
	dim->of = BT_DIM_SIGNAL;
	return bt_dim_names(dim, values, m->space->arena, m->err);
}

static int
make_dim(struct maker *m, struct bt_span text)
{
	struct bt_dim *dim = &m->dim[m->space->ndims];
	struct bt_span name = { NULL, 0 }, values = text;
	size_t i;

	(void)bt_span_cut(&values, '=', &name);
	name = bt_span_trim(name);
	if (values.s == NULL || name.n == 0 || bt_span_trim(values).n == 0)
		return bt_err_set(m->err, BT_EUSAGE, "-P: want NAME=VALUES as "
		    "in fast=5:50:5, got '%.*s'", BT_SPAN(text));
	dim->name = bt_arena_strndup(m->space->arena, name.s, name.n, m->err);
	if (dim->name == NULL)
		return -1;
	for (i = 0; i < m->space->ndims; i++)
		if (strcmp(m->dim[i].name, dim->name) == 0)
			return bt_err_set(m->err, BT_EUSAGE,
			    "-P: '%s' is given twice", dim->name);
	if (make_values(m, dim, bt_span_trim(values)) == -1)
		return -1;
	m->space->ndims++;
	return 0;
}

/* In formulas '-' is minus, so '_' may stand for it. */
static bool
is_called(struct bt_span name, const char *s)
{
	size_t i;

	for (i = 0; i < name.n && s[i] != '\0'; i++)
		if (name.s[i] != s[i] && (name.s[i] != '_' || s[i] != '-'))
			return false;
	return i == name.n && s[i] == '\0';
}

/* The dims, then the parameters of the strategy. */
static const char *
where_name(const void *arg, size_t i)
{
	const struct maker *m = arg;

	if (i < m->space->ndims)
		return m->space->dim[i].name;
	i -= m->space->ndims;
	return m->strategy != NULL && i < m->strategy->nparams ?
	    m->strategy->params[i].name : NULL;
}

static long
find_name(const void *arg, struct bt_span name)
{
	const char *s;
	long i;

	for (i = 0; (s = where_name(arg, (size_t)i)) != NULL; i++)
		if (is_called(name, s))
			return i;
	return -1;
}

static int
make_where(struct maker *m, const char *text)
{
	struct bt_source source = { "--where", bt_span(text) };
	struct bt_formula *f;
	size_t i;

	f = bt_formula_parse(&source, find_name, where_name, m,
	    m->space->arena, m->err);
	if (f == NULL)
		return -1;
	if (!bt_formula_is_condition(f))
		return bt_err_set(m->err, BT_EUSAGE, "--where: want a "
		    "condition as in 'fast < slow', got '%s'", text);
	for (i = 0; m->strategy != NULL && i < m->strategy->nparams; i++)
		bt_formula_fix(f, m->space->ndims + i,
		    m->strategy->params[i].value);
	m->space->where = f;
	return 0;
}

static int
make(struct maker *m, const char *const *text, size_t n, const char *where)
{
	size_t i;

	if ((m->space->arena = bt_arena_new(m->err)) == NULL)
		return -1;
	m->dim = bt_arena_alloc(m->space->arena, n + 1, sizeof(*m->dim),
	    m->err);
	m->space->dim = m->dim;
	if (m->dim == NULL)
		return -1;
	for (i = 0; i < n; i++)
		if (make_dim(m, bt_span(text[i])) == -1)
			return -1;
	return where == NULL ? 0 : make_where(m, where);
}

int
bt_space_init(struct bt_space *space, const char *const *text, size_t n,
    const char *where, const struct bt_strategy *strategy, struct bt_err *err)
{
	struct maker m = { space, NULL, strategy, err };

	*space = (struct bt_space){ 0 };
	if (make(&m, text, n, where) == 0)
		return 0;
	bt_space_free(space);
	return -1;
}

void
bt_space_free(struct bt_space *space)
{
	bt_arena_free(space->arena);
	*space = (struct bt_space){ 0 };
}

bool
bt_space_is_grid(const struct bt_space *space)
{
	size_t i;

	for (i = 0; i < space->ndims; i++)
		if (space->dim[i].levels == 0)
			return false;
	return true;
}

int
bt_space_size(const struct bt_space *space, uint64_t *n, struct bt_err *err)
{
	size_t i;

	*n = 1;
	for (i = 0; i < space->ndims; i++)
		if (__builtin_mul_overflow(*n, space->dim[i].levels, n) ||
		    *n > INT64_MAX)
			return bt_err_set(err, BT_EUSAGE, "-P: more than 2^63 "
			    "combinations; vary less, or sample with --method "
			    "random");
	return 0;
}

void
bt_space_point(const struct bt_space *space, uint64_t i, double *point)
{
	const struct bt_dim *dim;
	uint64_t level;
	size_t k;

	for (k = space->ndims; k-- > 0; i /= dim->levels) {
		dim = &space->dim[k];
		level = i % dim->levels;
		point[k] = dim->kind == BT_DIM_CHOICE ? (double)level :
		    dim->value[level];
	}
}

bool
bt_space_allows(const struct bt_space *space, const double *point)
{
	return space->where == NULL ||
	    bt_formula_value(space->where, point) > 0;
}

/* lo to hi, evenly in the logarithm; the same on every machine. */
static double
between(double lo, double hi, double u)
{
	return lo * bt_portable_exp(u * bt_portable_log(hi / lo));
}

/* Whole numbers evenly in the logarithm: each from half below it. */
static double
integer_at(const struct bt_dim *dim, double u)
{
	double lo = dim->lo - 0.5, hi = dim->hi + 0.5;

	return fmin(fmax(round(between(lo, hi, u)), dim->lo), dim->hi);
}

double
bt_dim_at(const struct bt_dim *dim, double u)
{
	size_t level;
	double x;

	if (dim->levels == 0) {
		x = dim->log ? between(dim->lo, dim->hi, u) :
		    dim->lo + u * (dim->hi - dim->lo);
		return fmin(fmax(x, dim->lo), dim->hi);
	}
	if (dim->log)
		return integer_at(dim, u);
	level = (size_t)(fmax(u, 0) * (double)dim->levels);
	if (level >= dim->levels)
		level = dim->levels - 1;
	return dim->kind == BT_DIM_CHOICE ? (double)level : dim->value[level];
}

/* The level whose value is nearest. */
static size_t
level_of(const struct bt_dim *dim, double value)
{
	size_t lo = 0, hi = dim->levels - 1, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (dim->value[mid] < value)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo > 0 && value - dim->value[lo - 1] < dim->value[lo] - value)
		lo--;
	return lo;
}

double
bt_dim_unit(const struct bt_dim *dim, double value)
{
	double lo = dim->lo, hi = dim->hi, level;

	if (dim->levels > 0 && !dim->log) {
		level = dim->kind == BT_DIM_CHOICE ? value :
		    (double)level_of(dim, value);
		return (level + 0.5) / (double)dim->levels;
	}
	if (dim->levels > 0) {
		lo -= 0.5;
		hi += 0.5;
	}
	if (hi <= lo)
		return 0.5;
	return dim->log ? bt_portable_log(value / lo) /
	    bt_portable_log(hi / lo) : (value - lo) / (hi - lo);
}

int
bt_dim_text(const struct bt_dim *dim, double value, struct bt_buf *buf,
    struct bt_err *err)
{
	char num[BT_NUM_MAX];
	const char *text = num;
	size_t n;

	if (dim->kind == BT_DIM_CHOICE) {
		text = dim->text[(size_t)value];
		n = strlen(text);
	} else {
		n = bt_num_format(num, value);
	}
	return bt_buf_add(buf, text, n, err);
}
