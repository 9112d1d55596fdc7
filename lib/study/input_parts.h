/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_INPUT_PARTS_H
#define BT_STUDY_INPUT_PARTS_H

#include "lib/stream/csv.h"
#include "lib/study/input.h"

/* What the readers of lib/study/input share; of no use elsewhere. */

int	bt_input_run(struct bt_in *, struct bt_input *, struct bt_err *)
	    BT_MUST_CHECK;
int	bt_input_csv(struct bt_in *, const struct bt_input_rule *,
	    struct bt_input *, struct bt_err *) BT_MUST_CHECK;

/* The rows of a CSV of trades, whose header has been read. */
int	bt_input_trades(struct bt_csv *, const char *source,
	    const struct bt_input_rule *, struct bt_input *, struct bt_err *)
	    BT_MUST_CHECK;

/* A row of the curve; time counts where input->dated. */
int	bt_input_add(struct bt_input *, int64_t time, double value,
	    struct bt_err *) BT_MUST_CHECK;

/* A trade; one without an exit reason is open. */
int	bt_input_add_trade(struct bt_input *, const struct bt_trade *,
	    struct bt_err *) BT_MUST_CHECK;

/* What was held at a row of equity. */
void	bt_input_add_holding(struct bt_input *, const struct bt_equity *);

/* The place of a column, names compared without case; SIZE_MAX if absent. */
size_t	bt_input_column(const struct bt_csv *, const char *name);

/* A cell as a time; -1 with source, line and column. */
int	bt_input_time(struct bt_csv *, const char *source, size_t i,
	    const struct bt_time_rule *, struct bt_span, int64_t *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
