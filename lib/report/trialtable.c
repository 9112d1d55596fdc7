/* SPDX-License-Identifier: ISC */
#include "lib/report/trialtable.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/study/metrics.h"
#include "lib/study/shown.h"

/* What a column is of: the number, a dim, the objective, a metric. */
enum kind { NUMBER, DIM, OBJECTIVE, METRIC };

struct column {
	enum kind	kind;
	size_t		i;
};

/* The objective has a column of its own where it is no metric. */
static bool
is_metric(const struct bt_trialset *set, size_t *at)
{
	for (*at = 0; *at < set->nmetrics; ++*at)
		if (strcmp(set->objective, set->metric[*at]) == 0)
			return true;
	return false;
}

static struct column
column_of(const struct bt_trialset *set, size_t c)
{
	const size_t k = c - 1 - set->ndims;
	size_t own;

	if (c == 0)
		return (struct column){ NUMBER, 0 };
	if (c <= set->ndims)
		return (struct column){ DIM, c - 1 };
	if (k == 0)
		return (struct column){ OBJECTIVE, 0 };
	/* The metric that is the objective does not come twice. */
	return (struct column){ METRIC, is_metric(set, &own) && k - 1 >= own ?
	    k : k - 1 };
}

size_t
bt_trialtable_columns(const struct bt_trialset *set)
{
	size_t own;

	return 2 + set->ndims + set->nmetrics - (is_metric(set, &own) ? 1 : 0);
}

static const struct bt_metric *
metric_of(const struct bt_trialset *set, struct column c)
{
	return bt_metric_find(bt_span(c.kind == METRIC ? set->metric[c.i] :
	    set->objective));
}

const char *
bt_trialtable_title(const struct bt_trialset *set, size_t column)
{
	const struct column c = column_of(set, column);
	const struct bt_metric *m;

	if (c.kind == NUMBER)
		return "Trial";
	if (c.kind == DIM)
		return set->dim[c.i].name;
	m = metric_of(set, c);
	return m != NULL ? m->title : c.kind == METRIC ? set->metric[c.i] :
	    set->objective;
}

bool
bt_trialtable_is_number(const struct bt_trialset *set, size_t column)
{
	const struct column c = column_of(set, column);

	return c.kind != DIM || set->dim[c.i].is_number;
}

double
bt_trialtable_value(const struct bt_trialset *set, size_t column,
    size_t trial)
{
	const struct column c = column_of(set, column);

	switch (c.kind) {
	case NUMBER:
		return (double)set->number[trial];
	case DIM:
		return set->dim[c.i].value[trial];
	case OBJECTIVE:
		return set->value[trial];
	default:
		return set->metrics[c.i][trial];
	}
}

static struct bt_span
print(char buf[BT_TRIALTABLE_TEXT], const char *format, double x)
{
	const int n = snprintf(buf, BT_TRIALTABLE_TEXT, format, x);

	return (struct bt_span){ buf, n < 0 ? 0 : (size_t)n };
}

struct bt_span
bt_trialtable_cell(char buf[BT_TRIALTABLE_TEXT],
    const struct bt_trialset *set, size_t column, size_t trial)
{
	const struct column c = column_of(set, column);
	const double x = bt_trialtable_value(set, column, trial);
	const struct bt_metric *m;

	if (c.kind == NUMBER)
		return print(buf, "%.0f", x);
	if (c.kind == DIM && !set->dim[c.i].is_number)
		return set->dim[c.i].at[trial] == BT_TRIALSET_NONE ?
		    bt_span("") : bt_span(set->dim[c.i].word[
		    set->dim[c.i].at[trial]]);
	if (c.kind == DIM)
		return isnan(x) ? bt_span("") : print(buf, "%.6g", x);
	if ((m = metric_of(set, c)) != NULL)
		return bt_shown(buf, m->unit, x);
	return isfinite(x) ? print(buf, "%.6g", x) : bt_span("n/a");
}

static size_t
count(const struct bt_trialset *set, enum bt_trial_status status)
{
	size_t i, n = 0;

	for (i = 0; i < set->n; i++)
		n += set->outcome[i] == status;
	return n;
}

static struct bt_span
counted(char buf[BT_TRIALTABLE_TEXT], const struct bt_trialset *set)
{
	const size_t failed = count(set, BT_TRIAL_FAILED),
	    broken = count(set, BT_TRIAL_CONSTRAINT);
	int n = snprintf(buf, BT_TRIALTABLE_TEXT, "%zu, %zu with a result",
	    set->n, set->nvalid);

	if (broken > 0)
		n += snprintf(buf + n, BT_TRIALTABLE_TEXT - (size_t)n,
		    ", %zu against the constraint", broken);
	if (failed > 0)
		n += snprintf(buf + n, BT_TRIALTABLE_TEXT - (size_t)n,
		    ", %zu failed", failed);
	return (struct bt_span){ buf, (size_t)n };
}

static struct bt_span
objective_of(char buf[BT_TRIALTABLE_TEXT], const struct bt_trialset *set)
{
	const int n = snprintf(buf, BT_TRIALTABLE_TEXT, "%.70s, %s",
	    set->objective, set->minimize ? "the least" : "the most");

	return (struct bt_span){ buf, n < 0 ? 0 : (size_t)n };
}

struct bt_trialtable_fact
bt_trialtable_fact(char buf[BT_TRIALTABLE_TEXT],
    const struct bt_trialset *set, size_t i)
{
	switch (i) {
	case 0:
		return (struct bt_trialtable_fact){ "Objective",
		    objective_of(buf, set) };
	case 1:
		return (struct bt_trialtable_fact){ "Trials", counted(buf,
		    set) };
	case 2:
		return (struct bt_trialtable_fact){ "Method",
		    bt_span(set->method) };
	case 3:
		return (struct bt_trialtable_fact){ "Constraint", bt_span(
		    *set->constraint != '\0' ? set->constraint : "none") };
	case 4:
		return (struct bt_trialtable_fact){ "Status",
		    bt_span(bt_status_name(set->status)) };
	default:
		return (struct bt_trialtable_fact){ NULL, { NULL, 0 } };
	}
}
