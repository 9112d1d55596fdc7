/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/report/card_parts.h"
#include "lib/stream/texttable.h"
#include "lib/study/shown.h"

/* What a table of parts shows unless it is told: a line of a terminal. */
static const char *const	usual[] = { "total_return", "max_drawdown",
	"sharpe", "trades", "win_rate", "expectancy" };

/* Parts that have no curve, as those by symbol, leave its columns out. */
static bool
is_shown(const struct bt_card_rule *rule, const struct bt_metric *m,
    const struct bt_card *card, size_t n)
{
	bool known = rule->asked, any = known;
	size_t i;

	for (i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		known |= bt_metric_find(bt_span(usual[i])) == m;
	for (i = 0; i < n && !any; i++)
		any = (m->needs & ~card[i].study.have) == 0;
	return known && any;
}

static int
put_rows(struct bt_texttable *table, const struct bt_metric *const *metrics,
    size_t nmetrics, const struct bt_card *card, size_t n,
    struct bt_err *err)
{
	char text[BT_SHOWN_MAX];
	struct bt_span value;
	size_t i, k;

	for (i = 0; i < n; i++) {
		if (bt_texttable_cell(table, bt_span(card[i].name),
		    err) == -1)
			return -1;
		for (k = 0; k < nmetrics; k++) {
			value = bt_shown(text, metrics[k]->unit,
			    bt_metric_value(metrics[k], &card[i].study));
			if (bt_texttable_cell(table, value, err) == -1)
				return -1;
		}
	}
	return 0;
}

/* What the annual numbers were made with, below them. */
static int
put_periods(struct bt_texttable *table, const struct bt_card *card, size_t n,
    struct bt_err *err)
{
	char text[BT_SHOWN_MAX * 2], number[BT_SHOWN_MAX];
	struct bt_span a_year;
	size_t i = 0;

	while (i < n && (card[i].study.have & BT_NEEDS_RETURNS) == 0)
		i++;
	if (i == n)
		return 0;
	a_year = bt_shown(number, BT_UNIT_COUNT,
	    card[i].study.periods.per_year);
	(void)snprintf(text, sizeof(text), "%.*s periods a year (%s)",
	    BT_SPAN(a_year), card[i].study.periods.how);
	if (bt_texttable_line(table, bt_span(""), err) == -1)
		return -1;
	return bt_texttable_line(table, bt_span(text), err);
}

static int
put_table(struct bt_out *out, const struct bt_textcol *cols,
    const struct bt_metric *const *metrics, size_t nmetrics,
    const struct bt_card *card, size_t n, struct bt_err *err)
{
	struct bt_texttable *table = bt_texttable_new(cols, nmetrics + 1,
	    err);
	int status = -1;

	if (table == NULL)
		return -1;
	status = put_rows(table, metrics, nmetrics, card, n, err);
	if (status == 0)
		status = put_periods(table, card, n, err);
	if (status == 0)
		bt_texttable_write(table, out);
	bt_texttable_free(table);
	return status;
}

int
bt_card_rows(struct bt_out *out, const struct bt_card_rule *rule,
    const struct bt_card *card, size_t n, struct bt_err *err)
{
	const struct bt_metric **metrics;
	struct bt_textcol *cols;
	size_t i, m = 0;
	int status = -1;

	metrics = bt_calloc(rule->nmetrics, sizeof(*metrics), err);
	cols = bt_calloc(rule->nmetrics + 1, sizeof(*cols), err);
	if (metrics != NULL && cols != NULL) {
		cols[0] = (struct bt_textcol){ bt_card_label(rule->split),
		    BT_LEFT };
		for (i = 0; i < rule->nmetrics; i++)
			if (is_shown(rule, rule->metrics[i], card, n)) {
				metrics[m++] = rule->metrics[i];
				cols[m] = (struct bt_textcol){
				    rule->metrics[i]->name, BT_RIGHT };
			}
		status = put_table(out, cols, metrics, m, card, n, err);
	}
	free(metrics);
	free(cols);
	return status;
}
