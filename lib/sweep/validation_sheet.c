/* SPDX-License-Identifier: ISC */
#include "lib/sweep/validation_sheet.h"

#include <stdlib.h>

#include "lib/base/mem.h"

void
bt_validation_sheet_init(struct bt_validation_sheet *s,
    const struct bt_validation_rule *rule, struct bt_out *out)
{
	const struct bt_bars_result *bars = bt_bench_bars(
	    rule->job->part[0].bench);

	*s = (struct bt_validation_sheet){ .rule = *rule, .job = rule->job,
	    .line = bt_job_timeline(rule->job), .out = out,
	    .fields = { .out = out, .format = rule->format ==
	    BT_VALIDATION_CSV ? BT_CSV : BT_NDJSON,
	    .date_only = bt_market_date_only(bars->market) } };
}

void
bt_validation_sheet_free(struct bt_validation_sheet *s)
{
	bt_texttable_free(s->table);
}

bool
bt_validation_sheet_emits(const struct bt_validation_sheet *s,
    enum bt_validation_emit table)
{
	return s->rule.format == BT_VALIDATION_NDJSON ||
	    s->rule.emit == table ||
	    (table == BT_EMIT_ROWS && s->rule.emit == BT_EMIT_ALL);
}

int
bt_validation_sheet_table(struct bt_validation_sheet *s,
    const struct bt_textcol *left, size_t nleft,
    const struct bt_textcol *right, size_t nright, struct bt_err *err)
{
	const struct bt_trials_head *head = &s->job->head;
	struct bt_textcol *cols = bt_calloc(nleft + 1 + head->ndims + nright,
	    sizeof(*cols), err);
	size_t i, n = 0;

	if (cols == NULL)
		return -1;
	for (i = 0; i < nleft; i++)
		cols[n++] = left[i];
	if (s->job->nparts > 1)
		cols[n++] = (struct bt_textcol){ "strategy", BT_LEFT };
	for (i = 0; i < head->ndims; i++)
		cols[n++] = (struct bt_textcol){ head->dim[i].name,
			head->dim[i].is_number ? BT_RIGHT : BT_LEFT };
	for (i = 0; i < nright; i++)
		cols[n++] = right[i];
	s->table = bt_texttable_new(cols, n, err);
	free(cols);
	return s->table == NULL ? -1 : 0;
}
