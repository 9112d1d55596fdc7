/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/table.h"
#include "lib/report/catalogue.h"
#include "lib/signal/functions.h"
#include "lib/signal/indicator.h"
#include "lib/signal/strategy.h"
#include "lib/stream/record.h"
#include "lib/stream/texttable.h"

struct entry {
	struct bt_span	name, group, usage, outputs, warmup, help, formula;
};

static const struct bt_col function_cols[] = {
	BT_COL(struct entry, name, BT_COL_TEXT, "", "name or sign"),
	BT_COL(struct entry, group, BT_COL_TEXT, "", "kind"),
	BT_COL(struct entry, usage, BT_COL_TEXT, "", "arguments"),
	BT_COL(struct entry, warmup, BT_COL_TEXT, "bars",
	    "rows without a value, besides its arguments'"),
	BT_COL(struct entry, help, BT_COL_TEXT, "", "what it is"),
	BT_COL_END
};

static const struct bt_col indicator_cols[] = {
	BT_COL(struct entry, name, BT_COL_TEXT, "", "name"),
	BT_COL(struct entry, group, BT_COL_TEXT, "", "kind"),
	BT_COL(struct entry, usage, BT_COL_TEXT, "", "arguments"),
	BT_COL(struct entry, outputs, BT_COL_TEXT, "", "names, first = plain"),
	BT_COL(struct entry, warmup, BT_COL_TEXT, "bars",
	    "rows without a value at the defaults"),
	BT_COL(struct entry, help, BT_COL_TEXT, "", "what it is"),
	BT_COL(struct entry, formula, BT_COL_TEXT, "", "definition, source"),
	BT_COL_END
};

static const struct bt_col strategy_cols[] = {
	BT_COL(struct entry, name, BT_COL_TEXT, "", "name"),
	BT_COL_AS("title", struct entry, usage, BT_COL_TEXT, "", "one line"),
	BT_COL_AS("params", struct entry, outputs, BT_COL_TEXT, "",
	    "parameters with their defaults"),
	BT_COL_AS("place", struct entry, group, BT_COL_TEXT, "", "its file"),
	BT_COL_AS("description", struct entry, help, BT_COL_TEXT, "",
	    "what it does"),
	BT_COL_END
};

/* Columns of the tables for people, by their names above. */
static const char *const function_shown[] = { "usage", "warmup", "help",
    NULL };
static const char *const indicator_shown[] = { "usage", "outputs", "warmup",
    "help", NULL };
static const char *const strategy_shown[] = { "name", "title", "params",
    NULL };

#define SHOWN_MAX 4

struct catalogue {
	struct bt_out		*out;
	struct bt_err		*err;
	const struct bt_col	*cols;
	struct bt_record_rule	 rule;
	struct bt_texttable	*table;		/* or NULL: records */
	const struct bt_col	*shown[SHOWN_MAX];
	size_t			 nshown;
};

static int
begin(struct catalogue *c, int format,
    const char *const *shown)
{
	struct bt_textcol head[SHOWN_MAX];
	const struct bt_col *col;

	c->rule.format = format == BT_CATALOGUE_CSV ? BT_CSV : BT_NDJSON;
	if (format != BT_CATALOGUE_TABLE) {
		bt_record_header(c->out, &c->rule, c->cols);
		return 0;
	}
	for (; *shown != NULL; shown++)
		for (col = c->cols; col->name != NULL; col++)
			if (strcmp(col->name, *shown) == 0) {
				head[c->nshown] = (struct bt_textcol){
				    *shown, BT_LEFT };
				c->shown[c->nshown++] = col;
			}
	c->table = bt_texttable_new(head, c->nshown, c->err);
	return c->table == NULL ? -1 : 0;
}

static int
put(struct catalogue *c, const struct entry *e)
{
	size_t i;

	if (c->table == NULL) {
		bt_record_write(c->out, &c->rule, c->cols, e);
		return 0;
	}
	for (i = 0; i < c->nshown; i++)
		if (bt_texttable_cell(c->table, *(const struct bt_span *)
		    (const void *)((const char *)e + c->shown[i]->off),
		    c->err) == -1)
			return -1;
	return 0;
}

static int
end(struct catalogue *c, int status)
{
	if (c->table != NULL && status == 0)
		bt_texttable_write(c->table, c->out);
	bt_texttable_free(c->table);
	return status;
}

/* "n - 1", "n", "2". */
static void
warmup_text(const struct bt_function *f, char *buf, size_t size)
{
	if (f->lag_n == 0)
		snprintf(buf, size, "%d", f->lag);
	else if (f->lag == 0)
		snprintf(buf, size, "n");
	else
		snprintf(buf, size, "n %c %d", f->lag < 0 ? '-' : '+',
		    f->lag < 0 ? -f->lag : f->lag);
}

