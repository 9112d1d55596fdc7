/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/base/big.h"
#include "lib/base/mem.h"
#include "lib/chance/odds.h"
#include "lib/maths/moments.h"
#include "lib/maths/quantile.h"

/* As in the engine: a level is touched within this. */
#define TOUCH 1e-12

const double bt_odds_points[BT_ODDS_POINTS] = { 0.05, 0.25, 0.5, 0.75, 0.95 };

static size_t
drop_nan(double *x, size_t n)
{
	size_t i, kept = 0;

	for (i = 0; i < n; i++)
		if (!isnan(x[i]))
			x[kept++] = x[i];
	return kept;
}

void
bt_odds_of(double *x, size_t n, struct bt_odds *odds)
{
	struct bt_moments m;

	n = drop_nan(x, n);
	bt_moments_of(x, n, &m);
	*odds = (struct bt_odds){ .n = n, .mean = m.mean,
	    .sd = bt_moments_sd(&m) };
	bt_quantiles(x, n, bt_odds_points, BT_ODDS_POINTS, odds->at);
}

int
bt_tally_init(struct bt_tally *t, uint64_t paths, struct bt_err *err)
{
	size_t k;

	*t = (struct bt_tally){ .n = 0 };
	if (paths > SIZE_MAX / sizeof(double))
		return bt_err_set(err, BT_ESYS,
		    "%llu simulations do not fit into memory",
		    (unsigned long long)paths);
	t->cap = (size_t)paths;
	for (k = 0; k < BT_OUTCOMES; k++)
		if ((t->column[k] = bt_big_resize(NULL, t->cap + 1,
		    sizeof(double), err)) == NULL) {
			bt_tally_free(t);
			return -1;
		}
	return 0;
}

void
bt_tally_free(struct bt_tally *t)
{
	size_t k;

	for (k = 0; k < BT_OUTCOMES; k++)
		bt_big_free(t->column[k]);
	*t = (struct bt_tally){ .n = 0 };
}

int
bt_tally_take(void *arg, const struct bt_monte_block *b, struct bt_err *err)
{
	struct bt_tally *t = arg;
	size_t i, k;

	(void)err;
	for (k = 0; k < BT_OUTCOMES; k++)
		for (i = 0; i < b->n; i++)
			t->column[k][t->n + i] = bt_outcome_value(
			    &b->outcome[i], &bt_outcomes[k]);
	t->n += b->n;
	return 0;
}

double
bt_tally_ruin(const struct bt_tally *t, double loss)
{
	const double *x = BT_TALLY(t, lowest);
	size_t i, count = 0;

	for (i = 0; i < t->n; i++)
		count += x[i] <= TOUCH - loss;
	return t->n == 0 ? (double)NAN : (double)count / (double)t->n;
}

double
bt_tally_goal(const struct bt_tally *t, double gain)
{
	const double *x = BT_TALLY(t, highest);
	size_t i, count = 0;

	for (i = 0; i < t->n; i++)
		count += x[i] >= gain - TOUCH;
	return t->n == 0 ? (double)NAN : (double)count / (double)t->n;
}
