/* SPDX-License-Identifier: ISC */
#include "lib/market/quality.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/market/checks.h"
#include "lib/market/names.h"

/* A check and a symbol: how often, and which finding was shown last. */
struct kind {
	size_t	n, last;
};

struct bt_quality {
	const struct bt_quality_settings *set;
	struct bt_calendar	*calendar;
	bool			 enabled[BT_CHECKS];
	size_t			 count[BT_CHECKS];
	struct bt_arena		*memory;	/* of the findings' texts */
	struct bt_finding	*finding;
	size_t			 n, cap;
	struct bt_names		 symbols;	/* that were found fault with */
	struct kind		(*kind)[BT_CHECKS];	/* by symbol */
	size_t			 cap_kinds;
	const struct bt_market	*market;	/* while checking */
	const struct bt_bars_read *ask;
	struct bt_err		 err;
};

static const char *
code_name(const void *arg, size_t i)
{
	(void)arg;
	return bt_checks[i].code;
}

static int
find_check(struct bt_span code)
{
	size_t i;

	for (i = 0; i < BT_CHECKS; i++)
		if (bt_span_is(code, bt_checks[i].code))
			return (int)i;
	return -1;
}

/* Switch the checks of a list on or off. */
static int
enable(struct bt_quality *q, const char *option, const char *list, bool on,
    struct bt_err *err)
{
	struct bt_span rest = bt_span(list), code;
	const char *near;
	int at;

	while (bt_span_cut(&rest, ',', &code)) {
		code = bt_span_trim(code);
		if ((at = find_check(code)) == -1) {
			(void)bt_err_set(err, BT_EUSAGE,
			    "--%s: there is no check '%.*s'", option,
			    BT_SPAN(code));
			if ((near = bt_nearest(code, code_name, NULL)) != NULL)
				(void)bt_err_add(err, "; did you mean '%s'?",
				    near);
			return -1;
		}
		q->enabled[at] = on;
	}
	return 0;
}

struct bt_quality *
bt_quality_new(const struct bt_quality_settings *set, struct bt_err *err)
{
	struct bt_quality *q;
	size_t i;

	if ((q = bt_calloc(1, sizeof(*q), err)) == NULL)
		return NULL;
	q->set = set;
	for (i = 0; i < BT_CHECKS; i++)
		q->enabled[i] = set->only == NULL;
	if ((q->memory = bt_arena_new(err)) == NULL ||
	    (q->calendar = bt_calendar_new(set->calendar, err)) == NULL ||
	    (set->only != NULL &&
	    enable(q, "only", set->only, true, err) == -1) ||
	    (set->disable != NULL &&
	    enable(q, "disable", set->disable, false, err) == -1)) {
		bt_quality_free(q);
		return NULL;
	}
	return q;
}

void
bt_quality_free(struct bt_quality *q)
{
	if (q == NULL)
		return;
	bt_calendar_free(q->calendar);
	bt_arena_free(q->memory);
	free(q->finding);
	bt_names_free(&q->symbols);
	free(q->kind);
	free(q);
}

/* The kind of a finding; NULL if there is no memory. */
static struct kind *
kind_of(struct bt_quality *q, int check, struct bt_span symbol)
{
	uint32_t id;

	if (!bt_names_find(&q->symbols, symbol, &id)) {
		if (bt_grow(&q->kind, &q->cap_kinds, q->symbols.n,
		    sizeof(*q->kind), &q->err) == -1 ||
		    bt_names_add(&q->symbols, symbol, &id, &q->err) == -1)
			return NULL;
		memset(&q->kind[id], 0, sizeof(q->kind[id]));
	}
	return &q->kind[id][check];
}

static int
keep(struct bt_quality *q, struct bt_span *text)
{
	text->s = bt_arena_strndup(q->memory, text->s, text->n, &q->err);
	return text->s == NULL ? -1 : 0;
}