static int
put_functions(struct catalogue *c, const struct bt_function *f)
{
	char warmup[32];
	struct entry e;

	for (; f->name != NULL; f++) {
		warmup_text(f, warmup, sizeof(warmup));
		e = (struct entry){ .name = bt_span(f->name),
		    .group = bt_span(f->group), .usage = bt_span(f->usage),
		    .warmup = bt_span(warmup), .help = bt_span(f->help) };
		if (put(c, &e) == -1)
			return -1;
	}
	return 0;
}

/* The three whose arguments are evaluated elsewhere. */
static const struct {
	const char	*name, *usage, *warmup, *help;
} scopes[] = {
	{ "tf", "tf(\"1h\", x)", "varies",
	    "x on coarser bars, as of the last one that is closed" },
	{ "sym", "sym(\"SPY\", x)", "0",
	    "x of another symbol, as of its last bar not after this one" },
	{ "xrank", "xrank(x)", "0",
	    "rank of x among all symbols at this time: 1 = highest" },
	{ NULL, NULL, NULL, NULL }
};

static int
put_scopes(struct catalogue *c)
{
	struct entry e;
	size_t i;

	for (i = 0; scopes[i].name != NULL; i++) {
		e = (struct entry){ .name = bt_span(scopes[i].name),
		    .group = bt_span("scope"),
		    .usage = bt_span(scopes[i].usage),
		    .warmup = bt_span(scopes[i].warmup),
		    .help = bt_span(scopes[i].help) };
		if (put(c, &e) == -1)
			return -1;
	}
	return 0;
}

int
bt_catalogue_functions(struct bt_out *out, int format,
    struct bt_err *err)
{
	struct catalogue c = { .out = out, .err = err, .cols = function_cols };
	int status;
	size_t i;

	if (begin(&c, format, function_shown) == -1)
		return -1;
	status = put_functions(&c, bt_operators);
	for (i = 0; bt_functions[i] != NULL && status == 0; i++)
		status = put_functions(&c, bt_functions[i]);
	if (status == 0)
		status = put_scopes(&c);
	return end(&c, status);
}

/* "macd(x = close, fast = 12, slow = 26, signal = 9)". */
static int
indicator_usage(const struct bt_indicator *ind, struct bt_buf *buf,
    struct bt_err *err)
{
	char number[BT_NUM_MAX];
	const char *comma = "";
	int status, inputs = 0;
	size_t i;

	for (i = 0; ind->inputs[i] != '\0'; i++)
		inputs += ind->inputs[i] == 'x';
	status = bt_buf_printf(buf, err, "%s(", ind->name);
	for (i = 0; (int)i < inputs && status == 0; i++) {
		status = bt_buf_printf(buf, err, "%s%c%s", comma,
		    "xyz"[i % 3], inputs == 1 ? " = close" : "");
		comma = ", ";
	}
	for (i = 0; i < bt_indicator_nparams(ind) && status == 0; i++) {
		number[bt_num_format(number, ind->param[i].def)] = '\0';
		status = bt_buf_printf(buf, err, "%s%s = %s", comma,
		    ind->param[i].name, number);
		comma = ", ";
	}
	return status == 0 ? bt_buf_printf(buf, err, ")") : -1;
}

static int
indicator_outputs(const struct bt_indicator *ind, struct bt_buf *buf,
    struct bt_err *err)
{
	size_t i, n = bt_indicator_noutputs(ind);
	int status = bt_buf_add(buf, "", 0, err);

	for (i = 0; i < n && n > 1 && status == 0; i++)
		status = bt_buf_printf(buf, err, "%s.%s", i == 0 ? "" : " ",
		    ind->output[i]);
	return status;
}

static int
put_indicator(struct catalogue *c, const struct bt_indicator *ind)
{
	struct bt_buf usage = { 0 }, outputs = { 0 };
	double param[BT_INDICATOR_PARAMS];
	struct entry e;
	char warmup[32];
	int status = -1;
	size_t i;

	for (i = 0; i < bt_indicator_nparams(ind); i++)
		param[i] = ind->param[i].def;
	snprintf(warmup, sizeof(warmup), "%zu", ind->lookback(param));
	if (indicator_usage(ind, &usage, c->err) == 0 &&
	    indicator_outputs(ind, &outputs, c->err) == 0) {
		e = (struct entry){ .name = bt_span(ind->name),
		    .group = bt_span(ind->group), .usage = bt_span(usage.s),
		    .outputs = { outputs.s, outputs.n },
		    .warmup = bt_span(warmup), .help = bt_span(ind->help),
		    .formula = bt_span(ind->formula) };
		status = put(c, &e);
	}
	bt_buf_free(&usage);
	bt_buf_free(&outputs);
	return status;
}

int
bt_catalogue_indicators(struct bt_out *out, int format,
    struct bt_err *err)
{
	struct catalogue c = { .out = out, .err = err,
	    .cols = indicator_cols };
	const struct bt_indicator *ind;
	int status = 0;
	size_t i;

