/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/study/input.h"
#include "lib/study/input_parts.h"

int
bt_input_read(struct bt_in *in, const struct bt_input_rule *rule,
    struct bt_input *input, struct bt_err *err)
{
	char byte;
	int got;

	*input = (struct bt_input){ .base_time = BT_TIME_NONE,
	    .date_only = true };
	if ((got = bt_in_peek(in, &byte, err)) == -1)
		return -1;
	if (got == 1 && byte == '{')
		return bt_input_run(in, input, err);
	return bt_input_csv(in, rule, input, err);
}

void
bt_input_free(struct bt_input *input)
{
	free(input->time);
	free(input->value);
	free(input->deals);
	*input = (struct bt_input){ 0 };
}

int
bt_input_add(struct bt_input *input, int64_t time, double value,
    struct bt_err *err)
{
	if (input->n == input->cap && bt_grow(&input->value, &input->cap,
	    input->n, sizeof(*input->value), err) == -1)
		return -1;
	input->value[input->n] = value;
	if (input->dated) {
		if (input->n == input->time_cap && bt_grow(&input->time,
		    &input->time_cap, input->n, sizeof(*input->time),
		    err) == -1)
			return -1;
		input->time[input->n] = time;
		if (!bt_time_is_midnight(time))
			input->date_only = false;
	}
	input->n++;
	return 0;
}

int
bt_input_add_trade(struct bt_input *input, const struct bt_trade *trade,
    struct bt_err *err)
{
	input->has_trades = true;
	if (trade->exit_reason.n == 0) {
		input->open_trades++;
		return 0;
	}
	if (bt_grow(&input->deals, &input->deals_cap, input->ndeals,
	    sizeof(*input->deals), err) == -1)
		return -1;
	input->deals[input->ndeals++] = bt_deal_of(trade);
	return 0;
}

void
bt_input_add_holding(struct bt_input *input, const struct bt_equity *e)
{
	input->has_positions = true;
	input->held += e->positions > 0;
	if (e->equity > 0.0)
		bt_sum_add(&input->gross, (e->longs + e->shorts) / e->equity);
}
