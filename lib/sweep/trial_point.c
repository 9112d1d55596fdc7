/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "lib/sweep/trial_own.h"

static int
set_option(struct bt_bench_worker *w, const struct bt_dim *dim, double value,
    struct bt_buf *text, struct bt_err *err)
{
	text->n = 0;
	if (bt_dim_text(dim, value, text, err) == -1)
		return -1;
	return bt_opt_set(dim->opt, &w->set, text->s, err);
}

int
bt_bench_options(const struct bt_bench *b, struct bt_bench_worker *w,
    const double *point, struct bt_err *err)
{
	const struct bt_dim *dim = b->space->dim;
	size_t i;

	w->set = *b->rule.engine;
	for (i = 0; i < b->space->ndims; i++)
		if (dim[i].of == BT_DIM_OPTION && set_option(w, &dim[i],
		    point[i], &w->text[i], err) == -1)
			return -1;
	return 0;
}

int
bt_bench_params(const struct bt_bench *b, struct bt_value *params,
    const double *point, struct bt_err *err)
{
	const struct bt_dim *dim;
	size_t i, k;

	for (i = 0; i < b->space->ndims; i++) {
		dim = &b->space->dim[i];
		if (dim->of != BT_DIM_PARAM)
			continue;
		if (b->setup.strategy != NULL && bt_strategy_check(
		    b->setup.strategy, dim->param, point[i], err) == -1)
			return -1;
		for (k = 0; strcmp(params[k].name, dim->name) != 0; k++)
			continue;
		params[k].value = point[i];
	}
	return 0;
}
