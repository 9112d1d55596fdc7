/* SPDX-License-Identifier: ISC */
/*
 * A run or a curve from any bytes: what is read is in order and finite, and
 * every metric of it is a number or has a reason why not.
 */
#include <math.h>

#include "lib/study/metrics.h"
#include "lib/study/split.h"
#include "lib/study/study.h"
#include "tests/fuzz/input.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check_input(const struct bt_input *in)
{
	size_t i;

	MUST(in->n == 0 || in->curve != BT_CURVE_NONE);
	for (i = 0; i < in->n; i++) {
		MUST(isfinite(in->value[i]));
		MUST(!in->dated || i == 0 || in->time[i] > in->time[i - 1]);
	}
	for (i = 0; i < in->ndeals; i++)
		MUST(!isinf(in->deals[i].pnl));
}

static void
check_study(const struct bt_input *in, enum bt_returns returns)
{
	const struct bt_study_rule rule = { returns == BT_RETURNS_BAR ?
		252.0 : (double)NAN, 0.02, returns, NULL };
	struct bt_err err = BT_ERR_INIT;
	struct bt_study study;
	const struct bt_metric *m;
	const char *why;
	size_t i;
	double x;

	if (bt_study_of(in, &rule, &study, &err) == -1) {
		MUST(err.code == BT_EUSAGE && !in->dated);
		return;
	}
	for (i = 0; (m = bt_metric_at(i)) != NULL; i++) {
		x = bt_metric_value(m, &study);
		MUST(!isinf(x));
		why = bt_metric_why(m, &study);
		MUST(!isnan(x) || (why != NULL && why[0] != '\0'));
	}
	x = bt_metric_value(bt_metric_find(bt_span("max_drawdown")), &study);
	MUST(isnan(x) || x <= 0.0);
}

/* Parts hold what the whole holds, and each can be measured. */
static void
check_parts(const struct bt_input *in, enum bt_split split)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_parts parts;
	size_t i, rows = 0, deals = 0;

	if (bt_split(in, split, &parts, &err) == -1) {
		MUST(err.code == BT_EUSAGE);
		return;
	}
	for (i = 0; i < parts.n; i++) {
		MUST(i == 0 || strcmp(parts.name[i - 1], parts.name[i]) < 0);
		MUST(parts.part[i].n > 0 || parts.part[i].ndeals > 0);
		rows += parts.part[i].n;
		deals += parts.part[i].ndeals;
		check_study(&parts.part[i], BT_RETURNS_AUTO);
	}
	MUST(deals == in->ndeals);
	MUST(rows == 0 || rows == in->n);
	bt_parts_free(&parts);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct bt_input_rule rule = { .equity = NULL };
	struct bt_in *in = fuzz_open(data, n);
	struct bt_err err = BT_ERR_INIT;
	struct bt_input input;

	if (in == NULL)
		return 0;
	if (bt_input_read(in, &rule, &input, &err) == 0) {
		check_input(&input);
		check_study(&input, BT_RETURNS_AUTO);
		check_study(&input, BT_RETURNS_BAR);
		check_study(&input, BT_RETURNS_DAY);
		check_parts(&input, BT_SPLIT_MONTH);
		check_parts(&input, BT_SPLIT_SYMBOL);
		check_parts(&input, BT_SPLIT_SIDE);
		check_parts(&input, BT_SPLIT_EXIT_REASON);
	} else
		MUST(err.text[0] != '\0' && err.code != BT_OK);
	bt_input_free(&input);
	bt_in_close(in);
	return 0;
}
