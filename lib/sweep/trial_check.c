/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <string.h>

#include "lib/sweep/trial_own.h"

/* A value of a dim: share 0 is its first, 1 its last. */
static double
value_at(const struct bt_dim *dim, double share)
{
	size_t i;

	if (dim->levels == 0)
		return dim->lo + share * (dim->hi - dim->lo);
	i = (size_t)floor(share * (double)(dim->levels - 1));
	return dim->value != NULL ? dim->value[i] : (double)i;
}

static void
set_params(struct bt_bench *b, double share)
{
	const struct bt_dim *dim;
	size_t i, k;

	for (i = 0; i < b->space->ndims; i++) {
		dim = &b->space->dim[i];
		for (k = 0; dim->of == BT_DIM_PARAM &&
		    k < b->setup.rule.nparams; k++)
			if (strcmp(b->params[k].name, dim->name) == 0)
				b->params[k].value = value_at(dim, share);
	}
}

/* One point alone does not say whether it is at fault, or the formula. */
static bool
can_tell(const struct bt_space *space)
{
	size_t i, params = 0;

	for (i = 0; i < space->ndims; i++) {
		if (space->dim[i].of != BT_DIM_PARAM)
			continue;
		if (space->dim[i].levels != 1)
			return true;
		params++;
	}
	return params == 0;
}

static int
compile(const struct bt_bench *b, struct bt_err *err)
{
	struct bt_maker *maker = bt_maker_new(&b->setup.rule, err);
	int rc;

	if (maker == NULL)
		return -1;
	rc = bt_maker_compile(maker, b->bars.market, NULL, 0, err);
	bt_maker_free(maker);
	return rc;
}

int
bt_bench_check(struct bt_bench *b, struct bt_err *err)
{
	static const double shares[] = { 0, 0.5, 1 };
	struct bt_err why, first = BT_ERR_INIT;
	size_t i;

	if (!can_tell(b->space))
		return 0;
	for (i = 0; i < sizeof(shares) / sizeof(shares[0]); i++) {
		why = (struct bt_err)BT_ERR_INIT;
		set_params(b, shares[i]);
		if (compile(b, &why) == 0)
			return 0;
		if (why.code != BT_EUSAGE) {
			*err = why;
			return -1;
		}
		if (i == 0)
			first = why;
		else if (strcmp(why.text, first.text) != 0)
			return 0;
	}
	*err = first;
	return -1;
}