/* Note a finding; its texts are copied.  Memory errors wait in q->err. */
static void
add(struct bt_quality *q, int check, struct bt_finding *f)
{
	struct kind *kind;

	if (!q->enabled[check] || q->err.code != BT_OK)
		return;
	q->count[check]++;
	if ((kind = kind_of(q, check, f->symbol)) == NULL)
		return;
	if (kind->n++ >= (size_t)q->set->limit && q->set->limit > 0) {
		q->finding[kind->last].more++;
		return;
	}
	f->severity = bt_span(bt_checks[check].severity == BT_ERROR ?
	    "error" : "warning");
	f->code = bt_span(bt_checks[check].code);
	f->number = q->n;
	if (keep(q, &f->source) == -1 || keep(q, &f->symbol) == -1 ||
	    keep(q, &f->text) == -1 ||
	    bt_grow(&q->finding, &q->cap, q->n, sizeof(*f), &q->err) == -1)
		return;
	kind->last = q->n;
	q->finding[q->n++] = *f;
}

/* These rows can stay for the checks to come. */
static bool
readable(const struct bt_complaint *what)
{
	static const char *const codes[] = { "ohlc-order", "negative-volume",
	    "missing-volume" };
	size_t i;

	for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (strcmp(what->code, codes[i]) == 0)
			return what->bar != NULL;
	return false;
}

enum bt_answer
bt_quality_hear(void *arg, struct bt_complaint *what)
{
	struct bt_quality *q = arg;
	int check = find_check(bt_span(what->code));
	struct bt_finding f = { .source = bt_span(what->source),
	    .line = what->line, .column = what->column,
	    .symbol = what->symbol, .text = bt_span(what->text),
	    .input = what->input };

	if (check == -1)
		return BT_STOP;
	add(q, check, &f);
	if (q->err.code != BT_OK)
		return BT_STOP;
	return readable(what) ? BT_KEEP : BT_DROP;
}

int
bt_quality_failed(const struct bt_quality *q, struct bt_err *err)
{
	if (q->err.code == BT_OK)
		return 0;
	*err = q->err;
	return -1;
}

void
bt_probe_say(struct bt_probe *p, const struct bt_bars *b, size_t i,
    const char *fmt, ...)
{
	const uint64_t *place = b->extra[0];
	size_t input = bt_place_input(place[i]);
	char text[BT_ERR_TEXT], when[BT_TIME_MAX + 1];
	const struct bt_bars_read *ask = p->quality->ask;
	struct bt_finding f = { .line = bt_place_line(place[i]),
	    .symbol = bt_span(b->symbol), .input = input };
	va_list ap;
	int n;

	f.source = bt_span(bt_bars_source(ask, input));
	when[bt_time_format(when, b->time[i], p->date_only)] = '\0';
	n = snprintf(text, sizeof(text), "%.100s %s ", b->symbol, when);
	va_start(ap, fmt);
	(void)vsnprintf(text + n, sizeof(text) - (size_t)n, fmt, ap);
	va_end(ap);
	f.text = bt_span(text);
	add(p->quality, (int)(p->check - bt_checks), &f);
}

/* The distance that most symbols have; 0 if they have none in common. */
static int64_t
usual_step(const struct bt_market *m)
{
	size_t i, n = bt_market_symbols(m), votes = 0;
	int64_t step = 0, d;

	for (i = 0; i < n && n > 1; i++) {
		d = bt_probe_step(bt_market_bars(m, i));
		if (votes == 0)
			step = d;
		votes = d == step ? votes + 1 : votes - 1;
	}
	return step;
}

static int
probe(struct bt_probe *p, const struct bt_bars *b, struct bt_err *err)
{
	size_t i;

	p->step = bt_probe_step(b);
	p->hole = bt_probe_hole(b, p->set->hole);
	if (bt_probe_spread(b, &p->median, &p->sigma, err) == -1 ||
	    bt_probe_jumps(p, b, err) == -1)
		return -1;
	for (i = 0; i < BT_CHECKS; i++)
		if (bt_checks[i].run != NULL && p->quality->enabled[i]) {
			p->check = &bt_checks[i];
			p->check->run(p, b);
		}
	return bt_quality_failed(p->quality, err);
}

