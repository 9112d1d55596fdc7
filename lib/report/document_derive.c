/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/report/document_parts.h"
#include "lib/study/periods.h"

/* Levels of a curve that is known by its returns: growth of 1. */
static int
grow_levels(struct bt_document *doc, struct bt_err *err)
{
	double level = 1.0;
	size_t i;

	if ((doc->growth = bt_column(doc->curve.n, err)) == NULL)
		return -1;
	for (i = 0; i < doc->curve.n; i++) {
		level *= 1.0 + doc->curve.value[i];
		doc->growth[i] = level;
	}
	doc->levels.level = doc->growth;
	doc->levels.base = 1.0;
	return 0;
}

static int
set_levels(struct bt_document *doc, struct bt_err *err)
{
	const double cash = doc->summary.first_equity;

	doc->n = doc->curve.n;
	doc->levels = (struct bt_levels){ .n = doc->n,
	    .time = doc->curve.dated ? doc->curve.time : NULL,
	    .level = doc->curve.value, .base = (double)NAN };
	if (doc->curve.curve == BT_CURVE_RETURN)
		return grow_levels(doc, err);
	if (doc->has_summary && cash > 0.0)
		doc->levels.base = cash;
	return 0;
}

static int
take_apart(struct bt_document *doc, struct bt_err *err)
{
	doc->month = bt_months_of(&doc->levels, 0, &doc->nmonths, err);
	doc->year = bt_months_of(&doc->levels, 1, &doc->nyears, err);
	doc->drawdown = bt_episodes_of(&doc->levels, &doc->ndrawdowns, err);
	return doc->month == NULL || doc->year == NULL ||
	    doc->drawdown == NULL ? -1 : 0;
}

/*
 * The returns that the study measured: of bars or of days, and from what the
 * run began with where that is not the first level.
 */
static size_t
returns_of(const struct bt_document *doc, double *ret)
{
	const struct bt_levels *c = &doc->levels;
	const bool based = isfinite(c->base) &&
	    (doc->growth != NULL || c->base != c->level[0]);
	double last = based ? c->base : c->level[0];
	size_t i, n = 0;

	for (i = 0; i < c->n; i++) {
		if (doc->study.daily && i + 1 < c->n &&
		    bt_periods_day(c->time[i]) ==
		    bt_periods_day(c->time[i + 1]))
			continue;
		if (i > 0 || based)
			ret[n++] = c->level[i] / last - 1.0;
		last = c->level[i];
	}
	return n;
}

static int
count_returns(struct bt_document *doc, struct bt_err *err)
{
	double *ret = bt_column(doc->n, err);

	if (ret == NULL)
		return -1;
	doc->nbins = bt_bins_of(ret, returns_of(doc, ret), doc->bin,
	    BT_DOCUMENT_BINS);
	free(ret);
	return 0;
}

static bool
is_midnight(int64_t t)
{
	return t == BT_TIME_NONE || bt_time_is_midnight(t);
}

/* The curve may have days only, and the trades their time of day. */
static bool
is_of_days(const struct bt_document *doc)
{
	size_t i;

	for (i = 0; i < doc->ntrades; i++)
		if (!is_midnight(doc->trade[i].entry_time) ||
		    !is_midnight(doc->trade[i].exit_time))
			return false;
	for (i = 0; i < doc->nevents; i++)
		if (!is_midnight(doc->event[i].time))
			return false;
	return !doc->has_summary || (is_midnight(doc->summary.from) &&
	    is_midnight(doc->summary.to));
}

int
bt_document_derive(struct bt_document *doc, struct bt_err *err)
{
	doc->date_only = doc->curve.date_only && is_of_days(doc);
	if (set_levels(doc, err) == -1)
		return -1;
	/* An account at zero has no returns: nothing to take apart. */
	if (doc->n == 0 || (doc->study.have & BT_NEEDS_CURVE) == 0 ||
	    doc->study.ruined)
		return 0;
	if (count_returns(doc, err) == -1)
		return -1;
	return doc->levels.time == NULL ? 0 : take_apart(doc, err);
}

#define NAMED 3			/* of symbols or inputs in a title */

/* The symbols that were traded, if they are few: *n of them. */
static void
find_symbols(const struct bt_document *doc, struct bt_span found[NAMED],
    size_t *n)
{
	size_t i, k;

	*n = 0;
	for (i = 0; i < doc->ntrades; i++) {
		for (k = 0; k < *n; k++)
			if (found[k].n == doc->trade[i].symbol.n &&
			    memcmp(found[k].s, doc->trade[i].symbol.s,
			    found[k].n) == 0)
				break;
		if (k < *n)
			continue;
		if (*n == NAMED) {
			*n = 0;
			return;
		}
		found[(*n)++] = doc->trade[i].symbol;
	}
}

/* What the run was about: few symbols, else its inputs, else the file. */
static int
name_subject(const struct bt_document *doc, struct bt_buf *name,
    struct bt_err *err)
{
	struct bt_span symbol[NAMED];
	size_t i, n;
	int status = 0;

	find_symbols(doc, symbol, &n);
	for (i = 0; i < n && status == 0; i++)
		status = bt_buf_printf(name, err, "%s%.*s", i > 0 ? ", " : "",
		    (int)symbol[i].n, symbol[i].s);
	if (n > 0)
		return status;
	for (i = 0; i < doc->ninputs && i < NAMED && status == 0; i++)
		status = bt_buf_printf(name, err, "%s%s", i > 0 ? ", " : "",
		    doc->input[i].name);
	if (status == 0 && doc->ninputs > NAMED)
		status = bt_buf_printf(name, err, " and %zu more",
		    doc->ninputs - NAMED);
	if (status == 0 && doc->ninputs == 0)
		status = bt_buf_printf(name, err, "%s", doc->source);
	return status;
}

int
bt_document_name(struct bt_document *doc, const char *title,
    struct bt_err *err)
{
	char from[BT_TIME_MAX], to[BT_TIME_MAX];
	struct bt_buf name = { 0 };
	size_t nfrom, nto;
	int status;

	if (title != NULL) {
		doc->title = bt_arena_strndup(doc->arena, title,
		    strlen(title), err);
		return doc->title == NULL ? -1 : 0;
	}
	status = doc->trials == NULL ? 0 : bt_document_trials_name(doc, &name,
	    err);
	if (status == 0)
		status = name_subject(doc, &name, err);
	if (status == 0 && doc->study.from != BT_TIME_NONE) {
		nfrom = bt_time_format(from, doc->study.from, true);
		nto = bt_time_format(to, doc->study.to, true);
		status = bt_buf_printf(&name, err, ", %.*s to %.*s",
		    (int)nfrom, from, (int)nto, to);
	}
	if (status == 0 && (doc->title = bt_arena_strndup(doc->arena, name.s,
	    name.n, err)) == NULL)
		status = -1;
	bt_buf_free(&name);
	return status;
}
