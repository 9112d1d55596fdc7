/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "lib/base/big.h"
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
	bt_big_free(input->time);
	bt_big_free(input->value);
	free(input->deals);
	bt_names_free(&input->names);
	*input = (struct bt_input){ 0 };
}

/* Room for more rows of the curve. */
static int
grow(struct bt_input *input, struct bt_err *err)
{
	size_t cap = input->cap == 0 ? 1024 : 2 * input->cap;
	int64_t *time;
	double *value;

	if (input->dated) {
		time = bt_big_resize(input->time, cap, sizeof(*time), err);
		if (time == NULL)
			return -1;
		input->time = time;
	}
	value = bt_big_resize(input->value, cap, sizeof(*value), err);
	if (value == NULL)
		return -1;
	input->value = value;
	input->cap = cap;
	return 0;
}

int
bt_input_add(struct bt_input *input, int64_t time, double value,
    struct bt_err *err)
{
	if (input->n == input->cap && grow(input, err) == -1)
		return -1;
	input->value[input->n] = value;
	if (input->dated) {
		input->time[input->n] = time;
		if (!bt_time_is_midnight(time))
			input->date_only = false;
	}
	input->n++;
	return 0;
}

static int
number_of(struct bt_names *names, struct bt_span name, uint32_t *id,
    struct bt_err *err)
{
	if (name.s == NULL)
		name = bt_span("");
	if (bt_names_find(names, name, id))
		return 0;
	return bt_names_add(names, name, id, err);
}

int
bt_input_add_trade(struct bt_input *input, const struct bt_trade *trade,
    struct bt_err *err)
{
	struct bt_deal deal;

	input->has_trades = true;
	if (trade->exit_reason.n == 0) {
		input->open_trades++;
		return 0;
	}
	if (bt_grow(&input->deals, &input->deals_cap, input->ndeals,
	    sizeof(*input->deals), err) == -1)
		return -1;
	deal = bt_deal_of(trade);
	if (number_of(&input->names, trade->symbol, &deal.symbol,
	    err) == -1 || number_of(&input->names, trade->exit_reason,
	    &deal.reason, err) == -1)
		return -1;
	input->deals[input->ndeals++] = deal;
	return 0;
}

void
bt_input_add_holding(struct bt_input *input, const struct bt_equity *e)
{
	input->has_positions = true;
	input->held += e->positions > 0;
	if (e->equity > 0.0)
		bt_sum_add(&input->gross, bt_equity_gross(e->equity,
		    e->longs, e->shorts));
}
