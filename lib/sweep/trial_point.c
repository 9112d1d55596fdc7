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

static int
set_param(const struct bt_bench *b, struct bt_bench_worker *w,
    const struct bt_dim *dim, double value, struct bt_err *err)
{
	size_t i = 0;

	if (b->setup.strategy != NULL && bt_strategy_check(b->setup.strategy,
	    dim->param, value, err) == -1)
		return -1;
	while (strcmp(w->params[i].name, dim->name) != 0)
		i++;
	w->params[i].value = value;
	return 0;
}

int
bt_bench_apply(const struct bt_bench *b, struct bt_bench_worker *w,
    const double *point, struct bt_err *err)
{
	const struct bt_dim *dim;
	size_t i, n = b->setup.rule.nparams;
	int rc = 0;

	w->set = *b->rule.engine;
	if (n > 0)
		memcpy(w->params, b->params, n * sizeof(*w->params));
	for (i = 0; i < b->space->ndims && rc == 0; i++) {
		dim = &b->space->dim[i];
		if (dim->of == BT_DIM_OPTION)
			rc = set_option(w, dim, point[i], &w->text[i], err);
		else if (dim->of == BT_DIM_PARAM)
			rc = set_param(b, w, dim, point[i], err);
	}
	return rc;
}