static int
by_place(const void *a, const void *b)
{
	const struct bt_finding *x = a, *y = b;

	if (x->input != y->input)
		return x->input < y->input ? -1 : 1;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

void
bt_quality_sort(struct bt_quality *q)
{
	if (q->n > 1)
		qsort(q->finding, q->n, sizeof(*q->finding), by_place);
}

int
bt_quality_check(struct bt_quality *q, const struct bt_bars_read *ask,
    const struct bt_bars_result *result, struct bt_err *err)
{
	const struct bt_market *m = result->market;
	struct bt_timeline line = { 0 };
	struct bt_probe p = { .set = q->set, .calendar = q->calendar,
	    .market = m, .line = &line, .quality = q,
	    .date_only = bt_market_date_only(m),
	    .market_step = usual_step(m) };
	size_t i;
	int rc = 0;

	q->ask = ask;
	if (bt_timeline_init(&line, m, err) == -1)
		return -1;
	for (i = 0; i < bt_market_symbols(m) && rc == 0; i++)
		rc = probe(&p, bt_market_bars(m, i), err);
	free(p.jump);
	bt_timeline_free(&line);
	bt_quality_sort(q);
	return rc;
}

const struct bt_finding *
bt_quality_findings(const struct bt_quality *q, size_t *n)
{
	*n = q->n;
	return q->finding;
}

size_t
bt_quality_count(const struct bt_quality *q, enum bt_severity severity)
{
	size_t i, n = 0;

	for (i = 0; i < BT_CHECKS; i++)
		if (bt_checks[i].severity == severity)
			n += q->count[i];
	return n;
}

int
bt_quality_judge(const struct bt_quality *q, bool strict, struct bt_err *err)
{
	size_t errors = bt_quality_count(q, BT_ERROR);
	size_t warnings = bt_quality_count(q, BT_WARNING);

	if (errors == 0 && (warnings == 0 || !strict))
		return 0;
	return bt_err_set(err, BT_EDATA, "%zu error%s, %zu warning%s",
	    errors, errors == 1 ? "" : "s", warnings,
	    warnings == 1 ? "" : "s");
}

/* What one symbol's row says; codes is for its list of findings. */
static int
summarise(const struct bt_quality *q, struct bt_quality_row *row,
    struct bt_buf *codes, struct bt_err *err)
{
	const struct kind *kind;
	uint32_t id;
	size_t i;

	codes->n = 0;
	row->findings = (struct bt_span){ "", 0 };
	if (!bt_names_find(&q->symbols, row->symbol, &id))
		return 0;
	for (i = 0; i < BT_CHECKS; i++) {
		kind = &q->kind[id][i];
		if (kind->n == 0)
			continue;
		*(bt_checks[i].severity == BT_ERROR ? &row->errors :
		    &row->warnings) += kind->n;
		if (bt_buf_printf(codes, err, "%s%s %zu",
		    codes->n > 0 ? ", " : "", bt_checks[i].code, kind->n) ==
		    -1)
			return -1;
	}
	row->findings = (struct bt_span){ codes->s, codes->n };
	return 0;
}

static void
describe(struct bt_quality_row *row, const struct bt_bars *b,
    const struct bt_timeline *line)
{
	row->symbol = bt_span(b->symbol);
	row->bars = b->n;
	row->from = b->time[0];
	row->to = b->time[b->n - 1];
	row->coverage = bt_probe_coverage(b, line, NULL);
}

int
bt_quality_summary(const struct bt_quality *q,
    const struct bt_bars_result *result, bt_quality_row_fn *fn, void *arg,
    struct bt_err *err)
{
	const struct bt_market *m = result->market;
	size_t i, n = bt_market_symbols(m);
	struct bt_quality_row row;
	struct bt_buf codes = { 0 };
	struct bt_timeline line;
	int rc = 0;

	if (bt_timeline_init(&line, m, err) == -1)
		return -1;
	for (i = 0; i < n + q->symbols.n && rc == 0; i++) {
		row = (struct bt_quality_row){ .from = BT_TIME_NONE,
		    .to = BT_TIME_NONE, .coverage = NAN };
		if (i < n)
			describe(&row, bt_market_bars(m, i), &line);
		else
			row.symbol = bt_names_text(&q->symbols,
			    (uint32_t)(i - n));
		if (i >= n && bt_market_find(m, row.symbol) != -1)
			continue;
		if ((rc = summarise(q, &row, &codes, err)) == 0)
			rc = fn(arg, &row, err);
	}
	bt_timeline_free(&line);
	bt_buf_free(&codes);
	return rc;
}
