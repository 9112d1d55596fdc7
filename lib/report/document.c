/* SPDX-License-Identifier: ISC */
#include "lib/report/document.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/report/document_parts.h"
#include "lib/study/input_parts.h"

/* The reader's argument: the document, and the study's own reader behind. */
struct reading {
	struct bt_document	*doc;
	struct bt_run_reader	 study;
};

static int
keep_text(struct bt_document *doc, struct bt_span *text, struct bt_err *err)
{
	char *copy;

	if (text->s == NULL)
		return 0;
	copy = bt_arena_strndup(doc->arena, text->s, text->n, err);
	text->s = copy;
	return copy == NULL ? -1 : 0;
}

static int
on_trade(void *arg, const struct bt_trade *trade, struct bt_err *err)
{
	struct reading *r = arg;
	struct bt_document *doc = r->doc;
	struct bt_trade *t;

	if (r->study.sink.trade(r->study.sink.arg, trade, err) == -1 ||
	    bt_grow(&doc->trade, &doc->trades_cap, doc->ntrades, sizeof(*t),
	    err) == -1)
		return -1;
	t = &doc->trade[doc->ntrades++];
	*t = *trade;
	if (keep_text(doc, &t->symbol, err) == -1 ||
	    keep_text(doc, &t->side, err) == -1 ||
	    keep_text(doc, &t->exit_reason, err) == -1)
		return -1;
	return keep_text(doc, &t->tag, err);
}

static int
on_event(void *arg, const struct bt_event *event, struct bt_err *err)
{
	struct bt_document *doc = ((struct reading *)arg)->doc;
	struct bt_event *e;

	if (bt_grow(&doc->event, &doc->events_cap, doc->nevents, sizeof(*e),
	    err) == -1)
		return -1;
	e = &doc->event[doc->nevents++];
	*e = *event;
	if (keep_text(doc, &e->symbol, err) == -1 ||
	    keep_text(doc, &e->event, err) == -1)
		return -1;
	return keep_text(doc, &e->reason, err);
}

static int
on_equity(void *arg, const struct bt_equity *e, struct bt_err *err)
{
	struct reading *r = arg;
	struct bt_document *doc = r->doc;
	const size_t i = doc->curve.n;

	if (r->study.sink.equity(r->study.sink.arg, e, err) == -1 ||
	    bt_grow(&doc->exposure, &doc->exposure_cap, i,
	    sizeof(*doc->exposure), err) == -1)
		return -1;
	doc->exposure[i] = e->equity > 0.0 ?
	    (e->longs + e->shorts) / e->equity : 0.0;
	return 0;
}

static int
on_run(void *arg, struct bt_span line, struct bt_err *err)
{
	return bt_document_header(((struct reading *)arg)->doc, line, err);
}

static int
on_summary(void *arg, const struct bt_summary *sum, struct bt_err *err)
{
	struct reading *r = arg;

	r->doc->summary = *sum;
	r->doc->has_summary = true;
	return r->study.summary(r->study.sink.arg, sum, err);
}

static int
on_end(void *arg, enum bt_status status, struct bt_err *err)
{
	struct reading *r = arg;

	r->doc->status = status;
	return r->study.end(r->study.sink.arg, status, err);
}

/* What has no use as CSV, by how its header begins; 1, 0 or -1. */
static int
is_wrong_csv(struct bt_in *in, struct bt_err *err)
{
	static const struct {
		const char	*begin, *what;
	} rows[] = {
		{ "trial,", "trials as CSV: write them with bt-optimize "
		    "-f ndjson" },
		{ "step,seed,", "a fan as CSV: write it with bt-montecarlo "
		    "--emit fan -f ndjson" },
		{ "name,seed,low,", "a histogram as CSV: write it with "
		    "bt-montecarlo --emit histogram -f ndjson" },
		{ "stake,best,", "no chart of stakes: write a fan with "
		    "bt-montecarlo --emit fan -f ndjson" },
		{ "simulation,seed,", "no chart of paths: write a histogram "
		    "with bt-montecarlo --emit histogram -f ndjson" },
	};
	size_t i;
	int is = 0;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]) && is == 0; i++)
		if ((is = bt_in_begins(in, rows[i].begin, err)) == 1)
			(void)bt_err_set(err, BT_EDATA, "%s", rows[i].what);
	return is;
}

