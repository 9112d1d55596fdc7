/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/study/input_parts.h"

static int
on_trade(void *arg, const struct bt_trade *trade, struct bt_err *err)
{
	return bt_input_add_trade(arg, trade, err);
}

static int
on_equity(void *arg, const struct bt_equity *e, struct bt_err *err)
{
	struct bt_input *input = arg;

	if (!isfinite(e->equity) || e->time == BT_TIME_NONE)
		return bt_err_set(err, BT_EDATA,
		    "equity record without a time and a number");
	if (input->n > 0 && e->time <= input->time[input->n - 1])
		return bt_err_set(err, BT_EDATA, "equity record is not later "
		    "than the one before");
	input->curve = BT_CURVE_EQUITY;
	input->dated = true;
	bt_input_add_holding(input, e);
	return bt_input_add(input, e->time, e->equity, err);
}

static int
on_summary(void *arg, const struct bt_summary *sum, struct bt_err *err)
{
	struct bt_input *input = arg;

	(void)err;
	input->summary = *sum;
	input->has_summary = true;
	/* Trades that the run made and its stream leaves out, as --emit can. */
	if (input->ndeals == 0 && input->open_trades == 0 &&
	    (sum->trades > 0 || sum->open_trades > 0))
		input->has_trades = false;
	return 0;
}

static int
on_end(void *arg, enum bt_status status, struct bt_err *err)
{
	struct bt_input *input = arg;

	(void)err;
	input->status = status;
	return 0;
}

struct bt_run_reader
bt_input_run_reader(struct bt_input *input)
{
	input->has_trades = true;
	input->date_only = true;
	input->base_time = BT_TIME_NONE;
	return (struct bt_run_reader){
		.sink = { .arg = input, .trade = on_trade,
		    .equity = on_equity },
		.summary = on_summary,
		.end = on_end,
	};
}

int
bt_input_run(struct bt_in *in, struct bt_input *input, struct bt_err *err)
{
	const struct bt_run_reader reader = bt_input_run_reader(input);

	return bt_runstream_read(in, &reader, err);
}
