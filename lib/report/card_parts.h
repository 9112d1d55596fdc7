/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_CARD_PARTS_H
#define BT_REPORT_CARD_PARTS_H

#include "lib/base/table.h"
#include "lib/report/card.h"

/* What the files of lib/report/card share; of no use elsewhere. */

/* What stands before the metrics, as a row. */
struct bt_facts {
	struct bt_span	input, status, returns, periods_from;
	int64_t		from, to;
	double		periods_per_year, risk_free;
};

/* The first column is the input's name. */
extern const struct bt_col bt_facts_cols[];

struct bt_facts	bt_facts_of(const struct bt_card *);

/* What the first column is called: "input", "year" ... */
const char	*bt_card_label(enum bt_split);

/* The parts of a run as rows, the metrics as columns. */
int	bt_card_rows(struct bt_out *, const struct bt_card_rule *,
	    const struct bt_card *, size_t n, struct bt_err *) BT_MUST_CHECK;
int	bt_card_table(struct bt_out *, const struct bt_card_rule *,
	    const struct bt_card *, size_t n, struct bt_err *) BT_MUST_CHECK;

#endif