	if (begin(&c, format, indicator_shown) == -1)
		return -1;
	for (i = 0; (ind = bt_indicator_at(i)) != NULL && status == 0; i++)
		status = put_indicator(&c, ind);
	return end(&c, status);
}

static int
put_strategy(void *arg, const struct bt_strategy *s, struct bt_err *err)
{
	struct catalogue *c = arg;
	struct bt_buf params = { 0 };
	char number[BT_NUM_MAX];
	struct entry e;
	int status = bt_buf_add(&params, "", 0, err);
	size_t i;

	for (i = 0; i < s->nparams && status == 0; i++) {
		number[bt_num_format(number, s->params[i].def)] = '\0';
		status = bt_buf_printf(&params, err, "%s%s=%s",
		    i == 0 ? "" : ",", s->params[i].name, number);
	}
	if (status == 0) {
		e = (struct entry){ .name = bt_span(s->name),
		    .usage = bt_span(s->title),
		    .outputs = { params.s, params.n },
		    .group = bt_span(s->place),
		    .help = bt_span(s->description) };
		status = put(c, &e);
	}
	bt_buf_free(&params);
	return status;
}

int
bt_catalogue_strategies(struct bt_out *out, int format,
    const char *const *dirs, struct bt_err *err)
{
	struct catalogue c = { .out = out, .err = err, .cols = strategy_cols };

	if (begin(&c, format, strategy_shown) == -1)
		return -1;
	return end(&c, bt_strategy_each(dirs, put_strategy, &c, err));
}

static const struct bt_col warmup_cols[] = {
	BT_COL_AS("column", struct entry, name, BT_COL_TEXT, "",
	    "what the expression is for"),
	BT_COL_AS("bars", struct entry, warmup, BT_COL_TEXT, "bars",
	    "rows before it has a value"),
	BT_COL_END
};

static const char *const warmup_shown[] = { "column", "bars", NULL };

static int
put_warmup(struct catalogue *c, const char *name, size_t rows)
{
	char text[32];
	struct entry e = { .name = bt_span(name) };

	snprintf(text, sizeof(text), "%zu", rows);
	if (rows != BT_WARMUP_UNKNOWN)
		e.warmup = bt_span(text);
	else if (c->table != NULL)
		e.warmup = bt_span("depends on the data");
	return put(c, &e);
}

int
bt_catalogue_warmup(struct bt_out *out, int format,
    const struct bt_maker *maker, struct bt_err *err)
{
	struct catalogue c = { .out = out, .err = err, .cols = warmup_cols };
	int status = 0;
	size_t i, rows;

	if (begin(&c, format, warmup_shown) == -1)
		return -1;
	for (i = 0; bt_maker_warmup(maker, i, &rows) != NULL && status == 0;
	    i++)
		status = put_warmup(&c, bt_maker_warmup(maker, i, &rows), rows);
	return end(&c, status);
}

#define FLAG(name, field, help) \
	BT_OPT_FLAG_ROW(0, name, struct bt_catalogue_settings, field, help)

const struct bt_opt bt_catalogue_opts[] = {
	FLAG("list", list, "list the strategies and exit"),
	BT_OPT_TEXT_ROW(0, "show", struct bt_catalogue_settings, show,
	    "NAME|FILE", NULL, "print a strategy's file and exit"),
	FLAG("run-config", run_config,
	    "with --show: print its options for bt-run -c"),
	FLAG("functions", functions, "list operators and functions and exit"),
	FLAG("indicators", indicators, "list the indicators and exit"),
	BT_OPT_CHOICE_ROW('f', "format", struct bt_catalogue_settings, format,
	    "table|ndjson|csv", "table", "format of the lists"),
	BT_OPT_END
};

bool
bt_catalogue_wanted(const struct bt_catalogue_settings *set)
{
	return set->list || set->functions || set->indicators ||
	    set->show != NULL || set->run_config;
}

static int
show(struct bt_out *out, const struct bt_catalogue_settings *set,
    const char *const *dirs, struct bt_err *err)
{
	struct bt_strategy *s;

	if ((s = bt_strategy_find(set->show, dirs, err)) == NULL)
		return -1;
	if (!set->run_config)
		bt_out_text(out, s->text);
	else
		bt_out_text(out, s->run == NULL ? "{}" : s->run);
	if (set->run_config)
		bt_out_text(out, "\n");
	bt_strategy_free(s);
	return 0;
}

int
bt_catalogue_write(struct bt_out *out,
    const struct bt_catalogue_settings *set, const char *const *dirs,
    struct bt_err *err)
{
	if (set->list)
		return bt_catalogue_strategies(out, set->format, dirs, err);
	if (set->functions)
		return bt_catalogue_functions(out, set->format, err);
	if (set->indicators)
		return bt_catalogue_indicators(out, set->format, err);
	if (set->show != NULL)
		return show(out, set, dirs, err);
	return !set->run_config ? 1 : bt_err_set(err, BT_EUSAGE,
	    "--run-config wants a strategy: --show NAME --run-config");
}
