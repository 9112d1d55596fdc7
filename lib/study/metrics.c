/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/study/metric_rows.h"

static const struct bt_metric_group groups[] = {
	{ "Returns", bt_metrics_return },
	{ "Risk", bt_metrics_risk },
	{ "Drawdowns", bt_metrics_drawdown },
	{ "Ratios", bt_metrics_ratio },
	{ "Trades", bt_metrics_trade },
	{ "Account", bt_metrics_account },
};

#define NGROUPS (sizeof(groups) / sizeof(groups[0]))

static const char *const	unit_names[] = {
	[BT_UNIT_FRACTION] = "fraction",
	[BT_UNIT_RATIO] = "ratio",
	[BT_UNIT_MONEY] = "money",
	[BT_UNIT_COUNT] = "count",
	[BT_UNIT_DAYS] = "days",
	[BT_UNIT_BARS] = "bars",
	[BT_UNIT_YEARS] = "years",
};

const char *
bt_unit_name(enum bt_unit unit)
{
	return unit_names[unit];
}

const struct bt_metric_group *
bt_metric_group_at(size_t i)
{
	return i < NGROUPS ? &groups[i] : NULL;
}

const struct bt_metric *
bt_metric_at(size_t i)
{
	const struct bt_metric *m;
	size_t g;

	for (g = 0; g < NGROUPS; g++)
		for (m = groups[g].rows; m->name != NULL; m++)
			if (i-- == 0)
				return m;
	return NULL;
}

const struct bt_metric *
bt_metric_find(struct bt_span name)
{
	const struct bt_metric *m;
	size_t i;

	for (i = 0; (m = bt_metric_at(i)) != NULL; i++)
		if (bt_span_is(name, m->name))
			return m;
	return NULL;
}

double
bt_metric_value(const struct bt_metric *m, const struct bt_study *s)
{
	double x;

	if ((m->needs & ~s->have) != 0)
		return (double)NAN;
	x = m->value(s);
	return isfinite(x) ? x : (double)NAN;
}

unsigned
bt_metrics_needs(const struct bt_metric *const *metric, size_t n)
{
	unsigned needs = 0;
	size_t i;

	for (i = 0; i < n; i++)
		needs |= metric[i]->needs;
	return needs;
}

const char *
bt_metric_why(const struct bt_metric *m, const struct bt_study *s)
{
	const char *lack = bt_study_lack(s, m->needs);

	if (lack != NULL)
		return lack;
	return m->undefined != NULL ? m->undefined : "out of range";
}