/* A run stream is kept whole; of a CSV there is the curve or the trades. */
static int
read_input(struct bt_document *doc, struct bt_in *in,
    const struct bt_study_settings *set, struct bt_err *err)
{
	struct reading r = { .doc = doc,
	    .study = bt_input_run_reader(&doc->curve) };
	const struct bt_run_reader reader = {
		.sink = { .arg = &r, .trade = on_trade, .event = on_event,
		    .equity = on_equity },
		.run = on_run, .summary = on_summary, .end = on_end,
	};
	char byte;
	int got = bt_in_peek(in, &byte, err);

	if (got == -1)
		return -1;
	if (got == 1 && byte == '{')
		return bt_runstream_read(in, &reader, err);
	return is_wrong_csv(in, err) != 0 ? -1 :
	    bt_study_read(in, set, &doc->curve, err);
}

static int
read_any(struct bt_document *doc, struct bt_in *in,
    const struct bt_document_rule *rule, struct bt_err *err)
{
	static const char *const chances[] = { "{\"type\":\"fan\"",
		"{\"type\":\"class\"", "{\"type\":\"montecarlo\"" };
	int is = bt_in_begins(in, "{\"type\":\"sweep\"", err);
	size_t i;

	if (is == 1)
		return bt_document_trials(doc, in, rule->axes, err);
	for (i = 0; i < 3 && is == 0; i++)
		is = bt_in_begins(in, chances[i], err);
	if (is == 0)
		return read_input(doc, in, &rule->study, err);
	if (is == -1 || (doc->chance = bt_chanceset_read(in, err)) == NULL)
		return -1;
	return 0;
}

void
bt_document_free(struct bt_document *doc)
{
	if (doc == NULL)
		return;
	bt_input_free(&doc->curve);
	bt_arena_free(doc->arena);
	bt_bars_result_free(&doc->bars);
	free(doc->price);
	bt_trialset_free(doc->trials);
	bt_chanceset_free(doc->chance);
	free(doc->growth);
	free(doc->exposure);
	free(doc->benchmark);
	free(doc->trade);
	free(doc->event);
	free(doc->month);
	free(doc->year);
	free(doc->drawdown);
	free(doc);
}

static int
fill(struct bt_document *doc, struct bt_in *in,
    const struct bt_document_rule *rule, struct bt_err *err)
{
	const struct bt_study_rule measure = {
	    .periods = rule->study.periods,
	    .risk_free = rule->study.risk_free,
	    .returns = (enum bt_returns)rule->study.returns };
	const char *source = bt_in_name(in), *slash = strrchr(source, '/');

	if ((doc->arena = bt_arena_new(err)) == NULL ||
	    read_any(doc, in, rule, err) == -1 ||
	    bt_study_of(&doc->curve, &measure, &doc->study, err) == -1 ||
	    bt_document_derive(doc, err) == -1)
		return -1;
	source = slash != NULL ? slash + 1 : source;
	doc->source = bt_arena_strndup(doc->arena, source, strlen(source),
	    err);
	if (doc->source == NULL || bt_document_name(doc, rule->title,
	    err) == -1)
		return -1;
	if (rule->prices != NULL && bt_document_prices(doc, rule->prices,
	    err) == -1)
		return -1;
	return rule->benchmark == NULL ? 0 :
	    bt_document_benchmark(doc, rule, err);
}

struct bt_document *
bt_document_read(struct bt_in *in, const struct bt_document_rule *rule,
    struct bt_err *err)
{
	struct bt_document *doc = bt_calloc(1, sizeof(*doc), err);

	if (doc != NULL && fill(doc, in, rule, err) == -1) {
		bt_document_free(doc);
		doc = NULL;
	}
	return doc;
}
